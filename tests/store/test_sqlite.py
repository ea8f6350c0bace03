"""The SQLite engine: groups, savepoints, what is lost and what is not, and opening."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import aiosqlite
import pytest

from bot.core.errors import Problem
from bot.core.texts import Key
from bot.store import migrating
from bot.store.engine import Write
from bot.store.sqlite import GroupFailed, SqliteEngine, migrate, open_engine, open_writer

PUT = "insert into things (name) values (:name)"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@dataclass
class Opened:
    """An engine whose writer can be held at a write, so that what comes meanwhile is queued behind it."""

    engine: SqliteEngine
    statements: list[str]
    go_on: Event
    entered: Event

    async def puts(self, *names: str) -> bool:
        return await self.engine.run([Write(PUT, {"name": name}, rows=1) for name in names])

    async def holds(self) -> "asyncio.Task[bool]":
        """Holds the writer inside a group of its own until `go_on` is set."""
        task = asyncio.create_task(self.engine.run([Write("select hold()", {})]))
        await asyncio.to_thread(self.entered.wait, 10)
        return task

    async def names(self) -> list[str]:
        return sorted(row[0] for row in await self.engine.rows("select name from things", {}))

    def commits(self) -> int:
        return sum(statement.lower() == "commit" for statement in self.statements)


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opened]:
    """An engine with a table of things, and a deferred reference that makes a commit fail."""
    writer = open_writer(tmp_path / "store.db")
    writer.execute("create table things (name text primary key)")
    writer.execute("create table parts (thing text references things (name) deferrable initially deferred)")
    entered, go_on, statements = Event(), Event(), list[str]()

    def hold() -> int:
        entered.set()
        return int(go_on.wait(10))

    writer.create_function("hold", 0, hold)
    writer.set_trace_callback(statements.append)
    engine = SqliteEngine(writer, await aiosqlite.connect(tmp_path / "store.db", isolation_level=None))
    yield Opened(engine, statements, go_on, entered)
    go_on.set()
    await engine.close()


async def test_whatever_is_queued_is_one_commit(opened: Opened) -> None:
    """Fifty turns that wait behind a slow one are committed together."""
    held = await opened.holds()
    waiting = [asyncio.create_task(opened.puts(f"{number:02}")) for number in range(50)]
    await asyncio.sleep(0)
    opened.go_on.set()
    assert await asyncio.gather(held, *waiting) == [True] * 51
    assert opened.commits() == 2
    assert len(await opened.names()) == 50


async def test_nothing_is_answered_before_the_commit(opened: Opened) -> None:
    """While the group is still being written, nobody in it has been told that it is kept."""
    held = await opened.holds()
    assert not held.done()
    assert opened.commits() == 0
    opened.go_on.set()
    assert await held


async def test_a_turn_that_fails_takes_only_itself_back(opened: Opened) -> None:
    """In one group: a list that raises and a list with other rows leave nothing, their neighbours everything."""
    held = await opened.holds()
    raises = opened.engine.run([Write(PUT, {"name": "half"}), Write("insert into nowhere values (1)", {})])
    other_rows = opened.engine.run(
        [Write(PUT, {"name": "stale"}), Write("update things set name = 'x' where name = 'none'", {}, rows=1)]
    )
    lists = [opened.puts("a"), raises, opened.puts("b", "c"), other_rows, opened.puts("d")]
    waiting = [asyncio.ensure_future(each) for each in lists]
    await asyncio.sleep(0)
    opened.go_on.set()
    results = await asyncio.gather(held, *waiting, return_exceptions=True)
    assert isinstance(results[2], sqlite3.OperationalError)
    assert [results[0], results[1], *results[3:]] == [True, True, True, False, True]
    assert await opened.names() == ["a", "b", "c", "d"]


async def test_a_commit_that_fails_fails_the_whole_group(opened: Opened) -> None:
    """A reference to nothing is found at the commit: everybody in the group is told, and nothing is there."""
    held = await opened.holds()
    broken = opened.engine.run([Write("insert into parts (thing) values ('nothing')", {})])
    waiting = [asyncio.ensure_future(each) for each in (opened.puts("a"), broken, opened.puts("b"))]
    await asyncio.sleep(0)
    opened.go_on.set()
    assert await held
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(result) for result in results] == [sqlite3.IntegrityError] * 3
    assert await opened.names() == []
    assert await opened.puts("later"), "the writer goes on with the next group"


async def test_a_lost_transaction_fails_the_whole_group(opened: Opened) -> None:
    """When a statement ends the transaction itself, those before it in the group are not told that they are kept."""
    held = await opened.holds()
    ends = opened.engine.run([Write(PUT, {"name": "b"}), Write("insert or rollback into things values ('b')", {})])
    waiting = [asyncio.ensure_future(each) for each in (opened.puts("a"), ends, opened.puts("c"))]
    await asyncio.sleep(0)
    opened.go_on.set()
    assert await held
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(result) for result in results] == [GroupFailed] * 3
    assert await opened.names() == []


async def test_a_caller_that_goes_away_leaves_the_writer_whole(opened: Opened) -> None:
    """A cancelled caller's writes are kept, and the writer serves the next one."""
    held = await opened.holds()
    going = asyncio.create_task(opened.puts("gone"))
    await asyncio.sleep(0)
    going.cancel()
    opened.go_on.set()
    assert await held
    assert await opened.puts("next")
    assert await opened.names() == ["gone", "next"]


async def test_a_closed_engine_says_so(tmp_path: Path) -> None:
    """A write after the end is an error, and waits for nobody."""
    engine = await open_engine(tmp_path / "store.db")
    await engine.close()
    with pytest.raises(GroupFailed):
        await engine.run([Write("select 1", {})])


async def test_signs_that_no_database_takes_are_cleaned(opened: Opened) -> None:
    """Half a character and NUL are no reason to lose a message."""
    assert await opened.puts("a\0b\ud83d")
    assert await opened.names() == ["ab?"]


async def test_a_fresh_database_is_made_with_every_migration(tmp_path: Path) -> None:
    """Opening a file that does not exist, in a folder that does not exist, gives an up-to-date database."""
    engine = await open_engine(tmp_path / "new" / "store.db")
    rows = await engine.rows("select number from migrations order by number", {})
    assert [row[0] for row in rows] == sorted(migrating.known())
    assert [row[0] for row in await engine.rows("pragma journal_mode", {})] == ["wal"]
    await engine.close()
    assert not (tmp_path / "new" / "store.db-wal").exists()


def test_migrations_are_numbered_without_a_gap() -> None:
    """A missing number would be a migration that nobody runs."""
    assert sorted(migrating.known()) == list(range(1, len(migrating.known()) + 1))


def _names(connection: sqlite3.Connection) -> list[str]:
    return sorted(row[0] for row in connection.execute("select name from sqlite_master where type = 'table'"))


FIRST = {1: ("0001_first", ("create table one (id text primary key)", "insert into one values ('kept')"))}
SECOND = {2: ("0002_second", ("alter table one add column more text", "create table two (id text)"))}
BROKEN = {3: ("0003_third", ("create table three (id text)", "create table two (id text)"))}


def test_an_older_database_is_brought_up_to_date() -> None:
    """Only what is missing runs, once, and what was stored stays."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, FIRST, NOW)
    migrate(connection, FIRST | SECOND, NOW)
    migrate(connection, FIRST | SECOND, NOW)
    assert connection.execute("select id, more from one").fetchall() == [("kept", None)]
    assert [row[0] for row in connection.execute("select name from migrations order by number")] == [
        "0001_first",
        "0002_second",
    ]
    connection.close()


def test_a_migration_that_fails_changes_nothing() -> None:
    """All pending migrations are one transaction."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, FIRST, NOW)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, FIRST | SECOND | BROKEN, NOW)
    assert _names(connection) == ["migrations", "one"]
    connection.close()


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """A database of a later version is left alone, and the sentence says which versions met."""
    path = tmp_path / "store.db"
    await (await open_engine(path)).close()
    newer = max(migrating.known()) + 1
    with sqlite3.connect(path) as connection:
        connection.execute("insert into migrations values (?, 'later', 'now')", (newer,))
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Problem) as refused:
        await open_engine(path)
    assert (refused.value.key, refused.value.data["found"]) == (Key.DATABASE_NEWER, str(newer))
    assert path.read_bytes() == before
