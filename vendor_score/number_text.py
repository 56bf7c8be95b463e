"""How a number looks to people: one place for terminal, page, workbooks and notebook."""

from __future__ import annotations

__all__ = ["gap", "number", "points", "share"]

FULL = 100.0


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
