"""Know the export of a chat back end by its columns, and what each of them holds.

The headings are data, ``backends.json`` beside this module, as public importers, test data and help
pages have them. A platform changes them about once a year, so no heading alone decides: a column of
agents, dates or tickets and several counts or figures have to stand together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from vendor_score.questionnaire.cells import CellKind
from vendor_score.questionnaire.sheets.grid import ColumnRole, Grid, role_of
from vendor_score.wording import Label, both, data_files, lexicon, read_json

__all__ = [
    "BackendColumn",
    "BackendTable",
    "HeadRows",
    "Platform",
    "PlatformHeader",
    "column_of",
    "find_backend",
    "find_header",
    "head_rows",
    "heading_key",
    "heading_traits",
    "known_headings",
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


Sense = Literal["agent", "date", "ticket", "count", "measure", "context"]
_UNIT = lexicon.regex(
    r"\((?:in)?(?P<bracketed>{export.unit.*})\)$"
    r"|in(?P<behind>{export.unit_in.*}){export.behind_unit}?$"
)
_UNITS = lexicon.meanings("export.unit")
_MEDIAN = lexicon.regex("{export.median}")
_FEW, _SOME, _MANY = 2, 3, 4


@dataclass(frozen=True, kw_only=True, slots=True)
class BackendColumn:
    """A column of an export.

    ``key`` is the count that it holds, ``measure`` what its figure is made of, ``unit`` the unit
    in its heading, ``heading`` the heading as written. ``median``: its figures cannot be pooled.
    """

    column: int
    sense: Sense
    heading: str
    key: str = ""
    measures: tuple[Mapping[str, Any], ...] = ()
    unit: str | None = None
    median: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BackendTable:
    """An export in a sheet. ``vendor`` is the column that says whose each agent is, if any."""

    name: Label
    row: int
    columns: tuple[BackendColumn, ...]
    vendor: int | None = None

    @property
    def is_sure(self) -> bool:
        """Whether a column says what the rows are; counts alone may be a table of vendors."""
        return any(column.sense in {"agent", "date", "ticket"} for column in self.columns)

    def of(self, sense: Sense) -> tuple[BackendColumn, ...]:
        """The columns that hold this."""
        return tuple(column for column in self.columns if column.sense == sense)

    def count(self, key: str) -> BackendColumn | None:
        """The first column that holds a count."""
        return next((column for column in self.columns if column.key == key), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """The data file, its headings folded."""

    totals: frozenset[str]
    means: frozenset[str]
    blank: frozenset[str]
    sure: frozenset[str]
    agents: frozenset[str]
    dates: frozenset[str]
    tickets: frozenset[str]
    ticket_columns: frozenset[str]
    counts: Mapping[str, str]
    context: frozenset[str]
    measures: Mapping[str, tuple[Mapping[str, Any], ...]]
    platforms: tuple[tuple[Label, frozenset[str]], ...]

    @property
    def all_headings(self) -> frozenset[str]:
        """Headings of which an export has at least one, whatever units its figures have."""
        return self.agents | self.dates | self.tickets | frozenset(self.counts)


@cache
def known_headings() -> _Known:
    """What is known of the exports of chat back ends."""
    data = read_json(str(Path(__file__).with_name("backends.json")))
    measures: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for measure in data["measures"]:
        for heading in _folded(measure["headings"]):
            measures[heading] = (*measures.get(heading, ()), measure)
    counts: dict[str, str] = {}
    for key, headings in data["counts"].items():
        for heading in _folded(headings):
            counts.setdefault(heading, key)
    return _Known(
        totals=_folded(data["totals"]),
        means=_folded(data["means"]),
        blank=_folded(data["blank"]),
        sure=_folded(data["agents"]["sure"]),
        agents=_folded((*data["agents"]["sure"], *data["agents"]["likely"])),
        dates=_folded(data["dates"]),
        tickets=_folded(data["tickets"]["ids"]),
        ticket_columns=_folded(data["tickets"]["columns"]),
        counts=counts,
        context=_folded(data["context"]),
        measures=measures,
        platforms=tuple((Label(p["name"]), _folded(p["headings"])) for p in data["platforms"]),
    )


def _folded(headings: Any) -> frozenset[str]:
    return frozenset(map(heading_key, headings))


def find_backend(grid: Grid, rows: HeadRows, only: int | None = None) -> BackendTable | None:
    """The export that a sheet holds; None where it is none.

    Parameters
    ----------
    grid
        The sheet.
    rows
        Its `head_rows`.
    only
        The header row that the buyer named, the only one that is looked at then.
    """
    for row, texts in rows:
        if only is not None and row != only:
            continue
        if len(texts) < _SOME:
            continue
        columns = tuple(
            found for at, text in texts.items() if (found := _column(grid, row, at, text))
        )
        if _is_export(columns, texts) and (table := _table(grid, row, columns, texts)):
            return table
    return None


def _column(grid: Grid, row: int, at: int, text: str) -> BackendColumn | None:
    return column_of(at, grid.text(row, at), text)


def column_of(at: int, heading: str, text: str) -> BackendColumn | None:
    """The column that a heading names; ``text`` is its `heading_key`. None for a strange one."""
    known = known_headings()
    unit, is_median, bare = heading_traits(text)
    for key in dict.fromkeys((text, bare)):
        sense = _sense(key)
        if sense is not None:
            return BackendColumn(
                column=at,
                sense=sense,
                heading=heading,
                key=known.counts.get(key, "") if sense == "count" else "",
                measures=known.measures.get(key, ()),
                unit=unit,
                median=is_median,
            )
    return None


def heading_traits(text: str) -> tuple[str | None, bool, str]:
    """The unit in a heading, whether it says median, and what is left of it."""
    found = _UNIT.search(text)
    unit = _UNITS[found["bracketed"] or found["behind"]] if found is not None else None
    bare = text[: found.start()] if found is not None else text
    return unit, _MEDIAN.search(text) is not None, _MEDIAN.sub("", bare)


def _sense(key: str) -> Sense | None:
    known = known_headings()
    senses: tuple[tuple[Container[str], Sense], ...] = (
        (known.measures, "measure"),
        (known.counts, "count"),
        (known.agents, "agent"),
        (known.dates, "date"),
        (known.tickets, "ticket"),
        (known.context, "context"),
    )
    return next((sense for headings, sense in senses if key in headings), None)


def _is_export(columns: tuple[BackendColumn, ...], texts: Mapping[int, str]) -> bool:
    """Whether enough columns of an export stand together."""
    known = known_headings()
    senses = [column.sense for column in columns]
    counts, measures = senses.count("count"), senses.count("measure")
    if any(heading_key(c.heading) in known.sure for c in columns):
        return counts + measures >= _FEW
    if "ticket" in senses:
        return sum(text in known.ticket_columns for text in texts.values()) >= _FEW
    if "agent" in senses:
        return (counts >= 1 and counts + measures >= _FEW) or measures >= _SOME
    if "date" in senses:
        return counts >= _FEW
    return counts >= _FEW and len(columns) >= _MANY


def _table(
    grid: Grid, row: int, columns: tuple[BackendColumn, ...], texts: Mapping[int, str]
) -> BackendTable | None:
    """The table, unless a column of vendors says that its rows are vendors."""
    vendor = next((at for at in texts if role_of(grid.text(row, at)) is ColumnRole.VENDOR), None)
    if vendor is not None:
        names = [
            text for below in grid.rows_after(row, 2_000) if (text := grid.text(below, vendor))
        ]
        is_by_agent = any(column.sense == "agent" for column in columns)
        if not is_by_agent or len(set(names)) == len(names):
            return None
    told = set(texts.values()) | {_UNIT.sub("", text) for text in texts.values()}
    best = max(known_headings().platforms, key=lambda platform: len(platform[1] & told))
    name = best[0] if len(best[1] & told) >= _FEW else both("findings.backend-export.any")
    return BackendTable(name=name, row=row, columns=columns, vendor=vendor)
