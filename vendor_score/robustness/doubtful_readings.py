"""The few readings on which the first place hangs: who leads if one of them was meant otherwise.

Of hundreds of cells a buyer checks these first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from vendor_score.decision import Decision
from vendor_score.decision.criterion_column import Column, read_column
from vendor_score.kinds.limits import UNUSUAL
from vendor_score.kinds.readings import read_text, state_of
from vendor_score.records import Answer, AnswerState, EvidenceState
from vendor_score.robustness.model import ScoreModel, score_model
from vendor_score.robustness.records import LeaveOneOut
from vendor_score.scoring.kernel import TIE, Floats, leaders, weighted_mean

__all__ = ["deciding_readings"]

MOST_SHOWN = 5
CLAIMS = frozenset({UNUSUAL, "target"})
"""Flags of readings that may turn out to be no answer at all."""


@dataclass(frozen=True, slots=True)
class _Swing:
    """A reading that decides, and how far the score moves if it was meant otherwise."""

    found: LeaveOneOut
    by: float


def deciding_readings(decision: Decision, model: ScoreModel) -> tuple[LeaveOneOut, ...]:
    """The doubtful readings each of which alone changes the first place, the weightiest first.

    Parameters
    ----------
    decision : Decision
        The problem.
    model : ScoreModel
        Of the same problem.

    Returns
    -------
    tuple of LeaveOneOut
        Of kind ``reading``, five at most, with who leads then.

    Notes
    -----
    Doubtful is a reading of which the cautious end was taken (a range, a bound, about, in part),
    an unusual or promised figure, one that the buyer corrected, and what could not be read. Each is
    put at the other end, at what the vendor wrote, or at no answer. What the buyer has seen proven
    is not doubted.
    """
    first = model.first()
    if not first:
        return ()
    swings = [*_swings(decision, model, first)]
    swings.sort(key=lambda swing: -swing.by)
    return tuple(swing.found for swing in swings[:MOST_SHOWN])


def _swings(decision: Decision, model: ScoreModel, first: tuple[str, ...]) -> Iterator[_Swing]:
    rows, scores = decision.rows_of(model.vendors), model.scores()
    low, high = decision.worst_points[rows], decision.best_points[rows]
    for at, row in enumerate(rows):
        for place in np.flatnonzero(model.weights > 0).tolist():
            column = decision.columns[model.criteria[place]]
            ends = (low[at, place], high[at, place])
            for points in _others(column, row, ends):
                then = _first_with(decision, model, (at, place), points)
                if then != first:
                    changed = _score(model, at, place, points)
                    yield _Swing(
                        LeaveOneOut(
                            kind="reading",
                            vendor=model.vendors[at],
                            criterion=model.criteria[place],
                            first=then,
                            changes_first=True,
                            changes_scores=True,
                        ),
                        by=abs(changed - float(scores[at])),
                    )
                    break


def _others(column: Column, row: int, ends: tuple[float, float]) -> Iterator[float]:
    """The points that a doubtful reading may turn out to be worth; none for a sure one."""
    answer, criterion = column.answers[row], column.criterion
    if criterion.kind.is_judged or answer.evidence is EvidenceState.SEEN:
        return
    if answer.state is AnswerState.UNREADABLE:
        yield from (end for end in ends if not np.isnan(end))
        return
    if answer.state is not AnswerState.ANSWERED or answer.reading is None:
        return
    if ends[1] - ends[0] > TIE:
        yield from ends
    if answer.override is not None:
        question = criterion.question()
        reading = read_text(answer.text, question)
        own = replace(answer, override=None, reading=reading, state=state_of(reading))
        yield _points(column, own)
    if CLAIMS & set(answer.reading.flags) or answer.override is not None:
        yield _points(column, Answer(criterion=criterion.id, state=AnswerState.PENDING))


def _points(column: Column, answer: Answer) -> float:
    """What one answer is worth by itself; NaN where it is excluded, or relative to the others."""
    return float(read_column(column.criterion, [answer]).low[0])


def _first_with(
    decision: Decision, model: ScoreModel, cell: tuple[int, int], points: float
) -> tuple[str, ...]:
    """Who leads with other points in one cell; a relative scale is worked out anew."""
    at, place = cell
    column = decision.columns[model.criteria[place]]
    if column.criterion.is_relative:
        row = decision.rows_of((model.vendors[at],))[0]
        pending = Answer(criterion=column.criterion.id, state=AnswerState.PENDING)
        changed = column.put(row, read_column(column.criterion, [pending]))
        columns = {**decision.columns, column.criterion.id: changed}
        return score_model(replace(decision, columns=columns)).first()
    scores = model.scores()
    scores[at] = _score(model, at, place, points)
    return tuple(model.vendors[row] for row in leaders(scores))


def _score(model: ScoreModel, at: int, place: int, points: float) -> float:
    row: Floats = model.points[at].copy()
    row[place] = points
    return float(weighted_mean(row, model.weights))
