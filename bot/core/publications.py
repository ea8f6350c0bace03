"""What was published when by whom, and how two contents differ: files, and lines with their numbers. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

Files = Mapping[str, str]
"""Something of every file by its path, such as `faq/registration.yaml`: its text, or what stands for its text."""

Sign = Literal[" ", "-", "+"]
AROUND = 3
"""So many lines that stayed are shown before and after what changed."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A content as it came into force. `place` counts them from 1; the same `version` may have come more than once.

    `who` is "" where the files were changed outside of the desk; `why` is then "start" or "files".
    """

    place: int
    version: str
    at: datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a difference. `old`, `new` are its numbers from 1 before and after; None where it is not there."""

    sign: Sign
    old: int | None
    new: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """How one file differs. `parts` are runs of lines; between two of them are lines that stayed as they were.

    `was` is False for a file that is new, `stays` for one that is gone.
    """

    path: str
    was: bool
    stays: bool
    parts: tuple[tuple[Line, ...], ...]

    @property
    def added(self) -> int:
        return sum(line.sign == "+" for part in self.parts for line in part)

    @property
    def removed(self) -> int:
        return sum(line.sign == "-" for part in self.parts for line in part)


def changed_paths(old: Files, new: Files) -> tuple[str, ...]:
    """The paths whose text is another one, new or gone, in order."""
    return tuple(sorted(path for path in {*old, *new} if old.get(path) != new.get(path)))


def difference(path: str, old: str | None, new: str | None) -> Change:
    """How a file changed; None: there was none, or there is none."""
    return Change(path, old is not None, new is not None, tuple(_parts(_lines(old), _lines(new))))


def differences(old: Files, new: Files) -> tuple[Change, ...]:
    """How each file changed that did."""
    return tuple(difference(path, old.get(path), new.get(path)) for path in changed_paths(old, new))


def _lines(text: str | None) -> list[str]:
    """By line ends alone: other signs that Python takes for one are part of a line."""
    return text.removesuffix("\n").split("\n") if text else []


def _parts(old: list[str], new: list[str]) -> Iterator[tuple[Line, ...]]:
    """A file of ten thousand lines is compared in a moment, as lines that come again and again are not tried alone."""
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(AROUND):
        part: list[Line] = []
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                stayed = zip(range(old_from, old_to), range(new_from, new_to), strict=True)
                part += (Line(" ", it + 1, other + 1, old[it]) for it, other in stayed)
                continue
            part += (Line("-", it + 1, None, old[it]) for it in range(old_from, old_to))
            part += (Line("+", None, it + 1, new[it]) for it in range(new_from, new_to))
        yield tuple(part)
