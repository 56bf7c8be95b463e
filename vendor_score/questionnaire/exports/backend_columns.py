"""Know the export of a chat back end by its columns, and what each of them holds.

The headings are data, ``backends.json`` beside this module, as public importers, test data and help
pages have them. A platform changes them about once a year, so no heading alone decides: a column of
agents, dates or tickets and several counts or figures have to stand together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from vendor_score.questionnaire.exports.signatures import HeadRows, heading_key
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.header_words import ColumnRole, role_of
from vendor_score.wording import Label, both, lexicon, read_json

__all__ = ["BackendColumn", "BackendTable", "find_backend", "known_headings"]

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
    known = known_headings()
    found = _UNIT.search(text)
    unit = _UNITS[found["bracketed"] or found["behind"]] if found is not None else None
    is_median = _MEDIAN.search(text) is not None
    bare = text[: found.start()] if found is not None else text
    bare = _MEDIAN.sub("", bare)
    for key in dict.fromkeys((text, bare)):
        sense: Sense | None = None
        if key in known.measures:
            sense = "measure"
        elif key in known.counts:
            sense = "count"
        elif key in known.agents:
            sense = "agent"
        elif key in known.dates:
            sense = "date"
        elif key in known.tickets:
            sense = "ticket"
        elif key in known.context:
            sense = "context"
        if sense is not None:
            return BackendColumn(
                column=at,
                sense=sense,
                heading=grid.text(row, at),
                key=known.counts.get(key, "") if sense == "count" else "",
                measures=known.measures.get(key, ()),
                unit=unit,
                median=is_median,
            )
    return None


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
