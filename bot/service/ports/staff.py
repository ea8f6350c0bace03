"""What the service needs to keep of the staff."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.staff import Account, Role, Session, Stays


class Accounts(Protocol):
    """The accounts of consultants. One-time codes are kept as their digests alone, and each works once."""

    async def accounts(self) -> Sequence[Account]:
        """All of them, by name."""
        ...

    async def account_named(self, name: str) -> Account | None: ...

    async def account_at(self, address: str) -> Account | None: ...

    async def add_account(self, account: Account) -> bool:
        """Whether it was added: a name that differs only in case and spaces is taken."""
        ...

    async def remove_account(self, name: str) -> bool:
        """Whether there was one."""
        ...

    async def set_role(self, name: str, role: Role) -> bool:
        """Whether there is such an account."""
        ...

    async def keep_code(self, name: str, digest: str, until: datetime) -> bool:
        """Takes the place of an earlier code. Whether there is such an account."""
        ...

    async def set_password(self, digest: str, password: str, key: str, now: datetime) -> Account | None:
        """The account of a code, with its new password and key; None when the code is none. The code is used up."""
        ...

    async def change_password(self, account: Account, password: str, key: str) -> bool:
        """A new password and key in place of those the account was read with; False when it has others by now."""
        ...

    async def link_address(self, digest: str, address: str, now: datetime) -> Account | None:
        """The account of a code, with its address, which no other account has then. The code is used up."""
        ...

    # Where they are signed in. A new password and the end of an account end its sessions

    async def begin_session(self, session: Session, key: str, stays: Stays) -> None:
        """Adds a session of the account with that key, and takes off those that are over."""
        ...

    async def session(self, id: str, now: datetime, stays: Stays) -> Session | None:
        """None for one that is over, or never was."""
        ...

    async def sessions(self, now: datetime, stays: Stays) -> Sequence[Session]:
        """All that are not over, in no order."""
        ...

    async def seen_session(self, id: str, now: datetime, before: datetime) -> None:
        """Keeps that something was done, if that was last kept before then."""
        ...

    async def end_session(self, name: str, id: str) -> bool:
        """Whether the account of that name had it."""
        ...

    async def end_sessions(self, name: str, keep: str) -> None:
        """All of that account but one."""
        ...
