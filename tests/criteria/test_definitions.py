"""Figures and their definitions: mixed or missing ones are a warning, since they do not compare."""

from __future__ import annotations

import pandas as pd
import pytest

import vendor_score
from vendor_score.criteria.load import load_criteria
from vendor_score.errors import CriteriaError

SETTINGS = {
    "criteria": [
        {"id": "rate", "weight": 1, "answer": "percent", "value": {30: 0, 60: 100},
         "defined_by": "window"},
        {"id": "window", "answer": "choice",
         "options": {"same_day": {"label": "same day"}, "final": {"label": "final payment"}}},
    ]
}  # fmt: skip


def codes(*windows: str, rates: tuple[str, ...] = ("50%", "45%", "40%")) -> list[tuple]:
    table = pd.DataFrame(
        {"Vendor": ["A", "B", "C"], "rate": rates, "window": [*windows, "", "", ""][:3]}
    )
    found = vendor_score.load(table, criteria=SETTINGS).all_findings
    wanted = ("mixed-definitions", "undefined-figure")
    return [(f.code, str(f.severity), f.vendor) for f in found if f.code in wanted]


def test_one_definition_is_no_finding() -> None:
    assert codes("final payment", "final payment", "final payment") == []


def test_mixed_definitions_are_a_warning() -> None:
    assert codes("final payment", "same day", "final payment") == [
        ("mixed-definitions", "warning", None)
    ]


def test_a_figure_without_its_definition_is_a_warning() -> None:
    assert codes("final payment", "final payment") == [("undefined-figure", "warning", "C")]


def test_no_figure_needs_no_definition() -> None:
    assert codes("same day", "same day", rates=("50%", "45%", "")) == []


def test_the_definition_must_be_another_criterion() -> None:
    for id in ("rate", "windw"):
        wrong = {
            "criteria": [{**SETTINGS["criteria"][0], "defined_by": id}, SETTINGS["criteria"][1]]
        }
        with pytest.raises(CriteriaError) as caught:
            load_criteria(wrong)
        assert f"rate.defined_by: there is no group or criterion {id}" in caught.value.message("en")
