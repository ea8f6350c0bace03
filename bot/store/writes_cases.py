"""Writes of cases: the case as it is after its moves, and a line of history for each move."""

from collections.abc import Iterator, Mapping, Sequence

from bot.core.case import (
    Case,
    Claim,
    Close,
    Conclude,
    Flag,
    Lapse,
    Move,
    Note,
    Open,
    Rate,
    Reopen,
    Repack,
    Return,
    Tell,
    Transfer,
)
from bot.core.conversation import Situation
from bot.core.korean_finding import findable
from bot.core.outcomes import Result
from bot.store import sql
from bot.store.case_numbers import place_of
from bot.store.codec_cases import case_to_text, result_to_json, searchable
from bot.store.codec_parts import dumped, stamp
from bot.store.engine import Param, Write


def case_writes(seen: Situation, after: Mapping[str, Case], moves: Sequence[Move], last: int) -> Iterator[Write]:
    """Cases that changed, their history, and how far a consultant who answered has read."""
    opened = {move.case.number for move in moves if isinstance(move, Open)}
    for case in after.values():
        yield _opened(seen, case) if case.number in opened else _changed(case)
    for move in moves:
        yield from _logged(move, seen)
        if isinstance(move, Tell):
            yield Write(sql.MARK_SEEN, {"number": move.case, "who": move.who, "upto": last})


def _columns(case: Case) -> dict[str, Param]:
    return {
        "number": case.number,
        "state": case.state,
        "owner": case.owner,
        "promise": stamp(case.promise),
        "body": case_to_text(case),
        "folded": searchable(case),
    }


def _opened(seen: Situation, case: Case) -> Write:
    """A number that another process has taken meanwhile is in conflict and touches no row."""
    values = _columns(case) | {
        "place": place_of(case.number),
        "conversation": seen.conversation.id,
        "opened": stamp(case.opened),
        "first_message": seen.conversation.last + 1,
    }
    return Write(sql.INSERT_CASE, values, rows=1)


def _changed(case: Case) -> Write:
    return Write(sql.UPDATE_CASE, _columns(case), rows=1)


def _logged(move: Move, seen: Situation) -> Iterator[Write]:
    line = _line(move)
    if line is not None:
        number, who, verb, text = line
        values = {"number": number, "at": stamp(seen.now), "who": who, "verb": verb, "text": text}
        folded = findable(text) if isinstance(move, Note) else ""
        yield Write(sql.INSERT_LOG, {**values, "result": _result(move), "folded": folded}, rows=1)


def _result(move: Move) -> str:
    """What the case came to, where a move tells it; "" where it does not."""
    result: Result | None = move.result if isinstance(move, Close | Conclude) else None
    return dumped(result_to_json(result)) if result else ""


def _line(move: Move) -> tuple[str, str, str, str] | None:
    """Case, who, verb and words of a move; what the conversation itself shows has no line."""
    match move:
        case Open(case):
            return case.number, "", "open", ""
        case Flag():
            return None
        case Repack(number, _, again):
            return (number, "", "wait", "") if again else None
        case Claim(number, who):
            return number, who, "claim", ""
        case Tell(number, who, text):
            return number, who, "answer", text
        case Note(number, who, text):
            return number, who, "note", text
        case Return(number, who):
            return number, who, "return", ""
        case Transfer(number, who, to):
            return number, who, "transfer", to
        case Close(number, who, text):
            return number, who, "close", text
        case Conclude(number, who):
            return number, who, "conclude", ""
        case Rate(number, points, words):
            return number, "", "rate" if words is None else "review", str(points)
        case Reopen(number):
            return number, "", "reopen", ""
        case Lapse(number, owner):
            return number, "", "lapse", owner
