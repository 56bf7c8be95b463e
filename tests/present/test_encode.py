"""Records as plain data: vendors by name for scripts, by position for the page."""

from __future__ import annotations

import json

import numpy as np
from hand_made import criteria, decision, group, leaf

from vendor_score.present.model import encode, renamed
from vendor_score.robustness.records import LeaveOneOut, TippingPoint

NAMES = ("Lantu Service", "__proto__", "云帆电商")
POINT = TippingPoint(
    id="speed", weight=0.3, low=0.1, high=0.6, below=("云帆电商",), above=("__proto__",),
    order_low=0.2, order_high=0.5,
)  # fmt: skip


def assessed():
    tree = criteria(group("g", 2, leaf("a", 2), leaf("b", 1)), leaf("c", 1))
    points = ((80, 20, 50), (40, 90, 60), (10, 30, 95))
    given = {
        name: dict(zip("abc", row, strict=True)) for name, row in zip(NAMES, points, strict=True)
    }
    made = decision(tree, given)
    return made, made.robustness(samples=300)


def test_vendors_are_named_where_no_order_is_given():
    row = encode(POINT)
    assert (row["below"], row["above"], row["low"]) == (["云帆电商"], ["__proto__"], 0.1)


def test_vendors_are_positions_where_an_order_is_given():
    row = encode(POINT, NAMES)
    assert (row["below"], row["above"]) == ([2], [1])


def test_a_left_out_criterion_has_no_vendor():
    left = LeaveOneOut(
        kind="criterion", vendor=None, criterion="speed", first=("__proto__",),
        changes_first=np.bool_(True), changes_scores=False,
    )  # fmt: skip
    row = encode(left, NAMES)
    assert (row["vendor"], row["first"], row["changes_first"]) == (None, [1], True)
    assert type(row["changes_first"]) is bool


def test_arrays_are_named_row_by_row_or_stay_lists():
    made, robustness = assessed()
    named, numbered = encode(robustness), encode(robustness, made.vendors)
    vendors = robustness.smaa.vendors
    assert named["smaa"]["ranks"][vendors[0]] == robustness.smaa.ranks[0].tolist()
    assert named["smaa"]["ahead"][vendors[0]][vendors[1]] == robustness.smaa.ahead[0, 1]
    assert numbered["smaa"]["ahead"] == robustness.smaa.ahead.tolist()


def test_no_record_of_robustness_tells_a_vendors_name_where_vendors_are_numbered():
    """A field for vendors that the encoder does not know of would be found here."""
    made, robustness = assessed()
    rows = encode(robustness, made.vendors)
    for found in rows["agreement"]["results"]:
        del found["reason"]  # a sentence, which may name them
    by_position = json.dumps(rows, ensure_ascii=False)
    assert not [name for name in NAMES if name in by_position]
    assert all(name in json.dumps(encode(robustness), ensure_ascii=False) for name in NAMES)


def test_figures_by_vendor_are_lists_over_all_vendors_in_their_order():
    made, robustness = assessed()
    rows = encode(robustness, made.vendors)
    assert [row["best"] for row in rows["missing_ranks"]] == [
        robustness.missing_ranks[name].best for name in made.vendors
    ]
    assert encode(robustness, (*NAMES, "newcomer"))["missing_ranks"][3] is None


def test_a_surface_names_and_orders_the_fields_it_shows():
    row = renamed(encode(POINT), {"to": "high", "from": "low"})
    assert list(row.items()) == [("to", 0.6), ("from", 0.1)]
