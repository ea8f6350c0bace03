"""Turns on a real store: order, rounds, repeats, and turns that fail."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.conversation import Decision, Situation
from bot.core.desk_texts import DeskKey
from bot.core.event import Act, Event, Said
from bot.core.library import Library
from bot.core.reply import Reply, Want
from bot.core.texts import Key
from bot.service.ports import Repeated, Saved, Stale
from bot.service.turn import ROUNDS
from tests.support.fakes import StoreFailure, TroubledStore
from tests.support.person import Service, running

SECRET = "제 번호는 010-1234-5678이에요"


def echo(event: Event, at: Situation, library: Library) -> Decision:
    """Says back what was said."""
    text = event.text if isinstance(event, Said) else "?"
    return Decision(at.conversation, said=text, replies=(Reply(f"{text}!"),))


def breaks(event: Event, at: Situation, library: Library) -> Decision:
    """Cannot decide anything, and says so with the person's words."""
    raise ValueError(getattr(event, "text", ""))


def times(call: str, number: int, trouble: Exception | Stale) -> Callable[[str, Event], Exception | Stale | None]:
    """That trouble at the first so many calls of that name."""
    left = [number]

    def troubles(name: str, event: Event) -> Exception | Stale | None:
        if name != call or not left[0]:
            return None
        left[0] -= 1
        return trouble

    return troubles


async def test_a_person_is_handed_over_and_comes_back(service: Service) -> None:
    """From a wish to the consultant's words, and back to the step that was left."""
    person, consultant = await service.person(), service.consultant()
    await (await person.says("만들래요")).says("상담사")
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    assert person.saved.case is not None and person.saved.case.state == "waiting"
    saved = await consultant.acts("answer", "제가 볼게요")
    assert [message.sender for message in saved.messages] == ["notice", "consultant"]
    saved = await consultant.acts("return")
    assert saved.case is not None and saved.case.state == "returned"
    assert person.heard != (await person.says("빵")).heard


async def test_one_conversation_keeps_its_order(tmp_path: Path) -> None:
    """Fifty messages that arrive at once are answered one after the other, in the order in which they came."""
    async with running(tmp_path, decide=echo) as service:
        person = await service.person()
        events = [Said(f"e{place}", person.conversation, f"m{place}", f"{place}") for place in range(50)]
        await asyncio.gather(*(service.turns.take(event) for event in events))
        expected = [text for place in range(50) for text in (f"{place}", f"{place}!")]
        assert [message.text for message in await person.all()] == expected


async def test_a_slow_question_holds_nobody_else(tmp_path: Path) -> None:
    """While one text is being understood, another conversation gets its answer."""
    loop = asyncio.get_running_loop()
    answered = asyncio.Event()

    def slow(event: Event, at: Situation, library: Library) -> Decision:
        if isinstance(event, Said) and event.text == "slow":
            asyncio.run_coroutine_threadsafe(answered.wait(), loop).result(10)
        return echo(event, at, library)

    async with running(tmp_path, decide=slow) as service:
        one, two = await service.person(), await service.person("lee")
        waiting = asyncio.create_task(one.says("slow"))
        await two.says("quick")
        assert not waiting.done()
        answered.set()
        assert [message.text for message in (await waiting).heard] == ["slow!"]


async def test_a_stale_turn_is_decided_again(tmp_path: Path) -> None:
    """Events that came between cost rounds and nothing else."""
    troubles = times("save", ROUNDS - 1, Stale())
    async with running(tmp_path, decide=echo, wrap=lambda store: TroubledStore(store, troubles)) as service:
        person = await (await service.person()).says("안녕")
        assert [message.text for message in await person.all()] == ["안녕", "안녕!"]


async def test_a_turn_that_stays_stale_has_failed(tmp_path: Path) -> None:
    """After twenty rounds the person is told, and offered a person."""
    troubles = times("save", ROUNDS, Stale())
    async with running(tmp_path, decide=echo, wrap=lambda store: TroubledStore(store, troubles)) as service:
        person = await (await service.person()).says("안녕")
        assert person.sees(Key.TURN_FAILED)


async def test_two_instances_share_one_conversation(tmp_path: Path) -> None:
    """Two processes' turns on one file run into each other and still leave every message once, without a gap."""
    async with running(tmp_path, decide=echo) as one, running(tmp_path, decide=echo) as two:
        person = await one.person()
        events = [Said(f"e{place}", person.conversation, f"m{place}", f"{place}") for place in range(30)]
        await asyncio.gather(*((one, two)[place % 2].turns.take(event) for place, event in enumerate(events)))
        stored = await person.all()
        assert [message.number for message in stored] == list(range(1, 61))
        assert {message.text for message in stored} == {f"{n}{sign}" for n in range(30) for sign in ("", "!")}


async def test_a_message_that_comes_again_is_answered_as_before(service: Service) -> None:
    """The same id gives the same answer, and says whether the words were the same."""
    person = await (await service.person()).says("만들래요", id="web:1")
    first = person.saved
    for text, same in (("만들래요", True), ("그만", False)):
        taken = await service.turns.take(Said("web:1", person.conversation, "other", text))
        assert taken == Repeated(first, same=same)
    assert len(await person.all()) == 1 + len(first.messages)


# A turn that fails is a turn


async def test_a_decision_that_raises_is_answered(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """B1 8: the words are kept masked, a person is offered, the desk is told, and no log has a word of it."""
    with caplog.at_level(logging.DEBUG):
        async with running(tmp_path, decide=breaks) as service:
            person = await (await service.person()).says(SECRET)
            assert person.sees(Key.TURN_FAILED)
            assert [button.deed for message in person.heard for button in message.buttons] == [Want("상담")]
            assert person.saved.told == (DeskKey.DESK_TURN_FAILED.value,)
            assert (await person.all())[0].text == "제 번호는 mask_phone이에요"
    assert "ValueError" in caplog.text
    assert "010" not in caplog.text and "번호" not in caplog.text and person.conversation not in caplog.text


@pytest.mark.parametrize("call", ["load", "save"])
async def test_a_store_that_stumbles_costs_one_answer(tmp_path: Path, call: str) -> None:
    """Loading or saving raised once: the turn failed, and the next message is answered."""
    troubles = times(call, 1, StoreFailure())
    async with running(tmp_path, decide=echo, wrap=lambda store: TroubledStore(store, troubles)) as service:
        person = await (await service.person()).says("하나")
        assert person.sees(Key.TURN_FAILED)
        await person.says("둘")
        assert [message.text for message in person.heard] == ["둘!"]


async def test_a_store_that_cannot_commit_acknowledges_nothing(tmp_path: Path) -> None:
    """Nothing is stored and the event is not acknowledged; when it comes again it is carried through."""

    def troubles(call: str, event: Event) -> Exception | None:
        return StoreFailure() if broken and call in ("save", "failed") else None

    broken = True
    async with running(tmp_path, decide=echo, wrap=lambda store: TroubledStore(store, troubles)) as service:
        person = await service.person()
        with pytest.raises(StoreFailure):
            await person.says("하나", id="tg:1")
        assert await person.all() == []
        broken = False
        await person.says("하나", id="tg:1")
        assert [message.text for message in await person.all()] == ["하나", "하나!"]


async def test_one_conversation_never_stops_another(tmp_path: Path) -> None:
    """A chat in which every turn fails leaves the others as they are."""

    def decide(event: Event, at: Situation, library: Library) -> Decision:
        return (breaks if isinstance(event, Said) and event.text == "poison" else echo)(event, at, library)

    async with running(tmp_path, decide=decide) as service:
        one, two = await service.person(), await service.person("lee")
        await asyncio.gather(one.says("poison"), two.says("하나"), one.says("poison"), two.says("둘"), one.says("셋"))
        assert [message.text for message in await two.all()] == ["하나", "하나!", "둘", "둘!"]
        assert [message.text for message in await one.all()][-1] == "셋!"


async def test_a_failed_act_goes_back_to_the_consultant(service: Service) -> None:
    """The consultant is told, the words come back as a draft, and the citizen hears nothing."""
    person, consultant = await service.person(), service.consultant()
    await (await person.says("상담사")).taps(Want("상담", agreed=True))
    before, number = await person.all(), await consultant.newest()
    service.turns._decide = breaks
    saved = await consultant.acts("answer", "길게 쓴 답")
    assert (saved.told, saved.draft) == ((DeskKey.DESK_ACT_FAILED.value,), "길게 쓴 답")
    assert await person.all() == before
    file = await consultant.file(number)
    assert file is not None and file.draft.answer == "길게 쓴 답" and file.case.state == "waiting"


async def test_an_act_on_an_unknown_case_is_answered(service: Service) -> None:
    """A number that was never given changes nothing, and the consultant is told."""
    person = await service.person()
    saved = await service.turns.take(Act("a", person.conversation, "26-9999", "한소라", "claim"))
    assert isinstance(saved, Saved) and saved.told == (DeskKey.CASE_IS_UNKNOWN.value,)


async def test_an_idle_conversation_leaves_no_queue_behind(service: Service) -> None:
    """Queues are there only while somebody waits in them."""
    person = await service.person()
    await asyncio.gather(*(person.says("만들래요") for _ in range(3)))
    assert len(service.turns._queues) == 0
