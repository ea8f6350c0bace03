"""What a channel remembers of topics: where in the consultants' group each case lives. The store is the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.core.case import Case

ForumState = Literal["flat", "barred", "open"]
"""A group without topics; with topics that the bot may not open; with topics that it may."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Where a case lives: the channel's number of it, the state it was last shown in, and whether it is closed there.

    Closed is a matter of the view: the case itself may be open.
    """

    thread: int
    shown: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Housed:
    """A case and the topic it lives in, if it has one."""

    case: Case
    topic: Topic | None


class Topics(Protocol):
    """Topics by the address of their group. A topic that is lost is still known, so that what is said there is heard.

    A case has at most one that is not.
    """

    async def keep_topic(self, address: str, case: str, topic: Topic, now: datetime) -> int:
        """Keeps that a case lives there; gives the topic it lives in: another one if it had one already."""
        ...

    async def show_topic(self, address: str, topic: Topic) -> None:
        """Keeps how it is shown by now."""
        ...

    async def shut_topic(self, address: str, thread: int, *, closed: bool) -> None:
        """Keeps that it was closed or opened."""
        ...

    async def case_in(self, address: str, thread: int) -> Case | None:
        """The case that a topic belongs to, also one that is lost."""
        ...

    async def housed(self, address: str) -> Sequence[Housed]:
        """Every open case, and those closed ones whose topic is open."""
        ...

    async def redraw(self, address: str, case: Case, now: datetime) -> None:
        """Puts the card of a case into the outbox, so that its place in the group is made right."""
        ...

    async def tell(self, id: str, address: str, case: Case, who: str, text: str, now: datetime) -> None:
        """Puts a word to a consultant about a case into the outbox, once for each id."""
        ...

    async def is_answer(self, conversation: str, ref: str) -> bool:
        """Whether a consultant's message, by the channel's name of it, went to the citizen."""
        ...

    async def forum(self, address: str) -> ForumState | None:
        """What the group was last found to be; None for one that was never looked at."""
        ...

    async def keep_forum(self, address: str, state: ForumState, now: datetime) -> None: ...
