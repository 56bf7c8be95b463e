"""A small decision, for the tests of the command line."""

from __future__ import annotations

import pytest
from shortlist import ROWS, decided

from vendor_score.decision import Decision
from vendor_score.findings import Finding, Severity, Source


@pytest.fixture
def decision() -> Decision:
    conflict = Finding(
        code="stale-override",
        severity=Severity.ERROR,
        vendor="Lumen",
        criterion="cases_points",
        source=Source(file="Lumen.xlsx", sheet="Answers", cell="C3"),
        found="60",
    )
    return decided(ROWS, (conflict,))
