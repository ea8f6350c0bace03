"""What papers for people are made of: the plan of a conversation as it is now."""

from bot.core.plan import Plan, plan_of
from bot.service.ports import Clock, InForce, Store


class Plans:
    """Reads plans anew each time, so that a file never holds a day that was corrected."""

    def __init__(self, store: Store, in_force: InForce, clock: Clock) -> None:
        self._store = store
        self._in_force = in_force
        self._clock = clock

    async def plan(self, conversation: str) -> Plan | None:
        """The plan of a conversation; None for one that has begun no procedure."""
        found = await self._store.conversation(conversation)
        if found is None:
            return None
        library, today = self._in_force.library, self._clock.now().date()
        return plan_of(library.flows, found.flows, found.answers, today, library.calendar)
