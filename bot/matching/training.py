"""Training: sentences in, plain arrays out. The only module that imports scikit-learn; it runs in a child process.

An entry's score is a ridge regression over the features and, beside it, BM25 over all its phrases as one document;
both are linear, so that one table of weights holds them. Certainty is judged by scores of sentences the model had not
seen: leaving one out has a closed form for both, so every sentence is judged by a model made of all the others. The
bands follow from what a wrong answer, an offer and a refusal cost. What was measured stands in docs/decisions.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.matching.arrays import Arrays, save
from bot.matching.features import DIMENSIONS, Floats, Sparse, Synonyms, counts, weighed
from bot.matching.parts import Classes, Numbers, Part, bm25, joined, ridge
from bot.matching.scoring import Scores, gates

ANSWERED_WRONG, OFFERED_RIGHT, OFFERED_WRONG = 3.0, 1.0, 2.0
OFFERED_OUTSIDE, REFUSED_INSIDE = 1.7, 3.5
"""Costs of a band: a wrong answer costs more than an offer, an offer more than a right answer (nothing)."""
OUTSIDE_SHARE = 0.5  # what is not ours, beside one part of what is
EASIER = 0.6
"""Log-odds by which a citizen's question is easier than a phrasing without itself: phrasings are written to differ."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What is learned: sentences with the index of their class, entries first, then kinds of what is not ours."""

    entries: tuple[str, ...]
    kinds: tuple[str, ...]
    sentences: tuple[str, ...]
    classes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """The features that are known (`kept` names their places), each sentence by them and beside every other."""

    idf: Floats
    kept: Classes
    known: csr_matrix
    near: Numbers
    classes: Classes
    scored: Part


@dataclass(frozen=True, slots=True)
class Gate:
    """How sure one may be: the last five fields of `Arrays`."""

    mean: Floats
    scale: Floats
    right: Floats
    inside: Floats
    bands: Floats


def learn(examples: Examples, synonyms: Synonyms) -> Learned:
    """The scores that these sentences give."""
    raw = [counts(sentence, synonyms) for sentence in examples.sentences]
    idf = _idf(raw)
    worded = [place for place, each in enumerate(raw) if len(each.places)]  # "ㅋㅋㅋㅋ" has no words to learn from
    matrix = _matrix([weighed(raw[place], idf) for place in worded])
    classes = np.array([examples.classes[place] for place in worded], dtype=np.int64)
    kept = np.unique(matrix.indices)
    known, entries, size = matrix[:, kept], len(examples.entries), len(examples.entries) + len(examples.kinds)
    near = (known @ known.T).toarray()
    scored = joined(ridge(near, known, classes, size), bm25(known, classes, entries, size))
    return Learned(idf, kept, known, near, classes, scored)


def train(examples: Examples, synonyms: Synonyms) -> Arrays:
    """A matcher for these sentences; the same sentences give the same arrays."""
    it, entries = learn(examples, synonyms), len(examples.entries)
    gate = _gate(_figures(it, entries), it.scored.unseen[:, :entries], it.classes)
    rows = np.zeros(DIMENSIONS, dtype=np.int32)
    rows[it.kept] = np.arange(1, len(it.kept) + 1)
    by_place = it.known.tocsc()
    return Arrays(
        entries=np.array(examples.entries, dtype=np.str_),
        kinds=np.array(examples.kinds, dtype=np.str_),
        idf=it.idf,
        rows=rows,
        weights=np.vstack([np.zeros((1, it.scored.weights.shape[1])), it.scored.weights]).astype(np.float32),
        intercepts=it.scored.intercepts.astype(np.float32),
        phrase_at=by_place.indices.astype(np.int32),
        phrase_values=by_place.data.astype(np.float32),
        phrase_starts=np.concatenate([[0], by_place.indptr]).astype(np.int32),
        phrase_class=it.classes.astype(np.int32),
        mean=gate.mean,
        scale=gate.scale,
        right=gate.right,
        inside=gate.inside,
        bands=gate.bands,
    )


def _gate(figures: Floats, unseen: Numbers, classes: Classes) -> Gate:
    """How sure one may be, by the figures of sentences that were not seen."""
    mean, scale = figures.mean(axis=0), figures.std(axis=0) + np.float32(1e-6)
    flat, ours = (figures - mean) / scale, classes < unseen.shape[1]
    is_right, is_inside = (unseen.argmax(axis=1) == classes).astype(np.float32), ours.astype(np.float32)
    right = _certainty(flat[ours], is_right[ours], np.ones(int(ours.sum()), dtype=np.float32))
    right[-1] += EASIER
    inside = _certainty(flat, is_inside, _weights(is_inside))
    return Gate(mean, scale, right, inside, _bands())


def _idf(raw: list[Sparse]) -> Floats:
    seen = np.zeros(DIMENSIONS)
    for each in raw:
        seen[each.places] += 1
    return (np.log((1 + len(raw)) / (1 + seen)) + 1).astype(np.float32)


def _matrix(vectors: list[Sparse]) -> csr_matrix:
    starts = np.cumsum([0, *(len(each.places) for each in vectors)])
    values = np.concatenate([each.values for each in vectors])
    places = np.concatenate([each.places for each in vectors])
    return csr_matrix((values, places, starts), shape=(len(vectors), DIMENSIONS))


def _figures(it: Learned, entries: int) -> Floats:
    """The figures of every sentence as if it were not among the known ones."""
    unseen, near = it.scored.unseen, it.near.copy()
    np.fill_diagonal(near, 0.0)
    nearest = np.zeros_like(unseen)
    for each in range(unseen.shape[1]):
        nearest[:, each] = near[:, it.classes == each].max(axis=1, initial=0.0)
    elsewhere = np.bincount(it.known.indices, minlength=it.known.shape[1]) > 1
    shares = it.known.multiply(it.known) @ elsewhere.astype(np.float64)
    rows = zip(unseen, nearest, shares, np.diff(it.known.indptr), strict=True)
    return np.array(
        [
            gates(Scores(row[:entries], by[:entries], row[entries:], by[entries:], float(share), int(count)))
            for row, by, share, count in rows
        ]
    )


def _certainty(figures: Floats, truth: Floats, weights: Floats) -> Floats:
    """Weights and bias of a probability. Where the truth never varies, it is certain by the bias alone."""
    if len(np.unique(truth)) < 2:
        return np.array([*([0.0] * figures.shape[1]), 6.0 if truth.mean() > 0 else -6.0], dtype=np.float32)
    model = LogisticRegression(C=0.5, max_iter=2000).fit(figures, truth, sample_weight=weights)
    return np.concatenate([model.coef_[0], model.intercept_]).astype(np.float32)


def _weights(is_inside: Floats) -> Floats:
    """What is not ours weighs a fixed share of what is ours: fewer such sentences are in the file than in life."""
    outside = OUTSIDE_SHARE * is_inside.sum() / max(1.0, (1 - is_inside).sum())
    return np.where(is_inside > 0, 1.0, outside).astype(np.float32)


def _bands() -> Floats:
    """The limits of "answer" and "offer": where one costs what the next does. Found on sentences they would jump.

    The first is a probability of being right: a wrong answer against an offer. The second is one of being ours: an
    offer, right or not, against a refusal.
    """
    more_wrong = ANSWERED_WRONG - OFFERED_WRONG
    spared = REFUSED_INSIDE - (OFFERED_RIGHT + OFFERED_WRONG) / 2
    limits = (more_wrong / (more_wrong + OFFERED_RIGHT), OFFERED_OUTSIDE / (OFFERED_OUTSIDE + spared))
    return np.array(limits, dtype=np.float32)


def main() -> None:
    """Reads examples as JSON from standard input and writes the arrays to the file named by the first argument."""
    data = json.load(sys.stdin)
    lists = {name: tuple(data[name]) for name in ("entries", "kinds", "sentences", "classes")}
    synonyms = {word: tuple(others) for word, others in data["synonyms"].items()}
    save(train(Examples(**lists), synonyms), Path(sys.argv[1]))


if __name__ == "__main__":
    main()
