"""Which sentences ask the same: groups by the features and weights that the ranking goes by. Deterministic.

Two sentences are as near as their words are and as the entries are that they come near to: what is asked in other
words still leads to the same entries. On 426 labelled questions, a quarter of their subjects at a time unknown to the
model: of the pairs that belong together 23 % are found, 57 % of those found being right; by words alone 8 %, 60 %.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.arrays import Arrays
from bot.matching.features import DIMENSIONS, Floats, Sparse, Synonyms, vector
from bot.matching.fold import fold
from bot.matching.scoring import totals

Groups = tuple[tuple[int, ...], ...]
"""Places of sentences, each in one group, in order; groups in the order of their first."""

LIMIT = 0.24
"""Mean nearness to a group from which a sentence belongs to it."""
_WORDS = 0.7
"""The share of words in nearness; the rest are entries."""
_WIDTH_BITS = 9
_ROWS = 256
"""Sentences that are compared at once: memory stays small."""


def grouped(texts: Sequence[str], meanings: Callable[[Sequence[str]], Floats]) -> Groups:
    """The groups. A sentence joins the nearest group of earlier ones, so that later ones change none of those.

    `meanings` gives a row for each sentence, of length one at most; the product of two is their nearness.
    """
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(fold(text), []).append(place)
    of = _assigned(meanings([*places])) if places else np.zeros(0, dtype=np.int64)
    groups: dict[int, list[int]] = {}
    for group, same in zip(of, places.values(), strict=True):
        groups.setdefault(int(group), []).extend(same)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def by_words(texts: Sequence[str], idf: Floats, synonyms: Synonyms) -> Floats:
    """Meanings by words alone."""
    return np.array([_narrow(vector(text, idf, synonyms)) for text in texts], dtype=np.float32)


def by_model(texts: Sequence[str], model: Arrays, synonyms: Synonyms) -> Floats:
    """Meanings by words, and by how near each entry and kind comes."""
    vectors = [vector(text, model.idf, synonyms) for text in texts]
    words = np.array([_narrow(each) for each in vectors])
    entries = np.array([_profile(each, model) for each in vectors])
    return np.hstack([np.sqrt(_WORDS) * words, np.sqrt(1 - _WORDS) * entries]).astype(np.float32)


def _assigned(rows: Floats) -> NDArray[np.int64]:
    """The group of each row, numbered as they begin."""
    of, sizes = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows))
    count = 0
    for start in range(0, len(rows), _ROWS):
        near = rows[start : start + _ROWS] @ rows[: start + _ROWS].T
        for at, row in enumerate(near, start):
            found = np.bincount(of[:at], row[:at], count) / sizes[:count] if count else np.zeros(0)
            best = int(np.argmax(found)) if count else 0
            if not count or found[best] < LIMIT:
                best, count = count, count + 1
            of[at] = best
            sizes[best] += 1
    return of


def _narrow(sentence: Sparse) -> Floats:
    """A vector of the large space in a narrow one; products stay what they were but for some hundredths."""
    signed = sentence.values * _SIGN[sentence.places]
    return np.bincount(_AT[sentence.places], signed, 1 << _WIDTH_BITS).astype(np.float32)


def _profile(sentence: Sparse, model: Arrays) -> Floats:
    """The classes that a sentence comes nearer to than to most, as a row of length one; nothing for no words."""
    found = totals(sentence, model)
    ahead = np.square(np.maximum(found - found.mean(), 0.0))
    length = float(np.sqrt(ahead @ ahead)) if len(sentence.places) else 0.0
    return ahead / length if length else np.zeros_like(ahead)


def _mixed() -> NDArray[np.uint64]:
    """The places of the large space, each as if drawn by lot (the finaliser of MurmurHash3)."""
    found = np.arange(1, DIMENSIONS + 1, dtype=np.uint64)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        found = ((found ^ (found >> np.uint64(shift))) * np.uint64(factor)) & np.uint64(0xFFFFFFFF)
    return found


_AT = (_mixed() >> np.uint64(32 - _WIDTH_BITS)).astype(np.int64)
_SIGN = 1.0 - 2.0 * (_mixed() & np.uint64(1)).astype(np.float32)
"""Each place of the large space has one in the narrow one, and a sign, so that what falls together cancels out."""
