"""The invariants on random walks, on both engines: the short form of `make faults`, which walks ten times as often."""

import logging
from pathlib import Path

import pytest

from bot.store.engine import Engine
from bot.store.postgres import open_engine
from tests.service.walking import Open, open_unsynced
from tests.service.walks import walks
from tests.support.postgres import PostgresServer

WALKS, WALKS_ON_POSTGRES = 100, 10


def test_the_invariants_hold_on_every_walk(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Invariants 1, 3, 5, 6 and 8, and: a turn that fails is a turn. B4 39: three people at once are not mixed up."""
    walks_on(open_unsynced, WALKS, capsys, caplog)


def test_the_invariants_hold_on_postgres_too(
    postgres: PostgresServer, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """The same walks, fewer of them, each on a database of its own."""

    async def fresh(folder: Path) -> Engine:
        return await open_engine(await postgres.database())

    walks_on(fresh, WALKS_ON_POSTGRES, capsys, caplog)


def walks_on(opened: Open, number: int, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    counts = walks(opened, number)
    with capsys.disabled():
        print("\n" + ", ".join(f"{name} {number}" for name, number in counts.items()))
