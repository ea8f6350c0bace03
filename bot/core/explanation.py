"""Why a sentence was understood as it was: made only where somebody asks for it, never on a turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Phrasings = Mapping[str, Sequence[str]]
"""The known sentences of each entry, and of each kind of what is not ours, by its name."""


@dataclass(frozen=True, slots=True)
class Read:
    """How a sentence is read before anything is compared.

    `understood` is what is compared, `dropped` the politeness left out of it, `added` the words it also stands for.
    `rule` is the kind of what is not ours that a rule gives it at once, `ruled_by` the words by which.
    """

    text: str
    understood: str
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    rule: str | None = None
    ruled_by: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word, and its share (0 to 1) of the weight of all the words that speak for the first entry."""

    word: str
    share: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry or a kind with its score (no unit, more is better) and the nearest sentence known of it (0 to 1)."""

    name: str
    score: float
    nearest: str
    nearness: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What a sentence was judged by.

    `right` is the probability that the first entry answers it, `ours` that the content holds an answer at all; `known`
    the share of the sentence that stands in any known one; `meant` tells whether its sentence vector was asked as well.
    Where a rule judged, or there was no word, all is nothing.
    """

    read: Read
    band: Literal["answer", "offer", "none"]
    entries: tuple[Candidate, ...] = ()
    kind: Candidate | None = None
    words: tuple[Weighed, ...] = ()
    right: float = 0.0
    ours: float = 0.0
    known: float = 0.0
    meant: bool = False

    @property
    def margin(self) -> float:
        """By how much the first entry is ahead of the next; 0 where there are not two."""
        return self.entries[0].score - self.entries[1].score if len(self.entries) > 1 else 0.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """A message as a whole, then by itself each question in it, where it is more than one sentence.

    `answer_from` is the least `right` of what is answered, `offer_from` the least `ours` of what is offered.
    """

    answer_from: float
    offer_from: float
    whole: Judged
    sentences: tuple[Judged, ...] = ()
