"""People: weights and scores by several persons, asked well and put together.

Importing this module is instant; its parts load when used. All of them are plain functions on
numbers and arrays beside small frozen records.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendor_score.people.agreement import (
        intraclass_correlation,
        krippendorff_alpha,
        mean_difference,
        mean_spearman,
        share_within_one_level,
        weight_distance,
    )
    from vendor_score.people.best_worst import (
        BestWorst,
        input_consistency,
        input_threshold,
        linear_weights,
        nonlinear_weights,
    )
    from vendor_score.people.disputes import (
        Disagreement,
        guarantee,
        node_flip_shares,
        weigh_disagreement,
    )
    from vendor_score.people.group import (
        Consensus,
        GroupPoints,
        MinorityView,
        Severity,
        decisive_judges,
        group_points,
        group_weights,
        minority_views,
        own_scores,
        severity,
    )
    from vendor_score.people.limit_sampling import ConstrainedDraws, draw_within_limits
    from vendor_score.people.limits import (
        Limit,
        Limits,
        can_be_first,
        dominance,
        limits_of_arrays,
        limits_of_tree,
        read_limit,
        smallest_contradiction,
        weight_ranges,
    )
    from vendor_score.people.node_weights import (
        NodeWeights,
        combine_nodes,
        point_weights,
        rank_weights,
        swing_weights,
        weigh_node,
    )
    from vendor_score.people.objective_weights import (
        critic_weights,
        entropy_weights,
        merec_weights,
        standard_deviation_weights,
    )
    from vendor_score.people.pairwise import (
        PairwiseFit,
        Revision,
        circular_triads,
        consistency_ratio,
        eigenvector_weights,
        fit_pairs,
        judgements_of_matrix,
        merge_judgements,
        revise_first,
    )
    from vendor_score.people.promethee import (
        Flows,
        GaiaPlane,
        Preference,
        gaia_plane,
        promethee_flows,
    )
    from vendor_score.people.trade_offs import (
        ImpliedTradeOff,
        Step,
        TradeOff,
        TradeOffFit,
        fit_trade_offs,
        implied_trade_off,
        trade_off_ratio,
    )

__all__ = [
    "BestWorst",
    "Consensus",
    "ConstrainedDraws",
    "Disagreement",
    "Flows",
    "GaiaPlane",
    "GroupPoints",
    "ImpliedTradeOff",
    "Limit",
    "Limits",
    "MinorityView",
    "NodeWeights",
    "PairwiseFit",
    "Preference",
    "Revision",
    "Severity",
    "Step",
    "TradeOff",
    "TradeOffFit",
    "can_be_first",
    "circular_triads",
    "combine_nodes",
    "consistency_ratio",
    "critic_weights",
    "decisive_judges",
    "dominance",
    "draw_within_limits",
    "eigenvector_weights",
    "entropy_weights",
    "fit_pairs",
    "fit_trade_offs",
    "gaia_plane",
    "group_points",
    "group_weights",
    "guarantee",
    "implied_trade_off",
    "input_consistency",
    "input_threshold",
    "intraclass_correlation",
    "judgements_of_matrix",
    "krippendorff_alpha",
    "limits_of_arrays",
    "limits_of_tree",
    "linear_weights",
    "mean_difference",
    "mean_spearman",
    "merec_weights",
    "merge_judgements",
    "minority_views",
    "node_flip_shares",
    "nonlinear_weights",
    "own_scores",
    "point_weights",
    "promethee_flows",
    "rank_weights",
    "read_limit",
    "revise_first",
    "severity",
    "share_within_one_level",
    "smallest_contradiction",
    "standard_deviation_weights",
    "swing_weights",
    "trade_off_ratio",
    "weigh_disagreement",
    "weigh_node",
    "weight_distance",
    "weight_ranges",
]

_HOME = {
    "agreement": (
        "intraclass_correlation",
        "krippendorff_alpha",
        "mean_difference",
        "mean_spearman",
        "share_within_one_level",
        "weight_distance",
    ),
    "best_worst": (
        "BestWorst",
        "input_consistency",
        "input_threshold",
        "linear_weights",
        "nonlinear_weights",
    ),
    "disputes": ("Disagreement", "guarantee", "node_flip_shares", "weigh_disagreement"),
    "group": (
        "Consensus",
        "GroupPoints",
        "MinorityView",
        "Severity",
        "decisive_judges",
        "group_points",
        "group_weights",
        "minority_views",
        "own_scores",
        "severity",
    ),
    "limit_sampling": ("ConstrainedDraws", "draw_within_limits"),
    "limits": (
        "Limit",
        "Limits",
        "can_be_first",
        "dominance",
        "limits_of_arrays",
        "limits_of_tree",
        "read_limit",
        "smallest_contradiction",
        "weight_ranges",
    ),
    "node_weights": (
        "NodeWeights",
        "combine_nodes",
        "point_weights",
        "rank_weights",
        "swing_weights",
        "weigh_node",
    ),
    "objective_weights": (
        "critic_weights",
        "entropy_weights",
        "merec_weights",
        "standard_deviation_weights",
    ),
    "pairwise": (
        "PairwiseFit",
        "Revision",
        "circular_triads",
        "consistency_ratio",
        "eigenvector_weights",
        "fit_pairs",
        "judgements_of_matrix",
        "merge_judgements",
        "revise_first",
    ),
    "promethee": ("Flows", "GaiaPlane", "Preference", "gaia_plane", "promethee_flows"),
    "trade_offs": (
        "ImpliedTradeOff",
        "Step",
        "TradeOff",
        "TradeOffFit",
        "fit_trade_offs",
        "implied_trade_off",
        "trade_off_ratio",
    ),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _MODULE:
        return getattr(import_module(f"vendor_score.people.{_MODULE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
