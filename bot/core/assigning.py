"""Which question each value of a sentence belongs to. One span gives one value, and one question takes one span."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bot.core.answers import Answers, Value
from bot.core.flow import ContactNode, Flow, Node, OutcomeNode, StepNode, TextNode, edges
from bot.core.replay import Standing


class Read(Protocol):
    """What assigning needs of a reading (see core.library.Reading)."""

    @property
    def node(self) -> str: ...
    @property
    def value(self) -> Value: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def marked(self) -> bool: ...
    @property
    def whole(self) -> bool: ...
    @property
    def error(self) -> str | None: ...
    @property
    def bare(self) -> bool: ...
    @property
    def guessed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Assigned:
    """The clear values by question; the spans that fit several; what was meant for the open question but is wrong."""

    given: Mapping[str, Value] = field(default_factory=dict)
    unclear: tuple[tuple[Read, ...], ...] = ()
    wrong: Read | None = None
    whole: bool = False
    ahead: bool = False  # the message is nothing but a number or a day of another question
    by_the_way: bool = False  # the day is told on which a step was done that is not open


def askable(flow: Flow, standing: Standing, focus: str | None = None) -> tuple[Node, ...]:
    """The questions a value may belong to: answered on the way, open, or still reachable.

    An address belongs to a contact only while that one is open, as does what is `only_open`; a day to a step while it
    is open, or where one of its marks names it.
    """
    at = focus or standing.at
    known = dict.fromkeys((*standing.path, at, *_reachable(flow, standing.at)))
    nodes = [flow.nodes[id] for id in known]
    return tuple(n for n in nodes if not isinstance(n, OutcomeNode | TextNode) and (n.id == at or not _alone(n)))


def _alone(node: Node) -> bool:
    return node.only_open or isinstance(node, ContactNode) or (isinstance(node, StepNode) and not node.marks)


def assign(
    readings: Sequence[Read], flow: Flow, answers: Answers, standing: Standing, focus: str | None = None
) -> Assigned:
    """Gives each span to its question.

    A marked span goes where its mark says; an unmarked one to the open question, else to the only unanswered one that
    fits, else to the only one that fits at all; else it is unclear and must be asked. Where the open question gets its
    value, what was answered before is changed by a marked span alone. What is guessed is of the open question alone.
    """
    at = focus or standing.at
    readings = [reading for reading in readings if reading.node == at or not reading.guessed]
    given: dict[str, Value] = {}
    unclear: list[tuple[Read, ...]] = []
    passing: set[str] = set()
    wrong: Read | None = None
    whole = ahead = False
    for span in _spans(readings, at):
        free = [reading for reading in span if reading.node not in given]
        right = [reading for reading in free if reading.error is None and _meant(reading, at, flow)]
        if any(reading.node == at and reading.marked for reading in free):  # the open question is named
            right = [reading for reading in right if not _is_step(flow, reading) or reading.node == at]
        chosen = _choose(right, at, answers)
        if chosen is not None:
            given[chosen.node] = chosen.value
            if chosen.node != at and chosen.node in answers and not chosen.marked:
                passing.add(chosen.node)
            whole = whole or (chosen.node == at and chosen.whole)
            ahead = chosen.whole and chosen.node != at and isinstance(chosen.value, int | date)
        elif right:
            unclear.append(tuple(_named(right)))
        else:
            wrong = wrong or next((reading for reading in free if reading.node == at), None)
    if at in given:  # beside the answer that was asked for, a word in passing changes nothing said before
        given = {id: value for id, value in given.items() if id not in passing}
        wrong = None
    by_the_way = any(id != at and isinstance(flow.nodes[id], StepNode) for id in given)
    return Assigned(given, tuple(unclear), wrong, whole, ahead, by_the_way)


def _meant(reading: Read, at: str, flow: Flow) -> bool:
    """Not knowing, yes and no are said of the open question, or of one that is named; never of others by the way.

    So is the day on which a step was done.
    """
    if reading.node == at or reading.marked:
        return True
    return reading.value is not None and not reading.bare and not _is_step(flow, reading)


def _is_step(flow: Flow, reading: Read) -> bool:
    return isinstance(flow.nodes.get(reading.node), StepNode)


def _choose(readings: Sequence[Read], at: str, answers: Answers) -> Read | None:
    some = _named(readings)
    opened = [reading for reading in some if reading.node == at]
    if opened:
        return opened[0]
    new = [reading for reading in some if reading.node not in answers or answers[reading.node].value is None]
    return next((few[0] for few in (new, some) if len(few) == 1), None)


def _named(readings: Sequence[Read]) -> Sequence[Read]:
    """Those that a mark names, if any are: a value that is named is nobody else's."""
    return [reading for reading in readings if reading.marked] or readings


def _spans(readings: Iterable[Read], at: str) -> Iterator[tuple[Read, ...]]:
    """Readings grouped by span; of spans that overlap one is kept. In reading order.

    It is the one that is the whole answer to the open question, else the longest.
    """
    groups: dict[tuple[int, int], list[Read]] = {}
    for reading in readings:
        groups.setdefault((reading.start, reading.end), []).append(reading)
    kept: list[tuple[int, int]] = []
    whole = {span for span, group in groups.items() if any(it.node == at and it.whole and not it.error for it in group)}
    for span in sorted(groups, key=lambda span: (span not in whole, span[0] - span[1], span[0])):
        if all(span[1] <= start or end <= span[0] for start, end in kept):
            kept.append(span)
    return (tuple(groups[span]) for span in sorted(kept))


def _reachable(flow: Flow, start: str) -> Iterator[str]:
    seen, todo = {start}, [start]
    while todo:
        for branch in edges(flow.nodes[todo.pop(0)]):
            if branch.goto not in seen:
                seen.add(branch.goto)
                todo.append(branch.goto)
                yield branch.goto
