"""What the service needs to keep files: a place for their bytes, and what the store knows of them."""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.files import File
from bot.core.reply import Reply, Sender
from bot.service.ports.outbox import Refused, Wait


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are kept under a random name. `type` is one of `core.files.ENDINGS`, None for anything else."""

    name: str
    size: int
    type: str | None


class TooLarge(Exception):
    """More bytes than may be kept; none of them was."""


class Vault(Protocol):
    """Bytes under random names. What ends in the middle leaves at most what nobody knows of."""

    async def keep(self, parts: AsyncIterable[bytes], most: int) -> Kept:
        """Returns after the bytes are on the disk. Raises TooLarge as soon as there are more than `most`."""
        ...

    async def read(self, name: str) -> AsyncIterator[bytes] | None:
        """The bytes in parts; None when they are gone."""
        ...

    async def drop(self, name: str) -> None: ...

    async def names(self, before: datetime) -> Sequence[str]:
        """What has been there unchanged since that moment, also what was never finished."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file of a message whose bytes are still with its channel; `attempts` counts how often they were asked for."""

    conversation: str
    number: int
    sender: Sender
    file: File
    attempts: int = 0


class Source(Protocol):
    """A channel that has the bytes of files. Raises nothing that it can name as an outcome."""

    async def fetch(self, wanted: Wanted) -> bytes | Wait | Refused: ...


class KnownFiles(Protocol):
    """What the store knows of files. What is to be fetched is a row, written in the transaction of its turn."""

    async def knows_file(self, kept: str) -> bool:
        """Whether a message has bytes of that name."""
        ...

    async def kept_files(self) -> frozenset[str]:
        """The names of all bytes that messages have."""
        ...

    async def removed_files(self) -> Sequence[str]:
        """The names of bytes whose files were removed, and which may still be there."""
        ...

    async def forget_file(self, kept: str) -> None:
        """The bytes of that name are gone."""
        ...

    async def to_fetch(self, now: datetime) -> Sequence[Wanted]:
        """What is due, of each conversation in order; not all at once."""
        ...

    async def next_fetch(self, now: datetime) -> datetime | None:
        """When the next one that waits comes due."""
        ...

    async def fetching(self, wanted: Wanted, until: datetime) -> bool:
        """Keeps the attempt. Until that moment nobody else tries; False when it is not wanted any more."""
        ...

    async def fetched(self, wanted: Wanted, file: File) -> bool:
        """Keeps where its bytes are now; False when it is not wanted any more."""
        ...

    async def fetch_later(self, wanted: Wanted, at: datetime, *, counts: bool) -> None:
        """To be tried again at that moment; `counts`: it was an attempt."""
        ...

    async def not_fetched(self, wanted: Wanted, now: datetime, told: Sequence[Reply], about: str | None) -> None:
        """Never; `told` are words to the desk about it, and `about` the number of the case they are of."""
        ...
