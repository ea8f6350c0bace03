"""The outbox: what is pushed, in which order, and what becomes of it when the channel does not take it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from bot.core.event import Verb
from bot.core.reply import Message
from bot.core.texts import Key
from bot.service.ports import Card, Delivered, Moved, Outcome, Sending, Told, Wait
from tests.support.fakes import TroubledStore
from tests.support.person import Person, Service, running

DESK = "test:group"


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    """The service with a consultants' group."""
    async with running(tmp_path, desk=DESK) as service:
        yield service


async def handed_over(service: Service) -> Person:
    """A person whose replies are pushed, waiting for a consultant; everything so far is sent."""
    person = await service.person(push=True)
    await (await person.says("만들래요")).says("상담사")
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    await service.delivery.settle()
    return person


def texts(sendings: list[Sending]) -> list[str]:
    return [sending.what.text for sending in sendings if isinstance(sending.what, Message)]


async def test_what_the_bot_says_is_pushed_in_order_once(service: Service) -> None:
    """Every reply reaches the address by its number, and nothing is sent a second time."""
    person = await service.person(push=True)
    await (await person.says("만들래요")).says("빵")
    await service.delivery.settle()
    await service.delivery.settle()
    said = [message.text for message in await person.all() if message.sender != "citizen"]
    assert texts(service.sender.to("test:kim")) == said


async def test_a_browser_is_pushed_nothing(service: Service) -> None:
    """An address that reads by number has no outbox."""
    await (await service.person()).says("만들래요")
    await service.delivery.settle()
    assert service.sender.given == []


async def test_a_case_is_a_card_and_a_claim_draws_it_again(service: Service) -> None:
    """The group sees one card a case; what changes it takes its place."""
    await handed_over(service)
    first, *_ = service.sender.to(DESK)
    assert isinstance(first.what, Card) and first.instead == ()
    await service.consultant().acts("claim")
    await service.delivery.settle()
    again = [sending for sending in service.sender.to(DESK) if isinstance(sending.what, Card)][-1]
    assert (again.instead, again.what.case.owner) == (("m" + str(service.sender.given.index(first) + 1),), "한소라")
    found = await service.store.case_at(DESK, again.instead[0])
    assert found is not None and found.number == again.case


async def test_cards_that_wait_are_one_card(service: Service) -> None:
    """B4 33: a group is a pipe of twenty a minute, so that of a case only its newest state is sent."""
    await handed_over(service)
    cards = len(service.sender.to(DESK))
    verbs: tuple[Verb, ...] = ("claim", "return", "claim")
    for verb in verbs:
        await service.consultant().acts(verb)
    service.sender.answers[DESK] = [Wait(30, "RetryAfter", counts=False)]
    await service.delivery.settle()
    await service.consultant().acts("close")
    service.clock.pass_(seconds=31)
    await service.delivery.settle()
    waited, *sent = [sending for sending in service.sender.to(DESK)[cards:] if isinstance(sending.what, Card)]
    assert isinstance(waited.what, Card) and waited.what.case.state == "claimed"
    assert [it.what.case.state for it in sent if isinstance(it.what, Card)] == ["closed"]
    assert await service.store.next_send(service.clock.now()) is None


async def test_a_card_that_comes_while_one_is_sent_is_sent_too(service: Service) -> None:
    """What changed after a card was drawn is not lost with the cards it covers."""
    await handed_over(service)
    await service.consultant().acts("claim")
    [head] = [it for it in await service.store.to_send(service.clock.now()) if it.address == DESK]
    await service.consultant().acts("return")
    await service.store.sent(head, Delivered(("m1",)), service.clock.now())
    await service.delivery.settle()
    last = [it.what for it in service.sender.to(DESK) if isinstance(it.what, Card)][-1]
    assert last.case.state == "returned"


async def test_the_citizens_words_reach_the_group_only_while_a_consultant_has_them(service: Service) -> None:
    """Below the card, and a note is never among what is sent."""
    person = await handed_over(service)
    await person.says("빵")
    consultant = service.consultant()
    await consultant.acts("claim")
    await person.says("정관이 어려워요")
    await consultant.acts("note", "비밀 메모")
    await service.delivery.settle()
    words = [sending for sending in service.sender.to(DESK) if isinstance(sending.what, Message)]
    assert texts(words) == ["정관이 어려워요"]
    assert words[0].card is not None
    assert "비밀 메모" not in repr(service.sender.given)


async def test_a_file_reaches_the_group_with_its_reference(service: Service) -> None:
    """A document sent to a consultant goes to the group as what it is."""
    person = await handed_over(service)
    await service.consultant().acts("claim")
    await person.sends("정관.hwp", "이거예요")
    await service.delivery.settle()
    sent = service.sender.to(DESK)[-1]
    assert sent.file is not None and (sent.file.name, sent.file.ref) == ("정관.hwp", "ref-document")


async def test_a_file_out_of_the_blue_asks_for_the_hand_over(service: Service) -> None:
    """Only a person can read it; with a case that waits it is kept there."""
    person = await service.person()
    assert (await person.sends("정관.hwp")).sees(Key.FILE_NEEDS_PERSON)
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    assert (await person.sends("정관.hwp")).sees(Key.FILE_KEPT)


async def test_an_address_that_waits_holds_no_other(service: Service) -> None:
    """A long wait in one chat, and the others go on; what waits keeps its order."""
    kim, lee = await service.person("kim", push=True), await service.person("lee", push=True)
    service.sender.answers["test:kim"] = [Wait(2282, "RetryAfter")]
    await (await kim.says("만들래요")).says("빵")
    await lee.says("만들래요")
    await service.delivery.settle()
    assert (len(service.sender.to("test:kim")), len(service.sender.to("test:lee"))) == (1, 1)
    service.clock.pass_(seconds=2283)
    await service.delivery.settle()
    first, *rest = service.sender.to("test:kim")
    assert (rest[0].id, len(rest)) == (first.id, 2)
    assert [sending.again for sending in rest] == [False, False]


async def test_what_ended_in_the_middle_is_sent_again_and_says_so(tmp_path: Path) -> None:
    """A crash between sending and keeping that it was sent: a marked repeat, never a loss."""
    async with running(tmp_path, desk=DESK) as service:
        await (await service.person(push=True)).says("만들래요")
        [head] = await service.store.to_send(service.clock.now())
        assert await service.store.trying(head, service.clock.now())
    async with running(tmp_path, desk=DESK) as service:
        await service.delivery.settle()
        assert [sending.again for sending in service.sender.given] == [True]


class Read(TroubledStore):
    """A store that answers with what was read some time ago, once, when it is given it."""

    old: Sequence[Sending] = ()

    async def to_send(self, now: datetime) -> Sequence[Sending]:
        old, self.old = self.old, ()
        return old or await super().to_send(now)


@pytest.mark.parametrize("outcome", [Delivered(("m1",)), Wait(2282, "RetryAfter", counts=False), Moved("test:other")])
async def test_what_was_read_before_it_was_sent_is_not_sent_again(tmp_path: Path, outcome: Outcome) -> None:
    """The outbox is read while a send ends: what was sent, put off or moved meanwhile is left as it is."""
    async with running(tmp_path, wrap=lambda store: Read(store, lambda *_: None)) as service:
        assert isinstance(service.store, Read)
        await (await service.person(push=True)).says("만들래요")
        read = await service.store.to_send(service.clock.now())
        service.sender.answers["test:kim"] = [outcome]
        await service.delivery.settle()
        service.store.old = read
        await service.delivery.settle()
        assert [sending.address for sending in service.sender.given].count("test:kim") == 1


async def test_a_sender_that_breaks_loses_nothing(service: Service) -> None:
    """An error nobody named is a wait, and may have arrived."""
    service.sender.answers["test:kim"] = [ValueError("secret words")]
    await (await service.person(push=True)).says("만들래요")
    await service.delivery.settle()
    service.clock.pass_(minutes=11)
    await service.delivery.settle()
    assert [sending.again for sending in service.sender.given] == [False, True]


async def test_a_turn_that_fails_is_pushed_too(tmp_path: Path) -> None:
    """The sentence of a failed turn reaches the citizen, and the desk hears the kind of error."""

    def breaks(*_: object) -> None:
        raise ValueError("secret words")

    async with running(tmp_path, desk=DESK, decide=breaks) as service:  # type: ignore[arg-type]  # it decides nothing
        await (await service.person(push=True)).says("만들래요")
        await service.delivery.settle()
        assert texts(service.sender.to("test:kim")) == [Key.TURN_FAILED.value]
        assert isinstance(service.sender.to(DESK)[0].what, Told)


async def test_the_loop_sends_as_soon_as_something_is_said(service: Service) -> None:
    """Nobody has to ask it: the news of a turn wakes it."""
    running_ = asyncio.create_task(service.delivery.run())
    try:
        await (await service.person(push=True)).says("만들래요")
        async with asyncio.timeout(10):
            await service.sender.first.wait()
    finally:
        running_.cancel()
        await asyncio.gather(running_, return_exceptions=True)


async def test_a_cursor_only_moves_on(service: Service) -> None:
    """A place kept late by an older loop takes nothing back."""
    assert await service.store.cursor("telegram:1") is None
    for place in (5, 9, 7):
        await service.store.keep_cursor("telegram:1", place)
    assert await service.store.cursor("telegram:1") == 9
