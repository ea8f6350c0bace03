"""What is known at each node of a flow: on some way there, on every way there, and never missing. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.content.graph import Graph, Way
from bot.core.flow import Call, ChoiceNode, Condition, Flow, Node, OutcomeNode, Ref, Test

Open = Callable[[Way], bool]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Names of values: `made` on some way, `always` made on every way, `sure` never missing."""

    made: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Study:
    """A flow with what is known before each of its nodes, and the one call that makes each computed value."""

    graph: Graph
    calls: Mapping[str, Call | None]
    before: Mapping[str, Knowledge]

    @property
    def flow(self) -> Flow:
        return self.graph.flow

    def at(self, id: str, when: Condition = ()) -> Knowledge:
        """What is known where a node is said; of an outcome with what it computes; under a condition."""
        node = self.flow.nodes[id]
        if not when:
            return self._said(node, self.before[id])
        implied = _implied(when, self.calls)
        before = _spread(self.graph, self.calls, _opened(self, when, implied)).get(id)
        if before is None:  # no way here under that condition: it is never said
            everything = self.before[id].made | frozenset(self.calls)
            return Knowledge(everything, everything, everything)
        known = self._said(node, before)
        return Knowledge(known.made, known.always, _closed(known.sure | implied, known.always, self.calls))

    def after(self, id: str) -> Knowledge:
        """What may be asked about in the ways out of a node."""
        return _answered(self.flow.nodes[id], self.before[id], self.calls, known=True)

    def _said(self, node: Node, before: Knowledge) -> Knowledge:
        if isinstance(node, OutcomeNode):
            return _answered(node, before, self.calls, known=False)
        return Knowledge(before.made, before.always, _needed(node, before, self.calls))


def study(graph: Graph) -> Study:
    """What is known everywhere in a flow."""
    calls: dict[str, Call | None] = {}
    for node in graph.flow.nodes.values():
        for name, call in node.compute.items():
            calls[name] = None if name in calls and calls[name] != call else call
    return Study(graph, calls, _spread(graph, calls, lambda way: _feasible(way, {}, frozenset())))


def refs(call: Call) -> frozenset[str]:
    """The values that a call asks for."""
    return frozenset(argument.name for argument in call.arguments.values() if isinstance(argument, Ref))


def _spread(graph: Graph, calls: Mapping[str, Call | None], is_open: Open) -> dict[str, Knowledge]:
    """What is known before each node that the open ways reach."""
    found: dict[str, Knowledge] = {}
    for id in graph.order:
        arrivals = [
            _leave(graph.flow.nodes[way.start], found[way.start], way, calls)
            for way in graph.into[id]
            if way.start in found and is_open(way)
        ]
        if id == graph.flow.start:
            arrivals.append(Knowledge())
        if arrivals:
            found[id] = _met(arrivals)
    return found


def _met(arrivals: Iterable[Knowledge]) -> Knowledge:
    first, *others = arrivals
    made, always, sure = first.made, first.always, first.sure
    for other in others:
        made, always, sure = made | other.made, always & other.always, sure & other.sure
    return Knowledge(made, always, sure)


def _leave(node: Node, before: Knowledge, way: Way, calls: Mapping[str, Call | None]) -> Knowledge:
    after = _answered(node, before, calls, known=way.known)
    return Knowledge(after.made, after.always, _closed(after.sure | _implied(way.when, calls), after.always, calls))


def _answered(node: Node, before: Knowledge, calls: Mapping[str, Call | None], *, known: bool) -> Knowledge:
    own = frozenset(node.compute) | (frozenset() if isinstance(node, OutcomeNode) else {node.id})
    sure = _needed(node, before, calls) | ({node.id} if known else frozenset())
    always = before.always | own
    return Knowledge(before.made | own, always, _closed(sure, always, calls))


def _needed(node: Node, before: Knowledge, calls: Mapping[str, Call | None]) -> frozenset[str]:
    return _closed(before.sure | frozenset(node.needs), before.always, calls)


def _closed(sure: frozenset[str], always: frozenset[str], calls: Mapping[str, Call | None]) -> frozenset[str]:
    """A call whose arguments are known is known; one that is known had its arguments."""
    names = set(sure)
    while True:
        size = len(names)
        for name, call in calls.items():
            if call is not None and name in names:
                names |= refs(call)
            elif call is not None and name in always and refs(call) <= names:
                names.add(name)
        if len(names) == size:
            return frozenset(names)


def _implied(when: Condition, calls: Mapping[str, Call | None]) -> frozenset[str]:
    """The values that are known where a condition holds."""
    known = {test.value for test in when if test.wanted != (False,)}
    return _closed(frozenset(known), frozenset(), calls)


def _opened(study: Study, when: Condition, implied: frozenset[str]) -> Open:
    """Whether a way can lie on a path on which the condition holds."""
    flow = study.flow
    allowed = {
        test.value: frozenset(str(item) for item in test.wanted)
        for test in when
        if test.operator == "is" and isinstance(flow.nodes.get(test.value), ChoiceNode)
    }
    passed = [_sides(study.graph, maker) for name in implied if (maker := _maker(flow, name)) in study.before]

    def is_open(way: Way) -> bool:
        if not way.known and way.start in implied:
            return False
        if not all(way.goto in towards or way.start in beyond for towards, beyond in passed):
            return False
        return _feasible(way, allowed, implied)

    return is_open


def _maker(flow: Flow, name: str) -> str | None:
    """The only node that makes a value."""
    makers = [id for id, node in flow.nodes.items() if id == name or name in node.compute]
    return makers[0] if len(makers) == 1 else None


def _sides(graph: Graph, middle: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """The nodes from which `middle` is reached, and those that are reached from it; itself in both."""
    towards, beyond = {middle}, {middle}
    for id in reversed(graph.order):
        if id in towards:
            towards.update(way.start for way in graph.into[id])
    for id in graph.order:
        if any(way.start in beyond for way in graph.into[id]):
            beyond.add(id)
    return frozenset(id for id in towards if id), frozenset(id for id in beyond if id)


@dataclass(frozen=True, slots=True)
class _Supposed:
    """What is supposed on a way: the choices that are allowed, the values that are known and that are not."""

    allowed: Mapping[str, frozenset[str]]
    known: frozenset[str]
    unknown: frozenset[str]

    def never(self, test: Test) -> bool:
        """Whether a line of a condition cannot hold."""
        if test.operator == "known":
            return test.value in (self.unknown if test.wanted[0] else self.known)
        return test.value in self.unknown or (test.operator == "is" and not self._left(test) & _words(test))

    def surely(self, test: Test) -> bool:
        """Whether a line of a condition holds in any case."""
        if test.operator == "known":
            return test.value in (self.known if test.wanted[0] else self.unknown)
        return test.operator == "is" and test.value in self.allowed and self._left(test) <= _words(test)

    def _left(self, test: Test) -> frozenset[str]:
        return self.allowed.get(test.value, _words(test))


def _words(test: Test) -> frozenset[str]:
    return frozenset(map(str, test.wanted))


def _feasible(way: Way, allowed: Mapping[str, frozenset[str]], known: frozenset[str]) -> bool:
    """Whether a way can be taken where some choices alone are allowed and some values are known."""
    if way.choice is not None:
        if way.choice not in allowed.get(way.start, {way.choice}):
            return False
        allowed = {**allowed, way.start: frozenset({way.choice})}
    own = frozenset({way.start})
    supposed = _Supposed(allowed, known | own, frozenset()) if way.known else _Supposed(allowed, known - own, own)
    if any(supposed.never(test) for test in way.when):
        return False
    return not any(when and all(supposed.surely(test) for test in when) for when in way.before)
