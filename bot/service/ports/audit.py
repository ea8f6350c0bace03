"""What the service needs to keep of who has read which case."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.audit import Read, Reader, Sought, Way


class Audit(Protocol):
    """The log of readings. It is added to, and what is old is taken off; nothing in it is changed."""

    async def note(self, reader: Reader, way: Way, number: str, now: datetime, within: timedelta) -> None:
        """Adds a line, unless the same is there already since `within`. A case that is none gets no line."""
        ...

    async def read(self, sought: Sought, most: int) -> Sequence[Read]:
        """The newest lines of those that are wanted."""
        ...

    async def readers(self) -> Sequence[str]:
        """The names in the log."""
        ...

    async def forget_reads(self, before: datetime) -> None: ...
