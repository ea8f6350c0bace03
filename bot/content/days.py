"""The calendar: Korean public holidays from the `holidays` library, with local additions above them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import holidays

from bot.core.calendar import Calendar

FIRST, LAST = 2015, 2045
_LIBRARY = "holidays"


def calendar(additions: Mapping[date, str]) -> Calendar:
    """Every public holiday of the years FIRST to LAST with its Korean name, substitute holidays included."""
    public = holidays.country_holidays("KR", years=range(FIRST, LAST + 1), language="ko")
    return Calendar({**dict(public.items()), **additions}, FIRST, LAST)


@cache
def public_holidays() -> Calendar:
    """The same without additions, made once."""
    return calendar({})


def learnt() -> tuple[str, date]:
    """The version of the library, and the day it was installed: holidays that were set after that it cannot know."""
    found = distribution(_LIBRARY)
    record = found.locate_file(f"{_LIBRARY}-{found.version}.dist-info/RECORD")
    return found.version, datetime.fromtimestamp(Path(str(record)).stat().st_mtime, UTC).date()
