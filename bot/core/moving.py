"""What a change of a procedure does to somebody in the middle of it, and which node probably got another name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from bot.core.answers import Answers
from bot.core.conversation import Conversation
from bot.core.flow import Flow, Node, Question, StepNode, choices_of
from bot.core.library import Library
from bot.core.replay import Standing, replay

What = Literal["same", "moved", "again", "new", "led", "gone", "closed"]
"""Nothing changes; goes on under a new id; what was answered is asked again; a question is asked that was not there;
one goes on elsewhere; the open step is gone; the procedure is gone."""

ALIKE = 0.6
"""From here on (0 to 1) two names or questions count as the same one in other words."""


@dataclass(frozen=True, slots=True, order=True)
class Meets:
    """What somebody meets: in which flow, at which node of it before, at which node now ("": none)."""

    what: What
    flow: str
    node: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A node that is gone, and one like it that is new: probably the same one, without its `formerly`."""

    flow: str
    node: str
    to: str


def renamed(old: Mapping[str, Flow], new: Mapping[str, Flow]) -> tuple[Renamed, ...]:
    """Every node of the old flows that probably has another id in the new ones, by flow."""
    kept = {id for flow in new.values() for node in flow.nodes.values() for id in (node.id, *node.formerly)}
    known = {id for flow in old.values() for id in flow.nodes}
    return tuple(
        each for id, flow in old.items() if id in new for each in _renamed(flow, new[id], frozenset(kept), known)
    )


def _renamed(old: Flow, new: Flow, kept: frozenset[str], known: set[str]) -> Iterator[Renamed]:
    """The likest pairs first; each node is in one pair at most."""
    gone = [node for id, node in old.nodes.items() if id not in kept]
    come = [node for id, node in new.nodes.items() if id not in known and not known & {*node.formerly}]
    pairs = [(_likeness(one, other), one.id, other.id) for one in gone for other in come]
    taken: set[str] = set()
    for likeness, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness >= ALIKE and not taken & {one, other}:
            taken |= {one, other}
            yield Renamed(old.id, one, other)


def _likeness(one: Node, other: Node) -> float:
    if type(one) is not type(other):
        return 0.0
    choices = [{choice.id for choice in choices_of(node)} for node in (one, other)]
    if choices[0] and choices[0] == choices[1]:
        return 1.0
    words = zip((one.name, _asked(one)), (other.name, _asked(other)), strict=True)
    return max(SequenceMatcher(None, *pair, autojunk=False).ratio() if all(pair) else 0.0 for pair in words)


def _asked(node: Node) -> str:
    if isinstance(node, Question):
        return node.ask
    return node.what if isinstance(node, StepNode) else ""


def people(
    conversations: Iterable[Conversation], old: Library, new: Library, today: date, names: Sequence[Renamed]
) -> Mapping[Meets, int]:
    """How many people meet what, each counted in every procedure that is open to them."""
    found: Counter[Meets] = Counter()
    for conversation in conversations:
        known = [id for id in conversation.flows if id in old.flows]
        for id in known:
            focus = conversation.focus if id == known[-1] else None
            found[_meets(old, new, id, conversation.answers, focus, today, names)] += 1
    return found


def _meets(
    old: Library, new: Library, id: str, answers: Answers, focus: str | None, today: date, names: Sequence[Renamed]
) -> Meets:
    before = replay(old.flows[id], answers, today, old.calendar)
    node = _open(old.flows[id], before, focus)
    if id not in new.flows:
        return Meets("closed", id, node)
    flow = new.flows[id]
    after = replay(flow, answers, today, new.calendar)
    to = _open(flow, after, focus)
    heirs = {former: each.id for each in flow.nodes.values() for former in each.formerly}
    if to == node:
        carried = next((it for it in before.path if it not in flow.nodes and heirs.get(it) in after.path), None)
        return Meets("moved", id, carried, heirs[carried]) if carried else Meets("same", id, node, to)
    likely = {name.to: name.node for name in names if name.flow == id}
    return Meets(_what(node, to, old.flows[id], flow, before.path, heirs, likely), id, node, to)


def _open(flow: Flow, standing: Standing, focus: str | None) -> str:
    return focus if focus and focus in flow.nodes else standing.at


def _what(
    node: str,
    to: str,
    old: Flow,
    new: Flow,
    answered: Sequence[str],
    heirs: Mapping[str, str],
    likely: Mapping[str, str],
) -> What:
    if heirs.get(node) == to:
        return "moved"
    if {to, likely.get(to), *new.nodes[to].formerly} & {*answered}:
        return "again"
    if node not in new.nodes and node not in heirs:
        return "gone"
    return "led" if to in old.nodes else "new"
