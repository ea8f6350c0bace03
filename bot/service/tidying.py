"""The folder of files holds what messages have: neither what was removed nor what never came to a message."""

import logging
from datetime import datetime

from bot.service import failure
from bot.service.files import STRAY, Attachments
from bot.service.ports import Clock, News

log = logging.getLogger(__name__)


class Tidying:
    """Drops at once what was removed, and now and then the bytes of turns that never came to their commit."""

    def __init__(self, files: Attachments, clock: Clock, news: News) -> None:
        self._files = files
        self._clock = clock
        self._news = news
        self._swept: datetime | None = None

    async def run(self) -> None:
        """Tidies until it is cancelled."""
        with self._news.watch("files") as watch:
            while True:
                await self.tidy()
                await watch.wait(STRAY.total_seconds())

    async def tidy(self) -> None:
        """One round. What goes wrong is done in the next."""
        now = self._clock.now()
        try:
            await self._files.drop_removed()
            if self._swept is None or now - self._swept >= STRAY:
                await self._files.sweep()
                self._swept = now
        except Exception as error:  # noqa: BLE001  what was not done is done the next time
            log.error("files were not tidied: %s at %s", *failure.kind_and_place(error))
