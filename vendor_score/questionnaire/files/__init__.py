"""Files -> workbooks: find what was sent, know it by its content, read it within bounds.

`read_sources` does it all; the worker process imports this package too, so the names below are
loaded when used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.reader import read_workbooks, start_workers
    from vendor_score.questionnaire.files.records import (
        DiscoveredFiles,
        FoundFile,
        ReadFiles,
        UnreadableFile,
        note_findings,
        stray_findings,
    )
    from vendor_score.questionnaire.files.sources import find_sources, read_sources

__all__ = [
    "DiscoveredFiles",
    "FoundFile",
    "ReadFiles",
    "UnreadableFile",
    "find_sources",
    "note_findings",
    "read_sources",
    "read_workbooks",
    "start_workers",
    "stray_findings",
]

_HOME = {
    "DiscoveredFiles": "records",
    "FoundFile": "records",
    "ReadFiles": "records",
    "UnreadableFile": "records",
    "find_sources": "sources",
    "note_findings": "records",
    "read_sources": "sources",
    "read_workbooks": "reader",
    "start_workers": "reader",
    "stray_findings": "records",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
