"""The review sheet of prices in words: proposed lines that the buyer confirms or corrects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vendor_score.cell_names import a1
from vendor_score.findings import NOWHERE, Source
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet
from vendor_score.questionnaire.template import lines_in
from vendor_score.wording import Lang, languages, text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = [
    "OFFER_COLUMNS",
    "OFFER_SHEET",
    "OfferRow",
    "confirms",
    "read_offer_rows",
    "write_offer_rows",
]

OFFER_SHEET: Final = "Offers"
OFFER_COLUMNS: Final = (
    "vendor", "where", "text", "confirm", "item", "basis", "price", "up_to", "mode", "block",
    "free", "minimum", "maximum", "from_month", "currency", "tax", "tax_rate", "remark",
    "reason", "name", "date",
)  # fmt: skip
"""Keys of the columns; they stand in the hidden first row, so that a buyer may move columns."""
_WIDTHS: Final = (14, 20, 34, 9, 15, 16, 12, 9, 11, 8, 9, 9, 9, 8, 8, 11, 7, 20, 20, 10, 10)
_SHOWN: Final = frozenset({"vendor", "where", "text"})
_BY_BUYER: Final = frozenset({"confirm", "where", "text", "reason", "name", "date"})
_KEYS_ROW, _INTRO_ROW, _HEAD_ROW, _FIRST = 1, 2, 3, 4
_SPARE: Final = 3


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A proposed line, or a further tier of the line above it, as it stands on the sheet.

    Attributes
    ----------
    cells : mapping of str to Cell
        By column.
    source : Source
    """

    cells: Mapping[str, Cell]
    source: Source = NOWHERE

    @property
    def key(self) -> tuple[str, str]:
        """Vendor and text: what the row is a proposal for."""
        return self.said("vendor"), self.said("text")

    def said(self, name: str) -> str:
        """The text of a cell, empty where nothing stands there.

        Parameters
        ----------
        name : str

        Returns
        -------
        str
        """
        return self.cells[name].text.strip() if name in self.cells else ""


def read_offer_rows(sheets: Iterable[Sheet], file: str) -> tuple[OfferRow, ...]:
    """The rows of the sheet, those of one text together.

    Parameters
    ----------
    sheets : iterable of Sheet
        Of a review workbook.
    file : str

    Returns
    -------
    tuple of OfferRow
    """
    sheet = next((one for one in sheets if one.name == OFFER_SHEET), None)
    return () if sheet is None else tuple(_rows(sheet, file))


def _rows(sheet: Sheet, file: str) -> Iterator[OfferRow]:
    keys = {cell.text: column for (row, column), cell in sheet.cells.items() if row == _KEYS_ROW}
    columns = {key: keys[key] for key in OFFER_COLUMNS if key in keys}
    for row in sorted({row for row, _ in sheet.cells if row >= _FIRST}):
        cells: dict[str, Cell] = {
            key: cell for key, column in columns.items()
            if (cell := sheet.cells.get((row, column))) is not None and cell.text.strip()
        }  # fmt: skip
        if cells.keys() - _SHOWN:
            yield OfferRow(cells, Source(file, sheet.name, a1(row, columns.get("confirm", 1))))


def write_offer_rows(
    book: Workbook,
    fresh: Sequence[Mapping[str, str | float]],
    previous: Sequence[OfferRow],
    *,
    lang: Lang,
    styles: Mapping[str, Any],
) -> None:
    """Add the sheet; what was entered for a text before is kept, whatever is proposed now.

    Parameters
    ----------
    book : Workbook
    fresh : sequence of mapping
        Proposed rows by column; a row without an item is a tier of the one above.
    previous : sequence of OfferRow
        Of earlier reviews.
    lang : str
    styles : mapping of str to format
    """
    kept = [{key: _value(cell) for key, cell in row.cells.items()} for row in previous]
    known = {(row["vendor"], row["text"]) for row in kept if "text" in row}
    rows = [*kept, *(row for row in fresh if (row["vendor"], row["text"]) not in known)]
    if not rows:
        return
    sheet = book.add_worksheet(OFFER_SHEET)
    _write_head(sheet, lang, styles)
    for at, row in enumerate([*rows, *({} for _ in range(_SPARE))], _FIRST - 1):
        _write_row(sheet, at, row, styles)
    yes_no = [text(f"questionnaire.{word}", lang) for word in ("yes", "no")]
    confirm = OFFER_COLUMNS.index("confirm")
    last = _FIRST + len(rows) + _SPARE
    choices = {"validate": "list", "source": yes_no}
    sheet.data_validation(_FIRST - 1, confirm, last, confirm, choices)
    sheet.freeze_panes(_FIRST - 1, confirm)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True})


def _write_head(sheet: Worksheet, lang: Lang, styles: Mapping[str, Any]) -> None:
    for column, (key, width) in enumerate(zip(OFFER_COLUMNS, _WIDTHS, strict=True)):
        sheet.write_string(0, column, key)
        sheet.set_column(column, column, width)
        group = "review.offer" if key in _BY_BUYER else "column"
        where = f"questionnaire.{group}" if key in _BY_BUYER else f"offer_sheet.{group}"
        sheet.write_string(_HEAD_ROW - 1, column, text(f"{where}.{key}", lang), styles["head"])
    sheet.set_row(0, None, None, {"hidden": True})
    intro = text("questionnaire.review.offer.intro", lang)
    sheet.merge_range(_INTRO_ROW - 1, 0, _INTRO_ROW - 1, 17, intro, styles["intro"])
    sheet.set_row(_INTRO_ROW - 1, 14.5 * lines_in(intro, 200) + 4)
    sheet.set_row(_HEAD_ROW - 1, 30)


def _write_row(
    sheet: Worksheet, at: int, row: Mapping[str, str | float], styles: Mapping[str, Any]
) -> None:
    for column, key in enumerate(OFFER_COLUMNS):
        style = styles["closed" if key in _SHOWN and row else "level"]
        value = row.get(key, "")
        if isinstance(value, str) and value:
            sheet.write_string(at, column, value, style)
        elif isinstance(value, str):
            sheet.write_blank(at, column, None, style)
        else:
            sheet.write_number(at, column, value, style)
    said = [
        (str(row.get(key, "")), width) for key, width in zip(OFFER_COLUMNS, _WIDTHS, strict=True)
    ]
    sheet.set_row(at, 14.5 * max(lines_in(one, width) for one, width in said))


def _value(cell: Cell) -> str | float:
    is_number = cell.kind is CellKind.NUMBER and cell.number is not None
    return cell.number if is_number and cell.number is not None else cell.text


def confirms(row: OfferRow) -> bool | None:
    """Whether the buyer confirmed a row; None where he has not said.

    Parameters
    ----------
    row : OfferRow

    Returns
    -------
    bool or None
    """
    said = row.said("confirm").casefold()
    yes, no = (
        {text(f"questionnaire.{word}", lang).casefold() for lang in languages()}
        for word in ("yes", "no")
    )
    if said in yes | {"y", "x", "√", "✓", "✔"}:
        return True
    return False if said in no | {"n"} else None
