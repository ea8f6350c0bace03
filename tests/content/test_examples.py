"""Every example of every flow and every test of every FAQ entry, as a test of its own: `-k consultation` runs one."""

import pytest

from bot.content import build
from bot.content.check_faq import finds
from bot.content.contents import Contents
from bot.content.days import calendar
from bot.content.hearing import Ears
from bot.content.running import run
from bot.core.calendar import Calendar
from bot.core.library import Matcher
from tests.support import served

WRITTEN = served.contents()
EXAMPLES = [(file.flow.id, example.name) for file in WRITTEN.flows.values() for example in file.examples]
TESTS = [(id, test) for id, placed in WRITTEN.entries.items() for test in placed.entry.tests]


@pytest.fixture(scope="module")
def days(contents: Contents) -> Calendar:
    return calendar(contents.holidays)


@pytest.mark.parametrize(("flow", "name"), EXAMPLES, ids=lambda part: part)
def test_an_example_holds(flow: str, name: str, contents: Contents, matcher: Matcher, days: Calendar) -> None:
    """It ends where it says, with the values, paragraphs and hand-over it names."""
    file = contents.flows[flow]
    example = next(each for each in file.examples if each.name == name)
    assert run(example, file.flow, days, Ears(matcher, contents.words)).slips == ()


@pytest.mark.parametrize(("entry", "test"), TESTS, ids=lambda part: part)
def test_a_question_finds_its_entry(entry: str, test: str, matcher: Matcher) -> None:
    """In other words than those it was taught."""
    assert finds(matcher, test, entry) is None


@pytest.mark.parametrize("words", ["가게로 와 주세요", "안 알아봤는데", "아직 안 정했는데"])
def test_nobody_is_comforted_for_words_in_passing(words: str, matcher: Matcher) -> None:
    """They are near nothing that is known, so that no sentence about a worry is near either."""
    assert matcher.rank(words).not_ours != "personal_case_needs_human"


@pytest.mark.parametrize(
    "words", ["말로 하는 게 편한데 누구 안 계세요", "봇 말고 사람이랑 할래요", "나와서 얘기 좀 들어 줘요"]
)
def test_who_wishes_for_a_person_in_a_roundabout_way_gets_one(words: str, matcher: Matcher) -> None:
    """By sentences that staff keep, beside the words that wish outright."""
    assert matcher.wishes(words) or matcher.rank(words).not_ours == "wants_person"


def test_names_of_examples_are_their_own() -> None:
    """Or one of two would never be run here."""
    assert len(EXAMPLES) == len(set(EXAMPLES))


def test_nothing_is_wrong_with_the_content(matcher: Matcher) -> None:
    """Not even a warning."""
    assert build.check(served.sources(), lambda lessons: matcher) == []
