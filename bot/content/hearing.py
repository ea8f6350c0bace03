"""How a sentence of an example is understood: the same readings and the same assigning as in a conversation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.core.answers import Answers, Doing, Several, Value
from bot.core.assigning import Assigned, askable, assign
from bot.core.flow import ChoicesNode, Flow, Node, StepNode, TextNode, choices_of
from bot.core.korean import fold
from bot.core.library import Matcher, Words
from bot.core.replay import Standing


@dataclass(frozen=True, slots=True)
class Ears:
    """What sentences are understood with."""

    matcher: Matcher
    words: Words


@dataclass(frozen=True, slots=True)
class Understood:
    """The values of a sentence by question; the verdict on a wrong one; the questions an unclear one may answer."""

    given: Mapping[str, Value] = field(default_factory=dict)
    error: str | None = None
    unclear: tuple[str, ...] = ()


def hear(ears: Ears, text: str, flow: Flow, answers: Answers, standing: Standing, today: date) -> Understood:
    """What a sentence answers to somebody who stands there."""
    node = flow.nodes[standing.at]
    exact = _exactly(ears.words, node, fold(text), today)
    if exact is not None:
        return Understood(exact)
    corrected = _corrected(ears, text, flow, answers, standing, today)
    if corrected:
        return Understood(corrected)
    readings = ears.matcher.read(text, askable(flow, standing), today)
    found = assign(readings, flow, answers, standing)
    if isinstance(node, TextNode) and not _only_values(ears, text, found):
        return Understood({node.id: text, **found.given})
    names = tuple(dict.fromkeys(reading.node for span in found.unclear for reading in span))
    return Understood(found.given, found.wrong.error if found.wrong else None, names)


def _only_values(ears: Ears, text: str, found: Assigned) -> bool:
    return len(found.given) > 1 and not ears.matcher.looks_like_question(text)


def _exactly(words: Words, node: Node, folded: str, today: date) -> Mapping[str, Value] | None:
    """A label or another word of the open question, or the words of its buttons."""
    for choice in choices_of(node):
        if _is(folded, (choice.label, *choice.also)):
            value = Several((choice.id,), finished=True) if isinstance(node, ChoicesNode) else choice.id
            return {node.id: value}
    if _is(folded, node.skip):
        return {node.id: None}
    if isinstance(node, ChoicesNode) and _is(folded, node.none):
        return {node.id: Several((), finished=True)}
    if isinstance(node, StepNode) and _is(folded, words.done):
        return {node.id: Doing(done=today)}
    if isinstance(node, StepNode) and _is(folded, words.later):
        return {node.id: Doing(later=True)}
    return None


def _corrected(
    ears: Ears, text: str, flow: Flow, answers: Answers, standing: Standing, today: date
) -> Mapping[str, Value]:
    """Other values for earlier questions, in a sentence with words of correction."""
    if not standing.path or not any(fold(word) in fold(text) for word in ears.words.corrections):
        return {}
    readings = ears.matcher.read(text, [flow.nodes[id] for id in standing.path], today)
    found = assign(readings, flow, {}, standing, standing.path[-1])
    return {id: value for id, value in found.given.items() if id in answers and answers[id].value != value}


def _is(folded: str, words: Iterable[str]) -> bool:
    return bool(folded) and folded in map(fold, words)
