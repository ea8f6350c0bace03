"""Numbers for staff, counted in the database and added up by days in Seoul."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.core.case import Case
from bot.service.ports import Count, Counted
from bot.store import sql
from bot.store.codec_cases import case_from_row
from bot.store.codec_parts import moment, stamp
from bot.store.engine import Engine, Row

BROKEN = "wake:%:promise:%"
"""The events in which consultants are told that a promise was broken; its reminders have another name."""

Line = tuple[date, Count, tuple[str, ...], int]


async def counted(engine: Engine, since: datetime) -> Sequence[Counted]:
    """Everything that is counted from that moment on, in order."""
    from_ = {"since": stamp(since)}
    lines: list[Line] = []
    lines += _hours("conversations", await engine.rows(sql.COUNT_BEGUN, from_))
    lines += _hours("messages", await engine.rows(sql.COUNT_MESSAGES, from_))
    lines += _hours("broken", await engine.rows(sql.COUNT_TOLD, {**from_, "event": BROKEN}))
    lines += _hours("faults", await engine.rows(sql.COUNT_FAULTS, from_))
    for row in await engine.rows(sql.CASES_SINCE, from_):
        lines += _case(case_from_row(*row))
    total: Counter[tuple[date, Count, tuple[str, ...]]] = Counter()
    for day, what, of, count in lines:
        total[day, what, of] += count
    return [Counted(day, what, of, count) for (day, what, of), count in sorted(total.items())]


def _hours(what: Count, rows: Sequence[Row]) -> Iterator[Line]:
    for hour, *of, count in rows:
        yield moment(f"{hour}:00:00Z").date(), what, tuple(map(str, of)), int(count)


def _case(case: Case) -> Iterator[Line]:
    yield case.opened.date(), "cases", (case.kind, case.state), 1
    if case.answered is not None and case.answered <= case.promise:
        yield case.opened.date(), "kept", (), 1
