"""Trade-offs in the units of the answers: weights from them, and those that weights imply.

Keeney & Raiffa (1976), Decisions with Multiple Objectives: whoever is indifferent between a step of
one criterion and a step of another says that both steps are worth the same share of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vendor_score.kinds.value_functions import Anchors
from vendor_score.people.pairwise import PairwiseFit, fit_pairs

__all__ = [
    "ImpliedTradeOff",
    "Level",
    "Step",
    "TradeOff",
    "TradeOffFit",
    "Values",
    "disagreement",
    "fit_trade_offs",
    "implied_trade_off",
    "points_between",
    "trade_off_ratio",
]

Level: TypeAlias = float | str
"""An answer in the criterion's unit, or the id of an option or level."""
Values: TypeAlias = Mapping[str, Anchors | Mapping[str, float]]
"""By criterion, points over numbers, or points by the id of an option."""
DISAGREES = 1.5
"""A statement that differs from the weights by more than this factor is worth a word."""
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """A change of one answer, such as conversion from 20 to 25 %.

    Attributes
    ----------
    criterion : str
    start, end : float or str
        In the criterion's unit, or the id of an option.
    """

    criterion: str
    start: Level
    end: Level


@dataclass(frozen=True, slots=True)
class TradeOff:
    """A statement of indifference: to have the gain is worth as much as to avoid the loss.

    Attributes
    ----------
    gain, loss : Step
    """

    gain: Step
    loss: Step


@dataclass(frozen=True, kw_only=True, slots=True)
class TradeOffFit:
    """Weights of the criteria that statements speak about.

    Attributes
    ----------
    criteria : tuple of str
        In the order of the places in ``fit``.
    ratios : tuple of (str, str, float)
        (gain, loss, weight of gain by weight of loss) of each statement that says something.
    unusable : tuple of int
        Statements with a step between whose ends no points lie.
    fit : PairwiseFit
        Without weights where the statements do not connect all criteria.
    """

    criteria: tuple[str, ...]
    ratios: tuple[tuple[str, str, float], ...]
    unusable: tuple[int, ...]
    fit: PairwiseFit

    @property
    def weights(self) -> dict[str, float] | None:
        """Weight by criterion, sum 1; None where the statements do not connect them."""
        if self.fit.weights is None:
            return None
        return dict(zip(self.criteria, self.fit.weights, strict=True))

    @property
    def residuals(self) -> tuple[float, ...]:
        """By statement: ln(ratio stated) - ln(ratio of the weights), gain by loss."""
        places = {id: place for place, id in enumerate(self.criteria)}
        signs = (1.0 if places[a] < places[b] else -1.0 for a, b, _ in self.ratios)
        return tuple(s * e for s, e in zip(signs, self.fit.residuals, strict=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class ImpliedTradeOff:
    """What a step of one criterion is worth in the answers of another, by given weights.

    Attributes
    ----------
    points_needed : float or None
        Points of the other criterion that are worth the step; None where its weight is 0.
    new_level : float or None
        The nearest level of the other criterion at which they are reached; None where the scale
        does not hold so many, or points are None.
    change : float or None
        From the level asked about to the new one.
    """

    points_needed: float | None
    new_level: float | None = None
    change: float | None = None

    @property
    def exceeds_scale(self) -> bool:
        """Whether the step is worth more than the scale of the other criterion holds."""
        return self.points_needed is not None and self.new_level is None


def points_between(values: Values, step: Step) -> float:
    """The points that a step gains (above 0) or loses (below 0).

    Parameters
    ----------
    values : mapping of str to (Anchors or mapping of str to float)
        Points of the answers, by criterion.
    step : Step

    Returns
    -------
    float

    Raises
    ------
    KeyError
        For an unknown criterion or option.
    """
    value = values[step.criterion]
    return _points_at(value, step.end) - _points_at(value, step.start)


def _points_at(value: Anchors | Mapping[str, float], level: Level) -> float:
    if isinstance(value, Anchors):
        return value.points_at(float(level))
    return value[str(level)]


def trade_off_ratio(values: Values, statement: TradeOff) -> float | None:
    """Weight of the gaining criterion by weight of the losing one, as a statement has it.

    Parameters
    ----------
    values : mapping of str to (Anchors or mapping of str to float)
        Points of the answers, by criterion.
    statement : TradeOff

    Returns
    -------
    float or None
        None where no points lie between the two ends of a step, which then says nothing.

    Raises
    ------
    KeyError
        For an unknown criterion or option.

    Examples
    --------
    Five points of conversion are worth twelve seconds between 30 s and 18 s:

    >>> values = {"conversion": Anchors(((10, 0), (30, 100))),
    ...     "first_response": Anchors(((10, 100), (30, 50), (60, 0)))}
    >>> gain, loss = Step("conversion", 20, 25), Step("first_response", 18, 30)
    >>> trade_off_ratio(values, TradeOff(gain, loss))
    1.2
    """
    gained = abs(points_between(values, statement.gain))
    lost = abs(points_between(values, statement.loss))
    return lost / gained if gained > _SLACK and lost > _SLACK else None


def fit_trade_offs(
    values: Values, statements: Sequence[TradeOff], criteria: Sequence[str] | None = None
) -> TradeOffFit:
    """Weights of criteria from statements of indifference, by least squares on logarithms.

    Parameters
    ----------
    values : mapping of str to (Anchors or mapping of str to float)
        Points of the answers, by criterion.
    statements : sequence of TradeOff
        Each pair of criteria at most once.
    criteria : sequence of str, optional
        Those that are to be weighed; without it those of ``values``.

    Returns
    -------
    TradeOffFit

    Raises
    ------
    KeyError
        For an unknown criterion or option.
    ValueError
        For two statements about one pair of criteria, or one about a single criterion.
    """
    ids = tuple(values if criteria is None else criteria)
    place = {id: number for number, id in enumerate(ids)}
    ratios: list[tuple[str, str, float]] = []
    unusable: list[int] = []
    for number, statement in enumerate(statements):
        ratio = trade_off_ratio(values, statement)
        if ratio is None:
            unusable.append(number)
        else:
            ratios.append((statement.gain.criterion, statement.loss.criterion, ratio))
    fit = fit_pairs(len(ids), [(place[a], place[b], ratio) for a, b, ratio in ratios])
    return TradeOffFit(criteria=ids, ratios=tuple(ratios), unusable=tuple(unusable), fit=fit)


def disagreement(values: Values, statement: TradeOff, weights: Mapping[str, float]) -> float | None:
    """How many times the ratio of a statement is that of given weights.

    Parameters
    ----------
    values : mapping of str to (Anchors or mapping of str to float)
        Points of the answers, by criterion.
    statement : TradeOff
    weights : mapping of str to float
        By criterion.

    Returns
    -------
    float or None
        Above 1.5 or below 1 / 1.5 the two do not agree; None where the statement says nothing, or
        a weight is 0.
    """
    ratio = trade_off_ratio(values, statement)
    gain, loss = weights[statement.gain.criterion], weights[statement.loss.criterion]
    return None if ratio is None or gain <= 0 or loss <= 0 else ratio / (gain / loss)


def implied_trade_off(  # noqa: PLR0913 - a step, a level and what both are worth
    values: Values,
    weights: Mapping[str, float],
    gain: Step,
    against: str,
    at: float,
    *,
    way: Literal["same", "opposite"] = "same",
) -> ImpliedTradeOff:
    """What a step of one criterion is worth in the answers of another.

    Parameters
    ----------
    values : mapping of str to (Anchors or mapping of str to float)
        Points of the answers, by criterion.
    weights : mapping of str to float
        By criterion.
    gain : Step
    against : str
        A criterion whose answers are numbers.
    at : float
        The level of it to start from.
    way : {"same", "opposite"}
        ``same``: the step of the other criterion that is worth as much; ``opposite``: the step
        that makes up for it.

    Returns
    -------
    ImpliedTradeOff

    Raises
    ------
    KeyError
        For an unknown criterion or option.
    TypeError
        Where the answers of ``against`` are options.

    Notes
    -----
    Points needed N = w_a |v_a(end) - v_a(start)| / w_b; the level is the nearest one on the
    piecewise-linear line, so it heeds the kinks.

    Examples
    --------
    >>> values = {"conversion": Anchors(((10, 0), (30, 100))),
    ...     "first_response": Anchors(((10, 100), (30, 50), (60, 0)))}
    >>> weights = {"conversion": 0.5, "first_response": 0.3}
    >>> found = implied_trade_off(
    ...     values, weights, Step("conversion", 20, 25), "first_response", 30)
    >>> round(found.points_needed, 3), round(found.new_level, 3)
    (41.667, 13.333)
    """
    line = values[against]
    if not isinstance(line, Anchors):
        raise TypeError(f"the answers of {against} are no numbers")
    step = points_between(values, gain)
    if weights[against] <= 0:
        return ImpliedTradeOff(points_needed=None)
    needed = weights[gain.criterion] * abs(step) / weights[against]
    upwards = (step >= 0) == (way == "same")
    aim = line.points_at(at) + (needed if upwards else -needed)
    level = _nearest_level(line, at, aim, upwards=upwards)
    change = None if level is None else level - at
    return ImpliedTradeOff(points_needed=needed, new_level=level, change=change)


def _nearest_level(line: Anchors, at: float, aim: float, *, upwards: bool) -> float | None:
    points = [points for _, points in line.at]
    end = max(points) if upwards else min(points)
    # the last digit of a sum must not push an aim beyond the end of the scale
    if abs(aim - end) <= _SLACK:
        aim = end
    if upwards:
        return line.nearest(at, aim)
    mirrored = Anchors(tuple((x, -p) for x, p in line.at))
    return mirrored.nearest(at, -aim)
