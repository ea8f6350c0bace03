"""Papers by name, as every channel gives them out."""

from typing import NamedTuple

from bot.papers import calendar
from bot.service.papers import Plans
from bot.service.ports import Clock, InForce


class Paper(NamedTuple):
    """A file for a person."""

    name: str
    mime: str
    content: bytes


class Papers:
    """Makes the papers of a conversation at the moment they are asked for."""

    def __init__(self, plans: Plans, in_force: InForce, clock: Clock) -> None:
        self.plans = plans
        self._in_force = in_force
        self._clock = clock

    async def calendar(self, conversation: str) -> Paper | None:
        """The days of the plan as a calendar file; None where no day is known."""
        plan = await self.plans.plan(conversation)
        if plan is None or not plan.dated:
            return None
        content = calendar.calendar_file(plan, conversation, self._in_force.library, self._clock.now())
        return Paper(calendar.NAME, calendar.MIME, content)
