"""The record as files, and a record held against what comes out now."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from vendor_score.documents.html import html_bytes
from vendor_score.documents.package import read_data
from vendor_score.documents.slide import slide_bytes
from vendor_score.documents.word import clean_xml, lines_of, word_bytes
from vendor_score.errors import SourceError
from vendor_score.present.report import Report
from vendor_score.record.content import RecordSettings, record_document, record_slide
from vendor_score.record.facts import (
    as_json,
    as_xml,
    differences,
    from_xml,
    record_facts,
    with_lines,
)
from vendor_score.wording import Lang

__all__ = ["FORMATS", "Verification", "read_record", "render_record", "verify_record"]

FORMATS: Final = ("docx", "pptx", "html")
_NAME = "record"
_LARGEST = 50_000_000
_SUFFIXES = {f".{name}": name for name in FORMATS}


def render_record(
    report: Report,
    settings: RecordSettings,
    langs: Sequence[Lang],
    formats: Sequence[str] = FORMATS,
    request: Mapping[str, Any] | None = None,
) -> dict[str, bytes]:
    """File names and contents, the same for the same report.

    Parameters
    ----------
    report : Report
        For the buyer.
    settings : RecordSettings
        Signatures and lock.
    langs : sequence of str
        In order; a page or slide each.
    formats : sequence of str, optional
        Of `FORMATS`.
    request : mapping of str to object, optional
        What else the command was given.

    Returns
    -------
    dict of str to bytes
    """
    documents = [record_document(report, settings, lang) for lang in langs]
    facts = record_facts(report, settings, langs, request or {})
    whole = with_lines(facts, lines_of(documents))
    contents = {}
    if "docx" in formats:
        contents[f"{_NAME}.docx"] = word_bytes(documents, as_xml(whole))
    if "pptx" in formats:
        slides = [record_slide(report, settings, lang) for lang in langs]
        said = [line for slide in slides for line in _slide_lines(slide)]
        data = as_xml(with_lines(facts, [clean_xml(each).strip() for each in said]))
        contents[f"{_NAME}.pptx"] = slide_bytes(slides, documents[0].title, data)
    if "html" in formats:
        contents[f"{_NAME}.html"] = html_bytes(documents, as_json(whole))
    return contents


def _slide_lines(slide: Any) -> list[str]:
    points = [line for pair in slide.points for line in pair]
    return [slide.overline, slide.title, *points, slide.foot]


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedRecord:
    """A record that was read back.

    Attributes
    ----------
    facts : mapping
        The plain data inside it.
    texts : frozenset of str
        Every text that a reader sees now.
    kind : str
        Of `FORMATS`.
    """

    facts: Mapping[str, Any]
    texts: frozenset[str]
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """A record held against what comes out now.

    Attributes
    ----------
    differs : tuple of (str, mapping)
        Key of a wording below ``record.differs``, and its values.
    edited : tuple of str
        Texts of the record that were changed or taken out since it was written.
    same_bytes : bool
        Whether the same bytes would be written now.
    """

    differs: tuple[tuple[str, Mapping[str, str]], ...]
    edited: tuple[str, ...]
    same_bytes: bool = False

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.differs and not self.edited


def read_record(path: Path) -> SavedRecord:
    """Read a record back.

    Parameters
    ----------
    path : Path
        Of a docx, pptx or html file.

    Returns
    -------
    SavedRecord

    Raises
    ------
    SourceError
        Where it cannot be read, or holds no record.
    """
    kind = _SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise SourceError("errors.record_kind", file=path.name, known=", ".join(FORMATS))
    try:
        if path.stat().st_size > _LARGEST:
            raise SourceError("errors.record_no_data", file=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise SourceError("errors.saved_unread", file=path.name, reason=error.strerror) from None
    data = content if kind == "html" else read_data(content)
    facts = None if data is None else from_xml(data)
    if facts is None or not isinstance(facts.get("lines"), list):
        raise SourceError("errors.record_no_data", file=path.name)
    return SavedRecord(facts=facts, texts=_texts(content, kind), kind=kind)


def _texts(content: bytes, kind: str) -> frozenset[str]:
    if kind == "html":
        told = content.decode("utf-8", "replace").partition("<body>")[2]
        told = told.partition('<script type="application/json"')[0]
        return _folded(unescape(re.sub(r"<[^>]+>", "\n", told)).split("\n"))
    name = r"word/document\.xml" if kind == "docx" else r"ppt/slides/slide\d+\.xml"
    paragraph, letters = ("w:p", "w:t") if kind == "docx" else ("a:p", "a:t")
    found: list[str] = []
    with zipfile.ZipFile(BytesIO(content)) as package:
        for member in package.infolist():
            if re.fullmatch(name, member.filename) and member.file_size <= _LARGEST:
                xml = package.read(member).decode("utf-8", "replace").replace("<w:br/>", "\n")
                for inner in re.split(rf"</{paragraph}>", xml):
                    parts = re.findall(rf"<{letters}(?: [^>]*)?>([^<]*)</{letters}>|(\n)", inner)
                    found += unescape("".join(a or b for a, b in parts)).split("\n")
    return _folded(found)


def _folded(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(each.split()) for each in texts)


def verify_record(
    saved: SavedRecord, report: Report, settings: RecordSettings, langs: Sequence[Lang]
) -> Verification:
    """Hold a record against what comes out now.

    Parameters
    ----------
    saved : SavedRecord
        As `read_record` gives it.
    report : Report
        Worked out anew from the sources, with the settings of the record.
    settings : RecordSettings
        Signatures of the record, and the lock that is there now.
    langs : sequence of str
        Of the record.

    Returns
    -------
    Verification
    """
    fresh = record_facts(report, settings, langs, {})
    lines = [" ".join(str(line).split()) for line in saved.facts["lines"]]
    return Verification(
        differs=tuple(differences(saved.facts, fresh)),
        edited=tuple(line for line in lines if line and line not in saved.texts),
    )
