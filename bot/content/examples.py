"""The examples of a flow file: what a person answers, and what must come of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from bot.content.answering import read_answer
from bot.content.conditions import constant
from bot.content.parts import Page, Part, Path
from bot.content.problems import nearest, no_such
from bot.content.reader import Fields, Items, Tree
from bot.content.sentences import Sentence, tell
from bot.content.sorts import Scope
from bot.core.answers import Fact, Value
from bot.core.flow import Flow
from bot.core.judging import Verdict

KEYS = ("name", "today", "answers", "given", "says", "ends_at", "values", "shows", "handoff", "error")
ERRORS = tuple(verdict for verdict in get_args(Verdict) if verdict not in ("good", "unfinished"))


@dataclass(frozen=True, slots=True)
class Example:
    """One example. `days`: when an answer was given, if not today; `shows`: exactly those paragraphs, in any order."""

    name: str
    path: Path
    page: Page
    today: date | None
    answers: Mapping[str, Value] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    ends_at: str = ""
    values: Mapping[str, Fact] = field(default_factory=dict)
    shows: tuple[str, ...] | None = None
    handoff: str | None = None
    priority: str | None = None
    error: str | None = None


def read_example(part: Part, flow: Flow, scope: Scope) -> Example:
    """An example of a flow; names that the flow does not have are laid down."""
    part = part.only(KEYS)
    today = part.day("today", must=True)
    if "answers" not in part.values and "says" not in part.values:
        part.add(None, tell(Sentence.EXAMPLE_EMPTY))
    days = _days(part, flow)
    kind, priority = _handoff(part)
    ends_at = part.text("ends_at")
    return Example(
        name=part.text("name"),
        path=part.path,
        page=part.page,
        today=today,
        answers=_answers(part, flow, days, today),
        days=days,
        says=part.words("says"),
        ends_at=_right(part, ("ends_at",), ends_at, flow.nodes, Sentence.A_NODE) or "" if ends_at else "",
        values=_values(part, scope),
        shows=_shows(part, flow),
        handoff=kind,
        priority=priority,
        error=part.one_of("error", ERRORS, must=False),
    )


def _right(part: Part, below: Path, name: str, names: Mapping[str, object], what: Sentence) -> str | None:
    """The name itself when it is known; else, laid down, the nearest."""
    if name in names:
        return name
    near = nearest(name, names)
    part.page.at((*part.path, *below), no_such(what, name, names), mended=near is not None)
    return near


def _nodes(part: Part, key: str, flow: Flow) -> Iterator[tuple[str, str, Tree]]:
    """The right id, the written one, and what stands under it."""
    below = part.part(key)
    for written, tree in below.values.items() if below else ():
        id = _right(part, (key, written), written, flow.nodes, Sentence.A_NODE)
        if id is not None:
            yield id, written, tree


def _days(part: Part, flow: Flow) -> Mapping[str, date]:
    given = part.part("given")
    read = {id: given.day(written) for id, written, _ in _nodes(part, "given", flow)} if given else {}
    return {id: day for id, day in read.items() if day}


def _answers(part: Part, flow: Flow, days: Mapping[str, date], today: date | None) -> Mapping[str, Value]:
    answers = part.part("answers")
    if answers is None:
        return {}
    return {
        id: read_answer(answers, flow.nodes[id], written, tree, days.get(id) or today)
        for id, written, tree in _nodes(part, "answers", flow)
    }


def _values(part: Part, scope: Scope) -> Mapping[str, Fact]:
    values = part.part("values")
    facts: dict[str, Fact] = {}
    for written, tree in values.values.items() if values else ():
        name = _right(part, ("values", written), written, scope.sorts, Sentence.A_VALUE)
        if values is None or name is None:
            continue
        if isinstance(tree, Items):
            facts[name] = tuple(str(constant(values, name, item, scope)) for item in tree.items)
        else:
            facts[name] = constant(values, name, tree, scope)
    return facts


def _shows(part: Part, flow: Flow) -> tuple[str, ...] | None:
    if "shows" not in part.values:
        return None
    paragraphs = {name: node for node in flow.outcomes() for name in node.say}
    named = enumerate(part.words("shows"))
    right = (_right(part, ("shows", place), name, paragraphs, Sentence.A_PARAGRAPH) for place, name in named)
    return tuple(name for name in right if name)


def _handoff(part: Part) -> tuple[str | None, str | None]:
    if isinstance(part.values.get("handoff"), Fields):
        handoff = part.part("handoff")
        if handoff is None:
            return None, None
        handoff = handoff.only(("kind", "priority"))
        return handoff.text("kind"), handoff.text("priority", must=False) or None
    return part.text("handoff", must=False) or None, None
