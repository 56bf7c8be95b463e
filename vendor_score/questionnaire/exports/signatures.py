"""Know what wrote a sheet by the headings that only that platform writes, several of them together.

The headings are data, ``surveys.json`` beside this module; a file of the same name in ``exports/``
of the folder that ``VENDOR_SCORE_WORDING`` names adds platforms. ``columns`` map the sense of a
heading to its words, ``signature`` lists sets of senses of which one must stand in a row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from vendor_score.questionnaire.cells import CellKind
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.wording import Label, data_files, lexicon, read_json

__all__ = [
    "HeadRows",
    "Platform",
    "PlatformHeader",
    "find_header",
    "head_rows",
    "heading_key",
    "platforms",
]

_HEAD_ROWS = 10  # filled rows from the top among which a header stands
_MOST_CELLS = 4_000  # cells looked at in them
_LONGEST = 120  # longer cells are no headings of a platform
_DATED = 3  # cells that must be points in time for a column to be one of time stamps
_REQUIRED = tuple(f"({word})" for word in lexicon.words("export.required"))
_IMPORTS = '{"importid"'


@dataclass(frozen=True, kw_only=True, slots=True)
class Platform:
    """What is known of a platform's exports.

    Attributes
    ----------
    columns
        Folded heading to its sense.
    signature
        Sets of senses; a header that has all of one set is the platform's.
    first
        The sense that the first column must have, where the platform always begins so.
    beside
        Beginnings of headings that the platform adds to a question (points, feedback).
    answer
        Words in a second header row that stand for "the answer" and name no option.
    blank
        What the platform writes where nothing was answered.
    numbers
        Whether it can write the numbers of options instead of their words.
    split
        The sign between a group and its question, where it is not one of the usual ones.
    unreal
        Sense of a column to the words that mark rows of nobody (previews, tests).
    """

    id: str
    name: Label
    columns: Mapping[str, str]
    signature: tuple[frozenset[str], ...]
    first: str | None = None
    beside: tuple[str, ...] = ()
    answer: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()
    numbers: bool = False
    split: str | None = None
    unreal: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlatformHeader:
    """A platform's header in a sheet: its row, and the senses of the columns that are its own."""

    platform: Platform
    row: int
    columns: Mapping[int, str]


@lru_cache(maxsize=16_384)
def heading_key(text: str) -> str:
    """A heading in the form in which equal ones are equal: without width, case and blanks.

    Examples
    --------
    >>> heading_key("首次响应时长（秒)")
    '首次响应时长(秒)'
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def platforms(kind: str) -> tuple[Platform, ...]:
    """The platforms of ``<kind>.json``, those of the buyer's own folder after."""
    told: dict[str, Any] = {}
    for file in (
        str(Path(__file__).with_name(f"{kind}.json")),
        *data_files("exports").get(kind, ()),
    ):
        told.update(read_json(file))
    return tuple(_platform(id, data) for id, data in told.items())


def _platform(id: str, data: Mapping[str, Any]) -> Platform:
    return Platform(
        id=id,
        name=Label(data["name"]),
        columns={
            heading_key(heading): sense
            for sense, headings in data["columns"].items()
            for heading in headings
        },
        signature=tuple(frozenset(senses) for senses in data["signature"]),
        first=data.get("first"),
        beside=tuple(heading_key(start) for start in data.get("beside", ())),
        answer=frozenset(map(heading_key, data.get("answer", ()))),
        blank=frozenset(map(heading_key, data.get("blank", ()))),
        numbers=bool(data.get("numbers")),
        split=data.get("split"),
        unreal={
            sense: frozenset(map(heading_key, words))
            for sense, words in data.get("unreal", {}).items()
        },
    )


HeadRows = Sequence[tuple[int, Mapping[int, str]]]
"""The first filled rows of a sheet, each with the folded texts of its cells by column."""


def head_rows(grid: Grid) -> HeadRows:
    """The rows in which a header is looked for; no more of a sheet is looked at."""
    return list(_head_rows(grid))


def _head_rows(grid: Grid) -> Iterator[tuple[int, Mapping[int, str]]]:
    left = _MOST_CELLS
    for row in grid.rows[:_HEAD_ROWS]:
        columns = grid.columns(row)[:left]
        left -= len(columns)
        cells = ((column, grid.cells[row, column]) for column in columns)
        yield (
            row,
            {
                column: heading_key(cell.text)
                for column, cell in cells
                if cell.kind is CellKind.TEXT and len(cell.text) <= _LONGEST
            },
        )
        if left <= 0:
            return


def find_header(
    grid: Grid, rows: HeadRows, kind: str, only: int | None = None
) -> PlatformHeader | None:
    """The first row that is the header of one of the platforms.

    Parameters
    ----------
    grid
        The sheet.
    rows
        Its `head_rows`.
    kind
        The data file of platforms, ``"surveys"``.
    only
        The header row that the buyer named, the only one that is looked at then.

    Returns
    -------
    PlatformHeader or None
        Of several platforms that fit, the one that knows the most of the row's headings.
    """
    index = headings_of(kind)
    has_imports = False
    for _, texts in rows:
        has_imports = has_imports or any(text.startswith(_IMPORTS) for text in texts.values())
    for row, texts in rows:
        if only is not None and row != only:
            continue
        known = sum(text in index for text in texts.values())
        if not known:
            continue
        found = [
            header
            for platform in platforms(kind)
            if (header := _fitting(grid, row, texts, platform, has_imports=has_imports)) is not None
        ]
        if found:
            return max(found, key=lambda header: len(header.columns))
    return None


@cache
def headings_of(kind: str) -> frozenset[str]:
    """All headings of the platforms of a kind."""
    return frozenset(heading for platform in platforms(kind) for heading in platform.columns)


def _fitting(
    grid: Grid, row: int, texts: Mapping[int, str], platform: Platform, *, has_imports: bool
) -> PlatformHeader | None:
    """The row as this platform's header; None where its signature is not complete."""
    columns = {at: sense for at, text in texts.items() if (sense := platform.columns.get(text))}
    senses = set(columns.values())
    if platform.first is not None and columns.get(min(texts)) != platform.first:
        return None
    if has_imports:
        senses.add("imports")
    if any(text.endswith(_REQUIRED) for text in texts.values()):
        senses.add("required")
    wanted = [signature for signature in platform.signature if signature <= {*senses, "moments"}]
    if not any(signature <= senses or _is_dated(grid, row, min(texts)) for signature in wanted):
        return None
    return PlatformHeader(platform=platform, row=row, columns=columns)


def _is_dated(grid: Grid, header: int, column: int) -> bool:
    """Whether a column holds points in time and nothing else."""
    below = [grid.at(row, column) for row in grid.rows_after(header, _DATED)]
    return bool(below) and all(
        cell is not None
        and (
            cell.kind in {CellKind.DATE, CellKind.TIME}
            or (":" in cell.text and sum(c.isdigit() for c in cell.text) >= 8)  # noqa: PLR2004 - 2026-11-03
        )
        for cell in below
    )
