"""An answer as an example writes it, by the kind of its question."""

import re
from datetime import date

from bot.content.parts import Part, read_day, read_number
from bot.content.problems import nearest, no_such
from bot.content.reader import Fields, Items, Scalar, Tree
from bot.content.sentences import Sentence, tell
from bot.core.answers import Contact, Doing, Several, Value
from bot.core.flow import ChoicesNode, ContactNode, DateNode, Node, NumberNode, StepNode

PHONE = re.compile(r"0\d{1,2}[- ]?\d{3,4}[- ]?\d{4}")
SKIP = "skip"


def read_answer(answers: Part, node: Node, key: str, tree: Tree, given: date | None) -> Value:
    """The value. What does not fit stays the text it is, so that an example can show how it is refused."""
    if isinstance(tree, Scalar):
        return _single(node, answers.scalar(tree, key), given)
    if isinstance(tree, Items) and isinstance(node, ChoicesNode):
        return Several(answers.words(key), finished=True)
    if isinstance(tree, Fields) and isinstance(node, StepNode):
        step = answers.below(tree, key)
        return _doing(step, node) if step else Doing()
    answers.add(key, _shape(node, key))
    return None


def _single(node: Node, text: str, given: date | None) -> Value:
    if text == SKIP:
        return None
    match node:
        case DateNode():
            return read_day(text) or text
        case NumberNode():
            number = read_number(text)
            return text if number is None else number
        case ChoicesNode():
            return Several((text,), finished=True)
        case ContactNode():
            return _contact(text)
        case StepNode():
            return {"done": Doing(done=given), "later": Doing(later=True)}.get(text, text)
    return text


def _contact(text: str) -> Value:
    if text == "chat":
        return Contact(way="chat")
    if "@" in text:
        return Contact(True, "email", text)
    return Contact(True, "phone", text) if PHONE.fullmatch(text) else text


def _doing(step: Part, node: StepNode) -> Value:
    step = step.only(("ticks", "done"))
    known = [item.id for item in node.checklist]
    ticks = set()
    for place, tick in enumerate(step.words("ticks")):
        right = tick if tick in known else nearest(tick, known)
        if tick not in known:
            said = no_such(Sentence.A_PAPER, tick, known)
            step.page.at((*step.path, "ticks", place), said, mended=right is not None)
        if right is not None:
            ticks.add(right)
    return Doing(frozenset(ticks), step.day("done"))


def _shape(node: Node, key: str) -> str:
    if isinstance(node, ChoicesNode):
        return tell(Sentence.TAKES_SEVERAL, key=key)
    if isinstance(node, StepNode):
        return tell(Sentence.TAKES_STEP, key=key)
    return tell(Sentence.NOT_ONE_WORD, key=key)
