"""The offer sheet as a workbook: the demand, the lines with their lists, the terms, the totals."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vendor_score.offers.demand_sheet import write_demand
from vendor_score.offers.layout import (
    COLUMN_WIDTHS,
    FIRST_ROW,
    HEAD_ROW,
    LISTS,
    TERMS,
    SheetRow,
    column,
    rows_of,
)
from vendor_score.offers.totals import TotalFormulas
from vendor_score.offers.words import sheet_words, shown_words
from vendor_score.price.demand import Demand
from vendor_score.price.offer import BASES, ITEM_BASES, LineState, Offer, OfferLine
from vendor_score.questionnaire.template import FIXED_DATE, TemplateLang, lines_in, write_marks

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["offer_workbook"]

_A4: Final = 9
_LINE_HEIGHT: Final = 14
_TITLE_WIDTH: Final = 200
_ON_A_PAGE: Final = 48
_LIST_SHEET: Final = "_lists"
_SHARES: Final = frozenset({"tax_rate", "special", "P22.rate", "P22.special", "trial.share"})
_NUMBERS: Final = (
    "free", "minimum", "maximum", "block", "from_month", "to_month",
)  # fmt: skip
_TERM_LISTS: Final = {
    "P20.word": "deposit", "P20.agreed": "agreed", "P20.set_off": "agreed",
    "P21.cycle": "cycle", "P21.when": "when", "P22.tax": "tax",
}  # fmt: skip
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "tax": ("included", "excluded"),
    "mode": ("whole", "marginal", "block"),
    "unit": ("person", "post"),
    "state": tuple(state.value for state in LineState),
    "measured": ("month", "month_daily_average", "year", "contract"),
    "free_per": ("month", "contract"),
    "part_year": ("whole", "share"),
    "role": ("main", "extra"),
    "deposit": ("earnest", "booking", "security", "performance", "prepayment"),
    "agreed": ("yes", "no"),
    "cycle": ("week", "month", "quarter", "half_year", "year", "contract"),
    "when": ("arrears", "advance"),
}


def offer_workbook(
    demand: Demand,
    *,
    lang: TemplateLang = "both",
    vendor: str = "",
    offer: Offer | None = None,
) -> bytes:
    """The offer sheet to send out, or one with an offer entered, as the bytes of a workbook.

    Parameters
    ----------
    demand : Demand
        What vendors must know to quote; its volumes are what totals are worked out at.
    lang : str, optional
        A language, or ``both``.
    vendor : str, optional
        Makes it a personal one, so that a renamed file still says whose it is.
    offer : Offer, optional
        What is entered already.

    Returns
    -------
    bytes
        The same for the same arguments. `vendor_score.offers.read.read_offers` reads it back.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties(
            {"title": shown_words("offer_sheet.title", lang), "created": FIXED_DATE}
        )
        styles = _styles(book)
        write_demand(book, styles, demand, lang)
        writer = _OfferSheets(
            book=book,
            styles=styles,
            lang=lang,
            demand=demand,
            vendor=vendor or (offer.vendor if offer else ""),
            offer=offer,
            rows=rows_of(offer),
        )
        writer.write()
        write_marks(book, "offer", vendor)
    return buffer.getvalue()


def _styles(book: Workbook) -> dict[str, Any]:
    base = {"valign": "vcenter", "text_wrap": True, "font_size": 10, "border": 1}
    base["border_color"] = "#D0D5DD"
    open_cell = base | {"bg_color": "#FFFBE6", "locked": False}
    head = base | {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
    plain = {"valign": "top", "text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 18, "font_color": "#1F3A5F"}),
        "label": book.add_format(plain | {"bold": True}),
        "text": book.add_format(plain),
        "head": book.add_format(head),
        "section": book.add_format(base | {"bold": True, "bg_color": "#E6ECF4", "font_size": 11}),
        "cell": book.add_format(base),
        "muted": book.add_format(base | {"font_color": "#667085"}),
        "number": book.add_format(base | {"num_format": "#,##0.##", "align": "right"}),
        "open": book.add_format(open_cell),
        "share": book.add_format(open_cell | {"num_format": "0.##%"}),
        "total": book.add_format(base | {"num_format": "#,##0.00", "bg_color": "#F2F4F7"}),
        "sum": book.add_format(base | {"num_format": "#,##0.00", "bold": True,
                                       "bg_color": "#E6ECF4"}),
    }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _OfferSheets:
    """The sheets with lines and terms, while they are written."""

    book: Workbook
    styles: dict[str, Any]
    lang: TemplateLang
    demand: Demand
    vendor: str
    offer: Offer | None
    rows: tuple[SheetRow, ...]

    def say(self, key: str, between: str = " | ") -> str:
        return shown_words(f"offer_sheet.{key}", self.lang, between)

    def words(self, subject: str) -> list[str]:
        if subject == "basis":
            own = tuple(name for name in self.demand.volumes if name not in _COUNTED)
            return [sheet_words("basis", basis, self.lang) for basis in (*BASES, *own)]
        return [sheet_words(subject, meaning, self.lang) for meaning in _WORDS[subject]]

    def write(self) -> None:
        lines = self.book.add_worksheet(self.say("sheet.lines", " "))
        terms = self.book.add_worksheet(self.say("sheet.terms", " "))
        places = self._write_terms(terms)
        self._write_head(lines)
        for row in self.rows:
            self._write_row(lines, row)
        totals = TotalFormulas(
            book=self.book,
            demand=self.demand,
            lang=self.lang,
            rows=self.rows,
            sheet=lines.name,
            terms={id: f"'{terms.name}'!$C${row + 1}" for id, row in places.items()},
        )
        self._write_totals(lines, totals)
        sources = self._write_lists()
        for name in LISTS:
            at = column(name)
            last = FIRST_ROW + len(self.rows) - 1
            lines.data_validation(FIRST_ROW, at, last, at, self._pick(sources[name]))
        for id, subject in _TERM_LISTS.items():
            terms.data_validation(places[id], 2, places[id], 2, self._pick(sources[subject]))
        _lay_out(lines, self._is_wide(), len(self.rows))

    # The lines

    def _write_head(self, sheet: Worksheet) -> None:
        sheet.write_string(0, 0, self.say("title"), self.styles["title"])
        sheet.write_string(1, 0, self.say("vendor"), self.styles["label"])
        sheet.merge_range(1, 1, 1, 3, self.vendor, self.styles["open"])
        how = self.say("how", "\n")
        sheet.merge_range(2, 0, 2, column("remark"), how, self.styles["text"])
        sheet.set_row(2, _LINE_HEIGHT * lines_in(how, _TITLE_WIDTH) + 4)
        for at, (name, width) in enumerate(COLUMN_WIDTHS.items()):
            sheet.set_column(at, at, width)
            head = self.say(f"column.{name}", "\n")
            sheet.write_string(HEAD_ROW, at, head, self.styles["head"])
        sheet.set_row(HEAD_ROW, 46)

    def _write_row(self, sheet: Worksheet, row: SheetRow) -> None:
        cells = self._cells(row)
        is_fixed = bool(row.item in ITEM_BASES and row.id)
        for name in COLUMN_WIDTHS:
            locked = name == "id" or (name == "item" and (is_fixed or row.tier))
            style = "cell" if locked and not row.tier else "muted" if locked else "open"
            style = "share" if name in _SHARES else style
            _put(sheet, row.row, column(name), cells.get(name), self.styles[style])
        lines = (
            lines_in(str(cells[name]), COLUMN_WIDTHS[name])
            for name in ("item", "basis", "remark")
            if cells.get(name)
        )
        sheet.set_row(row.row, _LINE_HEIGHT * max(lines, default=1) + 2)

    def _cells(self, row: SheetRow) -> dict[str, str | float | None]:
        line = row.line
        found: dict[str, str | float | None] = {"id": row.id}
        if row.tier:
            found["item"] = self._tier_name(row.tier + 1) if row.id else None
            if line is not None and row.tier < len(line.tiers):
                tier = line.tiers[row.tier]
                found |= {"price": _price(tier.low, tier.high), "up_to": tier.up_to}
            return found
        if row.item:
            found["item"] = sheet_words("item", row.item, self.lang)
        if row.usual_basis:
            found["basis"] = sheet_words("basis", row.usual_basis, self.lang)
        return found if line is None else found | self._entered(line)

    def _tier_name(self, number: int) -> str:
        shown = shown_words("offer_sheet.tier", self.lang)
        return "  ↳ " + shown.replace("{number}", str(number))

    def _entered(self, line: OfferLine) -> dict[str, str | float | None]:
        """The cells of a line: words of its settings, prices and numbers."""
        said: dict[str, str | None] = {
            "basis": line.basis,
            "state": None if line.is_priced else line.state.value,
            "mode": line.mode,
            "measured": None if line.measured == "month" else line.measured,
            "free_per": None if line.free_per == "month" else line.free_per,
            "unit": line.covers.of,
            "part_year": _either(line.is_part_year_whole, "whole", "share"),
            "tax": _either(line.is_tax_included, "included", "excluded"),
            "role": line.role,
        }
        words = {name: sheet_words(name, one, self.lang) for name, one in said.items() if one}
        numbers = {name: getattr(line, name) or None for name in _NUMBERS}
        first = line.tiers[0] if line.tiers else None
        price = _price(first.low, first.high) if first else _price_of(line)
        own = {"item": line.label} if line.label else {}
        return {
            **own,
            **numbers,
            "price": price,
            "up_to": first.up_to if first else None,
            "currency": line.currency,
            "tax_rate": line.tax_rate,
            "special": line.special_share,
            "hours": line.covers.hours_per_day,
            "days": line.covers.days_per_month,
            "of": ", ".join(line.of) or None,
            "driver": line.driver,
            "remark": line.remark or None,
            **words,
        }

    def _write_totals(self, sheet: Worksheet, totals: TotalFormulas) -> None:
        at = column("total")
        for row, formula in totals.by_row().items():
            sheet.write_formula(row, at, formula, self.styles["total"], "")
        last = FIRST_ROW + len(self.rows)
        sums = (("total_row", totals.sum_of(last)), ("month_row", totals.average_of(last)))
        for place, (key, formula) in enumerate(sums):
            row = last + place
            sheet.merge_range(row, 0, row, at - 1, self.say(key), self.styles["section"])
            sheet.write_formula(row, at, formula, self.styles["sum"], "")
        note = self.say("total_note", "\n").replace("{currency}", self.demand.currency)
        sheet.merge_range(last + 2, 0, last + 2, at, note, self.styles["text"])
        sheet.set_row(last + 2, _LINE_HEIGHT * lines_in(note, 150) + 4)

    def _is_wide(self) -> bool:
        """Whether something is entered in the columns that are seldom needed."""
        seldom = list(COLUMN_WIDTHS)[column("remark") + 1 :]
        return any(self._cells(row).get(name) is not None for row in self.rows for name in seldom)

    # Terms and lists

    def _write_terms(self, sheet: Worksheet) -> dict[str, int]:
        """Write the rows with terms; where each stands."""
        entered = _terms(self.offer, self.demand, self.lang)
        sheet.write_string(0, 0, self.say("sheet.terms"), self.styles["title"])
        heads = ("no", "term", "answer", "hint")
        for at, (name, width) in enumerate(zip(heads, (10, 42, 30, 46), strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(2, at, self.say(f"term.head.{name}"), self.styles["head"])
        places = {}
        for row, id in enumerate(TERMS, 3):
            hint = f"offer_sheet.hint.{id}"
            told = self.say(f"term.{id}", "\n")
            shown = shown_words(hint, self.lang, "\n") if id in _HINTS else ""
            sheet.write_string(row, 0, id, self.styles["muted"])
            sheet.write_string(row, 1, told, self.styles["cell"])
            style = "share" if id in _SHARES else "open"
            _put(sheet, row, 2, entered.get(id), self.styles[style])
            sheet.write_string(row, 3, shown, self.styles["muted"])
            lines = max(lines_in(told, 42), lines_in(shown, 46))
            sheet.set_row(row, _LINE_HEIGHT * lines + 4)
            places[id] = row
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        return places

    def _write_lists(self) -> dict[str, str]:
        """Write the words of every list on a hidden sheet; where each stands."""
        sheet = self.book.add_worksheet(_LIST_SHEET)
        sources = {}
        for at, subject in enumerate(("basis", *_WORDS)):
            words = self.words(subject)
            for row, word in enumerate(words):
                sheet.write_string(row, at, word)
            letter = chr(65 + at)
            sources[subject] = f"={_LIST_SHEET}!${letter}$1:${letter}${len(words)}"
        sheet.very_hidden()
        return sources

    def _pick(self, source: str) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": self.say("pick_title", " ")[:32],
            "error_message": self.say("pick", "\n"),
        }


_COUNTED: Final = frozenset({
    "consultations", "orders", "minutes", "hours", "inquiry_sales", "promotion_seat_days",
    "overtime_hours", "night_hours", "holiday_seat_days",
})  # fmt: skip
_HINTS: Final = frozenset({
    "P19", "P20.word", "P20.refund", "P21.days", "P22.tax", "P22.special", "P23", "trial.share",
})  # fmt: skip


def _put(sheet: Worksheet, row: int, at: int, value: str | float | None, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, at, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, at, value, style)
    else:
        sheet.write_number(row, at, value, style)


def _either(said: object, yes: str, no: str) -> str | None:
    return None if said is None else yes if said else no


def _price(low: float, high: float | None) -> str | float:
    """A price as a number, a range as text."""
    return low if high is None or high == low else f"{_plain(low)}-{_plain(high)}"


def _plain(figure: float) -> str:
    return str(int(figure)) if float(figure).is_integer() else repr(float(figure))


def _price_of(line: OfferLine) -> str | float | None:
    if line.low is None or line.state is not LineState.PRICED:
        return None
    if line.is_open_above:
        return f"{_plain(line.low)}+"
    return _price(line.low, line.high)


def _terms(
    offer: Offer | None, demand: Demand, lang: TemplateLang
) -> dict[str, str | float | None]:
    """What is entered as terms; an empty sheet names the buyer's currency."""
    if offer is None:
        return {"P22.currency": demand.currency}
    found: dict[str, str | float | None] = {
        "P19": offer.price_change,
        "P22.currency": offer.currency,
        "P22.rate": offer.tax_rate,
        "P22.special": offer.special_share,
        "P23": offer.exit_fee,
    }
    said = {"P22.tax": ("tax", _either(offer.is_tax_included, "included", "excluded"))}
    if deposit := offer.deposit:
        found |= {
            "P20.word": deposit.word,
            "P20.amount": deposit.amount,
            "P20.currency": deposit.currency,
            "P20.refund": deposit.refund_days,
        }
        said["P20.agreed"] = ("agreed", _either(deposit.is_nature_agreed, "yes", "no"))
        said["P20.set_off"] = ("agreed", _either(deposit.is_set_off, "yes", "no"))
    if settlement := offer.settlement:
        said |= {"P21.cycle": ("cycle", settlement.cycle), "P21.when": ("when", settlement.when)}
        found["P21.days"] = settlement.days
    if offer.trial:
        found |= {"trial.days": offer.trial.days, "trial.share": offer.trial.share}
    words = {id: sheet_words(*pair, lang) for id, pair in said.items() if pair[1]}  # type: ignore[arg-type]  # None is left out
    return found | words


def _lay_out(sheet: Worksheet, is_wide: bool, rows: int) -> None:  # noqa: FBT001
    """Frozen headings, printing on A4, and locks where vendors should not type."""
    sheet.freeze_panes(FIRST_ROW, column("basis"))
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
    last = len(COLUMN_WIDTHS) - 1 if is_wide else column("remark")
    sheet.print_area(0, 0, FIRST_ROW + rows + 2, last)
    sheet.fit_to_pages(1, 1 if rows <= _ON_A_PAGE else 0)
    options = {"format_columns": True, "format_rows": True, "insert_rows": True}
    sheet.protect("", options)
