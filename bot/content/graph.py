"""A flow as a graph: ways out, reach, loops, and what is known where. Pure; edges are data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.flow import Branch, ChoiceNode, Condition, Flow, Node, Route, StepNode, choices_of, edges


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a node.

    `choice` is the choice taken, `known` whether the node's own answer is known on this way, `before` are the
    conditions of the branches above it, none of which held.
    """

    start: str
    goto: str
    when: Condition = ()
    before: tuple[Condition, ...] = ()
    choice: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes of a flow that are reached from its start, each after those that lead to it, unless in a loop."""

    flow: Flow
    order: tuple[str, ...]
    into: Mapping[str, tuple[Way, ...]]
    loops: tuple[tuple[str, ...], ...]


def may_be_unknown(node: Node) -> bool:
    """Whether a node can be passed without a value: it can be skipped, or is a step left for later."""
    return bool(node.skip) or isinstance(node, StepNode)


def ways(node: Node) -> Iterator[Way]:
    """Every way out of a node."""
    if isinstance(node, ChoiceNode):
        for choice in node.choices:
            yield from _along(node, choice.next or node.next, choice.id, known=True)
        if node.skip:
            yield from _along(node, node.next, None, known=False)
        return
    yield from _along(node, node.next, None, known=True)
    if may_be_unknown(node):
        yield from _along(node, node.next, None, known=False)


def _along(node: Node, route: Route, choice: str | None, *, known: bool) -> Iterator[Way]:
    for place, branch in enumerate(route):
        before = tuple(earlier.when for earlier in route[:place])
        yield Way(node.id, branch.goto, branch.when, before, choice, known)


def draw(flow: Flow) -> Graph:
    """The graph of what can be reached from the start."""
    loops: list[tuple[str, ...]] = []
    order = _sorted(flow, loops)
    into: dict[str, list[Way]] = {id: [] for id in order}
    for id in order:
        for way in ways(flow.nodes[id]):
            if way.goto in into:
                into[way.goto].append(way)
    return Graph(flow, order, {id: tuple(found) for id, found in into.items()}, tuple(loops))


def _sorted(flow: Flow, loops: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The reachable nodes, each before those it leads to; ways that lead back are noted in `loops`, first to last."""
    done: list[str] = []
    seen: set[str] = set()
    trail: list[str] = []
    todo = [(flow.start, iter(_targets(flow, flow.start)))] if flow.start in flow.nodes else []
    while todo:
        id, onward = todo[-1]
        if id not in seen:
            seen.add(id)
            trail.append(id)
        target = next(onward, None)
        if target is None:
            todo.pop()
            trail.pop()
            done.append(id)
        elif target in trail:
            loops.append((*trail[trail.index(target) :], target))
        elif target not in seen:
            todo.append((target, iter(_targets(flow, target))))
    return tuple(reversed(done))


def _targets(flow: Flow, id: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(branch.goto for branch in edges(flow.nodes[id]) if branch.goto in flow.nodes))


def reach(flow: Flow, starts: Iterable[str], without: Iterable[tuple[str, str]] = ()) -> frozenset[str]:
    """Every node that can be reached, the starts included; `without` leaves out choices, as (node, choice)."""
    closed = set(without)
    seen = {start for start in starts if start in flow.nodes}
    todo = list(seen)
    while todo:
        for way in ways(flow.nodes[todo.pop()]):
            open_ = way.choice is None or (way.start, way.choice) not in closed
            if open_ and way.goto in flow.nodes and way.goto not in seen:
                seen.add(way.goto)
                todo.append(way.goto)
    return frozenset(seen)


def branches(node: Node) -> Iterator[tuple[tuple[str | int, ...], Branch]]:
    """Every branch with its path below the node."""
    for path, route in (("next",), node.next), *_own_ways(node):
        for place, branch in enumerate(route):
            yield (*path, place), branch


def _own_ways(node: Node) -> Iterator[tuple[tuple[str | int, ...], Route]]:
    for place, choice in enumerate(choices_of(node)):
        yield ("choices", place, "next"), choice.next
