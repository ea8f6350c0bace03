"""Events in the talk: under the answers that have them, and in the menu when they are near."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.core.happenings import Happening, Happenings
from bot.core.library import Library, Menu
from bot.core.reply import Do
from bot.core.texts import Key
from tests.talk.small import small_library
from tests.talk.talker import SEOUL, Talker

FAIR = Happening("장터", date(2027, 5, 8), date(2027, 5, 9), "광장에서 해요.")
SPOKEN = {
    Key.EVENTS_COMING: "events <events>",
    Key.EVENT_ONE_DAY: "<name> <first>",
    Key.EVENT_MORE_DAYS: "<name> <first> <last>",
}


def library() -> Library:
    small = small_library()
    told = Happenings((FAIR,), beside=("notice_days",), day="날", soon=60)
    menu = Menu(("founding",), ("request",))
    return replace(small, happenings=told, menu=menu, texts={**small.texts, **SPOKEN})


def talker(day: date) -> Talker:
    return Talker(library(), datetime(day.year, day.month, day.day, 10, tzinfo=SEOUL))


def answered(question: str, day: date) -> str:
    return talker(day).says(question).to_citizen[0].text


def test_an_answer_tells_of_what_is_coming_and_of_nothing_that_is_over() -> None:
    before, after = (answered("공고는 며칠 전에?", day) for day in (FAIR.last, FAIR.last + timedelta(days=1)))
    assert FAIR.name in before
    assert FAIR.about in before
    assert FAIR.name not in after
    assert "2027년 7월 3일" in after


def test_other_answers_tell_of_none() -> None:
    assert FAIR.name not in answered("몇 명이 필요해요?", FAIR.first)


def test_the_further_menu_tells_of_near_events_alone() -> None:
    for day, is_told in ((FAIR.first - timedelta(days=61), False), (FAIR.first - timedelta(days=60), True)):
        said = talker(day).says("메뉴").taps(Do("more")).to_citizen[0].text
        assert (FAIR.name in said) == is_told
