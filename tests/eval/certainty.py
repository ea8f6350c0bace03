"""How sure the answers were: of those given with a probability, the share that was right."""

from collections.abc import Sequence
from itertools import pairwise

from bot.core.library import Library
from tests.eval.scoring import Row, Set

EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def curve(asked: Set, given: Sequence[Row], library: Library) -> list[tuple[float, float, int]]:
    """By band of probability: the mean probability, the share that was right, how many. What is not ours is in it."""
    by_id = {row["id"]: row for row in given}
    found = []
    for row in (*asked.questions, *asked.outside):
        entries = library.matcher.rank(row["q"]).entries
        right = {row.get("intent"), *row.get("also_ok", [])}
        first = set(by_id[row["id"]]["ranked"][:1])
        found.append((entries[0].score if entries else 0.0, bool(first & right)))
    cells = [[pair for pair in found if low <= pair[0] < high] for low, high in pairwise(EDGES)]
    return [
        (sum(sure for sure, _ in cell) / len(cell), sum(right for _, right in cell) / len(cell), len(cell))
        for cell in cells
        if cell
    ]


def report(asked: Set, given: Sequence[Row], library: Library, way: str) -> None:
    """Prints the curve in one line."""
    cells = (f"{sure:.2f}→{right:.2f} ({count})" for sure, right, count in curve(asked, given, library))
    print(f"    {way}: probability → share right (how many): " + ", ".join(cells) + "\n")
