"""Text on a terminal: wide characters, wrapping, colours, and what an encoding can show."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final

__all__ = [
    "ClosedOutput",
    "Screen",
    "clean",
    "emit",
    "fit",
    "indented",
    "pad",
    "screen",
    "set_up_streams",
    "width",
    "wrap",
]

NARROWEST: Final = 40
WIDEST: Final = 100  # longer lines are hard to read
COLOURS: Final = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
SEGMENT_COLOURS: Final = ("34", "33", "32", "35", "36", "31", "94", "93", "92", "95")
SEGMENTS: Final = "█▒▀░▓▄■▌▬▐"
ASCII_SEGMENTS: Final = "#=+:%o*~-x"
ASCII: Final = {
    "…": ".", "–": "-", "—": "-", "─": "-", "│": "|", "›": ">", "→": ">", "≤": "<=", "≥": ">=",
    "×": "x", "·": "-", "•": "*", "✓": "v", "✗": "x", "“": '"', "”": '"', "‘": "'", "’": "'",
}  # fmt: skip
NO_LINE_START: Final = frozenset(",。、;:!?)》」』】”’…%‰,.;:!?)]}")
NO_LINE_END: Final = frozenset("(《「『【“‘([{")


class ClosedOutput(Exception):  # noqa: N818 - no error: whoever read the output has read enough
    """Standard output was closed by its reader, as ``head`` does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """What a stream can show: so many columns, colours or none, more than ASCII or not."""

    columns: int = 80
    colour: bool = False
    drawing: bool = True

    def paint(self, text: str, style: str) -> str:
        """``text`` in a style of `COLOURS`, plain where there are no colours."""
        return f"\033[{COLOURS[style]}m{text}\033[0m" if self.colour and text else text

    def segment(self, number: int, length: int) -> str:
        """``length`` columns of the bar segment ``number``: its own glyph, and its own colour."""
        glyphs = SEGMENTS if self.drawing else ASCII_SEGMENTS
        bar = glyphs[number % len(glyphs)] * length
        if not self.colour or not bar:
            return bar
        return f"\033[{SEGMENT_COLOURS[number % len(SEGMENT_COLOURS)]}m{bar}\033[0m"

    @property
    def rule(self) -> str:
        return ("─" if self.drawing else "-") * self.columns


def screen(stream: IO[str]) -> Screen:
    """What ``stream`` can show. ``NO_COLOR`` (any text) and ``TERM=dumb`` turn colours off."""
    terminal = _is_terminal(stream)
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    columns = shutil.get_terminal_size((80, 24)).columns
    return Screen(
        columns=max(NARROWEST, min(columns, WIDEST)),
        colour=terminal and not plain,
        # blocks are drawn two columns wide by consoles of the Chinese code page
        drawing=(getattr(stream, "encoding", None) or "ascii").lower().startswith("utf"),
    )


def set_up_streams() -> None:
    """Let no character break the output: what an encoding lacks is shown as the nearest ASCII."""
    codecs.register_error("vendor_score.ascii", _nearest_ascii)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="vendor_score.ascii")


def emit(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print ``text`` at once. Raises ClosedOutput where nobody reads standard output any more."""
    import click

    try:
        click.echo(text, err=err, nl=nl)
    except BrokenPipeError:
        if not err:
            raise ClosedOutput from None


def clean(text: str) -> str:
    """Text from a stranger's file as one harmless line: no control or direction characters."""
    shown = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join(shown.split())


def width(text: str) -> int:
    """Columns that ``text`` takes: two for a Chinese character."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    columns: int = wcswidth(text)
    return columns if columns >= 0 else len(text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled up with blanks to ``columns``; ``right`` aligns it to the right."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def fit(text: str, columns: int) -> str:
    """``text`` cut to ``columns`` with an ellipsis where it is longer."""
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > columns - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``, broken at blanks and between Chinese characters."""
    lines = [""]
    for piece in _pieces(text):
        if width(lines[-1] + piece.rstrip()) > columns and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def indented(text: str, columns: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """``text`` wrapped to ``columns``; ``first`` before it, ``rest`` before its further lines."""
    rest = " " * width(first) if rest is None else rest
    lines = wrap(text, columns - max(width(first), width(rest)))
    return [(rest if number else first) + line for number, line in enumerate(lines)]


def _pieces(text: str) -> Iterator[str]:
    """What must not be broken: a word with its blank, a Chinese character with its punctuation."""
    piece = ""
    for char in text:
        if piece and _may_break(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in NO_LINE_START or before in NO_LINE_END or after == " ":
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _is_terminal(stream: IO[str]) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # a closed stream
        return False


def _nearest_ascii(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost: Sequence[str] = error.object[error.start : error.end]
    return "".join(ASCII.get(char, "?" * max(1, width(char))) for char in lost), error.end
