"""What a case came to, as the city counts it: the rows of tables/outcomes.yaml, and what one case has of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.core.korean import fold

MOST = 9999
"""Members, and planned jobs, of one cooperative: more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a case came to, by ids of the table. `members` and `jobs` are how many people; None: not told."""

    outcome: str
    field: str = ""
    members: int | None = None
    jobs: int | None = None


POINTS = (5, 4, 3, 2, 1)
"""What a citizen may give, the best first."""


@dataclass(frozen=True, slots=True)
class Rating:
    """How a citizen found a case: points, when they gave the first, and their words, masked."""

    points: int
    at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome in words. `founded`: a cooperative has come of it, which counts towards the goal."""

    id: str
    name: str
    founded: bool = False


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field in words. `words` are those by which a citizen's own words tell of it."""

    id: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """What the city has set itself: cooperatives founded and jobs, with the name of the plan that says so."""

    plan: str
    cooperatives: int
    jobs: int


@dataclass(frozen=True, slots=True)
class Outcomes:
    """tables/outcomes.yaml. `members` are the questions whose answer tells how many people there are, best first."""

    rows: Mapping[str, OutcomeRow] = field(default_factory=dict)
    fields: Mapping[str, FieldRow] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    goal: Goal | None = None

    def name(self, outcome: str) -> str:
        """The words of an outcome; one that the table has no more keeps its id."""
        return self.rows[outcome].name if outcome in self.rows else outcome

    def field_name(self, field: str) -> str:
        return self.fields[field].name if field in self.fields else field

    def knows(self, result: Result) -> bool:
        """Whether the table has these ids, and the numbers are of people."""
        numbers = (result.members or 0, result.jobs or 0)
        right = all(0 <= each <= MOST for each in numbers)
        return right and result.outcome in self.rows and (not result.field or result.field in self.fields)

    def told_field(self, texts: Sequence[str]) -> str:
        """The field that words tell of, if it is one alone."""
        said = "\n".join(fold(text) for text in texts)
        found = [row.id for row in self.fields.values() if any(fold(word) in said for word in row.words)]
        return found[0] if len(found) == 1 else ""


def numbers(result: Result) -> Iterator[tuple[Literal["members", "jobs"], int]]:
    """Members and jobs, as far as they are known."""
    if result.members is not None:
        yield "members", result.members
    if result.jobs is not None:
        yield "jobs", result.jobs
