"""The scores of a sentence against every class, and the figures from which its certainty is judged."""

from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Arrays
from bot.matching.features import Floats, Integers, Sparse


@dataclass(frozen=True, slots=True)
class Scores:
    """What each entry scores in all, and how near the nearest phrase of the first one is; each kind of what is not
    ours, and how near the nearest sentence of each is.

    `known` is the share of the sentence (0 to 1) that stands in any known phrase, `size` how many features it has.
    """

    entries: Floats
    near: float
    kinds: Floats
    kinds_near: Floats
    known: float
    size: int


def scores(sentence: Sparse, model: Arrays) -> Scores:
    """What the weights give, and beside it the nearest phrase.

    That one says how sure one may be, not which entry it is: added here it cost five points in a hundred.
    """
    size, found = len(model.entries), totals(sentence, model)
    near = nearest(sentence, int(np.argmax(found[:size])), model)
    known = float(np.square(sentence.values[model.met[sentence.places]]).sum())
    return Scores(found[:size], near, found[size:], _nearest_outside(sentence, model), known, len(sentence.places))


def weights(places: Integers, entry: int, model: Arrays) -> Floats:
    """How much a feature at each of these places says for an entry."""
    if len(model.weights):
        found: Floats = model.weights[places, entry].astype(np.float32)
        return found
    pieces = [slice(*model.class_starts[place : place + 2]) for place in places]
    each = [model.class_values[piece][model.class_at[piece] == entry].sum() for piece in pieces]
    return np.array(each, dtype=np.float32)


def totals(sentence: Sparse, model: Arrays) -> Floats:
    """What every class scores."""
    if len(model.weights):
        return sentence.values @ model.weights[sentence.places].astype(np.float32) + model.intercepts
    found = np.zeros(len(model.entries) + len(model.kinds), dtype=np.float32)
    starts, ends = model.class_starts[sentence.places].tolist(), model.class_starts[sentence.places + 1].tolist()
    for start, end, value in zip(starts, ends, sentence.values, strict=True):  # long pieces: one by one costs a third
        found[model.class_at[start:end].astype(np.intp)] += value * model.class_values[start:end]
    return found


def _nearest_outside(sentence: Sparse, model: Arrays) -> Floats:
    """The cosine of the nearest sentence of each kind of what is not ours."""
    begin = model.outside_starts[sentence.places]
    lengths = model.outside_starts[sentence.places + 1] - begin
    here = np.repeat(begin - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    products = model.outside_values[here] * np.repeat(sentence.values, lengths)
    cosines = np.bincount(model.outside_at[here], products, minlength=len(model.outside_kind)).astype(np.float32)
    found = np.zeros(len(model.kinds), dtype=np.float32)
    np.maximum.at(found, model.outside_kind, cosines)
    return found


def nearest(sentence: Sparse, entry: int, model: Arrays) -> float:
    """The cosine of the nearest phrasing of one entry."""
    first, last = model.beside_entries[entry], model.beside_entries[entry + 1]
    if first == last:
        return 0.0
    whole = np.zeros(len(model.idf), dtype=np.float32)
    whole[sentence.places] = sentence.values
    starts = model.beside_starts[first : last + 1]
    here = slice(starts[0], starts[-1])
    products = whole[model.beside_places[here]] * model.beside_values[here]
    return float(np.add.reduceat(products, starts[:-1] - starts[0]).max())


def gates(found: Scores) -> Floats:
    """The figures that certainty is judged by: how good the first is, how far ahead, and how near what is not ours."""
    single = (found.near, found.kinds_near.max(initial=0.0), found.known, found.size)
    near, out_near, known, size = np.array(single, dtype=np.float32)
    return figures(found.entries, found.kinds, near, out_near, known, size)


def figures(entries: Floats, kinds: Floats, near: Floats, out_near: Floats, known: Floats, size: Floats) -> Floats:
    """As `gates`, of one sentence or of many, one a row."""
    last = min(2, entries.shape[-1])
    ranked = np.partition(entries, -last, axis=-1)
    top, second = ranked[..., -last:].max(axis=-1), ranked[..., -last]
    out = kinds.max(axis=-1, initial=-2.0)
    sizes = (np.log1p(size), entries.mean(axis=-1), kinds.sum(axis=-1))
    rows = (top, top - second, entries.std(axis=-1), top - out, near, out_near, near - out_near, known, *sizes)
    return np.stack(rows, axis=-1).astype(np.float32)
