"""What a question asks for, as far as reading its answers needs to know; figures of a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vendor_score.grammar.non_answers import Result
from vendor_score.grammar.numerals import round_off
from vendor_score.grammar.tokens import load_dialect, tokenize
from vendor_score.grammar.words import FALLING, Role
from vendor_score.wording import lexicon

__all__ = [
    "LATEST_YEAR",
    "About",
    "Asked",
    "annualize",
    "asks_for_a_year",
    "asks_over_years",
    "find_subject",
    "is_by_the_year",
    "times_a_year",
]

YEAR = lexicon.regex("{of_a_year}")
MONTHS = lexicon.regex("{of_a_month}")
TIMES_A_YEAR = {
    lexicon.regex("{by_the_month.pattern}"): 12.0,
    lexicon.regex("{by_the_quarter.pattern}"): 4.0,
}
BY_THE_YEAR = lexicon.regex("{by_the_year.pattern}")
OVER_YEARS = lexicon.regex("{over_years.pattern}")


def asks_for_a_year(texts: Sequence[str]) -> bool:
    """Whether a question of attrition means that of a year: unless it names the month."""
    return not any(MONTHS.search(text) for text in texts)


def asks_over_years(texts: Sequence[str]) -> bool:
    """Whether what is counted is that of several years (近三年)."""
    return any(OVER_YEARS.search(text) for text in texts)


def is_by_the_year(text: str) -> bool:
    """Whether a count is one a year: 每年2次."""
    return BY_THE_YEAR.search(text) is not None


def times_a_year(text: str) -> tuple[str, float]:
    """The text without its word for a month or a quarter, and how many of them make a year.

    Of ``3% monthly, 36% yearly`` the yearly figure stays.
    """
    for word, times in TIMES_A_YEAR.items():
        if word.search(text) is None:
            continue
        pieces = re.split(r"[,;(\n]", text)
        of_a_year = [p for p in pieces if YEAR.search(p) and re.search(r"\d", p)]
        if of_a_year:
            return of_a_year[0].strip(" )"), 1.0
        return word.sub(" ", text), times
    return text, 1.0


def annualize(result: Result, times: float) -> Result:
    """A monthly share m as 12 m (usual in the trade: leavers add up over the year)."""
    if times == 1 or (result.low is None and result.high is None):
        return result
    low, high = result.low, result.high
    return replace(
        result,
        low=None if low is None else round_off(low * times),
        high=None if high is None else round_off(high * times),
        flags=result.flags | {"rescaled"},
    )


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
    may_be_negative
        Whether an answer below zero can be meant.
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
    may_be_negative: bool = False
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
