"""The process that reads vendors' files: paths in, frames out, within bounds of memory.

What a file is it knows by the content and never by the ending.

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

from vendor_score.questionnaire.files.containers import (
    MAX_FILE_BYTES,
    MEMORY_BYTES,
    OLE_MAGIC,
    TIMEOUT_SECONDS,
    Frame,
    Package,
    Sink,
    Unreadable,
    encode,
    stream_names,
)
from vendor_score.questionnaire.files.csv_and_numbers import decode, is_table, read_delimited
from vendor_score.questionnaire.files.xlsx import read_xlsx as _read_xlsx  # noqa: F401 - ready early

__all__ = [
    "HEAD_BYTES",
    "limit_resources",
    "limit_time",
    "main",
    "not_a_workbook",
    "own_output",
    "read_content",
    "read_file",
]

HEAD_BYTES = 4096
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLD_WORKSHEETS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"{\\rtf", "document"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"ID3", "recording"),
    (b"OggS", "recording"),
    (b"\x1aE\xdf\xa3", "recording"),
)
OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("WORKBOOK", "xls"),
    ("Book", "xls"),
    ("BOOK", "xls"),
    ("WordDocument", "document"),
    ("PowerPoint Document", "presentation"),
    ("__properties_version1.0", "mail"),
)
CSV_ENDINGS = (".csv", ".tsv", ".tab")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")
TABLE_ENDINGS = (*CSV_ENDINGS, *WORKBOOK_ENDINGS, ".txt", ".dat", "")
"""A text of another ending may have bars and commas and yet be no table: notes, a program."""


def not_a_workbook(head: bytes) -> str | None:
    """The kind of a file that its first bytes show to be no workbook, else None."""
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12] in (b"heic", b"mif1", b"avif") else "recording"
    if head[:4] == b"RIFF":
        return "picture" if head[8:12] == b"WEBP" else "recording"
    return None


def read_content(data: bytes, ending: str, sink: Sink, path: str = "") -> None:
    """Pass what a file holds to ``sink``, whatever its name says. Raises Unreadable.

    ``path`` is where it lies, for the one format whose reader opens the file itself.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("file-empty")
    if data.startswith(ZIP):
        _read_zip(data, ending, sink, path)
    elif data.startswith(OLE_MAGIC):
        _read_ole(data, sink)
    elif data.startswith(OLD_WORKSHEETS):
        _read_xls(data, sink)
    else:
        _read_text(data, ending, sink)


def _read_zip(data: bytes, ending: str, sink: Sink, path: str) -> None:
    package = Package(data)
    names = set(package.names)
    if "content.xml" in names and "[content_types].xml" not in names:
        from vendor_score.questionnaire.files.ods import read_ods

        read_ods(package, sink)
    elif any(name.startswith("word/") for name in names):
        from vendor_score.questionnaire.files.docx import read_docx

        read_docx(package, sink)
    elif "index.zip" in names or any(name.endswith(".iwa") for name in names):
        _read_apple(ending, sink, path)
    elif any(name.startswith("ppt/") for name in names):
        raise Unreadable("not-readable", kind="presentation")
    elif "xl/workbook.bin" in names:
        from vendor_score.questionnaire.files.xlsb import read_xlsb

        read_xlsb(package, sink)
    elif "[content_types].xml" in names or "xl/workbook.xml" in names:
        from vendor_score.questionnaire.files.xlsx import read_xlsx

        read_xlsx(package, sink)
    else:
        raise Unreadable("not-readable", kind="archive")


def _read_apple(ending: str, sink: Sink, path: str) -> None:
    """Only the ending says which of Apple's programs wrote a package of theirs."""
    if ending != ".numbers":
        raise Unreadable("not-readable", kind="apple")
    from vendor_score.questionnaire.files.csv_and_numbers import read_numbers

    read_numbers(path, sink)


def _read_ole(data: bytes, sink: Sink) -> None:
    names = stream_names(data)
    kind = next((kind for stream, kind in OLE_STREAMS if stream in names), None)
    if kind == "encrypted":
        raise Unreadable("file-encrypted")
    if kind == "xls":
        _read_xls(data, sink)
    elif kind is None:
        raise Unreadable("file-damaged")
    else:
        raise Unreadable("not-readable", kind=kind)


def _read_xls(data: bytes, sink: Sink) -> None:
    from vendor_score.questionnaire.files.xls import read_xls

    read_xls(data, sink)


def _read_text(data: bytes, ending: str, sink: Sink) -> None:
    text = decode(data)
    if text is None:
        raise Unreadable("not-readable", kind="other")
    start = text[:HEAD_BYTES].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<table", "<head", "<body", "<meta")):
        raise Unreadable("not-readable", kind="web_page")
    if start.startswith("mime-version:"):
        raise Unreadable("not-readable", kind="web_page")
    if start.startswith("<?xml"):
        raise Unreadable("not-readable", kind="xml")
    if ending not in CSV_ENDINGS and not (ending in TABLE_ENDINGS and is_table(text)):
        raise Unreadable("not-readable", kind="text")
    read_delimited(text, sink)


GARBAGE_THRESHOLD = 100_000
"""Records made between two searches for cyclic garbage: cells make none."""


def main() -> None:
    """Answer every request line of standard input until it ends."""
    requests, answers = sys.stdin.buffer, own_output()
    gc.set_threshold(GARBAGE_THRESHOLD)
    limit_resources()
    for line in requests:
        path = json.loads(line)
        limit_time(TIMEOUT_SECONDS)
        read_file(os.fsencode(path) if os.name == "posix" else path, answers)
        answers.flush()
        limit_time(0)


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


def own_output() -> IO[bytes]:
    """Standard output for frames alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    sys.stdout = sys.stderr
    return answers


def limit_resources() -> None:
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


def limit_time(seconds: float) -> None:
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
