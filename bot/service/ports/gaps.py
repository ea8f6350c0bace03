"""What the service needs to keep of questions that were left open."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.gaps import Question, Said, Settled, Written


class Gaps(Protocol):
    """Questions without an answer. Their words are those of the conversation, and go with it."""

    async def left_open(self, since: datetime) -> Sequence[Question]:
        """Every question that was left open since then, the oldest first."""
        ...

    async def written(self, case: str, since: datetime, most: int) -> Sequence[Written]:
        """What consultants wrote in a case from then on, the first so many; read by `service.readings` alone."""
        ...

    async def said(self, case: str) -> Said:
        """Who has worked at a case, and every text of its citizen; read by `service.readings` alone."""
        ...

    async def settle(self, questions: Sequence[Question], settled: Settled) -> None:
        """What staff say of these questions."""
        ...
