"""How long the page of numbers takes over a year of 100,000 conversations, as a browser asks for it."""

import asyncio
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from bot.core.figures import BANDS, FIRST, Counted
from bot.core.library import Library
from bot.store.counting import figure_writes
from bot.store.engine import Write
from tests.support.fakes import NOON
from tests.support.web import serving

CONVERSATIONS, DAYS, ROUNDS = 100_000, 365, 5
PATHS = ("/desk/numbers?weeks=12", "/desk/numbers?weeks=52", "/desk/numbers.csv?weeks=52", "/desk/steps.csv?weeks=52")


def report(library: Library) -> None:
    """Prints the slowest of some rounds of the page and of its files."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(library, Path(folder)))


async def _measure(library: Library, folder: Path) -> None:
    async with serving(folder, library=library) as web, web.desk() as desk:
        engine = web.service.real._engine  # what a year leaves is put there, not lived through
        days = [NOON.date() - timedelta(days=back) for back in range(DAYS)]
        rows = [each for day in days for each in _day(day, library)]
        await engine.run([*figure_writes(rows)])
        for day in days[1:]:
            await web.service.store.sum_up(day)
        await engine.run([Write("analyze", {})])
        for path in PATHS:
            took = []
            for _ in range(ROUNDS):
                began = perf_counter()
                answer = await desk.client.get(path)
                took.append(perf_counter() - began)
                assert answer.status_code == 200
            print(f"  numbers of {CONVERSATIONS:,} conversations, {path}: {max(took) * 1000:.0f} ms", flush=True)


def _day(day: date, library: Library) -> Iterator[Counted]:
    """What a day's conversations add; of what is summed up at night one row stays of each."""
    chance, many = random.Random(day.toordinal()), CONVERSATIONS // DAYS
    yield Counted(day, "conversations", (), many)
    for band in BANDS:
        yield from (Counted(day, "asked", (band,), 1) for _ in range(chance.randrange(20)))
    for entry in chance.sample([*library.entries], 60):
        yield Counted(day, "entry", (entry,), chance.randrange(1, 6))
    for flow in chance.sample([*library.flows.values()], 6):
        for place, node in enumerate(flow.nodes):
            yield Counted(day, "reached", (flow.id, node), max(1, 20 - place))
            yield Counted(day, "passed", (flow.id, node), max(1, 18 - place))
    for points in ("3", "4", "5"):
        yield Counted(day, "ratings", (points,), chance.randrange(1, 5))
    yield Counted(day, "cases", ("상담", "closed"), chance.randrange(1, 20))
    yield Counted(day, "kept", (), chance.randrange(1, 20))
    yield Counted(day, "late", (), chance.randrange(1, 4))
    yield Counted(day, "first", (next(iter(FIRST)),), chance.randrange(1, 9))
    yield Counted(day, "outcomes", ("registered", "care"), 1)
