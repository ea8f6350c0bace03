"""What the procedures have in common, over the content that is served."""

from pathlib import Path

import pytest

from bot.content.contents import Contents
from bot.core.flow import Call, StepNode, choices_of
from bot.core.rules import RULES
from tests.support.served import contents as written

ROOT = Path(__file__).parents[2]
GENERAL = {"petition_end", "civil_days_end", "civil_months_end"}
"""Ways of counting that staff may call with a period of their own."""


@pytest.fixture(scope="module")
def served() -> Contents:
    """The content as it is written."""
    return written()


def test_every_published_procedure_is_in_the_menu_or_asked_of_a_case(served: Contents) -> None:
    """And can be begun by words; nothing that is published is left to be found by chance."""
    published = {id for id, file in served.flows.items() if file.flow.status == "published"}
    intakes = {row.intake for row in served.kinds.values()}
    assert published <= {*served.menu.first, *served.menu.more, *intakes}
    assert published == set(served.words.begin)


def test_the_menu_fits_a_phone(served: Contents) -> None:
    """At most six procedures at once, and none of them twice."""
    shown = (*served.menu.first, *served.menu.more)
    assert len(served.menu.first) <= 6
    assert len(set(shown)) == len(shown)


def test_a_question_of_several_procedures_has_one_name(served: Contents) -> None:
    """Its answer is shown by that name, whichever procedure asked it."""
    names: dict[str, set[str]] = {}
    for file in served.flows.values():
        for node in file.flow.nodes.values():
            names.setdefault(node.id, set()).add(node.name)
    assert {id: found for id, found in names.items() if len(found) > 1} == {}


def test_every_rule_is_called_by_a_procedure(served: Contents) -> None:
    """A rule that nobody calls would never be looked at when the law changes."""
    called: set[str] = set()
    for file in served.flows.values():
        for node in file.flow.nodes.values():
            called |= {call.rule for call in node.compute.values()}
            if isinstance(node, StepNode) and isinstance(node.due, Call):
                called.add(node.due.rule)
    assert set(RULES) - called == GENERAL


def test_what_a_citizen_chose_tells_the_field_of_the_plan(served: Contents) -> None:
    """The words of a button are those a consultant's form begins with; what is of no field tells none."""
    asked = {
        ("kind", "work_field"): {
            "childcare": "childcare",
            "care": "care",
            "clinic": "health",
            "housing": "housing",
            "market": "market",
            "seniors": "babyboom",
            "social_enterprise": "social",
        },
        ("briefing", "briefing_street"): dict.fromkeys(
            ("market", "shops", "food_street", "print_street", "herb_street"), "market"
        ),
        ("social_coop", "main_business"): {"service": "care"},
    }
    for (flow, node), fields in asked.items():
        choices = choices_of(served.flows[flow].flow.nodes[node])
        told = {choice.id: served.outcomes.told_field([choice.label]) for choice in choices}
        assert {id: field for id, field in told.items() if field} == fields
