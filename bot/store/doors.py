"""Addresses that let nothing in."""

from datetime import datetime

from bot.store import sql_doors
from bot.store.codec_parts import stamp
from bot.store.engine import Engine, Write


class SqlDoors:
    """Implements `service.ports.doors.Doors`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def block(self, address: str, place: int, now: datetime) -> None:
        blocked = Write(sql_doors.SET_BLOCKED, {"address": address, "place": place})
        due = Write(sql_doors.COME_DUE, {"address": address, "now": stamp(now)})
        await self._engine.run((blocked, due))

    async def let_in(self, address: str, place: int) -> None:
        await self._engine.run((Write(sql_doors.SET_HEARD, {"address": address, "place": place}),))

    async def is_blocked(self, address: str) -> bool:
        rows = await self._engine.rows(sql_doors.IS_BLOCKED, {"address": address})
        return bool(rows[0][0])
