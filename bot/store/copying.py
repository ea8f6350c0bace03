"""Copies of a whole database: of SQLite by its own backup beside a product that writes, of PostgreSQL by pg_dump."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import asyncpg

from bot.store import migrating, sql_backup
from bot.store.postgres import SECONDS_TO_CONNECT, positional

DUMP, RESTORE = "pg_dump", "pg_restore"
CANNOT_COPY = (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError, ValueError)
"""What a copy raises of a database that is broken, away or not ours."""
OTHERS = """
select count(*) from pg_stat_activity
 where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""
LOOKS, SECONDS_BETWEEN = 10, 0.2  # a program that has just ended is seen for a moment still
TABLES = "select count(*) from information_schema.tables where table_schema = current_schema()"


def is_broken(error: BaseException) -> bool:
    """Whether one of CANNOT_COPY says that a file of SQLite is no sound database, and not that it cannot be reached."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)


def is_unreached(error: BaseException) -> bool:
    """Whether one of CANNOT_COPY says that a file of SQLite cannot be read or copied now: no room, no right, in use."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR


class NoTool(Exception):
    """A program of PostgreSQL that is needed is not installed, or failed. `name` is which, `failed` whether it ran."""

    def __init__(self, name: str, *, failed: bool = False) -> None:
        super().__init__(name)
        self.name = name
        self.failed = failed


@dataclass(frozen=True, slots=True)
class Copied:
    """What is in a copy: its newest migration, and the files its messages have."""

    migration: int
    files: frozenset[str]


def copy_sqlite(source: Path, target: Path) -> Copied:
    """The database as it is at this moment, in one file. Raises sqlite3.Error, also for one that is broken."""
    address = f"file:{quote(str(source))}?mode=rw"
    with closing(sqlite3.connect(address, uri=True)) as here, closing(sqlite3.connect(target)) as copy:
        here.backup(copy)
        copy.execute("pragma journal_mode = delete")
    return inspect_sqlite(target)


def inspect_sqlite(file: Path) -> Copied:
    """What is in a database, every page of which is looked at. Raises sqlite3.Error for none, or a broken one."""
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=rw", uri=True)) as copy:
        if copy.execute("pragma quick_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("broken")
        newest = copy.execute(migrating.NEWEST).fetchone()[0]
        known = copy.execute("select count(*) from pragma_table_info('files') where name = 'kept'").fetchone()[0]
        files = frozenset(str(row[0]) for row in copy.execute(sql_backup.KEPT_FILES)) if known else frozenset()
    return Copied(newest, files)


def holds_people(file: Path) -> bool:
    """Whether a database of SQLite is there that somebody has used. One that cannot be read counts as used."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=rw", uri=True)) as here:
            return bool(here.execute(sql_backup.PEOPLE).fetchone()[0])
    except sqlite3.Error:
        return True


def replace_sqlite(copy: Path, target: Path) -> None:
    """Puts a copy in the place of a database that nobody has open: at once, and with nothing left of the old one."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(target)) as old:
        old.execute("pragma wal_checkpoint(truncate)")
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    copy.chmod(0o600)
    copy.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


async def erased_since(where: str | Path, made: str) -> tuple[str, ...]:
    """The cases that were erased since a moment, of a database that may be older or newer. Raises CANNOT_COPY."""
    if isinstance(where, Path):
        with closing(sqlite3.connect(f"file:{quote(str(where))}?mode=rw", uri=True)) as here:
            return tuple(str(row[0]) for row in here.execute(sql_backup.ERASED_SINCE, {"since": made}))
    connection = await asyncpg.connect(where)
    try:
        text, values = positional(sql_backup.ERASED_SINCE, {"since": made})
        return tuple(str(row[0]) for row in await connection.fetch(text, *values))
    finally:
        await connection.close()


def newest_moment(file: Path) -> str | None:
    """The stamp of the last that happened in a database of SQLite. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=rw", uri=True)) as here:
        return here.execute(sql_backup.NEWEST_MOMENT).fetchone()[0]  # type: ignore[no-any-return]  # a text or null


async def newest_migration(address: str) -> int:
    """Of a database of PostgreSQL; 0 before its first. Raises CANNOT_COPY."""
    connection = await asyncpg.connect(address, timeout=SECONDS_TO_CONNECT)
    try:
        return int(await connection.fetchval(migrating.NEWEST))
    except asyncpg.UndefinedTableError:
        return 0
    finally:
        await connection.close()


async def copy_postgres(address: str, target: Path) -> Copied:
    """The database as it is at this moment, as pg_dump writes it. Raises NoTool, OSError, asyncpg.PostgresError."""
    _run(DUMP, address, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    connection = await asyncpg.connect(address)
    try:
        newest = await connection.fetchval(migrating.NEWEST)
        try:
            files = frozenset(str(row[0]) for row in await connection.fetch(sql_backup.KEPT_FILES))
        except (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError):  # older than the first file
            files = frozenset()
    finally:
        await connection.close()
    return Copied(int(newest), files)


async def state_of_postgres(address: str) -> tuple[int, bool]:
    """How many others are connected to a database, and whether somebody has used it."""
    connection = await asyncpg.connect(address)
    try:
        others = await _others(connection)
        with suppress(asyncpg.UndefinedTableError):
            return others, bool(await connection.fetchval(sql_backup.PEOPLE))
        return others, bool(await connection.fetchval(TABLES))
    finally:
        await connection.close()


async def _others(connection: "asyncpg.Connection[asyncpg.Record]") -> int:
    for _ in range(LOOKS - 1):
        if not await connection.fetchval(OTHERS):
            return 0
        await asyncio.sleep(SECONDS_BETWEEN)
    return int(await connection.fetchval(OTHERS))


def replace_postgres(copy: Path, address: str) -> None:
    """Puts what pg_dump wrote in the place of a database's tables, all or nothing. Raises NoTool."""
    _run(RESTORE, address, "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", str(copy))


def _run(name: str, address: str, *arguments: str) -> None:
    """Runs a program of PostgreSQL. The password stands in its environment, where other users cannot read it."""
    program = shutil.which(name)
    if program is None:
        raise NoTool(name)
    bare, environment = _without_password(address)
    command = [program, "--no-password", f"--dbname={bare}", *arguments]
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        raise NoTool(name, failed=True)


def _without_password(address: str) -> tuple[str, Mapping[str, str]]:
    parts = urlsplit(address)
    user, _, host = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    netloc = f"{name}@{host}" if name else host
    return parts._replace(netloc=netloc).geturl(), {"PGPASSWORD": unquote(password)} if password else {}
