"""Reminders of the citizen: of a procedure that was left, and of the days of the plan."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.hours import by_day
from bot.core.reply import Do
from bot.core.texts import Key
from tests.talk.small import small_library
from tests.talk.talker import NOON, SEOUL, Talker

MEETING = date(2026, 12, 20)


def left(now: datetime = NOON) -> Talker:
    """Somebody who stopped writing in the middle of a procedure."""
    return Talker(now=now).says("만들래요").says("빵")


def planned() -> Talker:
    """Somebody with a day in the plan: the notice, a week before the meeting."""
    return left().says("없어요").says("7").says(MEETING.isoformat())


def reminders(person: Talker) -> list[str]:
    return [wake.name for wake in person.last.wakes if wake.name.startswith(("left:", "due:"))]


def test_a_procedure_that_was_left_is_brought_to_mind_once() -> None:
    """After 48 hours, with a way on and a way out; never again for the same place, whatever is asked meanwhile."""
    person = left().wakes()
    assert (person.now, person.sees(Key.REMIND_LEFT)) == (NOON + timedelta(hours=48), True)
    assert [button.deed for button in person.buttons] == [Do("go_on"), Do("stop")]
    assert reminders(person) == []
    assert reminders(person.says("공고는 며칠 전에?")) == []
    person.taps(Do("go_on"))
    assert (person.asks, reminders(person)) == ("needs", [])
    assert reminders(person.says("없어요")) == ["left:founding:people"]


def test_whoever_writes_again_has_48_hours_more() -> None:
    """The timer of before says nothing, also when it came due in the same minute."""
    person = left()
    (old,) = person.last.wakes
    person.waits(hours=47).says("공고는 며칠 전에?")
    assert [wake.at - person.now for wake in person.last.wakes] == [timedelta(hours=48)]
    person.last = replace(person.last, wakes=(old,))
    assert person.wakes().to_citizen == []
    assert reminders(person) == ["left:founding:needs"]


@pytest.mark.parametrize(("hour", "said"), [(3, (26, 9)), (12, (26, 12)), (19, (26, 19)), (20, (27, 9)), (23, (27, 9))])
def test_nobody_is_reminded_by_night(hour: int, said: tuple[int, int]) -> None:
    """By night it waits for the morning."""
    person = left(datetime(2026, 11, 24, hour, tzinfo=SEOUL)).wakes()
    assert ((person.now.day, person.now.hour), person.sees(Key.REMIND_LEFT)) == (said, True)


def test_a_reminder_that_comes_late_waits_for_the_morning_too() -> None:
    """The service did not run at its time, and starts in the night."""
    person = left()
    person.now = datetime(2026, 11, 26, 22, tzinfo=SEOUL)
    assert person.wakes().to_citizen == []
    person.wakes()
    assert (person.now, person.sees(Key.REMIND_LEFT)) == (datetime(2026, 11, 27, 9, tzinfo=SEOUL), True)


@given(st.integers(0, 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes)))
def test_the_day_for_reminders_is_never_night_and_never_far(moment: datetime) -> None:
    """The moment itself or the next morning."""
    day = by_day(moment)
    assert time(9) <= day.time() < time(20)
    assert timedelta() <= day - moment <= timedelta(hours=13)
    assert by_day(day) == day


def test_nobody_is_reminded_of_what_is_stopped_finished_or_with_a_consultant() -> None:
    """And after the return there are 48 hours again."""
    assert reminders(left().says("그만")) == []
    finished = planned().says("다 했어요").says("다 했어요")
    assert (finished.asks, reminders(finished)) == (None, [])
    person = left().says("상담사").says("네").acts("보라", "claim")
    assert reminders(person) == []
    person.waits(days=3).acts("보라", "return")
    assert [wake.at - person.now for wake in person.last.wakes if wake.name.startswith("left:")] == [
        timedelta(hours=48)
    ]


def test_days_of_the_plan_are_told_only_to_whoever_asked() -> None:
    """By a button under the plan, which then is the way to end it."""
    person = planned()
    assert reminders(person) == ["left:founding:notice"]
    person.says("내 진행표").taps(Do("remind"))
    assert (person.sees(Key.REMIND_ON), reminders(person)[-1]) == (True, "due:notice:2026-12-12")
    assert Do("hush") in [button.deed for button in person.says("내 진행표").buttons]
    person.says("알림 끄기")
    assert (person.sees(Key.REMIND_OFF), reminders(person)) == (True, ["left:founding:notice"])


def test_each_day_of_the_plan_is_told_once_in_the_morning_so_many_days_before() -> None:
    """With its step and its law; another day is another reminder, and what is done is told no more."""
    library = small_library()
    library = replace(library, texts={**library.texts, Key.REMIND_DUE: "<name> <day> <days> <law>"})
    person = Talker(library).says("만들래요").says("빵").says("없어요").says("7").says(MEETING.isoformat())
    person.says("알림 받기").wakes().wakes()
    assert person.now == datetime(2026, 12, 9, 9, tzinfo=SEOUL)
    assert person.heard.startswith("공고 2026년 12월 12일")
    assert "시행령" in person.heard
    assert reminders(person) == []
    person.says("잘못 적었어요 2026-12-27")
    assert reminders(person)[-1] == "due:notice:2026-12-19"
    assert [name for name in reminders(person.says("다 했어요")) if name.startswith("due:")] == []


def test_who_asks_on_the_day_itself_is_not_told_of_a_morning_that_is_over() -> None:
    """The plan shows it; nothing is said at once."""
    person = planned()
    person.now = datetime(2026, 12, 10, 10, tzinfo=SEOUL)
    assert [name for name in reminders(person.says("알림 받기")) if name.startswith("due:")] == []


def test_under_a_consultant_a_day_that_was_asked_for_comes_as_a_notice() -> None:
    """The bot is silent but for it, and it has no button."""
    person = planned().says("알림 받기").says("상담사").says("네").acts("보라", "answer", "네")
    while not person.sees(Key.REMIND_DUE):
        person.wakes()
    assert [(reply.sender, reply.buttons, reply.asks) for reply in person.to_citizen] == [("notice", (), None)]
