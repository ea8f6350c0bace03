"""Events: the day of cooperatives is computed, what is over is gone."""

from datetime import date, timedelta

import pytest

from bot.core.calendar import SATURDAY
from bot.core.happenings import Happening, Happenings, cooperatives_day, cooperatives_week

FAIR = Happening("장터", date(2027, 5, 8), date(2027, 5, 9))
TALK = Happening("강연", date(2027, 5, 8), date(2027, 5, 8))
KNOWN = Happenings((FAIR, TALK), day="날", week="주간", soon=60)


@pytest.mark.parametrize(
    ("year", "day"), [(2013, 6), (2022, 2), (2023, 1), (2026, 4), (2027, 3), (2028, 1), (2029, 7), (2034, 1)]
)
def test_the_day_is_the_first_saturday_of_july(year: int, day: int) -> None:
    """2013 was told of by the plan of the city; in 2023, 2028 and 2034 July begins with a Saturday."""
    assert cooperatives_day(year) == date(year, 7, day)
    assert cooperatives_day(year).weekday() == SATURDAY


def test_its_week_are_the_seven_days_before() -> None:
    first, last = cooperatives_week(date(2027, 7, 3))
    assert (first, last) == (date(2027, 6, 26), date(2027, 7, 2))


def names(happenings: Happenings, today: date) -> list[str]:
    return [it.name for it in happenings.coming(today)]


def test_what_is_over_is_gone() -> None:
    """An event stays through its last day; the day of the law gives way to that of the next year."""
    assert names(KNOWN, date(2027, 5, 7)) == ["강연", "장터", "주간", "날"]
    assert names(KNOWN, date(2027, 5, 9)) == ["장터", "주간", "날"]
    assert names(KNOWN, date(2027, 5, 10)) == ["주간", "날"]
    assert names(KNOWN, date(2027, 7, 3)) == ["날"]
    after = KNOWN.coming(date(2027, 7, 4))
    assert [(it.name, it.last) for it in after] == [("주간", date(2028, 6, 30)), ("날", date(2028, 7, 1))]


def test_near_is_what_goes_on_or_begins_soon() -> None:
    first = FAIR.first
    assert KNOWN.near(first - timedelta(days=61)) == ()
    assert KNOWN.near(first - timedelta(days=60)) == (TALK, FAIR)
    assert KNOWN.near(FAIR.last)[0] == FAIR


def test_without_names_and_rows_nothing_is_told() -> None:
    assert Happenings().coming(date(2027, 5, 7)) == ()
