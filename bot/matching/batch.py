"""Many sentences ranked together, in a process of its own: a few products of whole tables instead of many small ones.

Sums in another order differ in their last digits. What comes near to any limit is ranked by itself, so that every
message gets what it gets when it is asked alone.
"""

import json
import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_matrix

from bot.core.impact import Gets, ranked
from bot.core.library import Matcher, Ranked, Ranking
from bot.matching.arrays import Arrays
from bot.matching.features import DIMENSIONS, Floats, Sparse, Synonyms, counts, weighed
from bot.matching.lexical import CLEARLY, INSIDE, SURELY_NOT_OURS, Lexical, chosen, decides
from bot.matching.many import Task
from bot.matching.matcher import WholeMatcher
from bot.matching.outside import outside
from bot.matching.scoring import figures, nearest
from bot.matching.sentences import questions

BLOCK = 200
"""So many messages are ranked together: more are hardly quicker, and hold more memory."""
_CLOSE = 1e-3  # sums differ by a millionth or so
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence, the kind by which a rule names it, and how often each feature stands in it."""

    text: str
    kind: str | None
    raw: Sparse


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a sentence gets by itself, its first entry alone; and whether it came near to getting something else."""

    ranking: Ranking
    close: bool = False


@dataclass(frozen=True, slots=True)
class _Rows:
    """`Scores` of many sentences, one a row, and how likely the first entry is right and the sentence ours."""

    entries: Floats
    near: Floats
    kinds: Floats
    kinds_near: Floats
    right: Floats
    inside: Floats


class Reader:
    """Reads sentences, for every matcher that knows the same kinds and synonyms."""

    def __init__(self, kinds: tuple[str, ...], synonyms: Synonyms) -> None:
        self._kinds = kinds
        self._synonyms = synonyms
        self.read = lru_cache(maxsize=2 * BLOCK)(self._read)

    def serves(self, ranker: Lexical) -> bool:
        return (self._kinds, self._synonyms) == (ranker.kinds, ranker.synonyms)

    def _read(self, text: str) -> _Read:
        return _Read(text, outside(text, self._kinds), counts(text, self._synonyms))


class Batch:
    """Ranks by the words of messages, as `ranker` does. Reads the arrays only."""

    def __init__(self, ranker: Lexical, reader: Reader) -> None:
        self._ranker = ranker
        self._model = model = ranker.model
        self._kinds = ranker.kinds
        self._reader = reader
        by_place = (model.outside_values, model.outside_at, model.outside_starts)
        self._outside = csr_matrix(by_place, shape=(DIMENSIONS, len(model.outside_kind)))

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        """What each gets, without the words that carried it and what comes after the first entry."""
        wholes = self._judged(texts)
        parts = [questions(text) for text in texts]
        places = [
            place for place, whole in enumerate(wholes) if not (whole.close or decides(whole.ranking, parts[place]))
        ]
        judged = iter(self._judged([each for place in places for each in parts[place]]))
        inside = {place: [(each, next(judged)) for each in parts[place]] for place in places}
        return [self._ranking(text, wholes[place], inside.get(place, ())) for place, text in enumerate(texts)]

    def _ranking(self, text: str, whole: _Judged, parts: Sequence[tuple[str, _Judged]]) -> Ranking:
        """Of a message, with the questions in it where the whole does not decide."""
        firsts = sorted(it.ranking.entries[0].score for _, it in parts if it.ranking.entries)
        if whole.close or any(it.close for _, it in parts) or bool((np.diff(firsts) < _CLOSE).any()):
            return self._ranker.rank(text)
        return chosen(text, whole.ranking, [(each, it.ranking) for each, it in parts])[1] if parts else whole.ranking

    def _judged(self, texts: Sequence[str]) -> list[_Judged]:
        sentences = [self._reader.read(text) for text in texts]
        found = [_Judged(Ranking("none", not_ours=each.kind)) for each in sentences]
        places = [at for at, each in enumerate(sentences) if each.kind is None and len(each.raw.places)]
        vectors = [weighed(sentences[at].raw, self._model.idf) for at in places]
        for place, judged in zip(places, self._weighed(vectors), strict=True):
            found[place] = judged
        return found

    def _weighed(self, vectors: Sequence[Sparse]) -> Iterator[_Judged]:
        if not vectors:
            return
        it = self._scored(vectors)
        close = self._close(it)
        for row, first in enumerate(it.entries.argmax(axis=1)):
            sure, inside = float(it.right[row]) * float(it.inside[row]), it.inside[row]
            entries = (Ranked(str(self._model.entries[first]), round(sure, 4)),)
            if sure >= self._model.bands[0]:
                yield _Judged(Ranking("answer", entries), bool(close[row]))
            elif inside >= self._model.bands[1]:
                yield _Judged(Ranking("offer", entries), bool(close[row]))
            else:
                kind = self._ranker.kind(it.entries[row], it.kinds[row], it.kinds_near[row])
                yield _Judged(Ranking("none", entries, kind), bool(close[row]))

    def _scored(self, vectors: Sequence[Sparse]) -> _Rows:
        model, size = self._model, len(self._model.entries)
        table = _matrix(vectors)
        totals = _totals(table, model) + model.intercepts
        entries, kinds = totals[:, :size], totals[:, size:]
        firsts = entries.argmax(axis=1).tolist()
        near = np.array([nearest(*one, model) for one in zip(vectors, firsts, strict=True)], dtype=np.float32)
        kinds_near = self._kinds_near(table)
        known = table.multiply(table) @ model.met.astype(np.float32)
        out_near, sizes = kinds_near.max(axis=1, initial=0.0), np.diff(table.indptr).astype(np.float32)
        flat = (figures(entries, kinds, near, out_near, known, sizes) - model.mean) / model.scale
        return _Rows(entries, near, kinds, kinds_near, _likely(flat, model.right), _likely(flat, model.inside))

    def _kinds_near(self, table: csr_matrix) -> Floats:
        """The cosine of the nearest sentence of each kind of what is not ours."""
        cosines = (table @ self._outside).toarray()
        of_kind = (self._model.outside_kind == kind for kind in range(len(self._kinds)))
        rows = [cosines[:, mine].max(axis=1, initial=0.0) for mine in of_kind]
        return np.array(rows, dtype=np.float32).T.reshape(len(cosines), len(self._kinds))

    def _close(self, it: _Rows) -> Floats:
        """Whether each came near to another band, another first entry, or another kind."""
        answer_from, offer_from = self._model.bands
        sure = it.right * it.inside
        gaps = [np.abs(sure - answer_from), np.abs(sure - INSIDE), np.abs(it.inside - offer_from), _ahead(it.entries)]
        if self._kinds:
            gaps += self._kind_gaps(it)
        close: Floats = np.min(gaps, axis=0) < _CLOSE
        return close

    def _kind_gaps(self, it: _Rows) -> list[Floats]:
        unsure = self._ranker.surely & (it.kinds_near < SURELY_NOT_OURS)
        kinds = np.where(unsure, np.float32(_NEVER), it.kinds)
        first = kinds.argmax(axis=1)
        by, near = (np.array([CLEARLY.get(name, (0.0, 0.0))[side] for name in self._kinds]) for side in (0, 1))
        own = np.take_along_axis(it.kinds_near, first[:, None], axis=1)[:, 0]
        behind = np.abs(kinds.max(axis=1) - it.entries.max(axis=1) - by[first])
        return [np.abs(it.kinds_near - SURELY_NOT_OURS).min(axis=1), _ahead(kinds), behind, np.abs(own - near[first])]


def rank_all(tasks: Sequence[Task]) -> Iterator[tuple[int, list[Gets]]]:
    """What each text gets by its ranking alone: block by block, in the order of a task, which is told by its place.

    The tasks go side by side: what does not depend on the matcher is done once where they have the same texts.
    """
    batches: dict[int, Batch] = {}
    readers: list[Reader] = []
    for start in range(0, max((len(texts) for _, texts in tasks), default=0), BLOCK):
        for place, (matcher, texts) in enumerate(tasks):
            block = texts[start : start + BLOCK]
            if block:
                yield place, [ranked(each) for each in _block(matcher, block, batches, readers)]


def _block(matcher: Matcher, block: Sequence[str], batches: dict[int, Batch], readers: list[Reader]) -> list[Ranking]:
    rankers = [matcher.ranker_of(text) if isinstance(matcher, WholeMatcher) else matcher for text in block]
    found: dict[int, Ranking] = {}
    for ranker in {id(each): each for each in rankers}.values():
        places = [place for place, each in enumerate(rankers) if each is ranker]
        those = [block[place] for place in places]
        if isinstance(ranker, Lexical) and ranker.sense is None:
            if id(ranker) not in batches:
                batches[id(ranker)] = Batch(ranker, _reader(ranker, readers))
            rankings = batches[id(ranker)].rank(those)
        else:
            rankings = [ranker.rank(text) for text in those]
        found |= zip(places, rankings, strict=True)
    return [found[place] for place in range(len(block))]


def _reader(ranker: Lexical, readers: list[Reader]) -> Reader:
    known = next((each for each in readers if each.serves(ranker)), None)
    if known is None:
        readers.append(known := Reader(ranker.kinds, ranker.synonyms))
    return known


def _totals(table: csr_matrix, model: Arrays) -> Floats:
    """What every class scores, without the intercepts. Of a whole table of weights only what is met is looked at."""
    if len(model.weights):
        met, places = np.unique(table.indices, return_inverse=True)
        small = csr_matrix((table.data, places, table.indptr), shape=(len(table.indptr) - 1, len(met)))
        found: Floats = small @ model.weights[met].astype(np.float32)
        return found
    by_place = (model.class_values, model.class_at, model.class_starts)
    sparse: Floats = (table @ csr_matrix(by_place, shape=(DIMENSIONS, len(model.intercepts)))).toarray()
    return sparse


def _matrix(vectors: Sequence[Sparse]) -> csr_matrix:
    starts = np.cumsum([0, *(len(each.places) for each in vectors)])
    values, places = (np.concatenate([getattr(each, name) for each in vectors]) for name in ("values", "places"))
    return csr_matrix((values, places, starts), shape=(len(vectors), DIMENSIONS))


def _likely(flat: Floats, weights: Floats) -> Floats:
    found: Floats = 1.0 / (1.0 + np.exp(-(flat @ weights[:-1] + weights[-1])))
    return found


def _ahead(scores: Floats) -> Floats:
    """How far the first of each row is ahead of the second."""
    if scores.shape[1] < 2:
        return np.full(len(scores), np.inf, dtype=np.float32)
    two = np.partition(scores, -2, axis=1)[:, -2:]
    found: Floats = two[:, 1] - two[:, 0]
    return found


def main() -> None:
    """Reads tasks from standard input, as its parent pickled them; writes a line for each block."""
    os.nice(5)
    for place, block in rank_all(pickle.load(sys.stdin.buffer)):
        rows = [[it.band, it.entry, it.also, it.kind] for it in block]
        print(json.dumps([place, rows], ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
