"""What is kept of words that are still being written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

DraftKind = Literal["answer", "note"]


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsent words of a consultant about a case."""

    answer: str = ""
    note: str = ""


class Drafts(Protocol):
    """They are erased with the person that the case is of, and gone when they were sent."""

    async def keep_draft(self, number: str, who: str, kind: DraftKind, text: str, now: datetime) -> bool:
        """Keeps words in the place of those before, nothing for none; False where there is no such case."""
        ...

    async def draft(self, number: str, who: str) -> Draft:
        """What that consultant is writing."""
        ...
