"""Claims at the same moment, and a citizen and a consultant at the same moment, in both orders."""

from pathlib import Path

import pytest

from bot.core.conversation import Decision, Situation
from bot.core.desk_texts import DeskKey
from bot.core.event import Act, Event, Said
from bot.core.texts import Key
from bot.service.ports import Repeated, Saved, Stale, Store
from bot.service.turn import Turns
from tests.faults.claims import CONSULTANTS, race
from tests.support.bot_api import bot_api
from tests.support.fakes import TroubledStore
from tests.support.person import Person, Service, running
from tests.support.telegram import GROUP, HAN, KIM, talking

ROUNDS, ROUNDS_AT_TWO = 50, 20
OTHERS = len(CONSULTANTS) - 1
QUESTION, ANSWER = "공고는 며칠 전에?", "제가 볼게요"


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
        self.between: tuple[Turns, Event] | None = None

    async def save(self, seen: Situation, event: Event, decision: Decision) -> Saved | Stale | Repeated:
        between, self.between = self.between, None
        if between is not None:
            turns, other = between
            await turns.take(other)
        return await super().save(seen, event, decision)


def elsewhere(service: Service) -> Turns:
    """Another instance over the same store."""
    return Turns(service.real, service.in_force, service.clock, service.news)


async def met(folder: Path, meets: str) -> tuple[Service, Person, list[tuple[str, str]]]:
    """A question and a consultant's act at the same moment; the one that `meets` names is committed in between."""
    async with running(folder, wrap=Between) as service:
        assert isinstance(service.store, Between)
        person = await (await service.person()).says("상담사")
        case = (await person.taps(Key.BUTTON_HANDOVER_YES.value)).saved.case
        assert case is not None
        said = Said("said", person.conversation, "m", QUESTION)
        act = Act("act", person.conversation, case.number, "한소라", "answer", ANSWER)
        first, second = (said, act) if meets == "act" else (act, said)
        service.store.between = elsewhere(service), second
        before = len(await person.all())
        await service.turns.take(first)
        return service, person, [(it.sender, it.text) for it in (await person.all())[before:]]


async def test_a_question_that_meets_a_claim_is_not_answered_by_the_bot(tmp_path: Path) -> None:
    """B1 1, 3 and 5: it was decided before the consultant wrote, and is decided again after: the bot only notices."""
    _, _, seen = await met(tmp_path, "act")
    senders = [sender for sender, _ in seen]
    assert senders == ["notice", "consultant", "citizen", "notice"]
    assert seen[1][1] == ANSWER
    assert seen[-1][1] == Key.NOTICE_BOT_COULD_ANSWER.value


async def test_a_claim_that_meets_a_question_comes_after_its_answer(tmp_path: Path) -> None:
    """The other order: what the bot said first stands before the consultant's words, and nothing of it after."""
    _, _, seen = await met(tmp_path, "said")
    senders = [sender for sender, _ in seen]
    assert senders[:2] == ["citizen", "bot"]
    assert senders[-2:] == ["notice", "consultant"]


@pytest.mark.parametrize("meets", ["act", "said"])
async def test_what_arrives_on_telegram_keeps_that_order(tmp_path: Path, meets: str) -> None:
    """B1 1, 3 and 5: one of the two comes by Telegram, the other at another instance; nobody is talked over."""
    async with bot_api() as api, talking(tmp_path, api, wrap=Between) as channel:
        card, service = await channel.hands_over(), channel.service
        [listed] = await service.store.cases()
        act = Act("act", listed.case.conversation, listed.case.number, "한소라", "answer", ANSWER)
        said = Said("said", listed.case.conversation, "m", QUESTION)
        before = set(api.of_bot(KIM))
        assert isinstance(service.store, Between)
        service.store.between = elsewhere(service), act if meets == "act" else said
        await (api.says(KIM, QUESTION) if meets == "act" else api.replies(GROUP, HAN, card, ANSWER))
        seen = await channel.new(KIM, before)
    taken = [Key.NOTICE_TAKEN.value, f"{DeskKey.TELEGRAM_CONSULTANT.value}\n{ANSWER}"]
    assert [text for text in seen if text in taken] == taken
    assert seen[-2:] == taken if meets == "said" else seen == [*taken, Key.NOTICE_BOT_COULD_ANSWER.value]
    assert any("7일" in text for text in seen) is (meets == "said")
