"""How near two sentences are as they are written, from 0 (nothing in common) to 1 (the same once folded)."""

from rapidfuzz import fuzz

from bot.core.korean import fold


def closeness(a: str, b: str) -> float:
    """The share of letters that two folded sentences have in common, in order."""
    return fuzz.ratio(fold(a), fold(b)) / 100
