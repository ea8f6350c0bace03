"""The choice that a sentence comes nearest to by what its words begin with, where it names none: "서로 나눠 가져야지".

A word counts for the choices whose words begin alike; what only one of them has counts most. A sentence that denies is
compared with words that deny alone. It is a guess: it is taken for the open question only, and said back.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.core.flow import Choice
from bot.matching.fold import jamo
from bot.matching.spoken import as_in_books

_WORD = re.compile("[가-힣a-z0-9]+")
_DENIES = re.compile("(?<![가-힣])(?:안|못) |(?<!문제)(?<!상관)(?<!틀림)없|않|아니|아닌|못[하해했]")
_EMPTY = re.compile(
    "네|예|음|아|저|저는|저희|저희는|저희가|우리|우리는|우리가|나는|제가|그냥|좀|일단|아마|지금|지금은|이제|그게|그건|뭐|정말|요|거|거예요|것|같아요|합니다|해요|하고|하는"
    "|하려고요|할|한|그|이|더|제일|가장|너무|아주|많이|안|못|없어요|있어요|싶어요|있습니다|없습니다|제|내|다들|모두"
)
_PARTICLE = re.compile("(?<=[가-힣])(?:으로|에서|이랑|하고|이나|은|는|이|가|을|를|에|도|로|만|의|과|와)$")
_ENDING = re.compile("하|한|할|했|해|합|이?면|이?라|들|네|쪽|$")
_MOST_WORDS = 9
_LEAST = 0.7  # of what the words of one choice count together
_AHEAD = 0.3  # of the second choice
_COVERED = 1 / 3  # of the words of the sentence
_SHARED, _LIKE = 0.75, 0.7  # what a word loses that another choice has too; what one counts that only begins alike
_VOWELS = {vowel: place for place, both in enumerate(("ᅮᅯ", "ᅵᅧ", "ᅩᅪ", "ᅡᅢ", "ᅳᅥ")) for vowel in both}
_FINALS = frozenset(("", "ᆫ", "ᆯ", "ᆷ", "ᆸ", "ᆻ"))
"""Vowels that one verb has in turns (나누, 나눠), and the finals that its endings leave."""


def nearest_choice(text: str, named: Sequence[tuple[Choice, tuple[str, ...]]]) -> str | None:
    """The id of the one choice that a comparable sentence clearly comes nearest to, by the words of each."""
    said, denies = _words(text), _denies(text)
    if not 0 < len(said) <= _MOST_WORDS:
        return None
    scores = {choice.id: _scored(said, names, denies) for choice, names in named}
    rows = [
        [max(0.0, one - _SHARED * _other(scores, id, at)) for at, one in enumerate(row)] for id, row in scores.items()
    ]
    totals = dict(zip(scores, map(sum, rows), strict=True))
    best, second = sorted((*totals, ""), key=lambda id: -totals.get(id, 0.0))[:2]
    covered = sum(one > 0 for one in scores.get(best, ())) / len(said)
    clear = totals.get(best, 0.0) - totals.get(second, 0.0) >= _AHEAD and covered >= _COVERED
    return best if clear and totals[best] >= _LEAST else None


def _other(scores: Mapping[str, list[float]], id: str, at: int) -> float:
    """How much the word at a place is like one of another choice."""
    return max((row[at] for other, row in scores.items() if other != id), default=0.0)


def _scored(said: Sequence[str], names: tuple[str, ...], denies: bool) -> list[float]:
    """How much each word said is like a word of a choice; one in which a name is but a piece ("중구난방") is none."""
    begun = _begun(names, denies)
    return [_likeness(word, *begun.get(word[0], ((), ()))) for word in said]


def _likeness(word: str, names: Sequence[str], words: Sequence[str]) -> float:
    glued = any(word.startswith(name) and not _ENDING.match(word, len(name)) for name in names)
    return 0.0 if glued else max((_alike(word, other) for other in words), default=0.0)


@lru_cache(maxsize=1024)
def _begun(names: tuple[str, ...], denies: bool) -> Mapping[str, tuple[list[str], list[str]]]:
    """The names of a choice that deny as the sentence does, and their words, by the syllable with which they begin."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for name in names:
        if _denies(name) == denies:
            found[name[0]][0].append(name)
            for word in _words(name):
                found[word[0]][1].append(word)
    return dict(found)


@lru_cache(maxsize=4096)
def _denies(text: str) -> bool:
    return _DENIES.search(text) is not None


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    found = [(word, _PARTICLE.sub("", word)) for word in _WORD.findall(as_in_books(text))]
    return tuple(bare for word, bare in found if not (_EMPTY.fullmatch(word) or _EMPTY.fullmatch(bare)))


def _alike(one: str, other: str) -> float:
    """1 where two words begin with the same two syllables, less where the second one begins alike (나눠, 나누)."""
    if one[:2] == other[:2]:
        return 1.0
    verb = len(one) > 1 and len(other) > 1 and one[0] == other[0] and _verb(one[1]) == _verb(other[1]) is not None
    return _LIKE if verb else 0.0


@lru_cache(maxsize=4096)
def _verb(sign: str) -> tuple[str, int] | None:
    """The first consonant of a syllable, and which kind of vowel it has; None for what ends no stem of a verb."""
    first, middle, last = (*jamo(sign), "", "", "")[:3]
    return (first, _VOWELS[middle]) if middle in _VOWELS and last in _FINALS else None
