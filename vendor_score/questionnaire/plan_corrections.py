"""What the buyer corrects in the reading plan: which corrections hold for a sheet, which act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vendor_score.cell_names import column_letters
from vendor_score.findings import NOWHERE, Finding, Severity, Source
from vendor_score.questionnaire.near_texts import did_you_mean, nearest_texts
from vendor_score.questionnaire.replaced_files import folded_file
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.questionnaire.sheets.located_answers import SheetReading
from vendor_score.questionnaire.sheets.question_table import find_column
from vendor_score.questionnaire.vendors import name_key, shown_name
from vendor_score.reading_plan import OF_NAMES, OF_SHEETS, ROLES, UNUSED, PlanCorrection
from vendor_score.records import InvitedVendor
from vendor_score.wording import both

__all__ = ["NameCorrections", "PlanCorrections", "SheetCorrections"]

_SAID: Mapping[str, bool] = {"yes": True, "no": False}
_HEADING_ROWS = 100
_SHOWN = 300  # characters of a correction that are repeated

# How far a correction got; the best of all sheets that it is about counts.
_UNKNOWN, _CHANGED, _UNUSABLE, _USED = range(4)
_CODES = {
    _UNKNOWN: "plan-fits-nothing",
    _CHANGED: "plan-out-of-date",
    _UNUSABLE: "plan-not-possible",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetCorrections:
    """What the buyer says of one sheet.

    Attributes
    ----------
    use
        Whether it is read at all.
    whose
        The vendor to whom all its answers belong.
    whose_source
        Where that is said.
    layout, header_row
        What counts instead of what would be recognised.
    roles
        The role of each corrected column, by its number.
    criteria
        The criterion of each column that is said to answer one.
    questions
        Texts of questions, and the criterion that each asks.
    """

    use: bool = True
    whose: str | None = None
    whose_source: Source = NOWHERE
    layout: str | None = None
    header_row: int | None = None
    roles: Mapping[int, str] = field(default_factory=dict)
    criteria: Mapping[int, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)

    @property
    def owner(self) -> tuple[str, Source] | None:
        """The vendor to whom all answers of the sheet belong, and where that is said."""
        return None if self.whose is None else (self.whose, self.whose_source)


_NOTHING = SheetCorrections()


@dataclass(frozen=True, kw_only=True, slots=True)
class NameCorrections:
    """What the buyer says of names: who is a vendor, who is not, and which are one.

    Attributes
    ----------
    vendors
        Names that are vendors, by the key under which they are the same.
    others
        Keys of names that are none.
    same_as
        The name that counts, by the key of the one that it replaces.
    short
        Short names, by the key of the vendor's name.
    """

    vendors: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    same_as: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class PlanCorrections:
    """Gives each sheet its corrections, and says in the end which acted and which fitted nothing.

    Attributes
    ----------
    said
        All corrections, no two of which say different things of one place.
    """

    said: Sequence[PlanCorrection] = ()
    names: NameCorrections = field(init=False)
    _reached: dict[int, int] = field(default_factory=dict)
    _by_place: dict[tuple[str | None, str | None], list[int]] = field(default_factory=dict)
    _files: dict[str, None] = field(default_factory=dict)
    _sheets: dict[str, None] = field(default_factory=dict)
    _headings: dict[str, None] = field(default_factory=dict)
    _circular: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for at, one in enumerate(self.said):
            sheet = None if one.sheet is None else one.sheet.strip()
            place = (None if one.file is None else folded_file(one.file), sheet)
            self._by_place.setdefault(place, []).append(at)
        self.names = self._names()

    def __bool__(self) -> bool:
        return bool(self.said)

    @property
    def questions(self) -> dict[str, str]:
        """Questions whose criterion is said for all sheets."""
        return {
            one.key: one.value
            for one in self.said
            if one.what == "question" and one.file is None and one.sheet is None
        }

    def with_invited(self, invited: Sequence[InvitedVendor]) -> Sequence[InvitedVendor]:
        """Those whom the buyer invited, with whom the plan says to be vendors besides.

        Empty where nobody was invited, since a plan that names one vendor leaves the others open.
        """
        if not invited:
            return ()
        owners = [one.value for one in self.said if one.what == "whose"]
        known = {name_key(name) for one in invited for name in one.names}
        said = {name_key(name): name for name in (*self.names.vendors.values(), *owners)}
        further = (InvitedVendor(name=name) for key, name in said.items() if key not in known)
        return (*invited, *further)

    # The corrections of a sheet.

    def of_sheet(self, grid: Grid) -> SheetCorrections:
        """What is said of a sheet; the nearer it names the sheet, the more it counts."""
        if not self.said:
            return _NOTHING
        file, sheet = grid.file or "", grid.sheet.name
        self._files.setdefault(file)
        self._sheets.setdefault(sheet)
        own: dict[str, str] = {}
        source = NOWHERE
        roles: dict[int, str] = {}
        criteria: dict[int, str] = {}
        questions: dict[str, str] = {}
        for at in self._about(file, sheet):
            one = self.said[at]
            if one.what == "column":
                self._take_column(at, grid, roles, criteria)
            elif one.what == "question" and (one.file, one.sheet) != (None, None):
                questions[one.key] = one.value
                self._reach(at, _UNUSABLE)
            elif one.what in OF_SHEETS:
                own[one.what] = one.value
                source = one.entered.source if one.what == "whose" else source
                self._reach(at, _UNUSABLE)
        row = own.get("header_row")
        return SheetCorrections(
            use=_SAID.get(own.get("use", "yes"), True),
            whose=own.get("whose"),
            whose_source=source,
            layout=own.get("layout"),
            header_row=int(row) if row is not None else None,
            roles=roles,
            criteria=criteria,
            questions=questions,
        )

    def _about(self, file: str, sheet: str) -> Iterator[int]:
        """The corrections that are about a sheet, the most general first."""
        key, sheet = folded_file(file), sheet.strip()
        for place in ((None, None), (None, sheet), (key, None), (key, sheet)):
            yield from self._by_place.get(place, ())

    def _take_column(
        self, at: int, grid: Grid, roles: dict[int, str], criteria: dict[int, str]
    ) -> None:
        one = self.said[at]
        column = find_column(grid, one.key)
        if column is None or not any(grid.at(row, column) is not None for row in grid.rows):
            self._note_headings(grid)
            return
        if one.heading and not _is_headed_so(grid, column, one.heading):
            self._reach(at, _CHANGED)
            return
        self._reach(at, _UNUSABLE)
        is_role = one.value in ROLES
        roles[column] = one.value if is_role else "answer"
        criteria.pop(column, None)
        if not is_role:
            criteria[column] = one.value

    def _note_headings(self, grid: Grid) -> None:
        for row in grid.rows[:10]:
            self._headings.update(dict.fromkeys(cell.text for _, cell in grid.row_cells(row)))

    # What acted.

    def note_reading(self, grid: Grid, reading: SheetReading) -> None:
        """Note which corrections the reading of a sheet followed."""
        if not self.said:
            return
        got = {column.column: column for column in reading.columns}
        for at in self._about(grid.file or "", grid.sheet.name):
            one = self.said[at]
            if one.what == "use":
                acted = True
            elif one.what == "layout":
                acted = reading.layout == one.value
            elif one.what == "header_row":
                acted = int(one.value) in reading.headers
            elif one.what == "column":
                number = find_column(grid, one.key)
                column = got.get(column_letters(number)) if number else None
                is_role = one.value in ROLES
                role = one.value if is_role else "answer"
                acted = self._reached.get(at) == _UNUSABLE and (
                    role == UNUSED and bool(got)
                    if column is None
                    else column.role == role and (is_role or column.criterion == one.value)
                )
            else:
                acted = False  # of questions and vendors, others know
            if acted:
                self._reach(at, _USED)

    def note_questions(self, file: str, sheet: str, met: Iterable[str]) -> None:
        """Note which questions of those said for a sheet stand in it."""
        met = set(met)
        for at in self._about(file, sheet):
            one = self.said[at]
            if one.what == "question" and one.key in met:
                self._reach(at, _USED)

    def note_owner(self, file: str, sheet: str, vendor: str) -> None:
        """Note that answers of a sheet went to a vendor as somebody said."""
        for at in self._about(file, sheet):
            one = self.said[at]
            if one.what == "whose" and name_key(one.value) == name_key(vendor):
                self._reach(at, _USED)

    def note_names(self, names: Iterable[str]) -> None:
        """Note which of the names that something is said of were met in any file."""
        keys = {name_key(name) for name in names}
        for at, one in enumerate(self.said):
            if one.what in OF_NAMES and name_key(one.key) in keys:
                self._reach(at, _USED)

    def _reach(self, at: int, how_far: int) -> None:
        self._reached[at] = max(how_far, self._reached.get(at, _UNKNOWN))

    def findings(self, met: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
        """A note for each correction that acted, an error for each that did not.

        Parameters
        ----------
        met
            Those questions, said for all sheets, that stand in a file.
        known
            The names that were met, vendors' and others.
        """
        met, names = set(met), list(known)
        for at, one in enumerate(self.said):
            reached = self._reached.get(at, _UNKNOWN)
            if one.what == "question" and one.file is None and one.sheet is None:
                reached = _USED if one.key in met else _UNKNOWN
            if at in self._circular:
                yield _finding("plan-circular", one)
            elif reached == _USED:
                yield _finding("plan-corrected", one, Severity.INFO)
            else:
                yield _finding(_CODES[reached], one, near=self._near(one, names))

    def _near(self, one: PlanCorrection, names: Sequence[str]) -> Sequence[str]:
        """What a correction that fits nothing was perhaps meant for."""
        if one.what in OF_NAMES:
            return nearest_texts(one.key, names)
        if one.file is not None and folded_file(one.file) not in map(folded_file, self._files):
            return nearest_texts(one.file, self._files)
        if one.sheet is not None and one.sheet.strip() not in map(str.strip, self._sheets):
            return nearest_texts(one.sheet, self._sheets)
        return nearest_texts(one.key, self._headings) if one.what == "column" else ()

    # Names.

    def _names(self) -> NameCorrections:
        said: dict[str, dict[str, tuple[int, str, str]]] = defaultdict(dict)
        for at, one in enumerate(self.said):
            if one.what in OF_NAMES:
                said[one.what][name_key(one.key)] = (at, one.key, one.value)
        vendors = {key: name for key, (_, name, value) in said["vendor"].items() if _SAID[value]}
        others = {key for key, (_, _, value) in said["vendor"].items() if not _SAID[value]}
        pairs = {key: value for key, (_, _, value) in said["same_as"].items()}
        same_as: dict[str, str] = {}
        for key, (at, _, _) in said["same_as"].items():
            target = _last_of(key, pairs)
            if target is None:
                self._circular.add(at)
            else:
                same_as[key] = target
        return NameCorrections(
            vendors=vendors,
            others=frozenset(others),
            same_as=same_as,
            short={key: value for key, (_, _, value) in said["short"].items()},
        )


def _last_of(key: str, pairs: Mapping[str, str]) -> str | None:
    """The name at the end of "same as"; None in a circle."""
    seen = {key}
    name = pairs[key]
    while (key := name_key(name)) in pairs:
        if key in seen:
            return None
        seen.add(key)
        name = pairs[key]
    return None if key in seen else name


def _is_headed_so(grid: Grid, column: int, heading: str) -> bool:
    """Whether each part of a heading still stands in the column, near the top of the sheet."""
    standing = {grid.text(row, column) for row in grid.rows[:_HEADING_ROWS]}
    return all(any(part in text for text in standing) for part in heading.split(" / "))


def _finding(
    code: str,
    one: PlanCorrection,
    severity: Severity = Severity.ERROR,
    near: Sequence[str] = (),
) -> Finding:
    entered = one.entered
    by = " ".join(part for part in (entered.name, entered.date) if part)
    return Finding(
        code=code,
        severity=severity,
        source=entered.source,
        found=_shown(one),
        values={
            "near": did_you_mean(near),
            "reason": entered.reason or "-",
            "by": by or "-",
            "before": entered.proposal or "-",
            "what": both(f"plan.what.{one.what}"),
        },
    )


def _shown(one: PlanCorrection) -> str:
    """The correction in one line: where it is said, what about, what holds."""
    place = [part for part in (one.file, one.sheet, one.key) if part]
    line = f"{one.entered.line} · " if one.entered.line else ""
    said = f"{line}{' › '.join(place) or '*'}: {one.what} = {one.value}"
    return shown_name(said)[:_SHOWN]
