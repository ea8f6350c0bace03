"""How days, times and numbers are said in a language, and which languages there are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core import korean

HOME = "ko"
"""The language in which everything is written; another one has words for a part of it."""
ENGLISH = "en"
OTHER = "other"
"""Any language that is neither."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as far as values need one: a day, a time as one says it to who asks, a number with its unit."""

    day: Callable[[date], str]
    moment: Callable[[datetime, datetime], str]
    counted: Callable[[int, str], str]


def _korean_count(number: int, unit: str) -> str:
    return f"{number:,}{unit}"


def _english_day(value: date) -> str:
    """Fri, 20 November 2026."""
    return f"{_short(value)} {value.year}"


def _english_moment(value: datetime, now: datetime) -> str:
    """today at 14:00, tomorrow (Wed) at 10:30, on Fri, 27 November at 09:00."""
    ahead = (value.date() - now.date()).days
    near = {0: "today", 1: f"tomorrow ({_WEEKDAYS[value.weekday()]})"}
    return f"{near.get(ahead, f'on {_short(value)}')} at {value:%H:%M}"


def _short(value: date) -> str:
    return f"{_WEEKDAYS[value.weekday()]}, {value.day} {_MONTHS[value.month - 1]}"


def _english_count(number: int, unit: str) -> str:
    return f"{number:,} {unit}".strip()


TONGUES: Mapping[str, Tongue] = {
    HOME: Tongue(korean.day, korean.moment, _korean_count),
    ENGLISH: Tongue(_english_day, _english_moment, _english_count),
}
