"""A vendor's monthly bill against what is due: line by line, what should have been charged and why.

What is due comes from the cost engine: signed offer lines at the month's measured volume, with the
trial's share. This module compares; it works nothing out itself but the credit's place in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from vendor_score.wording import Label, both

__all__ = ["BilledLine", "CheckedLine", "DueLine", "check_bill", "difference"]

CREDIT: Final = "credit"
_CENT: Final = 0.005


@dataclass(frozen=True, kw_only=True, slots=True)
class BilledLine:
    """A line of the bill.

    Attributes
    ----------
    item : str
        As the vendor calls it, or the id of the offer line.
    amount : float
        Negative for reductions.
    quantity, unit_price : float or None
        Where the bill says them.
    place : str
        Such as ``Bill!A7``.
    """

    item: str
    amount: float
    quantity: float | None = None
    unit_price: float | None = None
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DueLine:
    """What a signed line comes to in the month.

    Attributes
    ----------
    id : str
        Of the offer line.
    names : tuple of str
        What it is called in bills, in any language.
    amount : float
    least : float or None
        Where the signed line leaves something open (tax, a range): the least that it may come to;
        ``amount`` is the most.
    quantity, unit_price : float or None
    why : Label or None
        How the amount comes about.
    """

    id: str
    names: tuple[str, ...]
    amount: float
    least: float | None = None
    quantity: float | None = None
    unit_price: float | None = None
    why: Label | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedLine:
    """A line of the bill beside what is due.

    Attributes
    ----------
    billed : BilledLine or None
        None where something due was not billed.
    due : DueLine or None
        None where something was billed that was not agreed.
    over : float
        Billed less due: above 0 it was charged too much.
    outcome : {"right", "too_much", "too_little", "sums_wrong", "not_agreed", "not_billed"}
    why : Label
    """

    billed: BilledLine | None
    due: DueLine | None
    over: float
    outcome: Literal["right", "too_much", "too_little", "sums_wrong", "not_agreed", "not_billed"]
    why: Label


def check_bill(
    billed: Iterable[BilledLine], due: Iterable[DueLine], *, credit: float = 0.0
) -> tuple[CheckedLine, ...]:
    """Each line of the bill against the line that was signed.

    Parameters
    ----------
    billed : iterable of BilledLine
    due : iterable of DueLine
    credit : float, optional
        The fee reduction of the month, which the bill has to take off.

    Returns
    -------
    tuple of CheckedLine
        In the order of the bill; then what was due and is not on it.

    Examples
    --------
    >>> line, = check_bill(
    ...     [BilledLine(item="Dedicated seat", amount=40_000.0)],
    ...     [DueLine(id="P01", names=("dedicated seat",), amount=38_400.0)],
    ... )
    >>> line.outcome, line.over
    ('too_much', 1600.0)
    """
    expected = [*due, *_credit_line(credit)]
    left = dict.fromkeys(line.id for line in expected)
    checked: list[CheckedLine] = []
    for line in billed:
        match = _match(line.item, expected)
        if match is not None and match.id not in left:
            match = None  # a second line for one item was not agreed either
        if match is not None:
            del left[match.id]
        checked.append(_checked(line, match))
    missing = [line for line in expected if line.id in left and abs(line.amount) > _CENT]
    return (*checked, *map(_not_billed, missing))


def difference(checked: Iterable[CheckedLine]) -> float:
    """What the whole bill asks beyond what is due; below 0 it asks less.

    Parameters
    ----------
    checked : iterable of CheckedLine

    Returns
    -------
    float
    """
    return sum(line.over for line in checked)


def _credit_line(credit: float) -> Iterator[DueLine]:
    if credit > _CENT:
        names = (CREDIT, *both("contract.bill.credit").values())
        yield DueLine(id=CREDIT, names=names, amount=-credit, why=both("contract.bill.credit_due"))


def _match(item: str, due: Iterable[DueLine]) -> DueLine | None:
    """The line of that id or name; else the one whose name is the longest within the item."""
    key = _key(item)
    best: tuple[int, DueLine] | None = None
    for line in due:
        for name in (line.id, *line.names):
            folded = _key(name)
            if folded == key:
                return line
            if len(folded) > 1 and folded in key and (best is None or len(folded) > best[0]):
                best = (len(folded), line)
    return best[1] if best is not None else None


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def _checked(line: BilledLine, due: DueLine | None) -> CheckedLine:
    if due is None:
        why = both("contract.bill.not_agreed")
        return CheckedLine(billed=line, due=None, over=line.amount, outcome="not_agreed", why=why)
    over = line.amount - min(max(line.amount, due.least or due.amount), due.amount)
    if abs(over) <= _CENT:
        why = due.why or both("contract.bill.right")
        return CheckedLine(billed=line, due=due, over=0.0, outcome="right", why=why)
    if _sums_wrong(line):
        why = both(
            "contract.bill.sums_wrong", amount=f"{line.quantity or 0:g} × {line.unit_price:g}"
        )
        return CheckedLine(billed=line, due=due, over=over, outcome="sums_wrong", why=why)
    outcome: Literal["too_much", "too_little"] = "too_much" if over > 0 else "too_little"
    return CheckedLine(billed=line, due=due, over=over, outcome=outcome, why=_why(line, due))


def _sums_wrong(line: BilledLine) -> bool:
    if line.quantity is None or line.unit_price is None:
        return False
    return abs(line.quantity * line.unit_price - line.amount) > _CENT


def _why(line: BilledLine, due: DueLine) -> Label:
    if _differ(line.unit_price, due.unit_price):
        return both("contract.bill.price", billed=f"{line.unit_price:g}", due=f"{due.unit_price:g}")
    if _differ(line.quantity, due.quantity):
        return both("contract.bill.quantity", billed=f"{line.quantity:g}", due=f"{due.quantity:g}")
    return due.why or both("contract.bill.amount", due=f"{due.amount:,.2f}")


def _differ(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) > _CENT


def _not_billed(line: DueLine) -> CheckedLine:
    why = line.why or both("contract.bill.not_billed")
    return CheckedLine(billed=None, due=line, over=-line.amount, outcome="not_billed", why=why)
