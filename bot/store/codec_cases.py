"""What stands in a case's stored body: kind, queue, flags and the packet. State, owner and times are columns."""

from datetime import datetime

from bot.core.case import Case, Dated, Packet, State
from bot.core.korean_finding import findable
from bot.core.outcomes import Rating, Result
from bot.core.tongue import HOME
from bot.store.codec_parts import (
    Json,
    Unreadable,
    day_of,
    dumped,
    fields,
    flag,
    items,
    loaded,
    moment,
    stamp,
    text_of,
    text_or,
    texts,
)


def case_to_text(case: Case) -> str:
    """The stored body of a case."""
    packet = case.packet
    return dumped(
        {
            "kind": case.kind,
            "queue": case.queue,
            "flags": [*case.flags],
            "answered": stamp(case.answered) if case.answered else None,
            "since": stamp(case.since) if case.since else None,
            "former": case.former,
            "result": result_to_json(case.result),
            "asked": case.asked,
            "rating": _rating_to_json(case.rating),
            "wants": packet.wants,
            "answers": [[name, value] for name, value in packet.answers],
            "dates": [{"name": dated.name, "day": dated.day.isoformat(), "law": dated.law} for dated in packet.dates],
            "shown": [*packet.shown],
            "missed": [*packet.missed],
            "stage": packet.stage,
            "linked": packet.linked,
            "language": packet.language,
        }
    )


def case_from_row(
    number: str, conversation: str, state: State, owner: str | None, opened: str, promise: str, text: str
) -> Case:
    """The case that was stored; of a body what can be read."""
    data = loaded(text)
    body = data if isinstance(data, dict) else {}
    return Case(
        number=number,
        conversation=conversation,
        kind=text_or(body.get("kind")),
        queue=text_or(body.get("queue")),
        state=state,
        opened=moment(opened),
        promise=moment(promise),
        packet=_packet(body),
        owner=owner,
        flags=texts(body.get("flags")),
        answered=_moment(body.get("answered")),
        since=_moment(body.get("since")),
        former=text_or(body.get("former")) or None,
        result=result_from_json(body.get("result")),
        asked=flag(body.get("asked")),
        rating=_rating(body.get("rating")),
    )


def result_to_json(result: Result | None) -> Json:
    """What a case came to, as it is stored in its body and in its history."""
    if result is None:
        return None
    return {"outcome": result.outcome, "field": result.field, "members": result.members, "jobs": result.jobs}


def result_from_json(data: Json) -> Result | None:
    """What a case came to; None where nothing is told that can be read."""
    match data:
        case {"outcome": str(outcome), "field": str(field), "members": members, "jobs": jobs}:
            return Result(outcome, field, _number(members), _number(jobs))
    return None


def _rating_to_json(rating: Rating | None) -> Json:
    return {"points": rating.points, "at": stamp(rating.at), "words": rating.words} if rating else None


def _rating(data: Json) -> Rating | None:
    at = _moment(data.get("at")) if isinstance(data, dict) else None
    match data:
        case {"points": int(points), "words": str(words)} if at is not None:
            return Rating(points, at, words)
    return None


def _number(data: Json) -> int | None:
    return data if isinstance(data, int) and not isinstance(data, bool) else None


def searchable(case: Case) -> str:
    """What a case can be found by: its number and what its packet says, folded."""
    said = [value for pair in case.packet.answers for value in pair]
    return " ".join(findable(words) for words in (case.number, case.kind, case.packet.wants, *said))


def _packet(body: dict[str, Json]) -> Packet:
    return Packet(
        wants=text_or(body.get("wants")),
        answers=tuple(pair for item in items(body.get("answers")) if (pair := _pair(item))),
        dates=tuple(dated for item in items(body.get("dates")) if (dated := _dated(item))),
        shown=texts(body.get("shown")),
        missed=texts(body.get("missed")),
        stage=text_or(body.get("stage")) or None,
        linked=body.get("linked") is True,
        language=text_or(body.get("language"), HOME),
    )


def _moment(data: Json) -> datetime | None:
    try:
        return moment(data)
    except Unreadable:
        return None


def _pair(data: Json) -> tuple[str, str] | None:
    match data:
        case [str(name), str(value)]:
            return name, value
    return None


def _dated(data: Json) -> Dated | None:
    try:
        stored = fields(data)
        return Dated(text_of(stored.get("name")), day_of(stored.get("day")), text_of(stored.get("law")))
    except Unreadable:
        return None
