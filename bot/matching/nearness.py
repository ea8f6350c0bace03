"""How near two sentences are as they are written, from 0 (nothing in common) to 1 (the same once folded)."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from bot.core.korean import fold


def closeness(a: str, b: str) -> float:
    """The share of letters that two folded sentences have in common, in order."""
    return fuzz.ratio(fold(a), fold(b)) / 100


def near(texts: Sequence[str], others: Sequence[str], limit: float) -> Iterator[tuple[int, int, float]]:
    """The places of each text and of each other that are as near as the limit, and how near."""
    folded = [fold(other) for other in others]
    for place, text in enumerate(texts):
        found = process.extract(fold(text), folded, scorer=fuzz.ratio, score_cutoff=limit * 100, limit=None)
        yield from ((place, at, score / 100) for _, score, at in found)
