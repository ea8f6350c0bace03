"""Every sentence of texts.yaml is given the values that bot.core.text_values promises it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.text_values import VALUES
from bot.core.texts import EVERY_KEY, AnyKey

BOT = Path(__file__).parents[2] / "bot"
KEYS = {f"{type(key).__name__}.{key.name}": key for key in EVERY_KEY}


def calls() -> Iterator[tuple[str, AnyKey, frozenset[str]]]:
    """Where the code names a key and gives it values: the place, the key, the names of the values."""
    sets = {f"{type(key).__name__}." for key in EVERY_KEY}
    for path in sorted(BOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if any(name in text for name in sets) else ():
            if not isinstance(node, ast.Call) or any(keyword.arg is None for keyword in node.keywords):
                continue
            given = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
            for argument in node.args[:2]:
                if given and isinstance(argument, ast.Attribute) and ast.unparse(argument) in KEYS:
                    yield f"{path.relative_to(BOT)}:{node.lineno}", KEYS[ast.unparse(argument)], given


CALLS = list(calls())


@pytest.mark.parametrize(("place", "key", "given"), CALLS, ids=[f"{place} {key}" for place, key, _ in CALLS])
def test_a_sentence_is_given_its_values(place: str, key: AnyKey, given: frozenset[str]) -> None:
    """All of them, as staff may use any; and what it is given is written down there, or staff may use none."""
    assert set(VALUES.get(key, ())) == given


def test_calls_are_found() -> None:
    """Or the test above would prove nothing."""
    assert len({key for _, key, _ in CALLS}) > 20
