"""The reader takes everything as it was typed, and says where a file cannot be read."""

import pytest

from bot.content.problems import Desk
from bot.content.reader import LARGEST, Fields, Items, Scalar, Tree, read_tree


def read(text: str) -> tuple[Tree | None, list[tuple[int, str]]]:
    desk = Desk()
    tree = read_tree("some.yaml", text, desk)
    return tree, [(problem.line, problem.text) for problem in desk.problems]


@pytest.mark.parametrize(
    "typed", ["no", "on", "12:30", "021234567", "3.10", "1_000", "2026-11-24", "null", "~", "0x1f"]
)
def test_a_scalar_stays_what_was_typed(typed: str) -> None:
    """YAML would make a boolean, a number of seconds, an octal number or a date of it."""
    tree, problems = read(f"value: {typed}\n{typed}: value\n")
    assert problems == []
    assert isinstance(tree, Fields)
    assert tree.values["value"] == Scalar(typed, 1)
    assert typed in tree.values


def test_everything_keeps_its_line() -> None:
    """Keys, items and the lines within a block."""
    tree, _ = read("first:\n  - one\n  - {two: 2}\nsaid: |\n  a\n\n  b\n")
    assert isinstance(tree, Fields)
    items = tree.values["first"]
    said = tree.values["said"]
    assert isinstance(items, Items) and isinstance(said, Scalar)
    assert [item.line for item in items.items] == [2, 3]
    assert tree.lines == {"first": 1, "said": 4}
    assert said.line_of(said.text.index("b")) == 7


def test_a_repeated_key_is_refused_with_both_lines() -> None:
    """The first one counts, and what follows is still read."""
    tree, problems = read("one: 1\ntwo: 2\none: 3\ntwo: 4\n")
    assert [line for line, _ in problems] == [3, 4]
    assert "1번째" in problems[0][1] and "3번째" in problems[0][1]
    assert isinstance(tree, Fields) and tree.values["one"] == Scalar("1", 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ok: 1\nask: 해고: 언제?\n", 2),
        ("ok: 1\nask: {값}까지\n", 2),
        ("ok: 1\nask: [표시] 하세요\n", 2),
        ("ok: 1\nask: @상담\n", 2),
        ("ok: 1\nask: %50\n", 2),
        ("ok: 1\nask: '열린 말\nnext: 2\nmore: 3\n", 2),
        ("ok: 1\nask: '열린 말\nnext: '닫힌 말'\n", 2),
        ("ok: 1\nlist: [하나, 둘\nnext: 2\n", 2),
        ("ok: 1\n쌍점이 없는 줄\nnext: 2\n", 2),
        ("ok: 1\nsome:\n\ttab: 1\n", 3),
        ("ok: 1\nmark: &here 1\nagain: *here\n", 3),
        ("ok: 1\nmark: !!python/name:os.system x\n", 2),
        ("ok: 1\n---\nmore: 2\n", 2),
        ("ok: 1\nbell: a\x07b\n", 2),
        ("", 1),
        ("a: " + "[" * 100 + "]" * 100 + "\n", 1),
        ("? [a, b]\n: 1\n", 1),
    ],
)
def test_what_cannot_be_read_is_told_at_its_line(text: str, line: int) -> None:
    """Once, and the file counts as unread."""
    tree, problems = read(text)
    assert tree is None
    assert [at for at, _ in problems] == [line]


def test_a_bomb_of_aliases_is_refused() -> None:
    """Nine levels of nine would be a billion laughs."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    tree, problems = read("\n".join(lines))
    assert tree is None
    assert [line for line, _ in problems] == [2]


def test_a_file_that_is_too_large_is_refused() -> None:
    """Before it is parsed; the size counts in bytes."""
    tree, problems = read("가: " + "나" * (LARGEST // 3) + "\n")
    assert tree is None
    assert [line for line, _ in problems] == [1]


def test_a_file_that_is_read_again_has_the_same_slips() -> None:
    """Its tree is remembered; every desk is told of what is wrong in it."""
    first, second = Desk(), Desk()
    assert read_tree("some.yaml", "a: 1\na: 2\n", first) is read_tree("some.yaml", "a: 1\na: 2\n", second)
    assert first.problems == second.problems != []
