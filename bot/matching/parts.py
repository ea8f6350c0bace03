"""The two ways an entry is scored, both linear in the features, and how they are joined into one table of weights.

Of each the scores of every known sentence are given as well as if it were not known: certainty is judged by those.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Classes = NDArray[np.int64]
Numbers = NDArray[np.floating[Any]]

RIDGE = 1.0
BM25_WEIGHT = 1.5
SATURATION = 4.0  # BM25's k1: how many phrases with a word make it hardly truer of an entry
MOST_FOR_RIDGE = 6000  # sentences; its cost grows with their cube, and beyond them BM25 stands alone


@dataclass(frozen=True, slots=True)
class Part:
    """One way to score: weights by feature and class, and of each known sentence the scores without itself."""

    weights: Numbers
    intercepts: Numbers
    unseen: Numbers


def ridge(near: Numbers, known: csr_matrix, classes: Classes, size: int) -> Part:
    """Kernel ridge regression to 1 for the own class and -1 for every other. One left out: y - a / diag(inverse)."""
    count = len(classes)
    if count > MOST_FOR_RIDGE:
        return Part(np.zeros((known.shape[1], size)), np.zeros(size), np.zeros((count, size)))
    wanted = np.full((count, size), -1.0)
    wanted[np.arange(count), classes] = 1.0
    inverse = np.linalg.inv(near.astype(np.float64) + 1.0 + RIDGE * np.eye(count))
    found = inverse @ wanted
    return Part(known.T @ found, found.sum(axis=0), wanted - found / np.diag(inverse)[:, None])


def bm25(known: csr_matrix, classes: Classes, entries: int, size: int) -> Part:
    """BM25, length fully accounted for; how rare a feature is among entries takes the place of its idf."""
    present = csr_matrix((np.ones_like(known.data), known.indices, known.indptr), shape=known.shape)
    belongs = csr_matrix((np.ones(len(classes)), (np.arange(len(classes)), classes)), shape=(len(classes), size))
    held = np.asarray((present.T @ belongs).todense())
    lengths = np.maximum(held.sum(axis=0), 1.0)
    mean = lengths.mean()
    among = (held[:, :entries] > 0).sum(axis=1)
    rare = np.log(1 + (entries - among + 0.5) / (among + 0.5)) / (
        np.log((1 + len(classes)) / (1 + held.sum(axis=1))) + 1
    )
    weights = rare[:, None] * _saturated(held, lengths / mean)
    unseen = np.asarray(known @ weights)
    for row, (own, start, end) in enumerate(zip(classes, known.indptr, known.indptr[1:], strict=False)):
        places = known.indices[start:end]
        others = _saturated(held[places, own] - 1.0, (lengths[own] - (end - start)) / mean)
        unseen[row, own] = known.data[start:end] @ (rare[places] * others)
    return Part(weights, np.zeros(size), unseen)


def _saturated(held: Numbers, length: Numbers) -> Numbers:
    found: Numbers = held * (SATURATION + 1) / (held + SATURATION * np.maximum(length, 1e-3))
    return found


def joined(one: Part, other: Part) -> Part:
    """Both, each by how much it varies, so that the weight between them means the same for any content."""
    first = 1.0 / (float(one.unseen.std()) or 1.0)
    second = BM25_WEIGHT / (float(other.unseen.std()) or 1.0)
    return Part(
        first * one.weights + second * other.weights,
        first * one.intercepts + second * other.intercepts,
        first * one.unseen + second * other.unseen,
    )
