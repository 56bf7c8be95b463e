"""Rows of an xlsx sheet in the spelling that spreadsheet programs write, taken a piece at a time.

Calling back for every XML event is what makes a sheet slow to read. Excel, WPS, LibreOffice and
the usual libraries write cells in one spelling, which one regular expression can take apart. A
piece counts only where the expression accounts for every character of it; anything else - a
prefix, a comment, rich text, another order - is left to the XML parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.limits import Unreadable
from vendor_score.questionnaire.files.xlsx_cells import COLUMN_NUMBERS, TRUE, bounded

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.frames import Sink
    from vendor_score.questionnaire.files.values import Value
    from vendor_score.questionnaire.files.xlsx_cells import CellReading

__all__ = ["RowScan", "plain_text", "row_is_hidden"]

TOKEN = re.compile(
    r"""(
    <c\ r="([A-Z]{1,3})([1-9][0-9]{0,6})"([^<>]*?)
        (?:/>|>
            (?:(<f)(?=[\ />])[^<>]*?(?:/>|>([^<]*)</f>))?
            (?:<v>([^<]*)</v>|<v\ ?/>|<is><t(?:\ xml:space="preserve")?>([^<]*)</t></is>)?
        </c>)
    |<row(?=[\ />])([^<>]*)>
    |</row>
    |\s+
    )""",
    re.VERBOSE,
)
BLANK_CELL = re.compile(r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]+")? ?/>')
BLANK_ROW = re.compile(r"<row(?=[ >])[^<>]*(?:/>|></row>)")
ATTRIBUTE = re.compile(r'\s+([A-Za-z0-9:]+)="([^"&]*)"')
ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 does not allow, and the carriage return, which it changes."""

MAX_REMEMBERED = 50_000


def plain_text(data: bytes) -> str | None:
    """The characters of a piece of XML, None where only an XML parser should read it."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return None if NO_XML.search(text) else text


def resolved(text: str) -> str | None:
    """Text with its entities resolved, None where one of them is unknown."""
    if "&" not in text:
        return text
    if text.count("&") != len(ENTITY.findall(text)):
        return None
    return ENTITY.sub(_character, text)


def row_is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden") in TRUE or (
        attributes.get("ht") == "0" and attributes.get("customHeight") in TRUE
    )


class RowScan:
    """Takes rows for one sheet; what it does not take must go to the XML parser."""

    def __init__(self, sink: Sink, cells: CellReading) -> None:
        self._sink, self._cells = sink, cells
        self._attributes: dict[str, dict[str, str]] = {}
        self._values: dict[tuple[str, str], Value] = {}

    def take(self, piece: str) -> bool:
        """Add the cells of whole rows; False, with nothing added, where it cannot."""
        if piece.count("/>") > piece.count("</c>"):  # mostly styled and empty
            piece = BLANK_ROW.sub("", BLANK_CELL.sub("", piece))
        tokens = TOKEN.findall(piece)
        if sum([len(token[0]) for token in tokens]) != len(piece) or not _is_balanced(tokens):
            return False
        if "&" in piece and not all(_is_resolvable(token) for token in tokens):
            return False
        if not self._learn(tokens):
            return False
        self._add(tokens)
        return True

    def _add(self, tokens: list[tuple[str, ...]]) -> None:
        """Add the cells of tokens that are known to make up whole rows."""
        runs: list[int] = []
        columns: list[int] = []
        values: list[Value] = []
        formulas: list[int] = []
        row_text, hidden, known, numbers = "", False, self._values, COLUMN_NUMBERS
        for whole, letters, digits, attributes, formula, code, value, inline, of_row in tokens:
            if not letters:
                if whole.startswith("<row"):
                    hidden = row_is_hidden(self._attributes[of_row.rstrip("/")])
                continue
            raw = value or inline
            if formula:
                read = self._formula(attributes, raw, code)
            elif raw:
                read = known.get((attributes, raw)) or self._value(attributes, raw)
            else:
                continue
            if not read[1]:
                continue
            if formula:
                formulas.append(len(values))
            if digits != row_text:
                row_text = digits
                runs += (bounded(digits), 0)
            runs[-1] += 1
            columns.append(numbers[letters])
            values.append(read)
            if hidden:
                self._sink.hidden_rows.add(runs[-2])
        self._sink.extend(runs, columns, values, formulas)

    def _formula(self, attributes: str, raw: str, code: str) -> Value:
        known = self._attributes[attributes]
        return self._cells.value(known, resolved(raw), resolved(code) or "")

    def _value(self, attributes: str, raw: str) -> Value:
        if len(self._values) > MAX_REMEMBERED:
            self._values.clear()
        read = self._cells.value(self._attributes[attributes], resolved(raw), None)
        self._values[attributes, raw] = read
        return read

    def _learn(self, tokens: list[tuple[str, ...]]) -> bool:
        """Take the attributes apart; False where some are written in another way."""
        if len(self._attributes) > MAX_REMEMBERED:
            self._attributes.clear()
        written = {token[3] for token in tokens} | {token[8].rstrip("/") for token in tokens}
        for text in written - self._attributes.keys():
            found = ATTRIBUTE.findall(text)
            self._attributes[text] = dict(found)
            if ATTRIBUTE.sub("", text).strip() or len(self._attributes[text]) < len(found):
                return False
        return True


def _is_balanced(tokens: list[tuple[str, ...]]) -> bool:
    """Whether each row that is opened is closed before the next."""
    marks = [token[0] for token in tokens if not token[1] and not token[0].isspace()]
    marks = [mark for mark in marks if not mark.endswith("/>")]
    opened, closed = marks[0::2], marks[1::2]
    return len(opened) == len(closed) == closed.count("</row>") and "</row>" not in opened


def _is_resolvable(token: tuple[str, ...]) -> bool:
    return all(resolved(part) is not None for part in token[5:8])


def _character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return ENTITIES[name]
    point = int(decimal) if decimal else int(hexadecimal, 16)
    allowed = point in (9, 10, 13) or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0x10FFFF  # noqa: PLR2004
    if not allowed:
        raise Unreadable("file-damaged")
    return chr(point)
