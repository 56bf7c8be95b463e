"""How a number looks to people: one place for terminal, page, workbooks and notebook."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

__all__ = [
    "apart", "differing", "gap", "money", "multiplied", "number", "points", "share", "shares",
]  # fmt: skip

FULL = 100.0
_TENTHS = 1000  # of a percent, in one whole
_COMPARED = 9  # decimals to which scores are compared
_MOST_DIGITS = 5


def points(value: float) -> str:
    """A score, value or contribution with one decimal: ``81.4``; 100.0 only when truly 100.

    Parameters
    ----------
    value : float
        0 to 100.

    Returns
    -------
    str
    """
    shown = f"{value:.1f}"
    return "99.9" if shown == "100.0" and value < FULL else shown


def gap(value: float) -> str:
    """A difference in points: ``2.4``; one that a decimal would not show: ``0.03``, ``<0.01``.

    Parameters
    ----------
    value : float
        Points, 0 or more.

    Returns
    -------
    str
    """
    if value == 0 or round(value, 1) > 0:
        return f"{value:.1f}"
    shown = f"{value:.2f}"
    return "<0.01" if shown == "0.00" else shown


def share(value: float) -> str:
    """A share of 1 in percent: ``12.0%``; 100% and 0% only when truly so.

    Parameters
    ----------
    value : float
        0 to 1.

    Returns
    -------
    str
    """
    shown = f"{value * 100:.1f}"
    if shown == "100.0":
        return "100%" if value >= 1 else "99.9%"
    if shown == "0.0":
        return "0%" if value <= 0 else "0.1%"
    return f"{shown}%"


def shares(values: Sequence[float]) -> list[str]:
    """Shares of one whole in percent, so rounded that what is shown adds up as the shares do.

    Parameters
    ----------
    values : sequence of float
        0 to 1; where they add up to 1, what is shown adds up to 100.0%.

    Returns
    -------
    list of str

    Notes
    -----
    The method of largest remainders (Hamilton): all are rounded down to a tenth of a percent, and
    the tenths left over go to those that lost most.

    Examples
    --------
    >>> shares([1 / 3, 1 / 3, 1 / 3])
    ['33.4%', '33.3%', '33.3%']
    """
    exact = [round(value * _TENTHS, 6) for value in values]
    tenths = [int(value) for value in exact]
    left = round(sum(exact)) - sum(tenths)
    by_loss = sorted(range(len(exact)), key=lambda at: tenths[at] - exact[at])
    for at in by_loss[:left]:
        tenths[at] += 1
    return [_share(tenth, value) for tenth, value in zip(tenths, values, strict=True)]


def _share(tenths: int, value: float) -> str:
    """``12.0%``; one that is not quite nothing, or not quite all, says so."""
    if tenths == 0:
        return "0%" if value <= 0 else "<0.1%"
    if tenths >= _TENTHS:
        return "100%" if value >= 1 else ">99.9%"
    return f"{tenths / 10:.1f}%"


def apart(scores: Sequence[float]) -> list[str]:
    """Scores with one decimal, or as many as it takes for different ones to look different.

    Parameters
    ----------
    scores : sequence of float
        Points, 0 to 100, in any order.

    Returns
    -------
    list of str

    Examples
    --------
    >>> apart([84.62, 84.58, 71.0, 71.0])
    ['84.62', '84.58', '71.0', '71.0']
    """
    # scores tie where they are compared as equal, and are shown alike then
    compared = [round(score, _COMPARED) for score in scores]
    digits = dict.fromkeys(compared, 1)
    for lower, upper in pairwise(sorted(digits)):
        needed = _digits_apart(lower, upper)
        for one in (lower, upper):
            digits[one] = max(digits[one], needed)
    return [_points(one, digits[one]) for one in compared]


def _digits_apart(one: float, other: float) -> int:
    shown = ((n, _points(one, n), _points(other, n)) for n in range(1, _COMPARED))
    return next((n for n, a, b in shown if a != b), _COMPARED)


def _points(value: float, digits: int) -> str:
    shown = f"{value:.{digits}f}"
    return f"99.{'9' * digits}" if float(shown) == FULL and value < FULL else shown


def differing(one: float, other: float) -> tuple[str, str]:
    """Two figures so fine that their difference, as they are shown, is the gap that is shown.

    Parameters
    ----------
    one, other : float
        Points, 0 to 100.

    Returns
    -------
    (str, str)
        With one decimal where that will do.

    Examples
    --------
    >>> differing(84.96, 84.04), differing(71.68, 71.65)
    (('84.96', '84.04'), ('71.68', '71.65'))
    >>> differing(85.0, 84.0)
    ('85.0', '84.0')
    """
    wanted = gap(abs(one - other))
    for digits in range(1, _MOST_DIGITS):
        shown = _points(one, digits), _points(other, digits)
        if gap(round(abs(float(shown[0]) - float(shown[1])), _COMPARED)) == wanted:
            return shown
    return shown


def multiplied(
    values: Sequence[float], weight: float, products: Sequence[str]
) -> tuple[str, list[str]]:
    """A weight and the values it multiplies, so fine that the products are those shown.

    Parameters
    ----------
    values : sequence of float
        Points, 0 to 100.
    weight : float
        Share of 1.
    products : sequence of str
        Weight times value as it is shown, for each value.

    Returns
    -------
    (str, list of str)
        The weight in percent and the values, with one decimal where that will do.

    Examples
    --------
    >>> multiplied([87.5], 0.0225, ["2.0"])
    ('2.25%', ['87.5'])
    """
    for digits in range(1, _MOST_DIGITS):
        found = [
            _factor(value, round(weight * FULL, digits), product)
            for value, product in zip(values, products, strict=True)
        ]
        if None not in found:
            break
    shown = share(weight) if digits == 1 else f"{weight * FULL:.{digits}f}%"
    texts = (text or points(value) for text, value in zip(found, values, strict=True))
    return shown, list(texts)


def _factor(value: float, percent: float, product: str) -> str | None:
    """The value so fine that its product with the weight is the one shown, if that can be."""
    half = 0.5 * 10 ** -len(product.partition(".")[2])
    for digits in range(1, _MOST_DIGITS):
        shown = _points(value, digits)
        if abs(float(shown) * percent / FULL - float(product)) <= half + 10**-_COMPARED:
            return shown
    return None


def number(value: float) -> str:
    """A plain number without needless digits: ``18``, ``17.5``, ``12,000``.

    Parameters
    ----------
    value : float
        In any unit.

    Returns
    -------
    str
    """
    rounded = round(value, 6)
    if rounded == int(rounded):
        return f"{int(rounded):,}"
    return f"{rounded:,.6f}".rstrip("0")


def money(amount: float) -> str:
    """An amount for people: whole units, with separators.

    Parameters
    ----------
    amount : float

    Returns
    -------
    str

    Examples
    --------
    >>> money(378022.5), money(0.95)
    ('378,023', '0.95')
    """
    if abs(amount) < 100 and amount != int(amount):  # noqa: PLR2004
        return f"{amount:,.2f}"
    return f"{int(abs(amount) + 0.5) * (1 if amount >= 0 else -1):,}"
