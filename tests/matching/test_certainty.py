"""How sure one may be: what is learnt from figures and the truth about them."""

import numpy as np
import pytest

from bot.matching.certainty import gate, logistic


def test_a_probability_is_as_high_as_the_share_that_was_right() -> None:
    """Where a figure says nothing, the bias is the log-odds of the share, by weight."""
    figures = np.array([[-1.0], [1.0]] * 40)
    truth = np.repeat([1.0, 1.0, 1.0, 0.0], 20)
    weight, bias = logistic(figures, truth, np.ones(80))
    assert (abs(weight), bias) == (pytest.approx(0.0, abs=1e-5), pytest.approx(np.log(3.0), abs=1e-5))
    assert logistic(figures, truth, np.where(truth > 0, 1.0, 3.0))[1] == pytest.approx(0.0, abs=1e-5)


@pytest.mark.parametrize("far", [1.0, 1e3])
def test_what_a_figure_tells_apart_is_told_apart_by_it(far: float) -> None:
    """Also where nothing contradicts it, and where it is large: the steps never run away."""
    figures = np.array([[-far, 1.0], [-far, -1.0], [far, 1.0], [far, -1.0]] * 5)
    weights = logistic(figures, (figures[:, 0] > 0).astype(float), np.ones(20))
    assert np.isfinite(weights).all()
    assert weights[0] > abs(weights[1])


def test_what_never_varies_is_certain() -> None:
    """No figure counts then."""
    figures = np.random.default_rng(2).random((6, 3))
    assert logistic(figures, np.ones(6), np.ones(6)).tolist() == [0.0, 0.0, 0.0, 6.0]
    assert gate(figures.astype(np.float32), np.zeros(6), np.ones(6)).right[-1] < 0
