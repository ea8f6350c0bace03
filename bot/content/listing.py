"""Every file of the content by what it is called, without checking it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.content.problems import Desk
from bot.content.reader import Fields, Items, Scalar, Tree, read_tree
from bot.content.sources import language_of

Group = Literal["faq", "flow", "words", "table"]
_WORDS = ("faq/not_ours.yaml", "faq/synonyms.yaml", "flows/texts.yaml", "flows/words.yaml")
_MOST_KEPT = 256


@dataclass(frozen=True, slots=True)
class Row:
    """A file: what it says it is about and whose it is, and how many things are in it; 0 when it cannot be read.

    `drafts` of them are seen by nobody yet; every step of a procedure that is a draft.
    """

    path: str
    group: Group
    title: str
    owner: str
    entries: int
    drafts: int


def rows(files: Mapping[str, str]) -> tuple[Row, ...]:
    """A row for every file, by path."""
    return tuple(_row(path, files[path]) for path in sorted(files))


@lru_cache(maxsize=_MOST_KEPT)
def _row(path: str, text: str) -> Row:
    tree = read_tree(path, text, Desk())
    values: Mapping[str, Tree] = tree.values if isinstance(tree, Fields) else {}
    title, owner = (_word(values, "topic") or _word(values, "title")), _word(values, "owner")
    return Row(path, _group(path), title, owner, _count(path, values), _drafts(path, values))


def _group(path: str) -> Group:
    if path.startswith("flows/tables/"):
        return "table"
    if path in _WORDS or language_of(path):
        return "words"
    return "faq" if path.startswith("faq/") else "flow"


def _word(values: Mapping[str, Tree], key: str) -> str:
    found = values.get(key)
    return found.text if isinstance(found, Scalar) else ""


def _count(path: str, values: Mapping[str, Tree]) -> int:
    """Entries, steps, or what stands in the longest list of a table."""
    told = values.get("entries") or values.get("nodes")
    if told is not None:
        return _size(told)
    return len(values) if _group(path) == "words" else max(map(_size, values.values()), default=0)


def _drafts(path: str, values: Mapping[str, Tree]) -> int:
    if _group(path) == "flow":
        return _count(path, values) if _word(values, "status") == "draft" else 0
    entries = values.get("entries")
    found = entries.values.values() if isinstance(entries, Fields) else ()
    return sum(isinstance(it, Fields) and _word(it.values, "status") == "draft" for it in found)


def _size(tree: Tree) -> int:
    if isinstance(tree, Fields):
        return len(tree.values)
    return len(tree.items) if isinstance(tree, Items) else 0
