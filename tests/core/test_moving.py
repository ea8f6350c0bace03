"""What somebody in mid-flow meets when the procedure is another: told by node, and which id was probably renamed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.core.answers import Answer, Value
from bot.core.conversation import Conversation
from bot.core.flow import Branch, Flow, Node, NumberNode, OutcomeNode
from bot.core.library import Library
from bot.core.moving import Meets, Renamed, What, people, renamed
from tests.support.fakes import NOON
from tests.talk.small import FOUNDING, small_library

AT = datetime(2026, 11, 24, tzinfo=NOON.tzinfo)
TODAY = date(2026, 11, 24)
OLD = small_library()
HERE: Mapping[str, Value] = {"purpose": "bread"}
"""Who has said this stands at `needs`."""


def having(**nodes: Node | None) -> Library:
    """The library with other nodes in its procedure: put in the place of those of that name, or taken out (None)."""
    kept = {id: nodes.get(id, node) for id, node in FOUNDING.nodes.items()}
    return with_flow(replace(FOUNDING, nodes={node.id: node for node in kept.values() if node}))


def with_flow(flow: Flow) -> Library:
    return replace(OLD, flows={**OLD.flows, "founding": replace(flow, start=next(iter(flow.nodes)))})


def met(new: Library, answers: Mapping[str, Value] = HERE, focus: str | None = None) -> Meets:
    given = {id: Answer(value, AT) for id, value in answers.items()}
    conversation = Conversation("kim", flows=("founding",), answers=given, focus=focus)
    found = people([conversation], OLD, new, TODAY, renamed(OLD.flows, new.flows))
    (meets,) = found
    assert found[meets] == 1
    return meets


def to(node: Node, id: str, **changes: object) -> Node:
    return replace(node, id=id, **changes)  # type: ignore[arg-type]  # by name


PURPOSE, NEEDS, PEOPLE = (FOUNDING.nodes[id] for id in ("purpose", "needs", "people"))
FIRST = NumberNode(id="budget", name="돈", ask="얼마가 있나요?", next=(Branch("purpose"),))


@pytest.mark.parametrize(
    ("new", "what", "node", "goes"),
    [
        pytest.param(OLD, "same", "needs", "needs", id="nothing changed"),
        pytest.param(having(people=replace(PEOPLE, ask="몇 분?")), "same", "needs", "needs", id="other words ahead"),
        pytest.param(
            having(needs=to(NEEDS, "wants", formerly=("needs",)), purpose=replace(PURPOSE, next=(Branch("wants"),))),
            "moved",
            "needs",
            "wants",
            id="the open question has a new id",
        ),
        pytest.param(
            having(purpose=to(PURPOSE, "aim", formerly=("purpose",))),
            "moved",
            "purpose",
            "aim",
            id="an answer goes on under a new id",
        ),
        pytest.param(having(purpose=to(PURPOSE, "aim")), "again", "needs", "aim", id="a new id without formerly"),
        pytest.param(
            having(purpose=replace(PURPOSE, choices=())), "again", "needs", "purpose", id="the answer is no choice now"
        ),
        pytest.param(
            with_flow(replace(FOUNDING, nodes={"budget": FIRST, **FOUNDING.nodes})),
            "new",
            "needs",
            "budget",
            id="a question before",
        ),
        pytest.param(
            having(purpose=replace(PURPOSE, next=(Branch("people"),))), "led", "needs", "people", id="another way on"
        ),
        pytest.param(
            having(needs=None, purpose=replace(PURPOSE, next=(Branch("people"),))),
            "gone",
            "needs",
            "people",
            id="the open question is taken out",
        ),
        pytest.param(replace(OLD, flows={}), "closed", "needs", "", id="the procedure is taken out"),
    ],
)
def test_what_somebody_meets(new: Library, what: What, node: str, goes: str) -> None:
    """By what became of the question they had open."""
    assert met(new) == Meets(what, "founding", node, goes)


def test_who_changes_an_answer_stands_at_it() -> None:
    """What was opened out of turn is the open question."""
    assert met(having(purpose=to(PURPOSE, "aim")), focus="purpose").node == "purpose"


def test_a_node_of_another_id_is_known_by_its_choices_its_name_or_its_words() -> None:
    """Never by another kind, nor when `formerly` says it already, nor one that another procedure has."""
    new = having(
        purpose=to(PURPOSE, "aim", name="할 일", ask="어떤 일인가요?"),
        meeting=to(FOUNDING.nodes["meeting"], "assembly", ask="창립총회는 언제인가요?"),
        people=to(PEOPLE, "members"),  # `people` is in the other procedure too: its answer stays
        report=OutcomeNode(id="reporting", name="신고", say={}),
        notice=to(FOUNDING.nodes["notice"], "posting", formerly=("notice",)),
    )
    assert renamed(OLD.flows, new.flows) == (
        Renamed("founding", "purpose", "aim"),
        Renamed("founding", "meeting", "assembly"),
    )
