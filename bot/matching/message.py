"""A message taken apart once: its addresses, days and numbers, and what it takes back of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.matching.contacts import Address, find_addresses
from bot.matching.dates import Day, find_days
from bot.matching.endings import TAIL, clock_times, negation_end
from bot.matching.numbers import Number, find_numbers
from bot.matching.questions import looks_like_question

Span = tuple[int, int]
_JOINS = re.compile(r"(?:^|[가-힣])(?:이?나|이?랑|하고|과|와|이?거나|부터)\s|아니면|또는|혹은|내지|[~∼]")
_JOINED_WITHIN = 10  # signs between two values of one list
_UNKNOWN = re.compile(
    "^(?:(?:아|음|어|글쎄요?|저도|저희도|저는|아직|아직은|아직까지|지금은|그건|그게|잘|확실히|정확히|솔직히)[\\s,.]*)*"
    "(?:모르|몰라|모름|글쎄|미정|안 ?정|못 ?정|정하지 ?못|정하지 ?않|"
    "결정 ?안|결정 ?못|생각 ?안|생각 ?못|생각해 ?본 ?적)"
    f"[가-힣\\s]{{0,12}}{TAIL}[.!~…\\s]*$"
)


@dataclass(frozen=True, slots=True)
class Message:
    """`asks`: it is a question; `taken_back`: spans of values it corrects; `unknown`: where it says "I don't know"."""

    text: str
    asks: bool
    addresses: list[Address]
    days: list[Day]
    numbers: list[Number]
    taken_back: tuple[Span, ...]
    unknown: Span | None


def taken_apart(text: str, today: date) -> Message:
    """Addresses before days before numbers: what was taken for one is not read as another."""
    addresses = find_addresses(text)
    hidden = _hide(text, [(each.start, each.end) for each in addresses])
    days, taken = find_days(hidden, today)
    numbers = find_numbers(_hide(hidden, [*taken, *clock_times(hidden)]))
    spans = [(day.start, day.end) for day in days] + [(number.start, number.end) for number in numbers]
    back = tuple(_taken_back(text, spans))
    starts = {start for start, _ in back}
    unclear = _unclear(text, [(day.start, day.end) for day in days if day.start not in starts])
    days = [replace(day, day=None, month=0) if day.start in unclear else day for day in days if day.start not in starts]
    numbers = [number for number in numbers if number.start not in starts]
    unclear = _unclear(text, [(number.start, number.end) for number in numbers])
    numbers = [replace(number, value=None) if number.start in unclear else number for number in numbers]
    unknown = _UNKNOWN.search(text)
    said = (unknown.start(), unknown.end()) if unknown else None
    return Message(text, looks_like_question(text), addresses, days, numbers, back, said)


def _hide(text: str, spans: Sequence[Span]) -> str:
    """The text with spans made unreadable, every other sign in its place."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = "·" * (end - start)
    return "".join(signs)


def _taken_back(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    for start, end in spans:
        stop = negation_end(text, end)
        if stop is not None:
            yield start, stop


def _unclear(text: str, spans: Sequence[Span]) -> set[int]:
    """The starts of values that stand in one list ("다섯이나 여섯", "5일부터 7일"): none of them is meant."""
    found: set[int] = set()
    for one, other in pairwise(spans):
        between = text[one[1] : other[0]]
        if len(between) <= _JOINED_WITHIN and _JOINS.search(between + " "):
            found |= {one[0], other[0]}
    return found
