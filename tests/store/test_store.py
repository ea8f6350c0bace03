"""The store behind its port: numbers, what an event is about, exactly once, damaged bodies, versions."""

from dataclasses import replace

import pytest

from bot.core.answers import Answer
from bot.core.case import Open
from bot.core.conversation import Conversation, Decision, Wake
from bot.core.event import Edited, Tapped
from bot.core.reply import Reply
from bot.service.ports import Repeated, Saved, Stale
from bot.store.engine import Write
from bot.store.store import SqlStore
from tests.store.steps import BUTTONS, SORRY, case_of, opened, said, seen, turn
from tests.support.fakes import NOON

# Numbers and messages


async def test_a_new_address_has_a_conversation_of_its_own(store: SqlStore) -> None:
    """The same address always gives the same conversation, another address another one, without a message."""
    first, again, other = await opened(store), await opened(store), await opened(store, "lee")
    assert first == again != other
    assert await store.conversation_at("test:kim") == first
    assert await store.conversation_at("test:nobody") is None
    assert await store.messages(first) == ()


async def test_numbers_run_through_what_the_citizen_sees(store: SqlStore) -> None:
    """The citizen's words and replies take the next numbers; what the desk is told takes none."""
    conversation = await opened(store)
    replies = (Reply("하나", BUTTONS, asks="people"), Reply("새 상담", to="desk"), Reply("둘"))
    saved = await turn(store, said(conversation, "1"), said="안녕하세요", replies=replies)
    assert (saved.number, [message.number for message in saved.messages], saved.told) == (1, [2, 3], ("새 상담",))
    await turn(store, said(conversation, "2"), replies=(Reply("바뀐 하나", instead=2),))
    stored = await store.messages(conversation)
    assert [(message.number, message.sender, message.edits) for message in stored] == [
        (1, "citizen", None),
        (2, "bot", None),
        (3, "bot", None),
        (4, "bot", 2),
    ]
    assert (stored[1].buttons, stored[1].asks, stored[1].at) == (BUTTONS, "people", NOON)
    assert await store.messages(conversation, after=3) == stored[3:]


async def test_every_event_bumps_the_version(store: SqlStore) -> None:
    """Also one that writes nothing else: whoever had loaded before it must load again."""
    conversation = await opened(store)
    for version in range(3):
        event = Tapped(f"tap-{version}", conversation, 1, 0)
        assert (await seen(store, event)).conversation.version == version
        await turn(store, event)


async def test_what_a_conversation_remembers_is_loaded_again(store: SqlStore) -> None:
    """The body survives; version and last are the store's own."""
    conversation = await opened(store)
    event = said(conversation, "1")
    situation = await seen(store, event)
    changed = replace(situation.conversation, flows=("a",), answers={"people": Answer(5, NOON, 1)}, version=99, last=99)
    await store.save(situation, event, Decision(changed, said="5명"))
    loaded = (await seen(store, said(conversation, "2"))).conversation
    assert loaded == replace(changed, version=1, last=1)


async def test_an_unknown_conversation_is_an_error(store: SqlStore) -> None:
    """Events come from addresses; a conversation that was never opened is nobody's."""
    with pytest.raises(LookupError):
        await store.load(said("nobody", "1"), NOON)
    with pytest.raises(LookupError):
        await store.failed(said("nobody", "1"), NOON, SORRY, "ValueError")


# What an event is about


async def test_a_tap_is_about_its_message(store: SqlStore) -> None:
    """The message of that number in this conversation, with its buttons; none for a number that is not there."""
    conversation, other = await opened(store), await opened(store, "lee")
    await turn(store, said(conversation, "1"), said="안녕", replies=(Reply("고르세요", BUTTONS),))
    about = (await seen(store, Tapped("2", conversation, 2, 0))).about
    assert about is not None and about.buttons == BUTTONS
    assert (await seen(store, Tapped("3", conversation, 9, 0))).about is None
    assert (await seen(store, Tapped("4", other, 2, 0))).about is None


async def test_an_edit_is_about_the_latest_wording(store: SqlStore) -> None:
    """A second edit finds the first one, which names the message that both are about."""
    conversation = await opened(store)
    await turn(store, said(conversation, "1", message="tg-77"), said="유성구", replies=(Reply("네"),))
    first = Edited("2", conversation, "tg-77", "대덕구")
    about = (await seen(store, first)).about
    assert about is not None and (about.number, about.edits, about.text) == (1, None, "유성구")
    await turn(store, first, said="대덕구", edits=1)
    about = (await seen(store, Edited("3", conversation, "tg-77", "동구"))).about
    assert about is not None and (about.number, about.edits, about.text) == (3, 1, "대덕구")
    assert (await seen(store, Edited("4", conversation, "tg-78", "동구"))).about is None


async def test_an_edit_is_about_a_message_of_its_own_conversation(store: SqlStore) -> None:
    """Channels name messages chat by chat: the same name in another conversation is another message."""
    conversation, other = await opened(store), await opened(store, "lee")
    await turn(store, said(conversation, "1", message="tg-7"), said="유성구")
    await turn(store, said(other, "2"), said="안녕", replies=(Reply("네"),))
    await turn(store, said(other, "3", message="tg-7"), said="대덕구")
    about = (await seen(store, Edited("4", conversation, "tg-7", "동구"))).about
    assert about is not None and about.text == "유성구"


# Exactly once


async def test_an_event_that_comes_again_gives_what_was_stored(store: SqlStore) -> None:
    """Nothing is written a second time, and the answer is the first one."""
    conversation = await opened(store)
    event = said(conversation, "1")
    first = await turn(store, event, said="안녕", replies=(Reply("하나", BUTTONS), Reply("둘", to="desk")))
    again = await store.load(event, NOON)
    assert again == Repeated(first)
    assert await store.load(replace(event, text="다른 말"), NOON) == Repeated(first, same=False)
    assert len(await store.messages(conversation)) == 2


async def test_a_repeat_that_raced_is_found_at_the_save(store: SqlStore) -> None:
    """Two instances that loaded the same event: the second save gives what the first one stored."""
    conversation = await opened(store)
    event = said(conversation, "1")
    one, two = await seen(store, event), await seen(store, event)
    first = await store.save(one, event, Decision(one.conversation, said="안녕"))
    second = await store.save(two, event, Decision(two.conversation, said="안녕"))
    assert second == Repeated(first)  # type: ignore[arg-type]  # a Saved, as the next line shows
    assert isinstance(first, Saved) and len(await store.messages(conversation)) == 1


async def test_a_stale_save_writes_nothing(store: SqlStore) -> None:
    """An event that came between makes the save stale, and neither message nor case nor timer is there."""
    conversation = await opened(store)
    event = said(conversation, "1")
    situation = await seen(store, event)
    await turn(store, Tapped("between", conversation, 1, 0))
    decision = Decision(
        situation.conversation,
        said="안녕",
        moves=(Open(case_of(situation)),),
        wakes=(Wake("quiet", NOON),),
    )
    assert await store.save(situation, event, decision) == Stale()
    assert await store.messages(conversation) == ()
    assert await store.cases() == ()
    assert await store.next_wake() is None


# Bodies that cannot be read


async def test_a_damaged_body_does_not_stop_a_chat(store: SqlStore) -> None:
    """A conversation whose body is no JSON any more is one without answers, and goes on counting."""
    conversation = await opened(store)
    await turn(store, said(conversation, "1"), said="안녕")
    await store._engine.run([Write("update conversations set body = '{{'", {})])
    assert (await seen(store, said(conversation, "2"))).conversation == Conversation(conversation, 1, 1)
