"""The folder of files: bytes under random names, outside of whatever the web serves."""

import asyncio
import contextlib
import mmap
import os
import re
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from bot.core.file_types import type_of
from bot.service.ports.files import Kept, TooLarge

_NAME_BYTES = 16
_NAME = re.compile(r"[0-9a-f]{32}(\.part)?")
_UNFINISHED = ".part"
_PART = 256 * 1024


class Folder:
    """Implements `service.ports.files.Vault`. For its owner's eyes only; made when the first file is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def keep(self, parts: AsyncIterable[bytes], most: int) -> Kept:
        name = token_hex(_NAME_BYTES)
        file = await asyncio.to_thread(self._begin, name)
        try:
            with file:
                size = 0
                async for part in parts:
                    size += len(part)
                    if size > most:
                        raise TooLarge
                    await asyncio.to_thread(file.write, part)
                return Kept(name, size, await asyncio.to_thread(self._finish, file, name))
        except BaseException:  # whatever ends it, half a file is of no use; raised on
            with contextlib.suppress(OSError):
                self._at(name + _UNFINISHED).unlink()
            raise

    async def read(self, name: str) -> AsyncIterator[bytes] | None:
        try:
            file = await asyncio.to_thread(self._at(name).open, "rb")
        except FileNotFoundError:
            return None
        return _parts(file)

    async def drop(self, name: str) -> None:
        await asyncio.to_thread(self._at(name).unlink, missing_ok=True)

    async def names(self, before: datetime) -> Sequence[str]:
        return await asyncio.to_thread(self._names, before.timestamp())

    def _at(self, name: str) -> Path:
        """Raises ValueError for a name that was never given here, and so could lead elsewhere."""
        if not _NAME.fullmatch(name):
            raise ValueError("no name of a file")
        return self._path / name

    def _begin(self, name: str) -> BinaryIO:
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._at(name + _UNFINISHED), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        return os.fdopen(handle, "wb")

    def _finish(self, file: BinaryIO, name: str) -> str | None:
        """Everything is on the disk before the name is: a power cut leaves the whole file or none. Tells its type."""
        file.flush()
        os.fsync(file.fileno())
        unfinished = self._at(name + _UNFINISHED)
        type = _type(unfinished)
        unfinished.rename(self._at(name))
        folder = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return type

    def _names(self, before: float) -> Sequence[str]:
        if not self._path.is_dir():
            return ()
        found = [it for it in self._path.iterdir() if _NAME.fullmatch(it.name)]
        return tuple(it.name for it in found if it.stat().st_mtime < before)


def _type(path: Path) -> str | None:
    if path.stat().st_size == 0:
        return None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return type_of(content)


async def _parts(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while part := await asyncio.to_thread(file.read, _PART):
            yield part
