"""Files that could not be read: one line each on standard error, what it is and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from vendor_score.cli.terminal import emit
from vendor_score.cli.text import clean
from vendor_score.findings import Finding, Severity
from vendor_score.wording import Lang, has, text

__all__ = ["say_unread_files"]


def say_unread_files(
    findings: Iterable[Finding], lang: Lang, least: Severity = Severity.ERROR
) -> int:
    """Name each file that ought to have been read and was not; how many there were."""
    about_files = [f for f in findings if _is_about_a_whole_file(f) and _counts(f, least)]
    for finding in about_files:
        emit(text("terminal.error", lang, message=clean(_line(finding, lang))), err=True)
    return len(about_files)


def _is_about_a_whole_file(finding: Finding) -> bool:
    where = finding.source
    about_answers = finding.vendor or finding.criterion or where.sheet or where.cell
    return bool(where.file) and not about_answers


def _counts(finding: Finding, least: Severity) -> bool:
    order = list(Severity)
    return order.index(finding.severity) <= order.index(least)


def _line(finding: Finding, lang: Lang) -> str:
    """The one line that the reader of files has for it, else what the finding says."""
    file, key = finding.source.file, f"errors.{finding.code.replace('-', '_')}"
    if has(key):
        return text(key, lang, file=file, **finding.values)
    said = {"title": finding.title(lang), "fix": finding.fix(lang)}
    return text("terminal.unread", lang, file=file, **said)
