"""What was in force, kept: every publication with its files."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.publications import Publication


class Versions(Protocol):
    """Every distinct text of a file is kept once, whichever publications have it."""

    async def keep_version(self, version: str, files: Mapping[str, str], who: str, why: str, now: datetime) -> None:
        """Puts a version of the content in force and keeps its files; forgets what has been kept long enough."""
        ...

    async def version_in_force(self) -> tuple[str, Mapping[str, str]] | None: ...

    async def publications(self, before: int, most: int) -> Sequence[Publication]:
        """The newest ones below a place, newest first."""
        ...

    async def publication(self, place: int) -> Publication | None: ...

    async def digests(self, first: int, last: int) -> Mapping[int, Mapping[str, str]]:
        """What stands for the text of each file, by place; the same text has the same. Places that are gone miss."""
        ...

    async def digests_of(self, path: str, first: int) -> Mapping[int, str]:
        """The same of one file: by place, from that one on."""
        ...

    async def texts(self, place: int, paths: Sequence[str]) -> Mapping[str, str]:
        """The texts of those files as that publication has them; files that it has not are left out."""
        ...
