"""What a sentence means, by its vector: asked where words alone leave doubt, and weighed together with them.

As the words are, it is a ridge regression, here over how near a sentence's vector lies to those of the known ones. The
vectors of a model lie in a narrow cone, so that only what is left after their mean is taken away tells them apart.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from bot.matching.arrays import Places
from bot.matching.features import Floats
from bot.matching.scoring import Scores, gates
from bot.matching.vectors import Embedder

SHARPNESS = 2.0  # how quickly a known sentence says less the farther it lies
LONGEST = 60  # signs of a message whose vector is asked for: it takes longer for more, and of those words tell enough
_SURE, _NOT_OURS = 0.9, 0.05
"""The probability of being right from which words alone are believed, and that of being ours up to which they are."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was learnt: the `known` sentences by their vectors, a row each, after their mean, `centre`, is taken away.

    `classes` are theirs, entries first; `weights` say how much each speaks for every class, `intercepts` come on top.
    `right` and `inside` weigh `figures`, after `mean` and `scale`, into the two probabilities, as in `Arrays`.
    """

    centre: Floats
    known: Floats
    classes: Places
    weights: Floats
    intercepts: Floats
    mean: Floats
    scale: Floats
    right: Floats
    inside: Floats


def centred(vectors: Floats, centre: Floats) -> Floats:
    """Vectors, or one, without what they all share, of length one again."""
    left = vectors - centre
    lengths = np.linalg.norm(left, axis=-1, keepdims=True)
    found: Floats = (left / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found


def nearness(cosines: Floats) -> Floats:
    """How much a sentence that lies so near says: 1 for the same."""
    found: Floats = np.exp(SHARPNESS * (cosines - 1.0))
    return found


def nearest(cosines: Floats, classes: Places, size: int) -> Floats:
    """The cosine of the nearest known sentence of each class; -1 where there is none."""
    best = np.full(size, -1.0, dtype=np.float32)
    np.maximum.at(best, classes, cosines)
    return best


def figures(by_both: Floats, words: Floats, both: Floats, near: Floats, entries: int) -> Floats:
    """What certainty is judged by: the figures of the scores of both together, then what tells of each by itself.

    `by_both` are the figures that `gates` gives; by class, entries first: `words` are the scores of words alone,
    `both` those with the vector, `near` the cosines of the nearest known sentences.
    """
    first, best = int(np.argmax(both[:entries])), float(words[:entries].max())
    own, out_near = float(near[first]), float(near[entries:].max(initial=-1.0))
    beside = float(np.delete(near[:entries], first).max(initial=-1.0))
    behind, out = float(words[first]) - best, best - float(words[entries:].max(initial=-2.0))
    return np.array([*by_both, own, out_near, own - out_near, own - beside, behind, out], dtype=np.float32)


def product(letters: str, one: Floats, other: Floats) -> Floats:
    """As `@`, on one core: a second only waits for the next product, and is busy with that for longer than it helps."""
    found: Floats = np.einsum(letters, one, other)
    return found


class Sense:
    """Judges sentences by what was learnt. Nothing in it changes."""

    def __init__(self, meaning: Meaning, embedder: Embedder) -> None:
        self._meaning = meaning
        self._embedder = embedder

    def judged(
        self, text: str, found: Scores, right: float, inside: float, near_of: Callable[[int], float]
    ) -> tuple[Scores, float, float] | None:
        """The scores and both probabilities with the vector of the text; None where words alone are to be believed.

        `near_of` tells how near the nearest phrasing of an entry is, by its words.
        """
        if len(text) > LONGEST or right * inside >= _SURE or inside < _NOT_OURS:
            return None
        learnt, entries = self._meaning, len(found.entries)
        cosines = product("ij,j->i", learnt.known, centred(self._embedder.vector(text), learnt.centre))
        words = np.concatenate([found.entries, found.kinds])
        both = words + product("i,ij->j", nearness(cosines), learnt.weights) + learnt.intercepts
        near = nearest(cosines, learnt.classes, len(words))
        first = near_of(int(np.argmax(both[:entries])))
        scores = replace(found, entries=both[:entries], near=first, kinds=both[entries:])
        flat = (figures(gates(scores), words, both, near, entries) - learnt.mean) / learnt.scale
        return scores, _probability(flat, learnt.right), _probability(flat, learnt.inside)


def _probability(flat: Floats, weights: Floats) -> float:
    return float(1.0 / (1.0 + np.exp(-(flat @ weights[:-1] + weights[-1]))))
