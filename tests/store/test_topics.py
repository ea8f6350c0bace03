"""Topics in the store: which case lives where, kept for good, and what is to be sent when one is gone."""

import pytest

from bot.core.case import Claim, Close
from bot.core.event import Act
from bot.core.reply import Message
from bot.service.ports import Card, CardFirst, Delivered, Sending, Topic
from bot.store.engine import Engine
from bot.store.store import SqlStore
from tests.store.steps import opened, opened_case, said, turn
from tests.support.fakes import NOON

DESK = "test:group"


@pytest.fixture
async def store(engine: Engine) -> SqlStore:
    """An empty store with a consultants' group."""
    return SqlStore(engine, lambda text: text, DESK)


async def head(store: SqlStore) -> Sending:
    """What goes to the group next."""
    [sending] = await store.to_send(NOON)
    return sending


async def test_a_case_has_one_topic_that_lives(store: SqlStore) -> None:
    """The first that was kept; once it is lost another may be, and both still mean the case."""
    case = await opened_case(store, await opened(store))
    assert await store.keep_topic(DESK, case.number, Topic(7, "waiting:"), NOON) == 7
    assert await store.keep_topic(DESK, case.number, Topic(8, "waiting:"), NOON) == 7
    sending = await head(store)
    assert sending.topic == Topic(7, "waiting:")
    await store.sent(sending, CardFirst(), NOON)
    assert await store.keep_topic(DESK, case.number, Topic(9, "waiting:"), NOON) == 9
    assert [await store.case_in(DESK, thread) for thread in (7, 8, 9)] == [case, None, case]


async def test_words_wait_behind_the_card_of_a_topic_that_is_lost(store: SqlStore) -> None:
    """What was delivered before the loss is no place for the new card, and the words are the same after it."""
    conversation = await opened(store)
    case = await opened_case(store, conversation)
    await store.keep_topic(DESK, case.number, Topic(7), NOON)
    await store.sent(await head(store), Delivered(("m1",), 7), NOON)
    claim = Act("a", conversation, case.number, "한소라", "claim", "")
    await turn(store, claim, moves=(Claim(case.number, "한소라"),))
    drawn = await head(store)
    assert drawn.instead == ("m1",)
    await store.sent(drawn, Delivered(("m1",), 7), NOON)
    await turn(store, said(conversation, "1", "정관이 어려워요"), said="정관이 어려워요")
    words = await head(store)
    assert isinstance(words.what, Message) and words.topic == Topic(7)
    await store.sent(words, CardFirst(), NOON)
    card = await head(store)
    assert isinstance(card.what, Card) and (card.instead, card.topic) == ((), None)
    await store.sent(card, Delivered(("m2",), 9), NOON)
    again = await head(store)
    assert (again.id, again.what, again.again) == (words.id, words.what, False)


async def test_a_card_is_drawn_anew_on_demand(store: SqlStore) -> None:
    """In its place; one that has no topic any more in none."""
    case = await opened_case(store, await opened(store))
    await store.keep_topic(DESK, case.number, Topic(7), NOON)
    await store.sent(await head(store), Delivered(("m1",), 7), NOON)
    await store.redraw(DESK, case, NOON)
    drawn = await head(store)
    assert (drawn.instead, drawn.what) == (("m1",), Card(case))
    await store.sent(drawn, CardFirst(), NOON)
    again = await head(store)
    assert (again.id, again.instead, again.topic) == (drawn.id, (), None)


async def test_how_a_topic_is_shown_is_kept(store: SqlStore) -> None:
    """Its state and whether it is closed are part of what is sent there."""
    case = await opened_case(store, await opened(store))
    await store.keep_topic(DESK, case.number, Topic(7), NOON)
    await store.show_topic(DESK, Topic(7, "claimed:한소라"))
    await store.shut_topic(DESK, 7, closed=True)
    sending = await head(store)
    assert (sending.topic, sending.live) == (Topic(7, "claimed:한소라", closed=True), True)


async def test_cases_are_listed_with_their_topics(store: SqlStore) -> None:
    """Open ones, and closed ones whose topic is open; of another group nothing is known."""
    kim, lee, han = [await opened(store, name) for name in ("kim", "lee", "han")]
    housed, homeless = await opened_case(store, kim, "1"), await opened_case(store, lee, "2")
    ended = await opened_case(store, han, "3")
    for case, thread in ((housed, 7), (ended, 9)):
        await store.keep_topic(DESK, case.number, Topic(thread), NOON)
    close = Act("c", ended.conversation, ended.number, "한소라", "close", "")
    await turn(store, close, moves=(Close(ended.number, "한소라"),))
    listed = {it.case.number: it.topic for it in await store.housed(DESK)}
    assert listed == {housed.number: Topic(7), homeless.number: None, ended.number: Topic(9)}
    await store.shut_topic(DESK, 9, closed=True)
    assert [it.topic for it in await store.housed(DESK)] == [Topic(7), None]
    assert [it.topic for it in await store.housed("test:other")] == [None, None]


async def test_what_a_group_is_is_kept(store: SqlStore) -> None:
    """The latest word holds."""
    assert await store.forum(DESK) is None
    await store.keep_forum(DESK, "barred", NOON)
    await store.keep_forum(DESK, "open", NOON)
    assert await store.forum(DESK) == "open"
