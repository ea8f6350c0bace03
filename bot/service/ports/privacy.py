"""What the service needs in order to forget people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Why = Literal["asked", "kept long enough"]
"""Why something was erased: the person wanted it, or its time was over."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """What there is of one person: their conversation, the numbers of their cases, how many messages."""

    conversation: str
    cases: tuple[str, ...]
    messages: int


class Erasing(Protocol):
    """Erasing for good. Each call is one transaction; what of it was changed meanwhile is left, and False given."""

    async def belongings(self, number: str) -> Belongings | None:
        """What there is of the person of a case; None for a number that was never given, or was erased."""
        ...

    async def quiet_since(self, before: datetime) -> Sequence[str]:
        """Conversations that never came to a case, or no longer have one, and in which nobody wrote since then."""
        ...

    async def ended_by(self, before: datetime, *, unforgotten: bool = False) -> Sequence[str]:
        """The numbers of cases that were closed by then and are closed still; or those whose contact is still kept."""
        ...

    async def erase_conversation(self, conversation: str, now: datetime, why: Why) -> bool:
        """Takes a person out of every table. Of their cases it stays known that they were, without a word."""
        ...

    async def erase_case(self, number: str, now: datetime) -> bool:
        """Takes a closed case with all that was said by its end; the conversation goes on without it."""
        ...

    async def forget_contact(self, number: str) -> bool:
        """Takes telephone numbers and e-mail addresses out of a closed case and of what was said by its end."""
        ...

    async def forget_reads(self, before: datetime) -> None:
        """Takes off the log of readings what is older."""
        ...

    async def forget_questions(self, before: datetime) -> None:
        """Forgets of older questions that they were left open, and of older answers whether they helped."""
        ...

    async def scrub(self) -> None:
        """Lets nothing of what was erased stay in files of the database."""
        ...
