"""What is counted: numbers of a day, without a word of anybody, that stay when the people are erased.

A number is the sum of what was added for its day. What a case is counts on the days it is of: a case that changes
takes away what it was and adds what it is.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.core.case import Case
from bot.core.conversation import Decision, Judged, Situation
from bot.core.event import Act, Event, Said, Woke
from bot.core.outcomes import numbers

Count = Literal[
    "conversations",
    "asked",
    "entry",
    "helped",
    "judged",
    "reached",
    "passed",
    "cases",
    "kept",
    "late",
    "first",
    "broken",
    "outcomes",
    "members",
    "jobs",
    "ratings",
    "messages",
    "faults",
]
Band = Literal["answer", "offer", "person", "none"]
BANDS: tuple[Band, ...] = ("answer", "offer", "person", "none")
"""What became of a question: answered, offered answers to choose from, led to a person, not understood."""
FIRST: Mapping[str, timedelta] = {
    "1h": timedelta(hours=1),
    "4h": timedelta(hours=4),
    "24h": timedelta(hours=24),
    "72h": timedelta(hours=72),
}
LONGER = "longer"
"""How long somebody waited for the first answer, at the most, by the clock on the wall; or longer than all of these."""
PROMISE = "promise:"
"""How the timers begin with which consultants are told that a promise is broken."""
_HELPED = {True: "yes", False: "no"}
_NO_QUESTION = ("file", "reply")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many on a day in Seoul.

    `of`: of questions `asked` what became of them, the `entry` that answered; of answers whether they `helped` (yes,
    no), and `judged` the entry with it; of steps `reached` and `passed` the flow and the node; of `cases` kind and
    state, on the day they were opened; of the `first` answer how long it took; of `outcomes`, and of `members` and
    `jobs` with them, outcome and field, on the day of the end; of `ratings` points; of `messages` the sender, of
    `faults` the kind of error. Promises are `kept` or `late` on the day of the answer, and `broken` when their moment
    came without one.
    """

    day: date
    what: Count
    of: tuple[str, ...]
    count: int


Figures = Counter[tuple[date, Count, tuple[str, ...]]]


def of_turn(seen: Situation, event: Event, decision: Decision, after: Mapping[str, Case]) -> tuple[Counted, ...]:
    """What a turn adds, `after` being the cases it changed."""
    found: Figures = Counter()
    today = seen.now.date()
    for what, of in _happened(seen, event, decision):
        found[today, what, of] += 1
    before = {case.number: case for case in seen.cases}
    found.update(_helped(today, decision.judged))
    for number, case in after.items():
        found.update(standing(case))
        if number in before:
            found.subtract(standing(before[number]))
            found.update(_answered(before[number], case, seen.now))
    return tuple(Counted(*key, count) for key, count in found.items() if count)


def standing(case: Case) -> Figures:
    """What a case is, in numbers."""
    found: Figures = Counter({(case.opened.date(), "cases", (case.kind, case.state)): 1})
    if case.result is not None and not case.open:
        ended, of = (case.since or case.opened).date(), (case.result.outcome, case.result.field)
        found[ended, "outcomes", of] = 1
        for what, count in numbers(case.result):
            found[ended, what, of] = count
    if case.rating is not None:
        found[case.rating.at.date(), "ratings", (str(case.rating.points),)] = 1
    return found


def _happened(seen: Situation, event: Event, decision: Decision) -> Iterator[tuple[Count, tuple[str, ...]]]:
    if seen.conversation.version == 0 and not isinstance(event, Act | Woke):
        yield "conversations", ()
    if isinstance(event, Said):
        yield from _asked(decision)
    for step in decision.steps:
        if step.reached:
            yield "reached", (step.flow, step.node)
        if step.passed:
            yield "passed", (step.flow, step.node)
    if (
        isinstance(event, Woke)
        and event.name.startswith(PROMISE)
        and any(it.to != "citizen" for it in decision.replies)
    ):
        yield "broken", ()


def _asked(decision: Decision) -> Iterator[tuple[Count, tuple[str, ...]]]:
    """A text that was a question; small talk, answers and buttons are none."""
    heard = decision.heard
    if heard.how == "not understood":
        yield "asked", ("none",)
    elif heard.band in ("answer", "offer", "person") and heard.how not in _NO_QUESTION:
        yield "asked", (heard.band,)
        if heard.band == "answer" and heard.ranked:
            yield "entry", heard.ranked[:1]


def _helped(today: date, judged: Judged | None) -> Figures:
    """An answer that helped or not; whoever changes their mind takes away what was counted."""
    found: Figures = Counter()
    for good, count in ((judged.good, 1), (judged.before, -1)) if judged else ():
        if good is not None and judged is not None:
            found[today, "helped", (_HELPED[good],)] += count
            found[today, "judged", (judged.entry, _HELPED[good])] += count
    return found


def _answered(before: Case, after: Case, now: datetime) -> Figures:
    """The first answer to who waited since the case was opened, or was opened again."""
    if not before.unanswered or after.answered is None:
        return Counter()
    waited = now - (before.since if before.since and before.state == "waiting" else before.opened)
    first = next((name for name, most in FIRST.items() if waited <= most), LONGER)
    kept: Count = "kept" if after.answered <= before.promise else "late"
    return Counter({(now.date(), kept, ()): 1, (now.date(), "first", (first,)): 1})
