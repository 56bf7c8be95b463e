"""The ranking of a decision: scores, contributions and ranks, vendor by vendor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_score.decision import Decision, Status
from vendor_score.number_text import points
from vendor_score.scoring.kernel import competition_ranks, round_score

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.wording import Lang

__all__ = ["WEIGHTED_SUM", "RankedVendor", "Ranking", "rank"]

WEIGHTED_SUM = "weighted-sum"


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedVendor:
    """One vendor's place. ``score`` and ``contributions`` are always the weighted sum's.

    ``rank`` follows the method and is None for the knocked-out and the unranked; ``method_score``
    is the method's own figure, None for the weighted sum. ``contributions`` add up to ``score``;
    a criterion that is excluded for this vendor has none (0 with weight 0 in ``weights``).
    """

    name: str
    status: Status
    rank: int | None
    score: float
    method_score: float | None
    contributions: Mapping[str, float]
    weights: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, repr=False)
class Ranking:
    """Vendors in order: by rank, then the others by score; equal ones in the order met."""

    decision: Decision
    method: str
    higher_is_better: bool
    vendors: tuple[RankedVendor, ...]

    @property
    def leaders(self) -> tuple[str, ...]:
        """The vendors in first place: more than one where they tie, none where nobody is ranked."""
        return tuple(vendor.name for vendor in self.vendors if vendor.rank == 1)

    @cached_property
    def by_name(self) -> Mapping[str, RankedVendor]:
        return {vendor.name: vendor for vendor in self.vendors}

    @property
    def ranks(self) -> Mapping[str, int]:
        """The rank of every vendor that has one, best first."""
        return {vendor.name: vendor.rank for vendor in self.vendors if vendor.rank is not None}

    def group_contributions(self, vendor: RankedVendor) -> Mapping[str, float]:
        """A vendor's points by top group or criterion, in file order; they add up to its score."""
        return {
            top.id: sum(vendor.contributions[id] for id in ids)
            for top, ids in self.decision.top_groups
        }

    @property
    def table(self) -> pd.DataFrame:
        """A row per vendor: rank, vendor, score, status, then points by top group; in rank order.

        ``method_score`` stands after the score where the method is not the weighted sum.
        """
        from vendor_score.ranking.show import ranking_table

        return ranking_table(self)

    def save(
        self,
        folder: str | Path,
        *,
        formats: Sequence[str] | None = None,
        lang: Lang | None = None,
        samples: int = 100_000,
        seed: int = 0,
    ) -> list[Path]:
        """Write report, json, csv and scorecard into ``folder``; the paths written.

        Raises UsageError (unknown format) or OutputError (nothing is left half written).
        """
        from vendor_score.present.build import build_report
        from vendor_score.present.files.write import FORMATS, save_report

        report = build_report(self, lang=lang, samples=samples, seed=seed)
        return save_report(report, Path(folder), FORMATS if formats is None else formats)

    def __repr__(self) -> str:
        order = [f"{v.rank} {v.name} {points(v.score)}" for v in self.vendors if v.rank is not None]
        return f"Ranking({self.method}: {'; '.join(order)})"

    def _repr_html_(self) -> str:
        from vendor_score.ranking.show import ranking_html

        return ranking_html(self)


def rank(decision: Decision, method: str = WEIGHTED_SUM) -> Ranking:
    """Rank by ``method``. Raises UsageError (unknown name) or MethodRefusalError (the reason)."""
    if method == WEIGHTED_SUM:
        return _ranking(decision, WEIGHTED_SUM, None, _own_ranks(decision), higher_is_better=True)
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
