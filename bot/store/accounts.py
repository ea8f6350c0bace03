"""The accounts of consultants."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.staff import Account, Role, Session, Stays, same_name
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

    async def account_at(self, address: str) -> Account | None:
        return await self._one(sql_staff.ACCOUNT_AT, {"address": address})

    async def add_account(self, account: Account) -> bool:
        values: Params = {"name": account.name, "same": same_name(account.name), "added": stamp(account.added)}
        write = Write(sql_staff.INSERT_ACCOUNT, {**values, "session_key": account.key, "role": account.role}, rows=1)
        return await self._engine.run((write,))

    async def remove_account(self, name: str) -> bool:
        account: Params = {"same": same_name(name)}
        return await self._engine.run((_end_all(name), Write(sql_staff.DELETE_ACCOUNT, account, rows=1)))

    async def set_role(self, name: str, role: Role) -> bool:
        values: Params = {"same": same_name(name), "role": role}
        return await self._engine.run((Write(sql_staff.SET_ROLE, values, rows=1),))

    async def keep_code(self, name: str, digest: str, until: datetime) -> bool:
        values: Params = {"same": same_name(name), "code": digest, "until": stamp(until)}
        return await self._engine.run((Write(sql_staff.KEEP_CODE, values, rows=1),))

    async def set_password(self, digest: str, password: str, key: str, now: datetime) -> Account | None:
        values: Params = {"password": password, "session_key": key}
        return await self._use_code(digest, now, sql_staff.SET_PASSWORD, values)

    async def change_password(self, account: Account, password: str, key: str) -> bool:
        values: Params = {"same": same_name(account.name), "was": account.key, "password": password, "session_key": key}
        return await self._engine.run((_end_all(account.name), Write(sql_staff.CHANGE_PASSWORD, values, rows=1)))

    async def link_address(self, digest: str, address: str, now: datetime) -> Account | None:
        free = Write(sql_staff.FREE_ADDRESS, {"address": address})
        return await self._use_code(digest, now, sql_staff.LINK_ADDRESS, {"address": address}, free)

    async def begin_session(self, session: Session, key: str, stays: Stays) -> None:
        values: Params = {"token": session.id, "session_key": key, "now": stamp(session.begun)}
        place: Params = {"device": session.device, "address": session.address}
        over = Write(sql_staff.ENDED_SESSIONS, _over(session.begun, stays))
        await self._engine.run((over, Write(sql_staff.BEGIN_SESSION, {**values, **place}, rows=1)))

    async def session(self, id: str, now: datetime, stays: Stays) -> Session | None:
        rows = await self._engine.rows(sql_staff.SESSION, {"token": id, **_over(now, stays)})
        return _session(rows[0]) if rows else None

    async def sessions(self, now: datetime, stays: Stays) -> Sequence[Session]:
        return [_session(row) for row in await self._engine.rows(sql_staff.SESSIONS, _over(now, stays))]

    async def seen_session(self, id: str, now: datetime, before: datetime) -> None:
        values: Params = {"token": id, "now": stamp(now), "before": stamp(before)}
        await self._engine.run((Write(sql_staff.SEEN_SESSION, values),))

    async def end_session(self, name: str, id: str) -> bool:
        values: Params = {"token": id, "same": same_name(name)}
        return await self._engine.run((Write(sql_staff.END_SESSION, values, rows=1),))

    async def end_sessions(self, name: str, keep: str) -> None:
        await self._engine.run((_end_all(name, keep),))

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
    name, added, password, key, address, role = row
    return Account(name, moment(added), password, key, address, role)


def _session(row: Row) -> Session:
    who, id, begun, seen, device, address = row
    return Session(id, who, moment(begun), moment(seen), device, address)


def _over(now: datetime, stays: Stays) -> Params:
    """What was begun, or seen last, by then is over."""
    return {"begun": stamp(now - stays.most), "seen": stamp(now - stays.idle)}


def _end_all(name: str, keep: str = "") -> Write:
    return Write(sql_staff.END_OTHERS, {"same": same_name(name), "token": keep})
