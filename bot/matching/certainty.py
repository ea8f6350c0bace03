"""How sure one may be: two logistic regressions over the figures of sentences that the scores had not seen."""

from dataclasses import dataclass

import numpy as np

from bot.matching.features import Floats
from bot.matching.parts import Numbers

ANSWERED_WRONG, OFFERED_RIGHT, OFFERED_WRONG = 3.0, 1.0, 2.0
OFFERED_OUTSIDE, REFUSED_INSIDE = 1.7, 3.5
"""Costs of a band: a wrong answer costs more than an offer, an offer more than a right answer (nothing)."""
OUTSIDE_SHARE = 0.5  # what is not ours, beside one part of what is
EASIER = 0.6
"""Log-odds by which a citizen's question is easier than a phrasing without itself: phrasings are written to differ."""
_LOOSE = 2.0  # how little the weights of the figures are held down: the inverse of twice the penalty
_STEPS = 50
_STILL = 1e-7


@dataclass(frozen=True, slots=True)
class Gate:
    """How sure one may be: the last five fields of `Arrays`."""

    mean: Floats
    scale: Floats
    right: Floats
    inside: Floats
    bands: Floats


def gate(figures: Floats, is_right: Numbers, is_inside: Numbers) -> Gate:
    """From the figures of each sentence, and whether the first entry is its own and whether it is ours at all."""
    mean, scale = figures.mean(axis=0), figures.std(axis=0) + np.float32(1e-6)
    flat, ours = (figures - mean) / scale, is_inside > 0
    right = logistic(flat[ours], is_right[ours], np.ones(int(ours.sum())))
    right[-1] += EASIER
    return Gate(mean, scale, right, logistic(flat, is_inside, _weights(is_inside)), _bands())


def logistic(figures: Numbers, truth: Numbers, weights: Numbers) -> Floats:
    """Weights and bias of a probability. Where the truth never varies, it is certain by the bias alone.

    Newton's steps, halved while they lead uphill, on the weighted loss and a penalty on all but the bias.
    """
    if len(np.unique(truth)) < 2:
        return np.array([*([0.0] * figures.shape[1]), 6.0 if truth.mean() > 0 else -6.0], dtype=np.float32)
    known = np.column_stack([figures, np.ones(len(figures))]).astype(np.float64)
    penalty = np.array([*([_LOOSE] * figures.shape[1]), 0.0])

    def loss(at: Numbers) -> float:
        margins = known @ at
        return float(weights @ (np.logaddexp(0.0, margins) - truth * margins) + penalty @ np.square(at) / 2)

    at = np.zeros(known.shape[1])
    for _ in range(_STEPS):
        likely = 1.0 / (1.0 + np.exp(-(known @ at)))
        slope = known.T @ (weights * (likely - truth)) + penalty * at
        bend = (known.T * (weights * likely * (1.0 - likely))) @ known + np.diag(penalty + 1e-9)
        step = np.linalg.solve(bend, slope)
        while loss(at - step) > loss(at) and np.abs(step).max() > _STILL:
            step /= 2
        at = at - step
        if np.abs(step).max() <= _STILL:
            break
    return at.astype(np.float32)


def _weights(is_inside: Numbers) -> Numbers:
    """What is not ours weighs a fixed share of what is ours: fewer such sentences are in the file than in life."""
    outside = OUTSIDE_SHARE * is_inside.sum() / max(1.0, (1 - is_inside).sum())
    return np.where(is_inside > 0, 1.0, outside)


def _bands() -> Floats:
    """The limits of "answer" and "offer": where one costs what the next does. Found on sentences they would jump.

    The first is a probability of being right: a wrong answer against an offer. The second is one of being ours: an
    offer, right or not, against a refusal.
    """
    more_wrong = ANSWERED_WRONG - OFFERED_WRONG
    spared = REFUSED_INSIDE - (OFFERED_RIGHT + OFFERED_WRONG) / 2
    limits = (more_wrong / (more_wrong + OFFERED_RIGHT), OFFERED_OUTSIDE / (OFFERED_OUTSIDE + spared))
    return np.array(limits, dtype=np.float32)
