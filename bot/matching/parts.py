"""The two ways an entry is scored, both linear in the features, and how they are joined.

Of each the scores of known sentences are given as well as if each were not known: certainty is judged by those.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import spotrf, spotrs, strtri
from scipy.sparse import csr_matrix

Classes = NDArray[np.int64]
Numbers = NDArray[np.floating[Any]]

RIDGE = 1.0
BM25_WEIGHT = 1.5
SATURATION = 4.0  # BM25's k1: how many phrases with a word make it hardly truer of an entry
MOST_FOR_RIDGE = 6000  # sentences; its cost grows with their cube, and beyond them BM25 stands alone
MOST_JUDGED = 6000  # sentences that certainty is judged by, evenly taken out of more
_OFTEN = 16  # a feature in more than one of so many sentences is cheaper to multiply in a full matrix


@dataclass(frozen=True, slots=True)
class Part:
    """One way to score: weights by feature and class, a matrix of either kind, or None for none.

    `unseen` are the scores that each judged sentence would get from all the others.
    """

    weights: Any
    intercepts: Numbers
    unseen: Numbers


def judged(count: int) -> Classes:
    """The places of the sentences that certainty is judged by."""
    return np.unique(np.linspace(0, count - 1, min(count, MOST_JUDGED)).astype(np.int64))


def ridge(known: csr_matrix, near: Numbers | None, classes: Classes, size: int) -> Part:
    """Kernel ridge regression, the kernel being the cosine: `near`, as `beside` gives it."""
    if near is None:
        return Part(None, np.zeros(size), np.zeros((1, size), dtype=np.float32))
    found, unseen = solved(near, classes, size)
    return Part(known.T @ found, found.sum(axis=0), unseen)


def solved(near: Numbers, classes: Classes, size: int) -> tuple[Numbers, Numbers]:
    """Ridge regression by a kernel + 1, to 1 for the own class and -1 for every other: what each sentence says, by
    class, and what each is told by all the others. One left out: y - a / diag(inverse).

    The inverse is never made: of K = LL' the square of each column of L's inverse is what stands on its diagonal.
    """
    count, kernel = len(classes), near + np.float32(1.0)
    kernel[np.diag_indices(count)] += np.float32(RIDGE)
    wanted = np.full((count, size), -1.0, dtype=np.float32)
    wanted[np.arange(count), classes] = 1.0
    lower = _done(spotrf(kernel.T, lower=1, overwrite_a=1))
    found = np.ascontiguousarray(_done(spotrs(lower, wanted, lower=1)))
    diagonal = np.square(_done(strtri(lower, lower=1))).sum(axis=0)
    return found, wanted - found / diagonal[:, None]


def beside(known: csr_matrix) -> Numbers | None:
    """The cosine of every known sentence to every other; None where they are too many."""
    if known.shape[0] > MOST_FOR_RIDGE:
        return None
    often = np.bincount(known.indices, minlength=known.shape[1]) * _OFTEN > known.shape[0]
    common, rest = known[:, often].toarray(), known[:, ~often]
    cosines: Numbers = common @ common.T + (rest @ rest.T).toarray()
    return cosines


def _done(result: tuple[Numbers, int]) -> Numbers:
    found, failed = result
    if failed:
        raise ArithmeticError(f"the sentences cannot be told apart: {failed}")
    return found


def bm25(known: csr_matrix, classes: Classes, entries: int, size: int) -> Part:
    """BM25, length fully accounted for; how rare a feature is among entries takes the place of its idf."""
    present = csr_matrix((np.ones_like(known.data), known.indices, known.indptr), shape=known.shape)
    belongs = csr_matrix((np.ones(len(classes)), (np.arange(len(classes)), classes)), shape=(len(classes), size))
    held = csr_matrix(present.T @ belongs)
    lengths = np.maximum(held.sum(axis=0).A1, 1.0)
    among = np.diff(held[:, :entries].indptr)
    rare = np.log(1 + (entries - among + 0.5) / (among + 0.5)) / (
        np.log((1 + len(classes)) / (1 + held.sum(axis=1).A1)) + 1
    )
    values = rare[_rows(held)] * _saturated(held.data, (lengths / lengths.mean())[held.indices])
    weights = csr_matrix((values.astype(np.float32), held.indices, held.indptr), shape=held.shape)
    return Part(weights, np.zeros(size), _unseen(known, classes, held, rare, weights, lengths))


def _unseen(
    known: csr_matrix, classes: Classes, held: csr_matrix, rare: Numbers, weights: csr_matrix, lengths: Numbers
) -> Numbers:
    """BM25 of the judged sentences; of its own class a sentence's features are taken out before."""
    places = judged(len(classes))
    asked, own = known[places], classes[places]
    unseen: Numbers = (asked @ weights).toarray()
    rows, without = _rows(asked), (lengths[own] - np.diff(asked.indptr)) / lengths.mean()
    counts = np.asarray(held[asked.indices, own[rows]]).ravel()
    values = asked.data * rare[asked.indices] * _saturated(counts - 1.0, without[rows])
    unseen[np.arange(len(own)), own] = np.bincount(rows, values, minlength=len(own))
    return unseen


def _rows(matrix: csr_matrix) -> Classes:
    """The row of each value."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def _saturated(held: Numbers, length: Numbers) -> Numbers:
    found: Numbers = held * (SATURATION + 1) / (held + SATURATION * np.maximum(length, 1e-3))
    return found


def joined(one: Part, other: Part) -> Part:
    """Both, each by how much it varies, so that the weight between them means the same for any content."""
    first = np.float32(1.0 / (float(one.unseen.std()) or 1.0))
    second = np.float32(BM25_WEIGHT / (float(other.unseen.std()) or 1.0))
    weights = second * other.weights
    return Part(
        weights if one.weights is None else first * one.weights + weights.toarray(),
        first * one.intercepts + second * other.intercepts,
        first * one.unseen + second * other.unseen,
    )
