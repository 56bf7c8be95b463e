"""The weight of price, from what the buyer would pay for a better answer: asked in money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vendor_score.criteria.model import Criteria, Criterion
from vendor_score.weights import leaf_shares
from vendor_score.wording import Label

__all__ = ["PriceQuestion", "price_question", "with_price_weight"]

_USUAL: Final = 25.0
_BETTER: Final = 12.0
_UNIT: Final = "s"
_MONTHS_OF_YEAR: Final = 12
_VALUE: Final = re.compile(r"^#\s+value: \{(.+)\}\s*$", re.MULTILINE)
_MONTHS: Final = re.compile(r"^#\s+months: (\d+)", re.MULTILINE)
_CURRENCY: Final = re.compile(r"^#\s+currency: (\w+)", re.MULTILINE)
_WEIGHT: Final = re.compile(r"^(#\s+weight: )\S+(\s*)#.*$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceQuestion:
    """How much more a year would you pay for the better answer instead of the usual one?

    Attributes
    ----------
    label : Label
        Of the criterion.
    usual, better : str
        Answers, such as 25 s and 12 s.
    gain : float
        What the better one adds to the quality score, in points of 100.
    cost_of_point : float
        What one point of the cost criterion is by its anchors, over the contract.
    months : int
        Of the contract.
    currency : str
    """

    label: Label
    usual: str
    better: str
    gain: float
    cost_of_point: float
    months: int
    currency: str

    def price_share(self, more_a_year: float) -> float:
        """The share of price in the whole at which the two answers are worth that difference.

        Parameters
        ----------
        more_a_year : float
            Above 0, in the buyer's currency.

        Returns
        -------
        float
            Between 0 and 1: the more the better answer is worth, the less price weighs.

        Notes
        -----
        (1 - w) gain = w A / R, where A is the amount over the contract and R what one point of the
        cost criterion is: both sides are points of the whole that are given up for the other.
        """
        amount = more_a_year * self.months / _MONTHS_OF_YEAR
        odds = self.gain * self.cost_of_point / amount
        return odds / (1 + odds)


def price_question(criteria: Criteria) -> PriceQuestion | None:
    """The question about the first reply, the heaviest criterion in seconds.

    Parameters
    ----------
    criteria : Criteria
        With the commented cost criterion that ``init`` writes.

    Returns
    -------
    PriceQuestion or None
        None where the criteria have no such criterion, or no example of a cost.
    """
    text = criteria.file.text if criteria.file else ""
    value, months, currency = (found.search(text) for found in (_VALUE, _MONTHS, _CURRENCY))
    leaf = _leaf(criteria)
    if leaf is None or value is None or months is None or currency is None:
        return None
    pairs = [one.split(":") for one in value[1].split(",")]
    costs, points = ([float(pair[place]) for pair in pairs] for place in (0, 1))
    share = leaf_shares(criteria.weight_tree())[leaf.id]
    return PriceQuestion(
        label=leaf.label,
        usual=f"{_USUAL:g} {_UNIT}",
        better=f"{_BETTER:g} {_UNIT}",
        gain=share * _gain(leaf),
        cost_of_point=(max(costs) - min(costs)) / (max(points) - min(points)),
        months=int(months[1]),
        currency=currency[1],
    )


def _leaf(criteria: Criteria) -> Criterion | None:
    shares = leaf_shares(criteria.weight_tree())
    fitting = [
        leaf for leaf in criteria.leaves() if leaf.unit == _UNIT and shares.get(leaf.id, 0) > 0
        and _gain(leaf) > 0
    ]  # fmt: skip
    return max(fitting, key=lambda leaf: shares[leaf.id], default=None)


def _gain(leaf: Criterion) -> float:
    """Points that the better answer earns more than the usual one."""
    anchors = None if leaf.value is None else leaf.value.anchors
    return 0.0 if anchors is None else anchors.points_at(_BETTER) - anchors.points_at(_USUAL)


def with_price_weight(
    criteria: Criteria, question: PriceQuestion, more_a_year: float
) -> tuple[str, float, float]:
    """criteria.yaml with the weight that the answer means in its commented cost criterion.

    Parameters
    ----------
    criteria : Criteria
    question : PriceQuestion
    more_a_year : float
        The buyer's answer, above 0.

    Returns
    -------
    (str, float, float)
        The text, the weight beside the other groups, and what these add to.
    """
    share = question.price_share(more_a_year)
    groups = sum(top.weight for top in criteria.children)
    weight = groups * share / (1 - share)
    why = f"{100 * share:.0f} %: {more_a_year:,.0f} a year for {question.better}"
    line = rf"\g<1>{weight:.4g}\g<2># {why} instead of {question.usual}"
    text = criteria.file.text if criteria.file else ""
    return _WEIGHT.sub(line, text, count=1), weight, groups
