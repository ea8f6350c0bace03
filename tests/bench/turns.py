"""Durable turns a second: the whole service, against a plain table that commits one row at a time."""

import asyncio
import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter

from bot.core.conversation import Decision, Situation
from bot.core.event import Event
from bot.core.library import Library
from bot.core.reply import Reply
from tests.support.person import Service, running

TURNS, IN_FLIGHT, ROUNDS = 400, 50, 3
BODY = "가나다라마바사 " * 40
ROW = "insert into turns (conversation, body) values (?, ?)"


def main() -> int:
    """Prints the best of some rounds, each as a multiple of one plain durable commit a turn."""
    plain = max(_plain_rate() for _ in range(ROUNDS))
    print(f"{'one row, one commit (sqlite3, WAL, synchronous=FULL)':58}{plain:9.0f}/s{1:8.2f}")
    for name, measure in (
        ("whole turn, one after the other", lambda: _service_rate(1)),
        (f"whole turn, {IN_FLIGHT} people at once", lambda: _service_rate(IN_FLIGHT)),
        (f"store alone (nothing decided), {IN_FLIGHT} at once", lambda: _service_rate(IN_FLIGHT, _echo)),
    ):
        rate = max(asyncio.run(measure()) for _ in range(ROUNDS))
        print(f"{name:58}{rate:9.0f}/s{rate / plain:8.2f}")
    return 0


def _plain_rate() -> float:
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "plain.db", isolation_level=None)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("create table turns (conversation text, body text)")
        begun = perf_counter()
        for number in range(TURNS):
            connection.execute(ROW, (str(number), BODY))
        rate = TURNS / (perf_counter() - begun)
        connection.close()
        return rate


async def _service_rate(people: int, decide: Callable[[Event, Situation, Library], Decision] | None = None) -> float:
    with tempfile.TemporaryDirectory() as folder:
        opened = running(Path(folder), decide=decide) if decide else running(Path(folder))
        async with opened as service:
            talkers = [await _talker(service, number) for number in range(people)]
            begun = perf_counter()
            await asyncio.gather(*(_talk(talker, TURNS // people) for talker in talkers))
            return TURNS / (perf_counter() - begun)


async def _talker(service: Service, number: int) -> Callable[[str], Awaitable[object]]:
    return (await service.person(f"p{number}")).says


async def _talk(says: Callable[[str], Awaitable[object]], turns: int) -> None:
    for number in range(turns):
        await says(f"안녕하세요 {number}")


def _echo(event: Event, situation: Situation, library: Library) -> Decision:
    """Says the same back: what remains is loading, coding and saving."""
    return Decision(situation.conversation, said=BODY, replies=(Reply(BODY),))


if __name__ == "__main__":
    sys.exit(main())
