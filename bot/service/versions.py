"""What was published when by whom, what each publication changed, and taking one back for one file."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.publications import Change, Publication, changed_paths, difference
from bot.service.editing import Editing
from bot.service.opened import Changed, Opened, Published
from bot.service.ports.content import Unfit
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
    """What a publication changed: the files that were asked for."""

    listed: Listed
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Older:
    """A file as it was before a publication: `text`, beside what is `opened` now, which `change` leads back from.

    `later` are the newer publications that changed it too, newest first: they are taken back as well.
    """

    listed: Listed
    text: str
    opened: Opened
    change: Change
    later: tuple[Publication, ...]


class History:
    """Reads what is kept of every publication, and publishes again what was before one."""

    def __init__(self, store: Versions, editing: Editing) -> None:
        self._store = store
        self._editing = editing

    async def page(self, before: int, most: int, path: str = "") -> Sequence[Listed]:
        """The newest ones below a place, newest first; those that changed that file, if one is named."""
        if path:
            places = [it for it in await self._places(path, 1) if it < before][:most]
            listed = [await self._listed(place) for place in places]
            return [it for it in listed if it and not it.first]
        found = await self._store.publications(before, most)
        files = await self._store.digests(found[-1].place - 1, found[0].place) if found else {}
        return [
            Listed(it, changed_paths(files.get(it.place - 1, {}), files.get(it.place, {})), it.place - 1 not in files)
            for it in found
        ]

    async def compared(self, place: int, path: str = "") -> Compared | None:
        """What it changed, of that file alone if one is named; None for a publication that is not kept."""
        listed = await self._listed(place)
        if listed is None:
            return None
        paths = () if listed.first else tuple(it for it in listed.paths if path in ("", it))
        old, new = await self._store.texts(place - 1, paths), await self._store.texts(place, paths)
        changes = [await asyncio.to_thread(difference, it, old.get(it), new.get(it)) for it in paths]
        return Compared(listed, tuple(changes))

    async def older(self, place: int, path: str) -> Older | None:
        """The file as it was before that publication; None where it did not change it, or there was none before.

        A file that is gone by now is `unwritten`. Raises Problem for a gone one that is not of staff.
        """
        listed = await self._listed(place)
        if listed is None or listed.first or path not in listed.paths:
            return None
        text = (await self._store.texts(place - 1, (path,))).get(path)
        if text is None:
            return None
        opened = await self._editing.open(path, anew=True)
        later = [await self._store.publication(it) for it in await self._places(path, place) if it > place]
        now = None if opened.state == "unwritten" else opened.text
        change = await asyncio.to_thread(difference, path, now, text)
        return Older(listed, text, opened, change, tuple(it for it in later if it))

    async def take_back(self, older: Older, opened: str, who: str, why: str) -> Published | Unfit | Changed:
        """Publishes it by the same checks as anything, when what is on disk is still what was looked at."""
        return await self._editing.publish(older.opened.path, older.text, opened, who, why)

    async def _listed(self, place: int) -> Listed | None:
        found = await self.page(place + 1, 1)
        return found[0] if found and found[0].publication.place == place else None

    async def _places(self, path: str, first: int) -> Sequence[int]:
        """Where the file became another one, or went, newest first."""
        known = await self._store.digests_of(path, first)
        perhaps = {*known, *(it + 1 for it in known)}
        return sorted((it for it in perhaps if known.get(it - 1) != known.get(it)), reverse=True)
