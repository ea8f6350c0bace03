"""The calendar file of a plan, read back as a phone would."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.core.answers import Answer, Doing, Value
from bot.core.plan import Plan, plan_of
from bot.papers.calendar import calendar_file
from tests.core.days import CALENDAR
from tests.core.test_replay import FORKED, TODAY
from tests.talk.small import small_library

NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Seoul"))
PAID = st.dates(date(2026, 1, 1), date(2027, 6, 1))


def plan(**answers: Value) -> Plan:
    """The plan of the forked flow after those answers."""
    given = {id: Answer(value, NOW) for id, value in answers.items()}
    found = plan_of({"forked": FORKED}, ("forked",), given, TODAY, CALENDAR)
    assert found is not None
    return found


def events(content: bytes) -> list[Event]:
    return [it for it in Calendar.from_ical(content).walk("VEVENT") if isinstance(it, Event)]


@given(PAID)
def test_every_known_day_is_an_event_and_none_is_invented(paid: date) -> None:
    """An all-day event on the day of the plan, named by its step."""
    made = plan(done=Doing(done=paid))
    found = events(calendar_file(made, "c1", small_library(), NOW))
    assert [event.decoded("dtstart") for event in found] == [day for _, _, day in made.dated]
    assert [event.decoded("dtend") for event in found] == [day + timedelta(days=1) for _, _, day in made.dated]


def test_a_plan_without_days_is_an_empty_calendar() -> None:
    """What is not known is not guessed."""
    assert events(calendar_file(plan(), "c1", small_library(), NOW)) == []


def test_a_corrected_day_moves_its_event() -> None:
    """The same name and a later sequence, so that a phone replaces it."""
    [before] = events(calendar_file(plan(done=Doing(done=date(2026, 11, 10))), "c1", small_library(), NOW))
    later = NOW + timedelta(hours=1)
    [after] = events(calendar_file(plan(done=Doing(done=date(2026, 11, 11))), "c1", small_library(), later))
    assert before["uid"] == after["uid"]
    assert (before.decoded("dtstart"), after.decoded("dtstart")) == (date(2026, 11, 24), date(2026, 11, 25))
    assert after["sequence"] > before["sequence"]


def test_a_step_that_is_done_is_in_no_calendar() -> None:
    """Only what is still to be done."""
    answers = {"done": Doing(done=date(2026, 11, 10)), "asked": "no", "meet": Doing(done=TODAY)}
    assert events(calendar_file(plan(**answers), "c1", small_library(), NOW)) == []
