"""Decision -> Ranking: the weighted sum and the other methods, a row each in `METHODS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from vendor_score.decision import Decision
from vendor_score.errors import MethodRefusalError, UsageError
from vendor_score.ranking import formulas
from vendor_score.ranking.matrices import (
    Check,
    Matrix,
    any_numbers,
    as_given,
    cost_criterion,
    has_raw,
    inverted,
    linear,
    min_max,
    no_negative,
    points_matrix,
    positive,
    positive_costs,
    positive_means,
    raw_matrix,
    sum_scaled,
    vector_scaled,
    within_bounds,
)
from vendor_score.ranking.ranking import WEIGHTED_SUM, RankedVendor, Ranking
from vendor_score.scoring import Floats, competition_ranks, round_score
from vendor_score.wording import Label, both

__all__ = [
    "METHODS",
    "WEIGHTED_SUM",
    "Category",
    "Method",
    "MethodScores",
    "category_of",
    "method_named",
    "method_scores",
    "rank",
]


PAIRWISE = 2_000
"""Most vendors for a method that compares each with each."""

Preparation = Callable[[Matrix], Matrix]
Category = Literal["decides", "repeats", "relative", "multiplicative", "ignores_weights", "kernel"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """One aggregation method: our own function, and the class that the tests hold it to.

    Attributes
    ----------
    name : str
        What ``--method`` takes, in lower case with hyphens.
    category : str
        How it relates to the weighted sum (see `category_of` in `methods`).
    figures : callable
        Takes the prepared matrix, gives an array of float, shape (vendors,).
    tested_against : str
        ``module:class`` below ``skcriteria.agg``, the outside opinion on ``figures``.
    prepare : callable
        The scaling that the method's literature asks for.
    check : callable
        Raises MethodRefusalError for what the method cannot treat.
    higher_is_better : bool
        False where the figure is a distance or a regret.
    is_product : bool
        Whether figures compare by ratio, not by difference.
    order_of : callable, optional
        The scaling whose weighted sum gives the method's order; where that is the points
        themselves, the method repeats the weighted sum.
    most_vendors : int, optional
        Above how many it is not offered.
    aliases : tuple of str
        Other names that ``--method`` takes.
    """

    name: str
    category: Category
    figures: Callable[[Matrix], Floats]
    tested_against: str
    prepare: Preparation = as_given
    check: Check = any_numbers
    higher_is_better: bool = True
    is_product: bool = False
    order_of: Preparation | None = None
    most_vendors: int | None = None
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        """What the method is called."""
        return both(f"methods.{self.name}.label")

    @property
    def assumes(self) -> Label:
        """What the method takes for granted, and how its matrix is prepared."""
        return both(f"methods.{self.name}.assumes")


METHODS: tuple[Method, ...] = (
    Method(
        name=WEIGHTED_SUM,
        category="decides",
        figures=formulas.weighted_sum,
        tested_against="simple:WeightedSumModel",
        aliases=("weighted-sum-model", "wsm", "saw"),
    ),
    Method(
        name="weighted-product",
        category="multiplicative",
        figures=formulas.weighted_product,
        tested_against="simple:WeightedProductModel",
        prepare=inverted,
        check=positive,
        is_product=True,
        aliases=("weighted-product-model", "wpm"),
    ),
    Method(
        name="topsis",
        category="relative",
        figures=formulas.topsis,
        tested_against="topsis:TOPSIS",
        prepare=vector_scaled,
    ),
    Method(
        name="topsis-min-max",
        category="relative",
        figures=formulas.topsis,
        tested_against="topsis:TOPSIS",
        prepare=min_max,
    ),
    Method(
        name="vikor",
        category="relative",
        figures=formulas.vikor,
        tested_against="vikor:VIKOR",
        higher_is_better=False,
    ),
    Method(
        name="copras",
        category="relative",
        figures=formulas.copras,
        tested_against="copras:COPRAS",
        prepare=sum_scaled,
        check=cost_criterion,
    ),
    Method(
        name="moora",
        category="relative",
        figures=formulas.ratio_moora,
        tested_against="moora:RatioMOORA",
        prepare=vector_scaled,
        order_of=vector_scaled,
        aliases=("ratio-moora",),
    ),
    Method(
        name="reference-point-moora",
        category="relative",
        figures=formulas.reference_point_moora,
        tested_against="moora:ReferencePointMOORA",
        prepare=vector_scaled,
        higher_is_better=False,
        aliases=("moora-reference-point",),
    ),
    Method(
        name="full-multiplicative-form",
        category="multiplicative",
        figures=formulas.full_multiplicative_form,
        tested_against="moora:FullMultiplicativeForm",
        prepare=vector_scaled,
        check=positive,
        is_product=True,
        aliases=("fmf",),
    ),
    Method(
        name="multimoora",
        category="multiplicative",
        figures=formulas.multimoora,
        tested_against="moora:MultiMOORA",
        prepare=vector_scaled,
        check=positive,
        most_vendors=PAIRWISE,
        aliases=("multi-moora",),
    ),
    Method(
        name="aras",
        category="relative",
        figures=formulas.aras,
        tested_against="aras:ARAS",
        check=positive_costs,
    ),
    Method(
        name="mabac",
        category="relative",
        figures=formulas.mabac,
        tested_against="mabac:MABAC",
        prepare=min_max,
        order_of=min_max,
    ),
    Method(
        name="mairca",
        category="relative",
        figures=formulas.mairca,
        tested_against="mairca:MAIRCA",
        prepare=min_max,
        higher_is_better=False,
        order_of=min_max,
    ),
    Method(
        name="marcos",
        category="relative",
        figures=formulas.marcos,
        tested_against="marcos:MARCOS",
        check=positive_costs,
        order_of=linear,
    ),
    Method(
        name="edas",
        category="relative",
        figures=formulas.edas,
        tested_against="edas:EDAS",
        check=positive_means,
    ),
    Method(
        name="codas",
        category="relative",
        figures=formulas.codas,
        tested_against="codas:CODAS",
        prepare=linear,
        check=positive_costs,
        most_vendors=PAIRWISE,
    ),
    Method(
        name="waspas",
        category="multiplicative",
        figures=formulas.waspas,
        tested_against="waspas:WASPAS",
        prepare=linear,
        check=positive,
    ),
    Method(
        name="cocoso",
        category="relative",
        figures=formulas.cocoso,
        tested_against="cocoso:CoCoSo",
        prepare=min_max,
    ),
    Method(
        name="ervd",
        category="relative",
        figures=formulas.ervd,
        tested_against="ervd:ERVD",
        prepare=sum_scaled,
        check=no_negative,
    ),
    Method(
        name="ocra",
        category="multiplicative",
        figures=formulas.ocra,
        tested_against="ocra:OCRA",
        check=positive,
    ),
    Method(
        name="probid",
        category="relative",
        figures=formulas.probid,
        tested_against="probid:PROBID",
        prepare=vector_scaled,
        most_vendors=PAIRWISE,
    ),
    Method(
        name="simplified-probid",
        category="relative",
        figures=formulas.simplified_probid,
        tested_against="probid:SimplifiedPROBID",
        prepare=vector_scaled,
        most_vendors=PAIRWISE,
        aliases=("sprobid",),
    ),
    Method(
        name="ram",
        category="relative",
        figures=formulas.ram,
        tested_against="ram:RAM",
        prepare=sum_scaled,
        check=no_negative,
    ),
    Method(
        name="rim",
        category="relative",
        figures=formulas.rim,
        tested_against="rim:RIM",
    ),
    Method(
        name="spotis",
        category="relative",
        figures=formulas.spotis,
        tested_against="spotis:SPOTIS",
        higher_is_better=False,
        order_of=within_bounds,
    ),
    Method(
        name="simus",
        category="ignores_weights",
        figures=formulas.simus,
        tested_against="simus:SIMUS",
        prepare=sum_scaled,
        check=no_negative,
        most_vendors=300,
    ),
    Method(
        name="electre2",
        category="relative",
        figures=formulas.electre2,
        tested_against="electre:ELECTRE2",
        prepare=sum_scaled,
        higher_is_better=False,
        most_vendors=PAIRWISE,
        aliases=("electre-2", "electre-ii", "electreii"),
    ),
    Method(
        name="electre1",
        category="kernel",
        figures=formulas.electre1,
        tested_against="electre:ELECTRE1",
        prepare=sum_scaled,
        most_vendors=PAIRWISE,
        aliases=("electre-1", "electre-i", "electrei"),
    ),
)


_SAME = 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodScores:
    """What a method gives.

    Attributes
    ----------
    figures : mapping of str to (float or None)
        Its own figure by vendor; None where it has no finite one.
    ranks : mapping of str to int
        Of every ranked vendor.
    """

    figures: Mapping[str, float | None]
    ranks: Mapping[str, int]


def method_named(name: str) -> Method:
    """The method of this name, hyphens and capitals aside.

    Parameters
    ----------
    name : str
        As typed.

    Returns
    -------
    Method

    Raises
    ------
    UsageError
        For an unknown one; it lists those that there are.

    Examples
    --------
    >>> method_named("WSM").name
    'weighted-sum'
    """
    wanted = _folded(name)
    for method in METHODS:
        if wanted in map(_folded, (method.name, *method.aliases)):
            return method
    known = ", ".join(method.name for method in METHODS)
    raise UsageError("errors.method_unknown", name=name, known=known)


def method_scores(decision: Decision, method: Method) -> MethodScores:
    """Figures and ranks by a method of the vendors that are ranked.

    Raw numbers are used where the decision has them, points else; criteria without weight are left
    out.

    Parameters
    ----------
    decision : Decision
    method : Method

    Returns
    -------
    MethodScores
        In the method's own unit.

    Raises
    ------
    MethodRefusalError
        With the reason, where the method cannot treat the problem.
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
    """How the method relates to the weighted sum on this very problem.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    method : Method
        A row of `METHODS`.

    Returns
    -------
    Category
    """
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
    """What methods work on: ranked vendors, weighted criteria, raw numbers where there are any.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    Matrix
    """
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


# Decision -> Ranking by the weighted sum or another method.


def rank(decision: Decision, method: str = WEIGHTED_SUM) -> Ranking:
    """Rank the vendors of a decision.

    Parameters
    ----------
    decision : Decision
    method : str
        The name of a row of `methods.METHODS`. Scores and contributions stay those of the weighted
        sum, whatever the method.

    Returns
    -------
    Ranking

    Raises
    ------
    UsageError
        For an unknown name.
    MethodRefusalError
        With the reason, where the method cannot treat the problem.
    """
    if method == WEIGHTED_SUM:
        return _ranking(decision, WEIGHTED_SUM, None, _own_ranks(decision), higher_is_better=True)
    # the table of methods is not needed for the ranking that is printed first

    record = method_named(method)
    if record.name == WEIGHTED_SUM:
        return rank(decision)
    found = method_scores(decision, record)
    return _ranking(
        decision,
        record.name,
        found.figures,
        found.ranks,
        higher_is_better=record.higher_is_better,
    )


def _ranking(
    decision: Decision,
    method: str,
    figures: Mapping[str, float | None] | None,
    ranks: Mapping[str, int],
    *,
    higher_is_better: bool,
) -> Ranking:
    scores = decision.scores.scores.tolist()
    in_order = sorted(
        range(len(scores)),
        key=lambda row: (
            ranks.get(decision.vendors[row], len(scores) + 1),
            -round_score(scores[row]) if decision.vendors[row] not in ranks else 0.0,
            row,
        ),
    )
    vendors = tuple(
        RankedVendor(
            name=(name := decision.vendors[row]),
            status=decision.statuses[name],
            rank=ranks.get(name),
            score=scores[row],
            method_score=None if figures is None else figures.get(name),
            contributions=decision.row_of(decision.scores.contributions, name),
            weights=decision.row_of(decision.scores.weights, name),
        )
        for row in in_order
    )
    return Ranking(
        decision=decision, method=method, higher_is_better=higher_is_better, vendors=vendors
    )


def _own_ranks(decision: Decision) -> dict[str, int]:
    """The weighted sum's rank of every vendor that has one."""
    names = decision.ranked_vendors
    ranks = competition_ranks(decision.scores.scores[decision.rows_of(names)])
    return dict(zip(names, ranks.tolist(), strict=True))
