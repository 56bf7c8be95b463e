"""The process that reads vendors' files: paths in, frames out, within bounds of memory.

It is started by `reader` with nothing but the standard library, this package and xlrd in reach,
opens files for reading only, and can write no file.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import signal
import stat
import sys
from hashlib import sha256
from pathlib import Path
from typing import IO

from vendor_score.questionnaire.files.content import HEAD_BYTES, not_a_workbook, read_content
from vendor_score.questionnaire.files.limits import (
    MAX_FILE_BYTES,
    MEMORY_BYTES,
    TIMEOUT_SECONDS,
    Unreadable,
)
from vendor_score.questionnaire.files.wire_format import Frame, Sink, encode
from vendor_score.questionnaire.files.xlsx import read_xlsx as _read_xlsx  # noqa: F401 - ready early

__all__ = ["main", "read_file"]


GARBAGE_THRESHOLD = 100_000
"""Records made between two searches for cyclic garbage: cells make none."""


def main() -> None:
    """Answer every request line of standard input until it ends."""
    requests, answers = sys.stdin.buffer, _own_output()
    gc.set_threshold(GARBAGE_THRESHOLD)
    _limit_resources()
    for line in requests:
        path = json.loads(line)
        _limit_time(TIMEOUT_SECONDS)
        read_file(os.fsencode(path) if os.name == "posix" else path, answers)
        answers.flush()
        _limit_time(0)


def read_file(path: str | bytes, answers: IO[bytes]) -> None:
    """Write the frames of one file, the last of which says how it ended."""
    digest = ""
    try:
        head, data = _load(path)
        digest = sha256(data if data is not None else head).hexdigest()
        _read(head, data, os.fsdecode(path), answers, digest)
    except Unreadable as reason:
        answers.write(encode(["failed", reason.code, reason.values, digest]))
    except MemoryError:
        answers.write(encode(["failed", "file-too-large", {}, digest]))
    except OSError as error:
        answers.write(encode(["failed", *_refused(error), digest]))
    except Exception:  # noqa: BLE001 - readers of hostile files fail in every way there is
        answers.write(encode(["failed", "file-damaged", {}, digest]))


def _own_output() -> IO[bytes]:
    """Standard output for frames alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    sys.stdout = sys.stderr
    return answers


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit holds there too
        return
    for limit, amount in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (amount, amount))
        except (ValueError, OSError):  # some systems refuse one or the other
            continue


def _limit_time(seconds: float) -> None:
    """Have the system end this process after so much processor time, whatever it is doing then."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _load(path: str | bytes) -> tuple[bytes, bytes | None]:
    """The first bytes and, unless they show that it is no workbook, the whole file."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("file-special")
        head = file.read(HEAD_BYTES)
        if not_a_workbook(head):
            return head, None
        if status.st_size > MAX_FILE_BYTES:
            raise Unreadable("file-too-large")
        return head, head + file.read(MAX_FILE_BYTES)


def _read(head: bytes, data: bytes | None, name: str, answers: IO[bytes], digest: str) -> None:
    kind = not_a_workbook(head)
    if kind or data is None:
        raise Unreadable("not-readable", kind=kind or "other")
    sink = Sink(lambda frame: answers.write(encode(frame)))
    read_content(data, Path(name).suffix.lower(), sink, name)
    done: Frame = ["done", digest, list(sink.notes), sink.remarks, sink.is_document]
    answers.write(encode(done))


def _refused(error: OSError) -> tuple[str, dict[str, str]]:
    if error.errno in (errno.EACCES, errno.EPERM):
        return "file-no-permission", {}
    if error.errno == errno.ENOENT:
        return "file-missing", {}
    return "file-not-opened", {"reason": os.strerror(error.errno) if error.errno else str(error)}


if __name__ == "__main__":
    main()
