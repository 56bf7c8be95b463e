"""What a question asks for, as far as reading its answers needs to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vendor_score.grammar.annualize import asks_for_a_year, asks_over_years
from vendor_score.grammar.tokens import load_dialect, tokenize
from vendor_score.grammar.words import FALLING, Role

__all__ = ["About", "Asked", "find_subject"]

LATEST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class About:
    """The subject of a question: metrics and circumstances in its label, text and aliases.

    ``change``: by how much something changed (``falls``: fell). ``industry``: how it stands
    against the industry. ``yearly``: attrition of a year; ``over_years``: a count over several
    years.
    """

    metrics: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    change: bool = False
    falls: bool = False
    industry: bool = False
    yearly: bool = False
    over_years: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a numeric question asks for.

    Parameters
    ----------
    unit
        Unit of the reading, and of a bare number unless ``bare`` names another one.
    out_of
        Full mark of a score.
    low_is_good
        Whether small percents are to be expected: a bare 0.8 is then 0.8 %, not 80 %.
    about
        The subject, by which one of several labelled numbers is picked.
    latest_year
        Last year of founding that is possible.
    bare
        Unit that a column's heading names for bare numbers, where it differs from ``unit``.
    """

    unit: str | None = None
    out_of: float = 5.0
    low_is_good: bool = False
    about: About = field(default_factory=About)
    latest_year: int = LATEST_YEAR
    bare: str | None = None


def find_subject(texts: Sequence[str], dialect: str) -> About:
    """Find the metrics and circumstances that the texts of a question name.

    Parameters
    ----------
    texts
        Label, text and aliases of the question, clean.
    dialect
        Which words count; one of those of `vendor_score.grammar.tokens.load_dialect`.
    """
    metrics: set[str] = set()
    segments: set[str] = set()
    roles: set[Role] = set()
    directions: set[str] = set()
    for text in texts:
        for token in tokenize(text, load_dialect(dialect)):
            roles.add(token.role)
            if token.role is Role.CHANGE:
                directions.add(token.text)
            if token.role is Role.METRIC:
                metrics.add(str(token.value))
            elif token.role is Role.SEGMENT:
                segments.add(str(token.value))
    return About(
        frozenset(metrics), frozenset(segments),
        change=Role.CHANGE in roles, falls=bool(directions) and directions <= FALLING,
        industry=Role.INDUSTRY in roles,
        yearly="attrition" in metrics and asks_for_a_year(texts),
        over_years=asks_over_years(texts),
    )  # fmt: skip
