"""The accounts of consultants."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.staff import Account, same_name
from bot.store import sql_staff
from bot.store.codec_parts import moment, stamp
from bot.store.engine import Engine, Params, Row, Write


class SqlAccounts:
    """Implements `service.ports.staff.Accounts`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def accounts(self) -> Sequence[Account]:
        found = [_account(row) for row in await self._engine.rows(sql_staff.ACCOUNTS, {})]
        return sorted(found, key=lambda account: account.name)

    async def account_named(self, name: str) -> Account | None:
        return await self._one(sql_staff.ACCOUNT_NAMED, {"same": same_name(name)})

    async def account_keyed(self, key: str) -> Account | None:
        return await self._one(sql_staff.ACCOUNT_KEYED, {"session_key": key})

    async def account_at(self, address: str) -> Account | None:
        return await self._one(sql_staff.ACCOUNT_AT, {"address": address})

    async def add_account(self, account: Account) -> bool:
        values: Params = {"name": account.name, "same": same_name(account.name), "added": stamp(account.added)}
        write = Write(sql_staff.INSERT_ACCOUNT, {**values, "session_key": account.key}, rows=1)
        return await self._engine.run((write,))

    async def remove_account(self, name: str) -> bool:
        return await self._engine.run((Write(sql_staff.DELETE_ACCOUNT, {"same": same_name(name)}, rows=1),))

    async def keep_code(self, name: str, digest: str, until: datetime) -> bool:
        values: Params = {"same": same_name(name), "code": digest, "until": stamp(until)}
        return await self._engine.run((Write(sql_staff.KEEP_CODE, values, rows=1),))

    async def set_password(self, digest: str, password: str, key: str, now: datetime) -> Account | None:
        values: Params = {"password": password, "session_key": key}
        return await self._use_code(digest, now, sql_staff.SET_PASSWORD, values)

    async def link_address(self, digest: str, address: str, now: datetime) -> Account | None:
        free = Write(sql_staff.FREE_ADDRESS, {"address": address})
        return await self._use_code(digest, now, sql_staff.LINK_ADDRESS, {"address": address}, free)

    async def _use_code(self, digest: str, now: datetime, sql: str, values: Params, *first: Write) -> Account | None:
        """Of two who use one code at once, one finds it used up."""
        code: Params = {"code": digest, "now": stamp(now)}
        rows = await self._engine.rows(sql_staff.OF_CODE, code)
        if not rows:
            return None
        same = str(rows[0][0])
        used = await self._engine.run((*first, Write(sql, {**values, **code, "same": same}, rows=1)))
        return await self._one(sql_staff.ACCOUNT_NAMED, {"same": same}) if used else None

    async def _one(self, sql: str, values: Params) -> Account | None:
        rows = await self._engine.rows(sql, values)
        return _account(rows[0]) if rows else None


def _account(row: Row) -> Account:
    name, added, password, key, address = row
    return Account(name, moment(added), password, key, address)
