"""What was typed and where people stand, for what a change of the content would do to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.conversation import Conversation
from bot.core.impact import Gets


@dataclass(frozen=True, slots=True)
class Typed:
    """A (masked) text that a citizen wrote and the bot answered itself. `asked`: a question of a flow was open."""

    text: str
    at: datetime
    asked: bool


class Pasts(Protocol):
    """All of it is read only."""

    async def typed(self, least: int) -> Sequence[Typed]:
        """What was typed last, the newest first: whole days, until there are so many, or all there is.

        Taps, texts that were edited away, and what was said to a consultant are left out.
        """
        ...

    async def walking(self) -> Sequence[Conversation]:
        """Every conversation in which a procedure is open."""
        ...


class Remembered(Protocol):
    """What past questions got by a matcher, kept between two looks without their words."""

    def recall(self, matcher: str) -> Mapping[str, Gets]:
        """By the mark of each text."""
        ...

    def keep(self, matcher: str, verdicts: Mapping[str, Gets]) -> None: ...

    def mark(self, text: str) -> str: ...
