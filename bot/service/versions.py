"""What was published when by whom, and what each publication changed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.publications import Change, Publication, changed_paths, difference
from bot.service.ports.versions import Versions

NEWEST = 2**62
"""A place above every other."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A publication with the files it changed. `first`: of what came before it nothing is kept."""

    publication: Publication
    paths: tuple[str, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What a publication changed; `changes` hold the files that were asked for, `paths` name every one."""

    listed: Listed
    changes: tuple[Change, ...]


class History:
    """Reads what is kept of every publication."""

    def __init__(self, store: Versions) -> None:
        self._store = store

    async def page(self, before: int, most: int) -> Sequence[Listed]:
        """The newest ones below a place, newest first."""
        found = await self._store.publications(before, most)
        if not found:
            return ()
        files = await self._store.digests(found[-1].place - 1, found[0].place)
        return [
            Listed(it, changed_paths(files.get(it.place - 1, {}), files.get(it.place, {})), it.place - 1 not in files)
            for it in found
        ]

    async def compared(self, place: int, path: str = "") -> Compared | None:
        """What it changed, of that file alone if one is named; None for a publication that is not kept."""
        found = await self.page(place + 1, 1)
        if not found or found[0].publication.place != place:
            return None
        paths = () if found[0].first else tuple(it for it in found[0].paths if path in ("", it))
        old, new = await self._store.texts(place - 1, paths), await self._store.texts(place, paths)
        changes = [await asyncio.to_thread(difference, it, old.get(it), new.get(it)) for it in paths]
        return Compared(found[0], tuple(changes))
