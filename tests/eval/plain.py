"""Plainer ways to rank, for comparison: TF-IDF and BM25, one document an entry, two fixed limits each."""

import math
from collections import Counter
from collections.abc import Mapping

import numpy as np

from bot.core.library import Entry, Ranked, Ranking
from bot.matching.features import DIMENSIONS, Synonyms, counts, vector
from bot.matching.fold import fold

ANSWER, OFFER = 0.30, 0.15
BM25_ANSWER, BM25_OFFER = 9.0, 4.0
K1, B = 1.2, 0.75


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


class Bm25:
    """BM25 over the first two syllables of each word."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._documents = {id: Counter(_beginnings(" ".join(entry.asks))) for id, entry in entries.items()}
        self._mean = sum(map(Counter.total, self._documents.values())) / len(self._documents)
        self._among = Counter(word for document in self._documents.values() for word in document)

    def rank(self, text: str) -> Ranking:
        found = sorted(((self._score(text, document), id) for id, document in self._documents.items()), reverse=True)[
            :3
        ]
        entries = tuple(Ranked(id, round(score, 4)) for score, id in found)
        best = found[0][0]
        return Ranking("answer" if best >= BM25_ANSWER else "offer" if best >= BM25_OFFER else "none", entries)

    def _score(self, text: str, document: Counter[str]) -> float:
        length = K1 * (1 - B + B * document.total() / self._mean)
        return sum(
            self._rare(word) * document[word] * (K1 + 1) / (document[word] + length) for word in _beginnings(text)
        )

    def _rare(self, word: str) -> float:
        among = self._among[word]
        return math.log(1 + (len(self._documents) - among + 0.5) / (among + 0.5))


def _beginnings(text: str) -> list[str]:
    return [word[:2] for word in fold(text).split()]
