"""Numbers for staff: what turns have added by days in Seoul, beside what is counted of what is there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import cast

from bot.core.figures import Count, Counted, Figures, standing
from bot.service.ports.figures import NotHelped
from bot.store import sql, sql_figures
from bot.store.codec_cases import case_from_row
from bot.store.codec_parts import SEOUL, moment, stamp
from bot.store.engine import Engine, Write

_JOIN = "\t"


def figure_writes(figures: Iterable[Counted]) -> Iterator[Write]:
    """Rows that are added, none of which is ever changed: no turn waits for another's."""
    for each in figures:
        yield Write(
            sql_figures.ADD,
            {"day": each.day.isoformat(), "what": each.what, "detail": _JOIN.join(each.of), "many": each.count},
            rows=1,
        )


class SqlFigures:
    """Implements `service.ports.figures.Statistics`."""

    _engine: Engine

    async def counted(self, since: datetime) -> Sequence[Counted]:
        from_ = {"since": stamp(since)}
        found: Figures = Counter()
        for what, statement in _COUNTED:
            for hour, *of, count in await self._engine.rows(statement, from_):
                found[moment(f"{hour}:00:00Z").date(), what, tuple(map(str, of))] += int(count)
        day = since.date()
        return sorted_(_told(found), await self.figures(day), await self.steps(day))

    async def figures(self, since: date) -> Sequence[Counted]:
        rows = await self._engine.rows(sql_figures.BY_DAY, {"since": since.isoformat()})
        return sorted_(_read(date.fromisoformat(day), *rest) for day, *rest in rows)

    async def steps(self, since: date) -> Sequence[Counted]:
        rows = await self._engine.rows(sql_figures.IN_ALL, {"since": since.isoformat()})
        return sorted_(_read(since, *row) for row in rows)

    async def not_helped(self, since: date, most: int) -> Sequence[NotHelped]:
        from_ = stamp(datetime.combine(since, time(), SEOUL))
        rows = await self._engine.rows(sql_figures.WEAK, {"since": from_})
        found = [NotHelped(str(entry), str(text), moment(at)) for entry, text, at in rows]
        return sorted(found, key=lambda it: it.at, reverse=True)[:most]

    async def came_to(self) -> Sequence[Counted]:
        return sorted_(_read(date.min, *row) for row in await self._engine.rows(sql_figures.CAME_TO, {}))

    async def counting_since(self) -> date | None:
        rows = await self._engine.rows(sql_figures.COUNTING_SINCE, {})
        return moment(rows[0][0]).date() if rows else None

    async def unsummed(self, today: date) -> Sequence[date]:
        rows = await self._engine.rows(sql_figures.UNSUMMED, {"today": today.isoformat()})
        return sorted(date.fromisoformat(row[0]) for row in rows)

    async def sum_up(self, day: date) -> bool:
        values = {"day": day.isoformat()}
        count = (await self._engine.rows(sql_figures.TO_SUM, values))[0][0]
        drop = Write(sql_figures.DROP_SUMMED, values, rows=count)
        return await self._engine.run((Write(sql_figures.SUM_UP, values), drop))

    async def begin_counting(self, now: datetime) -> None:
        """Counts once what is there already: conversations that were begun, and cases as they are."""
        if await self.counting_since() is not None:
            return
        found: Figures = Counter()
        for row in await self._engine.rows(sql_figures.EVERY_CASE, {}):
            found.update(standing(case_from_row(*row)))
        for hour, count in await self._engine.rows(sql_figures.EVERY_CONVERSATION, {}):
            found[moment(f"{hour}:00:00Z").date(), "conversations", ()] += int(count)
        begin = Write(sql_figures.BEGIN_COUNTING, {"at": stamp(now)}, rows=1)
        await self._engine.run((begin, *figure_writes(_told(found))))


_COUNTED: Sequence[tuple[Count, str]] = (("messages", sql.COUNT_MESSAGES), ("faults", sql.COUNT_FAULTS))


def sorted_(*found: Iterable[Counted]) -> list[Counted]:
    """In order of days, then of what is counted."""
    return sorted((each for some in found for each in some if each.count), key=lambda it: (it.day, it.what, it.of))


def _told(found: Figures) -> list[Counted]:
    return [Counted(*key, count) for key, count in found.items()]


def _read(day: date, what: str, detail: str, many: int) -> Counted:
    return Counted(day, cast(Count, what), tuple(detail.split(_JOIN)) if detail else (), int(many))
