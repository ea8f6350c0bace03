"""Forgets what has been kept long enough, by the table that citizens are told of."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.flow import ContactNode
from bot.core.library import Library
from bot.service import failure
from bot.service.ports import Clock, InForce, News
from bot.service.ports.privacy import Erasing

EVERY = timedelta(days=1)
AT_HOUR = 4
"""In Seoul, when nobody waits."""
_SOON = timedelta(minutes=10)  # after a sweep that failed
TOPIC = "privacy"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many conversations and cases were erased, and of how many cases the contact was forgotten."""

    conversations: int
    cases: int
    contacts: int


class Privacy:
    """Sweeps at the start and every night. A night that is left out or comes twice changes nothing."""

    def __init__(self, store: Erasing, in_force: InForce, clock: Clock, news: News) -> None:
        self._store = store
        self._in_force = in_force
        self._clock = clock
        self._news = news

    async def sweep(self, now: datetime) -> Swept:
        """Forgets contacts, cases, conversations, readings and open questions whose time is over.

        What changes now waits a night.
        """
        library, store = self._in_force.library, self._store
        reached = await store.ended_by(now - contacts_kept(library), unforgotten=True)
        contacts = [await store.forget_contact(number) for number in reached]
        ended = await store.ended_by(now - timedelta(days=library.retention["case"].days))
        cases = [await store.erase_case(number, now) for number in ended]
        quiet = await store.quiet_since(now - timedelta(days=library.retention["chat"].days))
        conversations = [await store.erase_conversation(id, now, "kept long enough") for id in quiet]
        await store.forget_reads(now - timedelta(days=library.retention["audit"].days))
        await store.forget_questions(now - timedelta(days=library.retention["questions"].days))
        await store.scrub()
        swept = Swept(sum(conversations), sum(cases), sum(contacts))
        if swept != Swept(0, 0, 0):
            log.info("erased: %s", swept)
        return swept

    async def run(self) -> None:
        """Sweeps until it is cancelled, also when it is told that somebody had everything erased."""
        with self._news.watch(TOPIC) as watch:
            while True:
                await watch.wait((await self._sweep_and_say_when()).total_seconds())

    async def _sweep_and_say_when(self) -> timedelta:
        now = self._clock.now()
        try:
            await self.sweep(now)
        except Exception as error:  # noqa: BLE001  one bad sweep must not end them all
            log.error("sweep of what is kept failed: %s at %s", *failure.kind_and_place(error))
            return _SOON
        return until_night(now)


def contacts_kept(library: Library) -> timedelta:
    """As long as the shortest time that any question for a contact promises."""
    nodes = (node for flow in library.flows.values() for node in flow.nodes.values())
    told = {node.keep for node in nodes if isinstance(node, ContactNode)} & {*library.retention}
    return timedelta(days=min(library.retention[name].days for name in {"contact", *told}))


def until_night(now: datetime) -> timedelta:
    """How long until the next sweep."""
    at = now.replace(hour=AT_HOUR, minute=0, second=0, microsecond=0)
    return (at if at > now else at + EVERY) - now
