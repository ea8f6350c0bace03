"""Every text and every condition of a node, with its path in the file: what the checker looks through."""

import re
from collections.abc import Iterator

from bot.content.graph import branches
from bot.content.parts import Path
from bot.core.flow import Condition, ContactNode, Flow, Node, OutcomeNode, Question, StepNode, choices_of

BRACKETS = re.compile(r"<([A-Za-z_][A-Za-z0-9_. -]*)>")
"""What was meant as a value, misspelled or not."""


def labels(flow: Flow) -> Iterator[tuple[Path, str]]:
    """The short words of a flow, which hold no values."""
    yield ("title",), flow.title
    if flow.about:
        yield ("about",), flow.about
    for id, node in flow.nodes.items():
        for path, text in _labels(node):
            yield ("nodes", id, *path), text


def _labels(node: Node) -> Iterator[tuple[Path, str]]:
    yield ("name",), node.name
    for place, choice in enumerate(choices_of(node)):
        yield ("choices", place, "label"), choice.label
    for place, word in enumerate(node.skip):
        yield ("skip", place), word
    if isinstance(node, StepNode):
        for place, item in enumerate(node.checklist):
            yield ("checklist", place, "label"), item.label
    if isinstance(node, ContactNode):
        yield ("chat",), node.chat
    if isinstance(node, OutcomeNode) and node.handoff:
        yield ("handoff", "button"), node.handoff.button


def texts(node: Node) -> Iterator[tuple[Path, str, Condition]]:
    """The texts of a node that may hold values, each with the condition under which it is said."""
    if isinstance(node, Question):
        yield ("ask",), node.ask, ()
        yield ("hint",), node.hint, ()
    if isinstance(node, ContactNode):
        yield ("consent", "what"), node.what, ()
    for name, error in node.errors.items():
        yield ("errors", name), error, ()
    if isinstance(node, StepNode):
        yield ("what",), node.what, ()
        yield ("where",), node.where, ()
        for place, mistake in enumerate(node.mistakes):
            yield ("mistakes", place), mistake, ()
    if isinstance(node, OutcomeNode):
        for name, say in node.say.items():
            yield ("say", name, "text"), say.text, say.when


def conditions(node: Node) -> Iterator[tuple[Path, Condition]]:
    """The conditions that are asked when a node is said; those of its ways out are not among them."""
    if isinstance(node, StepNode):
        for place, item in enumerate(node.checklist):
            yield ("checklist", place, "when"), item.when
    if isinstance(node, OutcomeNode):
        for name, say in node.say.items():
            yield ("say", name, "when"), say.when
        for place, priority in enumerate(node.handoff.priority if node.handoff else ()):
            yield ("handoff", "priority", place, "when"), priority.when


def route_conditions(node: Node) -> Iterator[tuple[Path, Condition]]:
    """The conditions of a node's ways out."""
    for path, branch in branches(node):
        yield (*path, "when"), branch.when
