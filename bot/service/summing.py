"""What was counted during a day is summed up in the night: the same numbers in fewer rows."""

import logging
from datetime import datetime

from bot.service import failure
from bot.service.ports import Clock, News
from bot.service.ports.figures import Statistics
from bot.service.privacy import until_night

TOPIC = "figures"

log = logging.getLogger(__name__)


class Summing:
    """Sums up at the start and every night. A night that is left out, or comes at two instances, changes no number."""

    def __init__(self, store: Statistics, clock: Clock, news: News) -> None:
        self._store = store
        self._clock = clock
        self._news = news

    async def sweep(self, now: datetime) -> None:
        """Sums up every day before today that is not summed up yet."""
        for day in await self._store.unsummed(now.date()):
            await self._store.sum_up(day)

    async def run(self) -> None:
        """Sweeps until it is cancelled."""
        with self._news.watch(TOPIC) as watch:
            while True:
                now = self._clock.now()
                try:
                    await self.sweep(now)
                except Exception as error:  # noqa: BLE001  one bad sweep must not end them all
                    log.error("sums were not made: %s at %s", *failure.kind_and_place(error))
                await watch.wait(until_night(now).total_seconds())
