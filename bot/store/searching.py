"""Looking for words in cases: what was said and noted, as it is kept masked."""

from collections.abc import Sequence

from bot.core.korean_finding import MOST_WORDS, findable, sought
from bot.service.ports.searching import Found, Line
from bot.store import sql_links, sql_search
from bot.store.codec_cases import case_from_row
from bot.store.codec_parts import moment
from bot.store.engine import Engine, Params, Row, Write


class SqlSearching:
    """Implements `service.ports.searching.Searching`."""

    _engine: Engine

    async def search(self, query: str, most: int) -> Sequence[Found]:
        words = sought(query)
        if not words:
            return ()
        like: Params = {
            f"word_{place + 1}": f"%{words[place]}%" if place < len(words) else None for place in range(MOST_WORDS)
        }
        rows = await self._engine.rows(sql_search.CASES, {**like, "most": most})
        return [Found(case_from_row(*row), await self._lines(row, like)) for row in rows]

    async def fold_earlier(self) -> None:
        """Makes findable what was kept before anything was; the rows of one round at a time."""
        while rows := await self._engine.rows(sql_search.UNFOLDED, {}):
            await self._fold(sql_search.FOLD, ("conversation", "number", "text"), rows)
        while rows := await self._engine.rows(sql_search.UNFOLDED_NOTES, {}):
            await self._fold(sql_search.FOLD_NOTE, ("number", "place", "text"), rows)

    async def _fold(self, sql: str, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Words that were changed meanwhile are left to the next round."""
        values: list[Params] = [dict(zip(names, row, strict=True)) for row in rows]
        await self._engine.run([Write(sql, {**it, "folded": findable(str(it["text"]))}) for it in values])

    async def _lines(self, case: Row, like: Params) -> tuple[Line, ...]:
        number, conversation, *_ = case
        rows = [*await self._engine.rows(sql_search.NOTES, {**like, "number": number})]
        joined = await self._engine.rows(sql_links.JOINED, {"conversation": conversation})
        for id in (conversation, *(row[0] for row in joined)):
            rows += await self._engine.rows(sql_search.LINES, {**like, "conversation": id})
        return tuple(sorted((Line(sender, text, moment(at)) for sender, text, at in rows), key=lambda line: line.at))
