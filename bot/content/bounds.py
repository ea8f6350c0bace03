"""Ranges: `{from: 3 years ago, to: in 6 months}` for days, `{from: 1, to: 9999}` for numbers."""

import re

from bot.content.parts import Part, read_day
from bot.content.sentences import Sentence, tell
from bot.core.flow import Bound

AWAY = re.compile(r"(?:in (?P<in>\d{1,4}) (?P<later>\w+)|(?P<ago>\d{1,4}) (?P<earlier>\w+) ago)")
MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}
FARTHEST = 100 * 366  # days; what lies farther is a slip, and would soon leave the calendar
DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def read_days(node: Part) -> tuple[Bound | None, Bound | None]:
    """The first and the last day that fit; None where there is no end."""
    part = node.part("range")
    if part is None:
        return None, None
    part = part.only(("from", "to"))
    return _bound(part, "from"), _bound(part, "to")


def read_numbers(node: Part) -> tuple[int | None, int | None]:
    """The least and the greatest number that fit; None where there is no end."""
    part = node.part("range")
    if part is None:
        return None, None
    part = part.only(("from", "to"))
    least, most = part.number("from"), part.number("to")
    if least is not None and most is not None and least > most:
        part.add("to", tell(Sentence.WRONG_WAY_ROUND, key="range"))
    return least, most


def read_bound(text: str) -> Bound | None:
    """today, a day as 2026-11-20, `in 1 year`, `3 months ago`; years, months, weeks and days."""
    if text == "today":
        return Bound()
    day = read_day(text)
    if day is not None:
        return Bound(day)
    found = AWAY.fullmatch(text)
    if found is None:
        return None
    unit = found["later"] or found["earlier"]
    amount = int(found["in"] or found["ago"]) * (1 if found["in"] else -1)
    if abs(amount) * (MONTHS.get(unit, 0) * 30 or DAYS.get(unit, 0)) > FARTHEST:
        return None
    if unit in MONTHS:
        return Bound(months=amount * MONTHS[unit])
    return Bound(days=amount * DAYS[unit]) if unit in DAYS else None


def _bound(part: Part, key: str) -> Bound | None:
    text = part.text(key, must=False)
    bound = read_bound(text)
    if text and bound is None:
        part.add(key, tell(Sentence.NOT_A_BOUND, text=text))
    return bound
