"""YAML as text with lines. Every scalar stays what was typed; repeated keys, aliases and giant files are refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import yaml

from bot.content.problems import Desk, Problem
from bot.content.sentences import Sentence, tell

LARGEST = 1_000_000  # bytes of one file
DEEPEST = 12  # levels of nesting
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it was typed. `block`: its words begin on the line after `line`, one line each."""

    text: str
    line: int
    block: bool = False

    def line_of(self, position: int) -> int:
        """The line of a character of the text."""
        return self.line + 1 + self.text.count("\n", 0, position) if self.block else self.line


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple["Tree", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping: its values by key, and the line of each key."""

    values: Mapping[str, "Tree"]
    lines: Mapping[str, int]
    line: int


Tree = Scalar | Items | Fields


class _Mark(Protocol):
    """A place in a file, lines from 0: what both of PyYAML's loaders give."""

    @property
    def line(self) -> int: ...


class _Stop(Exception):
    """The rest of the file makes no sense any more; the problem is laid down."""


@dataclass(slots=True)
class _Builder:
    file: str
    desk: Desk
    events: Iterator[yaml.Event]
    depth: int = 0
    line: int = 1
    quoted: tuple[int, int] = (0, 0)  # first and last line of the last quoted text

    def next(self) -> yaml.Event:
        event = next(self.events)
        self.line = _line(event.start_mark)
        return event

    def stop(self, sentence: Sentence) -> _Stop:
        self.desk.add(self.file, self.line, tell(sentence))
        return _Stop()


def read_tree(file: str, text: str, desk: Desk) -> Tree | None:
    """The tree of a file, or None when it cannot be read; what is wrong is laid on the desk.

    Trees are remembered: of forty files that are looked at as one types in one of them, one is another than before.
    """
    tree, problems = _remembered(file, text)
    for each in problems:
        desk.add(each.file, each.line, each.text, each.level)
    return tree


@lru_cache(maxsize=64)
def _remembered(file: str, text: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    desk = Desk()
    return _read(file, text, desk), tuple(desk.problems)


def _read(file: str, text: str, desk: Desk) -> Tree | None:
    if len(text.encode()) > LARGEST:
        desk.add(file, 1, tell(Sentence.FILE_TOO_LARGE))
        return None
    builder = _Builder(file, desk, yaml.parse(text, Loader=Loader))
    try:
        return _document(builder)
    except yaml.MarkedYAMLError as error:
        line, sentence = _explain(error, text.splitlines(), builder)
        desk.add(file, line, tell(sentence))
    except yaml.YAMLError:
        desk.add(file, _strange_line(text), tell(Sentence.STRANGE_SIGN))
    except _Stop:
        pass
    return None


def _document(builder: _Builder) -> Tree | None:
    tree: Tree | None = None
    while not isinstance(event := builder.next(), yaml.StreamEndEvent):
        if isinstance(event, yaml.DocumentStartEvent):
            if tree is not None:
                raise builder.stop(Sentence.SECOND_DOCUMENT)
            tree = _tree(builder, builder.next())
    if tree is None:
        builder.line = 1
        raise builder.stop(Sentence.FILE_EMPTY)
    return tree


def _tree(builder: _Builder, event: yaml.Event) -> Tree:
    line = _line(event.start_mark)
    if getattr(event, "tag", None) is not None:
        raise builder.stop(Sentence.TAG)
    if isinstance(event, yaml.ScalarEvent):
        if event.style in ("'", '"'):
            builder.quoted = (line, _line(event.end_mark))
        return Scalar(event.value, line, event.style == "|")
    if isinstance(event, yaml.AliasEvent):
        raise builder.stop(Sentence.ALIAS)
    builder.depth += 1
    if builder.depth > DEEPEST:
        raise builder.stop(Sentence.TOO_DEEP)
    tree = _items(builder, line) if isinstance(event, yaml.SequenceStartEvent) else _fields(builder, line)
    builder.depth -= 1
    return tree


def _items(builder: _Builder, line: int) -> Items:
    items: list[Tree] = []
    while not isinstance(event := builder.next(), yaml.SequenceEndEvent):
        items.append(_tree(builder, event))
    return Items(tuple(items), line)


def _fields(builder: _Builder, line: int) -> Fields:
    values: dict[str, Tree] = {}
    lines: dict[str, int] = {}
    while not isinstance(event := builder.next(), yaml.MappingEndEvent):
        key = _tree(builder, event)
        if not isinstance(key, Scalar):
            raise builder.stop(Sentence.UNREADABLE)
        value = _tree(builder, builder.next())
        if key.text in values:
            said = tell(Sentence.KEY_TWICE, key=key.text, first=lines[key.text], second=key.line)
            builder.desk.add(builder.file, key.line, said)
            continue
        values[key.text], lines[key.text] = value, key.line
    return Fields(values, lines, line)


def _explain(error: yaml.MarkedYAMLError, lines: list[str], builder: _Builder) -> tuple[int, Sentence]:
    """Where and what. A quote or bracket left open is shown where it began, not where the reader stumbled."""
    line = _line(error.problem_mark or error.context_mark)
    began = _line(error.context_mark or error.problem_mark)
    written = lines[line - 1] if line <= len(lines) else ""
    if "quoted scalar" in (error.context or ""):
        return began, Sentence.OPEN_QUOTE
    if builder.quoted[0] < builder.quoted[1] == line:
        return builder.quoted[0], Sentence.OPEN_QUOTE
    if "flow" in (error.context or "") and began < line and _indent(written) <= _indent(lines[began - 1]):
        return began, Sentence.OPEN_BRACKET
    if "expected ':'" in (error.problem or ""):
        return began, Sentence.UNREADABLE
    if "\t" in written[: _indent(written)]:
        return line, Sentence.TAB
    return line, Sentence.UNREADABLE


def _line(mark: _Mark | None) -> int:
    return mark.line + 1 if mark else 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _strange_line(text: str) -> int:
    """The first line with a control character, which YAML does not take."""
    allowed = "\t\r\x85"
    for number, line in enumerate(text.split("\n"), 1):
        if any(not sign.isprintable() and not sign.isspace() and sign not in allowed for sign in line):
            return number
    return 1
