"""Conditions of a procedure as lines that a page puts into words: names and labels instead of ids."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.flow import Condition, Flow, Ref, StepNode, Test, choices_of
from bot.core.wording import shown


@dataclass(frozen=True, slots=True)
class Line:
    """One line that must hold: `how` is its operator, or "unknown", "done", "undone" or "depends"."""

    how: str
    name: str
    values: tuple[str, ...] = ()


def conditions(when: Condition, flow: Flow) -> tuple[Line, ...]:
    """The lines of a condition, each once."""
    return tuple(dict.fromkeys(_line(test, flow) for test in when))


def personal(test: Test, flow: Flow) -> bool:
    """Whether a line asks how far a person has come, rather than what was chosen."""
    node = flow.nodes.get(test.value)
    return test.operator == "known" and not (node and choices_of(node))


def named(value: str, flow: Flow) -> str:
    """The name of a value, or of the questions and steps that a computed one comes from."""
    return "·".join(flow.nodes[id].name for id in dict.fromkeys(_origins(value, flow)))


def _line(test: Test, flow: Flow) -> Line:
    """A computed value has no name of its own: there the page says what it depends on."""
    node = flow.nodes.get(test.value)
    if node is None:
        return Line("depends", named(test.value, flow))
    if test.operator == "known":
        done, not_yet = ("done", "undone") if isinstance(node, StepNode) else ("known", "unknown")
        return Line(done if test.wanted[0] else not_yet, node.name)
    return Line(test.operator, node.name, tuple(shown(each, node) for each in test.wanted))


def _origins(value: str, flow: Flow) -> Iterator[str]:
    """The nodes whose answers give a value."""
    if value in flow.nodes:
        yield value
        return
    for node in flow.nodes.values():
        call = node.compute.get(value)
        for argument in call.arguments.values() if call else ():
            if isinstance(argument, Ref) and argument.name != value:
                yield from _origins(argument.name, flow)
