"""scikit-criteria's own rank reversal test, kept from drawing for ever."""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import Any

import numpy as np

from vendor_score.decision import Decision
from vendor_score.ranking.methods import plain_matrix

_FEWEST, _MOST = 3, 50
_MOST_ZEROS = 1_000


class _Draws(np.random.Generator):
    """Draws that give up: the library draws for ever where a vendor cannot be made worse."""

    zeros = 0

    def uniform(self, low: Any = 0.0, high: Any = 1.0, size: Any = None) -> Any:
        drawn = super().uniform(low, high, size)
        self.zeros = 0 if np.any(drawn) else self.zeros + 1
        if self.zeros > _MOST_ZEROS:
            raise ArithmeticError("a vendor cannot be made worse")
        return drawn


def best_stays_best(decision: Decision, method: str) -> bool | None:
    matrix = plain_matrix(decision)
    is_apt = _FEWEST <= len(matrix.vendors) <= _MOST and (matrix.directions > 0).all()
    if not is_apt:
        return None
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        try:
            return _passes(matrix.figures, matrix.weights, method)
        except (ArithmeticError, ValueError, TypeError, IndexError):
            return None


def _passes(figures: Any, weights: Any, method: str) -> bool:
    import skcriteria
    from skcriteria.ranksrev import RankInvariantChecker

    problem = skcriteria.mkdm(figures, [max] * figures.shape[1], weights=weights)
    draws = _Draws(np.random.PCG64(0))
    found = RankInvariantChecker(_maker(method), random_state=draws).evaluate(problem)
    ranks = np.array([ranking.rank_ for _, ranking in found.ranks])
    if (ranks < 1).any():
        raise ValueError("no finite figure")
    best = ranks[0] == 1
    return bool((ranks[:, best] == 1).any(axis=1).all())


def _maker(method: str) -> Any:
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.agg.vikor import VIKOR
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.scalers import VectorScaler

    if method == "weighted-sum":
        return WeightedSumModel()
    if method == "topsis":
        return mkpipe(VectorScaler(target="matrix"), TOPSIS())
    return VIKOR(v=0.5, use_compromise_set=False)
