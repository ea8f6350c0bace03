"""News within the process: who waits at a topic is told that something new is saved."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class LocalNews:
    """Implements `ports.News`. Nothing is kept: who waits reads the store afterwards."""

    def __init__(self) -> None:
        self._watches: dict[str, set[LocalWatch]] = {}

    def tell(self, topic: str) -> None:
        for watch in self._watches.get(topic, ()):
            watch.told.set()

    async def wait(self, topic: str, seconds: float) -> None:
        """Returns at the next news of that topic, or after that time."""
        with self.watch(topic) as watch:
            await watch.wait(seconds)

    @contextmanager
    def watch(self, topic: str) -> "Iterator[LocalWatch]":
        """See `ports.News.watch`."""
        watch = LocalWatch()
        watches = self._watches.setdefault(topic, set())
        watches.add(watch)
        try:
            yield watch
        finally:
            watches.discard(watch)
            if not watches:
                self._watches.pop(topic, None)


class LocalWatch:
    """Implements `ports.Watch`."""

    def __init__(self) -> None:
        self.told = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.told.wait()
        except TimeoutError:
            return
        self.told.clear()
