"""Does a flow lead anywhere: dead ends, loops, nodes that are never reached, and what a published flow must have."""

from bot.content.flows import FlowFile
from bot.content.graph import Graph, branches, reach
from bot.content.sentences import Sentence, tell
from bot.content.style import names_article
from bot.core.flow import ChoiceNode, Node, OutcomeNode, StepNode


def check_ways(file: FlowFile, graph: Graph) -> None:
    """Lays down every dead end and loop, and, unless they follow from another slip, nodes that are never reached."""
    for loop in graph.loops:
        _loop(file, loop)
    for id in file.flow.nodes:
        _dead_end(file, id)
    for id in _lost(file) if file.page.sound else ():
        file.page.at(("nodes", id), tell(Sentence.NEVER_REACHED, id=id))


def check_published(file: FlowFile) -> None:
    """Lays down what a published flow lacks: its review, the day of the law's text, sources of steps and outcomes.

    An outcome that hands over at once says nothing of the law, and needs none.
    """
    flow, page = file.flow, file.page
    if flow.status != "published":
        return
    if flow.reviewed is None and ("reviewed",) not in page.lines:
        page.at(("status",), tell(Sentence.NOT_REVIEWED), mended=True)
    if flow.law is None and ("law",) not in page.lines and any(_cites(node) for node in flow.nodes.values()):
        page.at(("reviewed",), tell(Sentence.NO_LAW_DAY), "warning")
    for id, node in flow.nodes.items():
        if _speaks_of_law(node) and not _has(file, id, "sources"):
            page.at(("nodes", id), tell(Sentence.NO_SOURCES, id=id), mended=True)


def _cites(node: Node) -> bool:
    return isinstance(node, StepNode | OutcomeNode) and any(map(names_article, node.sources))


def _speaks_of_law(node: Node) -> bool:
    if isinstance(node, OutcomeNode):
        return node.handoff is None or not node.handoff.at_once
    return isinstance(node, StepNode)


def _has(file: FlowFile, id: str, key: str) -> bool:
    return ("nodes", id, key) in file.page.lines


def _loop(file: FlowFile, loop: tuple[str, ...]) -> None:
    last, target = loop[-2], loop[-1]
    paths = [path for path, branch in branches(file.flow.nodes[last]) if branch.goto == target]
    file.page.at(("nodes", last, *paths[0], "goto"), tell(Sentence.LOOP, way=" → ".join(loop)))


def _dead_end(file: FlowFile, id: str) -> None:
    """Lays down a node from which there is no way on; one whose `next` was wrong in itself is left alone."""
    node = file.flow.nodes[id]
    if isinstance(node, OutcomeNode) or node.next or _has(file, id, "next"):
        return
    if isinstance(node, ChoiceNode) and node.choices and not node.skip:
        for place, choice in enumerate(node.choices):
            path = ("nodes", id, "choices", place)
            if not choice.next and (*path, "next") not in file.page.lines:
                file.page.at(path, tell(Sentence.DEAD_END_OF_CHOICE, label=choice.label))
        return
    file.page.at(("nodes", id), tell(Sentence.DEAD_END, id=id))


def _lost(file: FlowFile) -> list[str]:
    """The nodes that are never reached; of some that follow one another only the first."""
    flow = file.flow
    near = reach(flow, [flow.start])
    lost = [id for id in flow.nodes if id not in near]
    behind = {goto for id in lost for goto in reach(flow, _next_of(file, id))}
    roots = [id for id in lost if id not in behind]
    return roots or lost[:1]


def _next_of(file: FlowFile, id: str) -> list[str]:
    return [branch.goto for _, branch in branches(file.flow.nodes[id])]
