"""A process that is killed in the middle of writing: what it said is kept is there, and nothing is there by half."""

import asyncio
import subprocess
import sys
from pathlib import Path

from bot.store.sqlite import SqliteEngine, open_engine

ROUNDS = {"a": 1, "b": 40, "c": 173}
"""Killed after so many turns were said to be kept."""


def killed_after(path: Path, round_: str, turns: int) -> list[str]:
    """The ids that were said to be kept by a process that was killed after so many."""
    command = [sys.executable, "-m", "tests.store.keeps_writing", str(path), round_]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        kept = [process.stdout.readline().strip() for _ in range(turns)]
        process.kill()
        return kept + [line.strip() for line in process.stdout if line.endswith("\n")]


async def ids(engine: SqliteEngine, sql: str) -> set[str]:
    return {row[0] for row in await engine.rows(sql, {})}


async def test_what_was_said_to_be_kept_is_there_whole(tmp_path: Path) -> None:
    """Event, message, reply, case and timer of a turn are all there or none, whenever the process is killed."""
    path, kept = tmp_path / "store.db", set[str]()
    for round_, turns in ROUNDS.items():
        kept.update(await asyncio.to_thread(killed_after, path, round_, turns))
        engine = await open_engine(path)
        stored = await ids(engine, "select id from events")
        assert kept <= stored
        assert stored == await ids(engine, "select text from messages where sender = 'citizen'")
        assert stored == await ids(engine, "select text from messages where sender = 'bot'")
        assert len(stored) == len(await engine.rows("select number from cases", {}))
        newest = "select max(number) from messages m where m.conversation = c.id"
        assert not await ids(engine, f"select id from conversations c where last <> coalesce(({newest}), 0)")
        count = "select count(*) from messages m where m.conversation = c.id"
        assert not await ids(engine, f"select id from conversations c where last <> ({count}) or last <> version * 2")
        assert await ids(engine, "pragma integrity_check") == {"ok"}
        await engine.close()
    assert len(kept) >= sum(ROUNDS.values())
