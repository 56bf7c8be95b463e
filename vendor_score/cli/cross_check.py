"""The cross-check by other methods in a process beside: scikit-criteria takes seconds to import.

The process is started first, imports what it needs while files are read and the ranking is printed,
is handed the decision when there is one, and hands back how far the methods agree.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from vendor_score.decision import Decision
    from vendor_score.robustness.records import MethodAgreement

__all__ = ["CrossCheck", "serve"]

BOOT = """
import sys
sys.path[:] = sys.argv[1:]
from vendor_score.cli.cross_check import serve
serve()
"""


class CrossCheck:
    """How far other methods agree with the ranking, worked out beside the program."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", BOOT, *sys.path]
        self._process: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError):  # no process to be had: worked out here, later
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.wait()

    def start(self, decision: Decision) -> None:
        """Hand the decision over; it is worked on while the program goes on."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.write(pickle.dumps(decision))
                self._process.stdin.close()

    def agreement(self, decision: Decision) -> MethodAgreement:
        """Wait for the result; where the process came to nothing, work it out here."""
        told = b""
        if self._process is not None and self._process.stdout is not None:
            told = self._process.stdout.read()
        if told:
            agreement: MethodAgreement = pickle.loads(told)  # noqa: S301 - from our own process
            return agreement
        from vendor_score.robustness.agreement import method_agreement

        return method_agreement(decision)


def serve() -> None:
    """The process itself: import, read a decision from standard input, write the agreement."""
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what libraries print goes nowhere
    handed_over: list[bytes] = []
    # taken in while importing, so that whoever hands it over need not wait
    taker = threading.Thread(target=lambda: handed_over.append(sys.stdin.buffer.read()))
    taker.start()
    from vendor_score.ranking.loading import load_library
    from vendor_score.robustness.agreement import method_agreement

    load_library()
    taker.join()
    decision: Decision = pickle.loads(handed_over[0])  # noqa: S301 - from our own program
    with os.fdopen(out, "wb") as stream:
        stream.write(pickle.dumps(method_agreement(decision)))
