"""Korean as people type it, made comparable: forms unified, the wrong keyboard layout undone, laughter dropped.

`align` keeps for every sign where it stood, so that a value found in it can be named by its place in the original.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.matching.layout import joined, retyped
from bot.matching.spoken import as_in_books

LONGEST = 2000  # signs of a message that are looked at; what follows changes neither an answer nor a value
_REMEMBERED = 16  # one message is folded by every part that reads it
_CLUSTER = re.compile("[\u1100-\u115f]+[\u1160-\u11a7]*[\u11a8-\u11ff]*|.[\u0300-\u036f]*", re.DOTALL)
_TYPED = re.compile("[A-Za-z]{4,}|[ㄱ-ㅎㅏ-ㅣ]{2,}")
_AS_IT_IS = re.compile(r"[\x00-@\[-\x7f가-힣]*")
"""Whole syllables and ASCII without capitals: what most messages are made of, and nothing in them is unified."""
_LAUGHTER = re.compile("[ㅋㅎㅠㅜㅡㄷ]{2,}|(?<=[가-힣\\s.?!~])[ㅋㅎㅠㅜ](?![가-힣])")
_LONG_DRAWN = re.compile(r"(\D)\1{2,}")
_DRAWN_VOWEL = re.compile("(?<=[요용죠여야어])[오옹어여]{1,}(?![가-힣])|[~^*_♡♥☆★]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A text made comparable; sign `i` stood at `starts[i]` up to `ends[i]` in what was written."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the comparable text (not empty) stood in what was written."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=_REMEMBERED)
def align(text: str) -> Aligned:
    """Compatibility forms unified, lower case, layout undone; at most `LONGEST` signs of the text."""
    text = text[:LONGEST]
    if _AS_IT_IS.fullmatch(text) and not _TYPED.search(text):
        return Aligned(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    pieces = list(_pieces(text))
    starts = tuple(start for sign, start, _ in pieces for _ in sign)
    ends = tuple(end for sign, _, end in pieces for _ in sign)
    return Aligned("".join(sign for sign, _, _ in pieces), starts, ends)


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """As `align`, without laughter, drawn-out letters and spaces, spelt as in books: what the ranking compares."""
    flat = _LAUGHTER.sub(" ", align(text).text)
    flat = _LONG_DRAWN.sub(r"\1", _DRAWN_VOWEL.sub(" ", flat))
    return as_in_books(_SPACES.sub(" ", flat).strip())


def jamo(text: str) -> str:
    """Syllables taken apart into letters, so that a slip of one key changes one sign."""
    return unicodedata.normalize("NFD", text)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for run in _TYPED.finditer(text):
        typed = retyped(run[0]) if run[0].isascii() else joined(run[0])
        if typed is None:
            continue
        yield from _clusters(text, at, run.start())
        yield from ((piece.text, run.start() + piece.start, run.start() + piece.end) for piece in typed)
        at = run.end()
    yield from _clusters(text, at, len(text))


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for found in _CLUSTER.finditer(text, start, end):
        yield _plain(found[0]), found.start(), found.end()


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    single = "\u3131" <= sign <= "\u318e"  # letters that stand alone stay letters
    return sign if single else unicodedata.normalize("NFKC", sign).lower()
