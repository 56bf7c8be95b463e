"""Files that could not be read: one line each on standard error, what it is and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from vendor_score.cli.terminal import emit
from vendor_score.cli.text import clean
from vendor_score.findings import Finding, Severity
from vendor_score.wording import Lang, text

__all__ = ["say_unread_files"]


def say_unread_files(findings: Iterable[Finding], lang: Lang) -> None:
    """Name each file that ought to have been read and was not."""
    for finding in findings:
        if _is_about_a_whole_file(finding):
            key = f"errors.{finding.code.replace('-', '_')}"
            message = clean(text(key, lang, file=finding.source.file, **finding.values))
            emit(text("terminal.error", lang, message=message), err=True)


def _is_about_a_whole_file(finding: Finding) -> bool:
    where = finding.source
    about_answers = finding.vendor or finding.criterion or where.sheet or where.cell
    return finding.severity is Severity.ERROR and bool(where.file) and not about_answers
