"""A scripted procedure as a value: nodes, edges, conditions. Edges are data, so that they can be drawn and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from bot.core.calendar import months_later

Constant = str | int | date
Operator = Literal["is", "at_least", "at_most", "below", "above", "between", "known"]


@dataclass(frozen=True, slots=True)
class Test:
    """One line of a `when`. `wanted` holds the alternatives of "is", the two ends of "between", else one item."""

    value: str
    operator: Operator
    wanted: tuple[Constant | bool, ...]


Condition = tuple[Test, ...]
"""All lines must hold; an empty condition always holds."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One way on: to `goto`, when `when` holds. The last branch of a route has no condition."""

    goto: str
    when: Condition = ()


Route = tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of that name, as an argument of a rule."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A named rule of `core.rules` with its arguments."""

    rule: str
    arguments: Mapping[str, Ref | Constant]


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of a range of days: a fixed day, or so many months and days from today (negative: ago)."""

    day: date | None = None
    months: int = 0
    days: int = 0

    def on(self, today: date) -> date:
        return self.day or months_later(today, self.months) + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: `also` are other words for it; `next` overrides the node's way on."""

    id: str
    label: str
    also: tuple[str, ...] = ()
    next: Route = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A document or task to tick in a step; shown where `when` holds."""

    id: str
    label: str
    when: Condition = ()


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph of an outcome, said where `when` holds."""

    text: str
    when: Condition = ()


@dataclass(frozen=True, slots=True)
class Priority:
    """How urgent a case from this outcome is, where `when` holds; the last one has no condition."""

    level: str
    when: Condition = ()


@dataclass(frozen=True, slots=True)
class Handoff:
    """The way from an outcome to a person. `at_once` opens the case without asking a second time."""

    kind: str
    button: str
    at_once: bool = False
    priority: tuple[Priority, ...] = ()
    summary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every kind of node has. `name` is a few words, for plans, packets and echoes."""

    id: str
    name: str
    next: Route = ()
    skip: tuple[str, ...] = ()  # words for "I don't know"; the first is the button
    marks: tuple[str, ...] = ()  # words that mark a value as this node's
    compute: Mapping[str, Call] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    each_time: bool = False
    only_open: bool = False  # what a sentence says by the way is never taken for its answer
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Node):
    """A node that asks in one sentence, with a hint below it."""

    ask: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceNode(Question):
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesNode(Question):
    """Takes several; `none` are the words for none of them, the first is the button."""

    choices: tuple[Choice, ...]
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateNode(Question):
    earliest: Bound | None = None
    latest: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberNode(Question):
    unit: str = ""
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNode(Question):
    max_length: int = 1000
    private: bool = False
    takes: Literal["answer", "anything"] = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNode(Question):
    """Asks how to be reached. `chat` labels "this chat alone"; `what` and `keep` say what consent is for.

    `keep` is the name of a row of tables/retention.yaml. A contact always belongs to one run (`each_time`).
    """

    chat: str
    what: str
    keep: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepNode(Node):
    """Something to do in real life and to come back from."""

    what: str
    checklist: tuple[Item, ...] = ()
    due: Call | Ref | None = None
    remind: int | None = None  # days before the due date
    where: str = ""
    mistakes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeNode(Node):
    say: Mapping[str, Say]
    sources: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    handoff: Handoff | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole procedure; `nodes` in reading order. `about` tells in a sentence or two what it is for."""

    id: str
    title: str
    status: Literal["draft", "published"]
    start: str
    nodes: Mapping[str, Node]
    reviewed: date | None = None
    about: str = ""
    language: str = "ko"
    law: date | None = None

    def outcomes(self) -> Iterator[OutcomeNode]:
        return (node for node in self.nodes.values() if isinstance(node, OutcomeNode))


def choices_of(node: Node) -> tuple[Choice, ...]:
    """The choices of a node that has some, else none."""
    return node.choices if isinstance(node, ChoiceNode | ChoicesNode) else ()


def edges(node: Node) -> Iterator[Branch]:
    """Every way out of a node, its choices' own ways included."""
    yield from node.next
    for choice in choices_of(node):
        yield from choice.next
