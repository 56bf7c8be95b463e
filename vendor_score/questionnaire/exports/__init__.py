"""Sheets that a program wrote: exports of surveys and chat back ends, this tool's own files."""

__all__ = ["EXPORT_CODES"]

EXPORT_CODES = frozenset({
    "survey-export", "survey-without-company", "survey-named-by-file",
    "backend-export", "backend-export-without-period",
})  # fmt: skip
"""Findings that tell of a file with names of people: no copy of it may leave the house."""
