"""A sentence as a sparse vector: letters of syllables, pieces of words, beginnings of words, hashed into one space.

Pieces of letters (jamo) survive typing slips, beginnings of words survive endings; no dictionary is needed.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.matching.fold import fold, jamo

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

DIMENSIONS = 1 << 16
_LONGEST = 400  # signs; what a question is about stands in fewer
_PREFIX = 2  # syllables
_PREFIX_WEIGHT = 3  # what a word begins with says more than its endings
_BEGINNING = 2  # signs by which other words are looked up
_STEMS = (4, 6)  # letters of a word's beginning, so that a slip in its second syllable is forgiven

_POLITE = re.compile(
    r"(?<![가-힣])(?:(?:좀|한번|한 번) )?(?:주세요|주셔요|주실래요|주실 수 있(?:나요|을까요)|주십시오|주시겠어요"
    r"|주시면 좋겠어요|줘요?|줄래요?)(?![가-힣])"
    r"|(?:부탁드립니다|부탁드려요|부탁합니다|부탁해요|바랍니다|고맙겠습니다|감사하겠습니다)(?![가-힣])"
    r"|(?<![가-힣])(?:안녕하세요|안녕하십니까|수고하십니다|혹시|저기요|실례지만|실례합니다만)(?![가-힣])"
)
"""Politeness around a question: it says nothing of what is asked, and belongs to no entry or kind."""

Synonyms = Mapping[str, tuple[str, ...]]
"""A word and the other words that people use for it."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """Some places of the space with their values; places are sorted and unique."""

    places: Integers
    values: Floats


def words(text: str, synonyms: Synonyms) -> list[str]:
    """The words of a folded text, and beside each other word the one it stands for."""
    plain = bare_of_politeness(fold(text[:_LONGEST]))
    listed = _listed(tuple(synonyms.items()))
    begun = {plain[at : at + _BEGINNING] for at in range(len(plain))}
    others = sorted({place for each in begun for place in listed.by_beginning.get(each, ())} | {*listed.single})
    rows = (listed.rows[place] for place in others)
    known = dict.fromkeys([word for other, word in rows if other in plain and _stands_alone(other, plain)])
    return [*_bare(plain).split(), *known]


def bare_of_politeness(plain: str) -> str:
    """A folded text without the politeness around what it says; where it is nothing else, as it is."""
    bare = _POLITE.sub(" ", plain)
    return bare if any(sign.isalnum() for sign in bare) else plain


def _stands_alone(word: str, plain: str) -> bool:
    """Whether a word in a text is no piece of a Latin one ("min" in "admin"); a Korean one may be."""
    return not word.isascii() or re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", plain) is not None


def counts(text: str, synonyms: Synonyms) -> Sparse:
    """How often each feature stands in a text, dampened: 1 + log of the count."""
    places, found = np.unique(_places(words(text, synonyms)), return_counts=True)
    return Sparse(places, (1.0 + np.log(found)).astype(np.float32))


def places_by_word(words: Sequence[str]) -> tuple[Integers, Integers]:
    """The places of the features that each word has by itself, one word after the other, and where each begins."""
    places = [_places_of_word(word) for word in words]
    starts = np.cumsum([0, *(len(each) for each in places)])[:-1]
    return np.array([place for each in places for place in each], dtype=np.int32), starts.astype(np.int32)


def vector(text: str, idf: Floats, synonyms: Synonyms) -> Sparse:
    """The text as a vector of length one, rare features weighing more; all zero for a text without words."""
    return weighed(counts(text, synonyms), idf)


def weighed(raw: Sparse, idf: Floats) -> Sparse:
    """What was counted as a vector of length one, rare features weighing more."""
    values = raw.values * idf[raw.places]
    length = float(np.sqrt(values @ values)) or 1.0
    return Sparse(raw.places, values / np.float32(length))


@dataclass(frozen=True, slots=True)
class _Listed:
    """Each other word as it stands in a folded text, with the word it stands for; and by its first two signs where.

    Of some hundred words a text begins few, and only those are looked for. `single` are the places of single signs.
    """

    rows: tuple[tuple[str, str], ...]
    by_beginning: Mapping[str, Sequence[int]]
    single: tuple[int, ...]


@lru_cache(maxsize=4)
def _listed(synonyms: tuple[tuple[str, tuple[str, ...]], ...]) -> _Listed:
    rows = tuple((folded, word) for word, others in synonyms for folded in map(fold, others) if folded)
    by_beginning: dict[str, list[int]] = {}
    for place, (other, _) in enumerate(rows):
        by_beginning.setdefault(other[:_BEGINNING], []).append(place)
    single = tuple(place for place, (other, _) in enumerate(rows) if len(other) < _BEGINNING)
    return _Listed(rows, by_beginning, single)


def _bare(text: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in text)


def _places(words: list[str]) -> Integers:
    """The places of all features, repeated as they are."""
    places = _pieces("j", jamo("".join(words)), range(2, 6))
    for word in words:
        places += _places_of_word(word)
    return np.array(places, dtype=np.int32)


@lru_cache(maxsize=2048)
def _places_of_word(word: str) -> tuple[int, ...]:
    letters = jamo(word)
    beginnings = (f"p{word[:_PREFIX]}",) * _PREFIX_WEIGHT + tuple(f"q{letters[:size]}" for size in _STEMS)
    return (*_pieces("w", f" {word} ", range(1, 5)), *(zlib.crc32(name.encode()) % DIMENSIONS for name in beginnings))


def _pieces(kind: str, text: str, sizes: range) -> list[int]:
    """The places of every piece of a text that has one of these sizes; those of a kind begin with its sign.

    A piece is the one before it and a sign more, and so is its checksum.
    """
    signs = [sign.encode() for sign in text]
    sums, found = [zlib.crc32(kind.encode())] * len(signs), list[int]()
    for size in range(1, sizes.stop):
        sums = list(map(zlib.crc32, signs[size - 1 :], sums))
        found += sums if size in sizes else ()
    return [each % DIMENSIONS for each in found]
