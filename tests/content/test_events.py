"""The table of events, as staff write it."""

from datetime import date

from bot.content import build
from bot.content.contents import EVENTS, read_contents
from bot.content.problems import Problem
from bot.content.sources import Sources
from bot.core.happenings import Happening
from tests.content.base import BASE, PlainMatcher, check, line_of

TABLE = """\
yearly: {day: 잔칫날}
beside: [where_to]
soon_days: 30
events:
  - name: 봄 소풍
    from: 2027-05-08
    until: 2027-05-09
    about: <place.hill>에서 만나요.
  - name: 가을 소풍
    from: 2027-10-02
    about: 아직 몰라요.
"""


def with_table(old: str = "", new: str = "") -> Sources:
    return Sources({**BASE, EVENTS: TABLE.replace(old, new, 1) if old else TABLE})


def problem_of(sources: Sources) -> Problem:
    (problem,) = check(sources)
    return problem


def test_events_are_read_with_the_local_facts_in_them() -> None:
    sources = with_table()
    assert check(sources) == []
    happenings = build.build(sources, PlainMatcher(read_contents(sources).lessons)).happenings
    spring, autumn = happenings.rows
    assert spring == Happening("봄 소풍", date(2027, 5, 8), date(2027, 5, 9), "뒷산에서 만나요.")
    assert autumn.first == autumn.last
    assert (happenings.day, happenings.week, happenings.soon) == ("잔칫날", "", 30)


def test_an_event_that_ends_before_it_begins_is_refused_at_its_line() -> None:
    sources = with_table("until: 2027-05-09", "until: 2027-05-07")
    problem = problem_of(sources)
    assert (problem.file, problem.line, problem.level) == (EVENTS, line_of(sources, EVENTS, "until:"), "error")


def test_a_day_that_is_none_is_refused_at_its_line() -> None:
    sources = with_table("from: 2027-10-02", "from: 10월 2일")
    problem = problem_of(sources)
    assert (problem.file, problem.line) == (EVENTS, line_of(sources, EVENTS, "from: 10월"))


def test_an_unknown_entry_is_refused_with_the_one_that_was_meant() -> None:
    sources = with_table("[where_to]", "[where_too]")
    problem = problem_of(sources)
    assert (problem.file, problem.line) == (EVENTS, line_of(sources, EVENTS, "beside:"))
    assert "'where_to'" in problem.text
