"""What other systems were complained of, at the door of the whole service. The numbers are those of the lessons."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.conversation import Decision, Situation
from bot.core.desk_texts import DeskKey
from bot.core.event import Event, Said
from bot.core.flow import Branch, Flow, TextNode
from bot.core.library import Library
from bot.core.reply import Want
from bot.core.texts import Key
from bot.service.ports import Wait
from bot.talk.decide import decide as talk
from tests.support.bot_api import bot_api
from tests.support.bot_api_json import BOT
from tests.support.fakes import FakeClock
from tests.support.person import Person, Service, running
from tests.support.telegram import GROUP, HAN, KIM, Channel, talking
from tests.talk.small import FOUNDING, small_library

POISON, QUESTION, NOISE = "깨져요", "공고는 며칠 전에?", "아무개 바람 구름"
DESK = "test:group"


def poisoned(event: Event, at: Situation, library: Library) -> Decision:
    if isinstance(event, Said) and event.text == POISON:
        raise ValueError(event.text)
    return talk(event, at, library)


async def with_a_case(service: Service, *verbs: str) -> Person:
    """A person in the middle of a procedure, with a case that a consultant did these things with."""
    person = await service.person(push=True)
    await (await person.says("만들래요")).says("상담사")
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    for verb in verbs:
        await service.consultant().acts(verb, "제가 볼게요" if verb == "answer" else "")  # type: ignore[arg-type]  # a verb
    return person


async def state(service: Service) -> tuple[str, str | None]:
    [listed] = [*await service.store.cases(), *await service.store.cases(closed=True)]
    return listed.case.state, listed.case.owner


@pytest.mark.parametrize("verbs", [("answer",), ("answer", "return"), ()])
async def test_slowness_changes_nobodys_hands(tmp_path: Path, verbs: tuple[str, ...]) -> None:
    """B1 7: answers that take minutes, and sends that fail until they are given up, leave the case where it is."""
    clock = FakeClock()

    def slow(event: Event, at: Situation, library: Library) -> Decision:
        clock.pass_(minutes=2)
        return talk(event, at, library)

    async with running(tmp_path, decide=slow, clock=clock, desk=DESK) as service:
        person = await with_a_case(service, *verbs)
        await service.delivery.settle()
        before = await state(service)
        service.sender.answers["test:kim"] = [Wait(1, "TimedOut", unsure=True)] * 12
        await person.says(QUESTION)
        for _ in range(12):
            await service.delivery.settle()
            clock.pass_(seconds=2)
        assert await state(service) == before
        assert service.sender.answers["test:kim"] == []


@pytest.mark.parametrize("verbs", [None, ("answer", "return")])
async def test_a_turn_that_fails_leads_to_a_person(tmp_path: Path, verbs: tuple[str, ...] | None) -> None:
    """B1 8: nobody is left in between: the button below the sentence opens a case that somebody is reminded of."""
    async with running(tmp_path, decide=poisoned) as service:
        person = await service.person() if verbs is None else await with_a_case(service, *verbs)
        await person.says(POISON)
        assert person.sees(Key.TURN_FAILED) and person.saved.told == (DeskKey.DESK_TURN_FAILED.value,)
        await person.taps(Want("상담"))
        await person.taps(Key.BUTTON_HANDOVER_YES.value)
        assert await state(service) == ("waiting", None)
        assert await service.store.next_wake() is not None


async def test_a_failed_turn_under_a_consultant_is_seen_by_them(tmp_path: Path) -> None:
    """B1 8: the words are kept, masked, and stand in the case; it stays in its hands."""
    async with running(tmp_path, decide=poisoned) as service:
        await (await with_a_case(service, "claim")).says(POISON)
        file = await service.consultant().file("26-0001")
        assert file is not None and file.case.owner == "한소라"
        assert POISON in [it.text for it in file.messages]


async def test_a_case_that_waits_again_is_pushed(tmp_path: Path) -> None:
    """B1 11: the group hears of the state, whatever was said before: a card that only changes would ring nowhere."""
    async with bot_api() as api, talking(tmp_path, api) as channel:
        card = await channel.hands_over()
        await api.replies(GROUP, HAN, card, "제가 볼게요")
        await channel.settled()
        await channel.tapped(GROUP, DeskKey.BUTTON_CARD_RETURN.value, HAN)
        before = set(api.of_bot(GROUP))
        await channel.answered(KIM, "상담사")
        await channel.tapped(KIM, Key.BUTTON_HANDOVER_YES.value)
        assert any(DeskKey.DESK_WAITS_AGAIN.value in text for text in await channel.new(GROUP, before))


def republished(flow: Flow) -> Library:
    """The same procedure after an edit: a question fewer, one more, one under another name."""
    nodes = dict(flow.nodes)
    nodes["where"] = TextNode(id="where", name="장소", ask="어디서 모이나요?", max_length=50, next=(Branch("day"),))
    nodes["day"] = replace(nodes.pop("meeting"), id="day", formerly=("meeting",))
    del nodes["people"]
    nodes["needs"] = replace(nodes["needs"], next=(Branch("where"),))
    nodes["notice"] = replace(nodes["notice"], due=None)
    library = small_library()
    return replace(library, version="second", flows={**library.flows, flow.id: replace(flow, nodes=nodes)})


SAID = ("만들래요", "빵", "돈", "다 했어요", "7", "2026-12-20", "다 했어요")


@pytest.mark.parametrize("steps", range(2, len(SAID) + 1))
async def test_a_publication_sends_nobody_back(tmp_path: Path, steps: int) -> None:
    """B3 21: whoever is in the middle keeps every answer, is asked what is new, and comes to the end."""
    async with running(tmp_path) as service:
        person = await service.person()
        for words in SAID[:steps]:
            await person.says(words)
        before, count = await answers(service, person), len(await person.all())
        service.in_force.library = republished(FOUNDING)
        await person.says("내 진행표")
        await person.says("계속")
        assert before.items() <= (await answers(service, person)).items()
        for words in (*SAID[steps:4], "우리 집", "2026-12-20", "다 했어요", "다 했어요"):
            await person.says(words)
        kept = await answers(service, person)
        assert {"purpose", "needs", "where"} <= kept.keys() and {"day", "meeting"} & kept.keys()
        after = [it.text for it in (await person.all())[count:]]
        assert "다 왔어요." in "".join(after)
        assert ("총회는 언제인가요?" in after) is ("meeting" not in before)


async def answers(service: Service, person: Person) -> Mapping[str, object]:
    conversation = await service.store.conversation(person.conversation)
    assert conversation is not None
    return {id: answer.value for id, answer in conversation.answers.items()}


async def walked(service: Service) -> Person:
    """A person who has come to the end of the procedure."""
    person = await service.person()
    for words in (*SAID, "다 했어요"):
        await person.says(words)
    assert "다 왔어요." in person.heard[-1].text
    return person


@pytest.mark.parametrize("words", [QUESTION, NOISE, "고마워요", "내 진행표"])
async def test_after_the_end_a_word_begins_nothing(tmp_path: Path, words: str) -> None:
    """B3 23: it is answered, and no procedure starts from zero by itself; starting again is asked for by its word."""
    async with running(tmp_path) as service:
        person = await walked(service)
        kept = await answers(service, person)
        await person.says(words)
        assert person.heard and not any("무엇을 하나요?" in it.text for it in person.heard)
        assert await answers(service, person) == kept
        await person.says("처음부터")
        assert "무엇을 하나요?" in person.heard[-1].text and await answers(service, person) == {}


async def test_what_is_not_understood_costs_no_answer(tmp_path: Path) -> None:
    """B3 25: misses, an offer refused and the hand-over declined: every answer stays, and so does the question."""
    async with running(tmp_path) as service:
        person = await service.person()
        for words in SAID[:4]:
            await person.says(words)
        kept = await answers(service, person)
        for words in (NOISE, NOISE, NOISE, "공고 어쩌고", NOISE, "???", "상담사"):
            await person.says(words)
        await person.says("아니요")
        assert await answers(service, person) == kept
        await person.says("7")
        assert (await answers(service, person))["people"] == 7


async def test_buttons_of_before_a_restart_answer(tmp_path: Path) -> None:
    """B3 27: the open question takes its tap, and an older one shows what is open; no state was in the process."""
    async with bot_api() as api:
        async with talking(tmp_path, api) as channel:
            await channel.answered(KIM, "/start")
            await channel.answered(KIM, "만들래요")
        async with talking(tmp_path, api) as channel:
            await channel.tapped(KIM, "빵")
            assert "무엇이 필요한가요?" in api.seen(KIM)[-1]
            assert all([await channel.tapped(KIM, label) for label in ("돌봄", "만들기")])


async def asked(channel: Channel) -> None:
    await channel.answered(KIM, "만들래요")


async def half_chosen(channel: Channel) -> None:
    await asked(channel)
    await channel.tapped(KIM, "빵")
    await channel.tapped(KIM, "돈")


async def offered_a_person(channel: Channel) -> None:
    await channel.answered(KIM, "상담사")


async def waiting(channel: Channel) -> None:
    await channel.hands_over()


async def returned(channel: Channel) -> None:
    card = await channel.hands_over()
    await channel.api.replies(GROUP, HAN, card, "제가 볼게요")
    await channel.settled()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_RETURN.value, HAN)


async def tapped_too_late(channel: Channel) -> None:
    await asked(channel)
    channel.api.trouble("answerCallbackQuery", 400, "Bad Request: query is too old")
    await channel.tapped(KIM, "빵")


@pytest.mark.parametrize("comes_to", [asked, half_chosen, offered_a_person, waiting, returned, tapped_too_late])
async def test_one_command_leads_out_of_everything(
    tmp_path: Path, comes_to: Callable[[Channel], Awaitable[None]]
) -> None:
    """B3 28: /menu shows what can be done, whatever was open and however stale a tap was; what was answered stays."""
    async with bot_api() as api, talking(tmp_path, api) as channel:
        await comes_to(channel)
        seen = "\n".join(await channel.answered(KIM, "/menu"))
        assert Key.MENU.value in seen
        assert await channel.answered(KIM, QUESTION)


async def test_two_bots_keep_their_people_apart(tmp_path: Path) -> None:
    """B4 41: a chat is a chat of one bot: the same person at another one is another conversation."""
    async with running(tmp_path) as service:
        one = await service.store.open_address(f"telegram:{BOT}:{KIM}", service.clock.now(), push=True)
        two = await service.store.open_address(f"telegram:{BOT + 1}:{KIM}", service.clock.now(), push=True)
        for bot, conversation in ((BOT, one), (BOT + 1, two)):
            await service.turns.take(Said(f"telegram:{bot}:500", conversation, "m", "만들래요"))
        await service.delivery.settle()
        assert one != two
        assert {it.address for it in service.sender.given} == {f"telegram:{BOT}:{KIM}", f"telegram:{BOT + 1}:{KIM}"}


def test_every_lesson_of_the_seam_is_named() -> None:
    """Handing over (B1), state and duplicates (B3), Telegram (B4): each has a test that carries it, and says so."""
    written = "".join(it.read_text(encoding="utf-8") for it in (Path(__file__).parents[1]).rglob("test_*.py"))
    found = {
        f"{part} {number}"
        for part, numbers in re.findall(r"\b(B[1-4]) (\d+(?:(?:, | and |–)\d+)*)", written)
        for number in re.findall(r"\d+", numbers)
    }
    wanted = {"B1": range(1, 12), "B3": range(21, 33), "B4": range(33, 45)}
    every = {f"{part} {number}" for part, numbers in wanted.items() for number in numbers}
    assert every - found == set()
