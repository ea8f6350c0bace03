"""Numbers of days added up by weeks, and steps of procedures in their order: what the page of numbers shows."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.figures import BANDS, Band, Count, Counted
from bot.core.flow import Flow
from bot.core.outcomes import POINTS

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Sums:
    """A stretch of days from `begins` on. `asked` are questions by what became of them, `ratings` by points."""

    begins: date
    conversations: int
    asked: Mapping[Band, int]
    cases: int
    kept: int
    late: int
    broken: int
    ratings: Mapping[int, int]
    ended: int
    founded: int
    jobs: int
    helped: int = 0
    not_helped: int = 0

    @property
    def questions(self) -> int:
        return sum(self.asked.values())

    @property
    def judged(self) -> int:
        """Answers of which citizens said whether they helped."""
        return self.helped + self.not_helped

    @property
    def rated(self) -> int:
        return sum(self.ratings.values())

    @property
    def points(self) -> float | None:
        """The mean of what citizens gave; None where nobody did."""
        return sum(points * count for points, count in self.ratings.items()) / self.rated if self.rated else None

    @property
    def promises(self) -> int:
        return self.kept + self.late


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of a procedure: how many came to it, and how many went past it."""

    node: str
    name: str
    reached: int
    passed: int

    @property
    def stayed(self) -> int:
        return max(self.reached - self.passed, 0)


def monday(day: date) -> date:
    """The day with which its week begins."""
    return day - timedelta(days=day.weekday())


def by_week(figures: Sequence[Counted], since: date, today: date, founded: Collection[str]) -> Sequence[Sums]:
    """Every week from the one of `since` to that of `today`, also those in which nothing was counted."""
    weeks: dict[date, list[Counted]] = {}
    begins = monday(since)
    while begins <= today:
        weeks[begins] = []
        begins += WEEK
    for each in figures:
        weeks.get(monday(each.day), []).append(each)
    return [sums(begins, found, founded) for begins, found in weeks.items()]


def sums(begins: date, figures: Iterable[Counted], founded: Collection[str]) -> Sums:
    """All of it in one. `founded` are the outcomes of which a cooperative has come."""
    found: Counter[tuple[Count, str]] = Counter()
    total: Counter[Count] = Counter()
    for each in figures:
        found[each.what, each.of[0] if each.of else ""] += each.count
        total[each.what] += each.count
    return Sums(
        begins=begins,
        conversations=total["conversations"],
        asked={band: found["asked", band] for band in BANDS},
        cases=total["cases"],
        kept=total["kept"],
        late=total["late"],
        broken=total["broken"],
        ratings={points: found["ratings", str(points)] for points in POINTS},
        ended=total["outcomes"],
        founded=sum(found["outcomes", outcome] for outcome in founded),
        jobs=sum(found["jobs", outcome] for outcome in founded),
        helped=found["helped", "yes"],
        not_helped=found["helped", "no"],
    )


def stops(flow: Flow, steps: Sequence[Counted]) -> Sequence[Stop]:
    """The steps of a flow that anybody came to, in the flow's order."""
    found = {(each.what, each.of[1]): each.count for each in steps if each.of[:1] == (flow.id,) and len(each.of) > 1}
    counted = ((it, found.get(("reached", it.id), 0), found.get(("passed", it.id), 0)) for it in flow.nodes.values())
    return [Stop(node.id, node.name, reached, passed) for node, reached, passed in counted if reached]
