"""What may be counted of all that is kept, and of what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.core.figures import Counted


@dataclass(frozen=True, slots=True)
class NotHelped:
    """An answer that did not help: its entry, the (masked) words it was given to, and when that was said."""

    entry: str
    question: str
    at: datetime


class Statistics(Protocol):
    """Numbers without a word of anybody. All but messages and faults stay when the people are erased."""

    async def counted(self, since: datetime) -> Sequence[Counted]:
        """Everything from that moment on, in order, but for entries and steps: those are of the whole stretch."""
        ...

    async def figures(self, since: date) -> Sequence[Counted]:
        """What was counted by day from that day on, in order, without entries, steps, messages and faults."""
        ...

    async def steps(self, since: date) -> Sequence[Counted]:
        """Entries and steps from that day on, each in one sum."""
        ...

    async def came_to(self) -> Sequence[Counted]:
        """Outcomes, members and jobs of all time, each in one sum."""
        ...

    async def counting_since(self) -> date | None:
        """The day from which on questions and steps are counted; None before the first start."""
        ...

    async def not_helped(self, since: date, most: int) -> Sequence[NotHelped]:
        """Answers that did not help, the newest first: for who sits at the desk."""
        ...

    async def unsummed(self, today: date) -> Sequence[date]:
        """Days before today that are not summed up yet."""
        ...

    async def sum_up(self, day: date) -> bool:
        """Puts sums in the place of what was added for a day; False when something came between."""
        ...
