"""Ballots that were filled in by hand -> `Ballot` records, with what is wrong in them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from vendor_score.cell_names import a1
from vendor_score.criteria.model import Criteria, Criterion
from vendor_score.findings import Finding, Severity, Source
from vendor_score.people.ballot_form import KEYS, METHODS, TOP, criteria_digest
from vendor_score.people.ballots import Ballot, NodeStatement, limit_findings
from vendor_score.people.node_weights import StatedMethod
from vendor_score.people.trade_offs import Level, Step, TradeOff
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet, Workbook
from vendor_score.questionnaire.review.overrides import JudgedLevel, Review
from vendor_score.records import InputFile
from vendor_score.wording import languages, text

__all__ = [
    "BallotsRead",
    "ballot_of_workbook",
    "names_of",
    "read_ballots",
    "read_ratio",
    "reviews_of",
]

_KEYS_ROW, _FIRST_ROW = 1, 4
_DAY_0: Final = dt.date(1899, 12, 30)  # of spreadsheets
_LAST_DAY: Final = 200_000
_TWO_DIGITS: Final = {
    "0.5": 2, "0.33": 3, "0.25": 4, "0.2": 5, "0.17": 6, "0.14": 7, "0.13": 8, "0.12": 8,
    "0.11": 9,
}  # fmt: skip
"""Decimals that stand for one part in so many, as people round them."""


@dataclass(frozen=True, kw_only=True)
class BallotsRead:
    """The ballots that count, and what was found while they were read.

    Attributes
    ----------
    ballots : tuple of Ballot
        One for each person and kind, by name.
    findings : tuple of Finding
    inputs : tuple of InputFile
    """

    ballots: tuple[Ballot, ...] = ()
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputFile, ...] = ()

    def of_kind(self, kind: str) -> tuple[Ballot, ...]:
        """The ballots of one kind.

        Parameters
        ----------
        kind : {"weights", "scores"}

        Returns
        -------
        tuple of Ballot
        """
        return tuple(ballot for ballot in self.ballots if ballot.kind == kind)


def read_ballots(paths: Sequence[Path | str], criteria: Criteria) -> BallotsRead:
    """Read every ballot below some folders and files.

    Parameters
    ----------
    paths : sequence of Path or str
    criteria : Criteria
        What the ballots are held to: one made for others is stale.

    Returns
    -------
    BallotsRead
        Of two ballots of one person and kind the later one counts, and the other is a finding.

    Notes
    -----
    Ballots are read as any vendor's workbook: by a worker process with limits, formulas never run.
    """
    from vendor_score.questionnaire.files import find_sources, read_workbooks

    found = find_sources(paths)
    findings = [one.finding() for one in found.unreadable]
    ballots: list[Ballot] = []
    books: list[Workbook] = []
    for outcome in read_workbooks(found.files):
        if not isinstance(outcome, Workbook):
            findings.append(outcome.finding())
            continue
        books.append(outcome)
        ballot = ballot_of_workbook(outcome, criteria)
        if ballot is None:
            findings.append(_finding("not-a-ballot", Source(outcome.file), found=outcome.file))
        else:
            ballots.append(ballot)
    kept, double = _latest(ballots)
    for ballot in kept:
        findings += ballot.findings
    return BallotsRead(
        ballots=tuple(kept),
        findings=(*findings, *double, *_late(kept)),
        inputs=tuple(InputFile(file=book.file, sha256=book.sha256) for book in books),
    )


def reviews_of(ballots: Iterable[Ballot]) -> list[Review]:
    """What score ballots say, in the form in which judgements reach the answers.

    Parameters
    ----------
    ballots : iterable of Ballot

    Returns
    -------
    list of Review
    """
    return [
        Review(
            file=ballot.source.file or "",
            levels=tuple(level for level in ballot.levels if level.vendor not in ballot.recused),
            assessors=(ballot.name,),
        )
        for ballot in ballots
        if ballot.kind == "scores"
    ]


def _latest(ballots: Sequence[Ballot]) -> tuple[list[Ballot], list[Finding]]:
    """The latest ballot of each person and kind, by name; the others as findings."""
    by_person: dict[tuple[str, str], list[Ballot]] = {}
    for ballot in ballots:
        by_person.setdefault((ballot.name.casefold(), ballot.kind), []).append(ballot)
    kept, double = [], []
    for _, several in sorted(by_person.items()):
        # file names settle what dates do not, so that the order of reading changes nothing
        several.sort(key=lambda b: (b.date or dt.date.min, b.source.file))
        kept.append(several[-1])
        double += [
            _finding(
                "ballot-double",
                other.source,
                found=other.source.file or "",
                name=other.name,
                counts=several[-1].source.file,
            )
            for other in several[:-1]
        ]
    return kept, double


def _late(ballots: Sequence[Ballot]) -> Iterator[Finding]:
    """Weights that were stated after the same person had judged vendors."""
    judged = {b.name.casefold(): b for b in ballots if b.kind == "scores" and b.date is not None}
    for ballot in ballots:
        other = judged.get(ballot.name.casefold())
        if ballot.kind != "weights" or ballot.date is None or other is None or other.date is None:
            continue
        if ballot.date > other.date:
            yield _finding(
                "ballot-late", ballot.source, found=ballot.date.isoformat(), name=ballot.name
            )


def _finding(
    code: str,
    source: Source,
    severity: Severity = Severity.WARNING,
    *,
    found: str = "",
    **values: object,
) -> Finding:
    return Finding(code=code, severity=severity, source=source, found=found, values=values)


def ballot_of_workbook(book: Workbook, criteria: Criteria) -> Ballot | None:
    """The ballot in a workbook; None where it is none.

    Parameters
    ----------
    book : Workbook
    criteria : Criteria

    Returns
    -------
    Ballot or None
    """
    sheets = {kind: sheet for sheet in book.sheets if (kind := _kind(sheet)) is not None}
    if "about" not in sheets:
        return None
    about = {row.told("about_key"): row for row in _rows(book.file, sheets["about"])}
    kind = about["kind"].told("about_value") if "kind" in about else ""
    if kind not in ("weights", "scores"):
        return None
    reader = _BallotReader(book.file, criteria, _value(about, "name") or Path(book.file).stem)
    if not _value(about, "name"):
        reader.report("ballot-unnamed", Source(book.file), found=reader.name)
    if _value(about, "digest") != criteria_digest(criteria):
        reader.report("ballot-stale", Source(book.file), found=book.file)
    ballot = Ballot(
        kind=kind,
        name=reader.name,
        role=_value(about, "role"),
        date=reader.day(about.get("date")),
        digest=_value(about, "digest"),
        source=Source(book.file),
        recused=frozenset(reader.recused(about)),
    )
    ballot = reader.fill(ballot, sheets)
    names = names_of(criteria)
    found = (*reader.found, *limit_findings(ballot, names))
    return replace(ballot, findings=found)


def _kind(sheet: Sheet) -> str | None:
    """Which sheet of a ballot it is, by the keys in its first row."""
    keys = {cell.text for (row, _), cell in sheet.cells.items() if row == _KEYS_ROW}
    return next((kind for kind, told in KEYS.items() if {*told[:2]} <= keys), None)


@dataclass(frozen=True)
class _SheetRow:
    file: str
    sheet: str
    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]

    def told(self, key: str) -> str:
        cell = self.cells.get(key)
        return unicodedata.normalize("NFKC", cell.text).strip() if cell else ""

    def plain(self, key: str) -> str:
        """The text as typed: ids and names are compared letter by letter."""
        cell = self.cells.get(key)
        return cell.text.strip() if cell else ""

    def place(self, key: str) -> Source:
        return Source(self.file, self.sheet, a1(self.number, self.columns.get(key, 1)))

    def number_of(self, key: str) -> float | None:
        """The number in a cell, also where it was typed as text; None where there is none."""
        cell = self.cells.get(key)
        if cell is not None and cell.kind is CellKind.NUMBER and cell.number is not None:
            return cell.number
        told = self.told(key).replace(",", ".")
        try:
            return float(told.removesuffix("%"))
        except ValueError:
            return None


def _rows(file: str, sheet: Sheet) -> Iterator[_SheetRow]:
    columns = {cell.text: col for (row, col), cell in sheet.cells.items() if row == _KEYS_ROW}
    for number in sorted({row for row, _ in sheet.cells if row >= _FIRST_ROW}):
        cells = {key: c for key, col in columns.items() if (c := sheet.cells.get((number, col)))}
        if cells:
            yield _SheetRow(file, sheet.name, number, cells, columns)


def _value(about: Mapping[str, _SheetRow], key: str) -> str:
    return about[key].plain("about_value") if key in about else ""


def names_of(criteria: Criteria) -> dict[str, str]:
    """Ids by every name that a person may write: ids, and labels in every language.

    Parameters
    ----------
    criteria : Criteria

    Returns
    -------
    dict of str to str
        Blanks of labels are underscores, since names in limits have none.
    """
    found: dict[str, str] = {}
    for node in criteria.nodes():
        for lang in languages():
            found.setdefault(re.sub(r"\s+", "_", node.label.text(lang).strip()), node.id)
    return found | {node.id: node.id for node in criteria.nodes()}


def read_ratio(told: str) -> float | None:
    """How many times as much one counts as the other: ``3``, ``1/3``, ``1:3``, ``0.33``.

    Parameters
    ----------
    told : str

    Returns
    -------
    float or None
        None where it is no ratio above 0. Two-digit decimals below 1 stand for 1/2 to 1/9.

    Examples
    --------
    >>> read_ratio("1/4"), read_ratio("0.33") == 1 / 3, read_ratio("2.5"), read_ratio("-1")
    (0.25, True, 2.5, None)
    """
    plain = unicodedata.normalize("NFKC", told).strip().replace(",", ".")
    parts = re.fullmatch(r"(\d+(?:\.\d+)?|\.\d+)(?:\s*[/:]\s*(\d+(?:\.\d+)?))?", plain)
    if parts is None:
        return None
    above, below = float(parts[1]), float(parts[2] or 1)
    if above <= 0 or below <= 0:
        return None
    if parts[2] is None and f"{above:g}" in _TWO_DIGITS:
        return 1.0 / _TWO_DIGITS[f"{above:g}"]
    return above / below


@dataclass
class _BallotReader:
    file: str
    criteria: Criteria
    name: str
    found: list[Finding] = field(default_factory=list)

    def report(
        self,
        code: str,
        source: Source,
        severity: Severity = Severity.WARNING,
        *,
        found: str = "",
        **values: object,
    ) -> None:
        values = {"name": self.name, **values}
        self.found.append(_finding(code, source, severity, found=found, **values))

    def day(self, row: _SheetRow | None) -> dt.date | None:
        if row is None or not row.plain("about_value"):
            return None
        cell = row.cells["about_value"]
        if cell.number is not None and 0 < cell.number < _LAST_DAY:
            return _DAY_0 + dt.timedelta(days=int(cell.number))
        numbers = [int(n) for n in re.findall(r"\d+", row.told("about_value"))]
        try:
            return dt.date(*numbers[:3])
        except (TypeError, ValueError):
            self._unreadable(row, "about_value")
            return None

    def recused(self, about: Mapping[str, _SheetRow]) -> Iterator[str]:
        none = {text("ballot.conflict.none", lang) for lang in languages()}
        for key, row in about.items():
            told = row.plain("about_value")
            # whatever else is said there is a conflict: nobody names one by mistake
            if key.startswith("conflict:") and told and told not in none:
                yield row.plain("about_key").removeprefix("conflict:")

    def fill(self, ballot: Ballot, sheets: Mapping[str, Sheet]) -> Ballot:
        rows = {kind: list(_rows(self.file, sheet)) for kind, sheet in sheets.items()}
        if ballot.kind == "scores":
            return self._judgements(ballot, rows.get("judgements", []))
        return replace(
            ballot,
            nodes=tuple(self._nodes(rows.get("weights", []))),
            pairs=self._pairs(rows.get("pairs", [])),
            trade_offs=tuple(self._trade_offs(rows.get("trade_offs", []))),
            limits=tuple(row.told("limit") for row in rows.get("limits", []) if row.told("limit")),
        )

    def _nodes(self, rows: Sequence[_SheetRow]) -> Iterator[NodeStatement]:
        known = {TOP} | {node.id for node in self.criteria.nodes()}
        blocks: dict[str, tuple[StatedMethod | None, Source, dict[str, float | None]]] = {}
        for row in rows:
            node, child = row.plain("node_id"), row.plain("child_id")
            if not node:
                continue
            if node not in known or (child and child not in known):
                self.report("ballot-unknown", row.place("number"), found=child or node)
            elif not child and row.plain("number"):
                blocks[node] = (self._method(row), row.place("number"), {})
            elif child and node in blocks:
                blocks[node][2][child] = self._number(row)
        for node, (method, source, values) in blocks.items():
            # numbers without a method are swings, which the sheet asks for first
            is_filled = any(value is not None for value in values.values())
            usual: StatedMethod | None = "swing" if is_filled else None
            yield NodeStatement(
                node="" if node == TOP else node,
                method=method or usual,
                values=values,
                source=source,
            )

    def _method(self, row: _SheetRow) -> StatedMethod | None:
        told = row.plain("number").casefold()
        for method in METHODS:
            words = {method, *(text(f"ballot.method.{method}", lang) for lang in languages())}
            if told in {word.casefold() for word in words}:
                return method
        return None

    def _number(self, row: _SheetRow) -> float | None:
        if not row.told("number"):
            return None
        number = row.number_of("number")
        if number is None or number < 0:
            self._unreadable(row, "number")
            return None
        return number

    def _pairs(self, rows: Sequence[_SheetRow]) -> dict[str, tuple[tuple[str, str, float], ...]]:
        known = {node.id for node in self.criteria.nodes()}
        found: dict[str, list[tuple[str, str, float]]] = {}
        for row in rows:
            first, second = row.plain("first_id"), row.plain("second_id")
            if not (first and second and row.told("ratio")):
                continue
            cell = row.cells["ratio"]
            is_day = cell.number is not None and cell.number > max(9, 1) and "/" not in cell.text
            ratio = None if is_day else read_ratio(cell.text)
            if {first, second} - known:
                self.report("ballot-unknown", row.place("ratio"), found=f"{first} : {second}")
            elif ratio is None:
                self._unreadable(row, "ratio")
            else:
                node = row.plain("pair_node")
                found.setdefault("" if node == TOP else node, []).append((first, second, ratio))
        return {node: tuple(pairs) for node, pairs in found.items()}

    def _trade_offs(self, rows: Sequence[_SheetRow]) -> Iterator[TradeOff]:
        for row in rows:
            keys = ("gain", "gain_from", "gain_to", "loss", "loss_from", "loss_to")
            told = [row.plain(key) for key in keys]
            if not any(told):
                continue
            gain, loss = (self._step(row, side) for side in ("gain", "loss"))
            if gain is None or loss is None or gain.criterion == loss.criterion:
                self._unreadable(row, "gain")
            else:
                yield TradeOff(gain=gain, loss=loss)

    def _step(self, row: _SheetRow, side: str) -> Step | None:
        leaf = self._leaf(row.plain(side))
        if leaf is None:
            return None
        ends = [self._level(leaf, row, f"{side}_{end}") for end in ("from", "to")]
        if ends[0] is None or ends[1] is None:
            return None
        return Step(leaf.id, ends[0], ends[1])

    def _leaf(self, told: str) -> Criterion | None:
        for leaf in self.criteria.leaves():
            if told and told in {leaf.id, *(leaf.label.text(lang) for lang in languages())}:
                return leaf
        return None

    def _level(self, leaf: Criterion, row: _SheetRow, key: str) -> Level | None:
        """A level as any answer is read: ``18 s`` and ``20%`` as well as a bare number."""
        from vendor_score.questionnaire.answers import read_cell

        cell = row.cells.get(key)
        if cell is None:
            return None
        if (number := row.number_of(key)) is not None and "%" not in row.told(key):
            return number
        read = read_cell(cell, leaf.question()).reading
        if read.items:
            return read.items[0]
        if not read.has_value:
            return None
        try:
            low, high = leaf.scale.interval(read)
        except ValueError:
            return None
        return low if low == high else None

    def _judgements(self, ballot: Ballot, rows: Sequence[_SheetRow]) -> Ballot:
        levels: list[JudgedLevel] = []
        abstained: set[tuple[str, str]] = set()
        known = {leaf.id for leaf in self.criteria.leaves() if leaf.kind.is_judged}
        for row in rows:
            vendor, criterion = row.plain("vendor"), row.plain("criterion_id")
            if not vendor or not criterion:
                continue
            if criterion not in known:
                self.report("ballot-unknown", row.place("level"), found=criterion)
            elif row.told("abstain"):
                abstained.add((vendor, criterion))
            elif row.told("level") or row.told("reason"):
                levels.append(
                    JudgedLevel(
                        vendor=vendor,
                        criterion=criterion,
                        slot=1,
                        assessor=self.name,
                        level=row.cells.get("level") if row.told("level") else None,
                        reason=row.plain("reason"),
                        source=row.place("level"),
                    )
                )
        return replace(ballot, levels=tuple(levels), abstained=frozenset(abstained))

    def _unreadable(self, row: _SheetRow, key: str) -> None:
        self.report("ballot-unreadable", row.place(key), found=row.plain(key))
