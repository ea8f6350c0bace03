"""A change of the FAQ as text, for a person to look through: a draft of an entry, or further phrasings of one.

What is put in is looked at again as a file is read: where it does not come out as it went in, nothing is proposed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from bot.content.problems import Desk
from bot.content.reader import Fields, Items, Scalar, Tree, read_tree
from bot.content.sentences import Sentence, tell
from bot.content.sources import language_of
from bot.core.gaps import Proposal

Files = Mapping[str, str]
_NO_TOPICS = ("faq/not_ours.yaml", "faq/synonyms.yaml")
_MOST_KEPT = 64
_PLAIN = re.compile(r"[가-힣A-Za-z0-9][^:#\[\]{},&*!|>'\"%@`\\]*")
_IN, _ITEM, _TEXT = " " * 4, " " * 6, " " * 6


def drafted(files: Files, near: str, asks: Sequence[str], answers: Sequence[str]) -> Proposal | None:
    """A draft at the end of the topic of the entry that comes nearest, or of the first topic.

    `answers` are what it is to be made from; a person has to write it. None where there is no topic.
    """
    topics = dict(_topics(files))
    path = next((path for path, entries in topics.items() if near in entries.values), next(iter(topics), None))
    if path is None:
        return None
    asks = [_line(ask) for ask in asks]
    id = _free_id(path, {id for entries in topics.values() for id in entries.values})
    snippet = "\n".join(_entry(id, asks, answers))
    at = _end(path, files[path])
    text = _inserted(files[path], at, snippet)
    return Proposal(path, snippet, text, at + 1) if _asks(path, text, id) == tuple(asks) else None


def phrased(files: Files, entry: str, asks: Sequence[str]) -> Proposal | None:
    """The entry with further phrasings at the end of its own; None where it cannot be found, or not be written in."""
    path = next((path for path, entries in _topics(files) if entry in entries.values), None)
    items = _items(path, files[path], entry) if path else None
    if path is None or items is None or not items.items or not asks:
        return None
    asks, before = [_line(ask) for ask in asks], _asks(path, files[path], entry)
    lines, at = files[path].split("\n"), items.items[-1].line - 1
    in_one_line = not lines[at].lstrip().startswith("-")
    change = _in_brackets if in_one_line else _below
    snippet, text, line = change(lines, at, asks)
    return Proposal(path, snippet, text, line + 1) if _asks(path, text, entry) == (*before, *asks) else None


def _entry(id: str, asks: Sequence[str], answers: Sequence[str]) -> Iterator[str]:
    """The lines of a draft."""
    yield f"  {id}:"
    yield f"{_IN}status: draft"
    yield f"{_IN}# {tell(Sentence.DRAFT_TO_WRITE)}"
    yield f"{_IN}asks:"
    yield from (f"{_ITEM}- {scalar(ask)}" for ask in asks)
    yield f"{_IN}answer: |"
    written = [
        lines for answer in answers if (lines := [line for each in answer.splitlines() if (line := _line(each))])
    ]
    for place, lines in enumerate(written or [[tell(Sentence.DRAFT_ANSWER)]]):
        yield from [""] if place else []
        yield from (f"{_TEXT}{line}" for line in lines)


def _topics(files: Files) -> Iterator[tuple[str, Fields]]:
    """The entries of every topic that can be read."""
    for path in sorted(files):
        if path.startswith("faq/") and path not in _NO_TOPICS and not language_of(path):
            tree = _tree(path, files[path])
            entries = tree.values.get("entries") if isinstance(tree, Fields) else None
            if isinstance(entries, Fields):
                yield path, entries


@lru_cache(maxsize=_MOST_KEPT)
def _tree(path: str, text: str) -> Tree | None:
    return read_tree(path, text, Desk())


def _free_id(path: str, taken: set[str]) -> str:
    """A name that nobody has, after the topic."""
    names = (f"{PurePosixPath(path).stem}_draft_{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _end(path: str, text: str) -> int:
    """The line (from 0) after the last entry: the end of the file, or where its next key stands."""
    tree = _tree(path, text)
    lines = tree.lines if isinstance(tree, Fields) else {}
    after = [line - 1 for line in lines.values() if line > lines.get("entries", 0)]
    return min(after, default=len(text.rstrip("\n").split("\n")))


def _inserted(text: str, at: int, snippet: str) -> str:
    lines = text.rstrip("\n").split("\n")
    return "\n".join([*lines[:at], snippet, *lines[at:]]) + "\n"


def _below(lines: list[str], at: int, asks: Sequence[str]) -> tuple[str, str, int]:
    """After the last item, and whatever of it stands on further lines."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    snippet = "\n".join(f"{' ' * indent}- {scalar(ask)}" for ask in asks)
    return snippet, "\n".join([*lines[:end], snippet, *lines[end:]]), end


def _in_brackets(lines: list[str], at: int, asks: Sequence[str]) -> tuple[str, str, int]:
    """Before the bracket that closes the list."""
    end = next((place for place in range(at, len(lines)) if "]" in lines[place]), at)
    head, bracket, rest = lines[end].rpartition("]")
    snippet = ", ".join(scalar(ask) for ask in asks)
    return snippet, "\n".join([*lines[:end], f"{head}, {snippet}{bracket}{rest}", *lines[end + 1 :]]), end


def _items(path: str, text: str, id: str) -> Items | None:
    tree: Tree | None = _tree(path, text)
    for key in ("entries", id, "asks"):
        tree = tree.values.get(key) if isinstance(tree, Fields) else None
    return tree if isinstance(tree, Items) else None


def _asks(path: str, text: str, id: str) -> tuple[str, ...]:
    items = _items(path, text, id)
    return tuple(it.text.strip() for it in items.items if isinstance(it, Scalar)) if items else ()


def _line(text: str) -> str:
    """A text in one line, without signs that a file cannot hold or that stand for a local fact."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text).replace("<", "(").replace(">", ")")
    return " ".join(seen.split())


def scalar(text: str) -> str:
    """A text as one writes it in YAML: bare where that is safe."""
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"
