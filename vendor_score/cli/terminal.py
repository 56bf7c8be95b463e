"""The terminal: its columns and colours, and what its encoding can show."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Final

from vendor_score.cli.text import clean, fit, indented, pad, width, wrap

__all__ = [
    "ClosedOutput",
    "Screen",
    "clean",
    "columns",
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
    return Screen(
        columns=columns(NARROWEST),
        colour=terminal and not plain,
        # blocks are drawn two columns wide by consoles of the Chinese code page
        drawing=(getattr(stream, "encoding", None) or "ascii").lower().startswith("utf"),
    )


def columns(narrowest: int) -> int:
    """Columns of the terminal: what ``COLUMNS`` says, else what it has, else 80; within reason."""
    told = os.environ.get("COLUMNS", "")
    found = int(told) if told.isdecimal() else 0
    if not found:
        try:
            found = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns
        except (OSError, ValueError):
            found = 80
    return max(narrowest, min(found or 80, WIDEST))


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
