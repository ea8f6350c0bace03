"""The scores of a sentence against every class, and the figures from which its certainty is judged."""

from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Arrays, Places
from bot.matching.features import Floats, Sparse


@dataclass(frozen=True, slots=True)
class Scores:
    """By entry: what it scores in all, its nearest phrase. By kind of what is not ours: the same two.

    `known` is the share of the sentence (0 to 1) that stands in any known phrase, `size` how many features it has.
    """

    entries: Floats
    entries_near: Floats
    kinds: Floats
    kinds_near: Floats
    known: float
    size: int


def scores(sentence: Sparse, model: Arrays) -> Scores:
    """What the weights give, and beside it the nearest phrase.

    That one says how sure one may be, not which entry it is: added here it cost five points in a hundred.
    """
    size, rows = len(model.entries), model.rows[sentence.places]
    found = sentence.values @ model.weights[rows] + model.intercepts
    near = _nearest(sentence, rows, model)
    known = float(np.square(sentence.values[rows > 0]).sum())
    return Scores(found[:size], near[:size], found[size:], near[size:], known, len(sentence.places))


def _nearest(sentence: Sparse, rows: Places, model: Arrays) -> Floats:
    """The cosine of the nearest phrase of each class: only phrases that share a feature are looked at."""
    cosines = phrases(sentence, rows, model)
    best = np.zeros(len(model.entries) + len(model.kinds), dtype=np.float32)
    np.maximum.at(best, model.phrase_class, cosines)
    return best


def phrases(sentence: Sparse, rows: Places, model: Arrays) -> Floats:
    """The cosine to every known phrase."""
    found = np.zeros(len(model.phrase_class), dtype=np.float32)
    bounds = zip(model.phrase_starts[rows].tolist(), model.phrase_starts[rows + 1].tolist(), strict=True)
    for (start, end), value in zip(bounds, sentence.values, strict=True):
        found[model.phrase_at[start:end]] += value * model.phrase_values[start:end]
    return found


def gates(found: Scores) -> Floats:
    """The figures that certainty is judged by: how good the first is, how far ahead, and how near what is not ours."""
    order = np.argsort(-found.entries)
    first, second = order[0], order[min(1, len(order) - 1)]
    out, out_near = float(found.kinds.max(initial=-2.0)), float(found.kinds_near.max(initial=0.0))
    top, near = float(found.entries[first]), float(found.entries_near[first])
    ahead, spread = top - float(found.entries[second]), float(found.entries.std())
    sizes = (float(np.log1p(found.size)), float(found.entries.mean()), float(found.kinds.sum()))
    figures = (top, ahead, spread, top - out, near, out_near, near - out_near, found.known, *sizes)
    return np.array(figures, dtype=np.float32)
