"""Plain text of the content as the blocks of a page: paragraphs, and lists where lines begin with a dot."""

from collections.abc import Iterator
from dataclasses import dataclass

_DOT = "· "


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph whose lines stay lines, or the items of a list."""

    lines: tuple[str, ...]
    is_list: bool = False


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text, in order; empty lines part paragraphs."""
    lines: list[str] = []
    listed = False
    for line in (*(it.strip() for it in text.split("\n")), ""):
        if lines and (not line or line.startswith(_DOT) is not listed):
            yield Block(tuple(lines), listed)
            lines = []
        if line:
            listed = line.startswith(_DOT)
            lines.append(line.removeprefix(_DOT))


def opening(text: str, most: int) -> str:
    """The first so many signs of a text in one line, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rsplit(' ', 1)[0]}…"
