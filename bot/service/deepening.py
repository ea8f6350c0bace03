"""What the questions of the content mean, taken into force once it is learnt; words alone serve meanwhile."""

import asyncio
import logging

from bot.core.library import Library
from bot.service import failure
from bot.service.ports.content import Deepen
from bot.service.publishing import Publishing

log = logging.getLogger(__name__)


class Deepening:
    """Looks after every library that comes into force, once; where learning fails it serves on as it is."""

    def __init__(self, publishing: Publishing, deepen: Deepen) -> None:
        self._publishing = publishing
        self._deepen = deepen
        self._done: Library | None = None

    async def run(self) -> None:
        """Looks again and again until it is cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(PAUSE)

    async def look(self) -> None:
        """Takes the library in force one step on, if it has not been deepened yet."""
        seen = self._publishing.library
        if seen is self._done:
            return
        try:
            deeper = await asyncio.to_thread(self._deepen, self._publishing.files, seen)
        except Exception as error:  # noqa: BLE001  what serves stays: it only understands less
            log.error("what questions mean is not learnt: %s at %s", *failure.kind_and_place(error))
            deeper = seen
        if deeper is not None:
            self._publishing.deepen(seen, deeper)
            self._done = deeper


PAUSE = 2.0
"""Seconds between two looks."""
