"""What became of the files that were given: found, read, or not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vendor_score.findings import Finding, Severity
from vendor_score.questionnaire.cells import Workbook
from vendor_score.source import Source
from vendor_score.wording import Lang, both, text

__all__ = ["Found", "FoundFile", "Received", "UnreadableFile", "note_findings", "stray_findings"]

SET_ASIDE = ("not-readable",)
"""Files that are no workbooks: listed, to be entered by hand, but no error."""
NOT_ASKED_FOR = ("file-beside-answers",)
"""Workbooks that lie outside the folder whose answers were asked for: said, but no error."""
_CLAIMS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".tsv")
"""Endings of files that ought to hold answers: where they do not, something went wrong."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundFile:
    """A file to read: where it is, and the name that people see.

    ``named``: the buyer named it or put it in its place in the case folder, so that it may decide.
    ``is_review``: it stands in the place of the case's review and can be nothing else.
    """

    path: Path
    file: str
    named: bool = False
    is_review: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadableFile:
    """A file that was received and not read.

    ``code`` is that of the finding; the wording ``errors.<code>`` says in one line what the file is
    and what to do, ``values`` fill it. ``sha256`` is empty where the bytes could
    not be read.
    """

    file: str
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    sha256: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it ought to have been read; a pdf or a picture is only set aside."""
        if self.code in NOT_ASKED_FOR:
            return False
        return self.code not in SET_ASIDE or self.file.lower().endswith(_CLAIMS)

    def message(self, lang: Lang) -> str:
        """One line: what the file is and what to do."""
        return text(f"errors.{self.code.replace('-', '_')}", lang, file=self.file, **self._shown())

    def finding(self) -> Finding:
        return Finding(
            code=self.code,
            severity=Severity.ERROR if self.is_error else Severity.WARNING,
            source=Source(file=self.file),
            found=self.file,
            values=self._shown(),
        )

    def _shown(self) -> dict[str, object]:
        shown: dict[str, object] = dict(self.values)
        if "kind" in shown:
            shown["kind"] = both(f"errors.kind.{shown['kind']}")
        return shown


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What lies in the sources: files to read, in order, and what cannot be opened at all.

    ``stray`` names criteria that lie among the answers, where they have no effect. ``beside`` are
    workbooks that lie beside the ``answers/`` of a case folder.
    """

    files: tuple[FoundFile, ...]
    unreadable: tuple[UnreadableFile, ...] = ()
    stray: tuple[str, ...] = ()
    beside: tuple[FoundFile, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """Everything that the sources hold, in the order of the files' names.

    ``workbooks`` are vendors' files, ``reviews`` the buyer's review workbooks; the tool's own
    scorecards are in ``skipped`` by name. ``files`` tells where each name lies. ``stray`` names
    criteria and reviews that lie among the answers, where they have no effect.
    """

    workbooks: tuple[Workbook, ...]
    reviews: tuple[Workbook, ...] = ()
    unreadable: tuple[UnreadableFile, ...] = ()
    skipped: tuple[str, ...] = ()
    files: tuple[FoundFile, ...] = ()
    stray: tuple[str, ...] = ()


def stray_findings(received: Received) -> list[Finding]:
    """A warning for each file among the answers that would decide if the buyer had named it."""
    return [
        Finding(
            code="deciding-file-among-answers",
            severity=Severity.WARNING,
            source=Source(file=file),
            found=file,
        )
        for file in received.stray
    ]


def note_findings(workbook: Workbook) -> list[Finding]:
    """What a person should know of a file that was read: macros, links, lost parts."""
    lost = ("sheet-lost", "text-lost", "text-cut")
    return [
        Finding(
            code=f"file-{note}",
            severity=Severity.WARNING if note in lost else Severity.INFO,
            source=Source(file=workbook.file),
        )
        for note in workbook.notes
    ]
