"""The smallest parts of stored bodies: times, values of answers, and reading that says what it expected."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

from bot.core.answers import Contact, Doing, Several, Value

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

SEOUL = timezone(timedelta(hours=9), "KST")
"""Asia/Seoul: nine hours ahead all year, and for every moment this service can have seen."""


class Unreadable(ValueError):
    """A stored part is not what it should be. Says which kind was expected, never what was found."""


def stamp(at: datetime) -> str:
    """A moment as UTC text of fixed width ending in Z, so that text compares as time does."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def moment(text: Json) -> datetime:
    """The moment of a stamp, in Asia/Seoul."""
    try:
        return datetime.fromisoformat(text_of(text)).astimezone(SEOUL)
    except (ValueError, OverflowError) as error:
        raise Unreadable("a moment") from error


def dumped(data: Json) -> str:
    """The JSON text of a body, Korean kept as it is."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def loaded(text: str) -> Json:
    """The JSON of a stored body, None where it is no JSON at all."""
    try:
        data: Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data


def text_of(data: Json) -> str:
    if not isinstance(data, str):
        raise Unreadable("a text")
    return data


def optional_text(data: Json) -> str | None:
    return None if data is None else text_of(data)


def whole_number(data: Json) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise Unreadable("a whole number")
    return data


def flag(data: Json) -> bool:
    return data is True


def fields(data: Json) -> dict[str, Json]:
    if not isinstance(data, dict):
        raise Unreadable("a mapping")
    return data


def items(data: Json) -> list[Json]:
    """The items of a list; none where there is no list."""
    return data if isinstance(data, list) else []


def text_or(data: Json, otherwise: str = "") -> str:
    return data if isinstance(data, str) else otherwise


def texts(data: Json) -> tuple[str, ...]:
    """The texts of a list, others left out."""
    return tuple(item for item in items(data) if isinstance(item, str))


def value_to_json(value: Value) -> Json:
    """A value of an answer; what is neither text nor number names itself by its fields."""
    match value:
        case Doing(ticks, done, later):
            return {"ticks": [*sorted(ticks)], "done": done.isoformat() if done else None, "later": later}
        case Contact(consent, way, address):
            return {"consent": consent, "way": way, "address": address}
        case Several(ids, finished):
            return {"ids": [*ids], "finished": finished}
        case date():
            return {"date": value.isoformat()}
    return value


def value_from_json(data: Json) -> Value:
    """The value that was stored. Raises Unreadable."""
    if data is None or isinstance(data, str):
        return data
    if isinstance(data, dict):
        return _composed(data)
    return whole_number(data)


def _composed(data: dict[str, Json]) -> Value:
    if "date" in data:
        return day_of(data["date"])
    if "ticks" in data:
        done = data.get("done")
        return Doing(frozenset(texts(data["ticks"])), None if done is None else day_of(done), flag(data.get("later")))
    if "way" in data:
        return Contact(flag(data.get("consent")), text_of(data["way"]), optional_text(data.get("address")))
    if "ids" in data:
        return Several(texts(data["ids"]), flag(data.get("finished")))
    raise Unreadable("a value")


def day_of(data: Json) -> date:
    try:
        return date.fromisoformat(text_of(data))
    except ValueError as error:
        raise Unreadable("a day") from error
