"""Every entry of ``questionnaire:`` in criteria.yaml acts in some file, or is an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vendor_score.findings import Finding, Severity, Source
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.near_texts import did_you_mean, nearest_texts
from vendor_score.questionnaire.sheets.located_answers import SheetReading, layout_finding
from vendor_score.reading_plan import UNUSED
from vendor_score.records import QuestionnaireSettings
from vendor_score.wording import both

__all__ = ["SettingsCheck"]

_COLUMNS = ("question_column", "answer_column", "evidence_column", "remarks_column",
            "vendor_column")  # fmt: skip
_MOST_HEADINGS = 2_000


@dataclass(slots=True)
class SettingsCheck:
    """Looks at every file for what the settings name, and says in the end what fitted nothing.

    Attributes
    ----------
    settings
        ``questionnaire:`` of criteria.yaml.
    """

    settings: QuestionnaireSettings
    _obeyed: set[str] = field(default_factory=set)
    _standing: set[str] = field(default_factory=set)
    _headings: dict[str, None] = field(default_factory=dict)
    _sheets: dict[str, None] = field(default_factory=dict)
    _without_sheet: list[str] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)

    def add(self, workbook: Workbook, readings: Sequence[SheetReading]) -> None:
        """Note what of the settings stands in a file, and what its sheets were read by."""
        for reading in readings:
            self._standing |= reading.standing
            self._obeyed |= reading.obeyed
            self._asked.update(reading.asked)
            self._sheets.setdefault(reading.sheet)
            if len(self._headings) < _MOST_HEADINGS:
                self._headings.update(dict.fromkeys(reading.headings))
        wanted = self.settings.sheet
        if wanted is None or workbook.is_document:
            return
        if all(reading.sheet != wanted for reading in readings):
            self._without_sheet.append(workbook.file)

    def findings(self, mapped: Iterable[str]) -> Iterator[Finding]:
        """The settings without effect.

        Parameters
        ----------
        mapped
            Those questions of ``questions:`` that were met in a file.

        Yields
        ------
        Finding
        """
        yield from self._about_the_sheet()
        for name, written in self._written().items():
            if name in self._obeyed:
                continue
            if name in self._standing:
                yield self._finding("setting-not-used", name, written, ())
            else:
                near = nearest_texts(written, self._headings) if name in _COLUMNS else ()
                yield self._finding("setting-fits-nothing", name, written, near)
        yield from self._about_questions(set(mapped))

    def _written(self) -> Mapping[str, str]:
        names = ("header_row", *_COLUMNS, "vendor_name_cell")
        values = {name: getattr(self.settings, name) for name in names}
        return {name: str(value) for name, value in values.items() if value is not None}

    def _about_the_sheet(self) -> Iterator[Finding]:
        """One error where no file has the sheet; else a warning for each file without it."""
        wanted = self.settings.sheet
        if wanted is None or not self._without_sheet:
            return
        stands = wanted in self._sheets
        severity = Severity.WARNING if stands else Severity.ERROR
        near = did_you_mean(() if stands else nearest_texts(wanted, self._sheets))
        for file in self._without_sheet if stands else self._without_sheet[:1]:
            place = Source(file) if stands else Source()
            yield layout_finding(
                "sheet-not-found", place, f"{self._line('sheet')}{wanted}", severity, near=near
            )

    def _about_questions(self, mapped: set[str]) -> Iterator[Finding]:
        for text, id in self.settings.questions.items():
            if text not in mapped:
                yield self._finding("setting-fits-nothing", "questions", text, self._near(text))
            elif id not in {*self._asked, UNUSED}:
                yield self._finding("setting-not-used", "questions", text, ())

    def _near(self, text: str) -> Sequence[str]:
        return nearest_texts(text, self._headings)

    def _finding(self, code: str, name: str, written: str, near: Sequence[str]) -> Finding:
        kind = "column" if name in _COLUMNS else name
        return Finding(
            code=code,
            severity=Severity.ERROR,
            found=f"{self._line(name)}questionnaire: {name}: {written}",
            values={
                "looked_for": both(f"findings.setting.{kind}", written=written),
                "near": did_you_mean(near),
            },
        )

    def _line(self, name: str) -> str:
        """Where a setting stands, for the front of what was found."""
        line = self.settings.lines.get(name)
        return f"{line} · " if line else ""
