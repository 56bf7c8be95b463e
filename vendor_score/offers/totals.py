"""Live formulas for the totals that a vendor sees while typing, at the upper end of ranges.

They stand on a hidden sheet: quantities of each month as numbers, below them for each line its
settings, and month by month its units, charge, and cost. They follow `vendor_score.price`; what
they cannot say (tiers measured over years, words of nobody's list) shows no total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from vendor_score.cell_names import column_letters
from vendor_score.offers.layout import SheetRow, column
from vendor_score.offers.words import known_words, sheet_words
from vendor_score.price.demand import Demand
from vendor_score.price.offer import BASES, EXTRA_ITEMS, ITEM_BASES, MAIN_ITEMS
from vendor_score.price.schedule import LONG_MONTH, SHORT_MONTH, driver_of, make_schedule
from vendor_score.wording import languages, lexicon

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from vendor_score.questionnaire.template import TemplateLang

__all__ = ["TotalFormulas"]

_SHEET: Final = "_totals"
_WORDS: Final = "_words"
_MAIN_BASES: Final = frozenset(BASES[:9]) | {"pct_sales"}
_BLOCKS: Final = ("units", "billable", "plain", "percent", "least", "cost")
_HELPERS: Final = (
    "id", "item", "code", "driver", "price", "rate", "tax", "main", "priced", "tiered",
    "tax_in_use", "unit", "mode", "measured", "free_per", "part_year",
)  # fmt: skip
_SUBJECTS: Final = (
    "basis", "item", "tax", "unit", "mode", "state", "measured", "free_per", "part_year", "role",
)  # fmt: skip
_SPECIAL: Final = (
    ("overtime", "hour"), ("night", "hour"), ("holiday", "seat_day"), ("promotion", "seat_day"),
)  # fmt: skip
_NO_BOUND: Final = "1E+300"
_NONE: Final = "—"
_SHORT_DAYS: Final = SHORT_MONTH / 8
_LONG_DAYS: Final = LONG_MONTH / 8


@dataclass
class TotalFormulas:
    """The hidden sheet with the working, and the formulas that show its results.

    Attributes
    ----------
    book : Workbook
    demand : Demand
    lang : str
    rows : tuple of SheetRow
        Of the sheet with the lines.
    sheet : str
        Its name.
    terms : mapping of str to str
        Id of a term to the cell that holds it.
    """

    book: Workbook
    demand: Demand
    lang: TemplateLang
    rows: tuple[SheetRow, ...]
    sheet: str
    terms: Mapping[str, str]
    _at: dict[str, int] = field(init=False, default_factory=dict)
    _lists: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.schedule = make_schedule(self.demand)
        self.months = len(self.schedule.months)
        self.lines: list[list[SheetRow]] = []
        for row in self.rows:
            if row.tier:
                self.lines[-1].append(row)
            else:
                self.lines.append([row])
        self.tiers = max(len(rows) for rows in self.lines)
        self.first_month = len(_HELPERS) + 3 * self.tiers + 1
        self._words = self.book.add_worksheet(_WORDS)
        self._work: Worksheet = self.book.add_worksheet(_SHEET)
        self._write_words()
        self._write_quantities()
        for place in range(len(self.lines)):
            self._write_line(place)
        self._words.very_hidden()
        self._work.very_hidden()

    # What the sheet with the lines shows

    def by_row(self) -> dict[int, str]:
        """The formula of each line's total, by the row in which it stands.

        Returns
        -------
        dict of int to str
        """
        found = {}
        for place, rows in enumerate(self.lines):
            row = self._row("cost", place)
            cells = f"{self._month(row, 0)}:{self._month(row, self.months - 1)}".replace("$", "")
            cost = f'IFERROR(SUM({_SHEET}!{cells}),"{_NONE}")'
            priced = f"{_SHEET}!{self._helper('priced', place)}"
            found[rows[0].row] = f'=IF({priced}=1,{cost},"")'
        return found

    def sum_of(self, last: int) -> str:
        """The sum of the lines' totals; none where one of them has none.

        Parameters
        ----------
        last : int
            The row below the last line.

        Returns
        -------
        str
        """
        cells = self._column_of_totals(last)
        return f'=IF(COUNTIF({cells},"{_NONE}")>0,"{_NONE}",SUM({cells}))'

    def average_of(self, last: int) -> str:
        """The same, on average a month.

        Parameters
        ----------
        last : int

        Returns
        -------
        str
        """
        letter = column_letters(column("total") + 1)
        total = f"{letter}{last + 1}"
        return f'=IF(ISNUMBER({total}),{total}/{self.months},"{_NONE}")'

    def _column_of_totals(self, last: int) -> str:
        letter = column_letters(column("total") + 1)
        return f"{letter}{self.rows[0].row + 1}:{letter}{last}"

    # Places

    def _row(self, block: str, place: int) -> int:
        """The row of a line in a block, counted from 0."""
        return self._at["blocks"] + _BLOCKS.index(block) * len(self.lines) + place

    def _month(self, row: int, month: int) -> str:
        return f"${column_letters(self.first_month + month + 1)}${row + 1}"

    def _helper(self, name: str, place: int) -> str:
        letter = column_letters(_HELPERS.index(name) + 1)
        return f"${letter}${self._row('units', place) + 1}"

    def _tier(self, part: int, tier: int, place: int) -> str:
        """The cell with the lower bound (0), upper bound (1) or price (2) of a tier."""
        at = len(_HELPERS) + 3 * tier + part
        return f"${column_letters(at + 1)}${self._row('units', place) + 1}"

    def _cell(self, name: str, place: int, tier: int = 0) -> str:
        row = self.lines[place][tier].row
        return f"'{self.sheet}'!${column_letters(column(name) + 1)}${row + 1}"

    def _block(self, block: str, month: int) -> str:
        first, last = self._row(block, 0), self._row(block, len(self.lines) - 1)
        return f"{self._month(first, month)}:{self._month(last, month)}"

    def _helpers(self, name: str) -> str:
        return f"{self._helper(name, 0)}:{self._helper(name, len(self.lines) - 1)}"

    # Words and quantities

    def _write_words(self) -> None:
        """Every known word of the lists beside what it means, for formulas to look up."""
        for at, subject in enumerate(_SUBJECTS):
            own = tuple(self.demand.volumes) if subject == "basis" else ()
            words = {**_known(subject), **{name: name for name in own}}
            self._write_list(subject, 2 * at, list(words.items()))
        rates = {code: rate.rate.at("high") for code, rate in self.demand.rates.items()}
        rates[self.demand.currency] = 1.0
        self._write_list("rates", 2 * len(_SUBJECTS), list(rates.items()))

    def _write_list(self, name: str, at: int, pairs: Sequence[tuple[str, str | float]]) -> None:
        for row, (word, meaning) in enumerate(pairs):
            self._words.write_string(row, at, word)
            self._words.write(row, at + 1, meaning)
        first, second = (column_letters(at + 1 + part) for part in (0, 1))
        self._lists[name] = f"{_WORDS}!${first}$1:${second}${len(pairs)}"

    def _looked_up(self, subject: str, cell: str, unknown: str = '""') -> str:
        """What the word of a cell means; nothing for an empty one."""
        return f'IF({cell}="","",IFERROR(VLOOKUP({cell},{self._lists[subject]},2,FALSE),{unknown}))'

    def _write_quantities(self) -> None:
        """Rows with the number, days and trial share of each month, and with every quantity."""
        months = self.schedule.months
        before = [sum(m.calendar_days for m in months[:place]) for place in range(self.months)]
        rows: dict[str, list[float]] = {
            "number": [float(place + 1) for place in range(self.months)],
            "days": [month.days for month in months],
            "month_days": [float(month.calendar_days) for month in months],
            "before": [float(days) for days in before],
            "one": [1.0] * self.months,
        }
        for name, quantity in self.schedule.quantities.items():
            rows[name] = [float(quantity[place].flat[0]) for place in range(self.months)]
        for row, (name, figures) in enumerate(rows.items()):
            self._at[name] = row
            self._work.write_string(row, 0, name)
            for month, figure in enumerate(figures):
                self._work.write_number(row, self.first_month + month, figure)
        self._at["trial"] = len(rows)
        self._at["blocks"] = len(rows) + 2
        days, share = self.terms["trial.days"], self.terms["trial.share"]
        for month in range(self.months):
            of, past = self._of("month_days", month), self._of("before", month)
            on_trial = f"MAX(0,MIN({of},{days}-{past}))"
            counted = f"IF(ISNUMBER({share}),{share},1)"
            self._formula(
                self._at["trial"],
                self.first_month + month,
                f"IF(ISNUMBER({days}),1-(1-{counted})*{on_trial}/{of},1)",
            )

    def _of(self, quantity: str, month: int) -> str:
        return self._month(self._at[quantity], month)

    def _formula(self, row: int, at: int, formula: str) -> None:
        self._work.write_formula(row, at, f"={formula}", None, "")

    # The settings of a line

    def _write_line(self, place: int) -> None:
        row = self._row("units", place)
        tiers = range(len(self.lines[place]))
        settings = {
            "id": _quoted(self.lines[place][0].id or "-"),
            "item": self._item(place),
            "code": self._code(place),
            "driver": self._driver(place),
            "price": self._price(self._cell("price", place), place),
            "rate": self._rate(place),
            "tax": self._tax(place),
            "main": self._main(place),
            "priced": self._priced(place),
            "tiered": f"IF(COUNT({','.join(self._tier(1, t, place) for t in tiers)})>0,1,0)",
            "tax_in_use": self._tax_in_use(place),
        }
        for name in ("unit", "mode", "measured", "free_per", "part_year"):
            settings[name] = self._looked_up(name, self._cell(name, place))
        for at, name in enumerate(_HELPERS):
            self._formula(row, at, settings[name])
        for tier in tiers:
            self._write_tier(place, tier)
        for month in range(self.months):
            formulas = {
                "units": self._units(place, month),
                "billable": self._billable(place, month),
                "plain": self._plain(place, month),
                "percent": self._percent(place, month),
                "least": self._least(place, month),
                "cost": self._cost(place, month),
            }
            for block, formula in formulas.items():
                self._formula(self._row(block, place), self.first_month + month, formula)

    def _item(self, place: int) -> str:
        item = self.lines[place][0].item
        if item in ITEM_BASES:
            return f'"{item}"'
        return self._looked_up("item", self._cell("item", place), '"own"')

    def _code(self, place: int) -> str:
        usual = self.lines[place][0].usual_basis
        cell = self._cell("basis", place)
        known = self._looked_up("basis", cell, '"?"')
        return f'IF({cell}="","{usual}",{known})'

    def _driver(self, place: int) -> str:
        """The row of the quantity that is counted; an error where the buyer has not given it."""
        item, code = self._helper("item", place), self._helper("code", place)
        found = "NA()"
        for basis in (*BASES, *self.demand.volumes):
            quantity = driver_of("", basis) or "one"
            if quantity in self._at:
                found = f'IF({code}="{basis}",{self._at[quantity] + 1},{found})'
        for own, basis in _SPECIAL:
            quantity = driver_of(own, basis) or "one"
            row = str(self._at[quantity] + 1) if quantity in self._at else "NA()"
            found = f'IF(AND({item}="{own}",{code}="{basis}"),{row},{found})'
        named = self._cell("driver", place)
        return f'IF({named}="",{found},MATCH({named},$A$1:$A${self._at["trial"]},0))'

    def _price(self, cell: str, place: int) -> str:
        """The upper end of a price; of a percentage as a share of 1."""
        code = self._helper("code", place)
        is_share = f'OR({code}="pct_sales",{code}="pct_of")'
        is_percent = f'LEFT(CELL("format",{cell}),1)="P"'
        number = f'IF(ISNUMBER({cell}),{cell},VALUE(MID({cell},FIND("-",{cell})+1,30)))'
        scale = f"IF(AND({is_share},NOT(IF(ISNUMBER({cell}),{is_percent},FALSE))),100,1)"
        return f'IF({cell}="","",IFERROR({number}/{scale},NA()))'

    def _rate(self, place: int) -> str:
        cell, offer = self._cell("currency", place), self.terms["P22.currency"]
        one, other = (f"VLOOKUP({at},{self._lists['rates']},2,FALSE)" for at in (cell, offer))
        return f'IF({cell}<>"",{one},IF({offer}<>"",{other},1))'

    def _tax(self, place: int) -> str:
        """What a price is multiplied by: see ``vendor_score.price.evaluate``."""
        tax = self.demand.tax
        rate = _first_number(
            self._cell("tax_rate", place), self.terms["P22.rate"], tax.default_rate
        )
        special = _first_number(self._cell("special", place), self.terms["P22.special"], 0)
        said = self._looked_up("tax", self._cell("tax", place))
        all_lines = self._looked_up("tax", self.terms["P22.tax"])
        is_in = f'IF({said}<>"",{said},{all_lines})="included"'
        cost = f"(1+{rate}*(1-{tax.share_recovered!r}*{special}))"
        return f"IF({is_in},{cost}/(1+{rate}),{cost})"

    def _main(self, place: int) -> str:
        item, code = self._helper("item", place), self._helper("code", place)
        row = self.lines[place][0]
        if row.item in ITEM_BASES:
            own = "1" if row.item in MAIN_ITEMS else "0"
        else:
            by_code = _is_one_of(code, sorted(_MAIN_BASES))
            is_extra = _is_one_of(item, (*EXTRA_ITEMS, "minimum"))
            is_main = _is_one_of(item, MAIN_ITEMS)
            own = f"IF(OR({is_main},AND(NOT({is_extra}),{by_code})),1,0)"
        role = self._looked_up("role", self._cell("role", place))
        return f'IF({role}="main",1,IF({role}="extra",0,{own}))'

    def _priced(self, place: int) -> str:
        state = self._looked_up("state", self._cell("state", place), '"priced"')
        prices = [self._cell("price", place, t) for t in range(len(self.lines[place]))]
        any_price = "OR(" + ",".join(f'{cell}<>""' for cell in prices) + ")"
        price = self._cell("price", place)
        word = f'IF(ISTEXT({price}),IFERROR(VLOOKUP({price},{self._lists["state"]},2,FALSE),""),"")'
        is_priced = f'OR({state}="",{state}="priced")'
        return f'IF(AND({any_price},{is_priced},{word}=""),1,0)'

    def _write_tier(self, place: int, tier: int) -> None:
        """Bounds and price of a tier; a row without a price repeats the bound above it."""
        row = self._row("units", place)
        at = len(_HELPERS) + 3 * tier
        price, bound = self._cell("price", place, tier), self._cell("up_to", place, tier)
        below = self._tier(1, tier - 1, place) if tier else "0"
        rows = self.lines[place]
        later = [self._cell("price", place, t) for t in range(tier + 1, len(rows))]
        bounds = [self._cell("up_to", place, t) for t in range(len(rows))]
        any_bound = ",".join(f'{cell}<>""' for cell in bounds)
        more = "OR(" + ",".join(f'{cell}<>""' for cell in (*later, bounds[0])) + ")"
        used = f'AND({price}<>"",OR({any_bound}))'
        upper = f'IF({bound}="",{_NO_BOUND},{bound})'
        lower = f"IF(ISNUMBER({below}),{below},0)"
        self._formula(row, at, lower)
        self._formula(row, at + 1, f'IF({used},{upper},IF({more},{lower},""))')
        self._formula(row, at + 2, f"IF({used},{self._price(price, place)},0)")

    # Month by month

    def _in_force(self, place: int, month: int) -> str:
        number = self._of("number", month)
        first, last = (self._cell(name, place) for name in ("from_month", "to_month"))
        after = f'OR({first}="",{number}>={first})'
        return f'IF(AND({after},OR({last}="",{number}<={last})),1,0)'

    def _units(self, place: int, month: int) -> str:
        first = self._month(0, month)
        last = self._month(self._at["trial"], month)
        units = f"INDEX({first}:{last},{self._helper('driver', place)})"
        if self.demand.post_hours is not None and "seats" in self._at:
            is_seat = f'{self._helper("code", place)}="seat/month"'
            units = f"IF({is_seat},{self._seats(place, month)},{units})"
        priced = self._helper("priced", place)
        return f"IF({priced}=1,{units}*{self._in_force(place, month)},0)"

    def _seats(self, place: int, month: int) -> str:
        """Posts, or the persons who staff them; the most of them where it is not said."""
        posts = self._of("seats", month)
        hours, days = self._cell("hours", place), self._cell("days", place)
        unit = self._helper("unit", place)
        needed = self.demand.post_hours or 0.0
        a_day = self.demand.hours_per_day or 0.0
        a_shift = f"IF(ISNUMBER({hours}),{hours},8)"
        each = f"IF(ISNUMBER({days}),{days},{min(_SHORT_DAYS, _LONG_DAYS)!r})"
        persons = f"ROUNDUP(ROUND({posts}*{needed!r}/({a_shift}*{each}),9),0)"
        shifts = f"MAX(1,{a_day!r}/IF(ISNUMBER({hours}),{hours},{a_day!r}))"
        staffed = f"IF({shifts}>1,ROUNDUP(ROUND({posts}*{shifts},9),0),{posts})"
        is_person = f'OR({unit}="person",AND({unit}="",OR(ISNUMBER({hours}),ISNUMBER({days}))))'
        either = f"MAX({posts},{persons})"
        return f'IF({unit}="post",{staffed},IF({is_person},{persons},{either}))'

    def _billable(self, place: int, month: int) -> str:
        free = self._cell("free", place)
        units = self._month(self._row("units", place), month)
        per = self._helper("free_per", place)
        first = self._month(self._row("units", place), 0)
        before = "0"
        if month:
            so_far = f"SUM({first}:{self._month(self._row('units', place), month - 1)})"
            before = f"MAX(0,{so_far}-{free})"
        whole = f"MAX(0,SUM({first}:{units})-{free})-{before}"
        some = f'IF({per}="contract",{whole},MAX(0,{units}-{free}))'
        return f"IF(ISNUMBER({free}),{some},{units})"

    def _plain(self, place: int, month: int) -> str:
        """The charge of a line in the buyer's currency, after minimum and maximum."""
        code, price = self._helper("code", place), self._helper("price", place)
        low, top = self._cell("minimum", place), self._cell("maximum", place)
        is_fee = f'OR({code}="year",{code}="once",{code}="person_once")'
        fee = f"{self._times(place, month)}*{price}"
        charge = f"IF({is_fee},{fee},{self._by_quantity(place, month)})"
        least = f"IF(AND({is_fee},{self._times(place, month)}=0),0,{low})"
        charge = f"MAX({charge},IF(ISNUMBER({low}),{least},-{_NO_BOUND}))"
        charge = f"MIN({charge},IF(ISNUMBER({top}),{top},{_NO_BOUND}))"
        of_lines = f'OR({code}="pct_of",{code}="minimum")'
        counts = f"AND({self._helper('priced', place)}=1,NOT({of_lines}))"
        rate = self._helper("rate", place)
        return f"IF({counts},{charge}*{rate}*{self._in_force(place, month)},0)"

    def _times(self, place: int, month: int) -> str:
        """How often a fee of single months falls due in a month."""
        code, first = self._helper("code", place), self._cell("from_month", place)
        part = self._helper("part_year", place)
        left = min(1.0, (self.months - month) / 12)
        year = f'IF({part}="share",{left!r},1)' if month % 12 == 0 else "0"
        number = self._of("number", month)
        once = f'IF({number}=IF({first}="",1,{first}),1,0)'
        units = self._month(self._row("units", place), month)
        return f'IF({code}="year",{year},{once}*IF({code}="once",1,{units}))'

    def _by_quantity(self, place: int, month: int) -> str:
        billable = self._month(self._row("billable", place), month)
        price, block = self._helper("price", place), self._cell("block", place)
        mode = self._helper("mode", place)
        started = f'OR({mode}="block",{mode}="")'
        blocks = f"IF({started},ROUNDUP(ROUND({billable}/{block},9),0),{billable}/{block})"
        tiers = (
            self._by_tiers(place, month) if len(self.lines[place]) > 1 else f"{billable}*{price}"
        )
        flat = f"IF({self._helper('tiered', place)}=1,{tiers},{billable}*{price})"
        return f"IF(ISNUMBER({block}),{blocks}*{price},{flat})"

    def _by_tiers(self, place: int, month: int) -> str:
        """At the price of the tier reached, each part at its own, or the dearer of the two."""
        billable, days = self._month(self._row("billable", place), month), self._of("days", month)
        measured = self._helper("measured", place)
        mode = self._helper("mode", place)
        a_day = f'{measured}="month_daily_average"'
        counted = f"({billable}/IF({a_day},{days},1))"
        lower, upper, price = (
            [self._tier(part, tier, place) for tier in range(len(self.lines[place]))]
            for part in range(3)
        )
        parts = [
            f"{one}*MAX(0,MIN({counted},{high})-{low})"
            for low, high, one in zip(lower, upper, price, strict=True)
        ]
        reached = "NA()"
        for high, one in reversed(list(zip(upper, price, strict=True))):
            reached = f"IF(ROUND({counted},9)<={high},{one},{reached})"
        whole = f"IF({billable}=0,0,{billable}*{reached})"
        each = f"IF(ROUND({counted},9)<={upper[-1]},({'+'.join(parts)})*IF({a_day},{days},1),NA())"
        by_mode = f'IF({mode}="whole",{whole},IF({mode}="marginal",{each},MAX({whole},{each})))'
        can_say = f'OR({measured}="",{measured}="month",{a_day})'
        return f"IF({can_say},{by_mode},NA())"

    def _sum_of_referred(self, place: int, cells: str) -> str:
        """The sum over the lines that a percentage or minimum names, over main lines if none."""
        of = self._cell("of", place)
        named = self._named(of)
        unknown = f"IF(SUMPRODUCT({named}*1)=0,NA(),SUMPRODUCT({named}*{cells}))"
        return f'IF({of}="",SUMPRODUCT({self._helpers("main")}*{cells}),{unknown})'

    def _named(self, of: str) -> str:
        """Of each line whether its id or item stands in a cell such as ``P01, P03``."""
        listed = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({of}," ",""),"、",","),";",",")'
        ids, items = (
            f'ISNUMBER(SEARCH(","&{self._helpers(name)}&",",","&{listed}&","))'
            for name in ("id", "item")
        )
        return f"(({ids}+{items})>0)"

    def _percent(self, place: int, month: int) -> str:
        code, price = self._helper("code", place), self._helper("price", place)
        lines = self._sum_of_referred(place, self._block("plain", month))
        charge = f"{price}*{lines}*{self._in_force(place, month)}"
        return f'IF(AND({code}="pct_of",{self._helper("priced", place)}=1),{charge},0)'

    def _least(self, place: int, month: int) -> str:
        """What a minimum over lines adds to their charges."""
        code, price = self._helper("code", place), self._helper("price", place)
        charged = f"({self._block('plain', month)}+{self._block('percent', month)})"
        lines = self._sum_of_referred(place, charged)
        missing = f"MAX(0,{price}*{self._helper('rate', place)}-{lines})"
        counts = f'AND({code}="minimum",{self._helper("priced", place)}=1)'
        return f"IF({counts},{missing}*{self._in_force(place, month)},0)"

    def _tax_in_use(self, place: int) -> str:
        """The tax of a line; what a minimum adds is taxed like the least taxed of its lines."""
        code, own, of = (
            *(self._helper(n, place) for n in ("code", "tax")),
            self._cell("of", place),
        )
        below = f"{self._helpers('priced')}*(9-{self._helpers('tax')})"
        main = f"SUMPRODUCT(MAX({self._helpers('main')}*{below}))"
        named = f"SUMPRODUCT(MAX({self._named(of)}*{below}))"
        least = f'MIN({own},9-IF({of}="",{main},{named}))'
        return f'IF({code}="minimum",{least},{own})'

    def _cost(self, place: int, month: int) -> str:
        """The charge with tax, for the days of a trial less."""
        code = self._helper("code", place)
        charges = "+".join(
            self._month(self._row(block, place), month) for block in ("plain", "percent", "least")
        )
        no_trial = f'OR({code}="year",{code}="once",{code}="person_once")'
        trial = f"IF({no_trial},1,{self._of('trial', month)})"
        return f"({charges})*{self._helper('tax_in_use', place)}*{trial}"


def _known(subject: str) -> dict[str, str]:
    """Every way to write a word of a list, as cells hold it, and what it means."""
    found = {
        word: meaning
        for meaning, words in lexicon.group(f"offer.{subject}").items()
        for word in (*words, meaning)
    }
    meanings = {*found.values(), *known_words(subject).values()}
    for lang in (*languages(), "both"):
        found |= {sheet_words(subject, meaning, lang): meaning for meaning in sorted(meanings)}
    return found


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _is_one_of(cell: str, words: Iterable[str]) -> str:
    return "OR(" + ",".join(f"{cell}={_quoted(word)}" for word in words) + ")"


def _first_number(cell: str, other: str, usual: float) -> str:
    """A share in the first of two cells that has one; 6 is read as 6 %."""
    one = f"IF(ISNUMBER({cell}),{cell},IF(ISNUMBER({other}),{other},{usual!r}))"
    return f"IF({one}>1,{one}/100,{one})"
