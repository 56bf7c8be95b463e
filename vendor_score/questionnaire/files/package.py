"""The two kinds of container, zip packages and OLE compound files, read within bounds."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from vendor_score.questionnaire.files.limits import (
    MAX_INFLATED_BYTES,
    MAX_PARTS,
    Unreadable,
)

__all__ = ["OLE_MAGIC", "Package", "new_parser", "stream_names"]

CHUNK = 1 << 17
ENCRYPTED = 0x1
BOMB_BYTES = 10 * 1024 * 1024
BOMB_RATIO = 200
"""How often larger than packed no sheet is: its cells' addresses alone keep it below a tenth."""

READABLE_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """A zip file's parts by name. Raises Unreadable for what is broken, locked or too large."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
            raise Unreadable("file-damaged") from None
        if len(self._zip.filelist) > MAX_PARTS:
            raise Unreadable("file-too-large")
        self._parts = {_normal(info.filename): info for info in self._zip.filelist}
        self._budget = MAX_INFLATED_BYTES

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._parts

    @property
    def names(self) -> list[str]:
        """The parts' names, lower case, without a leading slash."""
        return list(self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes, piece by piece."""
        info = self._parts.get(_normal(name))
        if info is None:
            raise Unreadable("file-damaged")
        if info.flag_bits & ENCRYPTED:
            raise Unreadable("file-encrypted")
        if info.compress_type not in READABLE_METHODS:
            raise Unreadable("file-compression")
        size = 0
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(CHUNK):
                    size += len(chunk)
                    self._check(size, len(chunk), info)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError):
            raise Unreadable("file-damaged") from None

    def _check(self, size: int, more: int, info: zipfile.ZipInfo) -> None:
        """Stop at a part that unpacks to far more than it is, or at too much in all."""
        if size > BOMB_BYTES and size > BOMB_RATIO * info.compress_size:
            raise Unreadable("file-bomb")
        self._budget -= more
        if self._budget < 0:
            raise Unreadable("file-too-large")

    def parse(self, name: str, **handlers: Any) -> None:
        """Run expat over a part with the given handlers (``StartElementHandler=...``)."""
        parser = new_parser(**handlers)
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)  # noqa: FBT003 - the C signature
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError:
            raise Unreadable("file-damaged") from None


def new_parser(**handlers: Any) -> Any:
    """An expat parser that joins names as ``namespace}name`` and refuses a document type."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse_doctype
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    return parser


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("file-doctype")


def _normal(name: str) -> str:
    """A part's name as it is compared: forward slashes, no ``..``, no case."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


# The directory of an OLE compound file ([MS-CFB]), read within bounds: loops end the walk.

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = 512
ENTRY = 128
MAX_ENTRIES = 4_096
LAST_SECTOR = 0xFFFFFFFA
HEADER_FAT_SECTORS = 109


def stream_names(data: bytes) -> set[str]:
    """The names in the directory; as many as can be reached where the file is broken."""
    if len(data) < HEADER:
        return set()
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    names: set[str] = set()
    sector, seen = struct.unpack_from("<I", data, 48)[0], set[int]()
    while sector < LAST_SECTOR and sector not in seen and len(seen) < MAX_ENTRIES:
        seen.add(sector)
        start = (sector + 1) * size
        names.update(_names(data[start : start + size]))
        sector = _next(data, size, sector)
    return names


def _names(block: bytes) -> list[str]:
    names = []
    for start in range(0, len(block) - ENTRY + 1, ENTRY):
        length = struct.unpack_from("<H", block, start + 64)[0]
        if 2 <= length <= 64:  # noqa: PLR2004 - bytes of a name with its closing zero
            names.append(block[start : start + length - 2].decode("utf-16-le", "replace"))
    return names


def _next(data: bytes, size: int, sector: int) -> int:
    """The sector after ``sector``, from the part of the table that the header names."""
    table, place = divmod(sector, size // 4)
    if table >= HEADER_FAT_SECTORS:
        return LAST_SECTOR
    block = struct.unpack_from("<I", data, 76 + 4 * table)[0]
    at = (block + 1) * size + 4 * place
    return struct.unpack_from("<I", data, at)[0] if at + 4 <= len(data) else LAST_SECTOR
