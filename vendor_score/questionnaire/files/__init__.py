"""Files -> workbooks: find what was sent, know it by its content, read it within bounds.

`read_sources` does it all; the worker process imports this package too, so the names below are
loaded when used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendor_score.questionnaire.cells import (
        DiscoveredFiles,
        FoundFile,
        ReadFiles,
        UnreadableFile,
        note_findings,
        stray_findings,
    )
    from vendor_score.questionnaire.files.reader import read_workbooks, start_workers
    from vendor_score.questionnaire.files.sources import find_offers, find_sources, read_sources

__all__ = [
    "DiscoveredFiles",
    "FoundFile",
    "ReadFiles",
    "UnreadableFile",
    "find_offers",
    "find_sources",
    "note_findings",
    "read_sources",
    "read_workbooks",
    "start_workers",
    "stray_findings",
]

_HOME = {
    "DiscoveredFiles": "cells",
    "FoundFile": "cells",
    "ReadFiles": "cells",
    "UnreadableFile": "cells",
    "find_offers": "files.sources",
    "find_sources": "files.sources",
    "note_findings": "cells",
    "read_sources": "files.sources",
    "read_workbooks": "files.reader",
    "start_workers": "files.reader",
    "stray_findings": "cells",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"vendor_score.questionnaire.{_HOME[name]}"), name)
