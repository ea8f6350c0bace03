"""Stored bodies: what is written is read again, and what cannot be read is left out."""

import json
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import Answer, Contact, Doing, Several
from bot.core.case import Case, Dated, Packet
from bot.core.conversation import Asked, Conversation
from bot.core.reply import Begin, Button, Choose, Do, Finish, Give, Go, Show, Tick, Want
from bot.store.codec import conversation_from_text, conversation_to_text
from bot.store.codec_buttons import ELSEWHERE, buttons_from_json, buttons_to_json
from bot.store.codec_cases import case_from_row, case_to_text
from bot.store.codec_parts import SEOUL, moment, stamp
from tests.support.fakes import NOON

EPOCH = datetime(1970, 1, 1, tzinfo=SEOUL)
words = st.text(max_size=12)
some = st.lists(words, max_size=3).map(tuple)
moments = st.integers(0, 10**17).map(lambda microseconds: EPOCH + timedelta(microseconds=microseconds))
values = st.one_of(
    st.none(),
    words,
    st.integers(),
    st.dates(),
    st.builds(Doing, st.frozensets(words, max_size=3), st.none() | st.dates(), st.booleans()),
    st.builds(Contact, st.booleans(), words, st.none() | words),
    st.builds(Several, some, st.booleans()),
)
deeds = st.one_of(
    st.builds(Give, words, values),
    st.builds(Tick, words, words, st.booleans()),
    st.builds(Choose, words, words, st.booleans()),
    st.builds(Finish, words, st.booleans()),
    st.builds(Go, words),
    st.builds(Show, words, st.booleans()),
    st.builds(Begin, words),
    st.builds(Want, words, st.booleans()),
    st.sampled_from([Do("menu"), Do("again"), Do("plan"), Do("none")]),
)
buttons = st.lists(st.builds(Button, words, deeds, some, st.booleans()), max_size=3).map(tuple)
numbers = st.integers(min_value=0, max_value=2**53)
answers = st.dictionaries(words, st.builds(Answer, values, moments, st.none() | numbers), max_size=4)
conversations = st.builds(
    Conversation,
    id=words,
    version=numbers,
    last=numbers,
    flows=some,
    answers=answers,
    focus=st.none() | words,
    asked=st.none() | st.builds(Asked, numbers, st.none() | words, buttons),
    shown=some,
    missed=some,
    misses=numbers,
    language=words,
)
packets = st.builds(
    Packet,
    wants=words,
    answers=st.lists(st.tuples(words, words), max_size=3).map(tuple),
    dates=st.lists(st.builds(Dated, words, st.dates(), words), max_size=2).map(tuple),
    shown=some,
    missed=some,
    stage=st.none() | st.text(min_size=1, max_size=9),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(conversations)
def test_a_conversation_comes_back_as_it_was(conversation: Conversation) -> None:
    """Whatever a conversation remembers survives the store."""
    text = conversation_to_text(conversation)
    assert conversation_from_text(conversation.id, conversation.version, conversation.last, text) == conversation


@given(conversations)
def test_version_and_last_are_not_in_the_body(conversation: Conversation) -> None:
    """The two counters are columns: a body never holds an old one."""
    assert not {"version", "last", "id"} & json.loads(conversation_to_text(conversation)).keys()


@given(packets, some, st.none() | moments)
def test_a_case_comes_back_as_it_was(packet: Packet, flags: tuple[str, ...], answered: datetime | None) -> None:
    """The packet, flags and times of a case survive the store."""
    case = Case("26-0001", "c", "상담", "상담팀", "waiting", NOON, NOON, packet, None, flags, answered)
    columns = (case.number, "c", case.state, case.owner, stamp(NOON), stamp(NOON))
    assert case_from_row(*columns, case_to_text(case)) == case


@given(moments)
def test_a_moment_has_fixed_width_and_sorts_as_text(at: datetime) -> None:
    """Text compares as time does only while every stamp is as wide as the others."""
    assert len(stamp(at)) == len("2026-11-24T01:00:00.000000Z")
    assert (stamp(at) < stamp(NOON)) == (at < NOON)
    assert moment(stamp(at)) == at


@given(st.text() | json_values.map(json.dumps))
def test_any_stored_body_can_be_read(body: str) -> None:
    """A damaged body gives a conversation, and never an error."""
    read = conversation_from_text("c", 7, 9, body)
    assert (read.id, read.version, read.last) == ("c", 7, 9)


@given(conversations, st.data())
def test_one_damaged_part_costs_only_itself(conversation: Conversation, data: st.DataObject) -> None:
    """A part of another type is left out, and the rest of the body is read."""
    body = json.loads(conversation_to_text(conversation))
    damaged = data.draw(st.sampled_from(sorted(body)))
    read = conversation_from_text("c", 1, 1, json.dumps(body | {damaged: data.draw(json_values)}))
    for part in body.keys() - {damaged}:
        assert getattr(read, part) == getattr(conversation, part)


def test_an_unreadable_answer_is_left_out_alone() -> None:
    """Of several answers only the one that cannot be read is lost."""
    good = Answer(5, NOON, 3)
    body = json.loads(conversation_to_text(Conversation("c", answers={"people": good, "day": Answer(None, NOON)})))
    for bad in (
        {},
        None,
        7,
        {"value": {"date": "soon"}, "at": stamp(NOON)},
        {"value": 1, "at": "today"},
        {"value": 1.5},
    ):
        body["answers"]["day"] = bad
        assert conversation_from_text("c", 1, 1, json.dumps(body)).answers == {"people": good}


def test_a_button_that_cannot_be_read_keeps_its_place() -> None:
    """Others are found by their place, so an unreadable button stays and leads to the menu."""
    shown = (Button("하나", Go("a")), Button("둘", Give("b", date(2026, 1, 2))), Button("셋", Do("help")))
    stored = buttons_to_json(shown)
    assert isinstance(stored, list)
    stored[0], stored[1] = "?", {"label": "둘", "does": {"do": "fly"}}
    assert buttons_from_json(stored) == (Button("", ELSEWHERE), Button("둘", ELSEWHERE), shown[2])


def test_a_button_stored_before_answers_could_ask_for_a_person_is_read() -> None:
    """It shows the answer, and nothing more."""
    old = [{"label": "보기", "does": {"show": "notice_days"}, "also": [], "on": False}]
    assert buttons_from_json(old) == (Button("보기", Show("notice_days")),)
