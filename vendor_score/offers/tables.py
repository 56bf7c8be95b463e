"""Price tables as vendors make them -> rows with named cells, whichever way the table runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from vendor_score.cell_names import a1
from vendor_score.findings import Source
from vendor_score.offers.headings import Heading, heading_of
from vendor_score.offers.price_texts import plain_price_of
from vendor_score.offers.words import state_of
from vendor_score.questionnaire.cells import Cell, CellKind, Sheet

__all__ = ["PriceRow", "Table", "tables_of"]

_LONGEST_HEADING: Final = 60
_HALF: Final = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceRow:
    """One price, or a price with its tiers, wherever it stood in the table.

    Attributes
    ----------
    cells : mapping of str to Cell
        By column of the offer sheet.
    heading : Heading
        Of the price: what it says of currency, unit and tax holds where the cells say nothing.
    place : Source
        Of the item.
    vendor : str or None
        Whom the column or row belongs to.
    tiers : tuple of (Heading, Cell)
        Prices by volume that stand side by side, each below its bounds.
    """

    cells: Mapping[str, Cell]
    heading: Heading
    place: Source
    vendor: str | None = None
    tiers: tuple[tuple[Heading, Cell], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table of prices.

    Attributes
    ----------
    row : int
        Of its headings.
    rows : tuple of PriceRow
    unknown : tuple of Cell
        Headings over figures that nobody reads.
    """

    row: int
    rows: tuple[PriceRow, ...]
    unknown: tuple[Cell, ...] = ()


@dataclass(slots=True)
class _Header:
    """A row of headings and which way its table runs."""

    row: int
    last: int
    headings: dict[int, Heading]
    way: str
    vendors: dict[int, str] = field(default_factory=dict)
    priced: Heading = field(default_factory=lambda: Heading(name="price", text=""))


def tables_of(sheet: Sheet, file: str, *, only_first: bool = False) -> tuple[Table, ...]:
    """Every price table of a sheet.

    Parameters
    ----------
    sheet : Sheet
    file : str
    only_first : bool, optional
        Whether the sheet has one table, as the offer sheet does.

    Returns
    -------
    tuple of Table
        Tables with items down and a price beside each, items down and vendors across, or vendors
        down and items across.
    """
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, {})[column] = cell
    headers: list[_Header] = []
    end = 0
    for row in sorted(rows):
        if row <= end or (headers and (only_first or _has_figures(rows[row]))):
            continue
        if found := _header(sheet, rows, row):
            headers.append(found)
            end = found.last
    tables = []
    for place, header in enumerate(headers):
        last = headers[place + 1].row if place + 1 < len(headers) else max(rows) + 1
        below = {row: cells for row, cells in rows.items() if header.last < row < last}
        tables.append(_table(sheet, file, header, below))
    return tuple(tables)


# Headings


def _has_figures(cells: Mapping[int, Cell]) -> bool:
    """Whether a row holds numbers: below the headings of a table it is no further row of them."""
    return any(cell.kind in (CellKind.NUMBER, CellKind.PERCENT) for cell in cells.values())


def _header(sheet: Sheet, rows: Mapping[int, Mapping[int, Cell]], row: int) -> _Header | None:
    """The headings in a row, None for a row that has none."""
    headings = {
        column: heading_of(cell.text)
        for column, cell in rows[row].items()
        if cell.kind is CellKind.TEXT and len(cell.text) <= _LONGEST_HEADING
    }
    names = {one.name for one in headings.values()}
    items = [one for one in headings.values() if one.item]
    if "vendor" in names and len(items) > 0 and "item" not in names:
        return _Header(row, row, headings, "items_across")
    if not names & {"item", "id"}:
        return None
    tiers = [column for column, one in headings.items() if one.tier is not None]
    if "price" in names:
        spread = _below_one_price(sheet, rows, row, headings)
        return spread or _Header(row, row, headings, "items_down")
    if tiers and "item" in names:
        return _Header(row, row, headings, "items_down")
    if "item" not in names:
        return None
    across = _vendors_across(rows, row, headings)
    return _Header(row, row, headings, "vendors_across", across) if across else None


def _below_one_price(
    sheet: Sheet, rows: Mapping[int, Mapping[int, Cell]], row: int, headings: dict[int, Heading]
) -> _Header | None:
    """A price heading merged over several columns, with vendors or tiers in the row below."""
    for top, left, bottom, right in sheet.merged:
        one = headings.get(left)
        below = rows.get(bottom + 1, {})
        parts = {column: below[column] for column in range(left, right + 1) if column in below}
        if top != row or one is None or one.name != "price" or len(parts) < 2:  # noqa: PLR2004
            continue
        if any(cell.kind is not CellKind.TEXT for cell in parts.values()):
            continue
        own = {column: heading_of(cell.text) for column, cell in parts.items()}
        others = {column: each for column, each in headings.items() if column != left}
        if all(each.tier for each in own.values()):
            tiered = {column: replace(each, currency=each.currency or one.currency,
                                      basis=each.basis or one.basis)
                      for column, each in own.items()}  # fmt: skip
            return _Header(row, bottom + 1, others | tiered, "items_down", priced=one)
        names = {column: cell.text.strip() for column, cell in parts.items()}
        if not any(each.name for each in own.values()):
            return _Header(row, bottom + 1, others, "vendors_across", names, one)
    return None


def _vendors_across(
    rows: Mapping[int, Mapping[int, Cell]], row: int, headings: Mapping[int, Heading]
) -> dict[int, str]:
    """Columns of vendors: headings that name no column, over prices."""
    found = {}
    for column, heading in headings.items():
        if heading.name is not None or heading.item or not heading.text.strip():
            continue
        cells = [cells[column] for at, cells in rows.items() if at > row and column in cells]
        priced = [cell for cell in cells if _looks_priced(cell)]
        if cells and len(priced) >= _HALF * len(cells):
            found[column] = heading.text.strip()
    return found


def _looks_priced(cell: Cell) -> bool:
    if cell.kind in (CellKind.NUMBER, CellKind.PERCENT):
        return True
    return state_of(cell.text) is not None or plain_price_of(cell.text) is not None


# Rows


def _table(
    sheet: Sheet, file: str, header: _Header, rows: Mapping[int, Mapping[int, Cell]]
) -> Table:
    make = {
        "items_down": _items_down,
        "vendors_across": _vendor_columns,
        "items_across": _items_across,
    }[header.way]
    found = tuple(make(sheet, file, header, rows))
    return Table(row=header.row, rows=found, unknown=tuple(_unknown(sheet, header, rows)))


def _unknown(
    sheet: Sheet, header: _Header, rows: Mapping[int, Mapping[int, Cell]]
) -> Iterator[Cell]:
    for column, heading in header.headings.items():
        is_known = heading.name or heading.item or heading.tier or column in header.vendors
        numbers = [
            cells[column] for cells in rows.values()
            if column in cells and cells[column].kind in (CellKind.NUMBER, CellKind.PERCENT)
        ]  # fmt: skip
        if not is_known and numbers and heading.text.strip():
            yield sheet.cells[header.row, column]


def _named(header: _Header, cells: Mapping[int, Cell]) -> dict[str, Cell]:
    """The cells of a row by column; of two columns with prices the one with tax."""
    found: dict[str, Cell] = {}
    for column, heading in header.headings.items():
        name = heading.name
        if name is None or column not in cells or column in header.vendors:
            continue
        if name not in found or (name == "price" and heading.is_tax_included):
            found[name] = cells[column]
    return found


def _price_heading(header: _Header) -> Heading:
    """The heading over the price that counts: with tax, where there are two."""
    priced = [one for one in header.headings.values() if one.name == "price"]
    with_tax = [one for one in priced if one.is_tax_included]
    return next(iter(with_tax or priced), header.priced)


def _priced_by_basis(header: _Header) -> tuple[int, ...]:
    """Columns with prices on different bases, as a monthly and a one-off fee side by side."""
    priced = {column: one for column, one in header.headings.items() if one.name == "price"}
    bases = {one.basis for one in priced.values()}
    return tuple(priced) if len(bases) > 1 else ()


def _items_down(
    sheet: Sheet, file: str, header: _Header, rows: Mapping[int, Mapping[int, Cell]]
) -> Iterator[PriceRow]:
    heading = _price_heading(header)
    first = min(header.headings)
    by_basis = _priced_by_basis(header)
    for row, cells in rows.items():
        named = _named(header, cells)
        filled = [column for column in by_basis if column in cells]
        if filled:
            place = Source(file, sheet.name, a1(row, min([*cells, first])))
            for column in filled:
                priced = named | {"price": cells[column]}
                yield PriceRow(cells=priced, heading=header.headings[column], place=place)
            continue
        tiers = tuple(
            (one, cells[column]) for column, one in header.headings.items()
            if one.tier is not None and column in cells
        )  # fmt: skip
        if named or tiers:
            place = Source(file, sheet.name, a1(row, min([*cells, first])))
            of = next((one for one, _ in tiers), heading) if tiers else heading
            yield PriceRow(cells=named, heading=of, place=place, tiers=tiers)


def _vendor_columns(
    sheet: Sheet, file: str, header: _Header, rows: Mapping[int, Mapping[int, Cell]]
) -> Iterator[PriceRow]:
    for column, vendor in header.vendors.items():
        own = header.headings.get(column)
        heading = header.priced if own is None else replace(own, name="price")
        for row, cells in rows.items():
            if named := _named(header, cells):
                priced = {"price": cells[column]} if column in cells else {}
                place = Source(file, sheet.name, a1(row, column))
                yield PriceRow(
                    cells=named | priced, heading=heading, place=place, vendor=_bare(vendor)
                )


def _bare(vendor: str) -> str:
    return " ".join(vendor.split())


def _items_across(
    sheet: Sheet, file: str, header: _Header, rows: Mapping[int, Mapping[int, Cell]]
) -> Iterator[PriceRow]:
    for row, cells in rows.items():
        named = _named(header, cells)
        if "vendor" not in named:
            continue
        names = ("currency", "tax", "tax_rate", "remark")
        kept: dict[str, Cell] = {name: named[name] for name in names if name in named}
        for column, heading in header.headings.items():
            if heading.item and column in cells:
                item = sheet.cells[header.row, column]
                place = Source(file, sheet.name, a1(row, column))
                yield PriceRow(
                    cells={**kept, "item": item, "price": cells[column]},
                    heading=heading,
                    place=place,
                    vendor=named["vendor"].text.strip(),
                )
