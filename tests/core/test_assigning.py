"""Each span of a sentence goes to one question."""

from dataclasses import replace
from datetime import datetime

from bot.core.answers import Answer, Doing, Value
from bot.core.assigning import askable, assign
from bot.core.flow import Branch, Choice, ChoiceNode, Flow, NumberNode, OutcomeNode, Say, StepNode, TextNode
from bot.core.library import Reading
from bot.core.replay import replay
from tests.core.days import CALENDAR
from tests.core.test_replay import SEOUL, TODAY

FLOW = Flow(
    "asking",
    "묻기",
    "published",
    "topic",
    {
        node.id: node
        for node in (
            TextNode(id="topic", name="주제", ask="?", next=(Branch("now"),)),
            NumberNode(id="now", name="지금", ask="?", next=(Branch("planned"),)),
            NumberNode(id="planned", name="나중", ask="?", skip=("몰라요",), next=(Branch("district"),)),
            ChoiceNode(id="district", name="구", ask="?", choices=(Choice("a", "가"),), next=(Branch("end"),)),
            OutcomeNode(id="end", name="끝", say={"a": Say("끝")}),
        )
    },
)


def given(readings: list[Reading], **answers: Value) -> tuple[dict[str, Value], int]:
    known = {id: Answer(value, datetime(2026, 11, 24, 9, tzinfo=SEOUL)) for id, value in answers.items()}
    found = assign(readings, FLOW, known, replay(FLOW, known, TODAY, CALENDAR))
    return dict(found.given), len(found.unclear)


def test_an_unmarked_value_goes_to_the_open_question() -> None:
    """Both numbers could be meant; the one that was asked is."""
    readings = [Reading("now", 7, 0, 1), Reading("planned", 7, 0, 1)]
    assert given(readings, topic="빵") == ({"now": 7}, 0)


def test_an_unmarked_value_that_fits_two_questions_is_asked() -> None:
    """Neither is open, both are new: nothing is guessed, and the clear values are kept."""
    readings = [Reading("now", 7, 0, 1), Reading("planned", 7, 0, 1), Reading("district", "a", 3, 4)]
    assert given(readings) == ({"district": "a"}, 1)


def test_a_mark_beats_the_open_question() -> None:
    """'나중에는 열 명' names its question."""
    readings = [Reading("now", 10, 4, 6), Reading("planned", 10, 4, 6, marked=True)]
    assert given(readings, topic="빵") == ({"planned": 10}, 0)


def test_the_only_unanswered_question_takes_what_fits() -> None:
    """One number was answered, the other was skipped: a number later on is for the skipped one."""
    readings = [Reading("now", 10, 0, 2), Reading("planned", 10, 0, 2)]
    assert given(readings, topic="빵", now=7, planned=None) == ({"planned": 10}, 0)


def test_a_day_of_a_step_by_the_way_is_taken_where_it_is_named() -> None:
    """Unnamed it is the open question's; and a step without marks takes days only while it is open."""
    step = StepNode(id="paid", name="납입", what=".", marks=("출자금",), next=(Branch("end"),))
    steps = {"paid": step, "plain": replace(step, id="plain", marks=(), next=(Branch("paid"),))}
    flow = replace(FLOW, nodes={**FLOW.nodes, **steps}, start="plain")
    at = replay(flow, {}, TODAY, CALENDAR)
    assert [node.id for node in askable(flow, at)] == ["plain", "paid"]
    done = [Reading(id, Doing(done=TODAY), 0, 4, marked=id == named) for named in ("", "paid") for id in steps]
    assert assign(done[:2], flow, {}, at).given == {"plain": Doing(done=TODAY)}
    assert assign(done[2:], flow, {}, at).given == {"paid": Doing(done=TODAY)}


def test_of_two_that_are_named_neither_is_guessed() -> None:
    """And it does not fall to the open question, which is not named."""
    readings = [Reading(id, 7, 0, 1, marked=id != "now") for id in ("now", "planned", "district")]
    found = assign(readings, FLOW, {}, replay(FLOW, {}, TODAY, CALENDAR), "now")
    assert found.given == {} and [it.node for it in found.unclear[0]] == ["planned", "district"]


def test_the_longer_of_two_overlapping_spans_is_the_value() -> None:
    """'5명 이상' is the choice, not the number in it; and two spans never give one question two values."""
    readings = [
        Reading("now", 5, 0, 2),
        Reading("district", "a", 0, 6),
        Reading("now", 8, 7, 8),
        Reading("now", 9, 8, 9),
    ]
    assert given(readings, topic="빵") == ({"district": "a", "now": 8}, 0)


def test_what_is_meant_but_wrong_is_told_for_the_open_question_alone() -> None:
    """An error elsewhere in a sentence is nobody's answer."""
    answers = {"topic": Answer("빵", datetime(2026, 11, 24, 9, tzinfo=SEOUL))}
    standing = replay(FLOW, answers, TODAY, CALENDAR)
    wrong = Reading("now", 0, 0, 1, error="out_of_range")
    assert assign([wrong], FLOW, answers, standing).wrong == wrong
    other = Reading("planned", 0, 0, 1, error="out_of_range")
    assert assign([other], FLOW, answers, standing).wrong is None


def test_every_question_on_the_way_and_reachable_may_be_answered() -> None:
    """Free texts and outcomes take no readings."""
    ids = [node.id for node in askable(FLOW, replay(FLOW, {}, TODAY, CALENDAR))]
    assert ids == ["now", "planned", "district"]


def test_what_is_answered_only_while_it_is_open_takes_no_words_by_the_way() -> None:
    """Its words stand in other answers too; when it is open, they are for it."""
    alone = replace(FLOW.nodes["district"], only_open=True)
    flow = replace(FLOW, nodes={**FLOW.nodes, alone.id: alone})
    now = datetime(2026, 11, 24, 9, tzinfo=SEOUL)
    known = {id: Answer(value, now) for id, value in (("topic", "빵"), ("now", 5), ("planned", 7))}
    asked = [[node.id for node in askable(flow, replay(flow, some, TODAY, CALENDAR))] for some in ({}, known)]
    assert asked == [["now", "planned"], ["now", "planned", "district"]]


def test_not_knowing_is_said_of_the_open_question_alone() -> None:
    """Two questions can be skipped, neither is open: the words are nobody's answer, and nothing is asked about them."""
    readings = [Reading("planned", None, 0, 4, whole=True), Reading("now", None, 0, 4, whole=True)]
    assert given(readings) == ({}, 0)
    assert given([Reading("planned", None, 0, 4)], topic="빵", now=7) == ({"planned": None}, 0)


def test_yes_answers_the_open_question_alone() -> None:
    """A bare yes is not given to a question further on that happens to have a yes."""
    yes = Reading("district", "a", 0, 1, whole=True, bare=True)
    assert given([yes], topic="빵") == ({}, 0)
    assert given([yes], topic="빵", now=7, planned=9) == ({"district": "a"}, 0)


def test_a_word_in_passing_changes_nothing_said_before() -> None:
    """Beside the answer that was asked for, only a marked span changes an earlier one; alone it does."""
    beside = [Reading("planned", 10, 0, 2), Reading("district", "a", 5, 6)]
    assert given(beside, topic="빵", now=5, district="b") == ({"planned": 10}, 0)
    marked = [beside[0], Reading("district", "a", 5, 6, marked=True)]
    assert given(marked, topic="빵", now=5, district="b") == ({"planned": 10, "district": "a"}, 0)
    assert given([beside[1]], topic="빵", now=5, district="b") == ({"district": "a"}, 0)


def test_the_whole_answer_to_the_open_question_beats_a_longer_span() -> None:
    """'주말에 해 주세요' is the time that was asked for, not a day that cannot be read."""
    readings = [Reading("now", 7, 0, 1, whole=True), Reading("planned", 9, 0, 3)]
    assert given(readings, topic="빵") == ({"now": 7}, 0)


def test_what_is_guessed_is_of_the_open_question_alone() -> None:
    """A sentence that comes near a choice of another question neither answers that one nor hides a value for this."""
    readings = [Reading("now", 7, 2, 3), Reading("district", "a", 0, 9, guessed=True)]
    assert given(readings, topic="빵") == ({"now": 7}, 0)
    assert given(readings[1:], topic="빵", now=7, planned=9) == ({"district": "a"}, 0)
