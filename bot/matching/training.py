"""Training: sentences in, plain arrays out. The only module that imports scikit-learn; it runs in a child process.

An entry's score is a ridge regression over the features and, beside it, BM25 over all its phrases as one document;
both are linear, so that one table of weights holds them. Certainty is judged by scores of sentences the model had not
seen: leaving one out has a closed form for both, so every sentence is judged by a model made of all the others. The
bands are set where the costs on those sentences are least. What was measured stands in docs/decisions.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.matching.arrays import Arrays, save
from bot.matching.features import DIMENSIONS, Floats, Sparse, Synonyms, counts, vector
from bot.matching.parts import Classes, Numbers, Part, bm25, joined, ridge
from bot.matching.scoring import Scores, gates

ANSWERED_WRONG, OFFERED_RIGHT, OFFERED_WRONG = 3.0, 1.0, 2.3
OFFERED_OUTSIDE, REFUSED_INSIDE = 1.5, 3.0
"""Costs of a band: a wrong answer costs more than an offer, an offer more than a right answer (nothing)."""
OUTSIDE_SHARE = 0.3  # what is not ours, beside one part of what is
NEARLY = 1.01
EASIER = 0.6
"""Log-odds by which a citizen's question is easier than a phrasing without itself: phrasings are written to differ."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What is learned: sentences with the index of their class, entries first, then kinds of what is not ours."""

    entries: tuple[str, ...]
    kinds: tuple[str, ...]
    sentences: tuple[str, ...]
    classes: tuple[int, ...]


Chosen = NDArray[np.bool_]


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
    matrix = _matrix([vector(examples.sentences[place], idf, synonyms) for place in worded])
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
    within = _probability(flat, inside)
    bands = _bands(_probability(flat, right) * within, within, is_right, is_inside)
    return Gate(mean, scale, right, inside, bands)


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


def _probability(figures: Floats, weights: Floats) -> Floats:
    sure: Floats = 1.0 / (1.0 + np.exp(-(figures @ weights[:-1] + weights[-1])))
    return sure


def _bands(sure: Floats, inside: Floats, is_right: Floats, is_inside: Floats) -> Floats:
    """The limits of "answer" and "offer".

    The first is where an answer and an offer cost the same, by the probability of being right: found on sentences it
    would jump with every phrasing. The second has the least cost on sentences that were not seen; where several cost
    nearly the same, the middle of them.
    """
    more_wrong = ANSWERED_WRONG - OFFERED_WRONG
    answer = more_wrong / (more_wrong + OFFERED_RIGHT)
    grid = np.arange(0.2, 0.96, 0.025)
    costs = np.array([_cost(sure >= answer, inside >= offer, is_right, is_inside) for offer in grid])
    return np.array([answer, float(np.mean(grid[costs <= NEARLY * costs.min()]))], dtype=np.float32)


def _cost(answers: Chosen, offers: Chosen, is_right: Floats, is_inside: Floats) -> float:
    answered = np.where(is_right > 0, 0.0, ANSWERED_WRONG)
    inside = np.where(is_right > 0, OFFERED_RIGHT, OFFERED_WRONG)
    offered = np.where(is_inside > 0, inside, OFFERED_OUTSIDE)
    refused = np.where(is_inside > 0, REFUSED_INSIDE, 0.0)
    return float((_weights(is_inside) * np.where(answers, answered, np.where(offers, offered, refused))).sum())


def main() -> None:
    """Reads examples as JSON from standard input and writes the arrays to the file named by the first argument."""
    data = json.load(sys.stdin)
    lists = {name: tuple(data[name]) for name in ("entries", "kinds", "sentences", "classes")}
    synonyms = {word: tuple(others) for word, others in data["synonyms"].items()}
    save(train(Examples(**lists), synonyms), Path(sys.argv[1]))


if __name__ == "__main__":
    main()
