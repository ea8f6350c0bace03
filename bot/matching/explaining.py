"""What the ranking of one sentence was judged by, in words and figures: for people who ask, not for each turn."""

from collections.abc import Iterable, Sequence

import numpy as np

from bot.core.explanation import Candidate, Phrasings, Read, Weighed
from bot.matching.arrays import Arrays, Names
from bot.matching.features import Floats, Sparse, Synonyms, bare_of_politeness, places_by_word, vector, words
from bot.matching.fold import fold
from bot.matching.outside import ruled
from bot.matching.scoring import Scores, weights

_MOST = 3
_MOST_WORDS = 5


def read_as(text: str, synonyms: Synonyms, kinds: Iterable[str]) -> Read:
    """How a sentence is read before anything is compared, and the rule that names it, if one does."""
    folded, plain = fold(text), words(text, {})
    bare = bare_of_politeness(folded).split()
    kind, by = ruled(text, tuple(kinds)) or (None, "")
    dropped = tuple(word for word in folded.split() if word not in bare)
    return Read(text, " ".join(bare), dropped, tuple(words(text, synonyms)[len(plain) :]), kind, by)


def candidates(
    sentence: Sparse, found: Scores, model: Arrays, synonyms: Synonyms, phrasings: Phrasings
) -> tuple[tuple[Candidate, ...], Candidate | None]:
    """The first entries, best first, and the best kind that is not ours, each with its nearest known sentence."""

    def made(names: Names, scores: Floats, place: int) -> Candidate:
        name = str(names[place])
        nearest, nearness = _nearest(sentence, phrasings.get(name, ()), model.idf, synonyms)
        return Candidate(name, round(float(scores[place]), 4), nearest, round(nearness, 4))

    entries = [made(model.entries, found.entries, int(place)) for place in np.argsort(-found.entries)[:_MOST]]
    kind = made(model.kinds, found.kinds, int(np.argmax(found.kinds))) if len(found.kinds) else None
    return tuple(entries), kind


def weighed(text: str, entry: int, model: Arrays, synonyms: Synonyms) -> tuple[Weighed, ...]:
    """The words that speak for an entry, the heaviest first, each with its share of them all."""
    said = list(dict.fromkeys(words(text, synonyms)))
    places, starts = places_by_word(said)
    carried = np.add.reduceat(model.idf[places] * weights(places, entry, model), starts)
    whole = float(carried[carried > 0].sum()) or 1.0
    heaviest = np.argsort(-carried, kind="stable")[:_MOST_WORDS]
    return tuple(
        Weighed(said[place], round(float(carried[place]) / whole, 4)) for place in heaviest if carried[place] > 0
    )


def _nearest(sentence: Sparse, known: Sequence[str], idf: Floats, synonyms: Synonyms) -> tuple[str, float]:
    """Of some known sentences the nearest one, and how near it is: the cosine."""
    near = {each: _cosine(sentence, vector(each, idf, synonyms)) for each in known}
    best = max(near, key=lambda each: near[each], default="")
    return best, near.get(best, 0.0)


def _cosine(one: Sparse, other: Sparse) -> float:
    _, mine, its = np.intersect1d(one.places, other.places, assume_unique=True, return_indices=True)
    return float(one.values[mine] @ other.values[its])
