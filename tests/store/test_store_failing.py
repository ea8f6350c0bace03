"""Timers, and turns that failed."""

from dataclasses import replace
from datetime import timedelta

from bot.core.case import Tell
from bot.core.conversation import Wake
from bot.core.event import Act, Edited, Tapped
from bot.core.reply import Reply
from bot.service.ports import Repeated
from bot.store.store import SqlStore
from tests.store.steps import BUTTONS, SORRY, opened, opened_case, said, seen, turn
from tests.support.fakes import NOON

# Timers


async def test_timers_are_the_whole_set_of_a_turn(store: SqlStore) -> None:
    """Each turn says all of them: what it does not name is gone, what it names again is moved."""
    conversation = await opened(store)
    soon, later = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
    await turn(store, said(conversation, "1"), wakes=(Wake("a", soon), Wake("b", later)))
    assert await store.next_wake() == soon
    assert await store.due(NOON) == []
    assert [(woke.name, woke.at) for woke in await store.due(later)] == [("a", soon), ("b", later)]
    await turn(store, said(conversation, "2"), wakes=(Wake("b", soon),))
    assert [(woke.name, woke.at) for woke in await store.due(later)] == [("b", soon)]


async def test_a_timer_that_was_heard_is_not_heard_again(store: SqlStore) -> None:
    """A turn that names the same timer again does not set it a second time."""
    conversation = await opened(store)
    wake = Wake("a", NOON)
    await turn(store, said(conversation, "1"), wakes=(wake,))
    (woke,) = await store.due(NOON)
    await turn(store, woke, wakes=(wake,))
    assert await store.due(NOON) == []
    assert isinstance(await store.load(woke, NOON), Repeated)


async def test_a_failed_timer_comes_back_after_growing_pauses(store: SqlStore) -> None:
    """Each failure makes the pause longer, and the same event comes again until it is carried through."""
    conversation = await opened(store)
    await turn(store, said(conversation, "1"), wakes=(Wake("a", NOON),))
    now, pauses, woke = NOON, [], (await store.due(NOON))[0]
    for _ in range(12):
        assert [woke] == await store.due(now)
        saved = await store.failed(woke, now, Reply("timer", to="desk"), "ValueError")
        assert (saved.number, saved.messages, saved.told) == (None, (), ("timer",))
        assert await store.due(now) == []
        at = await store.next_wake()
        assert at is not None
        pauses.append(at - now)
        now = at
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert pauses == sorted(pauses) and pauses[-1] == timedelta(hours=6)
    await turn(store, said(conversation, "2"), wakes=(Wake("a", NOON),))
    assert await store.next_wake() == now, "a turn that names it again leaves its pause as it is"
    heard = await turn(store, woke, replies=(Reply("heard", to="desk"),))
    assert await store.next_wake() is None
    assert await store.load(woke, now) == Repeated(heard), "what was told of its failures is not what it left behind"


# Turns that failed


async def test_a_failed_message_is_stored_masked_with_its_reply(store: SqlStore) -> None:
    """The words are kept masked, the reply has the next number, the desk is told, and the event is known."""
    conversation = await opened(store)
    await turn(store, said(conversation, "1"), said="안녕", replies=(Reply("네"),))
    event = said(conversation, "2", "비밀 이야기")
    saved = await store.failed(event, NOON, replace(SORRY, buttons=BUTTONS), "ValueError", (Reply("고장", to="desk"),))
    assert (saved.number, [m.number for m in saved.messages], saved.told) == (3, [4], ("고장",))
    stored = await store.messages(conversation, after=2)
    assert [(m.sender, m.text, m.buttons) for m in stored] == [
        ("citizen", "●● 이야기", ()),
        ("notice", "sorry", BUTTONS),
    ]
    assert await store.load(event, NOON) == Repeated(saved)
    assert await store.failed(event, NOON, SORRY, "ValueError") == saved
    assert len(await store.messages(conversation)) == 4
    assert (await seen(store, said(conversation, "3"))).conversation.version == 2


async def test_a_failed_edit_takes_the_place_of_what_it_changes(store: SqlStore) -> None:
    """The new words are stored as an edit of the first message, and an edit after it finds them."""
    conversation = await opened(store)
    await turn(store, said(conversation, "1", message="tg-7"), said="유성구")
    await store.failed(Edited("2", conversation, "tg-7", "대덕구"), NOON, SORRY, "ValueError")
    await store.failed(Edited("3", conversation, "tg-7", "동구"), NOON, SORRY, "ValueError")
    stored = await store.messages(conversation)
    assert [(m.number, m.edits, m.text) for m in stored if m.sender == "citizen"] == [
        (1, None, "유성구"),
        (2, 1, "대덕구"),
        (4, 1, "동구"),
    ]


async def test_a_failed_tap_is_stored_as_its_label(store: SqlStore) -> None:
    """What was tapped is kept; a tap on nothing has no words."""
    conversation = await opened(store)
    await turn(store, said(conversation, "1"), said="안녕", replies=(Reply("고르세요", BUTTONS),))
    assert (await store.failed(Tapped("2", conversation, 2, 1), NOON, SORRY, "ValueError")).number == 3
    assert (await store.messages(conversation))[2].text == "둘"
    assert (await store.failed(Tapped("3", conversation, 2, 7), NOON, SORRY, "ValueError")).number is None


async def test_a_failed_act_keeps_the_words_as_a_draft(store: SqlStore) -> None:
    """The consultant finds the words again, and they are gone once they went through."""
    conversation = await opened(store)
    case = await opened_case(store, conversation)
    act = Act("a", conversation, case.number, "한소라", "answer", "길게 쓴 답")
    saved = await store.failed(act, NOON, Reply("failed", to="한소라"), "ValueError")
    assert (saved.number, saved.messages, saved.told, saved.draft) == (None, (), ("failed",), "길게 쓴 답")
    file, another = await store.case(case.number, "한소라"), await store.case(case.number, "김다온")
    assert file is not None and file.draft.answer == "길게 쓴 답"
    assert another is not None and another.draft.answer == ""
    await turn(store, replace(act, id="refused"), toast="no")
    file = await store.case(case.number, "한소라")
    assert file is not None and file.draft.answer == "길게 쓴 답", "a refused act has not sent the words"
    retried = replace(act, id="b")
    await turn(store, retried, moves=(Tell(case.number, "한소라", act.text),))
    file = await store.case(case.number, "한소라")
    assert file is not None and file.draft.answer == ""


async def test_masking_that_fails_hides_every_number(store: SqlStore) -> None:
    """When masking itself is what failed, the words are kept without any digit or Latin letter."""

    def broken(text: str) -> str:
        raise ValueError

    store._mask = broken
    conversation = await opened(store)
    await store.failed(said(conversation, "1", "제 번호는 010-1234-5678 kim"), NOON, SORRY, "ValueError")
    assert (await store.messages(conversation))[0].text == "제 번호는 ···-····-···· ···"
