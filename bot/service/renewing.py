"""Content that changes on disk while the service runs: live when it passes, told when it does not."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

from bot.service import failure
from bot.service.ports.content import Disk, Files, Slip
from bot.service.publishing import Publishing

Told = Callable[[tuple[Slip, ...]], Awaitable[None]]
"""Tells those in charge: the problems of what was saved, none when it is live."""

log = logging.getLogger(__name__)


class Renewing:
    """Looks at the content whenever something was saved. A version that does not pass is told once.

    What was told at the start is not told again; a look that failed is taken again with the next tick.
    """

    def __init__(self, publishing: Publishing, read: Callable[[], Disk], told: Told) -> None:
        self._publishing = publishing
        self._read = read
        self._told = told
        self._seen: tuple[Files, tuple[Slip, ...], Files] | None = None
        if not publishing.problems:
            self._seen = (publishing.files, (), publishing.files)
        self._kept_out = bool(publishing.problems)

    async def run(self, changes: Callable[[], AsyncIterator[None]]) -> None:
        """Follows the changes until it is cancelled; folders that are gone are looked for again."""
        while True:
            try:
                async for _ in changes():
                    await self._try()
            except OSError as error:
                log.warning("the content cannot be watched: %s", type(error).__name__)
            await asyncio.sleep(PAUSE)

    async def _try(self) -> None:
        try:
            await self.look()
        except Exception as error:  # noqa: BLE001  what serves stays; the next tick looks again
            log.error("saved content waits: %s at %s", *failure.kind_and_place(error))

    async def look(self) -> None:
        """Takes what is on disk into force, if it, or what is in force, is other than when it was seen last."""
        async with self._publishing.alone():
            disk = await asyncio.to_thread(self._read)
            if (disk.files, disk.unread, self._publishing.files) == self._seen:
                return
            known, before = self._publishing.library.version, self._publishing.problems
            problems = await self._publishing.renew(disk)
            seen = (disk.files, disk.unread, self._publishing.files)
        told_at_start = self._seen is None and problems == before
        self._seen = seen
        if not told_at_start and (problems or self._kept_out or self._publishing.library.version != known):
            await self._told(problems)
        self._kept_out = bool(problems)


PAUSE = 5.0
"""Seconds until folders that are gone are looked for again."""
