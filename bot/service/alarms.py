"""Timers that have come due become events. Timers are rows: one that came due while nothing ran is heard at start."""

import logging
from datetime import datetime, timedelta

from bot.service import failure
from bot.service.ports import Clock, News, Saved, Store
from bot.service.turn import Turns

LONGEST_WAIT = timedelta(minutes=1)
SHORTEST_WAIT = timedelta(seconds=1)

log = logging.getLogger(__name__)


class Alarms:
    """Sweeps the timers every minute, or as soon as the next one is due."""

    def __init__(self, store: Store, turns: Turns, clock: Clock, news: News) -> None:
        self._store = store
        self._turns = turns
        self._clock = clock
        self._news = news

    async def sweep(self, now: datetime) -> tuple[Saved, ...]:
        """Takes every timer that is due at `now`, oldest first, and gives what each left behind."""
        taken = [await self._turns.take(woke) for woke in await self._store.due(now)]
        return tuple(saved for saved in taken if isinstance(saved, Saved))

    async def run(self) -> None:
        """Sweeps until it is cancelled. A store that cannot write now is tried again at the next sweep."""
        with self._news.watch("wakes") as watch:
            while True:
                await watch.wait(await self._sweep_and_say_when())

    async def _sweep_and_say_when(self) -> float:
        """Sweeps, and says in how many seconds to sweep again."""
        try:
            await self.sweep(self._clock.now())
            return await self._until_next()
        except Exception as error:  # noqa: BLE001  one bad sweep must not end the alarms
            log.error("sweep failed: %s at %s", *failure.kind_and_place(error))
            return LONGEST_WAIT.total_seconds()

    async def _until_next(self) -> float:
        at = await self._store.next_wake()
        wait = LONGEST_WAIT if at is None else min(at - self._clock.now(), LONGEST_WAIT)
        return max(wait, SHORTEST_WAIT).total_seconds()
