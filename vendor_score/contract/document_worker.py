"""The process that reads one draft, within bounds of memory and time: a path in, plain data out."""

from __future__ import annotations

import json
import os
import stat
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from vendor_score.contract.docx_view import docx_view
from vendor_score.contract.plain_text import text_view
from vendor_score.questionnaire.files.containers import (
    MAX_FILE_BYTES,
    OLE_MAGIC,
    TIMEOUT_SECONDS,
    Package,
    Unreadable,
    stream_names,
)
from vendor_score.questionnaire.files.csv_and_numbers import decode
from vendor_score.questionnaire.files.worker import (
    ZIP,
    limit_resources,
    limit_time,
    not_a_workbook,
    own_output,
)

__all__ = ["main", "read_content"]

Plain = dict[str, Any]
_WEB = ("<!doctype html", "<html", "<table", "<head", "<body", "<meta", "mime-version:")
MAX_PDF_PAGES = 500


def main() -> None:
    """Read the path that stands on standard input and write what it holds, or why it cannot be."""
    answers = own_output()
    limit_resources()
    limit_time(TIMEOUT_SECONDS)
    path = json.loads(sys.stdin.buffer.readline())
    answers.write(json.dumps(_read(path), ensure_ascii=True).encode())
    answers.flush()


def _read(path: str) -> Plain:
    """What the file holds; else ``failed`` with the code of why it cannot be read."""
    try:
        data = _load(path)
        return {**read_content(data, Path(path).suffix.lower()), "sha256": sha256(data).hexdigest()}
    except Unreadable as reason:
        return {"failed": reason.code, "values": reason.values}
    except Exception as error:  # noqa: BLE001 - readers of hostile files fail in every way there is
        code = next((code for kind, code in _FAILURES if isinstance(error, kind)), "file-damaged")
        return {"failed": code, "values": {}}


_FAILURES = (
    (MemoryError, "file-too-large"),
    (FileNotFoundError, "file-missing"),
    (PermissionError, "file-no-permission"),
    (IsADirectoryError, "file-folder"),
)


def _load(path: str) -> bytes:
    with Path(path).open("rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("file-special")
        if status.st_size > MAX_FILE_BYTES:
            raise Unreadable("file-too-large")
        return file.read(MAX_FILE_BYTES)


def read_content(data: bytes, ending: str) -> Plain:
    """What a draft holds, whatever its name says.

    Parameters
    ----------
    data : bytes
    ending : str
        Such as ``.md``: it tells headings of a plain text from other lines.

    Returns
    -------
    dict

    Raises
    ------
    Unreadable
        Where it is no text that a contract could be in.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("file-empty")
    if data.startswith(ZIP):
        package = Package(data)
        if any(name.startswith("word/") for name in package.names):
            return docx_view(package)
        if any(name.startswith("xl/") for name in package.names):
            return {"workbook": True}
        raise Unreadable("not-readable", kind="archive")
    if data.startswith(OLE_MAGIC):
        encrypted = "EncryptedPackage" in stream_names(data)
        if not encrypted and "Workbook" in stream_names(data):
            return {"workbook": True}
        raise Unreadable(*(("file-encrypted",) if encrypted else ("draft-old-word",)))
    if data.startswith(b"%PDF"):
        return _pdf(data)
    if (kind := not_a_workbook(data[:4096])) is not None:
        raise Unreadable("not-readable", kind=kind)
    text = decode(data)
    if text is None or text.lstrip().lower().startswith((*_WEB, "<?xml")):
        raise Unreadable("not-readable", kind="web_page" if text else "other")
    return text_view(text, is_markdown=ending in {".md", ".markdown"})


def _pdf(data: bytes) -> Plain:
    """The text layer, a block a line, with no finer place than the page."""
    import io

    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("file-encrypted")
    if len(reader.pages) > MAX_PDF_PAGES:
        raise Unreadable("file-too-large")
    blocks = [
        {"text": line, "original": line, "place": f"page {number}", "level": None}
        for number, page in enumerate(reader.pages, start=1)
        for line in (page.extract_text() or "").splitlines()
        if line.strip()
    ]
    if not blocks:
        raise Unreadable("draft-scan")
    return {"blocks": blocks, "changes": [], "comments": [], "flags": ["pages-only"]}


if __name__ == "__main__":
    main()
