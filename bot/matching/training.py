"""Training: sentences in, plain arrays out. It runs in a child process, the only one that imports scipy.

An entry's score is a ridge regression over the features and, beside it, BM25 over all its phrases as one document;
both are linear. Certainty is judged by scores of sentences the model had not seen: leaving one out has a closed form
for both, so every sentence is judged by a model made of all the others. What was measured stands in docs/decisions.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, issparse

from bot.matching.arrays import Arrays, save
from bot.matching.certainty import Gate, gate
from bot.matching.features import DIMENSIONS, Floats, Sparse, Synonyms, counts, weighed
from bot.matching.parts import Classes, Numbers, Part, beside, bm25, joined, judged, ridge
from bot.matching.scoring import figures


@dataclass(frozen=True, slots=True)
class Examples:
    """What is learned: sentences with the index of their class, entries first, then kinds of what is not ours."""

    entries: tuple[str, ...]
    kinds: tuple[str, ...]
    sentences: tuple[str, ...]
    classes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """Each sentence by its features, with its class; and what it scores, of the `judged` ones also without itself.

    `near` are the cosines of all to each other, None where they are too many.
    """

    idf: Floats
    known: csr_matrix
    near: Numbers | None
    classes: Classes
    judged: Classes
    scored: Part


def learn(examples: Examples, synonyms: Synonyms) -> Learned:
    """The scores that these sentences give."""
    raw = [counts(sentence, synonyms) for sentence in examples.sentences]
    idf = _idf(raw)
    worded = [place for place, each in enumerate(raw) if len(each.places)]  # "ㅋㅋㅋㅋ" has no words to learn from
    known = _matrix([weighed(raw[place], idf) for place in worded])
    classes = np.array([examples.classes[place] for place in worded], dtype=np.int64)
    entries, size = len(examples.entries), len(examples.entries) + len(examples.kinds)
    near = beside(known)
    scored = joined(ridge(known, near, classes, size), bm25(known, classes, entries, size))
    return Learned(idf, known, near, classes, judged(len(classes)), scored)


def train(examples: Examples, synonyms: Synonyms) -> Arrays:
    """A matcher for these sentences; the same sentences give the same arrays."""
    it, entries = learn(examples, synonyms), len(examples.entries)
    sure = judge(figures_unseen(it, entries), it.scored.unseen[:, :entries], it.classes[it.judged])
    return Arrays(
        entries=np.array(examples.entries, dtype=np.str_),
        kinds=np.array(examples.kinds, dtype=np.str_),
        idf=it.idf,
        met=np.bincount(it.known.indices, minlength=DIMENSIONS) > 0,
        intercepts=it.scored.intercepts.astype(np.float32),
        **_weights(it.scored.weights),
        **_outside(it, entries),
        **_beside(it, entries),
        **asdict(sure),
    )


def judge(figures: Floats, unseen: Numbers, classes: Classes) -> Gate:
    """How sure one may be, by the figures, the scores of entries and the classes of sentences that were not seen."""
    is_right, is_inside = unseen.argmax(axis=1) == classes, classes < unseen.shape[1]
    return gate(figures, is_right.astype(np.float64), is_inside.astype(np.float64))


def _weights(table: Any) -> Mapping[str, Any]:
    """As a whole table, or place by place what is in it."""
    whole, sparse = (np.zeros((0, table.shape[1])), table) if issparse(table) else (table, csr_matrix(table.shape))
    return {
        "weights": whole.astype(np.float16),
        "class_starts": sparse.indptr.astype(np.int32),
        "class_at": sparse.indices.astype(np.int32),
        "class_values": sparse.data.astype(np.float32),
    }


def _outside(it: Learned, entries: int) -> Mapping[str, Any]:
    rows = it.classes >= entries
    by_place = it.known[rows].tocsc()
    return {
        "outside_starts": by_place.indptr.astype(np.int32),
        "outside_at": by_place.indices.astype(np.int32),
        "outside_values": by_place.data.astype(np.float32),
        "outside_kind": (it.classes[rows] - entries).astype(np.int32),
    }


def _beside(it: Learned, entries: int) -> Mapping[str, Any]:
    rows = it.known[it.classes < entries]
    return {
        "beside_entries": np.searchsorted(it.classes, np.arange(entries + 1)).astype(np.int32),
        "beside_starts": rows.indptr.astype(np.int32),
        "beside_places": rows.indices.astype(np.uint16),
        "beside_values": rows.data.astype(np.float16),
    }


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


def figures_unseen(it: Learned, entries: int) -> Floats:
    """The figures of every judged sentence as if it were not among the known ones."""
    ours, outside = it.scored.unseen[:, :entries], it.scored.unseen[:, entries:]
    first = ours.argmax(axis=1)
    near = np.zeros(len(first), dtype=np.float32)
    for each in np.unique(first):
        rows = np.flatnonzero(first == each)
        near[rows] = _nearest(it, rows, np.flatnonzero(it.classes == each))
    out_near = _nearest(it, np.arange(len(first)), np.flatnonzero(it.classes >= entries))
    elsewhere = np.bincount(it.known.indices, minlength=DIMENSIONS) > 1
    asked = it.known[it.judged]
    shares = asked.multiply(asked) @ elsewhere.astype(np.float32)
    return figures(ours, outside, near, out_near, shares, np.diff(asked.indptr))


def _nearest(it: Learned, rows: Classes, phrases: Classes) -> Floats:
    """The cosine of each of these judged sentences to the nearest of those phrases that is not itself."""
    if it.near is None:
        cosines = (it.known[it.judged[rows]] @ it.known[phrases].T).toarray()
    else:
        cosines = it.near[np.ix_(it.judged[rows], phrases)]
    cosines[it.judged[rows][:, None] == phrases] = 0.0
    nearest: Floats = cosines.max(axis=1, initial=0.0)
    return nearest


def given(data: Mapping[str, Any]) -> tuple[Examples, Synonyms]:
    """The examples that a child process is told, with the synonyms."""
    lists = {name: tuple(data[name]) for name in ("entries", "kinds", "sentences", "classes")}
    return Examples(**lists), {word: tuple(others) for word, others in data["synonyms"].items()}


def main() -> None:
    """Reads a list of examples as JSON from standard input, and writes the arrays of each to a file: the arguments."""
    for data, path in zip(json.load(sys.stdin), sys.argv[1:], strict=True):
        save(train(*given(data)), Path(path))


if __name__ == "__main__":
    main()
