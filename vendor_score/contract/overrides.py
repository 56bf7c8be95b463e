"""The buyer's judgements on clauses and findings of drafts, kept in a workbook as for answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vendor_score.contract.checklist import plain_workbook
from vendor_score.errors import SourceError
from vendor_score.findings import Finding, Severity, Source
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.files import read_workbooks
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.contract.review import ContractReview

__all__ = ["Judgement", "apply_judgements", "judgements_workbook", "read_judgements"]

_HEADS: Final = (
    "vendor", "kind", "id", "what", "found", "place", "yours", "reason", "draft",
)  # fmt: skip
_WIDTHS: Final = (20, 9, 26, 34, 34, 14, 18, 30, 14)
_CLAUSE, _FINDING = "clause", "finding"
_MOST: Final = 3
_DIGITS: Final = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What a buyer entered beside a clause or finding.

    Attributes
    ----------
    vendor, kind, id, found, place, draft : str
        Which row it is; ``draft`` begins the digest of the file that it was made on.
    yours, reason : str
        ``0`` to ``3`` for a clause, ``x`` for a finding that does not count.
    cell : str
    """

    vendor: str
    kind: str
    id: str
    found: str
    place: str
    draft: str
    yours: str
    reason: str = ""
    cell: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What tells one row from another."""
        words = (self.place, self.found) if self.is_finding else ()
        return (self.vendor, self.kind, self.id, *words)

    @property
    def is_finding(self) -> bool:
        """Whether it stands beside a finding."""
        return self.kind == _FINDING


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """What was entered in the workbook.

    Parameters
    ----------
    path : Path

    Returns
    -------
    tuple of Judgement
        Rows in which something was entered.

    Raises
    ------
    SourceError
        For a file that cannot be read.
    """
    (book,) = read_workbooks([path], workers=1)
    if not isinstance(book, Workbook):
        key = f"errors.{book.code.replace('-', '_')}"
        raise SourceError(key, file=path.name, **dict(book.values))
    found = []
    for sheet in book.sheets:
        rows = sorted({row for row, _ in sheet.cells if row > 1})
        for row in rows:
            cells = {
                head: sheet.cells[row, column].text.strip()
                for column, head in enumerate(_HEADS, start=1)
                if (row, column) in sheet.cells
            }
            if cells.get("kind") in {_CLAUSE, _FINDING} and cells.get("yours"):
                values = {head: cells.get(head, "") for head in _HEADS if head != "what"}
                found.append(Judgement(**values, cell=f"G{row}"))
    return tuple(found)


def apply_judgements(
    review: ContractReview, judgements: Sequence[Judgement], file: str = ""
) -> ContractReview:
    """The review with the buyer's levels, and without findings that the buyer struck out.

    Parameters
    ----------
    review : ContractReview
    judgements : sequence of Judgement
    file : str, optional
        The workbook's name, for findings about it.

    Returns
    -------
    ContractReview
        A judgement on another draft is not applied, and said to be stale.
    """
    digests = _digests(review)
    fresh = [one for one in judgements if digests.get(one.vendor) == one.draft]
    levels = {
        (one.vendor, one.id): one for one in fresh if not one.is_finding and _level(one) is not None
    }
    struck = {one.key for one in fresh if one.is_finding and one.yours.casefold() == "x"}
    checks = {
        vendor: replace(
            check,
            clauses=tuple(
                replace(clause, level=_level(own) or 0, found_level=clause.level, reason=own.reason)
                if (own := levels.get((vendor, str(clause.number)))) is not None
                else clause
                for clause in check.clauses
            ),
        )
        for vendor, check in review.checks.items()
    }
    kept = [one for one in review.findings if _row_of(one, digests).key not in struck]
    return replace(
        review, checks=checks,
        findings=(*kept, *_about(judgements, fresh, file)),
    )  # fmt: skip


def _about(
    judgements: Sequence[Judgement], fresh: Sequence[Judgement], file: str
) -> Iterator[Finding]:
    for one in judgements:
        place = Source(file or None, None, one.cell or None)
        code = None
        if one not in fresh:
            code = "contract-override-stale"
        elif one.yours.casefold() != "x" if one.is_finding else _level(one) is None:
            code = "contract-override-wrong"
        if code is not None:
            yield Finding(
                code=code, severity=Severity.WARNING, vendor=one.vendor, source=place,
                found=one.yours,
            )  # fmt: skip


def _level(one: Judgement) -> int | None:
    said = one.yours.removesuffix(".0")
    return int(said) if said.isdecimal() and int(said) <= _MOST else None


def _digests(review: ContractReview) -> Mapping[str, str]:
    return {vendor: check.draft.sha256[:_DIGITS] for vendor, check in review.checks.items()}


def _row_of(finding: Finding, digests: Mapping[str, str]) -> Judgement:
    vendor = finding.vendor or ""
    id = f"{finding.code}:{finding.criterion}" if finding.criterion else finding.code
    return Judgement(
        vendor=vendor, kind=_FINDING, id=id, found=(finding.found or "").strip(),
        place=finding.source.cell or "", draft=digests.get(vendor, ""), yours="",
    )  # fmt: skip


def judgements_workbook(
    review: ContractReview, judgements: Sequence[Judgement], lang: Lang
) -> bytes:
    """A row for every clause and finding, with what was entered before.

    Parameters
    ----------
    review : ContractReview
        As found, before judgements.
    judgements : sequence of Judgement
    lang : str

    Returns
    -------
    bytes
    """
    entered = {one.key: one for one in judgements}
    digests = _digests(review)
    rows = []
    for vendor, check in review.checks.items():
        for clause in check.clauses:
            row = Judgement(
                vendor=vendor, kind=_CLAUSE, id=str(clause.number), found=str(clause.level),
                place=clause.quotes[0].place if clause.quotes else "", draft=digests[vendor],
                yours="",
            )  # fmt: skip
            what = text(f"contract.clause.{clause.number:02}", lang)
            rows.append(_cells(row, what, entered))
    rows += [
        _cells(_row_of(finding, digests), finding.title(lang), entered)
        for finding in review.findings
    ]
    heads = [text(f"contract.override.{head}", lang) for head in _HEADS]
    note = text("contract.override.note", lang)
    return plain_workbook(text("contract.override.sheet", lang), heads, rows, _WIDTHS, note)


def _cells(row: Judgement, what: str, entered: Mapping[tuple[str, ...], Judgement]) -> list[str]:
    old = entered.get(row.key)
    yours, reason = (old.yours, old.reason) if old is not None else ("", "")
    if old is not None and old.draft != row.draft:
        # of another draft: it stands beside the reason until it is entered anew
        yours, reason = "", f"({old.yours}) {old.reason}".strip()
    values = {**{head: getattr(row, head, "") for head in _HEADS}, "what": what}
    return [*(str(values[head]) for head in _HEADS[:6]), yours, reason, row.draft]
