"""Finished reports on small problems, with little sampling or none."""

from __future__ import annotations

from functools import cache

import numpy as np

from vendor_score.present.redact import redacted
from vendor_score.present.report import Report
from vendor_score.robustness.records import Acceptability, Diagnostics, Robustness
from vendor_score.wording import Label

VERDICT = Label(en="A leads clearly.", zh="A明显领先。")


def report_of(decision, *, method="weighted-sum", lang="en", audience="buyer", is_assessed=False):
    """A report; ``is_assessed`` computes its robustness, else it is an empty record."""
    robustness = decision.robustness(samples=500) if is_assessed else nothing_known()
    return redacted(
        Report(
            decision=decision,
            ranking=decision.rank(method),
            robustness=robustness,
            verdict=VERDICT,
            lang=lang,
            audience=audience,
            findings=decision.all_findings,
        )
    )


@cache
def nothing_known():
    none = np.zeros((0, 0))
    return Robustness(
        tipping=(),
        smallest_changes={},
        smallest_group_changes={},
        smaa=Acceptability(
            vendors=(),
            criteria=(),
            samples=0,
            seed=0,
            weights="stated",
            band=0.25,
            ranks=none,
            ranks_weights_only=none,
            ahead=none,
            expected_rank=none[0:0, 0:0].ravel(),
            central_weights={},
            confidence={},
        ),
        missing_ranks={},
        agreement=None,
        to_win={},
        proven_only=None,
        weight_sets=(),
        leave_one_out=(),
        diagnostics=Diagnostics(
            all_alike=(), double_counting=(), never_matters=(), effective_weights=None
        ),
    )
