"""The aggregation methods themselves: scikit-criteria's, each on the matrix that it is made for.

Every function takes a prepared matrix (positive weights that sum to 1) and gives one figure per
vendor. scikit-criteria takes seconds to import, so it is imported where it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_score.decision.matrices import Matrix
from vendor_score.errors import MethodRefusalError
from vendor_score.ranking.preparation import inverted
from vendor_score.scoring.kernel import Floats, competition_ranks

if TYPE_CHECKING:
    import skcriteria

__all__ = [
    "aras",
    "cocoso",
    "codas",
    "copras",
    "edas",
    "ervd",
    "full_multiplicative_form",
    "mabac",
    "mairca",
    "marcos",
    "multimoora",
    "ocra",
    "probid",
    "ram",
    "ratio_moora",
    "reference_point_moora",
    "rim",
    "simplified_probid",
    "simus",
    "spotis",
    "topsis",
    "vikor",
    "waspas",
    "weighted_product",
]


def weighted_product(matrix: Matrix) -> Floats:
    """Product of x ** w (Bridgman 1922; Miller & Starr 1963)."""
    from skcriteria.agg.simple import WeightedProductModel

    logarithms = _extra(WeightedProductModel(), matrix, "score")
    return np.asarray(10.0**logarithms, dtype=np.float64)


def topsis(matrix: Matrix) -> Floats:
    """Relative closeness to the ideal (Hwang & Yoon 1981)."""
    from skcriteria.agg.topsis import TOPSIS

    return _extra(TOPSIS(), matrix, "similarity")


def vikor(matrix: Matrix) -> Floats:
    """Q with v = 0.5, compromise sets not merged (Opricovic & Tzeng 2004); less is better."""
    from skcriteria.agg.vikor import VIKOR

    return _extra(VIKOR(v=0.5, use_compromise_set=False), matrix, "q_k")


def copras(matrix: Matrix) -> Floats:
    """Utility degree in percent (Zavadskas & Kaklauskas 1996)."""
    from skcriteria.agg.copras import COPRAS

    return _extra(COPRAS(), matrix, "score")


def ratio_moora(matrix: Matrix) -> Floats:
    """Ratio system (Brauers & Zavadskas 2006)."""
    from skcriteria.agg.moora import RatioMOORA

    return _extra(RatioMOORA(), matrix, "score")


def reference_point_moora(matrix: Matrix) -> Floats:
    """Largest weighted distance to the best of each column (ibid.); less is better."""
    from skcriteria.agg.moora import ReferencePointMOORA

    return _extra(ReferencePointMOORA(), matrix, "score")


def full_multiplicative_form(matrix: Matrix) -> Floats:
    """Product of w x where more is better over that where less is (Brauers & Zavadskas 2010)."""
    from skcriteria.agg.moora import FullMultiplicativeForm

    logarithms = _log_form(FullMultiplicativeForm(), matrix, "score")
    return np.asarray(np.exp(logarithms), dtype=np.float64)


def multimoora(matrix: Matrix) -> Floats:
    """How many vendors each beats in more of the three MOORA orders than it loses (ibid.)."""
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
    """Utility degree against the ideal row (Zavadskas & Turskis 2010).

    Takes the matrix before scaling, since the ideal row takes part in it.
    """
    from skcriteria.agg.aras import ARAS

    gain = inverted(matrix)
    ideal = gain.figures.max(axis=0)
    sums = gain.figures.sum(axis=0) + ideal
    scale = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums != 0)
    scaled = _mkdm(gain, gain.figures * scale)
    result = ARAS().evaluate(scaled, ideal=ideal * scale)
    return np.asarray(result.e_["utility"], dtype=np.float64)


def mabac(matrix: Matrix) -> Floats:
    """Distance from the border approximation area (Pamucar & Cirovic 2015)."""
    from skcriteria.agg.mabac import MABAC

    return _extra(MABAC(), matrix, "score")


def mairca(matrix: Matrix) -> Floats:
    """Total gap between theoretical and real ponder (Pamucar et al. 2014); less is better.

    Only differences count, so the columns are moved clear of zero, which the library refuses.
    """
    from skcriteria.agg.mairca import MAIRCA

    return np.asarray(
        MAIRCA().evaluate(_mkdm(matrix, matrix.figures + 1.0)).e_["values"], dtype=float
    )


def marcos(matrix: Matrix) -> Floats:
    """Utility between the anti-ideal and the ideal (Stevic et al. 2020)."""
    from skcriteria.agg.marcos import MARCOS

    lacking = np.abs(matrix.figures).max(axis=0) == 0
    if lacking.any():
        matrix = _without(matrix, lacking)
    gains = matrix.figures[:, matrix.directions > 0]
    if gains.shape[1] == matrix.figures.shape[1] and not gains.min(axis=0).any():
        raise MethodRefusalError("methods.refusal.empty_anti_ideal", method="marcos")
    return _extra(MARCOS(), matrix, "utility_scores")


def edas(matrix: Matrix) -> Floats:
    """Appraisal score from distances to the average (Keshavarz Ghorabaee et al. 2015).

    A column of zeros says nothing; it is left out, since the library would then shift all averages.
    """
    from skcriteria.agg.edas import EDAS

    return _extra(EDAS(), _without(matrix, matrix.figures.mean(axis=0) == 0), "score")


def codas(matrix: Matrix) -> Floats:
    """Relative assessment, threshold 0.02 (Keshavarz Ghorabaee et al. 2016)."""
    from skcriteria.agg.codas import CODAS

    return _extra(CODAS(tau=0.02), matrix, "score")


def waspas(matrix: Matrix) -> Floats:
    """Half weighted sum, half weighted product (Zavadskas et al. 2012)."""
    from skcriteria.agg.waspas import WASPAS

    return _extra(WASPAS(lambda_value=0.5), matrix, "score")


def cocoso(matrix: Matrix) -> Floats:
    """Combined compromise of weighted sum and exponential product (Yazdani et al. 2019)."""
    from skcriteria.agg.cocoso import CoCoSo

    nothing = ~matrix.figures.any(axis=1)
    if nothing.any():
        vendor = matrix.vendors[int(np.argmax(nothing))]
        raise MethodRefusalError("methods.refusal.worst_everywhere", method="cocoso", vendor=vendor)
    return _extra(CoCoSo(), matrix, "score")


def ervd(matrix: Matrix) -> Floats:
    """Closeness in relative value, seen from the mean of each column (Shyur et al. 2015)."""
    from skcriteria.agg.ervd import ERVD

    means = matrix.figures.mean(axis=0)
    result = ERVD().evaluate(_mkdm(matrix, matrix.figures), reference_points=means)
    return np.asarray(result.e_["similarity"], dtype=float)


def ocra(matrix: Matrix) -> Floats:
    """Operational competitiveness rating (Parkan 1994)."""
    from skcriteria.agg.ocra import OCRA

    return _extra(OCRA(), matrix, "performance")


def probid(matrix: Matrix) -> Floats:
    """Preference by the spectrum of ideals and the average (Wang et al. 2021)."""
    from skcriteria.agg.probid import PROBID

    return _extra(PROBID(), matrix, "score")


def simplified_probid(matrix: Matrix) -> Floats:
    """The same by the outer quarters of the spectrum only (ibid.)."""
    from skcriteria.agg.probid import SimplifiedPROBID

    return _extra(SimplifiedPROBID(), matrix, "score")


def ram(matrix: Matrix) -> Floats:
    """Root assessment (Sotoudeh-Anvari 2023)."""
    from skcriteria.agg.ram import RAM

    return _extra(RAM(), matrix, "score")


def rim(matrix: Matrix) -> Floats:
    """Closeness to the reference ideal, here the best of each scale (Cables et al. 2016)."""
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
    """Distance to the ideal within each scale (Dezert et al. 2020); less is better."""
    from skcriteria.agg.spotis import SPOTIS

    varied = _without(matrix, np.ptp(_bounds(matrix), axis=0) == 0)
    result = SPOTIS().evaluate(_mkdm(varied, varied.figures), bounds=_bounds(varied).T)
    return np.asarray(result.e_["score"], dtype=float)


def simus(matrix: Matrix) -> Floats:
    """Sequential linear programmes, first ranking (Munier 2011); knows nothing of weights.

    Equal vendors share one variable: the programme would give all to one of them.
    """
    import pulp  # type: ignore[import-untyped]
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
        return _extra(SIMUS(rank_by=1), distinct, "method_1_score")[back.ravel()]
    except pulp.PulpError:
        raise MethodRefusalError("methods.refusal.no_solver", method="simus") from None
    finally:
        solver.msg = told


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
    """Least and most of each scale: 0-100 for points, else what the vendors span."""
    if matrix.in_points:
        width = matrix.figures.shape[1]
        return np.array([[0.0] * width, [100.0] * width])
    return np.stack([matrix.figures.min(axis=0), matrix.figures.max(axis=0)])
