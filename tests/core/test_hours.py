"""Promises are made in office hours, over lunches, nights, weekends and holidays."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.hours import Hours, before, is_open, next_opening, promise
from tests.core.days import CALENDAR

SEOUL = ZoneInfo("Asia/Seoul")
HOURS = Hours(time(9), time(18), time(12), time(13), 4)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("opened", "by"),
    [
        (at(11, 24, 9), at(11, 24, 14)),  # lunch is left out
        (at(11, 24, 14), at(11, 24, 18)),  # to the minute of closing
        (at(11, 24, 14, 1), at(11, 25, 9, 1)),
        (at(11, 24, 12, 30), at(11, 24, 17)),  # opened at lunch
        (at(11, 24, 2), at(11, 24, 14)),  # opened at night
        (at(11, 27, 17), at(11, 30, 12)),  # Friday evening, over a weekend
        (at(9, 23, 17, 55), at(9, 28, 13, 55)),  # 17:55 on the day before 추석: the Monday after
        (at(4, 30, 17, 55), at(5, 4, 13, 55)),  # before 노동절 and a weekend
    ],
)
def test_a_promise_is_four_office_hours_after_opening(opened: datetime, by: datetime) -> None:
    """Nights, lunches and days off do not count."""
    assert by == promise(opened, HOURS, CALENDAR)


@given(st.integers(0, 350 * 24 * 60).map(lambda minutes: at(1, 1, 0) + timedelta(minutes=minutes)))
def test_a_promise_falls_into_office_hours_and_never_back(opened: datetime) -> None:
    """The minute before the promised one is always an office minute, and it lies after the opening."""
    by = promise(opened, HOURS, CALENDAR)
    assert by > opened.replace(second=0, microsecond=0)
    assert is_open(by - timedelta(minutes=1), HOURS, CALENDAR)


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (at(11, 24, 10), at(11, 24, 10)),
        (at(11, 24, 12, 5), at(11, 24, 13)),
        (at(11, 27, 20), at(11, 30, 9)),
        (at(9, 23, 18), at(9, 28, 9)),
    ],
)
def test_the_next_opening_is_now_or_the_next_stretch(moment: datetime, opening: datetime) -> None:
    """Outside hours the citizen is told when somebody will be there."""
    assert opening == next_opening(moment, HOURS, CALENDAR)


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        (at(11, 24, 15), at(11, 24, 14)),
        (at(11, 24, 13, 20), at(11, 24, 11, 20)),  # over lunch
        (at(11, 30, 9, 1), at(11, 27, 17, 1)),  # over a weekend
        (at(9, 28, 9), at(9, 23, 17)),  # the first minute after 추석
    ],
)
def test_an_office_hour_before_a_moment_lies_in_office_hours_too(moment: datetime, then: datetime) -> None:
    """Who is reminded an hour before a promise is reminded while somebody is at the desk."""
    assert before(moment, timedelta(hours=1), HOURS, CALENDAR) == then
