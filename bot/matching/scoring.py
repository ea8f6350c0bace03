"""The scores of a sentence against every class, and the dozen figures from which its certainty is judged."""

from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Arrays
from bot.matching.features import DIMENSIONS, Floats, Sparse

DOCUMENT_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Scores:
    """By entry: what it scores in all, its nearest phrase. By kind of what is not ours: the same two."""

    entries: Floats
    entries_near: Floats
    kinds: Floats
    kinds_near: Floats


def scores(sentence: Sparse, model: Arrays) -> Scores:
    """A linear model and one document an entry, added up.

    The nearest phrase says how sure one may be, not which entry it is: added here it cost five points in a hundred.
    """
    size = len(model.entries)
    linear = model.weights[:, sentence.places] @ sentence.values + model.intercepts
    documents = model.documents[:, sentence.places] @ sentence.values
    near = _nearest(sentence, model)
    fused = linear[:size] + np.float32(DOCUMENT_WEIGHT) * documents
    return Scores(fused, near[:size], linear[size:], near[size:])


def _nearest(sentence: Sparse, model: Arrays) -> Floats:
    """The cosine of the nearest phrase of each class."""
    dense = np.zeros(DIMENSIONS, dtype=np.float32)
    dense[sentence.places] = sentence.values
    products = model.phrase_values * dense[model.phrase_places]
    cosines = np.add.reduceat(products, model.phrase_starts) if len(products) else np.zeros(0, dtype=np.float32)
    best = np.zeros(len(model.entries) + len(model.kinds), dtype=np.float32)
    np.maximum.at(best, model.phrase_class, cosines)
    return best


def gates(found: Scores, sentence: Sparse) -> Floats:
    """The figures that certainty is judged by: how good the first is, how far ahead, and how near what is not ours."""
    order = np.argsort(-found.entries)
    first = order[0]
    second = order[1] if len(order) > 1 else first
    out = float(found.kinds.max(initial=-2.0))
    out_near = float(found.kinds_near.max(initial=0.0))
    top, near = float(found.entries[first]), float(found.entries_near[first])
    figures = (
        top,
        float(found.entries[second]),
        top - float(found.entries[second]),
        out,
        top - out,
        near,
        float(found.entries_near[second]),
        near - float(found.entries_near[second]),
        out_near,
        near - out_near,
        float(np.log1p(len(sentence.places))),
        float(found.entries_near.max(initial=0.0)),
    )
    return np.array(figures, dtype=np.float32)
