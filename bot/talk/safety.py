"""Numbers that must not be kept: recognised and masked before anything is stored."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.core.korean_numbers import ANY, AT, DASH, DOT, MOBILE, NIL, ONE
from bot.core.library import Library
from bot.core.texts import AnyKey, Key

_GAP = r"[-.\s·_/()]{0,3}"
_ALONE = r"(?<!\d)(?<!\d[-.,/])"
"""Not within a longer number, an amount or a date."""
_SAID_GAP = rf"{_GAP}(?:{DASH}{_GAP})?"
_EMAIL = rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+ ?{AT} ?[A-Za-z0-9-]+(?:{DOT}[A-Za-z0-9-]+)+"
_FIRST_OF_CARD = frozenset("345679")  # and 22 to 27: years are none
_MONTHS, _DAYS = range(1, 13), range(1, 32)


def _run(sign: str, least: int, most: int | None = None) -> str:
    """So many digits, written together or each with a space before it."""
    times = f"{least - 1},{most - 1 if most else least - 1}"
    return f"{sign}(?:{sign}{{{times}}}|(?: {sign}){{{times}}})"


def _born(digits: str) -> bool:
    """A resident number begins with a day; a company's number or a mere count seldom does."""
    return int(digits[2:4]) in _MONTHS and int(digits[4:6]) in _DAYS


def _card(digits: str) -> bool:
    """The check sum that every card carries (Luhn), on a number that a card may begin with."""
    if digits[0] not in _FIRST_OF_CARD and not "22" <= digits[:2] <= "27":
        return False
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(figure - 9 if figure > 9 else figure for figure in doubled) % 10 == 0


def _surely(digits: str) -> bool:
    return True


_PATTERNS: tuple[tuple[AnyKey, re.Pattern[str], Callable[[str], bool]], ...] = (
    (Key.MASK_RESIDENT_NUMBER, re.compile(rf"(?<!\d){_run('[0-9]', 6)}{_GAP}[1-9](?: ?[0-9]){{6}}(?!\d)"), _born),
    (Key.MASK_CARD, re.compile(r"(?<!\d)\d{4}(?:-\d{4}){3}(?!\d)"), _surely),
    (Key.MASK_CARD, re.compile(rf"(?<!\d)\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?!\d)"), _card),
    (Key.MASK_CARD, re.compile(rf"(?<!\d)3[47]\d\d{_GAP}\d{{6}}{_GAP}\d{{5}}(?!\d)"), _card),
    (Key.MASK_EMAIL, re.compile(_EMAIL), _surely),
    (
        Key.MASK_PHONE,
        re.compile(
            rf"{_ALONE}(?:\+?82{_GAP}\(?{NIL}?\)?|\(?{NIL}) ?{ONE} ?{MOBILE}\)?{_SAID_GAP}"
            rf"{_run(ANY, 3, 4)}{_SAID_GAP}{_run(ANY, 4)}(?![0-9])"
        ),
        _surely,
    ),
    (
        Key.MASK_PHONE,
        re.compile(rf"{_ALONE}(?:\+82{_GAP}|\(?0)(?:2|[3-6]\d|70|50\d)\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)"),
        _surely,
    ),
)
"""In this order: a resident number and a card hold runs of digits that look like a telephone."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with what must not be kept put out of sight, and which kinds of it there were."""

    text: str
    kinds: tuple[AnyKey, ...]


def mask(text: str, library: Library) -> Masked:
    """Masks resident registration numbers, cards, e-mail addresses and telephone numbers."""
    kinds: list[AnyKey] = []
    plain = _plain(text)
    for kind, pattern, holds in _PATTERNS:
        before, plain = plain, pattern.sub(partial(_stand_in, library.text(kind), holds), plain)
        if plain != before and kind not in kinds:
            kinds.append(kind)
    return Masked(plain if kinds else text, tuple(kinds))


def unmasked(text: str, library: Library) -> str:
    """A masked text without the words that stand for what was masked."""
    for kind in dict.fromkeys(kind for kind, *_ in _PATTERNS):
        text = text.replace(library.text(kind), " ")
    return text.strip()


def _stand_in(words: str, holds: Callable[[str], bool], found: re.Match[str]) -> str:
    digits = "".join(sign for sign in found[0] if sign.isdigit())
    return words if holds(digits) else found[0]


def _plain(text: str) -> str:
    """The text with digits and dashes of every script written in the one way that the patterns know."""
    return "".join(_sign(sign) for sign in unicodedata.normalize("NFKC", text))


def _sign(sign: str) -> str:
    """A sign as it is looked at; what is invisible, or frames a digit, is nothing."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    kind = unicodedata.category(sign)
    if kind == "Pd" or sign == "\u2212":
        return "-"
    return "" if kind in ("Cf", "Me") or sign == "\ufe0f" else sign
