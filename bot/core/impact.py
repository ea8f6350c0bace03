"""What a change of the content does, as values: to questions asked before, to people in mid-flow, to entries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.core.library import Library, Ranking
from bot.core.moving import Meets, Renamed

Band = Literal["answer", "offer", "person", "chat", "none"]
Sort = Literal["gained", "other", "lost"]


@dataclass(frozen=True, slots=True, order=True)
class Gets:
    """What a question gets in a fresh conversation.

    `entry` is what answers it or is offered first, `also` what answers a second question in it, `kind` the kind in
    not_ours.yaml.
    """

    band: Band
    entry: str = ""
    also: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """A masked text that citizens wrote, and how many times."""

    text: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that would get something else now."""

    question: Past
    before: Gets
    after: Gets

    @property
    def sort(self) -> Sort:
        """Newly answered, no longer answered, or answered otherwise."""
        if (self.before.band == "answer") == (self.after.band == "answer"):
            return "other"
        return "gained" if self.after.band == "answer" else "lost"


@dataclass(frozen=True, slots=True)
class Closer:
    """Two entries of which some phrasings came near to each other; nearness from 0 to 1, before and now."""

    entry: str
    ask: str
    other: str
    other_ask: str
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class Impact:
    """All that a change does. `asked` are the different questions looked at.

    `reworded` counts, by entry, questions that get the same entry with other words; `meets` counts people.
    """

    asked: int = 0
    changed: tuple[Changed, ...] = ()
    reworded: Mapping[str, int] = field(default_factory=dict)
    meets: Mapping[Meets, int] = field(default_factory=dict)
    renamed: tuple[Renamed, ...] = ()
    closer: tuple[Closer, ...] = ()

    def of(self, sort: Sort) -> tuple[Changed, ...]:
        """The changed questions of that sort, those asked most often first."""
        return tuple(sorted((each for each in self.changed if each.sort == sort), key=lambda it: -it.question.times))

    @property
    def nothing(self) -> bool:
        """Whether nobody and nothing is touched."""
        moved = any(meets.what != "same" for meets in self.meets)
        return not (self.changed or self.reworded or moved or self.renamed or self.closer)


def ranked(ranking: Ranking) -> Gets:
    """What a ranking alone gives: two questions with the same cannot be told apart by what answers them."""
    if ranking.band == "none":
        return Gets("none", kind=ranking.not_ours or "")
    first = ranking.entries[0].entry
    return Gets(ranking.band, first, ranking.also or "")


def reworded(old: Library, new: Library, questions: Sequence[Past], gets: Iterable[Gets]) -> Mapping[str, int]:
    """How many times each entry whose answer has other words now was the answer; `gets` are today's, in order."""
    other = {id for id, entry in old.entries.items() if id in new.entries and new.entries[id].answer != entry.answer}
    found: Counter[str] = Counter()
    for question, each in zip(questions, gets, strict=True):
        if each.band == "answer" and each.entry in other:
            found[each.entry] += question.times
    return dict(found.most_common())
