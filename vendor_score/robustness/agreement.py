"""Other methods: whether TOPSIS and VIKOR agree with the weighted sum; all others in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from vendor_score.decision import Decision
from vendor_score.errors import VendorScoreError
from vendor_score.robustness.records import MethodAgreement, MethodResult
from vendor_score.scoring.kernel import Floats
from vendor_score.wording import Label, both, in_every_language

__all__ = ["average_ranks", "kendall_w", "method_agreement"]

_ANCHORED = {"weighted-sum": "weighted-sum", "topsis": "topsis-anchored", "vikor": "vikor-anchored"}


def method_agreement(decision: Decision) -> MethodAgreement:
    """Rank by every method; a method that fails is listed with the reason."""
    headline = [_anchored(decision, name) for name in _ANCHORED]
    ranks = [result.ranks for result in headline if result.ranks]
    return MethodAgreement(
        results=(*headline, *_table(decision)),
        kendall_w=kendall_w([list(found.values()) for found in ranks]),
        same_first=len({result.first for result in headline}) == 1,
        best_stays_best=_reversal_tests(decision),
    )


def _reversal_tests(decision: Decision) -> dict[str, bool | None]:
    from vendor_score.ranking.cross_check import REVERSAL_METHODS, best_stays_best

    return {method: best_stays_best(decision, method) for method in REVERSAL_METHODS}


def kendall_w(rankings: Sequence[Sequence[float]]) -> float | None:
    """Kendall's coefficient of concordance with tie correction (Kendall & Smith 1939; Siegel 1956).

    ``rankings``: one sequence of figures or ranks per judge over the same subjects, ties equal.
    None with fewer than two judges or subjects, or where all judges tie everything.
    """
    ranks = np.array([average_ranks(ranking) for ranking in rankings])
    if ranks.ndim < 2 or min(ranks.shape) < 2:  # noqa: PLR2004 - one alone cannot agree
        return None
    judges, subjects = ranks.shape
    sums = ranks.sum(axis=0)
    ties = sum(int(t**3 - t) for row in ranks for t in np.unique(row, return_counts=True)[1])
    spread = judges**2 * (subjects**3 - subjects) - judges * ties
    if spread <= 0:
        return None
    return float(12 * ((sums - sums.mean()) ** 2).sum() / spread)


def average_ranks(figures: Sequence[float]) -> Floats:
    """Ranks from 1 for the smallest figure, equal ones sharing the mean of their places."""
    values = np.asarray(figures, dtype=np.float64)
    order = np.sort(values)
    first, last = np.searchsorted(order, values), np.searchsorted(order, values, side="right")
    return np.asarray((first + 1 + last) / 2)


def _anchored(decision: Decision, method: str) -> MethodResult:
    from vendor_score.ranking.cross_check import anchored_ranks

    label = both(f"methods.{method}.label")
    name = _ANCHORED[method]
    if name != method:
        label = both("verdict.method_anchored", method=label)
    return _result(name, label, anchored_ranks(decision, method), headline=True)


def _table(decision: Decision) -> list[MethodResult]:
    from vendor_score.ranking.methods import METHODS, category_of, method_scores

    results = []
    for method in METHODS:
        if method.name in _ANCHORED.values():
            continue
        try:
            category = both(f"methods.category.{category_of(decision, method)}")
            ranks = method_scores(decision, method).ranks
        except VendorScoreError as refusal:
            reason = in_every_language(refusal.message)
            relation = both(f"methods.category.{method.category}")
            results.append(_refused(method.name, method.label, reason, relation))
            continue
        found = _result(method.name, method.label, ranks, headline=False, relation=category)
        results.append(found)
    return results


def _refused(name: str, label: Label, reason: Label, relation: Label) -> MethodResult:
    return MethodResult(
        method=name, label=label, headline=False, ranks=None, reason=reason, relation=relation
    )


def _result(
    name: str,
    label: Label,
    ranks: Mapping[str, int],
    *,
    headline: bool,
    relation: Label | None = None,
) -> MethodResult:
    return MethodResult(
        method=name,
        label=label,
        headline=headline,
        ranks=ranks,
        first=tuple(vendor for vendor, rank in ranks.items() if rank == 1),
        relation=relation,
    )
