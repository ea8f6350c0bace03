"""People who link, write, are claimed and are cut off, two at a time: nothing is lost and nobody sees another's."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from bot.core import linking
from bot.core.case import Case
from bot.core.event import Act, Event, Said
from bot.core.reply import Message
from bot.core.texts import Key
from bot.service.ports import Repeated, Saved
from bot.store.engine import Engine
from bot.store.postgres import open_engine
from tests.service.walking import open_unsynced
from tests.support.person import Service, running
from tests.support.postgres import PostgresServer

FAMILIES = {"kim": ("kim phone", "kim laptop", "kim tablet"), "lee": ("lee phone", "lee laptop")}
"""Who gives their codes to whom: nobody to another family."""
PLACES = [place for places in FAMILIES.values() for place in places]
PAIRS, WALKS = 24, 12
REACHED = ("joined", "wrong", "cut", "claimed", "answered", "repeated", "cases", "both at once")


@dataclass
class House:
    """The service, with what everybody did. `codes` are those that were shown, by family."""

    service: Service
    counts: Counter[str]
    taken: list[tuple[Event, Saved]] = field(default_factory=list)
    codes: dict[str, list[str]] = field(default_factory=dict)

    async def says(self, place: str, text: str) -> None:
        """As a door does: the conversation is the one the address points at by now."""
        id = self.service.event_id()
        conversation = await self.service.store.open_address(place, self.service.clock.now(), push="phone" in place)
        await self.happens(Said(id, conversation, id, text, address=place))

    async def happens(self, event: Event) -> Saved:
        taken = await self.service.turns.take(event)
        assert isinstance(taken, Saved)
        self.taken.append((event, taken))
        for message in taken.messages:
            self.notes(event, message)
        return taken

    def notes(self, event: Event, message: Message) -> None:
        words = {*message.text.split()}
        for name, key in (("joined", Key.LINK_JOINED), ("wrong", Key.LINK_WRONG), ("cut", Key.LINK_CUT)):
            self.counts[name] += key.value in words
        code = linking.shown(message.text)
        if code and isinstance(event, Said):
            case = next((word for word in message.text.split() if word.startswith("26-")), "")
            self.codes.setdefault(family(event.address), []).append(f"{case} {code}")

    async def asks_for_a_person(self, place: str) -> None:
        await self.says(place, "상담사")
        await self.says(place, "네")

    async def gives(self, place: str, random: Random) -> None:
        """One of the codes of the family, perhaps an old one."""
        known = self.codes.get(family(place), [])
        if known:
            await self.says(place, random.choice(known[-2:]))

    async def carries(self, place: str, random: Random) -> None:
        """From one place to another of the family."""
        await self.says(place, "다른 기기에서")
        await self.gives(random.choice(FAMILIES[family(place)]), random)

    async def acts(self, verb: str, random: Random) -> None:
        cases = [listed.case for listed in await self.service.store.cases()]
        if cases:
            case = random.choice(cases)
            act = Act(self.service.event_id(), case.conversation, case.number, "한소라", verb, f"답 {case.number}")  # type: ignore[arg-type]
            saved = await self.happens(act)
            self.counts["claimed"] += verb == "claim" and not saved.toast
            self.counts["answered"] += verb == "answer" and bool(saved.messages)

    async def repeats(self, random: Random) -> None:
        if self.taken:
            event, first = random.choice(self.taken[-4:])
            again = await self.service.turns.take(event)
            assert isinstance(again, Repeated) and again.saved.number == first.number
            assert again.saved.conversation == first.conversation
            self.counts["repeated"] += 1


def family(place: str) -> str:
    return place.split()[0]


def deed(house: House, random: Random) -> Awaitable[None]:
    place = random.choice(PLACES)
    choices: list[Callable[[], Awaitable[None]]] = [
        lambda: house.says(place, "만들래요"),
        lambda: house.says(place, f"{family(place)} 혼잣말"),
        lambda: house.says(place, "다른 기기에서"),
        lambda: house.gives(place, random),
        lambda: house.carries(place, random),
        lambda: house.carries(place, random),
        lambda: house.carries(place, random),
        lambda: house.asks_for_a_person(place),
        lambda: house.says(place, "연결 끊기"),
        lambda: house.says(place, "여기로 답 받기"),
        lambda: house.acts("claim", random),
        lambda: house.acts("answer", random),
        lambda: house.acts("return", random),
        lambda: house.repeats(random),
    ]
    return random.choice(choices)()


async def walk(seed: int, counts: Counter[str], opened: Callable[[Path], Awaitable[Engine]], folder: Path) -> None:
    random = Random(seed)
    async with running(folder, opened=opened) as service:
        house = House(service, counts)
        for _ in range(PAIRS):
            await asyncio.gather(deed(house, random), deed(house, random))
            counts["both at once"] += 1
            service.clock.pass_(minutes=random.choice((1, 1, 1, 20)))
        await every_word_is_kept_once(house)
        await cases_are_where_their_people_are(house)
        await nobody_sees_another_family(house)


async def every_word_is_kept_once(house: House) -> None:
    """Each event that was acknowledged stands under its number where it was carried out, and numbers have no gaps."""
    for event, saved in house.taken:
        messages = {it.number: it for it in await house.service.store.messages(saved.conversation)}
        assert sorted(messages) == list(range(1, len(messages) + 1))
        if isinstance(event, Said):
            assert saved.number is not None and messages[saved.number].sender == "citizen"
            said = messages[saved.number].text
            assert said == event.text or said == Key.LINK_CODE_MASKED.value
        for message in saved.messages:
            assert messages[message.number].sender == message.sender
    numbers = [(saved.conversation, saved.number) for _, saved in house.taken if saved.number is not None]
    assert len(numbers) == len({*numbers})
    assert Key.TURN_FAILED.value not in {it.text for _, saved in house.taken for it in saved.messages}


async def cases_are_where_their_people_are(house: House) -> None:
    """Each is at a conversation that goes on and has an address and a timer, with every answer of its consultant."""
    engine = house.service.real._engine
    live = {row[0] for row in await engine.rows("select conversation from addresses", {})}
    gone = {row[0] for row in await engine.rows("select id from conversations where joined is not null", {})}
    timed = {row[0] for row in await engine.rows("select conversation from wakes where name like 'promise:%'", {})}
    timed |= {row[0] for row in await engine.rows("select conversation from wakes where name not like 'code:%'", {})}
    assert not live & gone and not timed & gone
    cases: list[Case] = [listed.case for listed in await house.service.store.cases()]
    house.counts["cases"] += len(cases)
    for case in cases:
        assert case.conversation in live and case.conversation in timed
        file = await house.service.store.case(case.number, "한소라")
        assert file is not None
        told = [it.text for it in (*file.earlier, *file.messages) if it.sender == "consultant"]
        answered = [line.text for line in file.history if line.verb == "answer"]
        assert Counter(answered) <= Counter(told)
        assert len([line for line in file.history if line.verb == "open"]) == 1


async def nobody_sees_another_family(house: House) -> None:
    for place in PLACES:
        conversation = await house.service.store.conversation_at(place)
        messages = await house.service.store.messages(conversation) if conversation else ()
        others = [it for it in FAMILIES if it != family(place)]
        assert not any(f"{other} 혼잣말" in message.text for message in messages for other in others)


def walks(opened: Callable[[Path], Awaitable[Engine]], number: int, folder: Path) -> None:
    counts: Counter[str] = Counter()
    for seed in range(number):
        (folder / str(seed)).mkdir()
        asyncio.run(walk(seed, counts, opened, folder / str(seed)))
    assert all(counts[name] for name in REACHED), counts


def test_nothing_is_lost_on_sqlite(tmp_path: Path) -> None:
    walks(open_unsynced, WALKS, tmp_path)


@pytest.mark.parametrize("number", [WALKS // 3])
def test_nothing_is_lost_on_postgres(postgres: PostgresServer, tmp_path: Path, number: int) -> None:
    async def opened(folder: Path) -> Engine:
        return await open_engine(await postgres.database())

    walks(opened, number, tmp_path)
