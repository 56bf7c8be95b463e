"""Laws of the grammar: it never raises, cleans harmlessly, and reads what it writes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specification import EXAMPLES

from vendor_score.grammar.numerals import MAX_LENGTH, clean
from vendor_score.kinds import KINDS
from vendor_score.kinds.readings import format_reading, parse_answer, state_of
from vendor_score.records import AnswerState

ANY_KIND = st.sampled_from(list(KINDS))
PIECES = [
    "20", "1.5", "95", "0.8", "1,200", "3-5", "15~20", "二十", "七八", "半", "十几", "4.8",
    "2016", "1万", "9:00", "秒", "s", "分钟", "min", "小时", "天", "年", "个月", "%", "‰", "成",
    "分", "/5", "人", "家", "元", "$", "/月", "/人", "per seat", "per hour", "约", "左右", "≤",
    "≥", "以内", "以上", "+", "不", "no", "not", "没有", "无", "是", "yes", "(", ")", "/", ",",
    ";", "\n", " ", "-", "~", "至", "to", "首响", "平响", "售前", "售后", "大促", "目标",
    "提升", "高于同行", "近30天", "ISO27001", "等保三级", "申请中", "见附件", "保密", "TBD",
    "待定", "□", "√", "×", "only", "仅", "VIP", "and", "or", "1/2", "１５", "\u200b", "😀", "¼",
    "①",
]  # fmt: skip
ANSWERS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
TEXTS = st.one_of(st.text(max_size=60), ANSWERS)
UNITS = st.sampled_from(
    [None, "s", "min", "h", "days", "months", "years", "h/day", "%", "CNY", "people"]
)


def value(reading):
    return (
        reading.low, reading.high, reading.unit, reading.items, reading.parts, reading.within_s,
        reading.commission_pct, reading.industry_delta_pct,
    )  # fmt: skip


def read(text, kind, unit=None):
    return parse_answer(
        text, kind, unit if kind in {"duration", "count", "number", "years"} else None
    )


@given(TEXTS, ANY_KIND, UNITS)
@settings(deadline=None, max_examples=600)
def test_no_text_raises_and_what_has_no_value_says_why(text, kind, unit):
    reading = read(text, kind, unit)
    assert reading.text == text
    if reading.low is not None and reading.high is not None:
        assert reading.low <= reading.high
    if state_of(reading) is not AnswerState.ANSWERED:
        assert reading.flags
        assert not reading.has_value
    assert len(reading.flags) == len(set(reading.flags))


@given(
    TEXTS, ANY_KIND, st.sampled_from(["  {}  ", "\u200b{}\ufeff", "\u3000{}\n", "\t{}", "{}\u00a0"])
)
@settings(deadline=None, max_examples=300)
def test_blanks_and_hidden_characters_change_nothing(text, kind, around):
    plain, framed = read(text, kind), read(around.format(text), kind)
    assert (value(framed), framed.flags) == (value(plain), plain.flags)


@given(ANSWERS, ANY_KIND)
@settings(deadline=None, max_examples=300)
def test_full_width_forms_change_nothing(text, kind):
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    plain, full = read(text, kind), read(wide, kind)
    assert (value(full), full.flags) == (value(plain), plain.flags)


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize(
    "text",
    [
        "1" * 900, "9e+300", "亿" * 400, "1" * 400 + "万", "九" * 900, "1," * 400, "1:" * 400,
        "-" * 900, "(" * 900, "早8晚12" * 100, "20秒," * 200, "1.5" * 300, "□" * 900,
        "13800138000123", "٣٤", "²", "½" * 300,
    ],
)  # fmt: skip
def test_odd_numbers_are_survived(text, kind):
    reading = parse_answer(text, kind)
    assert reading.low is None or abs(reading.low) < 1e20


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=300)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(ANSWERS, ANY_KIND, st.sampled_from(["en", "zh"]), UNITS)
@settings(deadline=None, max_examples=800)
def test_what_is_written_reads_as_the_same_value(text, kind, lang, unit):
    reading = read(text, kind, unit)
    if not reading.has_value:
        assert format_reading(reading, lang) == ""
        return
    written = format_reading(reading, lang)
    again = read(written, kind, unit)
    assert value(again) == value(reading), written
    kept = {"lower_bound", "upper_bound", "approx", "founding_year", "service_level", "partial"}
    assert set(again.flags) & kept == set(reading.flags) & kept, written


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, text, _ in EXAMPLES])
def test_every_example_of_the_domain_reference_reads_back(kind, text, lang):
    reading = parse_answer(text, kind)
    if reading.has_value:
        assert value(parse_answer(format_reading(reading, lang), kind)) == value(reading)


@given(
    st.floats(0.01, 99_999).map(lambda x: round(x, 2)),
    st.sampled_from(["duration", "percent", "count"]),
)
@settings(deadline=None, max_examples=200)
def test_the_number_that_is_written_is_the_number_that_is_read(number, kind):
    unit = {"duration": "秒", "percent": "%", "count": "人"}[kind]
    reading = parse_answer(f"{number}{unit}", kind)
    if kind == "percent" and number > 100:
        assert not reading.has_value  # no share is more than all
    elif "ambiguous" not in reading.flags:
        assert reading.low == reading.high == number


@given(st.integers(1, 9_999), st.integers(1, 9_999))
@settings(deadline=None, max_examples=150)
def test_a_stretch_is_read_from_its_lower_end(a, b):
    reading = parse_answer(f"{a}-{b}秒", "duration")
    assert (reading.low, reading.high) == (min(a, b), max(a, b))


@given(st.integers(0, 99_999_999))
@settings(deadline=None, max_examples=200)
def test_chinese_numerals_name_their_number(number):
    reading = parse_answer(chinese(number) + "人", "count")
    assert reading.low == reading.high == number


def chinese(n):
    """The usual numeral of a whole number below a hundred million."""
    if n >= 10_000:
        high, low = divmod(n, 10_000)
        gap = "零" if 0 < low < 1_000 else ""
        return chinese(high) + "万" + (gap + chinese(low) if low else "")
    digits, out, gap = "零一二三四五六七八九", "", False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + name
            gap = False
        else:
            gap = True
    return out or "零"


@given(ANSWERS, st.sampled_from(["duration", "count", "score", "years"]))
@settings(deadline=None, max_examples=300)
def test_no_number_is_read_where_none_is_written(text, kind):
    without = re.sub(r"[0-9０-９零一二三四五六七八九十百千万半两几¼①]", "", text)
    reading = parse_answer(without, kind)
    assert reading.low in {None, 0.0}


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize(
    "text",
    [
        "1" * 40_000,
        "(" * 40_000,
        "约" * 40_000,
        "20秒," * 10_000,
        "a " * 20_000,
        "/" * 40_000,
        "□" * 40_000,
    ],
)
def test_very_long_text_is_not_read(text, kind):
    reading = parse_answer(text, kind)
    assert not reading.has_value
    assert len(text) > MAX_LENGTH
