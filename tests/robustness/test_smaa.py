"""Sampling against published SMAA-2 results, closed forms, brute force, and itself on two cores."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from vendor_score.robustness.smaa import (
    RankCounter,
    SamplingProblem,
    duplicate_groups,
    sample_confidence,
    sample_ranks,
    weight_sampler,
)
from vendor_score.weights import WeightNode, leaf_shares

PUBLISHED = json.loads((Path(__file__).parent / "smaa2_published.json").read_text("utf-8"))
FLAT3 = tuple(WeightNode(id=f"c{j}", weight=w) for j, w in enumerate((3, 2, 1)))
TREE = (
    WeightNode(
        id="g", weight=3, children=(WeightNode(id="a", weight=2), WeightNode(id="b", weight=1))
    ),
    WeightNode(
        id="h",
        weight=1,
        children=(WeightNode(id="c", weight=1), WeightNode(id="d", weight=0)),
    ),
    WeightNode(id="e", weight=1),
)


def sampler(tree=FLAT3, space="any", band=0.25):
    return weight_sampler(tree, leaf_shares(tree), space, band)


def drawn(tree, space, band=0.25, draws=40_000, seed=5):
    out = np.empty((len(leaf_shares(tree)), draws))
    sampler(tree, space, band).draw(np.random.default_rng(seed), out)
    return out


def published_problem(example) -> SamplingProblem:
    """Decreasing linear values where the objective is min, as the source states its scales."""
    cells = []
    sizes = (example["n_alternatives"], example["n_criteria"])
    for v, row in enumerate(example["measurements"]):
        for c, cell in enumerate(row):
            low, high = example["scales"][c]
            falls = example["objectives"][c] == "min"

            def draw(rng, n, cell=cell, ends=(low, high), falls=falls):
                if cell["dist"] == "exact":
                    x = np.full(n, float(cell["value"]))
                else:
                    x = rng.beta(cell["alpha"], cell["beta"], n)
                up = np.interp(x, ends, (0.0, 100.0))
                return 100 - up if falls else up

            cells.append((v, c, draw))
    return SamplingProblem(points=np.zeros(sizes), weights=sampler(), cells=tuple(cells))


@pytest.mark.parametrize("example", PUBLISHED, ids=lambda e: e["id"])
def test_published_smaa2_results(example):
    problem = published_problem(example)
    counts = sample_ranks(problem, 60_000, 1).with_answers
    expected, within = example["expected"], example["tolerance"]
    acceptability = counts.ranks / 60_000
    centres = counts.weight_sums / counts.ranks[:, :1]
    confidence = sample_confidence(problem, list(centres), 60_000, 1)
    assert acceptability == pytest.approx(
        np.array(expected["rank_acceptability"]), abs=within["rank_acceptability"]
    )
    assert centres == pytest.approx(
        np.array(expected["central_weights"]), abs=within["central_weights"]
    )
    assert confidence == pytest.approx(expected["confidence"], abs=within["confidence"])


def test_any_weights_are_uniform_on_the_simplex():
    # Dirichlet of ones: mean 1/3, variance 2/36; normalised uniforms would have 0.030, not 0.056.
    weights = drawn(FLAT3, "any")
    assert weights.sum(axis=0) == pytest.approx(1)
    assert weights.mean(axis=1) == pytest.approx(1 / 3, abs=0.005)
    assert weights.var(axis=1) == pytest.approx(2 / 36, abs=0.002)


def test_ordinal_weights_keep_the_stated_order_and_have_the_order_statistics_mean():
    # Rank-order centroid (Barron & Barrett 1996) for three criteria: 11/18, 5/18, 2/18.
    weights = drawn(FLAT3, "ordinal")
    assert (np.diff(weights, axis=0) <= 0).all()
    assert weights.mean(axis=1) == pytest.approx([11 / 18, 5 / 18, 2 / 18], abs=0.005)


def test_ordinal_ties_are_permuted_at_random():
    tied = tuple(WeightNode(id=f"c{j}", weight=w) for j, w in enumerate((1, 2, 1)))
    weights = drawn(tied, "ordinal")
    assert (weights[1] >= weights[[0, 2]].max(axis=0)).all()
    assert weights.mean(axis=1) == pytest.approx([7 / 36, 11 / 18, 7 / 36], abs=0.005)
    assert 0.48 < (weights[0] > weights[2]).mean() < 0.52


def test_stated_weights_stay_in_their_band_at_every_node():
    weights = drawn(TREE, "stated", band=0.2)
    ratio = weights[0] / weights[1] / 2
    assert ratio.min() >= 0.8 / 1.2 - 1e-9
    assert ratio.max() <= 1.2 / 0.8 + 1e-9
    assert ratio.max() > 1.45
    group = weights[:2].sum(axis=0)
    low, high = (3 * f / (3 * f + 2 * g) for f, g in ((0.8, 1.2), (1.2, 0.8)))
    assert group.min() >= low
    assert group.max() <= high


@pytest.mark.parametrize("space", ["stated", "any", "ordinal"])
def test_weights_go_down_the_tree_and_zero_stays_zero(space):
    weights = drawn(TREE, space, draws=500)
    assert weights.sum(axis=0) == pytest.approx(1)
    assert (weights[3] == 0).all()
    assert (weights[[0, 1, 2, 4]] > 0).all()
    if space == "ordinal":
        assert (weights[0] >= weights[1]).all()
        assert (weights[:2].sum(axis=0) >= weights[2:].max(axis=0)).all()


def brute_force(scores, weights):
    """Ranks by sorting, ties sharing their ranks; pairs and winners one by one."""
    vendors, draws = scores.shape
    ranks, ahead = np.zeros((vendors, vendors)), np.zeros((vendors, vendors))
    sums = np.zeros((vendors, len(weights)))
    for s in range(draws):
        column = scores[:, s]
        best = rankdata(-column, method="min").astype(int)
        for v in range(vendors):
            size = int((column == column[v]).sum())
            ranks[v, best[v] - 1 : best[v] - 1 + size] += 1 / size
            sums[v] += weights[:, s] * ((best[v] == 1) / size)
            ahead[v] += (column[v] > column) + 0.5 * (column[v] == column)
        ahead[range(vendors), range(vendors)] = 0
    return ranks, ahead, sums


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_rank_counts_agree_with_sorting_one_draw_after_the_other(data):
    vendors = data.draw(st.integers(1, 6))
    draws = data.draw(st.integers(1, 12))
    level = st.integers(0, 3).map(float)
    base = [data.draw(st.lists(level, min_size=draws, max_size=draws)) for _ in range(vendors)]
    copies = data.draw(st.lists(st.integers(0, vendors - 1), min_size=vendors, max_size=vendors))
    scores = np.array([base[i] for i in copies])
    weights = np.arange(2 * draws, dtype=float).reshape(2, draws)
    counts = RankCounter(duplicate_groups(scores, frozenset()), ties_possible=True).count(
        scores, weights
    )
    ranks, ahead, sums = brute_force(scores, weights)
    assert counts.ranks == pytest.approx(ranks)
    assert counts.ahead == pytest.approx(ahead)
    assert counts.weight_sums == pytest.approx(sums)


def test_a_weighted_sum_without_weight_left_is_compared_on_what_counts():
    nan = np.nan
    points = np.array([[50.0, nan, nan], [60.0, 10.0, 10.0]])
    counts = sample_ranks(SamplingProblem(points=points, weights=sampler()), 20_000, 0).with_answers
    draws = drawn(FLAT3, "any", draws=20_000)
    expected = (np.array([60, 10, 10]) @ draws < 50).mean()
    assert counts.ahead[0, 1] / 20_000 == pytest.approx(expected, abs=0.01)


def test_the_answers_that_are_drawn_move_only_their_own_vendor():
    points = np.array([[40.0, 50, 60], [45.0, 50, 55]])
    exact = SamplingProblem(points=points, weights=sampler(space="stated"))
    cell = (0, 2, lambda _rng, n: np.full(n, 90.0))
    moved = SamplingProblem(points=points, weights=exact.weights, cells=(cell,))
    replaced = points.copy()
    replaced[0, 2] = 90
    direct = SamplingProblem(points=replaced, weights=exact.weights)
    found = sample_ranks(moved, 5_000, 3)
    assert np.array_equal(
        found.weights_only.ranks, sample_ranks(exact, 5_000, 3).with_answers.ranks
    )
    assert np.array_equal(
        found.with_answers.ranks, sample_ranks(direct, 5_000, 3).with_answers.ranks
    )


SAME_DIGITS = """
import sys, numpy as np
from vendor_score.robustness.smaa import SamplingProblem, sample_ranks
from vendor_score.robustness.smaa import weight_sampler
from vendor_score.weights import WeightNode, leaf_shares
tree = tuple(WeightNode(id=f"c{j}", weight=1 + j) for j in range(9))
points = np.random.default_rng(2).integers(0, 101, (12, 9)).astype(float)
cell = (3, 4, lambda rng, n: rng.uniform(20, 80, n))
problem = SamplingProblem(points=points, cells=(cell,),
    weights=weight_sampler(tree, leaf_shares(tree), "stated", 0.25))
found = sample_ranks(problem, 70_001, 11, workers=int(sys.argv[1]))
both = found.with_answers
print(b"".join(a.tobytes() for a in (both.ranks, both.ahead, both.weight_sums)).hex()[-4000:])
print(hash(both.weight_sums.tobytes() + both.ranks.tobytes()))
"""


def test_the_same_seed_gives_the_same_digits_on_one_core_and_on_two():
    found = set()
    for workers, threads in ((1, 1), (2, 1), (2, 2), (1, 2)):
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": str(threads), "PYTHONHASHSEED": "0"}
        run = subprocess.run(
            [sys.executable, "-c", SAME_DIGITS, str(workers)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout)
    assert len(found) == 1


def test_progress_counts_every_draw():
    told = []
    problem = SamplingProblem(points=np.eye(3) * 100, weights=sampler())
    sample_ranks(problem, 40_000, 0, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (40_000, 40_000)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
