"""The calendar: Korean public holidays from the `holidays` library, with local additions above them."""

from collections.abc import Mapping
from datetime import date

import holidays

from bot.core.calendar import Calendar

FIRST, LAST = 2015, 2045


def calendar(additions: Mapping[date, str]) -> Calendar:
    """Every public holiday of the years FIRST to LAST with its Korean name, substitute holidays included."""
    public = holidays.country_holidays("KR", years=range(FIRST, LAST + 1), language="ko")
    return Calendar({**dict(public.items()), **additions}, FIRST, LAST)
