"""Bytes that no message tells of are dropped: those of turns that never came to their commit."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.service import failure
from bot.service.files import STRAY, Attachments

log = logging.getLogger(__name__)


class Tidying:
    """Sweeps at the start, and then now and then."""

    def __init__(self, files: Attachments, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._files = files
        self._sleep = sleep

    async def run(self) -> None:
        """Sweeps until it is cancelled."""
        while True:
            await self._sweep()
            await self._sleep(STRAY.total_seconds())

    async def _sweep(self) -> None:
        try:
            await self._files.sweep()
        except Exception as error:  # noqa: BLE001  one bad sweep must not end them
            log.error("sweep of files failed: %s at %s", *failure.kind_and_place(error))
