"""Case numbers as the process hands them out."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.store.case_numbers import CaseNumbers, number_at, place_of, year_of
from tests.support.fakes import NOON


@given(st.integers(2000, 2099), st.integers(1, 999_999))
def test_a_number_and_its_place_say_the_same(year: int, running: int) -> None:
    """Two digits of the year, four or more of the running number, and back."""
    place = year_of(datetime(year, 1, 1, tzinfo=NOON.tzinfo))[0] + running
    assert place_of(number_at(place)) == place
    assert number_at(place) == f"{year % 100:02}-{running:04}"


def test_a_number_once_used_is_never_given_again() -> None:
    """Also while a snapshot from before its case was stored is still on its way."""
    numbers = CaseNumbers()
    assert numbers.reserve("a", NOON, highest=0) == "26-0001"
    numbers.settle("a", opened=True)
    assert numbers.reserve("b", NOON, highest=0) == "26-0002"


def test_a_number_that_was_not_used_is_given_to_the_next() -> None:
    """No gap where nothing was opened."""
    numbers = CaseNumbers()
    numbers.reserve("a", NOON, highest=26_000_136)
    numbers.settle("a", opened=False)
    assert numbers.reserve("b", NOON, highest=26_000_136) == "26-0137"


def test_a_clock_set_back_to_last_year_counts_in_that_year() -> None:
    """What was taken in one year says nothing about another."""
    numbers = CaseNumbers()
    numbers.reserve("a", NOON.replace(year=2027), highest=27_000_009)
    numbers.settle("a", opened=True)
    assert numbers.reserve("b", NOON, highest=26_000_136) == "26-0137"
