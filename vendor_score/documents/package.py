"""Office files as zip packages: the same bytes for the same content, and plain data inside them.

The libraries that write them stamp the time of writing into the zip, and into the workbook behind a
chart; here every stamp becomes one fixed day.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

__all__ = ["DATA_PART", "read_data", "steady"]

DATA_PART: Final = "customXml/item9.xml"
"""The part that holds the plain data, beside the one of the template; Office keeps both."""

_DAY = (2000, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")
_SHOWN_STAMP = rb"\g<1>2000-01-01T00:00:00Z\g<2>"
_MOST_DATA = 4_000_000
"""Bytes of plain data that are read; a record holds some ten thousand."""


def steady(content: bytes) -> bytes:
    """The same package without a trace of when it was written.

    Parameters
    ----------
    content : bytes
        Of an Office file.

    Returns
    -------
    bytes
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in _in_order(package.namelist()):
            inner = package.read(name)
            if name.endswith(".xlsx"):
                inner = steady(inner)
            elif name.endswith("docProps/core.xml"):
                inner = _STAMP.sub(_SHOWN_STAMP, inner)
            member = zipfile.ZipInfo(name, _DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(member, inner)
    return out.getvalue()


def _in_order(names: list[str]) -> list[str]:
    """The list of types first, as the programs want it."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))


def read_data(content: bytes) -> bytes | None:
    """The plain data in an Office file.

    Parameters
    ----------
    content : bytes
        Of the file.

    Returns
    -------
    bytes or None
        None where it is no package or holds none.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for member in package.infolist():
                # programs that save the file may number the part otherwise
                is_data = re.fullmatch(r"customXml/item\d+\.xml", member.filename)
                if is_data and member.file_size <= _MOST_DATA:
                    found = package.read(member)
                    if b"vendor-score/record/" in found:
                        return found
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        return None
    return None
