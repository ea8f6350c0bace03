"""Two instances on one PostgreSQL: each with a store and a queue of its own, meeting at the same conversations."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.event import Act, Said
from bot.core.reply import Message
from bot.core.texts import Key
from bot.service.ports import Repeated, Saved
from bot.store.postgres import open_engine
from tests.support.person import Service, running
from tests.support.postgres import PostgresServer

TURNS = 25
CASES = 8


@pytest.fixture
async def instances(postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[tuple[Service, Service]]:
    """Two services that share nothing but the database."""
    address = await postgres.database()
    async with AsyncExitStack() as stack:
        one, two = [
            await stack.enter_async_context(running(tmp_path, opened=lambda _: open_engine(address))) for _ in "ab"
        ]
        two.events = count(1000)  # events of one bot have ids of their own, wherever they arrive
        yield one, two


async def test_they_take_turns_for_one_conversation(instances: tuple[Service, Service]) -> None:
    """Two things are said at the same moment, again and again: each is answered, and none of the turns fails."""
    code = (await instances[0].person()).conversation
    said = []
    for turn in range(TURNS):
        pair = [Said(f"{name}:{turn}", code, f"{name}-{turn}", f"흠 {name}{turn}") for name in "ab"]
        taken = await asyncio.gather(*(it.turns.take(event) for it, event in zip(instances, pair, strict=True)))
        assert all(isinstance(saved, Saved) and saved.messages for saved in taken)
        said += pair
    stored = await whole(instances[1], code, said)
    assert Key.TURN_FAILED.value not in {message.text for message in stored}


async def test_a_flood_at_both_loses_nothing(instances: tuple[Service, Service]) -> None:
    """One instance may come between the other's rounds until a turn has failed: that turn is stored and answered."""
    code = (await instances[0].person()).conversation
    said = [
        Said(f"{name}:{turn}", code, f"{name}-{turn}", f"흠 {name}{turn}") for turn in range(TURNS) for name in "ab"
    ]
    takes = [instances[number % 2].turns.take(event) for number, event in enumerate(said)]
    taken = await asyncio.gather(*takes)
    await whole(instances[1], code, said)
    assert all(isinstance(saved, Saved) and saved.messages for saved in taken)


async def whole(instance: Service, code: str, said: Sequence[Said]) -> Sequence[Message]:
    """The conversation, in which everything said is there once, and no number is left out."""
    stored = await instance.store.messages(code)
    assert [message.number for message in stored] == list(range(1, len(stored) + 1))
    assert sorted(m.text for m in stored if m.sender == "citizen") == sorted(event.text for event in said)
    rows = await instance.real._engine.rows("select version, last from conversations where id = :id", {"id": code})
    assert rows == [(len(said), len(stored))]
    return stored


async def test_an_event_that_reaches_both_is_taken_once(instances: tuple[Service, Service]) -> None:
    """A repeat at the other instance, at the same moment: one is saved, and the other gives what that one stored."""
    code = (await instances[0].person()).conversation
    for turn in range(TURNS):
        event = Said(f"e{turn}", code, f"m{turn}", f"흠 {turn}")
        outcomes = await asyncio.gather(*(instance.turns.take(event) for instance in instances))
        [saved] = [outcome for outcome in outcomes if isinstance(outcome, Saved)]
        [repeated] = [outcome for outcome in outcomes if isinstance(outcome, Repeated)]
        assert (repeated.saved.number, repeated.saved.messages) == (saved.number, saved.messages)
    assert [m.text for m in await instances[0].store.messages(code) if m.sender == "citizen"] == [
        f"흠 {turn}" for turn in range(TURNS)
    ]


async def test_people_who_ask_at_both_get_a_number_each(instances: tuple[Service, Service]) -> None:
    """Both hand out the next number; whoever comes second takes another one, and none is left out."""
    people = [await instances[number % 2].person(f"p{number}") for number in range(CASES)]
    await asyncio.gather(*(person.says("상담사") for person in people))
    await asyncio.gather(*(person.taps(Key.BUTTON_HANDOVER_YES.value) for person in people))
    numbers = sorted(line.case.number for line in await instances[0].store.cases())
    assert numbers == [f"26-{place:04}" for place in range(1, CASES + 1)]


async def test_a_claim_at_both_has_one_owner(instances: tuple[Service, Service]) -> None:
    """Two consultants take the same case at the same moment: one has it, and the other is told whose it is."""
    for number in range(CASES):
        person = await instances[0].person(f"p{number}")
        await person.says("상담사")
        case = (await person.taps(Key.BUTTON_HANDOVER_YES.value)).saved.case
        assert case is not None
        acts = [Act(f"{who}:{number}", person.conversation, case.number, who, "claim") for who in ("한소라", "김다온")]
        taken = await asyncio.gather(*(it.turns.take(act) for it, act in zip(instances, acts, strict=True)))
        file = await instances[1].store.case(case.number, "")
        assert file is not None
        claims = [line.who for line in file.history if line.verb == "claim"]
        assert claims == [file.case.owner]
        [late] = [saved for act, saved in zip(acts, taken, strict=True) if act.who != file.case.owner]
        assert isinstance(late, Saved)
        assert any(DeskKey.CASE_IS_ANOTHERS.value in words for words in late.told)
