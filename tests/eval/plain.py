"""A plainer way to rank, for comparison: one TF-IDF document an entry, two fixed limits."""

from collections.abc import Mapping

import numpy as np

from bot.core.library import Entry, Ranked, Ranking
from bot.matching.features import DIMENSIONS, Synonyms, counts, vector

ANSWER, OFFER = 0.30, 0.15


class Cosine:
    """Ranks by the cosine to all phrasings of an entry taken together."""

    def __init__(self, entries: Mapping[str, Entry], synonyms: Synonyms) -> None:
        self._names, self._synonyms = tuple(entries), synonyms
        seen = np.zeros(DIMENSIONS)
        for entry in entries.values():
            for ask in entry.asks:
                seen[counts(ask, synonyms).places] += 1
        total = sum(len(entry.asks) for entry in entries.values())
        self._idf = (np.log((1 + total) / (1 + seen)) + 1).astype(np.float32)
        documents = np.zeros((len(entries), DIMENSIONS), dtype=np.float32)
        for place, entry in enumerate(entries.values()):
            for ask in entry.asks:
                each = vector(ask, self._idf, synonyms)
                documents[place, each.places] += each.values
        self._documents = documents / np.linalg.norm(documents, axis=1, keepdims=True)

    def rank(self, text: str) -> Ranking:
        sentence = vector(text, self._idf, self._synonyms)
        found = self._documents[:, sentence.places] @ sentence.values
        order = np.argsort(-found)[:3]
        entries = tuple(Ranked(self._names[place], round(float(found[place]), 4)) for place in order)
        best = float(found[order[0]])
        return Ranking("answer" if best >= ANSWER else "offer" if best >= OFFER else "none", entries)
