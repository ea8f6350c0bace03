"""A file of the content as it is written in at the desk: what it was opened from, and what became of publishing it."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from bot.service.ports.commits import Uncommitted

NOTHING = ""
"""The mark of a file that is not there, or cannot be read as text."""

State = Literal["live", "ahead", "behind", "new", "lost", "unwritten"]
"""What a text is: in force and on disk; on disk, but another one is in force; in force, but another one is on disk;
on disk and of no version in force; in force, and on disk there is none, or none that can be read; neither in force
nor on disk."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file to write in. `mark` goes back with the text that is published; `title` is what it says it is about."""

    path: str
    text: str
    mark: str
    state: State = "live"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """In force, and on disk. `uncommitted`: why it is not in the history of the checkout, if there is one."""

    version: str
    uncommitted: Uncommitted | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """Nothing was published: the file on disk is another one by now. `text`: None when it is gone or no text."""

    text: str | None
    mark: str


def mark_of(text: str) -> str:
    """What tells one text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def tidy(text: str) -> str:
    """A text as files have it: lines end alike, the last one too."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return f"{lines.rstrip(chr(10))}\n"


def state_of(text: str, in_force: str | None, saved: str | None) -> State:
    """`text` is one of the two; there is one."""
    if saved is None:
        return "lost"
    if in_force is None:
        return "new"
    if saved == in_force:
        return "live"
    return "ahead" if text == saved else "behind"
