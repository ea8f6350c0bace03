"""Content that is not published yet, tried out: nothing of it is in force, and nothing is kept."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.rehearsal import Say, Start, Step, Tap
from bot.service.ports.content import Unfit
from bot.service.trying import MOST_STEPS, Trying, Walked, begun, walked
from bot.talk.rehearsing import Rehearsal
from tests.content.base import BASE
from tests.service.test_editing import CUT, FAQ, STOLEN, TEN
from tests.support.contents import Shelf, filled
from tests.support.fakes import NOON
from tests.support.person import Service
from tests.talk.small import small_library

PICNIC, OUTING = "flows/picnic.yaml", "flows/outing.yaml"
DRAFT = (
    BASE[PICNIC]
    .replace("flow: picnic\ntitle: 소풍", "flow: outing\ntitle: 나들이")
    .replace("status: published", "status: draft")
)
"""A procedure that no menu, no words and no kind of case lead to."""
ASKED = "집합 시계가 궁금해"
SUNNY: tuple[Step, ...] = (Start("outing"), Tap("맑아요"))


@pytest.fixture
async def desk(service: Service, tmp_path: Path) -> Shelf:
    return await filled(service, tmp_path / "content", {**BASE, OUTING: DRAFT})


@pytest.fixture
def trying(service: Service, desk: Shelf) -> Trying:
    return Trying(desk.editing, service.clock)


async def walk(trying: Trying, text: str, *steps: Step) -> Walked:
    found = await trying.walk(OUTING, text, steps)
    assert isinstance(found, Walked)
    return found


async def test_a_question_gets_the_unsaved_answer_beside_the_one_in_force(trying: Trying, desk: Shelf) -> None:
    """With what each was judged by; what is in force stays so."""
    before = desk.publishing.library
    found = await trying.ask(FAQ, TEN, ASKED)
    assert not isinstance(found, Unfit)
    assert "열 시에 가요." in found.then.messages[0].text
    assert "아홉 시에 가요." in found.now.messages[0].text
    assert [got.heard.ranked for got in (found.then, found.now)] == [("what_time",), ("what_time",)]
    assert desk.publishing.library is before


async def test_a_text_whose_tests_fail_can_be_asked_all_the_same(trying: Trying) -> None:
    """Why they fail is what one wants to find; a text that cannot be read is told at its line."""
    found = await trying.ask(FAQ, STOLEN, ASKED)
    assert not isinstance(found, Unfit)
    told = await trying.ask(FAQ, CUT, ASKED)
    assert isinstance(told, Unfit)
    assert {slip.file for slip in told.problems} == {FAQ}


async def test_a_draft_answers_while_it_is_written(trying: Trying) -> None:
    """Only in the file that is open: the drafts of others are nobody's yet."""
    draft = TEN.replace("  what_time:\n", "  what_time:\n    status: draft\n")
    found = await trying.ask(FAQ, draft, ASKED)
    assert not isinstance(found, Unfit)
    assert "열 시에 가요." in found.then.messages[0].text


async def test_a_procedure_is_walked_with_the_unsaved_text(service: Service, trying: Trying) -> None:
    """A draft too; of what was said and tapped nothing is in the store."""
    at = (await walk(trying, DRAFT.replace("몇 명이 오나요?", "손님이 몇인가요?"), *SUNNY)).at
    assert at.shown[-1].text.startswith("손님이 몇인가요?")
    assert not await service.store.cases()
    assert await service.real._engine.rows("select id from conversations", {}) == []


async def test_a_walk_to_the_end_has_its_plan_and_its_packet(trying: Trying) -> None:
    """What a citizen would take along, and what a consultant would get."""
    given = (
        Say("7명"),
        Say("2027-01-20"),
        Tap("빵"),
        Tap("말"),
        Say("했어요"),
        Tap("여기로"),
        Tap("물어보기"),
        Tap("말"),
    )
    found = await walk(trying, DRAFT, *SUNNY, *given)
    assert (found.steps, found.broke) == ((*SUNNY, *given), False)
    at = found.at
    assert at.plan is not None and at.case is not None
    assert [(it.node.id, it.state, it.due.day) for it in at.plan.steps if it.due] == [
        ("invite", "done", date(2027, 1, 12))
    ]
    assert ("손님", "7명") in at.case.packet.answers


async def test_what_a_change_took_away_ends_the_walk_there(trying: Trying) -> None:
    """So many of the steps were done; the rest is left out."""
    found = await walk(trying, DRAFT.replace("label: 맑아요", "label: 개었어요"), *SUNNY, Say("7명"))
    assert (found.steps, found.broke) == (SUNNY[:1], False)
    assert found.at.shown[-1].text.startswith("날씨가 어떤가요?")


async def test_a_walk_is_no_longer_than_it_may_be(trying: Trying) -> None:
    """The first steps of it are done."""
    found = await walk(trying, DRAFT, *([Say("안녕")] * (MOST_STEPS + 5)))
    assert len(found.steps) == MOST_STEPS


def test_a_text_that_the_bot_fails_at_is_told() -> None:
    """In a conversation it would be a turn that failed; the walk stands where it was."""
    library = small_library()
    broken = Rehearsal(library, NOON)
    object.__setattr__(broken, "library", None)
    found = walked(broken, [Say("안녕")])
    assert (found.steps, found.broke) == ((), True)


async def test_a_walk_begins_with_the_procedure_of_the_file(desk: Shelf) -> None:
    """Of a file that is none, with the first of the menu."""
    library = await desk.editing.trial(OUTING, DRAFT)
    assert not isinstance(library, Unfit)
    assert [begun(library, path) for path in (OUTING, PICNIC)] == [[Start("outing")], [Start("picnic")]]
    assert begun(library, "flows/texts.yaml") == [Start("picnic")]
