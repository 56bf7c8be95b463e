"""A line on a terminal's standard error that says how far reading is, where it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from vendor_score.wording import Lang, text

__all__ = ["progress_line"]

PATIENCE_SECONDS: Final = 1.0
CLEAR: Final = "\r\033[K"


@contextmanager
def progress_line(lang: Lang) -> Iterator[Callable[[int, int], None] | None]:
    """A function to be told the files done and the files in all; None where nobody would see it."""
    if not sys.stderr.isatty():
        yield None
        return
    start, shown = time.monotonic(), False

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if time.monotonic() - start > PATIENCE_SECONDS:
            shown = True
            said = text("terminal.reading", lang, done=done, total=total)
            sys.stderr.write(CLEAR + said)
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()
