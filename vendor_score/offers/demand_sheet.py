"""The first sheet of an offer: what the buyer needs, without which nobody can quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from vendor_score.number_text import number
from vendor_score.offers.words import sheet_words, shown_words
from vendor_score.price.demand import Assumption, Demand, SeatNeed, Spread
from vendor_score.price.schedule import make_schedule
from vendor_score.questionnaire.template import TemplateLang, lines_in
from vendor_score.wording import has, languages

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["demand_sheet_names", "quantity_name", "write_demand"]

_A4: Final = 9
_COLUMNS: Final = 7
_LINE_HEIGHT: Final = 14
_FIGURES: Final = (
    "consultations", "orders", "seats", "minutes", "hours", "inquiry_sales",
    "promotion_seat_days", "overtime_hours", "night_hours", "holiday_seat_days",
)  # fmt: skip
_HOUR_COLUMNS: Final = 6
_Row = Sequence[str | float | None]


def demand_sheet_names() -> frozenset[str]:
    """What the sheet with the demand is called in each language, and in all of them.

    Returns
    -------
    frozenset of str
    """
    return frozenset(
        shown_words("offer_sheet.sheet.demand", lang, " ") for lang in (*languages(), "both")
    )


def quantity_name(name: str, lang: TemplateLang) -> str:
    """A volume or number of the demand in words; one of the buyer's own as he calls it.

    Parameters
    ----------
    name : str
    lang : str
        A language, or ``both``.

    Returns
    -------
    str
    """
    key = f"workbook.price.quantity.{name}"
    return shown_words(key, lang) if has(key) else name


def write_demand(
    book: Workbook, styles: dict[str, Any], demand: Demand, lang: TemplateLang
) -> None:
    """Write the demand as the first sheet of a workbook.

    Parameters
    ----------
    book : Workbook
    styles : dict of str to format
    demand : Demand
    lang : str
        A language, or ``both``.
    """
    sheet = book.add_worksheet(shown_words("offer_sheet.sheet.demand", lang, " "))
    page = _DemandSheet(sheet=sheet, styles=styles, demand=demand, lang=lang)
    page.write()


@dataclass(kw_only=True)
class _DemandSheet:
    """The sheet with the demand, while it is written."""

    sheet: Worksheet
    styles: dict[str, Any]
    demand: Demand
    lang: TemplateLang
    row: int = field(default=2)

    def say(self, key: str) -> str:
        return shown_words(f"offer_sheet.demand.{key}", self.lang)

    def write(self) -> None:
        self.sheet.set_column(0, 0, 34)
        self.sheet.set_column(1, _COLUMNS - 1, 15)
        title = shown_words("offer_sheet.sheet.demand", self.lang)
        self.sheet.write_string(0, 0, title, self.styles["title"])
        for key, rows in self._sections():
            self._section(key, list(rows))
        self._by_month()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        self.sheet.protect("", {"format_columns": True, "format_rows": True})

    def _sections(self) -> Iterator[tuple[str, Iterator[_Row]]]:
        yield "contract", self._contract()
        yield "volumes", self._volumes()
        yield "by_hour", self._by_hour()
        yield "hours", self._hours()
        yield "seats", self._seats()
        yield "peak", self._peak()
        yield "rates", self._rates()
        yield "tax", self._tax()
        yield "assumed", self._assumed()

    def _section(self, key: str, rows: Sequence[_Row]) -> None:
        if rows:
            self._heading(key)
            for cells in rows:
                self._put(cells)
            self.row += 1

    def _heading(self, key: str) -> None:
        style = self.styles["section"]
        self.sheet.merge_range(self.row, 0, self.row, _COLUMNS - 1, self.say(key), style)
        self.row += 1

    def _put(self, cells: _Row) -> None:
        """A row; a text in the second cell of two runs over the rest of the row."""
        lines = lines_in(str(cells[0]), 34)
        if len(cells) == 2 and isinstance(cells[1], str):  # noqa: PLR2004 - a name and its text
            self.sheet.write_string(self.row, 0, str(cells[0]), self.styles["cell"])
            last = _COLUMNS - 1
            self.sheet.merge_range(self.row, 1, self.row, last, cells[1], self.styles["cell"])
            lines = max(lines, lines_in(cells[1], 15 * last))
        else:
            for at, shown in enumerate(cells):
                self._cell(at, shown)
                if isinstance(shown, str) and at:
                    lines = max(lines, lines_in(shown, 15))
        self.sheet.set_row(self.row, _LINE_HEIGHT * lines + 4)
        self.row += 1

    def _cell(self, at: int, shown: str | float | None) -> None:
        if shown is None:
            self.sheet.write_blank(self.row, at, None, self.styles["cell"])
        elif isinstance(shown, str):
            self.sheet.write_string(self.row, at, shown, self.styles["cell"])
        else:
            self.sheet.write_number(self.row, at, shown, self.styles["number"])

    # What is said

    def _contract(self) -> Iterator[_Row]:
        demand = self.demand
        yield self.say("start"), demand.start.isoformat()
        yield self.say("months"), float(demand.months)
        yield self.say("days"), self.say("calendar") if demand.days is None else demand.days
        yield self.say("currency"), demand.currency

    def _volumes(self) -> Iterator[_Row]:
        if self.demand.volumes:
            heads = ("volume", "per", "expected", "low", "high")
            yield tuple(self.say(key) for key in heads)
        for name, volume in self.demand.volumes.items():
            amount = volume.amount
            per = self.say(f"per.{volume.per}")
            yield quantity_name(name, self.lang), per, amount.value, amount.low, amount.high

    def _by_hour(self) -> Iterator[_Row]:
        """Hours and what comes in them, several side by side."""
        hours = list(self.demand.by_hour.items())
        for start in range(0, len(hours), _HOUR_COLUMNS):
            part = hours[start : start + _HOUR_COLUMNS]
            yield ("", *(hour for hour, _ in part))
            yield ("", *(share for _, share in part))

    def _hours(self) -> Iterator[_Row]:
        demand = self.demand
        for key, figure in (
            ("hours_per_day", demand.hours_per_day),
            ("days_per_week", demand.days_per_week),
        ):
            if figure is not None:
                yield self.say(key), figure
        if demand.channels:
            yield self.say("channels"), ", ".join(demand.channels)
        if demand.holidays:
            yield self.say("holidays"), ", ".join(day.isoformat() for day in demand.holidays)

    def _seats(self) -> Iterator[_Row]:
        demand = self.demand
        if demand.seats is not None:
            yield from self._seat_need(demand.seats)
        for key, figure in (
            ("shared_seats", demand.shared_seats),
            ("shops", demand.shops),
            ("trained", demand.trained),
        ):
            if figure is not None:
                yield self.say(key), figure

    def _seat_need(self, need: SeatNeed) -> Iterator[_Row]:
        if need.plain is not None:
            yield self.say("seats_plain"), need.plain
        if need.per_seat_day is not None:
            words = _spread(need.per_seat_day)
            yield self.say("per_seat_day"), f"{words} ({quantity_name(need.volume, self.lang)})"
        if need.least:
            yield self.say("least"), need.least

    def _peak(self) -> Iterator[_Row]:
        peak = self.demand.peak
        if self.demand.months_factor:
            yield self.say("peak"), self.say(f"peak.{peak.by}")
            factors = ", ".join(
                f"{month}: x {factor:g}"
                for month, factor in sorted(self.demand.months_factor.items())
            )
            yield self.say("factor"), factors
        if peak.days:
            days = ", ".join(f"{month}: {days:g}" for month, days in sorted(peak.days.items()))
            yield self.say("peak_days"), days

    def _rates(self) -> Iterator[_Row]:
        for code, rate in self.demand.rates.items():
            shown = f"1 {code} = {_spread(rate.rate)} {self.demand.currency}"
            since = " ".join(part for part in (str(rate.date or ""), rate.source) if part)
            yield shown, since

    def _tax(self) -> Iterator[_Row]:
        tax = self.demand.tax
        if tax.is_open:
            yield self.say("tax"), self.say("tax.open")
        elif tax.compare == "gross":
            yield self.say("tax"), self.say("tax.gross")
        else:
            share = f"{tax.share_recovered:.0%}"
            yield self.say("tax"), self.say("tax.net").replace("{share}", share)
        yield self.say("tax_rate"), f"{100 * tax.default_rate:g}%"

    def _assumed(self) -> Iterator[_Row]:
        assumptions = self.demand.assumptions
        if assumptions:
            yield self.say("assumed"), self.say("assumed_note")
        for item, assumption in assumptions.items():
            shown = self._assumption(assumption)
            if assumption.otherwise is not None:
                shown += f" / {self._assumption(assumption.otherwise)}"
            yield sheet_words("item", item, self.lang), shown
        cap = self.demand.assumptions_cap
        if assumptions and cap is not None:
            yield "", self.say("assumed_cap").replace("{share}", f"{cap:.0%}")

    def _assumption(self, assumption: Assumption) -> str:
        key = f"basis.{assumption.basis}"
        is_share = has(f"offer_sheet.demand.{key}")
        basis = self.say(key) if is_share else sheet_words("basis", assumption.basis, self.lang)
        price = number(assumption.high) + ("" if is_share else f" {self.demand.currency}")
        shown = self.say("assumed_each")
        return shown.replace("{price}", price).replace("{basis}", basis)

    def _by_month(self) -> None:
        """What totals count, month by month."""
        schedule = make_schedule(self.demand)
        names = [name for name in _FIGURES if name in schedule.quantities][: _COLUMNS - 2]
        self._heading("by_month")
        heads = (self.say("month"), self.say("factor"))
        self._put((*heads, *(quantity_name(name, self.lang) for name in names)))
        for place, month in enumerate(schedule.months):
            figures = [float(schedule.quantities[name][place].flat[0]) for name in names]
            factor = self.demand.months_factor.get(month.month, 1.0)
            self._put((month.name, factor, *figures))


def _spread(spread: Spread) -> str:
    ends = f" ({number(spread.low)}-{number(spread.high)})" if spread.low and spread.high else ""
    return f"{number(spread.value)}{ends}"
