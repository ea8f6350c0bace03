"""The library in force: which one it is, and how another takes its place. Only what passed every check ever does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.core.errors import Problem
from bot.core.library import Library
from bot.core.texts import Key
from bot.service.ports import Clock, Store
from bot.service.ports.content import Build, Disk, Files, Slip


class Publishing:
    """Implements `ports.InForce`. Taking a new library into force is one assignment, after it is stored."""

    def __init__(self, store: Store, clock: Clock, build: Build) -> None:
        self._store = store
        self._clock = clock
        self._build = build
        self._library: Library | None = None
        self._files: Files = {}
        self._problems: tuple[Slip, ...] = ()
        self._one_at_a_time = asyncio.Lock()

    @property
    def build(self) -> Build:
        """What reads and checks files."""
        return self._build

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Nothing else is put in force until the block ends."""
        async with self._one_at_a_time:
            yield

    @property
    def library(self) -> Library:
        """The library in force. Raises Problem before the start."""
        if self._library is None:
            raise Problem(Key.NO_CONTENT)
        return self._library

    @property
    def problems(self) -> tuple[Slip, ...]:
        """The problems of the content on disk, while an older version serves."""
        return self._problems

    @property
    def files(self) -> Files:
        """The files of the library in force."""
        return self._files

    async def start(self, on_disk: Files) -> tuple[Slip, ...]:
        """Takes the content on disk into force if it passes, else the version that was in force.

        Returns the problems of the content on disk, for staff. Raises Problem when neither can be had.
        """
        built = await asyncio.to_thread(self._build, on_disk)
        stored = await self._store.version_in_force()
        if isinstance(built, Library):
            if stored is None or stored[0] != built.version:
                await self.put_in_force(on_disk, built, who="", why="start")
            self._library, self._files = built, on_disk
            return ()
        if stored is None:
            raise Problem(Key.NO_CONTENT)
        again = await asyncio.to_thread(self._build, stored[1])
        if not isinstance(again, Library):
            raise Problem(Key.NO_CONTENT)
        self._library, self._files, self._problems = again, stored[1], built.problems
        return built.problems

    async def publish(self, files: Files, who: str, why: str) -> tuple[Slip, ...]:
        """Builds and checks files and puts them in force. Returns the problems; with any, nothing changes."""
        async with self._one_at_a_time:
            built = await asyncio.to_thread(self._build, files)
            if not isinstance(built, Library):
                return built.problems
            await self.put_in_force(files, built, who, why)
            return ()

    async def renew(self, disk: Disk) -> tuple[Slip, ...]:
        """Takes what is on disk now into force if it passes. Returns its problems; with any, what serves stays.

        Called within `alone`, in which `disk` was read: what is published meanwhile would be taken back.
        """
        if disk.files == self._files and not disk.unread:
            self._problems = ()
            return ()
        built = await asyncio.to_thread(disk.build, disk.files)
        if not isinstance(built, Library):
            self._problems = built.problems
        elif built.version == self.library.version:
            self._problems = ()
        else:
            await self.put_in_force(disk.files, built, who="", why="files")
        return self._problems

    def deepen(self, seen: Library, deeper: Library) -> None:
        """Puts the same content, understood more deeply, in the place of the library that was seen, if it still is."""
        if self._library is seen:
            self._library = deeper

    async def put_in_force(
        self, files: Files, library: Library, who: str, why: str, problems: tuple[Slip, ...] = ()
    ) -> None:
        """Stores a version that has passed every check, then takes it into force.

        `problems`: what is still wrong on disk, in other files.
        """
        await self._store.keep_version(library.version, files, who, why, self._clock.now())
        self._library, self._files, self._problems = library, files, problems
