"""What the service needs to keep of the staff."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.staff import Account


class Accounts(Protocol):
    """The accounts of consultants. One-time codes are kept as their digests alone, and each works once."""

    async def accounts(self) -> Sequence[Account]:
        """All of them, by name."""
        ...

    async def account_named(self, name: str) -> Account | None: ...

    async def account_keyed(self, key: str) -> Account | None: ...

    async def account_at(self, address: str) -> Account | None: ...

    async def add_account(self, account: Account) -> bool:
        """Whether it was added: a name that differs only in case and spaces is taken."""
        ...

    async def remove_account(self, name: str) -> bool:
        """Whether there was one."""
        ...

    async def keep_code(self, name: str, digest: str, until: datetime) -> bool:
        """Takes the place of an earlier code. Whether there is such an account."""
        ...

    async def set_password(self, digest: str, password: str, key: str, now: datetime) -> Account | None:
        """The account of a code, with its new password and key; None when the code is none. The code is used up."""
        ...

    async def link_address(self, digest: str, address: str, now: datetime) -> Account | None:
        """The account of a code, with its address, which no other account has then. The code is used up."""
        ...
