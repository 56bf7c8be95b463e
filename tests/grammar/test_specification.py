"""The trade's 144 worked examples, to the letter."""

import pytest
from specification import BY_KIND, EXAMPLES, NON_ANSWERS

from vendor_score.kinds.readings import parse_answer

EXTRA = ("items", "parts", "within_s", "industry_delta_pct", "commission_pct")


def test_all_examples_are_there():
    assert sum(map(len, BY_KIND.values())) + len(NON_ANSWERS) == 144


@pytest.mark.parametrize(("kind", "text", "meaning"), EXAMPLES)
def test_reads_as_the_domain_reference_says(kind, text, meaning):
    low, high, unit, flags, more = meaning
    reading = parse_answer(text, kind)
    assert (reading.low, reading.high, reading.unit) == (low, high, unit)
    assert set(reading.flags) == flags
    assert {k: getattr(reading, k) for k in EXTRA} == {**dict.fromkeys(EXTRA), **more}
