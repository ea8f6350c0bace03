"""The three ways of counting days, at their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendar import civil_period_end, clear_days_before, months_later, petition_days_end
from tests.core.days import CALENDAR

DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("meeting", "last_day"),
    [
        (date(2026, 12, 5), date(2026, 11, 27)),
        (date(2026, 5, 9), date(2026, 5, 1)),  # a holiday moves nothing
        (date(2026, 3, 1), date(2026, 2, 21)),
    ],
)
def test_a_notice_stands_seven_clear_days_before_the_meeting(meeting: date, last_day: date) -> None:
    """Neither the day of the notice nor the day of the meeting counts, and holidays do not move it."""
    assert last_day == clear_days_before(meeting, 7)
    assert (meeting - last_day).days - 1 == 7


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 10), 14, date(2026, 11, 24)),  # an ordinary Tuesday
        (date(2026, 11, 14), 14, date(2026, 11, 30)),  # the last day is a Saturday: Monday
        (date(2026, 4, 17), 14, date(2026, 5, 4)),  # the last day is 2026-05-01, then a weekend
        (date(2026, 7, 3), 14, date(2026, 7, 20)),  # the last day is 2026-07-17, a Friday, then a weekend
        (date(2026, 9, 10), 14, date(2026, 9, 28)),  # the last day is the day before 추석
        (date(2026, 9, 9), 14, date(2026, 9, 23)),  # the working day before the holiday stays
    ],
)
def test_a_period_of_days_leaves_out_the_first_and_moves_its_last_day(start: date, days: int, end: date) -> None:
    """Civil Act, articles 157 and 161."""
    assert end == civil_period_end(start, CALENDAR, days=days)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 12, 31), 3, date(2027, 3, 31)),  # the fiscal year's end, three months
        (date(2026, 2, 28), 3, date(2026, 6, 1)),  # 31 May is a Sunday: by the calendar, not by the 28th
        (date(2026, 1, 30), 1, date(2026, 3, 3)),  # no 31st in February: its last day, a Saturday, then holidays
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_months_run_by_the_calendar(start: date, months: int, end: date) -> None:
    """Civil Act, article 160: not the same day of a later month, but the day before the one that corresponds."""
    assert end == civil_period_end(start, CALENDAR, months=months)


@pytest.mark.parametrize(
    ("filed", "end"),
    [
        (date(2026, 11, 2), date(2026, 11, 27)),  # the first day counts
        (date(2026, 11, 7), date(2026, 12, 4)),  # filed on a Saturday: that day does not count
        (date(2026, 5, 1), date(2026, 6, 2)),  # filed on 노동절, over 어린이날 and a substitute holiday
        (date(2026, 7, 17), date(2026, 8, 14)),  # filed on 제헌절
        (date(2026, 9, 23), date(2026, 10, 26)),  # over 추석, 개천절 and 한글날
    ],
)
def test_an_office_counts_working_days_from_the_day_of_filing(filed: date, end: date) -> None:
    """민원 처리에 관한 법률 제19조: twenty working days, the first one in."""
    assert end == petition_days_end(filed, 20, CALENDAR)


@given(DAYS, st.integers(6, 60))
def test_an_office_has_exactly_that_many_working_days(filed: date, days: int) -> None:
    """Between filing and the last day, both in, lie exactly so many working days, and the last is one."""
    end = petition_days_end(filed, days, CALENDAR)
    between = [filed + timedelta(n) for n in range((end - filed).days + 1)]
    assert days == sum(not CALENDAR.is_off(day) for day in between)
    assert not CALENDAR.is_off(end)


@given(DAYS, st.integers(1, 90))
def test_a_period_never_ends_on_a_day_off_nor_early(start: date, days: int) -> None:
    """Its last day is a working day, and no earlier than the plain sum."""
    end = civil_period_end(start, CALENDAR, days=days)
    assert not CALENDAR.is_off(end)
    assert end >= start + timedelta(days=days)


def test_a_calendar_does_not_guess_years_it_does_not_know() -> None:
    """A deadline beyond the known years is refused rather than wrong."""
    with pytest.raises(ValueError, match="knows 2026 to 2027"):
        CALENDAR.is_off(date(2028, 1, 3))


@pytest.mark.parametrize(("months", "day"), [(1, date(2026, 2, 28)), (-1, date(2025, 12, 31)), (13, date(2027, 2, 28))])
def test_months_later_stays_in_the_month(months: int, day: date) -> None:
    """The last day of a shorter month stands for a day it has not."""
    assert day == months_later(date(2026, 1, 31), months)
