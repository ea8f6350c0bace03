"""Files that a channel only names are fetched, one after the other; no turn waits for them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from bot.core.desk_texts import DeskKey
from bot.core.reply import Reply
from bot.service import failure
from bot.service.files import Attachments, Unwanted, limits
from bot.service.ports import Clock, InForce, News, Refused, Store, Wait
from bot.service.ports.files import Source, Wanted

LONGEST_FETCH = 120.0
"""Seconds after which a fetch that hangs is given up."""
LAST_ATTEMPT = 12
"""After so many attempts that went wrong nobody tries any more, and a person is told."""
LONGEST_PAUSE = 600.0
LONGEST_WAIT = timedelta(minutes=1)
SHORTEST_WAIT = 0.01

log = logging.getLogger(__name__)


class FileFetching:
    """Fetches what waits from one channel. A fetch that is cut off is tried again."""

    def __init__(
        self, store: Store, source: Source, files: Attachments, clock: Clock, news: News, in_force: InForce
    ) -> None:
        self._store = store
        self._source = source
        self._files = files
        self._clock = clock
        self._news = news
        self._in_force = in_force

    async def run(self) -> None:
        """Fetches until it is cancelled."""
        with self._news.watch("outbox") as watch:
            while True:
                await watch.wait(await self._settle_and_say_when())

    async def settle(self) -> None:
        """Fetches until nothing is due any more."""
        while due := await self._store.to_fetch(self._clock.now()):
            for wanted in due:
                await self._fetch(wanted)

    async def _settle_and_say_when(self) -> float:
        try:
            await self.settle()
            at: datetime | None = await self._store.next_fetch(self._clock.now())
        except Exception as error:  # noqa: BLE001  a store that cannot answer now is asked again
            log.error("fetching failed: %s at %s", *failure.kind_and_place(error))
            return LONGEST_WAIT.total_seconds()
        wait = LONGEST_WAIT if at is None else min(at - self._clock.now(), LONGEST_WAIT)
        return max(wait.total_seconds(), SHORTEST_WAIT)

    async def _fetch(self, wanted: Wanted) -> None:
        until = self._clock.now() + timedelta(seconds=2 * LONGEST_FETCH)
        if not await self._store.fetching(wanted, until):
            return
        outcome = await self._outcome(wanted)
        if isinstance(outcome, Wait) and not (outcome.counts and wanted.attempts + 1 >= LAST_ATTEMPT):
            again = self._clock.now() + timedelta(seconds=outcome.seconds)
            await self._store.fetch_later(wanted, again, counts=outcome.counts)
        elif outcome is not None:
            await self._failed(wanted, outcome.error)
        self._news.tell(f"conversation:{wanted.conversation}")
        self._news.tell("desk")

    async def _outcome(self, wanted: Wanted) -> Wait | Refused | None:
        """What went wrong, None where nothing did."""
        try:
            async with asyncio.timeout(LONGEST_FETCH):
                fetched = await self._source.fetch(wanted)
            return await self._kept(wanted, fetched) if isinstance(fetched, bytes) else fetched
        except Exception as error:  # noqa: BLE001  a channel or a disk that breaks on one file must not lose it
            kind, place = failure.kind_and_place(error)
            log.error("a file was not fetched: %s at %s", kind, place)
            return Wait(min(2.0**wanted.attempts, LONGEST_PAUSE), kind)

    async def _kept(self, wanted: Wanted, content: bytes) -> Refused | None:
        """Keeps what was fetched, unless it is no file that may be opened here, or was removed meanwhile."""
        try:
            file = await self._files.take(_whole(content), wanted.file.name)
        except Unwanted as unwanted:
            return Refused(unwanted.key.value)
        await self._store.fetched(wanted, file)
        await self._files.settle(file)
        return None

    async def _failed(self, wanted: Wanted, error: str) -> None:
        """It stays with its channel. Whoever believes that the other side has it is told."""
        log.warning("a file was not fetched for good: %s", error)
        case = await self._store.newest_case(wanted.conversation)
        told: tuple[Reply, ...] = ()
        if case and wanted.sender == "consultant" and not await self._store.is_pushed(wanted.conversation):
            words = self._in_force.library.text(DeskKey.DESK_FILE_NOT_SENT, case=case.number, most=limits()["most"])
            told = (Reply(words, to=case.owner or "desk"),)
        await self._store.not_fetched(wanted, self._clock.now(), told, case.number if case else None)


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content
