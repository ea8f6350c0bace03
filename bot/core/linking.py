"""One person at two channels: the code that joins them, how it is read, and what a decision says of both."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.staff import CODE_SIGNS, spaced_code

CODE_LENGTH = 8
"""Signs of a code, a letter and a figure at least among them: 37 bits, for a quarter of an hour and a few tries."""
CODE_WORKS = timedelta(minutes=15)
TRIES_COUNT = timedelta(hours=1)
"""How long a wrong try is counted."""
MOST_TRIES, MOST_TRIES_OF_CASE = 10, 20
"""Wrong tries from one place, and at one case number, after which nothing is looked at."""

_RUN = re.compile(r"[A-Z0-9](?:[-\s.,·:/_~]*[A-Z0-9])*")
_CASE = re.compile(r"[0-9]{6,8}")
_GROUPS = ([8], [4, 4], [2] * 4, [1] * 8)
"""How long the parts are in which a code is written."""
_Words = tuple[str, ...]
_SHOWN = re.compile(rf"(?<![A-Z0-9-])[{CODE_SIGNS}]{{4}}-[{CODE_SIGNS}]{{4}}(?![A-Z0-9-])")
_SHOWN_CASE = re.compile(r"(?m)^[0-9]{2}-[0-9]{4,6}$")
HIDDEN = "●●●●-●●●●"
_LONGEST = 200  # characters of a message that is still no more than a code
_MOST_BESIDE = 24  # letters beside the numbers: "접수 번호는 … 이고 코드는 … 이에요"


@dataclass(frozen=True, slots=True)
class Given:
    """A code as somebody gives it, and the case number beside it, as 26-0137."""

    code: str
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is: a chat that is pushed to, or a browser that reads.

    `linked` is since when, if a code led here.
    """

    name: str
    pushes: bool = False
    linked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A code that works: the number of the message that shows it, and until when it does."""

    number: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries of late, from where the code came, and at the case that was named."""

    here: int = 0
    case: int = 0

    @property
    def too_many(self) -> bool:
        return self.here >= MOST_TRIES or self.case >= MOST_TRIES_OF_CASE


@dataclass(frozen=True, slots=True)
class Offer:
    """A new code; an earlier one ends."""

    code: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong try, counted from where it came and at the case it named."""

    given: Given


@dataclass(frozen=True, slots=True)
class Join:
    """By its code, the conversation of the decision takes in the one that the event came from. Uses the code up."""

    code: str


@dataclass(frozen=True, slots=True)
class Cut:
    """An address begins anew, with these words. What was on its way there is not sent any more."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Forget:
    """The words of a message that showed a code; these stand there instead."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Erase:
    """The person wants everything of them erased: their channels begin anew together, with what is said in the turn."""


Link = Offer | Wrong | Join | Cut | Forget | Erase


def read(text: str) -> Given | None:
    """The code in a message that is nothing else, with or without a case number, in any order and spacing."""
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).upper()
    beside = sum(sign.isalnum() for sign in _RUN.sub("", plain))
    runs = [tuple(re.findall(r"[A-Z0-9]+", run)) for run in _RUN.findall(plain)]
    found = (_given(number, code) for number, code in _parts(runs)) if beside <= _MOST_BESIDE else ()
    return next((given for given in found if given), None)


def fresh(choose: Callable[[Sequence[str]], str]) -> str:
    """A new code of signs that are chosen so."""
    while True:
        code = "".join(choose(CODE_SIGNS) for _ in range(CODE_LENGTH))
        if is_code(code):
            return code


def is_code(signs: str) -> bool:
    """Whether so many signs may be a code; not yet whether it is one of ours."""
    figures = sum(sign.isdigit() for sign in signs)
    return len(signs) == CODE_LENGTH and 0 < figures < CODE_LENGTH


def shown(text: str) -> str | None:
    """The code that a sentence of the bot shows, in groups."""
    return next((found[0] for found in _SHOWN.finditer(text) if is_code(found[0].replace("-", ""))), None)


def to_give(text: str) -> str | None:
    """What a sentence of the bot shows to be given elsewhere: a code, behind the case number if it shows one."""
    code = shown(text)
    if code is None:
        return None
    case = _SHOWN_CASE.search(text)
    return f"{case[0]} {code}" if case else code


def hidden(text: str) -> str:
    """A sentence of the bot without the code it shows."""
    code = shown(text)
    return text.replace(code, HIDDEN) if code else text


def spaced(code: str) -> str:
    """A code in groups, as it is read out."""
    return spaced_code(code)


def _parts(runs: Sequence[_Words]) -> Iterator[tuple[_Words, _Words]]:
    """What may be the number and the code: two runs, or the two ends of one, or a code alone."""
    match runs:
        case [first, second]:
            yield from ((first, second), (second, first))
        case [(whole,)] if len(whole) > CODE_LENGTH:
            yield (whole[:-CODE_LENGTH],), (whole[-CODE_LENGTH:],)
            yield (whole[CODE_LENGTH:],), (whole[:CODE_LENGTH],)
        case [words]:
            yield (), words
            for place in range(1, len(words)):
                yield words[:place], words[place:]
                yield words[place:], words[:place]


def _given(number: _Words, code: _Words) -> Given | None:
    """The pair, if it may be one. Alone, a code is of our signs or stands in groups: a word with figures is none."""
    case, signs = "".join(number), "".join(code)
    grouped = [len(word) for word in code] in _GROUPS
    if not grouped or not is_code(signs) or (case and _CASE.fullmatch(case) is None):
        return None
    if not case and len(code) == 1 and not {*signs} <= {*CODE_SIGNS}:
        return None
    return Given(signs, f"{case[:2]}-{case[2:]}" if case else None)
