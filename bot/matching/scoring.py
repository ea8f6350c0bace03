"""The scores of a sentence against every class, and the dozen figures from which its certainty is judged."""

from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Arrays, Places
from bot.matching.features import Floats, Sparse


@dataclass(frozen=True, slots=True)
class Scores:
    """By entry: what it scores in all, its nearest phrase. By kind of what is not ours: the same two."""

    entries: Floats
    entries_near: Floats
    kinds: Floats
    kinds_near: Floats


def scores(sentence: Sparse, model: Arrays) -> Scores:
    """What the weights give, and beside it the nearest phrase.

    That one says how sure one may be, not which entry it is: added here it cost five points in a hundred.
    """
    size, rows = len(model.entries), model.rows[sentence.places]
    found = sentence.values @ model.weights[rows] + model.intercepts
    near = _nearest(sentence, rows, model)
    return Scores(found[:size], near[:size], found[size:], near[size:])


def _nearest(sentence: Sparse, rows: Places, model: Arrays) -> Floats:
    """The cosine of the nearest phrase of each class: only phrases that share a feature are looked at."""
    starts = model.phrase_starts[rows]
    lengths = model.phrase_starts[rows + 1] - starts
    at = np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    products = model.phrase_values[at] * np.repeat(sentence.values, lengths)
    cosines = np.bincount(model.phrase_at[at], products, minlength=len(model.phrase_class)).astype(np.float32)
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
