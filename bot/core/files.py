"""Files that people send one another: what is known of one, and what is taken."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal

FileKind = Literal["photo", "document", "voice", "audio", "video", "sticker", "place", "card", "poll", "other"]
"""Of a place, a card with somebody's number and a poll only that it came is known: nothing of them is kept."""
FileState = Literal["elsewhere", "wanted", "here", "failed", "removed"]
"""Where its bytes are: with its channel alone, still to be fetched, here, not to be had, or removed by who sent it."""

LARGEST_MB = 20
LARGEST = LARGEST_MB * 1_000_000
"""Bytes of a file: a bot of Telegram gets no larger one (core.telegram.org/bots/api, getFile)."""
LONGEST_NAME = 100
_LONGEST_ENDING = 10
ENDINGS: Mapping[str, Sequence[str]] = {
    "jpg": ("jpg", "jpeg"),
    "png": ("png",),
    "heic": ("heic", "heif"),
    "pdf": ("pdf",),
    "docx": ("docx",),
    "xlsx": ("xlsx",),
    "hwp": ("hwp",),
    "hwpx": ("hwpx",),
}
"""The types that are taken, as they are called, with the endings of their names."""
FETCHED: Sequence[FileKind] = ("photo", "document")
"""What is fetched from a channel that only names it, so that it can be opened everywhere."""
REMOVABLE: Sequence[FileKind] = ("photo", "document", "voice", "audio", "video")
"""Of the others nothing is kept."""
PICTURES = ("jpg", "png", "heic")
"""Programs name a picture by the ending of another one: only their content tells them apart."""
_TYPES = {ending: type for type, endings in ENDINGS.items() for ending in endings}


@dataclass(frozen=True, slots=True)
class File:
    """A file as its channel names it. `ref` is what the channel is asked for it with; `size` in bytes, 0: unknown.

    `kept` is the random name its bytes have here, `type` one of ENDINGS as its content tells.
    """

    kind: FileKind
    name: str
    size: int
    ref: str
    kept: str = ""
    type: str = ""
    state: FileState = "elsewhere"


@dataclass(frozen=True, slots=True)
class Held:
    """A file of a citizen, by the place in the conversation it stands at; `conversation`: in one that was joined."""

    place: int
    kind: FileKind
    at: datetime
    removed: bool = False
    conversation: str = ""


def clean_name(name: str) -> str:
    """A name as it may be shown and kept: no folders, no signs that cannot be seen, not longer than LONGEST_NAME."""
    whole = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    seen = "".join(sign for sign in whole if unicodedata.category(sign)[0] != "C").strip(" .")
    ending = PurePosixPath(seen).suffix[:_LONGEST_ENDING]
    return seen if len(seen) <= LONGEST_NAME else seen[: LONGEST_NAME - len(ending)] + ending


def fits(name: str, type: str) -> bool:
    """Whether a file with that name may have that content; a name without an ending may have any that is taken."""
    ending = PurePosixPath(name).suffix.removeprefix(".").lower()
    named = _TYPES.get(ending)
    return type in ENDINGS and (not ending or named == type or (named in PICTURES and type in PICTURES))


def name_to_save(file: File, number: int) -> str:
    """The name a file is given out with: its own, or its message's number, with an ending of what it is."""
    path = PurePosixPath(clean_name(file.name) or f"{number}")
    if not file.type or path.suffix.removeprefix(".").lower() in ENDINGS.get(file.type, ()):
        return path.name
    stem = path.stem if path.suffix.removeprefix(".").lower() in _TYPES else path.name
    return f"{stem}.{file.type}"


def amount(size: int) -> str:
    """A size in bytes as people read it."""
    return f"{max(1, round(size / 1000))}KB" if size < 1_000_000 else f"{size / 1_000_000:.1f}MB"
