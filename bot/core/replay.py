"""Where a person stands in a flow, computed anew from the answers each time.

A restart, a deploy and a staff edit in mid-conversation need no code of their own: there is no other state.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.core.answers import Answer, Answers, Fact, fact
from bot.core.calendar import Calendar
from bot.core.conditions import call, goto, ways
from bot.core.flow import ChoiceNode, Flow, Node, OutcomeNode, Ref, Route, StepNode, edges
from bot.core.judging import judge
from bot.core.rules import RULES


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which a step is due; `waits_for` names the node that would give it.

    `law` is the article it stands on, "" for a day that the person or an office has set.
    """

    day: date | None
    law: str = ""
    waits_for: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: at the open node `at`, after `path`, before `ahead` (as far as it is known).

    `again` tells why a node that has an answer is open: "unreadable", "out_of_range", … or "needed"; None otherwise.
    `dues` holds every step of path, open node and `ahead` that has a due date, known or not.
    """

    at: str
    path: tuple[str, ...]
    values: Mapping[str, Fact]
    ahead: tuple[str, ...]
    dues: Mapping[str, Due]
    again: str | None = None


@dataclass(slots=True)
class _Walk:
    flow: Flow
    answers: Answers
    today: date
    calendar: Calendar
    values: dict[str, Fact] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    dues: dict[str, Due] = field(default_factory=dict)
    laws: dict[str, str] = field(default_factory=dict)  # of the values that rules gave
    again: str | None = None


def replay(flow: Flow, answers: Answers, today: date, calendar: Calendar) -> Standing:
    """The standing of somebody with these answers on that day."""
    walk = _Walk(flow, answers, today, calendar)
    at = flow.start
    while (passed := _pass(walk, at)) is not None:
        at = passed
    if walk.again and walk.again.startswith("needs:"):
        at, walk.again = walk.again.removeprefix("needs:"), "needed"
        del walk.path[walk.path.index(at) :]
    values = dict(walk.values)
    ahead = tuple(_ahead(walk, at))
    return Standing(at, tuple(walk.path), values, ahead, walk.dues, walk.again)


def answer_of(node: Node, answers: Answers) -> Answer | None:
    """The answer of a node, also under an id it formerly had."""
    return next((answers[id] for id in (node.id, *node.formerly) if id in answers), None)


def _pass(walk: _Walk, at: str) -> str | None:
    """The node after `at` when it has a good answer, else None, with the reason in `walk.again`."""
    node = walk.flow.nodes[at]
    skipped = next((need for need in node.needs if need in walk.path and walk.values.get(need) is None), None)
    if skipped:
        walk.again = f"needs:{skipped}"
        return None
    _compute_due(walk, node)
    answer = answer_of(node, walk.answers)
    if isinstance(node, OutcomeNode):
        _compute(walk, node)
        return None
    if answer is None:
        return None
    verdict = judge(node, answer)
    if verdict != "good":
        walk.again = None if verdict == "unfinished" else verdict
        return None
    walk.values[at] = fact(answer.value)
    _compute(walk, node)
    walk.path.append(at)
    return goto(_route(node, answer), walk.values)


def _route(node: Node, answer: Answer | None) -> Route:
    if isinstance(node, ChoiceNode) and answer is not None:
        chosen = next((choice for choice in node.choices if choice.id == answer.value), None)
        if chosen is not None and chosen.next:
            return chosen.next
    return node.next


def _compute(walk: _Walk, node: Node) -> None:
    for name, rule in node.compute.items():
        walk.values[name] = call(rule, walk.values, walk.today, walk.calendar)
        walk.laws[name] = RULES[rule.rule].law


def _compute_due(walk: _Walk, node: Node) -> None:
    if not isinstance(node, StepNode) or node.due is None:
        return
    if isinstance(node.due, Ref):
        name = node.due.name
        day, law, wanted = walk.values.get(name), walk.laws.get(name, ""), [name]
    else:
        day, law = call(node.due, walk.values, walk.today, walk.calendar), RULES[node.due.rule].law
        wanted = [arg.name for arg in node.due.arguments.values() if isinstance(arg, Ref)]
    missing = next((name for name in wanted if walk.values.get(name) is None), None)
    waits_for = _giver(walk, missing) if missing else None
    walk.dues[node.id] = Due(day if isinstance(day, date) else None, law, waits_for)


def _giver(walk: _Walk, name: str) -> str | None:
    """The node whose answer a value still waits for: itself, or what the rule that gives it counts from."""
    if name in walk.flow.nodes:
        return name
    calls = (node.compute[name] for node in walk.flow.nodes.values() if name in node.compute)
    counted_from = (arg.name for rule in calls for arg in rule.arguments.values() if isinstance(arg, Ref))
    unknown = next((value for value in counted_from if walk.values.get(value) is None), None)
    return _giver(walk, unknown) if unknown else None


def _ahead(walk: _Walk, at: str) -> Iterator[str]:
    """The nodes after the open one that every way still possible passes, in order.

    Answers given early count for what follows them. Flows have no loops, so the way ends.
    """
    always: dict[str, set[str]] = {}
    while (onward := _possible(walk, walk.flow.nodes[at])) and (meeting := _meeting(walk.flow, onward, always)):
        at = meeting
        _anticipate(walk, walk.flow.nodes[at])
        yield at


def _meeting(flow: Flow, ways_on: set[str], always: dict[str, set[str]]) -> str | None:
    """The first node that lies on every one of those ways, whichever turns they take; None when they never meet.

    `always` holds what was found of this flow before.
    """
    if len(ways_on) == 1:
        return next(iter(ways_on))
    for way in ways_on:
        _passed(flow, way, always)
    shared = set[str].intersection(*(always[way] for way in ways_on))
    return max(shared, key=lambda id: len(always[id]), default=None)


def _passed(flow: Flow, at: str, always: dict[str, set[str]]) -> set[str]:
    """The nodes that every way from `at` to an end passes, `at` among them; what is known already is in `always`."""
    if at not in always:
        onward = {branch.goto for branch in edges(flow.nodes[at])}
        later = [_passed(flow, id, always) for id in sorted(onward)]
        always[at] = {at} | (set.intersection(*later) if later else set())
    return always[at]


def _anticipate(walk: _Walk, node: Node) -> None:
    _compute_due(walk, node)
    answer = answer_of(node, walk.answers)
    if answer is not None and judge(node, answer) == "good":
        walk.values[node.id] = fact(answer.value)
        _compute(walk, node)


def _possible(walk: _Walk, node: Node) -> set[str]:
    answer = answer_of(node, walk.answers)
    if isinstance(node, ChoiceNode) and answer is None:
        routes = [choice.next or node.next for choice in node.choices]
        if node.skip:
            routes.append(node.next)
    else:
        routes = [_route(node, answer)]
    return {branch.goto for route in routes for branch in ways(route, walk.values)}
