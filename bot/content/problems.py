"""What is wrong in the content: file, line and a sentence in plain Korean, collected and shown at once."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from bot.content.sentences import Sentence, tell

Level = Literal["error", "warning"]
ALIKE = 0.6  # from here on two names count as a slip of the same name
MOST_SHOWN = 8  # names that can be written; more would be too long to read


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One slip, at its line (from 1). A warning is shown, but stops nothing."""

    file: str
    line: int
    text: str
    level: Level = "error"

    def __str__(self) -> str:
        text = tell(Sentence.WARNED, text=self.text) if self.level == "warning" else self.text
        return f"{self.file}:{self.line}: {text}"


class Unfit(Exception):
    """The content cannot be put in force; `problems` says why."""

    def __init__(self, problems: Iterable["Problem"]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems in the content")


@dataclass(slots=True)
class Desk:
    """Where problems are laid down. The same sentence at the same line is laid down once."""

    problems: list[Problem] = field(default_factory=list)
    known: set[Problem] = field(init=False)

    def __post_init__(self) -> None:
        self.known = set(self.problems)

    def add(self, file: str, line: int, text: str, level: Level = "error") -> None:
        problem = Problem(file, line, text, level)
        if problem not in self.known:
            self.known.add(problem)
            self.problems.append(problem)

    def errors_in(self, file: str) -> bool:
        """Whether that file has an error: what follows from one is not reported too."""
        return any(problem.file == file and problem.level == "error" for problem in self.problems)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant. Korean is compared letter by letter, not by syllables."""
    known = {unicodedata.normalize("NFD", each): each for each in names}
    near = get_close_matches(unicodedata.normalize("NFD", name), known, n=1, cutoff=ALIKE)
    return known[near[0]] if near else None


def meant(name: str, names: Iterable[str]) -> str:
    """What was probably meant, or what can be written, or nothing when that would be too long; after a space."""
    known = list(dict.fromkeys(names))
    near = nearest(name, known)
    if near is not None:
        return " " + tell(Sentence.MEANT, near=near)
    if 0 < len(known) <= MOST_SHOWN:
        return " " + tell(Sentence.CAN_BE_WRITTEN, known=", ".join(known))
    return ""


def no_such(what: Sentence, name: str, names: Iterable[str]) -> str:
    """That there is no flow, node, rule, … of that name, and which was probably meant."""
    return tell(Sentence.NO_SUCH, name=name, what=tell(what)) + meant(name, names)


def summary(problems: Iterable[Problem]) -> str:
    """How many there are to mend, in one line."""
    levels = [problem.level for problem in problems]
    counts = ((Sentence.TO_MEND, levels.count("error")), (Sentence.WARNINGS, levels.count("warning")))
    return ", ".join(tell(what, count=count) for what, count in counts if count) or tell(Sentence.NOTHING_WRONG)
