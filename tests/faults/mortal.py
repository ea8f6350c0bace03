"""The product in a process of its own, built from ports that kill it at a named place, as a power cut would."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from time import perf_counter, time
from typing import Literal, cast

from bot.app import Ports, serve
from bot.config import Settings, Telegram
from bot.logs import configure_logging
from bot.service.news import LocalNews, LocalWatch
from bot.service.publishing import Disk
from bot.store.store import SqlStore
from tests.support.fakes import NOON
from tests.talk.small import small_library

DATABASE, LOG = "bot.sqlite3", "product.log"
SPEED = 60
"""A second of ours is so many of the product's: nobody waits for the pace of a chat, and all waits keep their order."""

forks = multiprocessing.get_context("forkserver")
forks.set_forkserver_preload([__name__])  # what is imported once is there in every process


@dataclass(frozen=True, slots=True)
class Point:
    """Before or after a call of a method of the store, the so-maniest since it was armed."""

    method: str
    when: Literal["before", "after"]
    nth: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a product lives: the folder of its data, its bot, and when its story began, in seconds of ours."""

    folder: Path
    bot: Telegram
    begun: float = field(default_factory=time)

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    @property
    def settings(self) -> Settings:
        secret = "a secret of the tests, long enough"
        return Settings(0, "127.0.0.1", False, self.folder, self.database, self.folder, "", secret, self.bot)


class Mortal:
    """A port around another. It kills its process at its point, once that is armed."""

    def __init__(self, port: object, point: Point, armed: "Synchronized[int]") -> None:
        self._port = port
        self._point = point
        self._armed = armed
        self._calls = 0

    def __getattr__(self, name: str) -> object:
        found = getattr(self._port, name)
        return partial(self._called, found) if name == self._point.method else found

    async def _called(self, call: Callable[..., Awaitable[object]], *given: object, **named: object) -> object:
        self._calls += self._armed.value
        reached = self._armed.value and self._calls == self._point.nth
        if reached and self._point.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = await call(*given, **named)
        if reached:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


@dataclass(frozen=True, slots=True)
class QuickClock:
    """It is noon when a story begins, and time goes faster than ours, across a restart too."""

    begun: float

    def now(self) -> datetime:
        return NOON + timedelta(seconds=(time() - self.begun) * SPEED)


class QuickNews(LocalNews):
    """News whose waits are as much shorter as the clock is faster."""

    @contextmanager
    def watch(self, topic: str) -> "Iterator[LocalWatch]":
        with super().watch(topic) as watch:
            yield cast(LocalWatch, _QuickWatch(watch))


@dataclass(frozen=True, slots=True)
class _QuickWatch:
    watch: LocalWatch

    async def wait(self, seconds: float) -> None:
        await self.watch.wait(seconds / SPEED)


def live(place: Place, point: Point | None, armed: "Synchronized[int]", tells: Connection) -> None:
    """What the process does: serves until it is ended. What it logs goes to a file."""
    log = os.open(place.folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for standard in (1, 2):
        os.dup2(log, standard)
    configure_logging()

    def around(store: SqlStore) -> SqlStore:
        return store if point is None else cast(SqlStore, Mortal(store, point, armed))

    content = Disk({}, lambda files: small_library())
    ports = Ports(QuickClock(place.begun), QuickNews(), lambda settings: content, around)
    asyncio.run(serve(place.settings, lambda house: tells.send(None), lambda problems: None, ports))


class Life:
    """One process of the product. `ready` is when it answered, in seconds after its start; None before."""

    def __init__(self, place: Place, point: Point | None = None) -> None:
        self.ready: float | None = None
        self._armed = forks.Value("i", 0)
        self._hears, tells = forks.Pipe(duplex=False)
        self._process = forks.Process(target=live, args=(place, point, self._armed, tells))
        self._begun = perf_counter()
        self._process.start()
        tells.close()

    def arm(self) -> None:
        """From now on the calls of its point are counted."""
        self._armed.value = 1

    def stop(self) -> None:
        """Asks it to end."""
        self._process.terminate()

    async def ends(self) -> int:
        """Waits until it is ready, and until it has ended. Gives how: a negative number is a signal."""
        await _readable(self._hears.fileno())
        if self._hears.poll():
            self.ready = perf_counter() - self._begun
        await _readable(self._process.sentinel)
        code = self._process.exitcode
        self._process.close()
        self._hears.close()
        assert code is not None
        return code


class Lives:
    """The processes of one product, one after the other, until `over`. `ended` is how each ended."""

    def __init__(self, place: Place, point: Point | None = None) -> None:
        self._place = place
        self.all = [Life(place, point)]
        self.ended: list[int] = []
        self.over = False
        self.changed = asyncio.Event()

    async def keep(self) -> None:
        """Starts it again, without a point, whenever it has ended."""
        while True:
            self.ended.append(await self.all[-1].ends())
            self.changed.set()
            if self.over or self.all[-1].ready is None:
                return
            self.all.append(Life(self._place))


@asynccontextmanager
async def living(place: Place, point: Point | None = None) -> AsyncIterator[Lives]:
    """A product that is started again whenever it is killed, until the block ends."""
    lives = Lives(place, point)
    keeping = asyncio.create_task(lives.keep())
    try:
        yield lives
    finally:
        lives.over = True
        lives.all[-1].stop()
        await keeping


async def _readable(handle: int) -> None:
    """Waits until something can be read there, or it was closed at the other end."""
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(handle, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(handle)
