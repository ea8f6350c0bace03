"""Questions that were left open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.core.conversation import Decision, Situation
from bot.core.gaps import SETTLED, WHYS, Question, Said, Settled, Written
from bot.store import sql_gaps
from bot.store.codec_parts import moment, stamp
from bot.store.engine import Engine, Params, Row, Write

_Cases = Mapping[str, Sequence[tuple[str, datetime, datetime]]]
"""By conversation: the number of a case, when it was opened, when a consultant wrote."""


def gap_writes(seen: Situation, decision: Decision) -> Iterator[Write]:
    """A question that is left open; of one that is written anew it is forgotten what became of it."""
    conversation = seen.conversation.id
    if decision.edits is not None:
        yield Write(sql_gaps.WRITTEN_ANEW, {"conversation": conversation, "place": decision.edits})
    gap = decision.gap
    if gap is not None:
        values: Params = {"conversation": conversation, "before": gap.before, "why": gap.why}
        yield Write(sql_gaps.LEAVE_OPEN, {**values, "at": stamp(seen.now)})


class SqlGaps:
    """Implements `service.ports.gaps.Gaps`, and what of `Erasing` is about questions."""

    _engine: Engine

    async def left_open(self, since: datetime) -> Sequence[Question]:
        from_: Params = {"since": stamp(since)}
        cases: dict[str, list[tuple[str, datetime, datetime]]] = {}
        for conversation, number, opened, at in await self._engine.rows(sql_gaps.ANSWERED, from_):
            cases.setdefault(conversation, []).append((number, moment(opened), moment(at)))
        rows = [
            *await self._engine.rows(sql_gaps.UNANSWERED, from_),
            *await self._engine.rows(sql_gaps.NOT_HELPED, from_),
        ]
        found = (_question(row, cases) for row in rows)
        return sorted(found, key=lambda it: (it.at, it.conversation, it.number, it.why))

    async def written(self, case: str, since: datetime, most: int) -> Sequence[Written]:
        values: Params = {"number": case, "since": stamp(since), "most": most}
        return [Written(case, text, moment(at)) for text, at in await self._engine.rows(sql_gaps.WRITTEN, values)]

    async def said(self, case: str) -> Said:
        values: Params = {"number": case}
        workers = sorted(row[0] for row in await self._engine.rows(sql_gaps.WORKED, values))
        return Said(tuple(workers), tuple(row[0] for row in await self._engine.rows(sql_gaps.SAID, values)))

    async def settle(self, questions: Sequence[Question], settled: Settled) -> None:
        await self._engine.run(tuple(_settled(each, settled) for each in questions))

    async def forget_questions(self, before: datetime) -> None:
        values: Params = {"before": stamp(before)}
        await self._engine.run((Write(sql_gaps.FORGET, values), Write(sql_gaps.FORGET_JUDGED, values)))


def _question(row: Row, cases: _Cases) -> Question:
    home, conversation, number, text, why, at, settled, entry = row
    asked = moment(at)
    return Question(
        conversation,
        int(number),
        text,
        next(it for it in WHYS if it == why),
        asked,
        next(it for it in SETTLED if it == settled),
        entry,
        _case(cases.get(home, ()), asked),
    )


def _case(cases: Sequence[tuple[str, datetime, datetime]], asked: datetime) -> str:
    """Of the cases in which a consultant wrote later: the first that was opened later, else the one open by then."""
    later = [(opened, number) for number, opened, wrote in cases if wrote >= asked]
    after = [it for it in later if it[0] >= asked]
    return min(after)[1] if after else max(later)[1] if later else ""


def _settled(question: Question, settled: Settled) -> Write:
    sql = sql_gaps.SETTLE_JUDGED if question.why == "not helped" else sql_gaps.SETTLE
    place: Params = {"conversation": question.conversation, "number": question.number}
    return Write(sql, {**place, "settled": settled})
