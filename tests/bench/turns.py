"""Durable turns a second, beside the very statements they wrote, run on plain sqlite3 with one commit a turn."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.core.conversation import Decision, Situation
from bot.core.event import Event
from bot.core.library import Library
from bot.core.reply import Reply
from bot.service.turn import Decide
from bot.store import postgres, sqlite
from bot.store.engine import Engine, Params, Row, Write, clean
from bot.talk.decide import decide as talk
from tests.support.person import running
from tests.support.postgres import PostgresServer

TURNS, IN_FLIGHT, ROUNDS = 400, 50, 3
LINES = ("안녕하세요", "총회 공고는 며칠 전에 하나요", "협동조합을 만들고 싶어요", "고마워요")
FIRST_SYLLABLE = ord("가")
Opened = Callable[[Path], Awaitable[Engine]]


@dataclass
class Recorded:
    """Implements `Engine` on another one, and keeps the lists that were written."""

    engine: Engine
    lists: list[Sequence[Write]]

    async def run(self, writes: Sequence[Write]) -> bool:
        kept = await self.engine.run(writes)
        if kept:
            self.lists.append(writes)
        return kept

    async def rows(self, sql: str, values: Params) -> Sequence[Row]:
        return await self.engine.rows(sql, values)

    async def close(self) -> None:
        await self.engine.close()


def report(library: Library) -> None:
    """Prints the best of some rounds, each as a multiple of the plain rate of the same run."""
    lists = asyncio.run(_recorded(library))
    plain = max(_plain_rate(lists) for _ in range(ROUNDS))
    _line("the same statements, plain sqlite3, one commit a turn", plain, plain)
    _line("whole turn, one after the other (aim 0.50)", _best(library, 1, sqlite.open_engine), plain)
    _line(f"whole turn, {IN_FLIGHT} in flight (aim 1.00)", _best(library, IN_FLIGHT, sqlite.open_engine), plain)
    alone = max(asyncio.run(_rate(library, IN_FLIGHT, sqlite.open_engine, _echo)) for _ in range(ROUNDS))
    _line(f"nothing understood, the same said back, {IN_FLIGHT} in flight", alone, plain)
    with PostgresServer(durable=True) as server:

        async def fresh(folder: Path) -> Engine:
            return await postgres.open_engine(await server.database())

        _line("the same on PostgreSQL, one after the other", _best(library, 1, fresh), plain)
        _line(f"the same on PostgreSQL, {IN_FLIGHT} in flight", _best(library, IN_FLIGHT, fresh), plain)


def _line(name: str, rate: float, plain: float) -> None:
    print(f"{name:58}{rate:9.0f}/s{rate / plain:8.2f}", flush=True)


def _best(library: Library, people: int, opened: Opened) -> float:
    return max(asyncio.run(_rate(library, people, opened)) for _ in range(ROUNDS))


async def _rate(library: Library, people: int, opened: Opened, decide: Decide = talk) -> float:
    """Whole turns a second: loaded, decided, coded, saved, committed."""
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder), library=library, opened=opened, decide=decide) as service:
            says = [(await service.person(f"p{number}")).says for number in range(people)]
            begun = perf_counter()
            await asyncio.gather(*(_talk(each, number, TURNS // people) for number, each in enumerate(says)))
            return TURNS / (perf_counter() - begun)


async def _talk(says: Callable[[str], Awaitable[object]], person: int, turns: int) -> None:
    """No sentence is said twice: what is remembered of one must not help the next."""
    for turn in range(turns):
        await says(f"{LINES[turn % len(LINES)]} {chr(FIRST_SYLLABLE + person * turns + turn)}")


def _echo(event: Event, situation: Situation, library: Library) -> Decision:
    """What remains is loading, coding and saving."""
    return Decision(situation.conversation, said=LINES[0], replies=(Reply(LINES[0]),))


async def _recorded(library: Library) -> Sequence[Sequence[Write]]:
    """What one person's turns wrote, the opening of the conversation first."""
    lists: list[Sequence[Write]] = []

    async def recording(file: Path) -> Engine:
        return Recorded(await sqlite.open_engine(file), lists)

    await _rate(library, 1, recording)
    return lists


def _plain_rate(lists: Sequence[Sequence[Write]]) -> float:
    """The same statements with the same values on a database of the same settings, with nothing around them."""
    opening, *turns = ([(write.sql, clean(write.values)) for write in writes] for writes in lists)
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite.open_writer(Path(folder) / "plain.db")
        for statement in opening:
            connection.execute(*statement)
        begun = perf_counter()
        for turn in turns:
            connection.execute("begin immediate")
            for statement in turn:
                connection.execute(*statement)
            connection.execute("commit")
        rate = len(turns) / (perf_counter() - begun)
        connection.close()
        return rate
