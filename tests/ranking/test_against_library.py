"""Our formulas give what scikit-criteria's classes give, and a ranking needs none of them."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import library_methods
import library_reversal
import numpy as np
import pytest
from hand_made import matrix_decision

from vendor_score.errors import MethodRefusalError
from vendor_score.ranking import formulas
from vendor_score.ranking.matrices import Matrix
from vendor_score.ranking.methods import METHODS
from vendor_score.robustness.assess import REVERSAL_METHODS, best_stays_best

OUTRANKING = {"electre1", "electre2"}
FORMULAS = [method for method in METHODS if method.name not in OUTRANKING]
PROBLEMS = 24


def problem(seed: int) -> Matrix:
    """Points, points with many ties, or plain numbers to be maximised and minimised."""
    random = np.random.default_rng(seed)
    rows, columns = int(random.integers(2, 9)), int(random.integers(2, 8))
    figures = random.uniform(0, 100, (rows, columns))
    if seed % 3 == 1:
        figures = random.choice([0.0, 20.0, 50.0, 80.0, 100.0], (rows, columns))
    directions = random.choice([1, -1], columns) if seed % 3 == 2 else np.ones(columns, dtype=int)
    weights = random.uniform(0.05, 1, columns)
    return Matrix(
        vendors=tuple(f"V{row}" for row in range(rows)),
        criteria=tuple(f"c{column}" for column in range(columns)),
        figures=figures,
        directions=directions,
        weights=weights / weights.sum(),
        in_points=seed % 3 < 2,
    )


def theirs(name: str, prepared: Matrix) -> np.ndarray:
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        return getattr(library_methods, name)(prepared)


def own(method, prepared: Matrix) -> np.ndarray:
    with np.errstate(all="ignore"):
        try:
            by_column = replace(prepared, figures=np.asfortranarray(prepared.figures))
            return method.figures(by_column)
        except MethodRefusalError:
            return np.full(len(prepared.vendors), np.nan)


@pytest.mark.parametrize("method", FORMULAS, ids=lambda method: method.name)
def test_figures_are_those_of_the_library(method):
    compared = 0
    seeds, tolerance = range(PROBLEMS), 1e-9
    if method.name == "simus":
        # where a programme has several solutions, each solver gives one of its own; the library's
        # solver is handed its figures as text of twelve digits
        seeds, tolerance = range(0, 3 * PROBLEMS, 9), 1e-6
    for seed in seeds:
        matrix = problem(seed)
        try:
            method.check(matrix, method.name)
        except MethodRefusalError:
            continue
        prepared = method.prepare(matrix)
        expected = theirs(method.figures.__name__, prepared)
        assert own(method, prepared) == pytest.approx(
            expected, rel=tolerance, abs=tolerance, nan_ok=True
        )
        compared += 1
    assert compared > 2


@pytest.mark.parametrize("method", FORMULAS, ids=lambda method: method.name)
def test_the_row_names_the_class_that_the_function_is_held_to(method):
    module, _, name = method.tested_against.partition(":")
    assert hasattr(importlib.import_module(f"skcriteria.agg.{module}"), name)
    assert f"{name}(" in inspect.getsource(getattr(library_methods, method.figures.__name__))


def test_kernels_are_those_of_the_library():
    from skcriteria.agg.electre import ELECTRE1

    for seed in range(PROBLEMS):
        matrix = problem(seed)
        if np.ptp(matrix.figures, axis=0).max() == 0:
            continue
        scaled = replace(matrix, figures=matrix.figures / 100.0)
        expected = ELECTRE1().evaluate(library_methods._mkdm(scaled, scaled.figures))
        names = np.array(matrix.vendors)[expected.kernel_where_]
        assert formulas.kernel(scaled) == tuple(names)


@pytest.mark.parametrize("method", REVERSAL_METHODS)
def test_the_rank_reversal_test_judges_as_the_library_does(method):
    found = []
    for seed in range(PROBLEMS):
        matrix = problem(seed)
        decision = matrix_decision(matrix.figures.tolist(), matrix.weights.tolist())
        found.append(best_stays_best(decision, method))
        assert found[-1] == library_reversal.best_stays_best(decision, method)
    assert {True, None} <= set(found)


def test_how_far_methods_agree_is_worked_out_without_the_library():
    script = (
        "import sys\n"
        "from hand_made import matrix_decision\n"
        "problem = matrix_decision([[80, 20], [60, 70], [30, 90]], [0.7, 0.3])\n"
        "found = problem.robustness(samples=100, methods=True).agreement\n"
        "print(len(found.results), *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    count, *modules = done.stdout.split()
    assert int(count) > len(OUTRANKING)
    assert not {"skcriteria", "pulp", "matplotlib", "seaborn", "networkx", "sklearn"} & set(modules)
