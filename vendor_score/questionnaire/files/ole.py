"""The directory of an OLE compound file ([MS-CFB]), read within bounds: loops end the walk."""

from __future__ import annotations

import struct

__all__ = ["MAGIC", "stream_names"]

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
