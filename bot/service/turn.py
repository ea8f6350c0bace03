"""One turn: load, decide, save, tell. A turn that fails is a turn."""

import asyncio
import logging
import random
from collections.abc import Callable

from bot.core.conversation import Decision, Situation
from bot.core.event import Edited, Event, Removed, Said, Sent, Tapped
from bot.core.library import Library
from bot.service import failure
from bot.service.ports import Clock, InForce, News, Repeated, Saved, Stale, Store
from bot.service.queues import Queues
from bot.talk.decide import decide as talk

Decide = Callable[[Event, Situation, Library], Decision]

ROUNDS = 20
"""So often a turn is loaded and decided again because another event came between; then it has failed."""

AT_ONCE = 2
"""So many rounds follow each other at once; before every other one comes a pause."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.002, 0.05
"""Seconds that the first of these pauses lasts at the most, and that any does: twice as long every time."""

log = logging.getLogger(__name__)


class TooManyRounds(Exception):
    """Other events of the conversation came between in every round."""


class Turns:
    """Takes events, in order within a conversation, and returns after what they did is saved."""

    def __init__(self, store: Store, in_force: InForce, clock: Clock, news: News, decide: Decide = talk) -> None:
        self._store = store
        self._in_force = in_force
        self._clock = clock
        self._news = news
        self._decide = decide
        self._queues = Queues()

    async def take(self, event: Event) -> Saved | Repeated:
        """Carries an event through and returns after the commit: from then on it may be acknowledged.

        Raises only what the store raises that cannot even keep a failed turn; then nothing was written.
        """
        async with self._queues.turn(event.conversation):
            library = self._in_force.library
            try:
                taken = await self._carry(event, library)
            except Exception as error:  # noqa: BLE001  whatever a turn raises, the person gets an answer
                log.error("turn failed: %s in %s at %s", *failure.kind_and_place(error), type(event).__name__)
                taken = await self._fail(event, library, error)
        if isinstance(taken, Saved):
            self._tell(event, taken)
        return taken

    async def _carry(self, event: Event, library: Library) -> Saved | Repeated:
        for place in range(ROUNDS):
            await _give_way(place)
            seen = await self._store.load(event, self._clock.now())
            if isinstance(seen, Repeated):
                return seen
            saved = await self._store.save(seen, event, await self._decided(event, seen, library))
            if not isinstance(saved, Stale):
                return saved
        raise TooManyRounds

    async def _decided(self, event: Event, seen: Situation, library: Library) -> Decision:
        """Texts are understood in a worker thread, so that a slow question never holds the others."""
        if isinstance(event, Said | Edited | Sent):
            return await asyncio.to_thread(self._decide, event, seen, library)
        return self._decide(event, seen, library)

    async def _fail(self, event: Event, library: Library, error: Exception) -> Saved:
        kind = type(error).__name__
        reply, told = failure.replies(event, library, kind)
        return await self._store.failed(event, self._clock.now(), reply, kind, told)

    def _tell(self, event: Event, saved: Saved) -> None:
        for conversation in {event.conversation, saved.conversation}:
            self._news.tell(f"conversation:{conversation}")
        if saved.conversation not in ("", event.conversation):  # perhaps begun anew, with everything erased before
            self._news.tell("privacy")
        self._news.tell("wakes")
        self._news.tell("outbox")
        if isinstance(event, Removed | Tapped):
            self._news.tell("files")
        if saved.told or saved.case is not None:
            self._news.tell("desk")


async def _give_way(place: int) -> None:
    """A pause of chance before a late round: instances that load and save in step overtake one of them every time."""
    if place >= AT_ONCE:
        longest = min(SHORTEST_PAUSE * 2.0 ** (place - AT_ONCE), LONGEST_PAUSE)
        await asyncio.sleep(random.uniform(0, longest))
