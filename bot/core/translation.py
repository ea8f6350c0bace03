"""Words of another language laid over a content. Logic is never among them: it stays as the Korean files have it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.flow import ChoiceNode, ChoicesNode, Flow, Node, OutcomeNode, StepNode
from bot.core.library import Entry, Library, Menu, NotOurs
from bot.core.texts import AnyKey


@dataclass(frozen=True, slots=True)
class NodeWords:
    """The words of one node. What is empty or missing stays Korean.

    `texts` are words by the name of their field; `lists` those that are lists; `labels` the words of choices or items,
    the label first; `say` and `errors` are by the name that the Korean file gives them.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    say: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    button: str = ""


@dataclass(frozen=True, slots=True)
class FlowWords:
    """The words of one flow; `begin` are words that begin it."""

    title: str
    about: str = ""
    begin: tuple[str, ...] = ()
    nodes: Mapping[str, NodeWords] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryWords:
    """An answer of the FAQ with the questions that ask for it, the first of them its title."""

    asks: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class NotOursWords:
    """What is said to a kind of sentences that is not ours, and such sentences."""

    say: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """Everything that is written in one other language."""

    language: str
    texts: Mapping[AnyKey, str] = field(default_factory=dict)
    flows: Mapping[str, FlowWords] = field(default_factory=dict)
    entries: Mapping[str, EntryWords] = field(default_factory=dict)
    retention: Mapping[str, str] = field(default_factory=dict)
    not_ours: Mapping[str, NotOursWords] = field(default_factory=dict)


def translated(library: Library, words: Translation) -> Library:
    """The same library as somebody of that language meets it: its own menu, and Korean where there are no words."""
    flows = {id: _flow(flow, words) for id, flow in library.flows.items()}
    entries = {id: _entry(entry, words) for id, entry in library.entries.items()}
    told = library.menu.first or tuple(flows)
    known = tuple(id for id in (*told, *library.menu.more) if id in words.flows)
    begin = {id: (*row.begin, *library.words.begin.get(id, ())) for id, row in words.flows.items()}
    kept = {id: replace(row, words=words.retention.get(id, row.words)) for id, row in library.retention.items()}
    return replace(
        library,
        language=words.language,
        tongues={},
        flows=flows,
        entries=entries,
        not_ours={kind: _row(row, words) for kind, row in library.not_ours.items()},
        texts={**library.texts, **words.texts},
        words=replace(library.words, begin={**library.words.begin, **begin}),
        retention=kept,
        menu=Menu(known),
    )


def _flow(flow: Flow, words: Translation) -> Flow:
    row = words.flows.get(flow.id)
    if row is None:
        return flow
    nodes = {id: _node(node, row.nodes.get(id)) for id, node in flow.nodes.items()}
    about = row.about or flow.about
    return replace(flow, title=row.title or flow.title, about=about, nodes=nodes, language=words.language)


def _entry(entry: Entry, words: Translation) -> Entry:
    row = words.entries.get(entry.id)
    return replace(entry, asks=row.asks, answer=row.answer, language=words.language) if row else entry


def _row(row: NotOurs, words: Translation) -> NotOurs:
    """What consultants are told of it stays Korean."""
    said = words.not_ours.get(row.kind)
    return replace(row, say=said.say, sentences=said.sentences) if said else row


def _node(node: Node, words: NodeWords | None) -> Node:
    """Other words that are understood stay so: a Korean word is never wrong."""
    if words is None:
        return node
    changes: dict[str, Any] = {name: text for name, text in words.texts.items() if hasattr(node, name)}
    for name, listed in words.lists.items():
        before = getattr(node, name, ())
        changes[name] = listed if name == "mistakes" else (*listed, *before)
    if words.errors:
        changes["errors"] = {**node.errors, **words.errors}
    return replace(node, **changes, **_parts(node, words))


def _parts(node: Node, words: NodeWords) -> dict[str, Any]:
    """The words of what a node is made of: choices, items, paragraphs, its button to a person."""
    labels = words.labels
    if isinstance(node, ChoiceNode | ChoicesNode):
        choices = (
            replace(it, label=labels[it.id][0], also=(*labels[it.id][1:], it.label, *it.also))
            if labels.get(it.id)
            else it
            for it in node.choices
        )
        return {"choices": tuple(choices)}
    if isinstance(node, StepNode):
        items = (replace(it, label=labels[it.id][0]) if labels.get(it.id) else it for it in node.checklist)
        return {"checklist": tuple(items)}
    if isinstance(node, OutcomeNode):
        say = {name: replace(it, text=words.say.get(name, it.text)) for name, it in node.say.items()}
        handoff = replace(node.handoff, button=words.button or node.handoff.button) if node.handoff else None
        return {"say": say, "handoff": handoff}
    return {}
