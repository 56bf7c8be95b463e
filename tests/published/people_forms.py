"""Examples about people through the public library: inputs of a form in, its figures out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from vendor_score import people
from vendor_score.kinds.value_functions import Anchors
from vendor_score.people.pairwise import (
    RANDOM_INDEX,
    PairwiseFit,
    consistency_ratio,
    enumerate_random_index,
    largest_eigenvalue,
)
from vendor_score.ranking import formulas
from vendor_score.ranking.matrices import Matrix
from vendor_score.robustness import assess as anchored
from vendor_score.robustness.assess import kendall_w
from vendor_score.scoring import leaders, weighted_mean
from vendor_score.weights import WeightNode, leaf_shares

Figures = dict[str, Any]
Example = Mapping[str, Any]
DRAWS = 200_000


def compute(example: Example, others: Mapping[str, Example]) -> Figures | None:
    """What the library makes of an example; None where its area is none of people's."""
    del others
    form = FORMS.get(example.get("kind") or example["area"])
    return None if form is None else form(example["inputs"])


def table(cells: Any) -> np.ndarray:
    """Nested lists as an array, null as NaN."""
    return np.array(cells, dtype=np.float64)


def plain(figures: Any) -> Any:
    """An array as nested lists, NaN as null."""
    if isinstance(figures, np.ndarray):
        return plain(figures.tolist())
    if isinstance(figures, list | tuple):
        return [plain(one) for one in figures]
    return None if isinstance(figures, float) and np.isnan(figures) else figures


# Pairs


def ratios_of(matrix: Any) -> dict[str, float]:
    return {name: consistency_ratio(table(matrix), name) for name in RANDOM_INDEX}


def ahp(inputs: Example) -> Figures:
    if "scale" in inputs:
        return {"RI": enumerate_random_index(inputs["n"], inputs["scale"])}
    matrix = table(inputs["matrix"])
    judgements, _ = people.judgements_of_matrix(matrix)
    fit = people.fit_pairs(len(matrix), judgements)
    if "top" in inputs:
        return revisions(fit, inputs["top"])
    root = largest_eigenvalue(matrix)
    return {
        "eigenvector": plain(people.eigenvector_weights(matrix)),
        "geometric_mean": plain(fit.weights),
        "lambda_max": root,
        "CI": (root - len(matrix)) / (len(matrix) - 1),
        "CR": ratios_of(matrix),
        "GCI": fit.gci,
        "GCI_limit": fit.gci_limit,
    }


def revisions(fit: PairwiseFit, most: int) -> Figures:
    found = people.revise_first(fit, most)
    return {
        # places count from 1 here, as in the matrix that is printed
        "order": [[i + 1, j + 1] for i, j in (one.pair for one in found)],
        "stated": [one.stated for one in found],
        "residual_log": [one.residual for one in found],
        "others_say": [one.others_say for one in found],
        "nearest_on_scale": [one.nearest_on_scale for one in found],
        "CR_after_first": {name: found[0].after.consistency_ratio(name) for name in RANDOM_INDEX},
    }


def incomplete(inputs: Example) -> Figures:
    fit = people.fit_pairs(inputs["n"], [tuple(one) for one in inputs["ratios"]])
    return {
        "weights": plain(fit.weights),
        "residual_log": plain(fit.residuals),
        "others_say": plain(fit.others_say),
        "GCI": fit.gci,
    }


def bwm(inputs: Example) -> Figures:
    stated = people.BestWorst(
        best_to_others=tuple(inputs["best_to_others"]),
        others_to_worst=tuple(inputs["others_to_worst"]),
        best=inputs["best"],
        worst=inputs["worst"],
    )
    linear, open_ = people.linear_weights(stated), people.nonlinear_weights(stated)
    return {
        "linear": {"weights": plain(linear.weights), "xi": linear.xi},
        "nonlinear": {
            "xi": open_.xi,
            "CI": open_.consistency_index,
            "CR": open_.consistency_ratio,
            "weight_low": plain(open_.low),
            "weight_high": plain(open_.high),
        },
        "input_based": {"CR_I": people.input_consistency(stated)[0]},
    }


# What one person states


def rank_weights(inputs: Example) -> Figures:
    rules = ("roc", "rank_sum", "rank_reciprocal")
    return {rule: plain(people.rank_weights(inputs["ranks"], rule)) for rule in rules}


def swing(inputs: Example) -> Figures:
    def node(id: str, said: Any) -> WeightNode:
        below = said.get("children", {}) if isinstance(said, dict) else {}
        weight = said["swing"] if isinstance(said, dict) else said
        return WeightNode(id=id, weight=weight, children=tuple(node(*one) for one in below.items()))

    tree = tuple(node(*one) for one in inputs.items())
    groups = [tree, *(one.children for top in tree for one in top.walk() if one.children)]
    judged = [
        dict(
            zip(
                [one.id for one in group],
                plain(people.swing_weights([one.weight for one in group])),
                strict=True,
            )
        )
        for group in groups
    ]
    assert people.combine_nodes(tree, judged).keys() == leaf_shares(tree).keys()
    return people.combine_nodes(tree, judged)


def values_of(inputs: Example) -> dict[str, Anchors]:
    return {
        id: Anchors(tuple(sorted((float(level), points) for level, points in line.items())))
        for id, line in inputs["values"].items()
    }


def tradeoff(inputs: Example) -> Figures:
    values = values_of(inputs)
    if "against" in inputs:
        found = people.implied_trade_off(
            values,
            inputs["weights"],
            people.Step(*inputs["gain"]),
            inputs["against"],
            inputs["at"],
        )
        return {
            "points_needed": found.points_needed,
            "equivalent_change": found.change,
            "new_level": found.new_level,
        }
    statements = [
        people.TradeOff(people.Step(*one["gain"]), people.Step(*one["loss"]))
        for one in inputs["indifferent"]
    ]
    fit = people.fit_trade_offs(values, statements)
    return {
        "ratios": [list(one) for one in fit.ratios],
        "weights": fit.weights,
        "residual_log": list(fit.residuals),
        "GCI": fit.fit.gci,
    }


def imprecise(inputs: Example) -> Figures:
    points = table(inputs["points"])
    count = points.shape[1]
    rows = inputs["constraints_a_w_le_b"]
    limits = people.limits_of_arrays([a for a, _ in rows], [b for _, b in rows], count)
    tree = tuple(WeightNode(id=f"c{j}", weight=1) for j in range(count))
    said = [
        people.Limit(text="", rows=(({f"c{j}": f for j, f in enumerate(a) if f}, b),))
        for a, b in rows
    ]
    draws = people.draw_within_limits(tree, said, DRAWS, 1)
    scores = points @ draws.weights.T
    return {
        "centroid": plain(draws.centroid),
        "weight_range": plain(people.weight_ranges(limits)),
        "first_share": plain((scores == scores.max(axis=0)).mean(axis=1)),
        "dominates": plain(people.dominance(points, limits)),
    }


def objective(inputs: Example) -> Figures:
    if "objectives" in inputs:
        matrix = table(inputs["matrix"])
        return {
            "critic": plain(people.critic_weights(matrix, inputs["objectives"])),
            "critic_ignoring_direction": plain(people.critic_weights(matrix)),
        }
    points = table(inputs["points"])
    return {
        "entropy": plain(people.entropy_weights(points)),
        "critic": plain(people.critic_weights(points)),
        "std": plain(people.standard_deviation_weights(points)),
        "merec": plain(people.merec_weights(points)),
    }


# Several people


def agreement(inputs: Example) -> Figures:
    if "ranks_or_scores" in inputs:
        return {"W": kendall_w(inputs["ranks_or_scores"])}
    if "targets_by_raters" in inputs:
        ratings = table(inputs["targets_by_raters"])
        return {
            "icc_a1": people.intraclass_correlation(ratings),
            "alpha_interval": people.krippendorff_alpha(ratings.T),
        }
    ratings = table(inputs["raters_by_units"])
    return {
        "alpha": people.krippendorff_alpha(ratings),
        "mean_difference_points": people.mean_difference(ratings),
        "share_of_pairs_within_one_level": people.share_within_one_level(ratings),
        "cells": ratings.size,
        "cells_judged": int((~np.isnan(ratings)).sum()),
    }


def group(inputs: Example) -> Figures:
    if "matrices" in inputs:
        return merged_judgements(inputs)
    if "root_weights" in inputs:
        return node_weights(inputs)
    levels = table(inputs["evaluator_vendor_criterion"])
    if "evaluator_weights" in inputs:
        return by_evaluator(levels, table(inputs["evaluator_weights"]))
    if "weights" in inputs:
        return disputed_cells(levels, inputs)
    if "consensus" in inputs:
        agreed = [
            people.Consensus(vendor=v, criterion=c, points=points, reason=reason)
            for v, c, points, reason in inputs["consensus"]
        ]
        found = people.group_points(levels, consensus=agreed)
        return {
            "group_points": plain(found.points),
            "judged_by": plain(found.judged_by),
            "consensus_outside_range": [list(c) for c in found.consensus_outside_range],
            "mean_before_consensus": plain(found.mean_before_consensus),
        }
    judges = people.severity(levels)
    return {
        "means": plain(people.group_points(levels).points[:, 0]),
        "adjusted": plain(judges.adjusted[:, 0]),
        "severity": plain(judges.by_evaluator),
    }


def merged_judgements(inputs: Example) -> Figures:
    panels = [people.judgements_of_matrix(matrix)[0] for matrix in inputs["matrices"]]
    count = len(inputs["matrices"][0])
    own = np.array([people.fit_pairs(count, panel).weights for panel in panels])
    geometric = np.exp(np.log(own).mean(axis=0))
    fit = people.fit_pairs(count, people.merge_judgements(panels))
    return {
        "aij_geometric_mean": plain(fit.weights),
        "aip_geometric": plain(geometric / geometric.sum()),
        "aip_arithmetic": plain(people.group_weights(own)),
        "aij_CR": fit.consistency_ratio(),
    }


def node_weights(inputs: Example) -> Figures:
    root, below = table(inputs["root_weights"]), table(inputs["group_b_weights"])
    points = table(inputs["points"])
    inner = tuple(WeightNode(id=id, weight=1) for id in ("b1", "b2"))
    tree = (
        WeightNode(id="a", weight=1),
        WeightNode(id="b", weight=1, children=inner),
        WeightNode(id="c", weight=1),
    )
    own = np.column_stack([root[:, 0], root[:, 1, None] * below, root[:, 2]])
    weights = people.group_weights(own)
    flips = people.node_flip_shares(tree, {"": root, "b": below}, points)
    means, inside = people.group_weights(root), people.group_weights(below)
    return {
        "group_leaf_weights": plain(weights),
        "group_scores": plain(weighted_mean(points, weights)),
        "flip_root": flips[""],
        "flip_b": flips["b"],
        "product_of_mean_local_weights": plain(
            np.array([means[0], *(means[1] * inside), means[2]])
        ),
    }


def by_evaluator(levels: np.ndarray, weights: np.ndarray) -> Figures:
    points, whole = people.group_points(levels).points, people.group_weights(weights)
    own = people.own_scores(weights, levels, points)
    firsts = [leaders(scores) for scores in own]
    share = [sum((v in f) / len(f) for f in firsts) / len(firsts) for v in range(levels.shape[1])]
    return {
        "group_weights": plain(whole),
        "group_points": plain(points),
        "group_scores": plain(weighted_mean(points, whole)),
        "own_scores": plain(own),
        "first_by_evaluator": [first[0] for first in firsts],
        "group_first": leaders(weighted_mean(points, whole))[0],
        "share_first": share,
        "minority": {
            str(one.evaluator): {
                "against": one.own_first,
                "own_lead": one.own_lead,
                "group_lead": one.group_lead,
                "by_weights": plain(one.by_weights),
                "by_scores": plain(one.by_levels),
            }
            for one in people.minority_views(weights, levels)
        },
        "weight_distance": [people.weight_distance(one, whole) for one in weights],
    }


def disputed_cells(levels: np.ndarray, inputs: Example) -> Figures:
    weights = table(inputs["weights"])
    points = people.group_points(levels).points
    settled: list[tuple[int, int]] = []
    if said := inputs.get("disputed"):
        named = {int(number) for number in re.findall(r"\d+", said)}
        others = set(range(levels.shape[1])) - named
        settled = [(i, j) for i in others for j in range(levels.shape[2])]
        levels = levels.copy()
        levels[:, sorted(others)] = points[sorted(others)]
    found = people.weigh_disagreement(levels, weights, points=points, settled=settled)
    top = found.agenda()[:2]
    sure = people.guarantee(levels, weights)
    return {
        "group_points": plain(points),
        "group_scores": plain(found.scores),
        "hold": plain(found.hold),
        "flip": {f"{i},{j}": share for (i, j), share in found.flips.items()},
        "settle": [list(cell) for cell in sure.cells] if sure else None,
        "settle_size": len(sure.cells) if sure else None,
        "top2": [list(cell) for cell in top],
        "certainty_now": found.certainty(),
        "certainty_after_top2": found.certainty(top),
    }


# Cross-checks


def preference_of(said: Mapping[str, Any]) -> people.Preference:
    return people.Preference(**{key: said[key] for key in ("type", "q", "p", "s") if key in said})


def promethee(inputs: Example) -> Figures:
    if "d" in inputs:
        d = table(inputs["d"])
        values = [[t, plain(preference_of({**inputs, "type": t}).degree(d))] for t in range(1, 7)]
        return {"values": values}
    weights = table(inputs["weights"])
    if "points" in inputs:
        flows = people.promethee_flows(table(inputs["points"]), weights, preference_of(inputs))
        return {"phi": plain(flows.net)}
    forms = [preference_of(one) for one in inputs["functions"]]
    flows = people.promethee_flows(
        table(inputs["matrix"]), weights, forms, inputs.get("objectives")
    )
    plane = people.gaia_plane(flows, weights)
    return {
        "phi_plus": plain(flows.leaving),
        "phi_minus": plain(flows.entering),
        "phi": plain(flows.net),
        "promethee_I": list(flows.relations()),
        "unicriterion": plain(flows.by_criterion),
        "gaia_delta": plane.delta,
        "gaia_eigenvalues": plain(plane.eigenvalues),
        "gaia_alternatives": plain(plane.vendors),
        "gaia_criteria": plain(plane.criteria),
        "gaia_axis": plain(plane.axis),
    }


def reversal_free(inputs: Example) -> Figures:
    points, weights = table(inputs["points"]), table(inputs["weights"])
    vendors, criteria = points.shape
    matrix = Matrix(
        vendors=tuple(f"v{i}" for i in range(vendors)),
        criteria=tuple(f"c{j}" for j in range(criteria)),
        figures=points,
        directions=np.ones(criteria, dtype=int),
        weights=weights,
        in_points=True,
    )
    return {
        "spotis": plain(formulas.spotis(matrix)),
        "one_minus_weighted_sum": plain(1 - weighted_mean(points, weights) / 100),
        "rim": plain(formulas.rim(matrix)),
        "anchored_topsis": plain(anchored._closeness(points / 100, weights)),
    }


FORMS = {
    "agreement": agreement,
    "ahp": ahp,
    "bwm": bwm,
    "group": group,
    "imprecise": imprecise,
    "incomplete": incomplete,
    "objective": objective,
    "promethee": promethee,
    "rank_weights": rank_weights,
    "reversal_free": reversal_free,
    "swing": swing,
    "tradeoff": tradeoff,
}
