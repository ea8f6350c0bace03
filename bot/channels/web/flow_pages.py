"""A procedure as a page to read: every step and question in order, with what it needs, its deadline and the ways on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.channels.web.conditions import Line, conditions, named, personal
from bot.core import korean
from bot.core.flow import (
    Call,
    ChoiceNode,
    ContactNode,
    Flow,
    Node,
    OutcomeNode,
    Question,
    Ref,
    Route,
    StepNode,
    choices_of,
)
from bot.core.library import Library
from bot.core.rules import RULES
from bot.core.texts import Key


@dataclass(frozen=True, slots=True)
class Way:
    """A way on to another stop, where the lines hold; `otherwise`: where none of those before it did."""

    goto: str
    name: str
    lines: tuple[Line, ...] = ()
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Fork:
    """The ways on after any of these answers; without labels after whatever is answered."""

    labels: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A document or paragraph, for those for whom the lines hold."""

    text: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """How a deadline is counted, with its article; or the question or step whose day it is."""

    rules: tuple[tuple[str, str], ...] = ()
    day_of: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """One node to read. Steps have numbers. `forks` are empty where it simply goes on to the next."""

    id: str
    kind: Literal["step", "question", "end"]
    number: int | None
    name: str
    told: tuple[Told, ...]
    choices: tuple[str, ...] = ()
    skip: str = ""
    items: tuple[Told, ...] = ()
    deadline: Deadline | None = None
    where: str = ""
    mistakes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    forks: tuple[Fork, ...] = ()

    @property
    def leads(self) -> tuple[tuple[str, str], ...]:
        """Where its forks lead, each stop once: id and name."""
        return tuple(dict.fromkeys((way.goto, way.name) for fork in self.forks for way in fork.ways))


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A procedure with its stops in reading order."""

    flow: Flow
    stops: tuple[Stop, ...]

    @property
    def steps(self) -> int:
        return sum(stop.kind == "step" for stop in self.stops)


def listed(library: Library) -> Sequence[FlowPage]:
    """The published procedures, those of the menu first and in its order."""
    menu = (*library.menu.first, *library.menu.more)
    order = [*(id for id in menu if id in library.flows), *(id for id in library.flows if id not in menu)]
    return [flow_page(library.flows[id], library) for id in order if id not in library.drafts]


def flow_page(flow: Flow, library: Library) -> FlowPage:
    """The page of a procedure."""
    nodes, number = [*flow.nodes.values()], 0
    stops: list[Stop] = []
    for place, node in enumerate(nodes):
        following = nodes[place + 1].id if place + 1 < len(nodes) else ""
        number += isinstance(node, StepNode)
        stops.append(_stop(node, number, following, flow, library))
    return FlowPage(flow, tuple(stops))


def _stop(node: Node, number: int, following: str, flow: Flow, library: Library) -> Stop:
    forks = _forks(node, following, flow)
    if isinstance(node, StepNode):
        return Stop(
            node.id,
            "step",
            number,
            node.name,
            (Told(_plain(node.what, flow)),),
            items=tuple(Told(item.label, conditions(item.when, flow)) for item in node.checklist),
            deadline=_deadline(node, flow, library),
            where=_plain(node.where, flow),
            mistakes=tuple(_plain(line, flow) for line in node.mistakes),
            sources=node.sources,
            forks=forks,
        )
    if isinstance(node, OutcomeNode):
        return Stop(node.id, "end", None, node.name, tuple(_said(node, flow)), sources=node.sources)
    labels = tuple(choice.label for choice in choices_of(node))
    told = tuple(Told(text) for text in _asked(node, flow, library) if text)
    return Stop(node.id, "question", None, node.name, told, labels, next(iter(node.skip), ""), forks=forks)


def _asked(node: Node, flow: Flow, library: Library) -> Iterator[str]:
    """The words of a question; before an address is given, what it is for and how long it is kept."""
    if isinstance(node, Question):
        yield _plain(node.ask, flow)
        yield _plain(node.hint, flow)
    if isinstance(node, ContactNode):
        kept = library.retention[node.keep].words
        yield library.text(Key.CONTACT_CONSENT, what=node.what.strip(), keep=kept)


def _said(node: OutcomeNode, flow: Flow) -> Iterator[Told]:
    """The paragraphs for anybody: those of a person's own days and progress stay in the conversation."""
    for paragraph in node.say.values():
        if not korean.names(paragraph.text) and not any(personal(test, flow) for test in paragraph.when):
            yield Told(paragraph.text.strip(), conditions(paragraph.when, flow))


def _forks(node: Node, following: str, flow: Flow) -> tuple[Fork, ...]:
    """Every way on with the answers that lead there; none where all of them go on to the stop that follows."""
    routes: dict[Route, tuple[str, ...]] = {}
    if isinstance(node, ChoiceNode):
        for choice in node.choices:
            route = choice.next or node.next
            routes[route] = (*routes.get(route, ()), choice.label)
        if node.skip:
            routes[node.next] = (*routes.get(node.next, ()), node.skip[0])
    else:
        routes[node.next] = ()
    if all([branch.goto for branch in route] == [following] for route in routes):
        return ()
    whatever = len(routes) == 1
    return tuple(Fork(() if whatever else labels, _ways(route, flow)) for route, labels in routes.items())


def _ways(route: Route, flow: Flow) -> tuple[Way, ...]:
    several = len(route) > 1
    return tuple(
        Way(it.goto, flow.nodes[it.goto].name, conditions(it.when, flow), several and not it.when) for it in route
    )


def _deadline(node: StepNode, flow: Flow, library: Library) -> Deadline | None:
    if node.due is None:
        return None
    if isinstance(node.due, Ref):
        known = flow.nodes.get(node.due.name)
        if known is not None:
            return Deadline(day_of=known.name)
        calls = [other.compute[node.due.name] for other in flow.nodes.values() if node.due.name in other.compute]
    else:
        calls = [node.due]
    return Deadline(tuple(dict.fromkeys(_rule(call, library) for call in calls)))


def _rule(call: Call, library: Library) -> tuple[str, str]:
    return library.rule_words.get(call.rule, ""), RULES[call.rule].law


def _plain(text: str, flow: Flow) -> str:
    """A text for everybody: a value that only a person's own answers give is shown as what it comes from."""
    return korean.fill(text.strip(), {name: f"‘{named(name, flow)}’" for name in korean.names(text)})
