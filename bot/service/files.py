"""Files as they come in: kept within their limits before the turn that tells of them, or refused with a sentence."""

from collections.abc import AsyncIterable, AsyncIterator
from datetime import timedelta

from bot.core.errors import Problem
from bot.core.files import ENDINGS, LARGEST, LARGEST_MB, PICTURES, File, FileKind, clean_name, fits
from bot.core.texts import Key
from bot.service.ports import Clock
from bot.service.ports.files import KnownFiles, TooLarge, Vault

STRAY = timedelta(hours=1)
"""How long bytes may be there without a message: those of a turn that never came to its commit go then."""


class Unwanted(Problem):
    """A file that is not taken; nothing of it was kept."""


class Attachments:
    """The bytes of files, and which of them belong to a message."""

    def __init__(self, vault: Vault, known: KnownFiles, clock: Clock) -> None:
        self._vault = vault
        self._known = known
        self._clock = clock

    async def take(self, parts: AsyncIterable[bytes], name: str) -> File:
        """Keeps what comes under that name. Raises Unwanted for what is too large, empty or no type that is taken."""
        try:
            kept = await self._vault.keep(parts, LARGEST)
        except TooLarge:
            raise Unwanted(Key.FILE_TOO_LARGE, **limits()) from None
        name = clean_name(name)
        if kept.type is None or not fits(name, kept.type):
            await self._vault.drop(kept.name)
            raise Unwanted(Key.FILE_TYPE if kept.size else Key.FILE_EMPTY, **limits())
        kind: FileKind = "photo" if kept.type in PICTURES else "document"
        return File(kind, name, kept.size, "", kept.name, kept.type, "here")

    async def read(self, file: File) -> AsyncIterator[bytes] | None:
        """The bytes of a file in parts; None where they are not here."""
        return await self._vault.read(file.kept) if file.state == "here" else None

    async def content(self, file: File) -> bytes | None:
        """The bytes of a file as a whole; None where they are not here."""
        parts = await self.read(file)
        return None if parts is None else b"".join([part async for part in parts])

    async def settle(self, file: File) -> None:
        """After a turn: lets go of bytes that no message tells of, as when it was refused or came a second time."""
        if not await self._known.knows_file(file.kept):
            await self._vault.drop(file.kept)

    async def sweep(self) -> int:
        """Drops what no message tells of and nobody is still sending; how many."""
        old = await self._vault.names(self._clock.now() - STRAY)
        known = await self._known.kept_files()
        strays = [name for name in old if name not in known]
        for name in strays:
            await self._vault.drop(name)
        return len(strays)

    async def drop_removed(self) -> None:
        """Drops the bytes of files that citizens had removed. What is cut off is done again."""
        for name in await self._known.removed_files():
            await self._vault.drop(name)
            await self._known.forget_file(name)


def limits() -> dict[str, str]:
    """The values of the sentences that tell what is taken."""
    pictures, others = PICTURES, (type for type in ENDINGS if type not in PICTURES)
    return {"pictures": ", ".join(pictures), "documents": ", ".join(others), "most": f"{LARGEST_MB}MB"}
