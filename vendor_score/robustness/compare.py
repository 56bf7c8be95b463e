"""Why one vendor is ahead of another: where the points between them come from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

import numpy as np

from vendor_score import number_text
from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision, ScoredAnswer
from vendor_score.decision.criterion_column import comparable
from vendor_score.errors import UsageError
from vendor_score.kinds.value_functions import Anchors
from vendor_score.wording import Label, Lang, has, in_every_language, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from vendor_score.ranking.ranking import Ranking

__all__ = [
    "Comparison",
    "Difference",
    "GroupDifference",
    "TradeOff",
    "compare",
    "compare_ranked",
    "find_vendor",
    "pair_of",
]

_LEAST = 1e-9
_PAIR = 2
_MOST_NAMED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One criterion: both answers with their cells, and what they contribute.

    Attributes
    ----------
    criterion : Criterion
    weight : float
        Its share of the whole.
    a, b : ScoredAnswer
    points_a, points_b : float
        The value that counts, 0 to 100; of an answer that is left out the vendor's own score.

    Notes
    -----
    An answer that is left out hands its weight on to the vendor's other answers, which comes to
    the same score as letting it count as the vendor's own score at its full weight. Two vendors
    are compared in this form: every answer has the same weight for both, so that equal answers
    make no difference.
    """

    criterion: Criterion
    weight: float
    a: ScoredAnswer
    b: ScoredAnswer
    points_a: float
    points_b: float

    @property
    def contribution_a(self) -> float:
        """Weight times points of a, in points of the score."""
        return self.weight * self.points_a

    @property
    def contribution_b(self) -> float:
        """Weight times points of b, in points of the score."""
        return self.weight * self.points_b

    @property
    def difference(self) -> float:
        """Contribution of a less that of b, in points of the score."""
        return self.contribution_a - self.contribution_b


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupDifference:
    """One top group, or a criterion that is in none.

    Attributes
    ----------
    id : str
    label : Label
    difference : float
        Sum over its criteria, in points of the score.
    """

    id: str
    label: Label
    difference: float


@dataclass(frozen=True, kw_only=True, slots=True)
class TradeOff:
    """So much of one criterion is worth so much of another at these weights.

    Attributes
    ----------
    gained, paid : Criterion
    much, worth : float
        In the units of ``gained`` and ``paid``.
    """

    gained: Criterion
    much: float
    paid: Criterion
    worth: float

    def text(self) -> Label:
        """The exchange as a sentence.

        Returns
        -------
        Label
        """
        return in_every_language(self._text)

    def _text(self, lang: Lang) -> str:
        return text(
            "verdict.trade_off",
            lang,
            much=_amount(self.much, self.gained, lang),
            gained=self.gained.label,
            worth=_amount(self.worth, self.paid, lang),
            paid=self.paid.label,
        )


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two vendors side by side.

    Attributes
    ----------
    a, b : str
        Their names.
    score_a, score_b : float
        0-100.
    groups : tuple of GroupDifference
        They add up to ``difference``.
    criteria : tuple of Difference
        They add up to ``difference``.
    trade_off : TradeOff or None
        Between the numbers that speak most for one and for the other.
    """

    a: str
    b: str
    score_a: float
    score_b: float
    groups: tuple[GroupDifference, ...]
    criteria: tuple[Difference, ...]
    trade_off: TradeOff | None

    @property
    def difference(self) -> float:
        """Score of a less that of b."""
        return self.score_a - self.score_b

    @property
    def table(self) -> pd.DataFrame:
        """A row per criterion: weight, both answers, both contributions, their difference."""
        import pandas as pd

        columns = ["weight", self.a, self.b, "points_a", "points_b", "difference"]
        rows = [
            [d.weight, *answers, d.contribution_a, d.contribution_b, d.difference]
            for d in self.criteria
            for answers in ((d.a.answer.text, d.b.answer.text),)
        ]
        index = pd.Index([d.criterion.id for d in self.criteria], name="criterion")
        return pd.DataFrame(rows, index=index, columns=columns)


def compare(decision: Decision, a: str, b: str) -> Comparison:
    """Contributions of one vendor less those of another, their answers, and what is worth what.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    a : str
        Its contributions count positively.
    b : str
        The one it is compared with.

    Returns
    -------
    Comparison
        In points; groups and criteria each add up to the difference of the scores.

    Raises
    ------
    UsageError
        For an unknown vendor, or one compared with itself.
    """
    row_a, row_b = decision.rows_of((a, b))
    if row_a == row_b:
        raise UsageError("errors.compare_same", name=a)
    scores = decision.scores.scores
    # an answer that is left out stands for the vendor's own score (see `Difference`)
    counted = np.where(np.isnan(decision.points), scores[:, None], decision.points)
    differences = tuple(
        Difference(
            criterion=leaf,
            weight=decision.leaf_weights[leaf.id],
            a=decision.scored[a][leaf.id],
            b=decision.scored[b][leaf.id],
            points_a=float(counted[row_a, at]),
            points_b=float(counted[row_b, at]),
        )
        for at, leaf in enumerate(decision.criteria_taking_part)
    )
    return Comparison(
        a=a,
        b=b,
        score_a=float(scores[row_a]),
        score_b=float(scores[row_b]),
        groups=_groups(decision, differences),
        criteria=differences,
        trade_off=_trade_off(differences),
    )


def compare_ranked(ranking: Ranking, a: str | None = None, b: str | None = None) -> Comparison:
    """Two vendors of a ranking side by side (see `Ranking.compare`).

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    a, b : str, optional
        Names or parts of names; by default the first two.

    Returns
    -------
    Comparison

    Raises
    ------
    UsageError
        For a name that is unknown or ambiguous, a vendor compared with itself, or a lone vendor.
    """
    named = [name for name in (a, b) if name is not None]
    return compare(ranking.decision, *pair_of(ranking, named))


def pair_of(ranking: Ranking, names: Sequence[str]) -> tuple[str, str]:
    """The two vendors to compare: those named, else the first against the second.

    One that is named alone is compared with the first; the first itself needs another beside it.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    names : sequence of str
        None, one or two names or parts of names.

    Returns
    -------
    (str, str)

    Raises
    ------
    UsageError
        For a name that is unknown or ambiguous, more than two names, the first vendor alone, or
        fewer than two vendors.
    """
    named = [find_vendor(ranking.decision.vendors, name) for name in names]
    if len(named) > _PAIR or len(ranking.vendors) < _PAIR:
        found = len(named) if len(named) > _PAIR else len(ranking.vendors)
        raise UsageError("errors.compare_two", found=found)
    in_order = [vendor.name for vendor in ranking.vendors]
    if len(named) == _PAIR:
        return named[0], named[1]
    if not named:
        return in_order[0], in_order[1]
    if named[0] == in_order[0]:
        raise UsageError("errors.compare_two", found=1)
    return in_order[0], named[0]


def find_vendor(vendors: Sequence[str], name: str) -> str:
    """The vendor that a name, or any unambiguous part of it, means.

    Parameters
    ----------
    vendors : sequence of str
        All of their names.
    name : str
        As typed: case, width of letters and spaces do not matter.

    Returns
    -------
    str

    Raises
    ------
    UsageError
        Where no name holds it, or several do; the message names them.

    Examples
    --------
    >>> find_vendor(["Northgate CX Ltd", "杭州云帆客服外包有限公司"], "云帆")
    '杭州云帆客服外包有限公司'
    """
    if name in vendors:
        return name
    wanted = _folded(name)
    folded = {vendor: _folded(vendor) for vendor in vendors}
    for matches in (str.__eq__, str.startswith, str.__contains__):
        found = [vendor for vendor in vendors if wanted and matches(folded[vendor], wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            known = ", ".join(found[:_MOST_NAMED])
            raise UsageError("errors.vendor_ambiguous", vendor=name, found=known)
    known = ", ".join(vendors[:_MOST_NAMED])
    raise UsageError("errors.vendor_unknown", vendor=name, known=known)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _groups(decision: Decision, differences: tuple[Difference, ...]) -> tuple[GroupDifference, ...]:
    sums: dict[str, float] = {}
    for found in differences:
        top = found.criterion.path[0]
        sums[top] = sums.get(top, 0.0) + found.difference
    return tuple(
        GroupDifference(id=top.id, label=top.label, difference=sums[top.id])
        for top in decision.criteria.children
        if top.id in sums
    )


def _trade_off(differences: tuple[Difference, ...]) -> TradeOff | None:
    """Between the numbers that speak most for one and for the other, as both vendors stand.

    The rate is the mean slope of the value function between the two answers, times the weight.
    """
    slopes = [(d, slope) for d in differences if (slope := _slope(d)) is not None]
    ahead = max((s for s in slopes if s[0].difference > _LEAST), key=_size, default=None)
    behind = max((s for s in slopes if s[0].difference < -_LEAST), key=_size, default=None)
    if ahead is None or behind is None:
        return None
    (gained, (rate, range_)), (paid, (paid_rate, _)) = ahead, behind
    much = _round_amount(range_)
    return TradeOff(
        gained=gained.criterion,
        much=much,
        paid=paid.criterion,
        worth=much * rate / paid_rate,
    )


def _size(found: tuple[Difference, tuple[float, float]]) -> float:
    return abs(found[0].difference)


def _slope(found: Difference) -> tuple[float, float] | None:
    """Contribution per unit between the two answers, and how far apart they are; None: no rate."""
    if not isinstance(found.criterion.value, Anchors):
        return None
    ends = [_cautious(found.criterion, side) for side in (found.a, found.b)]
    if ends[0] is None or ends[1] is None or abs(ends[0] - ends[1]) <= _LEAST:
        return None
    apart = abs(ends[0] - ends[1])
    rate = abs(found.difference) / apart
    return (rate, apart) if rate > _LEAST else None


def _cautious(criterion: Criterion, scored: ScoredAnswer) -> float | None:
    if scored.rule is not None or scored.answer.reading is None:
        return None
    # prices are read as CNY/seat/month and measured in CNY
    reading = comparable(criterion, scored.answer.reading)
    option = criterion.improvement(reading)
    return option.before if option is not None and isinstance(option.before, float) else None


def _round_amount(apart: float) -> float:
    """1, 2 or 5 times a power of ten, at most ``apart``."""
    power = 10.0 ** floor(log10(apart))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= apart * (1 + _LEAST))


def _amount(figure: float, criterion: Criterion, lang: Lang) -> str:
    """A figure with two digits that matter, and its unit in words."""
    shown = number_text.number(float(f"{figure:.2g}"))
    unit = criterion.unit or ""
    key = f"verdict.unit.{unit}"
    if has(key):
        return text(key, lang, n=shown)
    return f"{shown} {unit}".strip()
