"""What the page's charts are drawn from, against Python: whiskers, counted methods, ticks, inks."""

# ruff: noqa: E501 - lines of JavaScript

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from test_modules import SEEDS, _reweighted, as_report, modules, problem  # noqa: F401 - a fixture

from vendor_score.present import page as view
from vendor_score.present.charts.chart import STEPS

pytestmark = pytest.mark.browser

SPANS = """([payload, weights]) => {
    const model = modules.model.readPayload(payload);
    const store = new modules.store.Store(model.tree, payload.entered, weights);
    return modules.whiskers.placeSpans(model, store, modules.score.rankVendors(model.problem, weights));
}"""


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whiskers_at_moved_weights_are_python_s(modules, seed):  # noqa: F811
    decision, _, _, plain = problem(seed)
    moved = _reweighted(decision, Random(seed))
    expected = as_report(moved).robustness.missing_ranks
    ranked = {vendor.name for vendor in moved.rank().vendors if vendor.rank is not None}
    found = modules.evaluate(SPANS, [plain, moved.weight_array.tolist()])
    for vendor, span in zip(decision.vendors, found, strict=True):
        if vendor in ranked:
            assert span == [expected[vendor].best, expected[vendor].worst], vendor


METHODS = """([payload, lang]) => {
    const model = modules.model.readPayload(payload);
    const t = modules.i18n.translator(payload, lang);
    return modules.methods_block.methodsSentence({ model, t }, payload.sure.methods);
}"""


def methods_of(firsts: list[list[int]]) -> dict:
    results = [
        {"method": f"m{i}", "label": {"en": f"M{i}"}, "headline": i == 0, "ranks": [1, 2, 3],
         "first": first, "reason": None}
        for i, first in enumerate(firsts)
    ]  # fmt: skip
    unranked = {**results[0], "ranks": None, "first": [], "reason": {"en": "needs four vendors"}}
    return {"kendall_w": 0.9, "same_first": True, "results": [*results, unranked]}


@pytest.mark.parametrize(
    ("firsts", "said"),
    [
        ([[0]] * 20 + [[1], [1], [2]], "20 of 23 methods put A first, 2 put B first and 1 put C first."),
        ([[1], [1], [0, 1]], "2 of 3 methods put B first, 1 put several vendors level in first place."),
        ([[0]] * 3, "3 of 3 methods put A first."),
    ],
)  # fmt: skip
def test_other_methods_are_one_counted_sentence(modules, firsts, said):  # noqa: F811
    _, _, _, plain = problem(0)
    vendors = [{**plain["vendors"][0], "name": name} for name in "ABC"]
    sure = {**plain["sure"], "methods": methods_of(firsts)}
    given = {
        **plain, "vendors": vendors, "sure": sure, "points": [plain["points"][0]] * 3,
        "relative": [], "order": [0, 1, 2],
    }  # fmt: skip
    assert modules.evaluate(METHODS, [given, "en"]) == said
    assert modules.evaluate(METHODS, [given, "zh"]).endswith("。")


@pytest.mark.parametrize(
    ("low", "high"), [(0, 100), (-1.7, 1.1), (0, 0.004), (4.5, 4.9), (12_000, 98_000), (-3, 0)]
)
def test_ticks_are_round_few_and_within(modules, low, high):  # noqa: F811
    found = modules.evaluate("([low, high]) => modules.chart_frame.ticks(low, high)", [low, high])
    assert 2 <= len(found) <= 7
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in found)
    steps = {round(b - a, 12) for a, b in pairwise(found)}
    assert len(steps) == 1
    if low <= 0 <= high:
        assert 0 in found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def test_every_step_has_an_ink_that_reads_on_it_and_the_page_has_the_same_steps():
    for colour, ink in STEPS:
        assert contrast(colour, ink) >= 4.5
    css = Path(view.__file__).with_name("web").joinpath("charts.css").read_text("utf-8")
    light, dark = css.split("prefers-color-scheme: dark", 1)
    assert re.findall(r"--q\d+: (#\w{6})", light) == [colour for colour, _ in STEPS]
    steps = re.findall(r"--q\d+: (#\w{6})", dark)
    inks = dict(re.findall(r"--on-(\w+): (#\w{6})", dark))
    for at, colour in enumerate(steps):
        assert contrast(colour, inks["low" if at < 7 else "mid" if at == 7 else "high"]) >= 4.5
    # the fuller the blue, the better: from step to step away from the ground
    assert all(luminance(a) > luminance(b) for a, b in pairwise(colour for colour, _ in STEPS))
    assert all(luminance(a) < luminance(b) for a, b in pairwise(steps))
