"""A backup: one file with a database as it was at one moment, and the files that its messages have."""

import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Literal, cast

from bot.store.codec_parts import Json, Unreadable, fields, loaded, text_of, whole_number

EngineName = Literal["sqlite", "postgresql"]
Progress = Callable[[int, int], None]
"""Told how many of how many files are done."""
FORMAT = 1
_ABOUT, _DATABASE, _FILES = "backup.json", "database", "files/"
_PART = ".part"


class Broken(Exception):
    """No backup of ours, or not all of it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself. `made` is a stamp, `migration` the newest one of its database."""

    made: str
    version: str
    engine: EngineName
    migration: int
    files: int
    format: int = FORMAT


@contextmanager
def staged(beside: Path) -> Iterator[Path]:
    """A folder for what is under way, on the same disk as that file, and gone afterwards."""
    beside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=beside.parent, prefix=".backup-") as folder:
        yield Path(folder)


def write(target: Path, about: About, database: Path, folder: Path, names: Iterable[str], progress: Progress) -> int:
    """Writes a backup whole or not at all, for its owner's eyes only; how many files were gone meanwhile.

    Raises FileExistsError, OSError.
    """
    part, gone, wanted = target.with_name(target.name + _PART), 0, sorted(names)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                archive.write(database, _DATABASE)
                for place, name in enumerate(wanted, 1):
                    progress(place, len(wanted))
                    gone += not _added(archive, folder / name)
                told = json.dumps({**asdict(about), "files": len(wanted) - gone})
                archive.writestr(_ABOUT, told)
            file.flush()
            os.fsync(file.fileno())
        os.link(part, target)  # unlike a renaming it replaces nothing
    finally:
        part.unlink(missing_ok=True)
    return gone


def _added(archive: zipfile.ZipFile, file: Path) -> bool:
    """False for one that its sender took back since the database was copied."""
    try:
        archive.write(file, _FILES + file.name)
    except FileNotFoundError:
        return False
    return True


def read(file: Path) -> About:
    """What a backup says of itself, after every byte of it was read. Raises Broken."""
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.testzip() is not None:
                raise Broken
            about = _about(archive.read(_ABOUT).decode())
            kept = [name for name in archive.namelist() if name.startswith(_FILES)]
            if _DATABASE not in archive.namelist() or len(kept) != about.files:
                raise Broken
            return about
    except (
        zipfile.BadZipFile,
        KeyError,
        UnicodeDecodeError,
        Unreadable,
        OSError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise Broken from error


def _about(text: str) -> About:
    data: dict[str, Json] = fields(loaded(text))
    engine = text_of(data.get("engine"))
    if engine not in ("sqlite", "postgresql") or data.get("format") != FORMAT:
        raise Broken
    counted = whole_number(data.get("migration")), whole_number(data.get("files"))
    return About(text_of(data.get("made")), text_of(data.get("version")), cast(EngineName, engine), *counted)


def take_out(file: Path, database: Path) -> None:
    """Puts the database of a backup there."""
    with zipfile.ZipFile(file) as archive, archive.open(_DATABASE) as source, database.open("wb") as target:
        copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())


def put_files(file: Path, folder: Path, progress: Progress) -> frozenset[str]:
    """Puts the files of a backup beside those that are there; their names. No name leads out of the folder."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with zipfile.ZipFile(file) as archive:
        kept = [item for item in archive.infolist() if item.filename.startswith(_FILES)]
        for place, item in enumerate(kept, 1):
            progress(place, len(kept))
            name = Path(item.filename).name
            part = folder / (name + _PART)
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with archive.open(item) as source, os.fdopen(handle, "wb") as target:
                copyfileobj(source, target)
                target.flush()
                os.fsync(target.fileno())
            part.replace(folder / name)
    return frozenset(Path(item.filename).name for item in kept)
