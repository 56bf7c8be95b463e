"""Yes and no with clients named beside them: their names qualify nothing."""

import pytest

from vendor_score.kinds.readings import parse_answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("是，三只松鼠", (1, 1)),
        ("有，广州美妆有限公司", (1, 1)),
        ("是，服务过宝洁（中国）有限公司", (1, 1)),
        ("是，全棉时代有限责任公司2年", (1, 1)),
        ("Yes: Brand Company Limited", (1, 1)),
        ("无，曾与广州美妆有限公司洽谈", (0, 0)),
        ("有限支持", (0, 1)),
        ("只在天猫店支持", (0, 1)),
        ("Limited support", (0, 1)),
    ],
)
def test_a_company_is_limited_and_the_answer_is_not(text, expected) -> None:
    reading = parse_answer(text, "yes_no")
    assert (reading.low, reading.high) == expected
