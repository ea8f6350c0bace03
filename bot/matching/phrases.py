"""Labels and other words in a sentence: whole words with Korean endings glued on, spaces where they like."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.matching.endings import negated, tail_end
from bot.matching.fold import align

_SMALL = frozenset(("네", "예", "응", "넵", "아니요", "아니오", "아뇨", "아니", "노", "ㅇㅇ", "ㄴㄴ"))
"""Words that only answer when they are all that is said: elsewhere they are manners."""


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    id: str


def find_phrases(text: str, phrases: Iterable[tuple[str, str]]) -> list[Found]:
    """Where the phrases (id, words) stand in a comparable text; of overlapping ones the longest, in reading order."""
    found = [Found(start, end, id) for id, words in phrases for start, end in _places(text, words)]
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    pattern = _pattern(words)
    if pattern is None:
        return
    for match in pattern.finditer(text):
        alone = match[0] == text.strip(" .,!?~")
        if (words in _SMALL and not alone) or negated(text, match.end()):
            continue
        if tail_end(text, match.end()) is not None:
            yield match.span()


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    signs = [sign for sign in align(words).text if sign.isalnum()]
    if not signs:
        return None
    return re.compile(r"(?<![가-힣a-z0-9])" + r"[\s·,/]*".join(map(re.escape, signs)))
