"""Wide characters, wrapping, encodings and colours of the terminal."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.present.terminal import screen as terminal
from vendor_score.present.terminal.screen import (
    Screen,
    clean,
    fit,
    indented,
    pad,
    screen,
    width,
    wrap,
)

MIXED = "云启客服 Harbour 外包(杭州)有限公司, 4.8 分"
TEXTS = st.text(alphabet="ab c云启客。,(“)é…", min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("云启", 4), ("a云b", 4), ("é", 1), ("", 0), ("█▒", 2)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_lines_up_wide_characters() -> None:
    assert width(pad("云启", 10)) == 10
    assert pad("7.5", 6, right=True) == "   7.5"
    assert pad("too long", 3) == "too long"


@settings(deadline=None)
@given(TEXTS, st.integers(2, 30))
def test_fitted_text_never_exceeds_its_columns(text: str, columns: int) -> None:
    assert width(fit(text, columns)) <= columns


def test_fitting_marks_what_was_cut() -> None:
    assert fit("Harbour Contact", 8) == "Harbour…"
    assert fit("云启客服", 6) == "云启…"
    assert fit("short", 8) == "short"


@settings(deadline=None)
@given(TEXTS)
def test_wrapping_loses_nothing_but_blanks(text: str) -> None:
    assert "".join(wrap(text, 12)).replace(" ", "") == text.replace(" ", "")


def test_wrapped_lines_fit_and_do_not_start_with_punctuation() -> None:
    lines = wrap(MIXED * 3, 20)
    assert all(width(line) <= 20 for line in lines)
    assert not any(line.startswith((",", ")", ",")) for line in lines)
    assert not any(line.endswith("(") for line in lines)


def test_words_are_not_broken() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]


def test_indented_lines_stand_under_each_other() -> None:
    assert indented("one two three", 12, first="a: ") == ["a: one two", "   three"]
    assert indented("one two three", 10, first="- ", rest="    ") == [
        "- one",
        "    two",
        "    three",
    ]


def test_text_of_strangers_cannot_steer_the_terminal() -> None:
    assert clean("a\x1b[31mb\nc\u202ed\x00e\u2028f\x9bg") == "a [31mb c d e f g"


def test_colours_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert screen(_stream(is_terminal=True)).colour
    assert not screen(_stream(is_terminal=False)).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not screen(_stream(is_terminal=True)).colour
    monkeypatch.setenv("NO_COLOR", "")
    assert screen(_stream(is_terminal=True)).colour
    monkeypatch.setenv("TERM", "dumb")
    assert not screen(_stream(is_terminal=True)).colour


@pytest.mark.parametrize(
    ("encoding", "draws"), [("utf-8", True), ("cp936", False), ("cp1252", False)]
)
def test_bars_are_ascii_where_the_encoding_lacks_them(encoding: str, draws: bool) -> None:
    seen = screen(_stream(encoding=encoding))
    assert seen.drawing is draws
    assert seen.segment(0, 3).isascii() is not draws


def test_columns_follow_the_terminal_within_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    for told, expected in (("80", 80), ("7", 40), ("400", 100)):
        monkeypatch.setenv("COLUMNS", told)
        assert screen(_stream()).columns == expected


def test_every_segment_has_its_own_glyph() -> None:
    for drawing in (True, False):
        shown = [Screen(drawing=drawing).segment(number, 1) for number in range(10)]
        assert len(set(shown)) == 10
        assert all(width(glyph) == 1 for glyph in shown)


@pytest.mark.parametrize("encoding", ["cp936", "cp1252"])
def test_nothing_is_unprintable(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    terminal.set_up_streams()
    terminal.emit("≤ 20 › 云启 ✓ é 🙂")
    sys.stdout.flush()
    shown = raw.getvalue().decode(encoding)
    assert "20" in shown
    assert "云启" in shown or "????" in shown  # as wide as what it stands for
    assert ">" in shown or "›" in shown


def _stream(*, is_terminal: bool = False, encoding: str = "utf-8") -> io.TextIOWrapper:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    stream.isatty = lambda: is_terminal  # type: ignore[method-assign]
    return stream
