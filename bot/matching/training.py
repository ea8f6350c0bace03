"""Training: sentences in, plain arrays out. The only module that imports scikit-learn; it runs in a child process.

Certainty is judged by scores of sentences that the model had not seen (cross-validation), and the bands are set where
the costs on those sentences are least. The pipeline follows the measurements in docs/decisions.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.matching.arrays import Arrays, save
from bot.matching.features import DIMENSIONS, Floats, Sparse, Synonyms, counts, vector
from bot.matching.scoring import gates, scores

FOLDS = 5
SEED = 7
ANSWERED_WRONG, OFFERED_OUTSIDE, REFUSED_INSIDE, OFFERED_RIGHT, OFFERED_WRONG = 4.0, 1.5, 2.0, 0.8, 2.0
"""Costs of a band: a wrong answer costs more than an offer, an offer more than a right answer (nothing)."""
OUTSIDE_SHARE = 0.3  # what is not ours, beside one part of what is
NEARLY = 1.01
DOCUMENT_WEIGHT = 0.5
"""Of an entry's phrases as one document, beside the linear model."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What is learned: sentences with the index of their class, entries first, then kinds of what is not ours."""

    entries: tuple[str, ...]
    kinds: tuple[str, ...]
    sentences: tuple[str, ...]
    classes: tuple[int, ...]


def train(examples: Examples, synonyms: Synonyms) -> Arrays:
    """A matcher for these sentences; the same sentences give the same arrays."""
    raw = [counts(sentence, synonyms) for sentence in examples.sentences]
    idf = _idf(raw)
    worded = [place for place, each in enumerate(raw) if len(each.places)]  # "ㅋㅋㅋㅋ" has no words to learn from
    vectors = [vector(examples.sentences[place], idf, synonyms) for place in worded]
    classes = np.array([examples.classes[place] for place in worded], dtype=np.int64)
    figures, is_right, is_inside = _held_out(examples, vectors, classes, idf)
    mean, scale = figures.mean(axis=0), figures.std(axis=0) + 1e-6
    flat = (figures - mean) / scale
    right, inside = _certainty(flat, is_right), _certainty(flat, is_inside)
    bands = _bands(_probability(flat, right), _probability(flat, inside), is_right, is_inside)
    gate = (mean.astype(np.float32), scale.astype(np.float32), right, inside, bands)
    return _fit(examples, vectors, classes, idf, gate)


Classes = NDArray[np.int64]
Chosen = NDArray[np.bool_]
Gate = tuple[Floats, Floats, Floats, Floats, Floats]


def _idf(raw: list[Sparse]) -> Floats:
    seen = np.zeros(DIMENSIONS)
    for each in raw:
        seen[each.places] += 1
    return (np.log((1 + len(raw)) / (1 + seen)) + 1).astype(np.float32)


def _fit(examples: Examples, vectors: list[Sparse], classes: Classes, idf: Floats, gate: Gate) -> Arrays:
    size = len(examples.entries) + len(examples.kinds)
    matrix = _matrix(vectors)
    model = LinearSVC(C=1.0, tol=1e-3, random_state=SEED, class_weight="balanced").fit(matrix, classes)
    intercepts = np.full(size, -1.0, dtype=np.float32)
    linear, biases = (model.coef_, model.intercept_) if len(model.classes_) > 2 else _both_sides(model)
    intercepts[model.classes_] = biases
    kept = np.unique(matrix.indices)
    rows = np.zeros(DIMENSIONS, dtype=np.int32)
    rows[kept] = np.arange(1, len(kept) + 1)
    weights = np.zeros((len(kept) + 1, size), dtype=np.float32)
    weights[1:, model.classes_] = linear[:, kept].T
    weights[1:, : len(examples.entries)] += DOCUMENT_WEIGHT * _documents(matrix, classes, len(examples.entries))[kept]
    by_place = matrix.tocsc()
    mean, scale, right, inside, bands = gate
    return Arrays(
        entries=np.array(examples.entries, dtype=np.str_),
        kinds=np.array(examples.kinds, dtype=np.str_),
        idf=idf,
        rows=rows,
        weights=weights,
        intercepts=intercepts,
        phrase_at=by_place.indices.astype(np.int32),
        phrase_values=by_place.data.astype(np.float32),
        phrase_starts=np.concatenate([[0], by_place.indptr[kept], [by_place.nnz]]).astype(np.int32),
        phrase_class=classes.astype(np.int32),
        mean=mean,
        scale=scale,
        right=right,
        inside=inside,
        bands=bands,
    )


def _documents(matrix: csr_matrix, classes: Classes, entries: int) -> Floats:
    """For each entry all its phrases as one document of length one, a column each."""
    ours = np.flatnonzero(classes < entries)
    belongs = csr_matrix((np.ones(len(ours)), (ours, classes[ours])), shape=(len(classes), entries))
    added: Floats = np.asarray((matrix.T @ belongs).todense(), dtype=np.float32)
    added /= np.maximum(np.linalg.norm(added, axis=0), 1e-6).astype(np.float32)
    return added


def _matrix(vectors: list[Sparse]) -> csr_matrix:
    starts = np.cumsum([0, *(len(each.places) for each in vectors)])
    values = np.concatenate([each.values for each in vectors])
    places = np.concatenate([each.places for each in vectors])
    return csr_matrix((values, places, starts), shape=(len(vectors), DIMENSIONS))


def _both_sides(model: LinearSVC) -> tuple[Floats, Floats]:
    return np.vstack([-model.coef_, model.coef_]), np.concatenate([-model.intercept_, model.intercept_])


def _held_out(examples: Examples, vectors: list[Sparse], classes: Classes, idf: Floats) -> tuple[Floats, ...]:
    """The figures of every sentence, scored by a model that had not seen it; whether its first was right; ours."""
    empty = np.zeros(0, dtype=np.float32)
    found = np.zeros((len(vectors), 12), dtype=np.float32)
    right = np.zeros(len(vectors), dtype=np.float32)
    folds = _folds(classes)
    for fold in range(FOLDS):
        seen, unseen = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        part = [vectors[place] for place in seen]
        model = _fit(examples, part, classes[seen], idf, (empty, empty, empty, empty, empty))
        for place in unseen:
            scored = scores(vectors[place], model)
            found[place] = gates(scored, vectors[place])
            right[place] = float(np.argmax(scored.entries) == classes[place])
    inside = (classes < len(examples.entries)).astype(np.float32)
    return found, right, inside


def _folds(classes: Classes) -> Classes:
    """The fold of each sentence: those of one class are dealt out one by one."""
    dealt: Counter[int] = Counter()
    folds = np.zeros(len(classes), dtype=np.int64)
    for place, each in enumerate(classes.tolist()):
        folds[place] = (dealt[each] + each) % FOLDS
        dealt[each] += 1
    return folds


def _certainty(figures: Floats, truth: Floats) -> Floats:
    """Weights and bias of a probability. Where the truth never varies, it is certain by the bias alone."""
    if len(np.unique(truth)) < 2:
        return np.array([*([0.0] * figures.shape[1]), 6.0 if truth.mean() > 0 else -6.0], dtype=np.float32)
    model = LogisticRegression(C=0.5, max_iter=2000).fit(figures, truth)
    return np.concatenate([model.coef_[0], model.intercept_]).astype(np.float32)


def _probability(figures: Floats, weights: Floats) -> Floats:
    sure: Floats = 1.0 / (1.0 + np.exp(-(figures @ weights[:-1] + weights[-1])))
    return sure


def _bands(right: Floats, inside: Floats, is_right: Floats, is_inside: Floats) -> Floats:
    """The limits of "answer" and "offer".

    The first is where an answer and an offer cost the same, by the probability of being right: found on sentences it
    would jump with every phrasing. The second has the least cost on sentences that were not seen; where several cost
    nearly the same, the middle of them. What is not ours weighs a fixed share of what is ours: there are fewer such
    sentences in the file than in life.
    """
    more_wrong = ANSWERED_WRONG - OFFERED_WRONG
    answer = more_wrong / (more_wrong + OFFERED_RIGHT)
    grid = np.arange(0.2, 0.96, 0.025)
    costs = np.array([_cost(right >= answer, inside >= offer, is_right, is_inside) for offer in grid])
    return np.array([answer, float(np.mean(grid[costs <= NEARLY * costs.min()]))], dtype=np.float32)


def _cost(answers: Chosen, offers: Chosen, is_right: Floats, is_inside: Floats) -> float:
    answered = np.where(is_right > 0, 0.0, ANSWERED_WRONG)
    inside = np.where(is_right > 0, OFFERED_RIGHT, OFFERED_WRONG)
    offered = np.where(is_inside > 0, inside, OFFERED_OUTSIDE)
    refused = np.where(is_inside > 0, REFUSED_INSIDE, 0.0)
    outside = OUTSIDE_SHARE * is_inside.sum() / max(1.0, (1 - is_inside).sum())
    weight = np.where(is_inside > 0, 1.0, outside)
    return float((weight * np.where(answers, answered, np.where(offers, offered, refused))).sum())


def main() -> None:
    """Reads examples as JSON from standard input and writes the arrays to the file named by the first argument."""
    data = json.load(sys.stdin)
    lists = {name: tuple(data[name]) for name in ("entries", "kinds", "sentences", "classes")}
    synonyms = {word: tuple(others) for word, others in data["synonyms"].items()}
    save(train(Examples(**lists), synonyms), Path(sys.argv[1]))


if __name__ == "__main__":
    main()
