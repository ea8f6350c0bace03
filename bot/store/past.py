"""What citizens wrote and where they stand, read for what a change of the content would do to them."""

from collections.abc import Sequence

from bot.core.conversation import Conversation
from bot.service.ports.past import Typed
from bot.store import sql_past
from bot.store.codec import conversation_from_text
from bot.store.codec_parts import dumped, moment
from bot.store.engine import Engine

_NO_FLOW = f"%{dumped({'flows': []})[1:-1]}%"
"""Stands in the body of a conversation in which no procedure is open; quotes in what people wrote are escaped there."""


class SqlPast:
    """Implements `service.ports.past.Pasts`."""

    _engine: Engine

    async def typed(self, least: int) -> Sequence[Typed]:
        rows = await self._engine.rows(sql_past.TYPED, {"since": await self._since(least)})
        found = [Typed(text, moment(at), bool(asks)) for text, at, asks in rows]
        return sorted(found, key=lambda it: it.at, reverse=True)

    async def walking(self) -> Sequence[Conversation]:
        rows = await self._engine.rows(sql_past.WALKING, {"without": _NO_FLOW})
        return [conversation_from_text(*row) for row in rows]

    async def _since(self, least: int) -> str:
        """The first day of the newest ones on which so much was typed together; "" for all of them."""
        left = least
        counts = {str(day): int(count) for day, count in await self._engine.rows(sql_past.DAYS, {})}
        for day in sorted(counts, reverse=True):
            left -= counts[day]
            if left <= 0:
                return day
        return ""
