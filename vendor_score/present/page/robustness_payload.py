"""How sure the ranking is, as the page is given it: vendors as positions, never as keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vendor_score.criteria.model import Criteria
from vendor_score.present.encode import encode, renamed
from vendor_score.present.report import Report
from vendor_score.robustness.what_ifs import AVERAGE
from vendor_score.wording import Label, both

__all__ = ["sureness", "weight_set_label"]


def sureness(report: Report) -> dict[str, Any]:
    """The records of `Robustness`, for the entered weights.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    dict
        Lists by vendor follow the order of the decision's vendors.
    """
    rows = encode(report.robustness, report.decision.vendors)
    smaa = rows["stated_smaa"] or rows["smaa"]
    criteria = report.decision.criteria
    return {
        "smaa": {
            **_kept(smaa, "vendors", "samples", "band", "weights", "ranks"),
            **_kept(smaa, "ranks_weights_only", "ahead"),
            "confidence": [smaa["confidence"][at] for at in smaa["vendors"]],
        },
        "tipping": [
            _kept(row, "id", "weight", "low", "high", "below", "above") for row in rows["tipping"]
        ],
        "smallest": [_smallest(row) for row in rows["smallest_changes"]],
        "smallest_groups": [_smallest(row) for row in rows["smallest_group_changes"]],
        "missing_ranks": [row and [row["best"], row["worst"]] for row in rows["missing_ranks"]],
        "methods": _methods(rows["agreement"]),
        "to_win": [_to_win(row) for row in rows["to_win"]],
        "proven": _proven(rows["proven_only"]),
        "weight_sets": [
            {
                "label": weight_set_label(criteria, row["name"]).as_dict(),
                **_kept(row, "ranks", "scores", "first"),
            }
            for row in rows["weight_sets"]
        ],
        "leave_one_out": [
            _kept(row, "kind", "vendor", "criterion", "first", "changes_first")
            for row in rows["leave_one_out"]
        ],
        "never_matters": rows["diagnostics"]["never_matters"],
        "all_alike": rows["diagnostics"]["all_alike"],
    }


def weight_set_label(criteria: Criteria, name: str) -> Label:
    """The label of a weight set, its name where it has none."""
    if name == AVERAGE and name not in criteria.weight_sets:
        return both("page.weight_set_average")
    return criteria.weight_set_labels.get(name, Label.same(name))


def _kept(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return renamed(row, {name: name for name in names})


def _smallest(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {**_kept(row, "distance", "weights", "exact"), "weights": _pairs(row["weights"])}


def _pairs(weights: Mapping[str, float]) -> list[list[Any]]:
    """Ids are the buyer's words: as pairs, for a Map, since a key may be called anything."""
    return [[id, share] for id, share in weights.items()]


def _methods(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    names = ("method", "label", "headline", "ranks", "first", "reason")
    results = [_kept(found, *names) for found in row["results"]]
    return {**_kept(row, "kendall_w", "same_first"), "results": results}


def _to_win(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "single": [_change(change) for change in row["single"]],
        "pair": [_change(change) for change in row["pair"] or ()],
        "first_meet": row["first_meet"],
    }


def _change(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "criterion": row["criterion"],
        "before": row["before"],
        # people are shown a rounded answer where the exact one is a long number
        "after": row["after"] if row["shown"] is None else row["shown"],
        "unit": row["unit"],
        "gain": row["points_after"] - row["points_before"],
    }


def _proven(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    deciding = row["critical_claims"] or row["deciding_claims"]
    return {**_kept(row, "ranks", "scores", "first", "first_changes"), "deciding": deciding}
