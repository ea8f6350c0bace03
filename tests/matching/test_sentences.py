"""What people write at an open question, through the whole of the talk and the present flows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.core.library import Library
from tests.eval.reading import FLOORS, library, misread, sentences, shares
from tests.talk.talker import Talker


@pytest.fixture(scope="module")
def present(models: Path) -> Library:
    return library(models)


def test_sentences_are_read_as_they_were_meant(present: Library) -> None:
    """Of each kind at least its share; `python -m tests.eval reading` says which are misread."""
    rows = sentences()
    assert len(rows) >= 300
    found = shares(rows, [row for row, _ in misread(present, rows)])
    assert set(found) == set(FLOORS)
    assert {kind: right / all for kind, (right, all) in found.items() if right / all < FLOORS[kind]} == {}


def test_a_sentence_that_is_misread_is_counted(present: Library) -> None:
    """A wrong value, a value where none was told, and a day that is not the one offered."""
    row = {"id": "x", "kind": "number", "flow": "consultation", "at": "founders_now", "text": "여섯 명이요"}
    day = {"id": "y", "kind": "vague", "flow": "ordinary_coop", "at": "founding_meeting_on", "text": "12월 20일쯤"}
    wrong = [
        {**row, "gives": {"founders_now": 7}},
        {**row, "gives": {}},
        {**day, "gives": {}, "back": True, "nearly": "2026-12-21"},
    ]
    right = [{**row, "gives": {"founders_now": 6}}, {**day, "gives": {}, "back": True, "nearly": "2026-12-20"}]
    assert [each for each, _ in misread(present, [*wrong, *right])] == wrong


def asked_for_the_meeting(library: Library) -> Talker:
    person = Talker(library)
    person.conversation = replace(person.conversation, flows=("ordinary_coop",), focus="founding_meeting_on")
    return person


def test_a_day_that_is_only_about_right_is_confirmed_by_a_yes(present: Library) -> None:
    """Nothing is taken before that."""
    person = asked_for_the_meeting(present).says("12월 20일쯤")
    assert (person.asks, "founding_meeting_on" in person.conversation.answers) == ("founding_meeting_on", False)
    assert person.says("네").value("founding_meeting_on") == date(2026, 12, 20)


def test_a_rough_day_gives_way_to_another(present: Library) -> None:
    """The question stayed open."""
    person = asked_for_the_meeting(present).says("12월 말").says("12월 22일이요")
    assert person.value("founding_meeting_on") == date(2026, 12, 22)


def test_a_bare_number_at_a_step_is_the_answer_it_can_only_be(present: Library) -> None:
    """It is no question for the FAQ, and is not asked again when its turn comes."""
    person = Talker(present)
    person.conversation = replace(person.conversation, flows=("ordinary_coop",))
    assert (person.says("일곱 명").value("founders_now"), person.asks) == (7, "idea")
