"""PostgreSQL: a pool of connections, each turn one transaction that its server has on disk before it is answered.

Nothing is locked by hand. Transactions are READ COMMITTED: of two that change one conversation the second waits at its
`where version = :seen`, then finds no such row and is undone.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

import asyncpg

from bot.store import migrating
from bot.store.codec_parts import stamp
from bot.store.engine import Params, Row, Write, clean

T = TypeVar("T")

CONNECTIONS = 10
SECONDS_TO_CONNECT = 10.0
SECONDS_FOR_A_STATEMENT = 30.0
SECONDS_FOR_VACUUM = 3600.0
STATEMENTS_KEPT = 512
TRIES = 5
"""So often a list is run when another writer was in its way."""

MIGRATING = 4_862_031_907
"""The advisory lock of whoever brings a database up to date; any number, as long as it stays the same."""

DURABLE = "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'"
"""A commit waits for the disk, whatever the server or the role say."""

IN_THE_WAY = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.UniqueViolationError,
)
"""Another writer was in the way, and the whole transaction is undone: run again, a list finds what the other left."""

LOST = (asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError, asyncpg.InterfaceError, OSError)
"""The server went away or was restarted: what had begun is undone, unless it was the commit itself."""

_PARAMETER = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|--[^\n]*|::|:([a-z_]\w*)""", re.IGNORECASE)


class CannotConnect(Exception):
    """There is no such server or database, it refuses us, or it keeps no Korean. Says the kind, never the address."""


class Failed(Exception):
    """What the server did not do. Says the kind alone: its own words quote what was to be written."""


class FateUnknown(Failed):
    """The connection was lost at the commit: the list is kept as a whole or not at all, and nobody here knows which."""


class PostgresEngine:
    """One database of a server. Made by `open_engine`; any number of processes may have it open as well."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool
        self._running: set[asyncio.Task[bool]] = set()

    async def run(self, writes: Sequence[Write]) -> bool:
        """See `Engine.run`. A caller that goes away does not take its writes back."""
        task = asyncio.create_task(_named(self._until_clear(tuple(writes))))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def rows(self, sql: str, values: Params) -> Sequence[Row]:
        text, parameters = positional(sql, clean(values))

        async def read() -> Sequence[Row]:
            return [tuple(row) for row in await self._pool.fetch(text, *parameters)]

        return await _named(_once_more(read))

    async def scrub(self) -> None:
        """Frees the rows that were deleted. The server's own log and its backups keep them for their time."""
        await _named(self._pool.execute("vacuum", timeout=SECONDS_FOR_VACUUM))

    async def close(self) -> None:
        """Ends what is being written, then every connection."""
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._pool.close()

    async def _until_clear(self, writes: Sequence[Write]) -> bool:
        for _ in range(TRIES - 1):
            with suppress(*IN_THE_WAY):
                return await _once_more(lambda: self._transaction(writes))
        return await _once_more(lambda: self._transaction(writes))

    async def _transaction(self, writes: Sequence[Write]) -> bool:
        """Giving the connection back changes nothing of what came out: a list that was kept is never run again."""
        connection = await self._pool.acquire()
        try:
            return await _kept(connection, writes)
        finally:
            with suppress(asyncpg.PostgresError, *LOST):  # the pool has ended it, and opens another when it is needed
                await self._pool.release(connection)


async def open_engine(address: str) -> PostgresEngine:
    """Connects to a database, `postgresql://user:password@host/name`, and brings it up to date.

    Raises Problem when it is newer than this code, CannotConnect.
    """
    try:
        pool = await asyncpg.create_pool(
            address,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=SECONDS_TO_CONNECT,
            command_timeout=SECONDS_FOR_A_STATEMENT,
            statement_cache_size=STATEMENTS_KEPT,
            init=_prepare,
            reset=_leave,
        )
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError) as error:
        raise CannotConnect(type(error).__name__) from None
    try:
        async with pool.acquire() as connection:
            await _named(migrate(connection, migrating.known(), datetime.now(UTC)))
    except Failed as error:
        await pool.close()
        raise CannotConnect(str(error)) from None
    except BaseException:  # also when the start is cancelled: no pool stays open; raised on
        await pool.close()
        raise
    return PostgresEngine(pool)


async def migrate(
    connection: "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]",
    migrations: Mapping[int, tuple[str, tuple[str, ...]]],
    now: datetime,
) -> None:
    """Brings a database up to date in one transaction, one process after the other. Raises Problem for a newer one."""
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock($1)", MIGRATING, timeout=None)
        await connection.execute(migrating.CREATE)
        newest = await connection.fetchval(migrating.NEWEST)
        for number, (name, statements) in migrating.pending(newest, migrations).items():
            for statement in statements:
                await connection.execute(statement)
            text, values = positional(migrating.RECORD, {"number": number, "name": name, "at": stamp(now)})
            await connection.execute(text, *values)


def positional(sql: str, values: Params) -> tuple[str, list[str | int | None]]:
    """The statement with `$1`, `$2` for its `:names`, and their values in that order."""
    text, names = _translated(sql)
    return text, [values[name] for name in names]


@lru_cache(maxsize=STATEMENTS_KEPT)
def _translated(sql: str) -> tuple[str, tuple[str, ...]]:
    """Strings, quoted names, comments and `::` stay as they are."""
    places: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        name = found[1]
        return f"${places.setdefault(name, len(places) + 1)}" if name else found[0]

    return _PARAMETER.sub(place, sql), tuple(places)


async def _kept(connection: "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]", writes: Sequence[Write]) -> bool:
    """Runs a list as one transaction. Raises one of LOST when it is undone, FateUnknown when nobody knows."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        fitting = await _fit(connection, writes)
    except BaseException:  # also when the turn is cancelled: the transaction is undone; raised on
        await _undo(transaction)
        raise
    if not fitting:
        await transaction.rollback()
        return False
    try:
        await transaction.commit()
    except LOST as error:
        raise FateUnknown(type(error).__name__) from None
    return True


async def _fit(connection: "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]", writes: Sequence[Write]) -> bool:
    """Runs a list up to the first statement that touches other rows than expected."""
    for write in writes:
        text, values = positional(write.sql, clean(write.values))
        status = await connection.execute(text, *values)
        if write.rows is not None and int(status.split()[-1]) != write.rows:
            return False
    return True


async def _undo(transaction: asyncpg.transaction.Transaction) -> None:
    """A server that is gone has undone it by itself."""
    with suppress(asyncpg.PostgresError, *LOST):
        await transaction.rollback()


async def _once_more(deed: Callable[[], Awaitable[T]]) -> T:
    """Does it again, on another connection, when one turned out to be lost."""
    try:
        return await deed()
    except LOST:
        return await deed()


async def _named(deed: Awaitable[T]) -> T:
    """What goes wrong is raised as its kind."""
    try:
        return await deed
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise Failed(type(error).__name__) from None


async def _prepare(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.execute(DURABLE)
    if connection.get_settings().server_encoding != "UTF8":
        raise asyncpg.InterfaceError("a database that cannot keep Korean")


async def _leave(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """A connection goes back as it is: nothing here changes its session."""
