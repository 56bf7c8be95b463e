"""Numbers as a person sees them. Formats and results are those of Excel, except that dates are
always written as ISO 8601."""

import pytest

from vendor_score.questionnaire.files.cell_formats import BUILT_IN, number_format

SHOWN = [
    ("0%", 0.92, "percent", "92%"),
    ("0.0%", 0.008, "percent", "0.8%"),
    ("0%", 0.285, "percent", "29%"),
    ("≥0%", 0.95, "percent", "≥95%"),
    ('"≤"0"秒"', 20, "number", "≤20秒"),
    ('General"秒"', 25, "number", "25秒"),
    ("General", 0.1 + 0.2, "number", "0.3"),
    ("General", 1e15, "number", "1E+15"),
    ("General", 123456789012, "number", "123456789012"),
    ("General", 1.5e-7, "number", "0.00000015"),
    ("#,##0.00", 1234567.891, "number", "1,234,567.89"),
    ("#,##0", 0, "number", "0"),
    ("#", 0, "number", "0"),
    ("0.00", 1.005, "number", "1.01"),
    ("0.0", 0.25, "number", "0.3"),
    ("0.0", -0.04, "number", "0.0"),
    ("0.0", -0.06, "number", "-0.1"),
    ("0.##", 3.14159, "number", "3.14"),
    ("0.##", 3.1, "number", "3.1"),
    ("00000", 42, "number", "00042"),
    ("000-0000", 1234567, "number", "123-4567"),
    ('0.0,"K"', 12345, "number", "12.3K"),
    ("#,##0_);[Red]\\(#,##0\\)", -7, "number", "(7)"),
    ('0;-0;"无"', 0, "number", "无"),
    ('[>=1]0.0"h";0"min"', 0.5, "number", "1min"),
    ('[>=1]0.0"h";0"min"', 2, "number", "2.0h"),
    (";;;", 5, "number", "5"),
    ("[$¥-804]#,##0", 9800, "number", "¥9,800"),
    ("¥#,##0.00", -1.5, "number", "-¥1.50"),
    ("0.00E+00", 12345, "number", "1.23E+04"),
    ("# ?/?", 1.5, "number", "1 1/2"),
    ("h:mm", 25 / 1440, "time", "0:25"),
    ("h:mm AM/PM", 0.75, "time", "6:00 PM"),
    ('上午/下午h"时"mm"分"', 0.75, "time", "下午6时00分"),
    ("mm:ss", 85 / 86400, "duration", "01:25"),
    ("[h]:mm:ss", 1.5, "duration", "36:00:00"),
    ("[s]", 90 / 86400, "duration", "90"),
    ("mm:ss.0", 1.5 / 86400, "duration", "00:01.5"),
    ("yyyy-mm-dd", 45780, "date", "2025-05-03"),
    ("d-mmm", 45721, "date", "2025-03-05"),
    ('m"月"d"日"', 45721, "date", "2025-03-05"),
    ("yyyy-mm-dd hh:mm", 45780.354166666664, "date", "2025-05-03 08:30:00"),
    ("yyyy-mm-dd", 1, "date", "1900-01-01"),
    ("yyyy-mm-dd", 60, "date", "1900-02-29"),
    ("yyyy-mm-dd", 61, "date", "1900-03-01"),
    ("yyyy-mm-dd", -1, "date", "#####"),
    ("yyyy-mm-dd", 1e300, "date", "#####"),
]


@pytest.mark.parametrize(("code", "value", "kind", "text"), SHOWN)
def test_a_number_in_its_format(code, value, kind, text):
    assert number_format(code).read(value)[:2] == (kind, text)


def test_times_and_durations_are_numbers_of_seconds():
    assert number_format("h:mm").read(25 / 1440)[2] == 1500
    assert number_format("mm:ss").read(85 / 86400)[2] == 85
    assert number_format("[h]:mm").read(1.5)[2] == 129_600


def test_a_text_format_puts_its_words_around_the_text():
    assert number_format('@"秒"').text("25") == "25秒"
    assert number_format("0").text("25") == "25"


@pytest.mark.parametrize(
    "code",
    [*BUILT_IN.values(), "", "[", '"', "\\", "0.0.0", "//", "E+", "[h", "%%%", "0" * 999, "?" * 50],
)
@pytest.mark.parametrize("value", [0.0, 1.0, -1.0, 0.5, 1e-300, 1e300, -1e300, 45780.5])
def test_no_format_and_no_number_fails(code, value):
    kind, text, number = number_format(code).read(value)
    assert kind in {"number", "percent", "date", "time", "duration"}
    assert text
    assert isinstance(number, int | float)
