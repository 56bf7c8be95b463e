"""Why B is not ahead of A: the page's paragraph is Python's, word for word."""

from __future__ import annotations

import random
from dataclasses import replace

import hand_made as made
import pytest

from vendor_score.criteria.model import MissingRules
from vendor_score.kinds.rules import Rule
from vendor_score.kinds.value_functions import Anchors, ItemPoints, OptionPoints, YesNoPoints
from vendor_score.present.page.page import bundle
from vendor_score.present.page.payload import payload
from vendor_score.present.report import Report
from vendor_score.records import EvidenceState, Option, Reading
from vendor_score.robustness.assess import assess
from vendor_score.robustness.compare import why_not_of, why_not_text
from vendor_score.robustness.verdict import verdict

pytestmark = pytest.mark.browser

PARAGRAPH = """([payload, weights, pair, lang]) => {
    const model = modules.model.readPayload(payload);
    const now = { weights, locks: new Set(), waived: new Set() };
    const scores = modules.score.rankVendors(model.problem, weights);
    return modules.why_not.whyNot(model, now, scores, pair[0], pair[1], modules.i18n.translator(payload, lang));
}"""  # noqa: E501
SPEED = Anchors(((5.0, 100.0), (20.0, 60.0), (60.0, 0.0)), "s", 0.0, None)
HILL = Anchors(((0.0, 0.0), (40.0, 100.0), (90.0, 10.0)), "%", 0.0, 100.0)
OPTIONS = {"own": 100.0, "mixed": 55.0, "shared": 20.0}
ITEMS = {"iso": 45.0, "soc": 30.0, "pci": 20.0, "mlps2": 15.0, "mlps3": 35.0}


@pytest.fixture(scope="module")
def modules(browser):
    page = browser.new_page()
    page.evaluate(f"(() => {{ {bundle('main')} globalThis.modules = modules; }})()")
    yield page
    page.close()


def named(ids) -> tuple[Option, ...]:
    return tuple(Option(id=id, label=made.words(id.upper())) for id in ids)


def random_problem(seed: int):
    """Every form of value function, musts, evidence discounts and answers left out."""
    draw = random.Random(seed)
    rule = {"missing": MissingRules(default=draw.choice(["worst", "exclude", 30.0]))}
    at_most = Rule(text="<= 50", form="<=", operands=(50.0,), unit="s", natural_low=0.0)
    discount = {EvidenceState.NONE: 0.2, EvidenceState.CLAIMED: 0.1}
    lists = ItemPoints(ITEMS, 90.0, (frozenset({"mlps2", "mlps3"}),))
    tree = made.criteria(
        made.leaf("speed", 3, answer="duration", unit="s", value=SPEED, must=at_most, **rule),
        made.leaf("hill", 2, answer="percent", unit="%", value=HILL, evidence_discount=discount),
        made.leaf(
            "staff", 2, answer="count", value=Anchors(((0.0, 0.0), (30.0, 100.0)), None, 0.0)
        ),
        made.leaf("seats", 2, answer="choice", value=OptionPoints(OPTIONS), options=named(OPTIONS)),
        made.leaf("certs", 3, answer="list", value=lists, options=named(ITEMS), **rule),
        made.leaf("agreed", 1, answer="yes_no", value=YesNoPoints(100.0, 0.0), **rule),
        made.leaf("plain", 1),
        *(
            made.leaf(f"rel{way}", draw.choice([1, 2]), direction=way, **rule)
            for way in ("max", "min")
            if draw.random() < 0.5
        ),
    )
    relative = [leaf.id for leaf in tree.leaves() if leaf.is_relative]

    def reading(kind, low, high=None, unit=None, items=None):
        high = low if high is None else high
        given = made.answered(
            Reading(text="x", kind=kind, low=low, high=high, unit=unit, items=items)
        )
        return replace(given, evidence=draw.choice(list(EvidenceState)))

    def vendor():
        low = round(draw.uniform(3, 49), 1)
        some = tuple(id for id in ITEMS if draw.random() < 0.4)
        word = draw.choice([(1.0, 1.0), (0.0, 0.0), (0.0, 1.0)])
        cells = {
            "speed": reading("duration", low, draw.choice([low, min(50.0, low + 6)]), "s"),
            "hill": reading("percent", float(draw.randint(1, 99)), unit="%"),
            "staff": reading("count", float(draw.randint(1, 28))),
            "seats": reading("choice", None, items=(draw.choice(list(OPTIONS)),)),
            "certs": reading("list", None, items=some),
            "agreed": reading("yes_no", *word),
            "plain": round(draw.uniform(20, 80), 2),
            **{id: round(draw.uniform(1, 9), 1) for id in relative},
        }
        return {id: "blank" if draw.random() < 0.15 else cell for id, cell in cells.items()}

    names = [f"V{i}" for i in range(4)]
    return made.decision(tree, {name: vendor() for name in names})


def as_payload(decision):
    ranking, sure = decision.rank(), assess(decision, samples=20, methods=False)
    said = verdict(decision, ranking, sure)
    return payload(
        Report(decision=decision, ranking=ranking, robustness=sure, verdict=said, lang="en")
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_paragraph_is_python_s_for_every_pair(modules, seed):
    decision = random_problem(seed)
    plain = as_payload(decision)
    moved = decision.with_weights({"speed": 0.4, "certs": 0.05})
    for case in (decision, moved):
        for a, b in ((0, 1), (1, 0), (2, 3), (3, 0)):
            found = modules.evaluate(PARAGRAPH, [plain, case.weight_array.tolist(), [a, b], "en"])
            names = decision.vendors[a], decision.vendors[b]
            expected = why_not_text(why_not_of(case, *names), case, "en")
            assert found == expected


def test_the_paragraph_is_python_s_in_chinese(modules):
    decision = random_problem(3)
    plain = as_payload(decision)
    found = modules.evaluate(PARAGRAPH, [plain, plain["weights"], [0, 1], "zh"])
    expected = why_not_text(why_not_of(decision, *decision.vendors[:2]), decision, "zh")
    assert found == expected


def test_equal_answers_make_no_difference_in_the_page(modules):
    tree = made.criteria(
        made.leaf("rate", 40, missing=MissingRules(default="exclude")), made.leaf("held", 60)
    )
    given = {"A": {"rate": 30.0, "held": 50.0}, "B": {"rate": "blank", "held": 50.0}}
    found = modules.evaluate(
        """payload => {
            const model = modules.model.readPayload(payload);
            const now = { weights: payload.weights, locks: new Set(), waived: new Set() };
            const scores = modules.score.rankVendors(model.problem, payload.weights);
            return modules.why_not.pairDifferences(model, now, scores, 0, 1)
                .map((d) => d.difference);
        }""",
        as_payload(made.decision(tree, given)),
    )
    assert found == pytest.approx([-8.0, 0.0])
