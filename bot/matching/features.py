"""A sentence as a sparse vector: letters of syllables, pieces of words, beginnings of words, hashed into one space.

Pieces of letters (jamo) survive typing slips, beginnings of words survive endings; no dictionary is needed.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
    known = [word for word, others in synonyms.items() if any(_says(plain, _folded(other)) for other in others)]
    return [*_bare(plain).split(), *known]


def bare_of_politeness(plain: str) -> str:
    """A folded text without the politeness around what it says; where it is nothing else, as it is."""
    bare = _POLITE.sub(" ", plain)
    return bare if any(sign.isalnum() for sign in bare) else plain


def _says(plain: str, word: str) -> bool:
    """Whether a word stands in a text; a Latin one not inside another ("min" is not in "admin")."""
    if not word or word not in plain:
        return False
    return not word.isascii() or re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", plain) is not None


def counts(text: str, synonyms: Synonyms) -> Sparse:
    """How often each feature stands in a text, dampened: 1 + log of the count."""
    found: Counter[int] = Counter(map(_place, _names(words(text, synonyms))))
    places = sorted(found)
    values = 1.0 + np.log(np.array([found[place] for place in places], dtype=np.float64))
    return Sparse(np.array(places, dtype=np.int32), values.astype(np.float32))


def places_by_word(words: Sequence[str]) -> tuple[Integers, Integers]:
    """The places of the features that each word has by itself, one word after the other, and where each begins."""
    places = [[_place(name) for name in _names_of_word(word)] for word in words]
    starts = np.cumsum([0, *(len(each) for each in places)])[:-1]
    return np.array([place for each in places for place in each], dtype=np.int32), starts.astype(np.int32)


def vector(text: str, idf: Floats, synonyms: Synonyms) -> Sparse:
    """The text as a vector of length one, rare features weighing more; all zero for a text without words."""
    raw = counts(text, synonyms)
    values = raw.values * idf[raw.places]
    length = float(np.sqrt(values @ values)) or 1.0
    return Sparse(raw.places, values / np.float32(length))


def _place(name: str) -> int:
    return zlib.crc32(name.encode()) % DIMENSIONS


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    return fold(word)


def _bare(text: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in text)


def _names(words: list[str]) -> Iterator[str]:
    letters = jamo("".join(words))
    for size in range(2, 6):
        yield from (f"j{letters[at : at + size]}" for at in range(len(letters) - size + 1))
    for word in words:
        yield from _names_of_word(word)


def _names_of_word(word: str) -> Iterator[str]:
    edged = f" {word} "
    for size in range(1, 5):
        yield from (f"w{edged[at : at + size]}" for at in range(len(edged) - size + 1))
    yield from (f"p{word[:_PREFIX]}",) * _PREFIX_WEIGHT
    letters = jamo(word)
    yield from (f"q{letters[:size]}" for size in _STEMS)
