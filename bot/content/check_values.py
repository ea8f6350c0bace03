"""Is every value there where it is used: in a text, a condition, an argument, a summary."""

from collections.abc import Iterable

from bot.content.flows import FlowFile
from bot.content.knowledge import Study, refs
from bot.content.parts import Path
from bot.content.said import BRACKETS, conditions, labels, route_conditions, texts
from bot.content.sentences import Sentence, tell
from bot.content.sorts import not_made
from bot.core.flow import Condition, Node, OutcomeNode, Ref, StepNode
from bot.core.korean import names


def check_values(file: FlowFile, study: Study) -> None:
    """Lays down values that nobody makes, that are not made on the way, or that may be missing where they are shown.

    Where a way is broken only the names are looked at: what is made on the way would only follow from that.
    """
    for path, text in labels(file.flow):
        for name in BRACKETS.findall(text):
            file.page.at(path, tell(Sentence.VALUE_IN_LABEL, name=name), mended=True)
    for node in file.flow.nodes.values():
        _names(file, node)
    for id in study.before if file.page.sound else ():
        node = file.flow.nodes[id]
        _texts(file, study, node)
        _conditions(file, study, node)
        _calls(file, study, node)
        _needs(file, study, node)
        if isinstance(node, OutcomeNode) and node.handoff:
            _are_made(file, ("nodes", id, "handoff", "summary"), node.handoff.summary, study.at(id).made)


def _names(file: FlowFile, node: Node) -> None:
    """Names in texts that no value of the flow has."""
    for below, text, _ in texts(node):
        for name in dict.fromkeys(BRACKETS.findall(text)):
            if name not in file.scope.sorts or name not in names(f"<{name}>"):
                path = ("nodes", node.id, *below)
                line = file.page.line_of(path, f"<{name}>")
                file.page.add(line, not_made(name, file.scope.sorts), mended=True)


def _texts(file: FlowFile, study: Study, node: Node) -> None:
    """Values that are not made on the way to a text, or may be missing there."""
    for below, text, when in texts(node):
        shown = [name for name in dict.fromkeys(names(text)) if _exists(file, name)]
        known = study.at(node.id, when) if shown else None
        for name in shown:
            if known is None or name in known.sure:
                continue
            path = ("nodes", node.id, *below)
            said = _unmade(name) if name not in known.made else _may_be_missing(node, name)
            file.page.add(file.page.line_of(path, f"<{name}>"), said, mended=True)


def _may_be_missing(node: Node, name: str) -> str:
    mend = Sentence.SO_SAY_WHEN if isinstance(node, OutcomeNode) else Sentence.SO_SAY_NEEDS
    return f"{tell(Sentence.MAY_BE_MISSING, name=name)} {tell(mend)}"


def _unmade(name: str) -> str:
    return tell(Sentence.NOT_MADE_YET, name=name)


def _exists(file: FlowFile, name: str) -> bool:
    """Whether a node that could be built makes the value: else something is already said about that node."""
    return any(id == name or name in node.compute for id, node in file.flow.nodes.items())


def _are_made(file: FlowFile, path: Path, wanted: Iterable[str], made: frozenset[str]) -> None:
    for place, name in enumerate(wanted):
        if name not in made and _exists(file, name):
            file.page.at((*path, place), _unmade(name), mended=True)


def _conditions(file: FlowFile, study: Study, node: Node) -> None:
    for said, made in (
        (conditions(node), study.at(node.id).made),
        (route_conditions(node), study.after(node.id).made),
    ):
        for below, when in said:
            _tested(file, ("nodes", node.id, *below), when, made)


def _tested(file: FlowFile, path: Path, when: Condition, made: frozenset[str]) -> None:
    for test in when:
        if test.value not in made and _exists(file, test.value):
            file.page.at((*path, test.value), _unmade(test.value), mended=True)


def _calls(file: FlowFile, study: Study, node: Node) -> None:
    made = study.before[node.id].made
    if isinstance(node, StepNode) and node.due is not None:
        wanted = {node.due.name} if isinstance(node.due, Ref) else refs(node.due)
        for name in wanted - made:
            _missing(file, ("nodes", node.id, "due"), name)
    made = made | (frozenset() if isinstance(node, OutcomeNode) else {node.id})
    for made_here, call in node.compute.items():
        for key, argument in call.arguments.items():
            if isinstance(argument, Ref) and argument.name not in made:
                _missing(file, ("nodes", node.id, "compute", made_here, key), argument.name)
        made |= {made_here}


def _missing(file: FlowFile, path: Path, name: str) -> None:
    if _exists(file, name):
        file.page.at(path, _unmade(name), mended=True)


def _needs(file: FlowFile, study: Study, node: Node) -> None:
    for place, need in enumerate(node.needs):
        if need not in study.before[node.id].always:
            file.page.at(("nodes", node.id, "needs", place), tell(Sentence.NEED_BESIDE_THE_WAY, need=need))
