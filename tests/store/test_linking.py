"""Two conversations become one: all of it or nothing, on each engine, and what was on its way still arrives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from bot.core.case import Claim, Repack
from bot.core.conversation import Conversation, Decision, Situation, Wake
from bot.core.event import Act, Said, Tapped, Woke
from bot.core.joining import merged
from bot.core.linking import (
    CODE_WORKS,
    HIDDEN,
    MOST_TRIES,
    MOST_TRIES_OF_CASE,
    Cut,
    Forget,
    Given,
    Join,
    Offer,
    Shown,
    Wrong,
)
from bot.core.reply import Reply
from bot.service.ports import Card, Delivered, Repeated, Saved, Stale
from bot.store.engine import Engine, Write
from bot.store.store import SqlStore
from tests.store.steps import SORRY, opened_case, said, seen, turn
from tests.store.test_privacy import everything
from tests.support.fakes import NOON

CODE = "ACDE3467"
UNTIL = NOON + CODE_WORKS
FROM, TO = "test:phone", "test:laptop"


async def offered(store: SqlStore, address: str = TO) -> str:
    """A conversation whose second message shows the code."""
    conversation = await store.open_address(address, NOON)
    shown = Shown(2, UNTIL)
    having = replace(Conversation(conversation), code=shown)
    event = said(conversation, "code please")
    at = await seen(store, event)
    decision = Decision(having, said="코드", replies=(Reply(CODE),), links=(Offer(CODE, shown),))
    assert isinstance(await store.save(at, event, decision), Saved)
    return conversation


async def given(store: SqlStore, id: str = "give", case: str = "") -> tuple[Said, Situation]:
    """Somebody at the phone gives the code; what is seen then."""
    conversation = await store.conversation_at(FROM) or await store.open_address(FROM, NOON, push=True)
    event = Said(id, conversation, f"m-{id}", f"{case} {CODE}", address=FROM)
    return event, await seen(store, event)


def joining(at: Situation, **more: object) -> Decision:
    assert at.other is not None
    conversation = replace(merged(at.other.conversation, at.conversation, {}), push=FROM)
    replies = (Reply("이었어요", everywhere=True),)
    links = (Join(CODE), Forget(2, "지난 코드"))
    return Decision(conversation, said="(코드)", replies=replies, links=links, **more)  # type: ignore[arg-type]


async def joined(store: SqlStore) -> tuple[str, str]:
    """Both conversations after the link: the one that goes on, and the one that was joined to it."""
    into = await offered(store)
    event, at = await given(store)
    saved = await store.save(at, event, joining(at))
    assert isinstance(saved, Saved) and saved.conversation == into
    return into, at.conversation.id


async def test_a_code_leads_to_its_conversation_while_it_works(store: SqlStore) -> None:
    """And to nothing a moment later."""
    into = await offered(store)
    event, at = await given(store)
    assert at.other is not None and at.other.conversation.id == into
    late = await store.load(event, UNTIL + timedelta(seconds=1))
    assert isinstance(late, Situation) and late.other is None


async def test_of_a_code_only_its_digest_is_kept(store: SqlStore, engine: Engine) -> None:
    """Beside the message that shows it, which forgets it when it is used."""
    await joined(store)
    for table in ("link_codes", "messages", "conversations", "events", "told", "outbox"):
        assert CODE not in repr(await engine.rows(f"select * from {table}", {}))


async def test_everything_comes_along(store: SqlStore, engine: Engine) -> None:
    """The address, the case with its timer and what a consultant was writing; numbers go on where the code was."""
    into = await offered(store)
    phone = await store.open_address(FROM, NOON, push=True)
    case = await opened_case(store, phone)
    await turn(store, said(phone, "timer"), wakes=(Wake(f"promise:{case.number}", NOON),))
    await store.failed(Act("draft", phone, case.number, "한소라", "answer", "쓰던 글"), NOON, SORRY, "KeyError")
    event, at = await given(store)
    wakes = (Wake(f"promise:{case.number}", NOON),)
    saved = await store.save(at, event, joining(at, wakes=wakes))
    assert isinstance(saved, Saved) and (saved.number, saved.messages[0].number) == (3, 4)
    assert await store.conversation_at(FROM) == into
    assert saved.case is not None and (saved.case.number, saved.case.conversation) == (case.number, into)
    assert [woke.conversation for woke in await store.due(NOON)] == [into]
    file = await store.case(case.number, "한소라")
    assert file is not None and file.draft.answer == "쓰던 글"
    assert [it.text for it in file.messages] == ["코드", "지난 코드", "(코드)", "이었어요"]
    assert "상담사요" in [it.text for it in file.earlier]
    assert not {it.number for it in file.earlier} & {it.number for it in file.messages}
    [row] = await engine.rows("select linked from addresses where address = :a", {"a": FROM})
    assert row[0] is not None


@pytest.mark.parametrize("which", [FROM, TO])
async def test_both_must_be_as_they_were_seen(store: SqlStore, which: str) -> None:
    """A word in either of them between seeing and saving: nothing is written, and the code still works."""
    into = await offered(store)
    event, at = await given(store)
    between = await store.conversation_at(which)
    assert between is not None
    await turn(store, said(between, "between"), said="하나 더")
    assert isinstance(await store.save(at, event, joining(at)), Stale)
    assert await store.conversation_at(FROM) == at.conversation.id
    assert [it.text for it in await store.messages(into)][1] == CODE
    event, again = await given(store)
    assert isinstance(await store.save(again, event, joining(again)), Saved)


class Stopping:
    """An engine in which a list of writes comes to nothing at one place, as it does where power is lost there."""

    def __init__(self, engine: Engine, place: int) -> None:
        self.engine = engine
        self.place = place
        self.reached = False

    async def run(self, writes: Sequence[Write]) -> bool:
        self.reached = self.place < len(writes)
        stop = Write("update conversations set version = version where id = 'nobody'", {}, rows=1)
        return await self.engine.run([*writes[: self.place], stop, *writes[self.place :]] if self.reached else writes)

    def __getattr__(self, name: str) -> object:
        return getattr(self.engine, name)


async def test_wherever_it_stops_nothing_was_written(store: SqlStore, engine: Engine) -> None:
    """Every statement of a link is in one transaction: at each place in turn it stops, and all tables are as before."""
    await offered(store)
    await opened_case(store, await store.open_address(FROM, NOON, push=True))
    before, place = await everything(engine), 0
    while True:
        stopping = Stopping(engine, place)
        event, at = await given(store)
        saved = await SqlStore(cast(Engine, stopping), str).save(at, event, joining(at))
        if not stopping.reached:
            break
        assert isinstance(saved, Stale)
        assert await everything(engine) == before
        place += 1
    assert isinstance(saved, Saved) and place > 15


async def test_of_two_who_give_one_code_at_once_one_is_linked(store: SqlStore) -> None:
    """Both have seen it; the second writes nothing."""
    await offered(store)
    event, at = await given(store)
    other = await store.open_address("test:tablet", NOON)
    late = Said("late", other, "m-late", CODE)
    seen_late = await seen(store, late)
    assert isinstance(await store.save(at, event, joining(at)), Saved)
    assert isinstance(await store.save(seen_late, late, joining(seen_late)), Stale)
    assert (await seen(store, late)).other is None
    assert await store.conversation_at("test:tablet") == other


async def test_what_was_on_its_way_to_the_other_arrives_here(store: SqlStore) -> None:
    """Words, a consultant's act, a timer that came due and a turn that fails; a tap there finds no button."""
    into, gone = await joined(store)
    for event in (
        said(gone, "late words"),
        Act("late act", gone, "26-0001", "한소라", "claim"),
        Woke("late wake", gone, "promise:26-0001", NOON),
        Tapped("late tap", gone, 2, 0),
    ):
        at = await seen(store, event)
        assert (at.conversation.id, at.about) == (into, None)
        assert isinstance(await store.save(at, event, Decision(at.conversation, said=None)), Saved)
    await store.failed(said(gone, "fails", "글"), NOON, SORRY, "KeyError")
    await store.failed(said(gone, "fails too", f"26-0137 {CODE}"), NOON, SORRY, "KeyError")
    assert [it.text for it in await store.messages(into)][-4:] == ["글", SORRY.text, HIDDEN, SORRY.text]
    repeated = await store.load(said(gone, "late words"), NOON)
    assert isinstance(repeated, Repeated) and repeated.saved.conversation == into


async def test_a_link_seen_before_a_claim_is_looked_at_again(store: SqlStore) -> None:
    """And a claim that was seen before the link as well: neither is lost."""
    into = await offered(store)
    phone = await store.open_address(FROM, NOON, push=True)
    case = await opened_case(store, phone)
    event, at = await given(store)
    act = Act("claim", phone, case.number, "한소라", "claim")
    before = await seen(store, act)
    claim = Decision(before.conversation, moves=(Claim(case.number, "한소라"),))
    assert isinstance(await store.save(before, act, claim), Saved)
    assert isinstance(await store.save(at, event, joining(at)), Stale)
    event, at = await given(store)
    assert isinstance(await store.save(at, event, joining(at)), Saved)

    late = Act("answer", phone, case.number, "한소라", "answer")
    assert isinstance(await store.save(before, late, claim), Stale)
    [owned] = (await seen(store, late)).cases
    assert (owned.owner, owned.conversation) == ("한소라", into)


async def test_the_card_of_a_case_is_drawn_in_its_place_afterwards(engine: Engine) -> None:
    """It belongs to the case, wherever its person is by now."""
    store = SqlStore(engine, str, "group:1")
    await offered(store)
    case = await opened_case(store, await store.open_address(FROM, NOON, push=True))
    [card] = [it for it in await store.to_send(NOON) if isinstance(it.what, Card)]
    await store.sent(card, Delivered(("m7",)), NOON)
    event, at = await given(store)
    packet = replace(case.packet, linked=True)
    await store.save(at, event, joining(at, moves=(Repack(case.number, packet),)))
    [again] = [it for it in await store.to_send(NOON) if isinstance(it.what, Card)]
    assert again.instead == ("m7",)


async def test_wrong_tries_are_counted_by_place_and_by_case(store: SqlStore) -> None:
    """For an hour; then as if nothing had been."""
    conversation = await store.open_address(FROM, NOON)
    for number in range(3):
        event = Said(f"try{number}", conversation, f"m{number}", f"26-0137 {CODE}", address=FROM)
        wrong = Wrong(Given(CODE, "26-0137"))
        await turn(store, event, said="(코드)", links=(wrong,))
    tries = (await given(store, case="26-0137"))[1].tries
    assert (tries.here, tries.case) == (3, 3) and min(MOST_TRIES, MOST_TRIES_OF_CASE) > 3
    assert (await given(store, case="26-0138"))[1].tries.case == 0
    late = await store.load((await given(store))[0], NOON + timedelta(hours=1))
    assert isinstance(late, Situation) and (late.tries.here, late.tries.case) == (0, 0)


async def test_an_address_that_is_cut_off_begins_anew(store: SqlStore, engine: Engine) -> None:
    """With what it is told; of what waited to be sent there nothing is left. Who was there first cannot be cut off."""
    into, gone = await joined(store)
    assert [it.address for it in await store.to_send(NOON)] == [FROM]
    for address, kept in ((TO, False), (FROM, True)):
        event = said(into, f"cut {address}")
        at = await seen(store, event)
        decision = Decision(replace(at.conversation, push=None), links=(Cut(address, "새로 시작해요"),))
        assert isinstance(await store.save(at, event, decision), Saved) is kept
    fresh = await store.conversation_at(FROM)
    assert fresh not in (None, into, gone)
    [told] = await store.to_send(NOON)
    assert (told.address, told.conversation) == (FROM, fresh)
    assert len(await engine.rows("select id from outbox", {})) == 1
    assert await store.is_pushed(fresh or "") and not await store.is_pushed(into)


async def test_what_was_joined_is_kept_and_erased_together(store: SqlStore, engine: Engine) -> None:
    """It is not a quiet conversation of its own; with the person all of it goes, their tries as well."""
    into, gone = await joined(store)
    assert gone not in await store.quiet_since(NOON + timedelta(days=400))
    at = Said("wrong", into, "m-w", f"26-0137 {CODE}", address=FROM)
    await turn(store, at, said="(코드)", links=(Wrong(Given(CODE, "26-0137")),))
    assert await store.erase_conversation(into, NOON, "asked")
    for table in ("conversations", "addresses", "messages", "events", "link_codes"):
        assert await engine.rows(f"select * from {table}", {}) == []
    assert FROM not in repr(await engine.rows("select * from link_tries", {}))
