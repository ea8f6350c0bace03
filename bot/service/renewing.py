"""Content that changes on disk while the service runs: live when it passes, told when it does not."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

from bot.service.publishing import Disk, Publishing

Told = Callable[[tuple[str, ...]], Awaitable[None]]
"""Tells those in charge: the problems of what was saved, none when it is live."""

log = logging.getLogger(__name__)


class Renewing:
    """Looks at the content whenever something was saved. A version that does not pass is told once."""

    def __init__(self, publishing: Publishing, read: Callable[[], Disk], told: Told) -> None:
        self._publishing = publishing
        self._read = read
        self._told = told
        self._seen = (publishing.files, publishing.problems)

    async def run(self, changes: Callable[[], AsyncIterator[None]]) -> None:
        """Follows the changes until it is cancelled; folders that are gone are looked for again."""
        while True:
            try:
                async for _ in changes():
                    await self.look()
            except OSError as error:
                log.warning("the content cannot be watched: %s", type(error).__name__)
            await asyncio.sleep(PAUSE)

    async def look(self) -> None:
        """Takes what is on disk into force, if it is other than what was seen last."""
        disk = await asyncio.to_thread(self._read)
        if (disk.files, disk.unread) == self._seen:
            return
        known, before = self._publishing.library.version, self._publishing.problems
        self._seen = (disk.files, disk.unread)
        problems = await self._publishing.renew(disk)
        if problems or before or self._publishing.library.version != known:
            await self._told(problems)


PAUSE = 5.0
"""Seconds until folders that are gone are looked for again."""
