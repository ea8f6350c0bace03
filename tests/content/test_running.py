"""Examples are walked as a person would: by answers, by sentences, on other days, with wrong answers."""

import pytest

from bot.content.build import lessons
from bot.content.contents import read_contents
from bot.content.days import calendar
from bot.content.hearing import Ears
from bot.content.running import Run, run
from bot.content.sources import Sources
from bot.core.answers import Contact, Doing, Several
from bot.core.calendar import Calendar
from tests.content.base import BASE, PICNIC, PlainMatcher

HEAD = PICNIC[: PICNIC.index("examples:")]
TEXT_FIRST = HEAD.replace("start: weather", "start: wish").replace(
    "nodes:\n", "nodes:\n  wish: {kind: text, name: 바람, ask: 무엇을 바라세요?, max_length: 40, next: weather}\n", 1
)


@pytest.fixture(scope="module")
def days() -> Calendar:
    return calendar({})


def walked(example: str, days: Calendar, flow: str = HEAD) -> Run:
    """What comes of an example of a flow; nothing but the example may be wrong."""
    sources = Sources({**BASE, "flows/picnic.yaml": f"{flow}examples:\n  - name: 예\n{example}"})
    contents = read_contents(sources)
    assert contents.desk.problems == []
    file = contents.flows["picnic"]
    return run(file.examples[0], file.flow, days, Ears(PlainMatcher(lessons(sources)), contents.words))


def example(**keys: str) -> str:
    return "".join(f"    {key}: {value}\n" for key, value in {"today": "2026-11-24", **keys}.items())


ON_THE_WAY = "{weather: sunny, guests: 3, day: 2026-12-20, foods: [bread]"


@pytest.mark.parametrize(
    ("written", "node", "value"),
    [
        ("invite: done}", "invite", "Doing(ticks=frozenset(), done=datetime.date(2026, 11, 24), later=False)"),
        ("invite: later}", "invite", repr(Doing(later=True))),
        ("invite: later, reach: chat}", "reach", repr(Contact(way="chat"))),
        ("invite: later, reach: 042-123-4567}", "reach", repr(Contact(True, "phone", "042-123-4567"))),
        ("invite: later, reach: a@b.kr}", "reach", repr(Contact(True, "email", "a@b.kr"))),
        ("invite: later}", "foods", repr(Several(("bread",), finished=True))),
    ],
)
def test_an_answer_is_what_its_question_takes(written: str, node: str, value: str, days: Calendar) -> None:
    """Each kind in its own shape."""
    ends = "ready" if "reach" in written else "reach"
    ran = walked(example(answers=f"{ON_THE_WAY}, {written}", ends_at=ends), days)
    assert ran.slips == ()
    assert repr(ran.answers[node].value) == value


def test_an_answer_given_earlier_is_judged_by_that_day(days: Calendar) -> None:
    """A day that has passed since stays answered; without its day it is out of range."""
    answers = "{weather: sunny, guests: 3, day: 2026-11-20}"
    assert walked(example(answers=answers, given="{day: 2026-11-01}", ends_at="foods"), days).slips == ()
    assert walked(example(answers=answers, ends_at="day", error="out_of_range"), days).slips == ()


def test_ticks_without_a_day_leave_the_step_open(days: Calendar) -> None:
    """It is begun, and no mistake."""
    ran = walked(example(answers=f"{ON_THE_WAY}, invite: {{ticks: [cards]}}}}", ends_at="invite"), days)
    assert ran.slips == ()


def test_none_of_several_is_an_answer(days: Calendar) -> None:
    """An empty list, where the question has words for it."""
    answers = "{weather: sunny, guests: 3, day: skip, foods: []}"
    assert walked(example(answers=answers, ends_at="invite", values="{foods: []}"), days).slips == ()


@pytest.mark.parametrize(
    ("sentences", "ends"),
    [
        ("[맑아요]", "guests"),
        ("[해가 떠요!, 7명이요]", "day"),
        ("[몰라요, 7명이요, 아직 몰라요, 없어요, 나중에]", "reach"),
        ("[맑아요, 7명, 2026-12-20이요, 과일, 했어요]", "reach"),
        ("[비가 와요]", "at_home"),
        ("[7명이고 맑아요]", "day"),
    ],
)
def test_sentences_are_heard_in_turn(sentences: str, ends: str, days: Calendar) -> None:
    """By label, other word, skip, the words of a step, or a value within."""
    assert walked(example(says=sentences, ends_at=ends), days).slips == ()


def test_words_of_correction_change_an_earlier_answer(days: Calendar) -> None:
    """The open question stays open, even one that takes any text."""
    says = "[맑아요, 7명, 아니라 9명이에요]"
    flow = HEAD.replace("otherwise: day", "otherwise: wish").replace(
        "nodes:\n", "nodes:\n  wish: {kind: text, name: 바람, ask: 무엇을 바라세요?, next: day}\n", 1
    )
    assert walked(example(says=says, ends_at="wish", values="{guests: 9}"), days, flow).slips == ()
    ran = walked(example(says="[맑아요, 7명, 아니라 9명이에요]", ends_at="day", values="{guests: 9}"), days)
    assert ran.slips == ()


@pytest.mark.parametrize("sentence", ["걷고 싶어요", "맑은 날 7명이 걷고 싶어요", "걸을까요?"])
def test_an_open_text_takes_the_sentence(sentence: str, days: Calendar) -> None:
    """Values within are taken beside it."""
    ran = walked(example(says=f"[{sentence}]", ends_at="weather"), days, TEXT_FIRST)
    assert ran.slips == ()
    assert ran.answers["wish"].value == sentence
    assert ("guests" in ran.answers) == ("7명" in sentence)


def test_an_open_text_leaves_a_sentence_of_values_to_their_questions(days: Calendar) -> None:
    """But a question, with the same values in it, is what was asked for."""
    values = walked(example(says="[맑아요 7명]", ends_at="wish"), days, TEXT_FIRST)
    question = walked(example(says="[맑아요 7명?]", ends_at="day"), days, TEXT_FIRST)
    assert values.slips == question.slips == ()
    assert "wish" not in values.answers and "guests" in values.answers


def test_a_sentence_without_an_answer_stops_there(days: Calendar) -> None:
    """One slip, at the sentence; what comes after it is not heard."""
    ran = walked(example(says="[맑아요, 글쎄다, 몰라라]", ends_at="ready"), days)
    assert [slip.path for slip in ran.slips] == [("says", 1)]


def test_an_error_may_come_of_the_last_sentence(days: Calendar) -> None:
    """The value is in the answers and is judged there."""
    ran = walked(example(says="[맑아요, 100명]", ends_at="guests", error="out_of_range"), days)
    assert ran.slips == ()


@pytest.mark.parametrize("day", ["2050-01-01", "1999-01-01"])
def test_years_without_a_calendar_are_told(day: str, days: Calendar) -> None:
    """Where a rule would have to guess holidays; elsewhere any year will do."""
    flow = HEAD.replace("rule: founding_notice_last_day, meeting: <day>", "rule: petition_end, filed: <day>, days: 20")
    answers = f"{{weather: sunny, guests: 3, day: {day}}}"
    ran = walked(example(answers=answers, given=f"{{day: {day}}}", ends_at="foods"), days, flow)
    assert [slip.path for slip in ran.slips] == [()]
