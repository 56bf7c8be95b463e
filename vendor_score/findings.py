"""Findings: problems met on the way, each with an identity, a place and a cure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vendor_score.wording import FALLBACK, Lang, has, text

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COLUMNS",
    "NOWHERE",
    "Finding",
    "FindingGroup",
    "Severity",
    "Source",
    "findings_frame",
    "group_findings",
    "worst",
]


@dataclass(frozen=True, slots=True)
class Source:
    """A place in what a vendor sent.

    Attributes
    ----------
    file : str or None
        The path below the folder that was given (or the bare file name), never an absolute path,
        with forward slashes.
    sheet : str or None
    cell : str or None
        In A1 notation, for csv files too.
    """

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


NOWHERE = Source()


COLUMNS = (
    "code", "severity", "vendor", "criterion", "file", "sheet", "cell", "found", "expected", "fix",
)  # fmt: skip


class Severity(StrEnum):
    """How much a finding matters; ``error`` makes a command end with exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One problem met on the way, with an identity, a place and a cure.

    What was expected and what to do are wordings, ``findings.<code>.expected`` and
    ``findings.<code>.fix`` (and ``findings.<code>.title``), filled with ``values`` and with the
    finding's own fields.

    Attributes
    ----------
    code : str
        The same word in the terminal, in json, in the report and in the docs.
    severity : Severity
        An ``error`` makes a command end with exit code 1.
    vendor, criterion : str or None
        Whom and what it is about.
    source : Source
        File, sheet and cell.
    found : str or None
        What stands there.
    values : mapping of str to object
        What the wordings are filled with.

    Examples
    --------
    >>> from vendor_score.findings import Source
    >>> where = Source("acme.xlsx", "Answers", "C7")
    >>> found = Finding(code="blank", severity=Severity.WARNING, vendor="Acme", source=where)
    >>> str(found.source)
    'acme.xlsx › Answers › C7'
    """

    code: str
    severity: Severity
    vendor: str | None = None
    criterion: str | None = None
    source: Source = NOWHERE
    found: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def title(self, lang: Lang) -> str:
        """What the problem is called.

        Parameters
        ----------
        lang : str
            A language of the catalogues (``en``, ``zh``).

        Returns
        -------
        str
        """
        return self._wording("title", lang)

    def expected(self, lang: Lang) -> str:
        """What would have been right there.

        Parameters
        ----------
        lang : str
            A language of the catalogues (``en``, ``zh``).

        Returns
        -------
        str
        """
        return self._wording("expected", lang)

    def fix(self, lang: Lang) -> str:
        """What to do about it.

        Parameters
        ----------
        lang : str
            A language of the catalogues (``en``, ``zh``).

        Returns
        -------
        str
        """
        return self._wording("fix", lang)

    def ask(self, lang: Lang) -> str:
        """What the vendor is asked about it.

        Parameters
        ----------
        lang : str
            A language of the catalogues (``en``, ``zh``).

        Returns
        -------
        str
            Empty where it is no matter of the vendor: musts, other vendors' answers and whatever
            else the buyer found stay with the buyer.
        """
        return self._wording("ask", lang) if has(f"findings.{self.code}.ask") else ""

    def _wording(self, part: str, lang: Lang) -> str:
        own = {"vendor": self.vendor, "criterion": self.criterion, "found": self.found}
        return text(
            f"findings.{self.code}.{part}", lang, **{**own, "source": self.source, **self.values}
        )

    @property
    def found_there(self) -> str | None:
        """What stands at the place, where that says more than the name of the place."""
        return None if self.found in (self.source.file, self.source.sheet) else self.found

    def with_severity(self, severity: Severity) -> Finding:
        """The same finding, taken more or less seriously.

        Parameters
        ----------
        severity : Severity

        Returns
        -------
        Finding
        """
        return replace(self, severity=severity)

    def as_dict(self, lang: Lang) -> dict[str, Any]:
        """The finding as it is written to json.

        Parameters
        ----------
        lang : str
            Language of ``expected`` and ``fix``.

        Returns
        -------
        dict of str to object
            Keys as in `COLUMNS`, in that order.
        """
        where = self.source
        return {
            "code": self.code,
            "severity": self.severity.value,
            "vendor": self.vendor,
            "criterion": self.criterion,
            "file": where.file,
            "sheet": where.sheet,
            "cell": where.cell,
            "found": self.found,
            "expected": self.expected(lang),
            "fix": self.fix(lang),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingGroup:
    """Like findings of one column, or a single finding.

    Attributes
    ----------
    finding : Finding
        The first of them; where there are several, its source names the first cells and how many
        more there are, and ``found`` quotes the first texts.
    count : int
        How many there are.

    Examples
    --------
    >>> rows = [Source("a.xlsx", "Data", f"C{row}") for row in range(2, 42)]
    >>> blank = [Finding(code="blank", severity=Severity.INFO, source=row) for row in rows]
    >>> group, = group_findings(blank)
    >>> group.count, str(group.finding.source)
    (40, 'a.xlsx › Data › C2, C3, C4 … (40)')
    """

    finding: Finding
    count: int = 1

    def title(self, lang: Lang) -> str:
        """What the problem is called, with how many there are.

        Parameters
        ----------
        lang : str
            A language of the catalogues.

        Returns
        -------
        str
        """
        title = self.finding.title(lang)
        if self.count == 1:
            return title
        return text("findings.grouped", lang, title=title, count=self.count)


_APART = {Severity.ERROR: 50, Severity.WARNING: 20, Severity.INFO: 8}
"""How many like findings of one column are told one by one."""

_QUOTED = 3  # cells and texts of a group that are named
_ROW = re.compile(r"\d+")


def group_findings(findings: Iterable[Finding]) -> list[FindingGroup]:
    """Put like findings of one column together, so that thousands of them are one line.

    Parameters
    ----------
    findings : iterable of Finding
        In any order.

    Returns
    -------
    list of FindingGroup
        In the order of the first of each. A few like findings stay apart, since each of them may
        be acted on. Without a cell, those about one criterion are alike.
    """
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_likeness(finding), []).append(finding)
    groups = []
    for found in alike.values():
        if len(found) > _APART[found[0].severity]:
            groups.append(FindingGroup(finding=_joined(found), count=len(found)))
        else:
            groups.extend(FindingGroup(finding=finding) for finding in found)
    return groups


def _likeness(finding: Finding) -> tuple[object, ...]:
    where = finding.source
    column = _ROW.sub("", where.cell) if where.cell else None
    about = finding.criterion if column is None else None
    return (finding.code, finding.severity, where.file, where.sheet, column, about)


def _joined(found: Sequence[Finding]) -> Finding:
    first = found[0]
    cells = dict.fromkeys(f.source.cell for f in found if f.source.cell)
    texts = dict.fromkeys(f.found for f in found if f.found)
    cell = f"{', '.join(list(cells)[:_QUOTED])} … ({len(cells)})" if cells else None
    quoted = " | ".join(list(texts)[:_QUOTED]) + (" …" if len(texts) > _QUOTED else "")
    return replace(
        first,
        vendor=_common(f.vendor for f in found),
        criterion=_common(f.criterion for f in found),
        source=replace(first.source, cell=cell),
        found=quoted or None,
    )


def _common(values: Iterable[str | None]) -> str | None:
    different = set(values)
    return different.pop() if len(different) == 1 else None


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The highest severity among ``findings``, None where there are none.

    Parameters
    ----------
    findings : iterable of Finding
        Of any place.

    Returns
    -------
    Severity or None
    """
    order = list(Severity)
    return min((f.severity for f in findings), key=order.index, default=None)


def findings_frame(findings: Iterable[Finding], lang: Lang = FALLBACK) -> pd.DataFrame:
    """Findings as a table to filter, save and mail; one row each, columns `COLUMNS`.

    Parameters
    ----------
    findings : iterable of Finding
        A row each.
    lang : str, optional
        Language of the words.

    Returns
    -------
    pandas.DataFrame
    """
    import pandas as pd

    return pd.DataFrame([f.as_dict(lang) for f in findings], columns=list(COLUMNS))
