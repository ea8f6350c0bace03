"""Questions that the bot left open: not understood, offered to no use, answered to no use; and groups of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Why = Literal["missed", "refused", "not helped"]
"""How it was left open: nothing was found, none of what was offered was meant, the answer did not help."""
WHYS: tuple[Why, ...] = get_args(Why)
Settled = Literal["", "done", "not ours"]
"""What staff say of it: nothing yet, it is answered by now, it is none of our business."""
SETTLED: tuple[Settled, ...] = get_args(Settled)


@dataclass(frozen=True, slots=True)
class Gap:
    """What a turn finds out: the citizen's last message before that number was left open."""

    before: int
    why: Why


@dataclass(frozen=True, slots=True)
class Question:
    """A (masked) question that was left open.

    `number` is its place in the conversation, of an answer that did not help the answer's; `entry` is that answer.
    `case` is the one in which a consultant wrote after it was asked, empty when none did.
    """

    conversation: str
    number: int
    text: str
    why: Why
    at: datetime
    settled: Settled = ""
    entry: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """The entry that comes nearest, how people are shown it, and the probability (0 to 1) that it is meant."""

    entry: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same, the newest first. `title` is the shortest of the most frequent ones.

    `key` names the group as long as its oldest question is kept.
    """

    key: str
    title: str
    questions: tuple[Question, ...]
    near: Near | None = None

    @property
    def open(self) -> tuple[Question, ...]:
        """Those of which staff have said nothing yet."""
        return tuple(it for it in self.questions if not it.settled)

    @property
    def last(self) -> datetime:
        return self.questions[0].at

    @property
    def texts(self) -> tuple[str, ...]:
        """The questions without those that stand there twice."""
        return tuple(dict.fromkeys(it.text for it in self.questions))

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases in which consultants answered, the newest question's first."""
        return tuple(dict.fromkeys(it.case for it in self.questions if it.case))

    def count(self, why: Why) -> int:
        return sum(it.why == why for it in self.open)


@dataclass(frozen=True, slots=True)
class Written:
    """What a consultant wrote to a citizen in a case."""

    case: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Who has worked at a case, and what its citizen wrote: where names stand."""

    workers: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of one content file for a person to look through: what is new, and the whole text with it in place.

    `line` (from 1) is where it begins.
    """

    path: str
    snippet: str
    text: str
    line: int


def in_order(groups: Sequence[Group], *, newest: bool = False) -> Sequence[Group]:
    """The most frequent first, or the newest."""
    if newest:
        return sorted(groups, key=lambda it: (it.last, it.key), reverse=True)
    return sorted(groups, key=lambda it: (len(it.open), it.last, it.key), reverse=True)
