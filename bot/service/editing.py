"""One file of the content at a time, written at the desk: opened, looked at as one types, published with a reason.

What is published is the version in force with that file anew, checked whole. The file on disk must be the one that it
was opened from: whoever else wrote it meanwhile, here or with an editor of their own, is never overwritten unseen.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date

from bot.core.desk_texts import DeskKey
from bot.core.errors import Problem
from bot.core.gaps import Proposal
from bot.core.keeping import ChangedLaw
from bot.core.library import Library
from bot.service.opened import NOTHING, Changed, Opened, Published, mark_of, state_of, tidy
from bot.service.ports.commits import Commits, Uncommitted
from bot.service.ports.content import Files, Folder, Kind, Page, Slip, Unfit
from bot.service.publishing import Publishing

_MOST_KEPT = 3
"""Libraries of unsaved texts that are kept: of whoever tries one out before publishing it."""


class Editing:
    """What the editor at the desk does. Whatever reads, checks or learns runs in a thread."""

    def __init__(self, publishing: Publishing, folder: Folder, commits: Commits | None = None) -> None:
        self._publishing = publishing
        self._folder = folder
        self._commits = commits
        self._built: OrderedDict[tuple[object, ...], Library | Unfit] = OrderedDict()
        self._one_look = asyncio.Lock()
        self._one_build = asyncio.Lock()

    @property
    def largest(self) -> int:
        """Bytes of one file."""
        return self._folder.largest

    @property
    def library(self) -> Library:
        """The library in force."""
        return self._publishing.library

    @property
    def paths(self) -> frozenset[str]:
        """Of the files in force."""
        return frozenset(self._publishing.files)

    @property
    def problems(self) -> tuple[Slip, ...]:
        """What keeps the content on disk from coming into force."""
        return self._publishing.problems

    async def files(self) -> Sequence[Page]:
        """Every file of the version in force, and those on disk that are in none yet."""
        disk = await asyncio.to_thread(self._folder.read)
        return await asyncio.to_thread(self._folder.pages, {**disk.files, **self._publishing.files})

    async def page(self, path: str, text: str | None = None) -> Page | None:
        """That file as it is in force, or as it is in that text."""
        found = self._publishing.files.get(path) if text is None else tidy(text)
        pages = () if found is None else await asyncio.to_thread(self._folder.pages, {path: found})
        return next(iter(pages), None)

    def is_of_staff(self, path: str) -> bool:
        """Whether a path is one at which staff begin a file, and take it away."""
        return self._folder.is_of_staff(path)

    async def begun(self, kind: Kind, name: str, title: str, today: date) -> Proposal:
        """A first text of a new file; nothing is written. Raises Problem for a name that cannot be taken."""
        return await asyncio.to_thread(self._folder.begun, self._publishing.files, kind, name, title, today)

    async def with_entry(self, path: str, text: str, name: str, today: date) -> Proposal:
        """The text of a file of questions with a draft of an entry at its end. Raises Problem."""
        return await asyncio.to_thread(self._folder.with_entry, await self.having(path, text), path, name, today)

    async def open(self, path: str, *, from_disk: bool = False, anew: bool = False) -> Opened:
        """The file as it is in force; `from_disk`: as it is saved, which may not pass. Raises Problem for none.

        `anew`: one that is neither is empty, where staff may begin it.
        """
        in_force, saved = self._publishing.files.get(path), await self._saved(path)
        text = saved if saved is not None and (from_disk or in_force is None) else in_force
        if text is None:
            if anew and await self._is_free(path):
                return Opened(path, "", NOTHING, "unwritten")
            raise Problem(DeskKey.CONTENT_NO_FILE)
        (page,) = await asyncio.to_thread(self._folder.pages, {path: text})
        mark = NOTHING if saved is None else mark_of(text)
        return Opened(path, text, mark, state_of(text, in_force, saved), page.title)

    async def look(self, path: str, text: str) -> tuple[Slip, ...]:
        """What is wrong in the structure of this text, and by it elsewhere. Raises Problem for no file."""
        files = await self.having(path, text)
        async with self._one_look:
            return await asyncio.to_thread(self._folder.look, files, path)

    async def built(self, files: Files) -> Library | Unfit:
        """These files checked whole, as they are published. Takes seconds; the last few are kept."""
        return await self._made(("built", *sorted(files.items())), lambda: self._publishing.build(files))

    async def trial(self, path: str, text: str) -> Library | Unfit:
        """Likewise to try it out, with what is a draft in that file, whether or not tests and examples hold."""
        files = await self.having(path, text)
        return await self._made((path, *sorted(files.items())), lambda: self._folder.trial(files, path))

    async def _made(self, key: tuple[object, ...], make: Callable[[], Library | Unfit]) -> Library | Unfit:
        """One at a time: a second one who wants the same waits for it."""
        async with self._one_build:
            if key not in self._built:
                self._built[key] = await asyncio.to_thread(make)
            self._built.move_to_end(key)
            while len(self._built) > _MOST_KEPT:
                self._built.popitem(last=False)
            return self._built[key]

    async def drafted(self, near: str, asks: Sequence[str], answers: Sequence[str]) -> Proposal | None:
        """A draft of an entry, in its file as that is in force."""
        return await asyncio.to_thread(self._folder.drafted, self._publishing.files, near, asks, answers)

    async def phrased(self, entry: str, asks: Sequence[str]) -> Proposal | None:
        """Further phrasings of an entry, in its file as that is in force."""
        return await asyncio.to_thread(self._folder.phrased, self._publishing.files, entry, asks)

    async def publish(self, path: str, text: str, opened: str, who: str, why: str) -> Published | Unfit | Changed:
        """Writes the file and puts it in force, when it passes and its file is still the one that was opened.

        `opened` is the mark of that one. A text that is live already, as one sent twice, is no second version. Raises
        Problem for no file, and when the file cannot be written.
        """
        async with self._publishing.alone():
            if await self._is_live(path, text):
                return Published(self._publishing.library.version)
            return await self._change(path, await self.having(path, text), opened, who, why)

    async def retire(self, path: str, opened: str, who: str, why: str) -> Published | Unfit | Changed:
        """Takes a file of staff's away, when everything else passes without it; `opened` as in `publish`.

        Raises Problem for no file, for one that the bot always needs, and when the folder cannot be written.
        """
        async with self._publishing.alone():
            return await self._change(path, self.without(path), opened, who, why)

    async def left(self, path: str) -> tuple[Slip, ...]:
        """What would be wrong elsewhere in the structure without that file. Raises Problem as `retire` does."""
        files = self.without(path)
        async with self._one_look:
            return await asyncio.to_thread(self._folder.look, files, path)

    async def _change(self, path: str, files: Files, opened: str, who: str, why: str) -> Published | Unfit | Changed:
        """Puts these files in force, which differ at that path, and its file on disk."""
        if changed := await self._changed(path, opened):
            return changed
        built = await self.built(files)
        if isinstance(built, Unfit):
            return built
        if changed := await self._changed(path, opened):
            return changed
        await self._take(path, files, built, who, why)
        return Published(built.version, await self._committed(path, who, why))

    async def mark_changed(self, law: ChangedLaw, who: str) -> Published | Unfit | Changed:
        """Notes in the table of changed laws that an article is another one. Raises Problem where there is no table."""
        files = self._publishing.files
        path, text = self._folder.with_changed_law(files, law)
        return await self.publish(path, text, mark_of(files.get(path, "")), who, f"{law.article} ({law.day})")

    async def _take(self, path: str, files: Files, library: Library, who: str, why: str) -> None:
        """The file first, as the next start takes what is on disk; it is as before when the store does not keep it."""
        disk = await asyncio.to_thread(self._folder.read)
        alike = _but(disk.files, path) == _but(files, path)
        rest = () if alike else self._publishing.problems
        was = disk.files.get(path)
        try:
            await asyncio.to_thread(self._put, path, files.get(path))
        except OSError:
            raise Problem(DeskKey.CONTENT_NOT_WRITTEN) from None
        taken = False
        try:
            await self._publishing.put_in_force(files, library, who, why, rest)
            taken = True
        finally:
            if not taken and (was is not None or path not in self._publishing.files):
                await asyncio.to_thread(self._put, path, was)

    def _put(self, path: str, text: str | None) -> None:
        """On disk; None: there is none. Raises OSError."""
        if text is None:
            self._folder.remove(path)
        else:
            self._folder.write(path, text)

    async def _is_live(self, path: str, text: str) -> bool:
        return self._publishing.files.get(path) == await self._saved(path) == tidy(text)

    async def _committed(self, path: str, who: str, why: str) -> Uncommitted | None:
        """One after the other, as two commands of git at once are in each other's way."""
        return await asyncio.to_thread(self._commits.commit, path, who, why) if self._commits else None

    async def _changed(self, path: str, opened: str) -> Changed | None:
        saved = await self._saved(path)
        mark = NOTHING if saved is None else mark_of(saved)
        return None if mark == opened else Changed(saved, mark)

    async def _saved(self, path: str) -> str | None:
        """The text of the file on disk now."""
        disk = await asyncio.to_thread(self._folder.read)
        return disk.files.get(path)

    def without(self, path: str) -> Files:
        """The files in force without that one. Raises Problem as `retire` does."""
        if path not in self._publishing.files:
            raise Problem(DeskKey.CONTENT_NO_FILE)
        if not self.is_of_staff(path):
            raise Problem(DeskKey.CONTENT_STAYS)
        return _but(self._publishing.files, path)

    async def having(self, path: str, text: str) -> Files:
        """The files in force with that one anew, which may be a new one of staff's. Raises Problem for no file."""
        in_force = self._publishing.files
        if path not in in_force and await self._saved(path) is None and not await self._is_free(path):
            raise Problem(DeskKey.CONTENT_NO_FILE)
        return {**in_force, path: tidy(text)}

    async def _is_free(self, path: str) -> bool:
        """Whether staff may begin a file there. One on disk that cannot be read is not written over unseen."""
        disk = await asyncio.to_thread(self._folder.read)
        unread = any(slip.file == path for slip in disk.unread)
        return self._folder.is_of_staff(path) and path not in {*disk.files, *self._publishing.files} and not unread


def _but(files: Files, path: str) -> Files:
    return {other: text for other, text in files.items() if other != path}
