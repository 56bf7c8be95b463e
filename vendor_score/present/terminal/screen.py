"""Text in columns: wide characters, cutting, wrapping, and what strangers wrote made harmless."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from typing import IO, Final, NamedTuple

__all__ = [
    "ClosedOutput",
    "Screen",
    "clean",
    "columns",
    "emit",
    "fit",
    "indented",
    "lost_output",
    "pad",
    "screen",
    "set_up_streams",
    "width",
    "wrap",
]

NO_LINE_START: Final = frozenset("，。、：；！？）》」』】”’…%‰,.;:!?)]}")
_WIDE: Final = 2
_STANDARD_ERROR: Final = 2
NO_LINE_END: Final = frozenset("（(《「『【“‘[{")


def clean(text: str) -> str:
    """Text from a stranger's file as one harmless line: no control or direction characters.

    Parameters
    ----------
    text : str
        Of any length.

    Returns
    -------
    str
    """
    import unicodedata

    shown = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join(shown.split())


def width(text: str) -> int:
    """Columns that ``text`` takes: two for a Chinese character, none for a combining accent.

    Parameters
    ----------
    text : str
        In one line.

    Returns
    -------
    int
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(char: str) -> int:
    """Unicode's East Asian width; what it calls ambiguous is narrow, as terminals draw it."""
    import unicodedata

    if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled up with blanks to ``columns``; ``right`` aligns it to the right.

    Parameters
    ----------
    text : str
        In one line.
    columns : int
        Wanted.
    right : bool, optional
        Align it to the right.

    Returns
    -------
    str
    """
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def fit(text: str, columns: int) -> str:
    """``text`` cut to ``columns`` with an ellipsis where it is longer.

    Parameters
    ----------
    text : str
        In one line.
    columns : int
        At most.

    Returns
    -------
    str
    """
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > columns - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``, broken at blanks and between Chinese characters.

    Parameters
    ----------
    text : str
        In one line.
    columns : int
        At most.

    Returns
    -------
    list of str
    """
    lines = [""]
    for piece in _pieces(text):
        if width(lines[-1] + piece.rstrip()) > columns and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def indented(text: str, columns: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """A text wrapped, with something before its lines.

    Parameters
    ----------
    text : str
        In one line.
    columns : int
        At most, what stands before them included.
    first : str, optional
        Before the first line.
    rest : str, optional
        Before further lines; by default blanks as wide as ``first``.

    Returns
    -------
    list of str
    """
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
    return before == " " or width(before) == _WIDE or width(after) == _WIDE


# The terminal: its columns and colours, and what its encoding can show.

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


class _Output:
    """What became of standard output in this run."""

    is_closed: bool = False
    lost: OSError | None = None


_OUTPUT: Final = _Output()


class Screen(NamedTuple):
    """What a stream can show.

    Attributes
    ----------
    columns : int
        In one line.
    colour : bool
        Whether it has colours.
    drawing : bool
        Whether it can show more than ASCII.
    """

    columns: int = 80
    colour: bool = False
    drawing: bool = True

    def paint(self, text: str, style: str) -> str:
        """``text`` in a style of `COLOURS`, plain where there are no colours.

        Parameters
        ----------
        text : str
            In one line.
        style : str
            A key of `COLOURS`.

        Returns
        -------
        str
        """
        return f"\033[{COLOURS[style]}m{text}\033[0m" if self.colour and text else text

    def segment(self, number: int, length: int) -> str:
        """A piece of a bar: its own glyph, and its own colour.

        Parameters
        ----------
        number : int
            Of the piece in its bar, from 0.
        length : int
            In columns.

        Returns
        -------
        str
        """
        glyphs = SEGMENTS if self.drawing else ASCII_SEGMENTS
        bar = glyphs[number % len(glyphs)] * length
        if not self.colour or not bar:
            return bar
        return f"\033[{SEGMENT_COLOURS[number % len(SEGMENT_COLOURS)]}m{bar}\033[0m"

    @property
    def rule(self) -> str:
        """A line across the screen."""
        return ("─" if self.drawing else "-") * self.columns


def screen(stream: IO[str]) -> Screen:
    """What ``stream`` can show. ``NO_COLOR`` (any text) and ``TERM=dumb`` turn colours off.

    Parameters
    ----------
    stream : text stream
        Such as standard output.

    Returns
    -------
    Screen
    """
    terminal = _is_terminal(stream)
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Screen(
        columns=columns(NARROWEST),
        colour=terminal and not plain,
        # blocks are drawn two columns wide by consoles of the Chinese code page
        drawing=(getattr(stream, "encoding", None) or "ascii").lower().startswith("utf"),
    )


def columns(narrowest: int) -> int:
    """Columns of the terminal: what ``COLUMNS`` says, else what it has, else 80; within reason.

    Parameters
    ----------
    narrowest : int
        Fewer are never given.

    Returns
    -------
    int
    """
    told = os.environ.get("COLUMNS", "")
    found = int(told) if told.isdecimal() else 0
    if not found:
        try:
            found = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns
        except (OSError, ValueError):
            found = 80
    return max(narrowest, min(found or 80, WIDEST))


def set_up_streams() -> None:
    """Let neither a character nor a closed stream break the run.

    What an encoding lacks is shown as the nearest ASCII. A stream that was closed before the start
    becomes one that swallows: a file opened later would get its number, and what libraries print.
    """
    _OUTPUT.is_closed, _OUTPUT.lost = sys.stdout is None, None
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while os.open(os.devnull, os.O_RDWR) < _STANDARD_ERROR:
            pass
    sys.stdout = sys.stdout or _swallowing()
    sys.stderr = sys.stderr or _swallowing()
    codecs.register_error("vendor_score.ascii", _nearest_ascii)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="vendor_score.ascii")


def emit(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print ``text`` at once; where standard output takes nothing, `lost_output` says so later.

    Then nothing is raised: results are written though nobody sees what is printed meanwhile. But
    whoever closes the output in the middle, as ``head`` does, has enough of all of it: ClosedOutput
    is raised.

    Parameters
    ----------
    text : str
        Of one or more lines.
    err : bool, optional
        To standard error.
    nl : bool, optional
        End the line.

    Raises
    ------
    ClosedOutput
        Where the reader of the output has enough.
    """
    import click

    if not err and _OUTPUT.is_closed:
        _lose(BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)))
        return
    try:
        click.echo(text, err=err, nl=nl)
    except BrokenPipeError as error:
        if not err:
            _lose(error)
            raise ClosedOutput from None
    except OSError as error:
        if not err:
            _lose(error)


def lost_output() -> OSError | None:
    """Why something that was printed went nowhere; None where all of it was taken.

    Returns
    -------
    OSError or None
    """
    return _OUTPUT.lost


def _lose(error: OSError) -> None:
    _OUTPUT.is_closed = True
    _OUTPUT.lost = _OUTPUT.lost or error
    sys.stdout = _swallowing()  # else the interpreter tries once more on its way out


def _swallowing() -> IO[str]:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open to the end


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
