"""Who has read which case."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.audit import Read, Reader, Sought, Way
from bot.store import sql_audit
from bot.store.codec_parts import moment, stamp
from bot.store.engine import Engine, Params, Write

_ID_BYTES = 6


class SqlAudit:
    """Implements `service.ports.audit.Audit`."""

    _engine: Engine

    async def note(self, reader: Reader, way: Way, number: str, now: datetime, within: timedelta) -> None:
        values: Params = {
            "place": int(now.timestamp() * 1_000_000),
            "id": secrets.token_hex(_ID_BYTES),
            "at": stamp(now),
            "who": reader.who,
            "number": number,
            "way": way,
            "address": reader.address,
            "since": stamp(now - within),
        }
        await self._engine.run((Write(sql_audit.NOTE, values),))

    async def read(self, sought: Sought, most: int) -> Sequence[Read]:
        values: Params = {"who": sought.who, "number": sought.case, "way": sought.way, "before": sought.before}
        rows = await self._engine.rows(sql_audit.SOUGHT, {**values, "most": most})
        return [Read(place, moment(at), who, case, way, address) for place, at, who, case, way, address in rows]

    async def readers(self) -> Sequence[str]:
        return sorted(str(row[0]) for row in await self._engine.rows(sql_audit.READERS, {}))

    async def forget_reads(self, before: datetime) -> None:
        await self._engine.run((Write(sql_audit.FORGET, {"before": stamp(before)}),))
