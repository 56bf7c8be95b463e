"""Decision -> Ranking by the weighted sum or another method."""

from __future__ import annotations

from collections.abc import Mapping

from vendor_score.decision import Decision
from vendor_score.ranking.ranking import WEIGHTED_SUM, RankedVendor, Ranking
from vendor_score.scoring.kernel import competition_ranks, round_score

__all__ = ["rank"]


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
    from vendor_score.ranking.methods import method_named, method_scores

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
