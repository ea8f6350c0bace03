"""What the examples of a flow reach: every choice, every outcome, every paragraph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.content.flows import FlowFile
from bot.content.graph import reach
from bot.content.parts import Path
from bot.content.problems import Level
from bot.content.running import Run, shown
from bot.content.sentences import Sentence, tell
from bot.core.answers import Several
from bot.core.flow import ChoiceNode, Flow, choices_of
from bot.core.judging import judge


@dataclass(frozen=True, slots=True)
class Reached:
    """Choices as (node, choice), nodes at which an example ends, paragraphs as (outcome, paragraph)."""

    choices: frozenset[tuple[str, str]]
    ends: frozenset[str]
    paragraphs: frozenset[tuple[str, str]]


def reached(flow: Flow, runs: Iterable[Run]) -> Reached:
    """All that the examples reach together."""
    choices: set[tuple[str, str]] = set()
    ends: set[str] = set()
    paragraphs: set[tuple[str, str]] = set()
    for run in runs:
        if run.standing is None:
            continue
        choices.update(_taken(flow, run))
        ends.add(run.standing.at)
        paragraphs.update((run.standing.at, name) for name in shown(flow, run.standing))
    return Reached(frozenset(choices), frozenset(ends), frozenset(paragraphs))


def check_coverage(file: FlowFile, runs: Iterable[Run]) -> None:
    """Lays down what no example reaches; of things behind one another the first. Of a draft it is only a warning."""
    level: Level = "error" if file.flow.status == "published" else "warning"
    if not file.examples:
        file.page.at((), tell(Sentence.NO_EXAMPLES), level, mended=True)
        return
    for path, text in _gaps(file.flow, reached(file.flow, runs)):
        file.page.at(path, text, level, mended=True)


def _gaps(flow: Flow, found: Reached) -> Iterator[tuple[Path, str]]:
    untaken = [
        (node.id, choice.id)
        for node in flow.nodes.values()
        if isinstance(node, ChoiceNode)
        for choice in node.choices
        if (node.id, choice.id) not in found.choices
    ]
    near = reach(flow, [flow.start], untaken)
    for id, node in flow.nodes.items():
        for place, choice in enumerate(choices_of(node)):
            if id in near and (id, choice.id) not in found.choices:
                yield ("nodes", id, "choices", place), tell(Sentence.NONE_CHOOSES, label=choice.label)
    for node in flow.outcomes():
        if node.id not in found.ends:
            if node.id in near:
                yield ("nodes", node.id), tell(Sentence.NONE_ENDS, id=node.id)
            continue
        for name in node.say:
            if (node.id, name) not in found.paragraphs:
                yield ("nodes", node.id, "say", name), tell(Sentence.NONE_SHOWS, name=name)


def _taken(flow: Flow, run: Run) -> Iterator[tuple[str, str]]:
    """The choices of the good answers on the way."""
    for id in run.standing.path if run.standing else ():
        answer = run.answers.get(id)
        if answer is None or judge(flow.nodes[id], answer) != "good":
            continue
        if isinstance(answer.value, Several):
            yield from ((id, each) for each in answer.value.ids)
        elif isinstance(answer.value, str):
            yield id, answer.value
