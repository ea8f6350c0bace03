"""What every value of a flow is: surveyed before the flow is built, so that conditions and arguments can be typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.content.parts import Page, Part, Path
from bot.content.problems import meant, nearest, no_such
from bot.content.reader import Fields, Items, Scalar, Tree
from bot.content.sentences import Sentence, tell
from bot.core.rules import RULES

KINDS = ("choice", "choices", "date", "number", "text", "contact", "step", "outcome")
WAYS = ("chat", "phone", "email")
Type = Literal["word", "words", "date", "number"]


@dataclass(frozen=True, slots=True)
class Sort:
    """What a value is; `options` are the only words it can be, empty when it can be any."""

    type: Type
    options: tuple[str, ...] = ()


Sorts = Mapping[str, Sort | None]
"""Every value of a flow by name; None for one whose rule is not known."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names of a flow: its values with what they are, and its nodes. A slip counts as the nearest right name."""

    sorts: Sorts
    nodes: tuple[str, ...]

    def value(self, page: Page, path: Path, name: str) -> str | None:
        """The value of that name, or, laid down, the nearest; None when there is none near."""
        if name in self.sorts:
            return name
        near = nearest(name, self.sorts)
        page.at(path, not_made(name, self.sorts), mended=near is not None)
        return near

    def node(self, page: Page, path: Path, name: str) -> str | None:
        """The node of that name, or, laid down, the nearest; None when there is none near."""
        if name in self.nodes:
            return name
        near = nearest(name, self.nodes)
        page.at(path, no_such(Sentence.A_NODE, name, self.nodes), mended=near is not None)
        return near


def not_made(name: str, sorts: Sorts) -> str:
    """That no value of the flow has that name, and which was probably meant."""
    return tell(Sentence.NOT_MADE, name=name) + meant(name, sorts)


def sort_words(sort: Type) -> str:
    """What a sort of value is called."""
    return tell(Sentence(f"sort_{sort}"))


_BY_KIND: Mapping[str, Sort] = {
    "date": Sort("date"),
    "step": Sort("date"),
    "number": Sort("number"),
    "text": Sort("word"),
    "contact": Sort("word", WAYS),
}


def kind_of(node: Part) -> str:
    """The kind of a node; of a misspelled one the nearest, else what its keys look like. Lays nothing down."""
    written = node.values.get("kind")
    kind = written.text.strip() if isinstance(written, Scalar) else ""
    if kind in KINDS:
        return kind
    shapes = {"say": "outcome", "what": "step", "choices": "choice", "chat": "contact"}
    return nearest(kind, KINDS) or next((shapes[key] for key in shapes if key in node.values), "text")


def survey(nodes: Part) -> dict[str, Sort | None]:
    """What every value made in a flow is: the answer of each node, and all that is computed."""
    sorts: dict[str, Sort | None] = {}
    for id, tree in nodes.values.items():
        if not isinstance(tree, Fields):
            continue
        node = Part(nodes.page, (*nodes.path, id), tree.values)
        kind = kind_of(node)
        if kind in ("choice", "choices"):
            sorts[id] = Sort("word" if kind == "choice" else "words", tuple(_ids(node.values.get("choices"))))
        elif kind in _BY_KIND:
            sorts[id] = _BY_KIND[kind]
    for name, sort in _computed(nodes):
        sorts.setdefault(name, sort)
    return sorts


def made_twice(nodes: Part) -> None:
    """Lays down every computed value that has the name of a question, or two types."""
    seen: dict[str, Sort | None] = {}
    for id, tree in nodes.values.items():
        compute = tree.values.get("compute") if isinstance(tree, Fields) else None
        for name in compute.values if isinstance(compute, Fields) else ():
            sort = _given(compute.values[name]) if isinstance(compute, Fields) else None
            path = (*nodes.path, id, "compute", name)
            if name in nodes.values:
                nodes.page.at(path, tell(Sentence.HAS_NAME_OF_QUESTION, name=name))
            elif seen.setdefault(name, sort) != sort:
                nodes.page.at(path, tell(Sentence.IS_OTHER_SORT_ELSEWHERE, name=name))


def _computed(nodes: Part) -> Iterator[tuple[str, Sort | None]]:
    for tree in nodes.values.values():
        compute = tree.values.get("compute") if isinstance(tree, Fields) else None
        if isinstance(compute, Fields):
            yield from ((name, _given(call)) for name, call in compute.values.items())


def _given(call: Tree) -> Sort | None:
    written = call.values.get("rule") if isinstance(call, Fields) else None
    name = written.text.strip() if isinstance(written, Scalar) else ""
    rule = RULES.get(name) or RULES.get(nearest(name, RULES) or "")
    return Sort(rule.gives) if rule else None


def _ids(choices: Tree | None) -> Iterator[str]:
    for choice in choices.items if isinstance(choices, Items) else ():
        id = choice.values.get("id") if isinstance(choice, Fields) else None
        if isinstance(id, Scalar):
            yield id.text.strip()
