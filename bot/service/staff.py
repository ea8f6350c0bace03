"""The staff: who has an account, who may sign in, and whose Telegram account is whose."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from bot.core.staff import (
    CODE_LENGTH,
    CODE_SIGNS,
    LONGEST_PASSWORD,
    Account,
    Role,
    clean_name,
    code_digest,
    is_password,
    may,
    spaced_code,
)
from bot.service.ports import Clock
from bot.service.ports.staff import Accounts

CODE_WORKS = timedelta(days=7)
_KEY_BYTES = 16
HASHER = PasswordHasher()
"""Argon2id with what RFC 9106 names for little memory: 64 MiB, three rounds."""
_AT_ONCE = 2  # passwords that are hashed at the same time: a crowd at the door waits instead of taking the memory


Fault = Literal["no_name", "name_taken", "nobody", "no_password"]
"""What keeps an account from being made, found or given a password. The terminal tells each but the last."""


class StaffFault(Exception):
    """What was asked of the accounts cannot be done."""

    def __init__(self, fault: Fault, name: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        self.name = name


class Staff:
    """The accounts of consultants, with their one-time codes and passwords."""

    def __init__(self, accounts: Accounts, clock: Clock, hasher: PasswordHasher = HASHER) -> None:
        self._accounts = accounts
        self._clock = clock
        self._hasher = hasher
        self._hashing = asyncio.Semaphore(_AT_ONCE)

    async def all(self) -> Sequence[Account]:
        """Every account, by name."""
        return await self._accounts.accounts()

    async def add(self, text: str, role: Role = "consultant") -> tuple[Account, str]:
        """A new account and its one-time code. Raises StaffFault for what is no name, or is taken."""
        name = clean_name(text)
        if name is None:
            raise StaffFault("no_name", text)
        account = Account(name, self._clock.now(), key=secrets.token_urlsafe(_KEY_BYTES), role=role)
        if not await self._accounts.add_account(account):
            raise StaffFault("name_taken", name)
        return account, await self.code(name)

    async def code(self, name: str) -> str:
        """Another one-time code, which ends an earlier one; it works for CODE_WORKS. Raises StaffFault."""
        code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
        if not await self._accounts.keep_code(name, code_digest(code), self._clock.now() + CODE_WORKS):
            raise StaffFault("nobody", name)
        return spaced_code(code)

    async def set_role(self, name: str, role: Role) -> Account:
        """Another role, from their next step on. Raises StaffFault."""
        await self._accounts.set_role(name, role)
        return await self.known(name)

    async def remove(self, name: str) -> Account:
        """Ends an account with all that is signed in or linked. Raises StaffFault."""
        account = await self.known(name)
        if not await self._accounts.remove_account(name):
            raise StaffFault("nobody", name)
        return account

    async def named(self, name: str) -> Account | None:
        return await self._accounts.account_named(name)

    async def known(self, name: str) -> Account:
        """Raises StaffFault where there is none."""
        account = await self._accounts.account_named(name)
        if account is None:
            raise StaffFault("nobody", name)
        return account

    async def colleagues(self) -> Sequence[Account]:
        """Who can be handed a case."""
        return [account for account in await self._accounts.accounts() if may(account.role, "answer")]

    async def colleague(self, text: str) -> str | None:
        """The name a case is handed to: an account's where there are accounts, else any. None: nobody can have it."""
        name = clean_name(text)
        account = await self._accounts.account_named(name) if name else None
        if account is not None:
            return account.name if may(account.role, "answer") else None
        return None if await self._accounts.accounts() else name

    async def sign_in(self, name: str, password: str) -> Account | None:
        """The account of that name, if the password is its own. A name that is none takes as long."""
        account = await self._accounts.account_named(name)
        async with self._hashing:
            kept = account.password if account and account.password else await asyncio.to_thread(_nobodys, self._hasher)
            return account if await asyncio.to_thread(self._is, kept, password) else None

    async def begin(self, code: str, password: str) -> Account | None:
        """Sets a password by a one-time code, which ends older sessions. None: no such code. Raises StaffFault."""
        if not is_password(password):
            raise StaffFault("no_password")
        hashed, key = await self._hashed(password), secrets.token_urlsafe(_KEY_BYTES)
        return await self._accounts.set_password(code_digest(code), hashed, key, self._clock.now())

    async def change_password(self, name: str, old: str, new: str) -> Account | None:
        """Sets another password by the one before, which ends every session. None: it is not. Raises StaffFault."""
        if not is_password(new):
            raise StaffFault("no_password")
        account = await self.sign_in(name, old)
        if account is None:
            return None
        hashed, key = await self._hashed(new), secrets.token_urlsafe(_KEY_BYTES)
        changed = await self._accounts.change_password(account, hashed, key)
        return await self._accounts.account_named(name) if changed else None

    async def at(self, address: str) -> str | None:
        """The name of the account that is linked to that address, if it may answer citizens."""
        account = await self._accounts.account_at(address)
        return account.name if account and may(account.role, "answer") else None

    async def link(self, code: str, address: str) -> str | None:
        """Links an account by its one-time code; its name, or None when the code is none."""
        account = await self._accounts.link_address(code_digest(code), address, self._clock.now())
        return account.name if account else None

    async def _hashed(self, password: str) -> str:
        async with self._hashing:
            return await asyncio.to_thread(self._hasher.hash, password)

    def _is(self, kept: str, password: str) -> bool:
        try:
            return len(password) <= LONGEST_PASSWORD and self._hasher.verify(kept, password)
        except VerificationError:
            return False


@cache
def _nobodys(hasher: PasswordHasher) -> str:
    """The hash of a password that nobody has."""
    return hasher.hash(secrets.token_urlsafe(_KEY_BYTES))
