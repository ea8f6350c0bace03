"""What can be looked for in cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.core.case import Case
from bot.core.reply import Sender


@dataclass(frozen=True, slots=True)
class Line:
    """A message or a note that holds one of the words."""

    sender: Sender | Literal["note"]
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """A case that holds every word, and where; no line: only its number, kind or packet holds them."""

    case: Case
    lines: tuple[Line, ...]


class Searching(Protocol):
    """Words are found in whatever form of spacing and particle, as they are kept: masked."""

    async def search(self, query: str, most: int) -> Sequence[Found]:
        """The newest cases that hold every word of a query, in what was said, noted or packed; none for no word."""
        ...
