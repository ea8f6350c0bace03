"""A line of `try --json`: what a person or a consultant does, read and refused where it cannot be read."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import cast, get_args

from bot.cli.words import Line, say
from bot.core.event import Verb

KEYS = ("text", "button", "edit", "wait", "desk", "as", "id")
WITHOUT_WORDS: tuple[Verb, ...] = ("claim", "return")
LONGEST_WAIT = timedelta(days=400)
_WAIT = re.compile(r"([0-9]{1,6})([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


class Unreadable(Exception):
    """A line that does nothing, with the sentence that says why."""

    def __init__(self, line: Line, **values: str) -> None:
        super().__init__(line.value)
        self.sentence = say(line, **values)


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """Taps the newest button of that label or id."""

    button: str


@dataclass(frozen=True, slots=True)
class Edit:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Wait:
    time: timedelta


@dataclass(frozen=True, slots=True)
class Desk:
    verb: Verb
    text: str


Deed = Say | Tap | Edit | Wait | Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: the deed, whose it is ("": the person or consultant there always is), and its id if it has one."""

    deed: Deed
    who: str
    id: str | None


def read_line(line: str) -> Asked:
    """What a line of JSON asks for. Raises Unreadable."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(Line.TRY_NOT_JSON) from error
    if not isinstance(data, dict):
        raise Unreadable(Line.TRY_NOT_JSON)
    unknown = next((key for key in data if key not in KEYS), None)
    if unknown is not None:
        raise Unreadable(Line.TRY_UNKNOWN_KEY, key=clean(unknown))
    return Asked(_deed(data), _words(data, "as") or "", _words(data, "id"))


def _deed(data: Mapping[str, object]) -> Deed:
    named = {key for key in ("text", "button", "edit", "wait", "desk") if key in data}
    if named == {"edit", "text"}:
        return Edit(_number(data["edit"]), _needed(data, "text"))
    if len(named) != 1:
        raise Unreadable(Line.TRY_NOT_ONE_DEED)
    match named.pop():
        case "text":
            return Say(_needed(data, "text"))
        case "button":
            return Tap(_needed(data, "button"))
        case "wait":
            return Wait(read_wait(_needed(data, "wait")))
        case "desk":
            return read_act(_needed(data, "desk"))
        case _:
            raise Unreadable(Line.TRY_NOT_ONE_DEED)


def read_wait(text: str) -> timedelta:
    """30m, 49h or 2d. Raises Unreadable."""
    found = _WAIT.fullmatch(text.strip())
    if found is None:
        raise Unreadable(Line.TRY_NOT_A_WAIT)
    time = int(found[1]) * _UNITS[found[2]]
    if time > LONGEST_WAIT:
        raise Unreadable(Line.TRY_WAIT_TOO_LONG)
    return time


def read_act(text: str) -> Desk:
    """The verb of a consultant, and the words after it. Raises Unreadable."""
    verb, _, words = text.strip().partition(" ")
    if verb not in get_args(Verb) or verb == "edit":  # what was sent is changed where it was written
        raise Unreadable(Line.TRY_UNKNOWN_ACT)
    if words.strip() and verb in WITHOUT_WORDS:
        raise Unreadable(Line.TRY_ACT_TAKES_NO_WORDS, verb=verb)
    return Desk(cast(Verb, verb), words.strip())


def clean(text: str) -> str:
    """Without half characters, which no file and no terminal takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable(Line.TRY_NO_MESSAGE)
    return value


def _words(data: Mapping[str, object], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise Unreadable(Line.TRY_NOT_WORDS, key=key)
    return clean(value) if value is not None else None


def _needed(data: Mapping[str, object], key: str) -> str:
    text = _words(data, key)
    if text is None:
        raise Unreadable(Line.TRY_NOT_WORDS, key=key)
    if not text.strip():
        raise Unreadable(Line.TRY_EMPTY)
    return text
