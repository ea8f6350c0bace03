"""What the service needs to keep files: a place for their bytes, and what the store knows of them."""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


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


class KnownFiles(Protocol):
    """What the store knows of files."""

    async def knows_file(self, kept: str) -> bool:
        """Whether a message has bytes of that name."""
        ...
