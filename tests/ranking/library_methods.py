"""scikit-criteria's own figures for every method: what ours are held to.

Every function takes a prepared matrix and asks the library for the figure that our method gives,
around the traps of the library that are named where they are stepped over.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score.ranking.matrices import Matrix, inverted
from vendor_score.scoring import Floats, competition_ranks

if TYPE_CHECKING:
    import skcriteria


def weighted_sum(matrix: Matrix) -> Floats:
    from skcriteria.agg.simple import WeightedSumModel

    gains = replace(matrix, directions=np.ones_like(matrix.directions))
    return _extra(WeightedSumModel(), gains, "score")


def weighted_product(matrix: Matrix) -> Floats:
    from skcriteria.agg.simple import WeightedProductModel

    logarithms = _extra(WeightedProductModel(), matrix, "score")
    return np.asarray(10.0**logarithms, dtype=np.float64)


def topsis(matrix: Matrix) -> Floats:
    from skcriteria.agg.topsis import TOPSIS

    return _extra(TOPSIS(), matrix, "similarity")


def vikor(matrix: Matrix) -> Floats:
    from skcriteria.agg.vikor import VIKOR

    return _extra(VIKOR(v=0.5, use_compromise_set=False), matrix, "q_k")


def copras(matrix: Matrix) -> Floats:
    from skcriteria.agg.copras import COPRAS

    return _extra(COPRAS(), matrix, "score")


def ratio_moora(matrix: Matrix) -> Floats:
    from skcriteria.agg.moora import RatioMOORA

    return _extra(RatioMOORA(), matrix, "score")


def reference_point_moora(matrix: Matrix) -> Floats:
    from skcriteria.agg.moora import ReferencePointMOORA

    return _extra(ReferencePointMOORA(), matrix, "score")


def full_multiplicative_form(matrix: Matrix) -> Floats:
    from skcriteria.agg.moora import FullMultiplicativeForm

    logarithms = _log_form(FullMultiplicativeForm(), matrix, "score")
    return np.asarray(np.exp(logarithms), dtype=np.float64)


def multimoora(matrix: Matrix) -> Floats:
    from skcriteria.agg.moora import MultiMOORA

    method = MultiMOORA()
    orders = (
        competition_ranks(_extra(method, matrix, "ratio_score")),
        competition_ranks(_extra(method, matrix, "refpoint_score"), higher_is_better=False),
        competition_ranks(_log_form(method, matrix, "fmf_score")),
    )
    ahead = sum(np.sign(order[None, :] - order[:, None]) for order in orders)
    return np.asarray((np.asarray(ahead) > 0).sum(axis=1), dtype=np.float64)


def aras(matrix: Matrix) -> Floats:
    from skcriteria.agg.aras import ARAS

    gain = inverted(matrix)
    ideal = gain.figures.max(axis=0)
    sums = gain.figures.sum(axis=0) + ideal
    scale = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums != 0)
    scaled = _mkdm(gain, gain.figures * scale)
    result = ARAS().evaluate(scaled, ideal=ideal * scale)
    return np.asarray(result.e_["utility"], dtype=np.float64)


def mabac(matrix: Matrix) -> Floats:
    from skcriteria.agg.mabac import MABAC

    return _extra(MABAC(), matrix, "score")


def mairca(matrix: Matrix) -> Floats:
    from skcriteria.agg.mairca import MAIRCA

    return np.asarray(
        MAIRCA().evaluate(_mkdm(matrix, matrix.figures + 1.0)).e_["values"], dtype=float
    )


def marcos(matrix: Matrix) -> Floats:
    from skcriteria.agg.marcos import MARCOS

    lacking = np.abs(matrix.figures).max(axis=0) == 0
    if lacking.any():
        matrix = _without(matrix, lacking)
    gains = matrix.figures[:, matrix.directions > 0]
    if gains.shape[1] == matrix.figures.shape[1] and not gains.min(axis=0).any():
        return np.full(len(matrix.vendors), np.nan)
    return _extra(MARCOS(), matrix, "utility_scores")


def edas(matrix: Matrix) -> Floats:
    from skcriteria.agg.edas import EDAS

    return _extra(EDAS(), _without(matrix, matrix.figures.mean(axis=0) == 0), "score")


def codas(matrix: Matrix) -> Floats:
    from skcriteria.agg.codas import CODAS

    return _extra(CODAS(tau=0.02), matrix, "score")


def waspas(matrix: Matrix) -> Floats:
    from skcriteria.agg.waspas import WASPAS

    return _extra(WASPAS(lambda_value=0.5), matrix, "score")


def cocoso(matrix: Matrix) -> Floats:
    from skcriteria.agg.cocoso import CoCoSo

    nothing = ~matrix.figures.any(axis=1)
    if nothing.any():
        return np.full(len(matrix.vendors), np.nan)
    return _extra(CoCoSo(), matrix, "score")


def ervd(matrix: Matrix) -> Floats:
    from skcriteria.agg.ervd import ERVD

    means = matrix.figures.mean(axis=0)
    result = ERVD().evaluate(_mkdm(matrix, matrix.figures), reference_points=means)
    return np.asarray(result.e_["similarity"], dtype=float)


def ocra(matrix: Matrix) -> Floats:
    from skcriteria.agg.ocra import OCRA

    return _extra(OCRA(), matrix, "performance")


def probid(matrix: Matrix) -> Floats:
    from skcriteria.agg.probid import PROBID

    return _extra(PROBID(), matrix, "score")


def simplified_probid(matrix: Matrix) -> Floats:
    from skcriteria.agg.probid import SimplifiedPROBID

    return _extra(SimplifiedPROBID(), matrix, "score")


def ram(matrix: Matrix) -> Floats:
    from skcriteria.agg.ram import RAM

    return _extra(RAM(), matrix, "score")


def rim(matrix: Matrix) -> Floats:
    from skcriteria.agg.rim import RIM

    bounds = _bounds(matrix)
    ideals = np.where(matrix.directions > 0, bounds[1], bounds[0])
    result = RIM().evaluate(
        _mkdm(matrix, matrix.figures),
        ref_ideals=list(zip(ideals.tolist(), ideals.tolist(), strict=True)),
        ranges=list(zip(*bounds.tolist(), strict=True)),
    )
    return np.asarray(result.e_["score"], dtype=float)


def spotis(matrix: Matrix) -> Floats:
    from skcriteria.agg.spotis import SPOTIS

    varied = _without(matrix, np.ptp(_bounds(matrix), axis=0) == 0)
    result = SPOTIS().evaluate(_mkdm(varied, varied.figures), bounds=_bounds(varied).T)
    return np.asarray(result.e_["score"], dtype=float)


def simus(matrix: Matrix) -> Floats:
    import pulp
    from skcriteria.agg.simus import SIMUS

    figures, back = np.unique(matrix.figures, axis=0, return_inverse=True)
    names = tuple(str(row) for row in range(len(figures)))
    distinct = Matrix(
        vendors=names,
        criteria=matrix.criteria,
        figures=figures,
        directions=matrix.directions,
        weights=np.full(len(matrix.criteria), 1.0 / len(matrix.criteria)),
    )
    solver, told = pulp.LpSolverDefault, pulp.LpSolverDefault.msg
    solver.msg = False  # the solver is a program of its own and would write to the terminal
    try:
        stages = _extra(SIMUS(rank_by=1), distinct, "stages_results")
    finally:
        solver.msg = told
    # the library's first method, but that it counts noise of its solver (1e-13) as taking part
    taking_part = (stages > 1e-9).sum(axis=0) / len(stages)
    return (stages.sum(axis=0) * taking_part)[back.ravel()]


def _log_form(method: Any, matrix: Matrix, name: str) -> Floats:
    """The logarithm of the multiplicative form, which the library sets 1 too high without gains."""
    return _extra(method, matrix, name) - (0.0 if (matrix.directions > 0).any() else 1.0)


def _extra(method: Any, matrix: Matrix, name: str) -> Floats:
    result = method.evaluate(_mkdm(matrix, matrix.figures))
    return np.atleast_1d(np.asarray(result.e_[name], dtype=np.float64))


def _mkdm(matrix: Matrix, figures: Floats) -> skcriteria.DecisionMatrix:
    import skcriteria

    return skcriteria.mkdm(
        matrix=figures,
        objectives=matrix.directions.tolist(),
        weights=matrix.weights,
        alternatives=list(matrix.vendors),
        criteria=list(matrix.criteria),
    )


def _without(matrix: Matrix, columns: Any) -> Matrix:
    rows, kept = range(len(matrix.vendors)), np.nonzero(~np.asarray(columns))[0].tolist()
    return matrix.take(rows, kept) if kept else matrix


def _bounds(matrix: Matrix) -> Floats:
    if matrix.in_points:
        width = matrix.figures.shape[1]
        return np.array([[0.0] * width, [100.0] * width])
    return np.stack([matrix.figures.min(axis=0), matrix.figures.max(axis=0)])
