"""The words of one node in another language, read against the node itself."""

from collections.abc import Collection, Iterable, Mapping

from bot.content.parts import Part
from bot.content.problems import no_such
from bot.content.reader import Scalar
from bot.content.said import BRACKETS
from bot.content.sentences import Sentence, tell
from bot.core.flow import ContactNode, Node, NumberNode, OutcomeNode, Question, StepNode, choices_of
from bot.core.translation import NodeWords

LISTS = ("skip", "none", "marks", "mistakes")
KEYS = (
    *("name", "ask", "hint", "unit", "chat", "consent", "what", "where"),
    *LISTS,
    *("choices", "checklist", "say", "errors", "button"),
)


def read_node(part: Part, node: Node) -> NodeWords:
    """What stands there of a node; what it has in Korean and not here is warned of, in one line."""
    part = part.only(KEYS)
    korean = _texts(node)
    texts = {}
    for key, (name, text) in korean.items():
        if key in part.values:
            texts[name] = part.text(key)
            refuse_values(part, key, texts[name], BRACKETS.findall(text))
    words = NodeWords(
        texts=texts,
        lists={key: part.words(key) for key in LISTS if key in part.values},
        labels=_labels(part, node),
        say=_under(
            part, "say", {name: it.text for name, it in node.say.items()} if isinstance(node, OutcomeNode) else {}
        ),
        errors=_under(part, "errors", node.errors),
        button=part.text("button", must=False),
    )
    _lacks(part, node, words, korean)
    return words


def _texts(node: Node) -> Mapping[str, tuple[str, str]]:
    """The key in the file, the field of the node, and its Korean words, for each text that the node has."""
    found = {"name": ("name", node.name)}
    if isinstance(node, Question):
        found |= {"ask": ("ask", node.ask), "hint": ("hint", node.hint)}
    if isinstance(node, NumberNode):
        found["unit"] = ("unit", node.unit)
    if isinstance(node, ContactNode):
        found |= {"chat": ("chat", node.chat), "consent": ("what", node.what)}
    if isinstance(node, StepNode):
        found |= {"what": ("what", node.what), "where": ("where", node.where)}
    return {key: each for key, each in found.items() if each[1]}


def _labels(part: Part, node: Node) -> Mapping[str, tuple[str, ...]]:
    key = "checklist" if isinstance(node, StepNode) else "choices"
    known = [it.id for it in (node.checklist if isinstance(node, StepNode) else choices_of(node))]
    rows = part.part(key)
    found: dict[str, tuple[str, ...]] = {}
    for id, tree in rows.values.items() if rows else ():
        if rows is None or id not in known:
            part.add(key, no_such(Sentence.AN_ANSWER, id, known), mended=True)
            continue
        found[id] = (rows.text(id),) if isinstance(tree, Scalar) else rows.words(id)
    return found


def _under(part: Part, key: str, korean: Mapping[str, str]) -> Mapping[str, str]:
    rows = part.part(key)
    found: dict[str, str] = {}
    for name in rows.values if rows else ():
        if rows is None or name not in korean:
            part.add(key, no_such(Sentence.A_PARAGRAPH, name, korean), mended=True)
            continue
        found[name] = rows.text(name)
        refuse_values(rows, name, found[name], BRACKETS.findall(korean[name]))
    return found


def refuse_values(part: Part, key: str, text: str, known: Collection[str]) -> None:
    """Lays down a value that the Korean words do not hold: it may be missing where this is said."""
    for name in dict.fromkeys(BRACKETS.findall(text)):
        if name not in known:
            line = part.page.line_of((*part.path, key), f"<{name}>")
            part.page.add(line, tell(Sentence.NOT_IN_KOREAN, name=name), mended=True)


def _lacks(part: Part, node: Node, words: NodeWords, korean: Iterable[str]) -> None:
    named = {name for name in korean if name not in part.values}
    named |= {key for key in ("skip", "none", "mistakes") if getattr(node, key, ()) and key not in words.lists}
    key = "checklist" if isinstance(node, StepNode) else "choices"
    ids = [it.id for it in (node.checklist if isinstance(node, StepNode) else choices_of(node))]
    named |= {f"{key}: {id}" for id in ids if id not in words.labels}
    named |= {f"errors: {name}" for name in node.errors if name not in words.errors}
    if isinstance(node, OutcomeNode):
        named |= {f"say: {name}" for name in node.say if name not in words.say}
        named |= {"button"} if node.handoff and not words.button else set()
    if named:
        part.add(None, tell(Sentence.STAYS_KOREAN, names=", ".join(sorted(named))), "warning")
