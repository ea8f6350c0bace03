"""Claims at the same moment, and a citizen and a consultant at the same moment, in both orders."""

from pathlib import Path

import pytest

from bot.core.conversation import Decision, Situation
from bot.core.event import Act, Event, Said
from bot.core.texts import Key
from bot.service.ports import Repeated, Saved, Stale, Store
from bot.service.turn import Turns
from tests.faults.claims import CONSULTANTS, race
from tests.support.fakes import TroubledStore
from tests.support.person import Person, Service, running

ROUNDS, ROUNDS_AT_TWO = 50, 20
OTHERS = len(CONSULTANTS) - 1
QUESTION = "공고는 며칠 전에?"


async def test_of_fifty_claims_at_once_one_is_the_owner(capsys: pytest.CaptureFixture[str]) -> None:
    """B1 2: whatever the order, 49 are told politely whose it is, and the citizen hears of one."""
    counts = await race(ROUNDS)
    with capsys.disabled():
        print("\n" + ", ".join(f"{name} {number}" for name, number in counts.items()))
    assert counts["owners"] == counts["rounds with one owner"] == ROUNDS
    assert counts["refusals"] == ROUNDS * OTHERS


async def test_at_two_instances_one_is_the_owner_too() -> None:
    """Each of the others is told whose it is: nobody is overtaken so often that the turn fails."""
    counts = await race(ROUNDS_AT_TWO, instances=2)
    assert counts["owners"] == counts["rounds with one owner"] == ROUNDS_AT_TWO
    assert counts["refusals"] == ROUNDS_AT_TWO * OTHERS


class Between(TroubledStore):
    """A store before whose next save another event is carried through, as at another instance."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, lambda call, event: None)
        self.real = store
        self.event: Event | None = None
        self.turns: Turns | None = None

    async def save(self, seen: Situation, event: Event, decision: Decision) -> Saved | Stale | Repeated:
        if self.event is not None and self.turns is not None:
            between, self.event = self.event, None
            await self.turns.take(between)
        return await super().save(seen, event, decision)


async def met(folder: Path, meets: str) -> tuple[Service, Person, list[tuple[str, str]]]:
    """A question and a consultant's act at the same moment; the one that `meets` names is committed in between."""
    stores: list[Between] = []

    def wrap(store: Store) -> Store:
        stores.append(Between(store))
        return stores[0]

    async with running(folder, wrap=wrap) as service:
        person = await (await service.person()).says("상담사")
        case = (await person.taps(Key.BUTTON_HANDOVER_YES.value)).saved.case
        assert case is not None
        said = Said("said", person.conversation, "m", QUESTION)
        act = Act("act", person.conversation, case.number, "한소라", "answer", "제가 볼게요")
        stores[0].turns = Turns(stores[0].real, service.in_force, service.clock, service.news)
        first, stores[0].event = (said, act) if meets == "act" else (act, said)
        before = len(await person.all())
        await service.turns.take(first)
        return service, person, [(it.sender, it.text) for it in (await person.all())[before:]]


async def test_a_question_that_meets_a_claim_is_not_answered_by_the_bot(tmp_path: Path) -> None:
    """B1 1, 3 and 5: it was decided before the consultant wrote, and is decided again after: the bot only notices."""
    _, _, seen = await met(tmp_path, "act")
    senders = [sender for sender, _ in seen]
    assert senders == ["notice", "consultant", "citizen", "notice"]
    assert seen[1][1] == "제가 볼게요"
    assert seen[-1][1] == Key.NOTICE_BOT_COULD_ANSWER.value


async def test_a_claim_that_meets_a_question_comes_after_its_answer(tmp_path: Path) -> None:
    """The other order: what the bot said first stands before the consultant's words, and nothing of it after."""
    _, _, seen = await met(tmp_path, "said")
    senders = [sender for sender, _ in seen]
    assert senders[:2] == ["citizen", "bot"]
    assert senders[-2:] == ["notice", "consultant"]
