"""Measured months against the annex: met, missed within tolerance or not, the credit that is due.

What one vendor's measurement means for the choice is said as a share: the runner-up would be ahead
if it kept at least so much of its promised points. That it would be first is never said from the
measurement of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from vendor_score.contract.annex import Annex, annex_of
from vendor_score.contract.credit import sla_credit, tolerance_of
from vendor_score.contract.measured import MeasuredFigure
from vendor_score.contract.records import CreditResult
from vendor_score.records import AnswerState, EvidenceState, Reading

if TYPE_CHECKING:
    from vendor_score.criteria.model import Criterion
    from vendor_score.decision import Decision

__all__ = ["Month", "TrialReview", "TrialRow", "review_trial"]

Outcome = Literal["met", "within", "missed", "not_delivered"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TrialRow:
    """A level in a month.

    Attributes
    ----------
    criterion : str
    target : float
    measured : MeasuredFigure or None
    tolerance : float
        In the unit of the criterion.
    outcome : {"met", "within", "missed", "not_delivered"}
    """

    criterion: str
    target: float
    measured: MeasuredFigure | None
    tolerance: float
    outcome: Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """A period with its levels and what is due; ``learning`` months are reported only."""

    period: str
    rows: tuple[TrialRow, ...]
    credit: CreditResult
    learning: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TrialReview:
    """What the measurement of one vendor says.

    Attributes
    ----------
    vendor : str
    annex : Annex
    months : tuple of Month
        In order.
    rival : str or None
        The best of the others.
    rival_keeps : float or None
        The part of its promised points on the annex's levels that the rival would have to keep to
        be ahead; 0 or less: it would be ahead whatever it kept of them; above 1: it would not.
    """

    vendor: str
    annex: Annex
    months: tuple[Month, ...]
    rival: str | None = None
    rival_keeps: float | None = None


def review_trial(
    decision: Decision,
    vendor: str,
    figures: Iterable[MeasuredFigure],
    *,
    fee: float = 0.0,
    learning: int = 1,
) -> TrialReview:
    """Put measured figures against the annex.

    Parameters
    ----------
    decision : Decision
    vendor : str
    figures : iterable of MeasuredFigure
    fee : float, optional
        Of a month, for the credit.
    learning : int, optional
        So many first periods are reported only.

    Returns
    -------
    TrialReview
    """
    annex = annex_of(decision, vendor)
    listed = tuple(figures)
    periods = sorted({figure.period for figure in listed})
    months = tuple(
        _month(
            decision,
            annex,
            period,
            [figure for figure in listed if figure.period == period],
            fee=fee,
            learning=at < learning,
        )
        for at, period in enumerate(periods)
    )
    rival, keeps = _rival(decision, vendor, listed)
    return TrialReview(vendor=vendor, annex=annex, months=months, rival=rival, rival_keeps=keeps)


def _month(  # noqa: PLR0913 - what a month is made of
    decision: Decision,
    annex: Annex,
    period: str,
    figures: Sequence[MeasuredFigure],
    *,
    fee: float,
    learning: bool,
) -> Month:
    leaves = {leaf.id: leaf for leaf in decision.criteria.leaves()}
    by_id = {figure.criterion: figure for figure in figures}
    rows = tuple(
        _row(leaves[row.criterion], row.target_value, by_id.get(row.criterion))
        for row in annex.section("level")
        if row.target_value is not None
    )
    counted = [row for row in rows if _anchors(leaves[row.criterion])]
    weights = {row.criterion: decision.leaf_weights.get(row.criterion, 0.0) for row in counted}
    credit = CreditResult(points_lost={}, lost=0.0, credit=0.0)
    if sum(weights.values()) > 0:
        credit = sla_credit(
            weights=weights,
            targets={row.criterion: row.target for row in counted},
            # a level that no file speaks of was not asked for in this period
            actual={r.criterion: r.measured.value if r.measured else r.target for r in counted},
            anchors={row.criterion: _anchors(leaves[row.criterion]) for row in counted},
            fee=0.0 if learning else fee,
            rate=annex.rate,
            cap=annex.cap,
            tolerance={row.criterion: row.tolerance for row in counted},
        )
    return Month(period=period, rows=rows, credit=credit, learning=learning)


def _anchors(leaf: Criterion) -> tuple[tuple[float, float], ...]:
    anchors = leaf.value.anchors if leaf.value is not None else None
    return anchors.at if anchors is not None else ()


def _row(leaf: Criterion, target: float | None, figure: MeasuredFigure | None) -> TrialRow:
    goal = target if target is not None else 0.0
    tolerance = tolerance_of(leaf.unit, goal, figure.count if figure else None)
    if figure is None:
        outcome: Outcome = "not_delivered"
    else:
        short = figure.value - goal if leaf.low_is_good else goal - figure.value
        outcome = "met" if short <= 0 else "within" if short <= tolerance + 1e-9 else "missed"
    return TrialRow(
        criterion=leaf.id, target=goal, measured=figure, tolerance=tolerance, outcome=outcome
    )


def _rival(
    decision: Decision, vendor: str, figures: Sequence[MeasuredFigure]
) -> tuple[str | None, float | None]:
    """The best of the others, and what it would have to keep of its promises to be ahead."""
    ranked = [entry for entry in decision.rank().vendors if entry.rank is not None]
    rival = next((entry for entry in ranked if entry.name != vendor), None)
    if rival is None:
        return None, None
    measured = decision
    scored = {leaf.id: leaf for leaf in decision.criteria_taking_part}
    latest = {figure.criterion: figure for figure in sorted(figures, key=lambda f: f.period)}
    for id, figure in latest.items():
        answer = decision.answers.given[vendor].get(id)
        if id not in scored or answer is None:
            continue
        leaf = scored[id]
        reading = Reading(
            text=f"{figure.value:g}", kind=leaf.answer, low=figure.value, high=figure.value,
            unit=leaf.unit,
        )  # fmt: skip
        seen = EvidenceState.SEEN if figure.is_own_export else answer.evidence
        measured = measured.with_answer(
            vendor,
            replace(answer, reading=reading, state=AnswerState.ANSWERED, evidence=seen),
        )
    own = measured.rank().by_name[vendor].score
    promised = sum(rival.contributions.get(id, 0.0) for id in latest)
    if promised <= 0:
        return rival.name, None
    return rival.name, (own - (rival.score - promised)) / promised
