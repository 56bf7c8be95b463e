"""Every aggregation method: published figures, the library's traps, laws, refusals."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import numpy as np
import pytest
from hand_made import criteria, decision, leaf, matrix_decision
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.errors import MethodRefusalError, UsageError
from vendor_score.ranking.methods import METHODS, category_of, method_named

PUBLISHED = json.loads((Path(__file__).parent / "published_rankings.json").read_text("utf-8"))
RANKING = [method for method in METHODS if method.category != "kernel"]
LANGS = ("en", "zh")


def names(matrix):
    return [f"A{row + 1}" for row in range(len(matrix))]


def ranks(ranking, matrix):
    return [ranking.by_name[name].rank for name in names(matrix)]


@pytest.mark.parametrize(
    "case", PUBLISHED, ids=lambda case: f"{case['method']}: {case['source']}"[:60]
)
def test_published_orders_and_figures(case):
    matrix, directions = case["matrix"], () if case["in_points"] else case["objectives"]
    ranking = matrix_decision(matrix, case["weights"], directions).rank(method=case["method"])
    assert ranks(ranking, matrix) == case["ranking"]
    if case["figures"] is None:
        return
    own = [ranking.by_name[name] for name in names(matrix)]
    found = [vendor.score if vendor.method_score is None else vendor.method_score for vendor in own]
    # the MOORA paper's weights sum to 0.999, and its figures with them; ours sum to 1
    whole = sum(case["weights"]) if case["method"] == "moora" else 1.0
    assert np.array(found) * whole == pytest.approx(case["figures"], abs=case["tolerance"])


def test_weighted_product_ratios_as_published():
    # Triantaphyllou (2000): P(A1/A2) = 1.007, P(A1/A3) = 1.067, P(A2/A3) = 1.059
    case = next(case for case in PUBLISHED if case["method"] == "weighted-product")
    ranking = matrix_decision(case["matrix"], case["weights"], case["objectives"]).rank(
        method="weighted-product"
    )
    a, b, c = (ranking.by_name[name].method_score for name in names(case["matrix"]))
    assert [a / b, a / c, b / c] == pytest.approx([1.007, 1.067, 1.059], abs=6e-4)


def test_electre1_names_its_kernel_and_refuses_a_ranking():
    # Cebrian et al. (2009): kernel {E}, the fifth of six
    matrix = [[6, 5, 28, 5, 5], [4, 2, 25, 10, 9], [5, 7, 35, 9, 6],
              [6, 1, 27, 6, 7], [6, 8, 30, 7, 9], [5, 6, 26, 4, 8]]  # fmt: skip
    ways = ["max", "max", "min", "max", "max"]
    with pytest.raises(MethodRefusalError) as refusal:
        matrix_decision(matrix, [0.25, 0.25, 0.1, 0.2, 0.2], ways).rank(method="electre1")
    assert refusal.value.values["kernel"] == "A5"
    assert "A5" in refusal.value.message("zh")


def test_electre2_orders_as_the_library_does():
    from skcriteria.agg.electre import ELECTRE2

    generator = np.random.default_rng(3)
    for _ in range(5):
        matrix = generator.uniform(1, 9, (7, 4)).tolist()
        problem = matrix_decision(matrix, [0.11, 0.23, 0.31, 0.35], ["max", "min", "max", "max"])
        scaled = problem.matrix(raw=True)
        scaled = scaled.replace(matrix=scaled.matrix.to_numpy() / np.sum(matrix, axis=0))
        ranking = problem.rank(method="electre2")
        own = [ranking.by_name[name].method_score for name in names(matrix)]
        assert own == ELECTRE2().evaluate(scaled).e_.score.tolist()


def test_every_ranking_class_of_the_library_is_offered():
    import importlib
    import pkgutil

    import skcriteria.agg as library
    from skcriteria.agg import SKCDecisionMakerABC

    offered = {alias.replace("-", "") for m in METHODS for alias in (m.name, *m.aliases)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        modules = [
            importlib.import_module(f"{library.__name__}.{found.name}")
            for found in pkgutil.iter_modules(library.__path__)
            if not found.name.startswith("_") and found.name != "similarity"
        ]
    classes = {
        name.lower()
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type)
        and issubclass(kind, SKCDecisionMakerABC)
        and not name.startswith("Base")
        and kind is not SKCDecisionMakerABC
    }
    assert len(classes) > 20
    assert classes <= offered


def check_refusal(refusal, method):
    assert all("\n" not in refusal.message(lang) for lang in LANGS)
    assert method in refusal.message("en")


CASES = {
    "one vendor": [[3, 4]],
    "all alike": [[3, 4], [3, 4]],
    "two alike": [[3, 4], [3, 4], [1, 9], [5, 5]],
    "a constant column": [[3, 4], [3, 2], [3, 9]],
    "a column of zeros": [[0, 4], [0, 2], [0, 9]],
    "zeros here and there": [[0, 4], [5, 0], [3, 9]],
    "nothing but zeros": [[0, 0], [0, 0]],
    "the best twice": [[9, 9], [1, 1], [5, 5], [2, 3], [9, 9]],
    "the ends of the scale": [[100, 0], [100, 100], [0, 0]],
}


@pytest.mark.parametrize("ways", [(), ("max", "max"), ("min", "min"), ("max", "min")], ids=str)
@pytest.mark.parametrize("matrix", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_awkward_matrices_are_ranked_or_refused_with_a_reason(method, matrix, ways, capfd):
    problem = matrix_decision(matrix, [0.3, 0.7], ways)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = ranks(problem.rank(method=method.name), matrix)
        except MethodRefusalError as refusal:
            check_refusal(refusal, method.name)
        else:
            assert found == [1 + sum(other < own for other in found) for own in found]
            rows = list(zip(map(tuple, matrix), found, strict=True))
            assert all(r == s for a, r in rows for b, s in rows if a == b)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("method", RANKING, ids=lambda method: method.name)
def test_a_criterion_without_weight_plays_no_part(method):
    matrix = [[80, 20, 5], [60, 70, 6], [30, 10, 7]]
    ways = ("max", "min")
    with_idle = matrix_decision(
        [[*row[:2], 0.0] for row in matrix], [0.4, 0.6, 0.0], [*ways, "max"]
    )
    without = matrix_decision([row[:2] for row in matrix], [0.4, 0.6], ways)
    assert ranks(with_idle.rank(method=method.name), matrix) == ranks(
        without.rank(method=method.name), matrix
    )


@pytest.mark.parametrize(
    "method",
    # SIMUS gives a criterion's whole programme to the best ratio, not to the best
    [method for method in RANKING if method.name != "simus"],
    ids=lambda method: method.name,
)
def test_a_vendor_best_in_everything_is_first(method):
    matrix = [[80, 90, 70, 95], [40, 30, 60, 20], [60, 50, 50, 70], [20, 80, 30, 40]]
    ranking = matrix_decision(matrix, [0.1, 0.2, 0.3, 0.4], ["max"] * 4)
    if method.name == "copras":
        with pytest.raises(MethodRefusalError):
            ranking.rank(method="copras")
    else:
        assert ranking.rank(method=method.name).leaders == ("A1",)


@settings(deadline=None, max_examples=8)
@given(st.permutations(range(5)), st.floats(0.1, 50))
def test_order_of_vendors_and_size_of_weights_change_nothing(order, factor):
    matrix = [[80, 20, 5], [60, 70, 6], [30, 90, 7], [55, 55, 9], [10, 35, 2]]
    weights, ways = [0.2, 0.5, 0.3], ["max", "min", "max"]
    for method in (m for m in RANKING if m.name != "simus"):  # starts a program per criterion
        plain = ranks(matrix_decision(matrix, weights, ways).rank(method=method.name), matrix)
        moved = [matrix[row] for row in order]
        scaled = [weight * factor for weight in weights]
        found = ranks(matrix_decision(moved, scaled, ways).rank(method=method.name), moved)
        assert found == [plain[row] for row in order], method.name


def test_ties_are_seen_through_the_last_bit():
    # 0.1 + 0.2 and 0.3 differ in the last bit
    case = matrix_decision([[10, 20, 0], [0, 0, 30.000000000000004], [1, 1, 1]], [1, 1, 1])
    assert ranks(case.rank(), [0] * 3) == [1, 1, 3]


def test_methods_are_told_apart_by_what_they_do_on_this_matrix():
    plain = matrix_decision([[3, 4], [1, 2], [2, 9]], [0.5, 0.5], ["max", "max"])
    anchored = matrix_decision([[3, 4], [1, 2], [2, 9]], [0.5, 0.5])
    assert category_of(plain, method_named("mabac")) == "repeats"
    assert category_of(anchored, method_named("mabac")) == "relative"
    assert category_of(anchored, method_named("spotis")) == "repeats"
    assert category_of(plain, method_named("topsis")) == "relative"
    assert category_of(plain, method_named("simus")) == "ignores_weights"


def test_knocked_out_vendors_do_not_bend_a_relative_method():
    from vendor_score.kinds.rules import parse_rule

    leaves = [
        leaf("price", direction="min", must=parse_rule("<= 100")),
        leaf("speed", direction="max"),
    ]
    given = {
        "A": {"price": 50.0, "speed": 4.0},
        "B": {"price": 80.0, "speed": 7.0},
        "Out": {"price": 5000.0, "speed": 9.0},
    }
    whole = decision(criteria(*leaves), given).rank(method="topsis")
    fair = decision(criteria(*leaves), {k: given[k] for k in "AB"}).rank(method="topsis")
    assert whole.by_name["Out"].rank is None
    assert whole.by_name["Out"].method_score is None
    assert [whole.by_name[k].method_score for k in "AB"] == [
        fair.by_name[k].method_score for k in "AB"
    ]


def test_score_stays_the_weighted_sum_whatever_the_method():
    problem = matrix_decision([[80, 20], [60, 70], [30, 90]], [0.7, 0.3])
    own, other = problem.rank(), problem.rank(method="vikor")
    assert [own.by_name[n].score for n in names([0] * 3)] == [
        other.by_name[n].score for n in names([0] * 3)
    ]
    assert not other.higher_is_better
    assert "method_score" in other.table
    assert "method_score" not in own.table


@pytest.mark.parametrize("name", ["TOPSIS", "weighted_product", "Electre-II", " copras "])
def test_names_are_taken_generously(name):
    assert method_named(name)


def test_an_unknown_method_names_the_known_ones():
    with pytest.raises(UsageError) as error:
        matrix_decision([[1]], [1]).rank(method="promethee")
    assert "topsis" in error.value.message("en")
    assert "promethee" in error.value.message("zh")


def test_every_method_has_its_wordings():
    for method in METHODS:
        assert method.label["zh"]
        assert method.assumes["en"].endswith(".")
        assert method.assumes["zh"].endswith("。")


def test_too_many_vendors_for_comparing_each_with_each_is_said():
    many = matrix_decision([[row % 97 + 1.0, row % 89 + 1.0] for row in range(2_001)], [1, 1])
    with pytest.raises(MethodRefusalError, match="2000"):
        many.rank(method="codas")
