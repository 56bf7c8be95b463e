"""The modules of the view against Python: same weights, scores, ranks, tips and number texts."""

# ruff: noqa: E501 - lines of JavaScript

from __future__ import annotations

import base64
import gzip
import math
import random
from dataclasses import replace
from functools import cache
from random import Random

import hand_made as made
import pytest

from vendor_score import number_text
from vendor_score.criteria.model import Group, MissingRules
from vendor_score.decision import decide
from vendor_score.errors import WeightError
from vendor_score.kinds.rules import Rule
from vendor_score.present.page.page import bundle
from vendor_score.present.page.payload import payload
from vendor_score.present.report import Report
from vendor_score.robustness.acceptability import score_model
from vendor_score.robustness.assess import assess
from vendor_score.robustness.tipping import tipping_points
from vendor_score.robustness.verdict import verdict, verdict_facts
from vendor_score.weights import change_shares, leaf_shares

pytestmark = pytest.mark.browser

SEEDS = 12


@pytest.fixture(scope="module")
def modules(browser):
    """An empty page with all modules of the view at hand."""
    page = browser.new_page()
    page.evaluate(f"(() => {{ {bundle('main')} globalThis.modules = modules; }})()")
    yield page
    page.close()


def random_decision(seed: int):
    """A tree of any depth with zero weights, missing answers, exclusions, musts and relatives."""
    draw = random.Random(seed)
    ids = iter(f"n{i}" for i in range(1000))

    def leaf():
        id = next(ids)
        rule = draw.choice(["worst", "exclude", 40.0])
        changes = {"missing": MissingRules(default=rule)}
        if draw.random() < 0.2:
            changes["direction"] = draw.choice(["max", "min"])
        return made.leaf(id, draw.choice([0, 1, 2.5, 30]), **changes)

    def grow(depth):
        if depth == 0 or draw.random() < 0.3:
            return leaf()
        id = next(ids)
        inner = [grow(depth - 1) for _ in range(draw.randint(1, 4))]
        return made.group(id, draw.choice([1, 2, 15]), *inner)

    tops = [grow(draw.randint(0, 3)) for _ in range(draw.randint(2, 5))]
    tree = made.criteria(made.leaf("sure", 3), *tops)
    names = [f"V{i}" for i in range(draw.randint(2, 9))]

    def cell():
        if draw.random() < 0.2:
            return draw.choice(["blank", "refused", "not_applicable", "pending"])
        low = round(draw.uniform(0, 100), 3)
        return made.number(low, min(100.0, low + draw.choice([0, 0, 12.5])))

    given = {n: {c.id: cell() for c in tree.leaves()} for n in names}
    return made.decision(tree, given), draw


@cache
def problem(seed: int):
    """A random decision with its report and payload, made once for all tests of a seed."""
    decision, draw = random_decision(seed)
    report = as_report(decision)
    return decision, draw, report, payload(report)


def as_report(decision) -> Report:
    ranking = decision.rank()
    sure = assess(decision, samples=200, methods=False)
    said = verdict(decision, ranking, sure)
    return Report(decision=decision, ranking=ranking, robustness=sure, verdict=said, lang="en")


@pytest.mark.parametrize("seed", range(SEEDS))
def test_scores_and_ranks_are_python_s(modules, seed):
    decision, draw, _, plain = problem(seed)
    cases = [decision]
    for _ in range(4):
        cases.append(_reweighted(cases[-1], draw))
    found = modules.evaluate(
        """([payload, cases]) => {
            const model = modules.model.readPayload(payload);
            return cases.map(weights => {
                const { scores, ranks, contributions } = modules.score.rankVendors(model.problem, weights);
                return [scores, ranks, contributions.map(row => Array.from(row))];
            });
        }""",
        [plain, [case.weight_array.tolist() for case in cases]],
    )
    for case, (scores, ranks, contributions) in zip(cases, found, strict=True):
        ranking = case.rank()
        for i, name in enumerate(case.vendors):
            own = ranking.by_name[name]
            assert scores[i] == pytest.approx(own.score, abs=1e-9)
            assert ranks[i] == own.rank
            assert contributions[i] == pytest.approx(list(own.contributions.values()), abs=1e-9)


def _reweighted(decision, draw):
    nodes = [node.id for top in decision.weight_tree for node in top.walk()]
    for _ in range(20):
        try:
            return decision.with_weights(
                {draw.choice(nodes): draw.choice([0.0, draw.random(), 1.0])}
            )
        except WeightError:
            continue
    return decision


@pytest.mark.parametrize("seed", range(SEEDS))
def test_changed_shares_are_python_s(modules, seed):
    decision, draw, _, plain = problem(seed)
    tree = decision.weight_tree
    leaves = dict(decision.leaf_weights)
    nodes = [node.id for top in tree for node in top.walk()]
    targets = {id: round(draw.random() * 0.7, 4) for id in draw.sample(nodes, min(2, len(nodes)))}
    try:
        expected = list(change_shares(tree, leaves, targets).values())
    except WeightError:
        expected = None
    found = modules.evaluate(
        """([payload, targets]) => {
            const tree = modules.weights.weightTree(payload.tree);
            const entered = modules.weights.leafShares(tree);
            try { return [entered, modules.weights.changeShares(tree, payload.weights, new Map(targets))]; }
            catch (error) { return [entered, error.code]; }
        }""",
        [plain, list(targets.items())],
    )
    assert found[0] == pytest.approx(list(leaf_shares(tree).values()), abs=1e-12)
    if expected is None:
        assert isinstance(found[1], str)
    else:
        assert found[1] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_tipping_points_are_python_s(modules, seed):
    decision, _, _, plain = problem(seed)
    model = score_model(decision)
    found = modules.evaluate(
        """payload => {
            const model = modules.model.readPayload(payload);
            const { scores, ranks, order } = modules.score.rankVendors(model.problem, payload.weights);
            const vendors = order.filter(v => ranks[v] !== null);
            return [...model.tree.nodes.keys()].map(id => {
                const tip = modules.tipping.tippingPoint(
                    model.problem.points, vendors, model.tree, payload.weights, id, new Set());
                return [id, tip.low, tip.high];
            });
        }""",
        plain,
    )
    expected = {point.id: point for point in tipping_points(model)}
    for id, low, high in found:
        point = expected[id]
        assert (low, high) == pytest.approx((point.low, point.high), abs=1e-6), id


def decision_with_columns_alike(seed: int):
    """Answers left out, round figures that meet, and columns in which all answer alike."""
    draw = random.Random(seed)
    leaves = [
        made.leaf(
            f"c{i}",
            draw.choice([0, 5, 10, 30, 35]),
            missing=MissingRules(default=draw.choice(["exclude", "exclude", "worst", 40.0])),
        )
        for i in range(draw.randint(3, 7))
    ]
    grouped = [made.group("both", 20, *leaves[:2]), *leaves[2:]]
    tree = made.criteria(
        made.leaf("sure", 5, missing=MissingRules(default="exclude")),
        *(grouped if draw.random() < 0.6 else leaves),
    )
    alike = {c.id: draw.choice([0.0, 50.0, 100.0]) for c in tree.leaves() if draw.random() < 0.4}

    def cell(id: str):
        if id in alike:
            return made.number(alike[id])
        if draw.random() < 0.3:
            return "blank"
        return made.number(float(draw.choice([draw.randint(40, 95), 25 * draw.randint(0, 4)])))

    names = [f"V{i}" for i in range(draw.randint(2, 6))]
    given = {name: {c.id: cell(c.id) for c in tree.leaves()} for name in names}
    if draw.random() < 0.3:
        given[names[-1]] = given[names[0]]
    return made.decision(tree, given)


@pytest.mark.parametrize("seed", range(24))
def test_tipping_points_are_python_s_where_all_answer_alike(modules, seed):
    decision = decision_with_columns_alike(seed)
    found = modules.evaluate(
        """payload => {
            const model = modules.model.readPayload(payload);
            const { vendors, points } = modules.model.inTheRunning(model, new Set());
            return [...model.tree.nodes.keys()].map(id => {
                const tip = modules.tipping.tippingPoint(
                    points, vendors, model.tree, payload.weights, id, new Set());
                return [id, tip.low, tip.high, tip.below, tip.above];
            });
        }""",
        payload(as_report(decision)),
    )
    expected = {point.id: point for point in tipping_points(score_model(decision))}
    for id, low, high, below, above in found:
        point = expected[id]
        assert (low, high) == pytest.approx((point.low, point.high), abs=1e-6), id
        assert [decision.vendors[v] for v in below] == list(point.below), id
        assert [decision.vendors[v] for v in above] == list(point.above), id


def test_a_criterion_that_all_answer_alike_has_no_tip_near_its_end(modules):
    rule = {"missing": MissingRules(default="exclude")}
    tree = made.criteria(
        *(made.leaf(f"c{i}", weight, **rule) for i, weight in enumerate((35, 30, 35, 30))),
        made.leaf("agreed", 30),
    )
    rows = [(86, 70, 84, 94), (78, 49, None, 65), (70, 42, 76, 81), (67, 62, None, 70)]
    given = {
        f"V{at}": {f"c{i}": "blank" if x is None else float(x) for i, x in enumerate(row)}
        | {"agreed": 100.0}
        for at, row in enumerate(rows)
    }
    found = modules.evaluate(
        """payload => {
            const model = modules.model.readPayload(payload);
            const now = { weights: payload.weights, waived: new Set() };
            return modules.verdict.nearestTip(model, now, modules.score.rankVendors(model.problem, payload.weights));
        }""",
        payload(as_report(made.decision(tree, given))),
    )
    assert found is None


@pytest.mark.parametrize("seed", range(SEEDS))
def test_verdicts_are_python_s_word_for_word(modules, seed):
    decision, _, report, _ = problem(seed)
    facts = verdict_facts(decision, report.ranking, report.robustness)
    plain = payload(replace(report, facts=facts))
    found = modules.evaluate(
        """payload => ["en", "zh"].map(lang => {
            const t = modules.i18n.translator(payload, lang);
            const parts = payload.verdict_parts.map(part => t.label(part)).filter(Boolean);
            return parts.join(t("verdict.sentence_joint"));
        })""",
        plain,
    )
    assert found == [report.verdict["en"], report.verdict["zh"]]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_nearest_tipping_point_is_python_s(modules, seed):
    decision, _, _, plain = problem(seed)
    moved = _reweighted(decision, Random(seed))
    report = as_report(moved)
    expected = verdict_facts(moved, report.ranking, report.robustness).tip
    found = modules.evaluate(
        """([payload, weights]) => {
            const model = modules.model.readPayload(payload);
            const now = { weights, waived: new Set() };
            return modules.verdict.nearestTip(model, now, modules.score.rankVendors(model.problem, weights));
        }""",
        [plain, moved.weight_array.tolist()],
    )
    if expected is None:
        assert found is None
        return
    assert found["id"] == expected.id
    assert (found["now"], found["at"]) == pytest.approx((expected.now, expected.at), abs=1e-6)
    assert found["rises"] == expected.rises
    assert [decision.vendors[v] for v in found["first"]] == list(expected.first)


LEAD_SENTENCE = """([payload, weights, share, lang]) => {
    const model = modules.model.readPayload(payload);
    const scores = modules.score.rankVendors(model.problem, weights);
    const t = modules.i18n.translator(payload, lang);
    return modules.verdict.leadSentence(model, scores, share, t);
}"""


@pytest.mark.parametrize("seed", range(SEEDS))
def test_moved_weights_get_a_short_sentence_with_python_s_lead(modules, seed):
    decision, _, _, plain = problem(seed)
    moved = _reweighted(decision, Random(seed))
    weights = moved.weight_array.tolist()
    placed = [vendor for vendor in moved.rank().vendors if vendor.rank is not None]
    english = modules.evaluate(LEAD_SENTENCE, [plain, weights, 0.61, "en"])
    chinese = modules.evaluate(LEAD_SENTENCE, [plain, weights, 0.61, "zh"])
    if len(placed) > 1 and placed[1].rank == 2:
        leader, second = placed[:2]
        lead = number_text.gap(leader.score - second.score)
        assert english == (
            f"At your weights {leader.name} leads by {lead} points, ahead of {second.name}."
            " Of weightings within ±25% of these, 61.0% put it first."
        )
        assert chinese == (
            f"按您的权重，{leader.name}领先{second.name}{lead}分。在这些权重±25%以内的组合中，61.0%由其居首。"
        )
    elif placed:
        assert placed[0].name in english
        assert "61" not in english + chinese


@pytest.mark.parametrize(("lead", "is_told"), [(0.0, False), (0.2, False), (0.4, True)])
def test_a_lead_that_rounding_can_make_is_not_called_one(modules, lead, is_told):
    tree = made.criteria(made.leaf("a", 1), made.leaf("b", 1))
    points = {"First": (60 + 2 * lead, 50), "Second": (60, 50)}
    given = {
        name: {id: made.number(x, x) for id, x in zip("ab", both, strict=True)}
        for name, both in points.items()
    }
    plain = payload(as_report(made.decision(tree, given)))
    plain["given"] = {"decimals": 1, "scores": [55.1, 55.0], "ranks": [1, 2], "order": [0, 1]}
    said = modules.evaluate(LEAD_SENTENCE, [plain, [0.5001, 0.4999], 0.61, "en"])
    assert ("leads by about" in said) == is_told
    assert ("about 61.0% put it first" in said) == is_told
    assert ("too close to part: the figures of this page are rounded" in said) != is_told
    assert (
        modules.evaluate(LEAD_SENTENCE, [plain, [0.5001, 0.4999], None, "en"]).count("weightings")
        == 0
    )


@pytest.mark.parametrize("seed", range(SEEDS))
def test_waived_musts_rank_and_conclude_as_in_python(modules, seed):
    """Relative criteria are scored anew over the vendor let in; the verdict follows."""
    decision, _, _, _ = problem(seed)
    broken = knocked_out(decision, Random(seed))
    plain = payload(as_report(broken))
    names = list(dict.fromkeys(out.vendor for out in broken.knock_outs))
    waived = broken
    for out in broken.knock_outs:
        waived = waived.with_waived(out.vendor, out.criterion)
    expected = waived.rank()
    scores, ranks = modules.evaluate(
        """([payload, waived]) => {
            const model = modules.model.readPayload(payload);
            const found = modules.score.rankVendors(model.problem, payload.weights, new Set(waived));
            return [found.scores, found.ranks];
        }""",
        [plain, [broken.vendors.index(name) for name in names]],
    )
    for i, name in enumerate(broken.vendors):
        assert scores[i] == pytest.approx(expected.by_name[name].score, abs=1e-9)
        assert ranks[i] == expected.by_name[name].rank


def knocked_out(decision, draw: Random):
    """The same problem with a must on a criterion that some vendors miss."""
    id = draw.choice([leaf.id for leaf in decision.criteria.leaves()])
    must = Rule(">= 60", ">=", (60.0,))

    def with_must(node):
        if isinstance(node, Group):
            return replace(node, children=tuple(with_must(child) for child in node.children))
        return replace(node, must=must) if node.id == id else node

    tree = replace(decision.criteria, children=tuple(map(with_must, decision.criteria.children)))
    return decide(tree, decision.answers)


def test_numbers_look_as_in_python(modules):
    draw = random.Random(1)
    figures = [0, 0.04, 0.05, 0.25, 0.75, 1.25, 99.95, 99.96, 100, 1e-9, 12000, 17.5, 1234567.891]
    figures += [draw.uniform(0, 100) for _ in range(300)] + [i / 8 for i in range(400)]
    found = modules.evaluate(
        """figures => figures.map(x => {
            const { points, share, number, gap } = modules.display;
            return [points(x), share(x / 100), number(x), gap(x)];
        })""",
        figures,
    )
    for x, shown in zip(figures, found, strict=True):
        python = [
            number_text.points(x),
            number_text.share(x / 100),
            number_text.number(x),
            number_text.gap(x),
        ]
        assert shown == python, x


@pytest.mark.parametrize("seed", range(SEEDS))
def test_settings_survive_the_way_through_a_short_text(modules, seed):
    decision, draw, _, plain = problem(seed)
    changed = _reweighted(_reweighted(decision, draw), draw).weight_array.tolist()
    found = modules.evaluate(
        """([payload, weights]) => {
            const { settingText, readSetting } = modules.setting;
            const tree = modules.weights.weightTree(payload.tree);
            const text = settingText(tree, payload.entered, { weights, locks: ["sure"], lang: "zh" });
            const read = readSetting(tree, payload.entered, `#${text}`);
            return [read.weights, [...read.locks], read.lang];
        }""",
        [plain, changed],
    )
    assert found[0] == pytest.approx(changed, abs=1e-12)
    assert found[1:] == [["sure"], "zh"]


def test_sampled_acceptability_is_near_python_s(modules):
    decision, _, _, plain = problem(3)
    sure = assess(decision, samples=60_000, methods=False)
    found = modules.evaluate(
        """payload => {
            const model = modules.model.readPayload(payload);
            const scores = modules.score.rankVendors(model.problem, payload.weights);
            const store = { now: { weights: payload.weights, waived: new Set(), locks: new Set() } };
            const confidence = new modules.confidence.Confidence(model, store);
            return modules.acceptability.sampleRanks(confidence.problem(payload.sure.smaa.vendors));
        }""",
        plain,
    )
    for mine, python in zip(found["ranks"], sure.smaa.ranks.tolist(), strict=True):
        assert mine == pytest.approx(python, abs=0.02)
    for mine, python in zip(found["ahead"], sure.smaa.ahead.tolist(), strict=True):
        assert all(
            math.isclose(a, b, abs_tol=0.02)
            for a, b in zip(mine, python, strict=True)
            if not math.isnan(b)
        )


def test_packed_texts_are_unpacked_as_they_were(browser):
    page = browser.new_page()
    page.evaluate(f"(() => {{ {bundle('packed')} globalThis.modules = modules; }})()")
    draw = random.Random(5)
    texts = [
        "",
        "a",
        "供应商 🦊" * 3,
        "ab" * 40_000,
        "".join(draw.choices("abcdef 供应", k=70_000)),
    ]
    noise = base64.b64encode(draw.randbytes(90_000)).decode()
    for text in (*texts, noise):
        for level in (0, 1, 9):
            packed = base64.b64encode(gzip.compress(text.encode(), level)).decode()
            assert page.evaluate("text => modules.packed.unpackedText(text)", packed) == text
    page.close()


def test_weights_and_values_multiply_out_as_shown_and_weights_add_up(modules):
    draw = random.Random(7)
    for _ in range(200):
        raw = [draw.random() ** 3 + 0.001 for _ in range(draw.randint(1, 12))]
        rows = [
            {"value": round(draw.uniform(0, 100), draw.randint(0, 4)), "weight": each / sum(raw)}
            for each in raw
        ]
        shown = modules.evaluate("(rows) => modules.display.multiplied(rows)", rows)
        percents = [0.05 if "<" in each["weight"] else float(each["weight"].strip("%>"))
                    for each in shown]  # fmt: skip
        for row, each, percent in zip(rows, shown, percents, strict=True):
            product = float(number_text.points(row["value"] * row["weight"]))
            assert float(each["value"]) * percent / 100 == pytest.approx(product, abs=0.0501)
        if not any("<" in each["weight"] for each in shown):
            assert sum(percents) == pytest.approx(100, abs=1e-9)


def test_two_figures_are_shown_as_python_shows_them(modules):
    draw = random.Random(8)
    pairs = [[draw.uniform(0, 100)] * 2 for _ in range(300)]
    pairs = [[a, min(100.0, b + draw.choice([0, 0.004, 0.03, 0.4, 9]))] for a, b in pairs]
    found = modules.evaluate(
        "(pairs) => pairs.map((pair) => modules.display.differing(...pair))", pairs
    )
    assert found == [list(number_text.differing(*pair)) for pair in pairs]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_shares_and_scores_are_shown_as_python_shows_them(modules, seed):
    decision, draw, _, plain = problem(seed)
    tops = [
        sum(decision.leaf_weights[leaf.id] for leaf in node.leaves())
        for node in decision.weight_tree
    ]
    scores = sorted((round(draw.uniform(60, 61), 3) for _ in range(9)), reverse=True)
    found = modules.evaluate(
        """([payload, scores]) => {
            const { tree } = modules.model.readPayload(payload);
            const shown = modules.weights.shownShares(tree, payload.weights);
            const inside = tree.roots.filter(node => node.children.length).map(node =>
                [shown.get(node.id), node.children.map(child => shown.get(child.id))]);
            return [tree.roots.map(node => shown.get(node.id)), modules.display.apart(scores), inside];
        }""",
        [plain, scores],
    )
    assert found[0] == number_text.shares(tops)
    assert found[1] == number_text.apart(scores)
    for group, children in found[2]:
        parts = [0.0 if "<" in text else float(text.strip("%<>")) for text in children]
        assert sum(parts) == pytest.approx(
            float(group.strip("%<>")), abs=0.11 if "<" in group else 1e-6
        )


def test_value_times_weight_is_the_contribution_where_weight_is_handed_on(modules):
    rule = {"missing": MissingRules(default="exclude")}
    tree = made.criteria(made.leaf("a", 1, **rule), made.leaf("b", 2), made.leaf("c", 3, **rule))
    given = {"A": {"a": "blank", "b": 70.0, "c": 40.0}, "B": {"a": 20.0, "b": 30.0, "c": 90.0}}
    found = modules.evaluate(
        """payload => {
            const model = modules.model.readPayload(payload);
            const scores = modules.score.rankVendors(model.problem, payload.weights);
            return payload.points.map((row, v) => row.map((value, c) => [
                value, modules.card.countingWeight(model, scores, v, c, payload.weights[c]),
                scores.contributions[v][c]]));
        }""",
        payload(as_report(made.decision(tree, given))),
    )
    for row in found:
        assert sum(weight for _, weight, _ in row) == pytest.approx(1)
        for value, weight, contribution in row:
            assert (value or 0) * weight == pytest.approx(contribution)
