"""Ranking by any aggregation method, found by name in the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from vendor_score.decision import Decision
from vendor_score.decision.matrices import Matrix, has_raw, points_matrix, raw_matrix
from vendor_score.errors import MethodRefusalError, UsageError
from vendor_score.ranking.registry import METHODS, Category, Method
from vendor_score.scoring.kernel import Floats, competition_ranks

__all__ = ["METHODS", "MethodScores", "category_of", "method_named", "method_scores"]

_SAME = 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodScores:
    """A method's own figure (None where it has no finite one) and rank for every ranked vendor."""

    figures: Mapping[str, float | None]
    ranks: Mapping[str, int]


def method_named(name: str) -> Method:
    """The method of this name, hyphens and capitals aside. Raises UsageError for an unknown one."""
    wanted = _folded(name)
    for method in METHODS:
        if wanted in map(_folded, (method.name, *method.aliases)):
            return method
    known = ", ".join(method.name for method in METHODS)
    raise UsageError("errors.method_unknown", name=name, known=known)


def method_scores(decision: Decision, method: Method) -> MethodScores:
    """Figures and ranks by ``method`` of the vendors that are ranked.

    Raw numbers are used where the decision has them, points else; criteria without weight are left
    out. Raises MethodRefusalError with the reason where the method cannot treat the problem.
    """
    matrix = plain_matrix(decision)
    if not matrix.vendors:
        return MethodScores(figures={}, ranks={})
    if method.most_vendors is not None and len(matrix.vendors) > method.most_vendors:
        raise MethodRefusalError(
            "methods.refusal.too_many", method=method.name, most=method.most_vendors
        )
    method.check(matrix, method.name)
    figures = _figures(matrix, method)
    return MethodScores(
        figures={
            name: float(figure) if np.isfinite(figure) else None
            for name, figure in zip(matrix.vendors, figures, strict=True)
        },
        ranks=dict(zip(matrix.vendors, _ranks(figures, method).tolist(), strict=True)),
    )


def category_of(decision: Decision, method: Method) -> Category:
    """How the method relates to the weighted sum on this very problem."""
    if method.order_of is None:
        return method.category
    plain = plain_matrix(decision)
    if len(plain.vendors) < 2:  # noqa: PLR2004 - one vendor has no order to repeat
        return method.category
    points = points_matrix(decision)
    columns = [points.criteria.index(id) for id in plain.criteria]
    own = points.take(decision.rows_of(plain.vendors), columns)
    with np.errstate(all="ignore"):
        scaled = method.order_of(plain)
    is_same = _is_one_scale(scaled.figures * scaled.directions, own.figures)
    return "repeats" if is_same else method.category


def plain_matrix(decision: Decision) -> Matrix:
    """What methods work on: ranked vendors, weighted criteria, raw numbers where there are any."""
    matrix = raw_matrix(decision) if has_raw(decision) else points_matrix(decision)
    return matrix.take(
        decision.rows_of(decision.ranked_vendors), np.nonzero(matrix.weights)[0].tolist()
    )


def _folded(name: str) -> str:
    return name.strip().lower().replace("_", "").replace("-", "").replace(" ", "")


def _figures(matrix: Matrix, method: Method) -> Floats:
    """The method's figures. Raises MethodRefusalError where vendors that differ have none."""
    with np.errstate(all="ignore"):
        prepared = method.prepare(matrix)
        # column by column, so that rows are summed in the order of the file, criterion by criterion
        by_column = replace(prepared, figures=np.asfortranarray(prepared.figures))
        figures = method.figures(by_column)
    if not np.isnan(figures).any():
        return figures
    if (matrix.figures == matrix.figures[0]).all():
        return np.full(len(matrix.vendors), np.inf)  # no figure, but all are equal
    raise MethodRefusalError("methods.refusal.undefined", method=method.name)


def _ranks(figures: Floats, method: Method) -> np.ndarray[tuple[int], np.dtype[np.int_]]:
    """Ties to nine digits, of the largest figure, or of each where figures are products."""
    if method.is_product:
        with np.errstate(divide="ignore"):
            keys = np.log(figures)
    else:
        finite = np.abs(figures[np.isfinite(figures)])
        keys = figures / (finite.max() if finite.size and finite.max() > 0 else 1.0)
    return competition_ranks(keys, higher_is_better=method.higher_is_better)


def _is_one_scale(scaled: Floats, points: Floats) -> bool:
    """Whether every column is the points' column times one common factor, plus a constant."""
    own, theirs = points - points.mean(axis=0), scaled - scaled.mean(axis=0)
    squares = (own * own).sum(axis=0)
    varied = squares > _SAME
    if not varied.any() or np.abs(theirs[:, ~varied]).max(initial=0.0) > _SAME:
        return False
    factors = (own * theirs).sum(axis=0)[varied] / squares[varied]
    misfit = np.abs(theirs[:, varied] - factors * own[:, varied]).max()
    return bool(misfit < _SAME and np.ptp(factors) <= _SAME * abs(factors[0]) and factors[0] > 0)
