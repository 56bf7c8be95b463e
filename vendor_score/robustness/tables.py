"""Records of robustness as pandas tables, for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from vendor_score.robustness.records import (
    Acceptability,
    AnswerChange,
    LeaveOneOut,
    MethodAgreement,
    MissingRanks,
    SmallestChange,
    TippingPoint,
    ToWin,
)
from vendor_score.wording import FALLBACK

__all__ = [
    "acceptability_table",
    "ahead_table",
    "central_weights_table",
    "confidence_series",
    "expected_rank_series",
    "left_out_table",
    "methods_table",
    "negotiation_table",
    "rank_interval_table",
    "smallest_change_table",
    "tipping_table",
]


def acceptability_table(smaa: Acceptability) -> pd.DataFrame:
    ranks = pd.RangeIndex(1, len(smaa.vendors) + 1, name="rank")
    return pd.DataFrame(smaa.ranks, index=_vendors(smaa.vendors), columns=ranks)


def ahead_table(smaa: Acceptability) -> pd.DataFrame:
    return pd.DataFrame(smaa.ahead, index=_vendors(smaa.vendors), columns=list(smaa.vendors))


def expected_rank_series(smaa: Acceptability) -> pd.Series[float]:
    return pd.Series(smaa.expected_rank, index=_vendors(smaa.vendors), name="expected_rank")


def central_weights_table(smaa: Acceptability) -> pd.DataFrame:
    rows = [smaa.central_weights[vendor] or {} for vendor in smaa.vendors]
    index = _vendors(smaa.vendors)
    return pd.DataFrame(rows, index=index, columns=list(smaa.criteria), dtype=float)


def confidence_series(smaa: Acceptability) -> pd.Series[float]:
    figures = [smaa.confidence[vendor] for vendor in smaa.vendors]
    return pd.Series(figures, index=_vendors(smaa.vendors), name="confidence", dtype=float)


def tipping_table(tipping: Iterable[TippingPoint]) -> pd.DataFrame:
    columns = ["weight", "low", "high", "below", "above", "order_low", "order_high"]
    rows = list(tipping)
    index = pd.Index([point.id for point in rows], name="id")
    return pd.DataFrame(
        [[getattr(point, name) for name in columns] for point in rows], index=index, columns=columns
    )


def smallest_change_table(changes: Mapping[str, SmallestChange | None]) -> pd.DataFrame:
    ids = list(dict.fromkeys(id for change in changes.values() if change for id in change.weights))
    rows = [
        [change.distance, change.exact, *(change.weights[id] for id in ids)]
        if change
        else [float("nan"), None, *(float("nan") for _ in ids)]
        for change in changes.values()
    ]
    return pd.DataFrame(rows, index=_vendors(changes), columns=["distance", "exact", *ids])


def rank_interval_table(missing: Mapping[str, MissingRanks]) -> pd.DataFrame:
    rows = [[found.best, found.worst] for found in missing.values()]
    return pd.DataFrame(rows, index=_vendors(missing), columns=["best", "worst"])


def methods_table(agreement: MethodAgreement | None) -> pd.DataFrame:
    results = () if agreement is None else agreement.results
    vendors = list(dict.fromkeys(vendor for found in results for vendor in found.ranks or {}))
    rows = [
        [
            found.label.text(FALLBACK),
            found.headline,
            None if found.relation is None else found.relation.text(FALLBACK),
            None if found.reason is None else found.reason.text(FALLBACK),
            *((found.ranks or {}).get(vendor) for vendor in vendors),
        ]
        for found in results
    ]
    index = pd.Index([found.method for found in results], name="method")
    columns = ["label", "headline", "relation", "reason", *vendors]
    return pd.DataFrame(rows, index=index, columns=columns)


def negotiation_table(to_win: Mapping[str, ToWin]) -> pd.DataFrame:
    columns = ["vendor", "pair", "criterion", "before", "after", "unit", "rise"]
    rows = [
        row
        for vendor, found in to_win.items()
        for row in (
            *(_change_row(vendor, change, pair=False) for change in found.single),
            *(_change_row(vendor, change, pair=True) for change in found.pair or ()),
        )
    ]
    return pd.DataFrame(rows, columns=columns)


def _change_row(vendor: str, change: AnswerChange, *, pair: bool) -> list[object]:
    rise = change.points_after - change.points_before
    return [vendor, pair, change.criterion, change.before, change.after, change.unit, rise]


def left_out_table(left_out: Iterable[LeaveOneOut]) -> pd.DataFrame:
    columns = ["kind", "vendor", "criterion", "first", "changes_first", "changes_scores"]
    rows = [[getattr(found, name) for name in columns] for found in left_out]
    return pd.DataFrame(rows, columns=columns)


def _vendors(names: Iterable[str]) -> pd.Index[str]:
    return pd.Index(list(names), name="vendor")
