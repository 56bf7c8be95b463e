"""Rows of an xlsx sheet in the spelling that spreadsheet programs write, taken a piece at a time.

Calling back for every XML event is what makes a sheet slow to read. Excel, WPS, LibreOffice and
the usual libraries write cells in one spelling, which one regular expression can take apart. A
piece counts only where the expression accounts for every character of it; anything else - a
prefix, a comment, rich text, another order - is left to the XML parser.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
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
    |<row((?:\s+[A-Za-z0-9:]+="[^"<>&]*")*)\s*/?>
    |</row>
    |\s+
    )""",
    re.VERBOSE,
)
BLANK_CELL = re.compile(r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]+")? ?/>')
BLANK_ROW = re.compile(r"<row(?=[ >])[^<>]*(?:/>|></row>)")
ATTRIBUTE = re.compile(r'\s+([A-Za-z0-9:]+)="([^"&]*)"')
MAYBE_HIDDEN = ('hidden="1"', 'hidden="true"', 'hidden="on"', 'ht="0"')
ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
NO_XML = bytes({*range(32)} - {*b"\t\n"})
"""Characters that XML 1.0 does not allow, and the carriage return, which it changes."""

NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
MAX_REMEMBERED = 50_000
ROW_DIGITS, SHOWN = itemgetter(2), itemgetter(1)


def plain_text(data: bytes) -> str | None:
    """The characters of a piece of XML, None where only an XML parser should read it."""
    if len(data.translate(None, NO_XML)) != len(data) or any(c in data for c in NO_CHARACTERS):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


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


class _Values(dict[tuple[str, str], "Value"]):
    """Values of cells without formula, by their attributes and their value as written."""

    def __init__(self, cells: CellReading, attributes: dict[str, dict[str, str]]) -> None:
        super().__init__()
        self._cells, self._attributes = cells, attributes

    def __missing__(self, written: tuple[str, str]) -> Value:
        if len(self) > MAX_REMEMBERED:
            self.clear()
        attributes, value = written
        read = self._cells.value(self._attributes[attributes], resolved(value), None)
        self[written] = read
        return read


class RowScan:
    """Takes rows for one sheet; what it does not take must go to the XML parser."""

    def __init__(self, sink: Sink, cells: CellReading) -> None:
        self._sink, self._cells = sink, cells
        self._attributes: dict[str, dict[str, str]] = {}
        self._read = _Values(cells, self._attributes)

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
        self._add(piece, tokens)
        return True

    def _add(self, piece: str, tokens: list[tuple[str, ...]]) -> None:
        """Add the cells of a piece, whose tokens are known to make up whole rows."""
        read, numbers = self._read, COLUMN_NUMBERS
        cells = [token for token in tokens if token[1] and (token[4] or token[6] or token[7])]
        values = [
            self._formula(cell) if cell[4] else read[cell[3], cell[6] or cell[7]] for cell in cells
        ]
        if not all(map(SHOWN, values)):  # a formula that gives an empty text
            cells = [cell for cell, value in zip(cells, values, strict=True) if value[1]]
            values = [value for value in values if value[1]]
        runs: list[int] = []
        for digits, group in groupby(cells, key=ROW_DIGITS):
            runs += (bounded(digits), len(list(group)))
        formulas = [place for place, cell in enumerate(cells) if cell[4]]
        if any(mark in piece for mark in MAYBE_HIDDEN):
            self._note_hidden(tokens)
        self._sink.extend(runs, [numbers[cell[1]] for cell in cells], values, formulas)

    def _formula(self, cell: tuple[str, ...]) -> Value:
        known, value = self._attributes[cell[3]], resolved(cell[6] or cell[7])
        return self._cells.value(known, value, resolved(cell[5]) or "")

    def _note_hidden(self, tokens: list[tuple[str, ...]]) -> None:
        """Remember the rows of filled cells that stand in hidden rows."""
        hidden = False
        for token in tokens:
            if token[0].startswith("<row"):
                hidden = row_is_hidden(dict(ATTRIBUTE.findall(token[8])))
            elif hidden and token[1] and (token[4] or token[6] or token[7]):
                self._sink.hidden_rows.add(bounded(token[2]))

    def _learn(self, tokens: list[tuple[str, ...]]) -> bool:
        """Take the attributes apart; False where some are written in another way."""
        if len(self._attributes) > MAX_REMEMBERED:
            self._attributes.clear()
        for text in {token[3] for token in tokens} - self._attributes.keys():
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
