"""Taking a tree apart: every key that is read leaves its line, every slip is laid down where it stands.

A slip is mended as it was probably meant (a misspelled key counts as the right one), so that nothing follows from it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.content.problems import Desk, Level, meant, nearest
from bot.content.reader import Fields, Items, Scalar, Tree
from bot.content.sentences import Sentence, tell

Path = tuple[str | int, ...]
NAME = re.compile(r"[a-z][a-z0-9_]*")
NUMBER = re.compile(r"-?(0|[1-9]\d{0,11})")  # 014 or 0212345678 is a code, not an amount: refused
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ONLY_SAID = frozenset(
    {"title", "about", "name", "ask", "label", "what", "text", "button", "chat", "keep", "status", "topic", "owner"}
    | {"answer", "sources", "law", "reviewed", "certainty"}
)
"""Keys without which a flow or entry can still be walked through, so that nothing else follows from their lack."""


@dataclass(slots=True)
class Page:
    """One file: where its problems go, and the line of everything in it by its path of keys."""

    file: str
    desk: Desk
    lines: dict[Path, int] = field(default_factory=dict)
    texts: dict[Path, Scalar] = field(default_factory=dict)
    sound: bool = True  # whether what was read can still be walked through

    def add(self, line: int, text: str, level: Level = "error", *, mended: bool = False) -> None:
        """Lays a problem down. `mended`: what was read can be used as it was meant, or is not changed by the slip."""
        self.desk.add(self.file, line, text, level)
        self.sound = self.sound and (mended or level == "warning")

    def at(self, path: Path, text: str, level: Level = "error", *, mended: bool = False) -> None:
        """Lays a problem down at that path, or at the nearest thing above it."""
        self.add(self.line(path), text, level, mended=mended)

    def line(self, path: Path) -> int:
        return next((self.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.lines), 1)

    def last_line(self, path: Path) -> int:
        """The last line at which something below that path begins."""
        return max((line for below, line in self.lines.items() if below[: len(path)] == path), default=1)

    def where(self, path: Path) -> str:
        """File and line, as one tells another place."""
        return f"{self.file}:{self.line(path)}"

    def line_of(self, path: Path, words: str) -> int:
        """The line within a text where those words stand."""
        scalar = self.texts.get(path)
        found = scalar.text.find(words) if scalar else -1
        return scalar.line_of(found) if scalar and found >= 0 else self.line(path)

    def mark(self, tree: Tree, path: Path, line: int) -> None:
        """Notes the lines of a tree and of all below it."""
        self.lines[path] = line
        if isinstance(tree, Scalar):
            self.texts[path] = tree
        elif isinstance(tree, Items):
            for place, item in enumerate(tree.items):
                self.mark(item, (*path, place), item.line)
        else:
            for key, value in tree.values.items():
                self.mark(value, (*path, key), tree.lines[key])


@dataclass(frozen=True, slots=True)
class Part:
    """A mapping of a page, from which keys are taken as what they ought to be."""

    page: Page
    path: Path
    values: Mapping[str, Tree]

    def only(self, keys: Iterable[str]) -> "Part":
        """The same part with known keys alone. An unknown one is laid down, and counts as the nearest unused."""
        known = list(keys)
        values = {key: value for key, value in self.values.items() if key in known}
        for key, value in self.values.items():
            if key in known:
                continue
            line = self.line(key)
            near = nearest(key, [name for name in known if name not in self.values])
            said = tell(Sentence.UNKNOWN_KEY, key=key) + meant(key, known)
            self.page.add(line, said, mended=True)
            if near is not None:
                values[near] = value
                self.page.mark(value, (*self.path, near), line)
        return Part(self.page, self.path, values)

    def line(self, key: str | None = None) -> int:
        return self.page.line(self.path if key is None else (*self.path, key))

    def add(self, key: str | None, text: str, level: Level = "error", *, mended: bool = False) -> None:
        self.page.add(self.line(key), text, level, mended=mended)

    def need(self, key: str) -> Tree | None:
        """What stands under a key that must be there."""
        if key not in self.values:
            self.add(None, tell(Sentence.LACKING, key=key), mended=key in ONLY_SAID)
        return self.values.get(key)

    def text(self, key: str, *, must: bool = True) -> str:
        """A sentence or word; empty when it is missing."""
        tree = self.need(key) if must else self.values.get(key)
        return "" if tree is None else self.scalar(tree, key)

    def scalar(self, tree: Tree, key: str) -> str:
        if not isinstance(tree, Scalar):
            self.page.add(tree.line, tell(Sentence.NOT_ONE_WORD, key=key))
            return ""
        if not tree.text.strip():
            self.page.add(tree.line, tell(Sentence.EMPTY, key=key), mended=key in ONLY_SAID)
        return tree.text.strip()

    def words(self, key: str, *, must: bool = False) -> tuple[str, ...]:
        """A list of sentences or words."""
        tree = self.need(key) if must else self.values.get(key)
        if tree is None:
            return ()
        if isinstance(tree, Items):
            if must and not tree.items:
                self.add(key, tell(Sentence.EMPTY_LIST, key=key))
            return tuple(self.scalar(item, key) for item in tree.items)
        self.add(key, tell(Sentence.NOT_A_LIST, key=key), mended=True)
        return (tree.text,) if isinstance(tree, Scalar) else ()

    def number(self, key: str, *, must: bool = False) -> int | None:
        tree = self.need(key) if must else self.values.get(key)
        if tree is None:
            return None
        number = read_number(text := self.scalar(tree, key))
        if number is None and text:
            self.add(key, tell(Sentence.NOT_A_NUMBER, text=text))
        return number

    def day(self, key: str, *, must: bool = False) -> date | None:
        tree = self.need(key) if must else self.values.get(key)
        if tree is None:
            return None
        day = read_day(text := self.scalar(tree, key))
        if day is None and text:
            self.add(key, not_a_day(text))
        return day

    def flag(self, key: str) -> bool:
        """true or false; false when it is missing."""
        return key in self.values and self.one_of(key, ("true", "false")) == "true"

    def one_of(self, key: str, options: Iterable[str], *, must: bool = True) -> str | None:
        """One of some words; a slip counts as the nearest."""
        known = list(options)
        text = self.text(key, must=must)
        if text and text not in known:
            near = nearest(text, known)
            said = tell(Sentence.NOT_AN_OPTION, text=text, key=key) + meant(text, known)
            self.add(key, said, mended=near is not None)
            return near
        return text or None

    def part(self, key: str, *, must: bool = False) -> "Part | None":
        """A mapping."""
        tree = self.need(key) if must else self.values.get(key)
        return None if tree is None else self.below(tree, key)

    def below(self, tree: Tree, *keys: str | int) -> "Part | None":
        """A mapping further down, or None when it is none."""
        path = (*self.path, *keys)
        if isinstance(tree, Fields):
            return Part(self.page, path, tree.values)
        name = next((key for key in reversed(path) if isinstance(key, str)), "")
        self.page.at(path, tell(Sentence.NOT_FIELDS, key=name))
        return None

    def parts(self) -> Iterator[tuple[str, "Part"]]:
        """Every mapping of this mapping, by its name."""
        for key, tree in self.values.items():
            part = self.below(tree, key)
            if part is not None:
                yield key, part

    def each(self, key: str, *, must: bool = False) -> Iterator["Part"]:
        """The mappings of a list."""
        tree = self.need(key) if must else self.values.get(key)
        if tree is None:
            return
        if not isinstance(tree, Items):
            self.add(key, tell(Sentence.NOT_LINES, key=key))
            return
        for place, item in enumerate(tree.items):
            part = self.below(item, key, place)
            if part is not None:
                yield part

    def name(self, key: str | None, name: str) -> str:
        """A name that code and conditions use: small Latin letters, digits and '_'."""
        if name and not NAME.fullmatch(name):
            self.add(key, tell(Sentence.NOT_A_NAME, name=name), mended=True)
        return name


def whole(page: Page, tree: Tree) -> Part | None:
    """A whole file as a mapping."""
    page.mark(tree, (), tree.line)
    if isinstance(tree, Fields):
        return Part(page, (), tree.values)
    page.add(tree.line, tell(Sentence.NOT_A_PAGE))
    return None


def read_number(text: str) -> int | None:
    return int(text) if NUMBER.fullmatch(text) else None


def read_day(text: str) -> date | None:
    """A day as 2026-11-20."""
    if not DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def not_a_day(text: str) -> str:
    return tell(Sentence.NOT_A_DAY, text=text)
