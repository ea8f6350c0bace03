"""The PostgreSQL engine: parameters, whole lists, what is lost and what is not, opening, a server that goes away."""

import asyncio
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import asyncpg
import pytest

from bot.core.errors import Problem
from bot.core.texts import Key
from bot.store import migrating
from bot.store.engine import Write
from bot.store.postgres import (
    CannotConnect,
    Failed,
    FateUnknown,
    PostgresEngine,
    migrate,
    open_engine,
    positional,
)
from tests.store.test_sqlite import BROKEN, FIRST, SECOND
from tests.support.postgres import PASSWORD, PostgresServer

PUT = "insert into things (name) values (:name)"
FIRST_FREE = Write("insert into things (name) select 'n' || (count(*) + 1) from things", {}, rows=1)
LOSE_ONCE = "select lose_once()"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
TABLES = """
create table things (name text primary key);
create table parts (name text primary key);
create sequence calls;
create function lose() returns trigger language plpgsql as
    'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
create constraint trigger at_commit after insert on parts deferrable initially deferred
    for each row execute function lose();
create function lose_once() returns bigint language plpgsql as
    'begin if nextval(''calls'') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if; return 1; end';
"""
"""Things, parts whose commit loses the connection, and a function that loses it the first time it is called."""


@dataclass
class Opened:
    """An engine, and a second connection that looks from outside."""

    address: str
    engine: PostgresEngine
    other: "asyncpg.Connection[asyncpg.Record]"

    async def puts(self, *names: str) -> bool:
        return await self.engine.run([Write(PUT, {"name": name}, rows=1) for name in names])

    async def names(self) -> list[str]:
        return [row[0] for row in await self.other.fetch("select name from things order by name")]


@pytest.fixture
async def opened(postgres: PostgresServer) -> AsyncIterator[Opened]:
    """An engine on a database with the tables above."""
    address = await postgres.database()
    engine, other = await open_engine(address), await asyncpg.connect(address)
    await other.execute(TABLES)
    yield Opened(address, engine, other)
    await other.close()
    await engine.close()


@pytest.mark.parametrize(
    ("named", "numbered", "values"),
    [
        ("a = :x and b = :y and c = :x", "a = $1 and b = $2 and c = $1", [1, 2]),
        ("cast(:y as text) is null", "cast($1 as text) is null", [2]),
        (":x::text", "$1::text", [1]),
        ("':x' || ':y''' || :y", "':x' || ':y''' || $1", [2]),
        ('":x" -- :y\n:x', '":x" -- :y\n$1', [1]),
        ("coalesce(max(place), 0) + 1", "coalesce(max(place), 0) + 1", []),
    ],
)
def test_names_become_numbers(named: str, numbered: str, values: list[int]) -> None:
    """A name keeps its number, and what only looks like a parameter is left alone."""
    assert positional(named, {"x": 1, "y": 2, "z": 3}) == (numbered, values)


async def test_a_list_is_kept_whole_or_not_at_all(opened: Opened) -> None:
    """A list that touches other rows is False, one that raises raises, and neither leaves anything."""
    other_rows = Write("update things set name = 'x' where name = 'none'", {}, rows=1)
    assert not await opened.engine.run([Write(PUT, {"name": "stale"}), other_rows])
    with pytest.raises(Failed):
        await opened.engine.run([Write(PUT, {"name": "half"}), Write("insert into nowhere values (1)", {})])
    assert await opened.puts("a", "b")
    assert await opened.names() == ["a", "b"]


async def test_signs_that_no_database_takes_are_cleaned(opened: Opened) -> None:
    """Half a character and NUL are no reason to lose a message, nor to fail a read."""
    assert await opened.puts("a\0b\ud83d")
    assert await opened.engine.rows("select name from things where name = :name", {"name": "ab\0?"}) == [("ab?",)]


async def test_what_goes_wrong_is_told_without_words(opened: Opened) -> None:
    """PostgreSQL quotes the values that did not fit; what is raised names the kind alone."""
    assert await opened.puts("010-1234-5678")
    with pytest.raises(Failed) as caught:
        await opened.puts("010-1234-5678")
    assert caught.value.args == ("UniqueViolationError",)
    assert caught.value.__suppress_context__


async def test_a_list_that_met_another_writer_runs_again(opened: Opened) -> None:
    """A name that another transaction has just taken is found by the second run, which then takes the next one."""
    blocking = opened.other.transaction()
    await blocking.start()
    await opened.other.execute("insert into things values ('n1')")
    waiting = asyncio.create_task(opened.engine.run([FIRST_FREE]))
    async with asyncio.timeout(30):
        while not await opened.other.fetchval("select count(*) from pg_locks where not granted"):
            pass
    await blocking.commit()
    assert await waiting
    assert await opened.names() == ["n1", "n2"]


async def test_a_caller_that_goes_away_does_not_take_its_writes_back(opened: Opened) -> None:
    """A browser that closed while its message was being saved: the message is there, whole."""
    task = asyncio.create_task(opened.puts("a", "b"))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, *opened.engine._running, return_exceptions=True)
    assert task.cancelled()
    assert await opened.names() == ["a", "b"]


async def test_a_commit_waits_for_the_disk(postgres: PostgresServer) -> None:
    """Also where the database was set up to be quicker than that."""
    engine = await open_engine(await postgres.database("set synchronous_commit = off"))
    assert await engine.rows("show synchronous_commit", {}) == [("on",)]
    await engine.close()


# A server that goes away


async def test_a_read_that_was_lost_is_read_again(opened: Opened) -> None:
    """The connection breaks in the middle of the first one."""
    assert await opened.engine.rows(LOSE_ONCE, {}) == [(1,)]


async def test_a_list_that_was_lost_before_its_commit_is_run_again(opened: Opened) -> None:
    """The server undid the first run, so that everything is there once."""
    assert await opened.engine.run([Write(PUT, {"name": "a"}, rows=1), Write(LOSE_ONCE, {})])
    assert await opened.names() == ["a"]


async def test_a_commit_that_was_lost_is_raised(opened: Opened) -> None:
    """Nobody knows whether it was kept: it is not run a second time, and not said to be kept."""
    with pytest.raises(FateUnknown):
        await opened.engine.run([Write(PUT, {"name": "a"}), Write("insert into parts values ('b')", {})])
    assert await opened.puts("later")


async def test_a_list_that_was_kept_is_not_run_again(opened: Opened) -> None:
    """The connection breaks after the commit, while it is given back to the pool: what came out still holds."""
    pool = await asyncpg.create_pool(opened.address, min_size=1, max_size=1, reset=break_off)
    engine = PostgresEngine(pool)
    assert await engine.run([FIRST_FREE])
    stale = Write("update things set name = 'x' where name = 'none'", {}, rows=1)
    assert not await engine.run([FIRST_FREE, stale])
    assert await engine.run([FIRST_FREE])
    await engine.close()
    assert await opened.names() == ["n1", "n2"]


async def break_off(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.execute("select pg_terminate_backend(pg_backend_pid())")


async def test_a_server_that_was_started_again_serves_again(postgres: PostgresServer) -> None:
    """What was kept is there, also after a crash; while it is down a write is an error and not a loss."""
    engine = await open_engine(await postgres.database())
    bring = Write("insert into cursors (source, place) values (:source, 1)", {"source": "a"}, rows=1)
    assert await engine.run([bring])
    postgres.stop(signal.SIGQUIT)
    with pytest.raises(Failed):
        await engine.run([bring])
    postgres.start()
    assert await engine.rows("select source, place from cursors", {}) == [("a", 1)]
    assert await engine.run([Write(bring.sql, {"source": "b"}, rows=1)])
    await engine.close()


async def test_a_closed_engine_says_so(postgres: PostgresServer) -> None:
    """A write after the end is an error, and waits for nobody."""
    engine = await open_engine(await postgres.database())
    await engine.close()
    with pytest.raises(Failed):
        await engine.run([Write("select 1", {})])


# Opening


async def test_instances_that_start_at_once_bring_it_up_to_date_once(postgres: PostgresServer) -> None:
    """Each waits for the one that migrates."""
    address = await postgres.database()
    engines = await asyncio.gather(*(open_engine(address) for _ in range(4)))
    rows = await engines[0].rows("select number from migrations order by number", {})
    assert [row[0] for row in rows] == sorted(migrating.known())
    await asyncio.gather(*(engine.close() for engine in engines))


async def test_an_older_database_is_brought_up_to_date_or_left(postgres: PostgresServer) -> None:
    """Only what is missing runs; one migration that fails takes all of that start back."""
    connection = await asyncpg.connect(await postgres.database())
    await migrate(connection, FIRST, NOW)
    with pytest.raises(asyncpg.DuplicateTableError):
        await migrate(connection, FIRST | SECOND | BROKEN, NOW)
    assert await connection.fetchval("select max(number) from migrations") == 1
    await migrate(connection, FIRST | SECOND, NOW)
    assert [tuple(row) for row in await connection.fetch("select id, more from one")] == [("kept", None)]
    await connection.close()


async def test_a_newer_database_is_refused(postgres: PostgresServer) -> None:
    """The sentence is the one of the other engine."""
    address = await postgres.database()
    engine, newer = await open_engine(address), max(migrating.known()) + 1
    later = {"number": newer, "name": "later", "at": "now"}
    assert await engine.run([Write(migrating.RECORD, later, rows=1)])
    await engine.close()
    with pytest.raises(Problem) as refused:
        await open_engine(address)
    assert (refused.value.key, refused.value.data["found"]) == (Key.DATABASE_NEWER, str(newer))


@pytest.mark.parametrize("wrong", ["password", "database", "server", "no address", "encoding"])
async def test_what_cannot_be_used_is_refused_without_its_address(postgres: PostgresServer, wrong: str) -> None:
    """A wrong password, a database or server that is not there, and one that cannot keep Korean."""
    right = await postgres.database()
    connection = await asyncpg.connect(right)
    await connection.execute("drop database if exists latin")
    await connection.execute("create database latin encoding 'LATIN1' template template0")
    await connection.close()
    address = {
        "password": postgres.address(password="secret-guess"),
        "database": postgres.address("nowhere"),
        "server": f"postgresql://postgres:{PASSWORD}@127.0.0.1:1/x",
        "no address": f"postgresql://postgres:{PASSWORD}@127.0.0.1:port/x",
        "encoding": postgres.address("latin"),
    }[wrong]
    with pytest.raises(CannotConnect) as refused:
        await open_engine(address)
    assert not {PASSWORD, "secret-guess", "127.0.0.1", "nowhere"} & set(str(refused.value).split())
    assert str(refused.value).isidentifier()
