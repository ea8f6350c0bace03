"""What two conversations remember becomes one memory: nothing that the one goes on with is lost or changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import Answer, Contact
from bot.core.conversation import Conversation, Situation
from bot.core.joining import joined, merged
from bot.core.linking import Address
from tests.support.fakes import NOON
from tests.talk.small import FOUNDING, REQUEST

FLOWS = {"founding": FOUNDING, "request": REQUEST}
NODES = sorted({*FOUNDING.nodes, *REQUEST.nodes})
OF_ONE_RUN = {"topic", "reach"}

answers = st.dictionaries(st.sampled_from(NODES), st.integers(0, 3)).map(
    lambda given: {node: Answer(value, NOON, by=value) for node, value in given.items()}
)
conversations = st.builds(
    Conversation,
    id=st.just("c"),
    last=st.integers(0, 9),
    flows=st.permutations(sorted(FLOWS)).flatmap(lambda flows: st.integers(0, 2).map(lambda most: tuple(flows[:most]))),
    answers=answers,
    shown=st.lists(st.sampled_from("ab"), unique=True).map(tuple),
    missed=st.lists(st.sampled_from("xy")).map(tuple),
    push=st.sampled_from((None, "telegram:1")),
)


@given(conversations, conversations)
def test_what_is_answered_here_stays_and_what_came_is_added(into: Conversation, came: Conversation) -> None:
    """No answer of either is lost, but what belongs to one run of a flow that is open here."""
    both = merged(into, came, FLOWS)
    assert {node: both.answers[node] for node in into.answers} == into.answers
    kept_out = OF_ONE_RUN if "request" in into.flows else set()
    assert {*both.answers} == {*into.answers} | ({*came.answers} - kept_out)
    assert all(both.answers[node].by is None for node in both.answers.keys() - into.answers.keys())


@given(conversations, conversations)
def test_what_is_open_here_stays_open(into: Conversation, came: Conversation) -> None:
    """What came waits below it; each flow is there once."""
    both = merged(into, came, FLOWS)
    assert both.flows[len(both.flows) - len(into.flows) :] == into.flows
    assert sorted(both.flows) == sorted({*into.flows, *came.flows})
    assert (both.id, both.version, both.last, both.asked, both.focus) == (
        into.id,
        into.version,
        into.last,
        into.asked,
        into.focus,
    )
    assert {*both.shown} == {*into.shown, *came.shown} and len(both.missed) == len(into.missed) + len(came.missed)


def test_consent_of_another_run_is_not_taken_over() -> None:
    """Whoever asks for something here is asked for consent here."""
    consent = {"reach": Answer(Contact(True, "phone", "0"), NOON)}
    here, there = Conversation("here", flows=("request",)), Conversation("there", flows=("request",), answers=consent)
    assert merged(here, there, FLOWS).answers == {}
    assert merged(replace(here, flows=()), there, FLOWS).answers.keys() == {"reach"}


def test_who_came_is_marked_and_their_chat_is_pushed_to() -> None:
    """The addresses that were here before are not, so that they cannot be cut off."""
    chat, browser = Address("telegram:1:2", pushes=True), Address("web:1")
    there = Situation(Conversation("there", push=chat.name), NOON, addresses=(chat,))
    here = Situation(Conversation("here"), NOON - timedelta(days=1), addresses=(browser,))
    both = joined(replace(there, other=here))
    assert both.addresses == (browser, replace(chat, linked=NOON))
    assert (both.conversation.id, both.conversation.push, both.now) == ("here", chat.name, NOON)
    with pytest.raises(ValueError, match="no code"):
        joined(here)
