"""The content as files of text: what is wrong with them, which ones there are, and the folder that holds them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from bot.core.gaps import Proposal
from bot.core.keeping import ChangedLaw
from bot.core.library import Library

Files = Mapping[str, str]
"""The content as text by path, such as `faq/registration.yaml`."""


@dataclass(frozen=True, slots=True, order=True)
class Slip:
    """What is wrong at a line (from 1) of a file, in a sentence for staff. A warning is shown, but stops nothing."""

    file: str
    line: int
    text: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Unfit:
    """Files that did not pass: every error of every file."""

    problems: tuple[Slip, ...]


Build = Callable[[Files], Library | Unfit]
"""Reads and checks files. Slow (seconds) and pure; it runs in a thread."""

Deepen = Callable[[Files, Library], Library | None]
"""The same library, understanding what its questions mean as well; None while that is still being learnt.

It may raise whatever learning raises; it runs in a thread.
"""


@dataclass(frozen=True, slots=True)
class Disk:
    """The content on disk at one moment. `unread` tells the files that could not be read; `build` knows of them."""

    files: Files
    build: Build
    unread: tuple[Slip, ...] = ()


Group = Literal["faq", "flow", "words", "table"]
"""Questions and answers, procedures, sentences of the bot, tables."""


Kind = Literal["topic", "flow"]
"""What staff begin a file for: questions and answers, or a procedure."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the content in a list of them: its title and owner as far as it says them, and how much is in it.

    `drafts`: how much of that nobody sees yet.
    """

    path: str
    group: Group
    title: str
    owner: str
    entries: int
    drafts: int = 0


class Folder(Protocol):
    """The folder of the content, and what can be told of files without learning. Everything here blocks.

    `largest`: bytes of one file.
    """

    @property
    def largest(self) -> int: ...

    def read(self) -> Disk: ...

    def look(self, files: Files, path: str) -> tuple[Slip, ...]:
        """What is wrong in the structure of these files: all of it at `path`, elsewhere only the errors."""
        ...

    def trial(self, files: Files, path: str) -> Library | Unfit:
        """The library with what is a draft at `path`, whether or not tests and examples hold. Here it is learnt."""
        ...

    def pages(self, files: Files) -> Sequence[Page]: ...

    def drafted(self, files: Files, near: str, asks: Sequence[str], answers: Sequence[str]) -> Proposal | None:
        """A draft of an entry beside the nearest one, made from questions and from what was answered to them."""
        ...

    def phrased(self, files: Files, entry: str, asks: Sequence[str]) -> Proposal | None:
        """Further phrasings of an entry. None, as of a draft, where there is nothing to write it into."""
        ...

    def is_of_staff(self, path: str) -> bool:
        """Whether a path is one at which staff begin a file, and take it away."""
        ...

    def begun(self, files: Files, kind: Kind, name: str, title: str, today: date) -> Proposal:
        """A first text of a new file, which passes as a draft. Raises Problem for a name that cannot be taken."""
        ...

    def with_entry(self, files: Files, path: str, name: str, today: date) -> Proposal:
        """A draft of an entry at the end of a file of questions. Raises Problem, also where none fits there."""
        ...

    def with_changed_law(self, files: Files, law: ChangedLaw) -> tuple[str, str]:
        """The path and the new text of the table of changed laws, with one more."""
        ...

    def write(self, path: str, text: str) -> None:
        """Puts the text in the place of the file's, whole or not at all. Raises OSError."""
        ...

    def remove(self, path: str) -> None:
        """Takes the file away, if it is there. Raises OSError."""
        ...
