"""Finding words in Korean text: particles and spacing are forgiven, and what was found is marked."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.core.korean import fold

MOST_WORDS = 4
"""So many words of what is looked for count."""
_AROUND = 36
"""Letters shown before the first word that was found."""
_SHOWN = 150
_PARTICLES = (
    r"(?:으로부터|에게서|한테서|이라도|에서는|에서도|으로는|으로도|로부터|까지는|까지도|에게|한테|에서|에는|"
    r"에도|으로|로는|로도|부터|까지|처럼|보다|마다|조차|하고|이랑|이나|라도|께서|[은는이가을를의에도만로와과랑])"
)
_PARTICLE = re.compile(rf"(?<=\w\w){_PARTICLES}$")


def stem(word: str) -> str:
    """A word without the particle behind it, where two syllables are left: 총회를 is 총회, and 회의 stays."""
    return _PARTICLE.sub("", word)


def findable(text: str) -> str:
    """What a text is found by: folded as it is written, and once more without particles where that differs."""
    words = [fold_anew(word) for word in text.split()]
    whole, bare = "".join(words), "".join(map(stem, words))
    return whole if whole == bare else f"{whole} {bare}"


def sought(query: str) -> tuple[str, ...]:
    """The words of what somebody looks for, folded and without particles; each once, the first MOST_WORDS."""
    folded = (stem(fold_anew(word)) for word in query.split())
    return tuple(dict.fromkeys(word for word in folded if word))[:MOST_WORDS]


def fold_anew(text: str) -> str:
    """The same as `fold`, and nothing of it stays in the memory of the process."""
    return fold.__wrapped__(text)


def marked(text: str, words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """A part of a text around the first of the words, cut into pieces; True: a piece is one of the words.

    A word is found however it is spaced.
    """
    flat = " ".join(text.split())
    letters = [(place, sign) for place, each in enumerate(flat) for sign in fold_anew(each)]
    folded = "".join(sign for _, sign in letters)
    found = ((letters[at][0], letters[end - 1][0] + 1) for word in words for at, end in _places(folded, word))
    spans = _joined(found)
    start = spans[0][0] - _AROUND if spans and spans[0][0] > 2 * _AROUND else 0
    end = min(len(flat), start + _SHOWN)
    pieces = [("…" if start else "", False)]
    at = start
    for first, last in ((first, min(last, end)) for first, last in spans if first < end):
        pieces += [(flat[at:first], False), (flat[first:last], True)]
        at = last
    pieces += [(flat[at:end], False), ("…" if end < len(flat) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a word begins and ends; where it stands nowhere, with particles between its parts: 이사장을 변경."""
    places = [match.span() for match in re.finditer(re.escape(word), text)]
    yield from places or (it.span() for it in re.finditer(f"{_PARTICLES}?".join(map(re.escape, word)), text))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
