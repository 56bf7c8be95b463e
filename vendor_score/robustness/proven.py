"""Proven only: the ranking if claims that the buyer has not seen proven do not count."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vendor_score.decision import Decision
from vendor_score.decision.cells import Column, read_column
from vendor_score.kinds.value_functions import Points
from vendor_score.records import Answer, AnswerState, EvidenceState
from vendor_score.robustness.model import ScoreModel, score_model
from vendor_score.robustness.records import ProvenOnly
from vendor_score.scoring.kernel import TIE, Flags, Floats, weighted_mean

__all__ = ["proven_only"]


def proven_only(decision: Decision, model: ScoreModel) -> ProvenOnly | None:
    """The second ranking, and the fewest claims whose proof would settle the first place.

    Answers whose evidence is not seen follow the missing rule for ``pending``. What the buyer
    judged counts as seen, and who is knocked out stays so: admitting a broken must needs no proof.
    None where nobody is ranked, or where the problem is a matrix of points without any evidence.
    """
    if not model.first() or _is_plain_matrix(decision):
        return None
    bare = _without_claims(decision.with_vendors(model.vendors))
    proven = score_model(bare)
    first = proven.first()
    return ProvenOnly(
        ranks=proven.ranks(),
        scores={
            vendor: score
            for vendor, score in zip(proven.vendors, proven.scores().tolist(), strict=True)
            if not np.isnan(score)
        },
        first=first,
        first_changes=first != model.first(),
        deciding_claims=_deciding_claims(decision, model, bare),
        critical_claims=_critical_claims(decision, model, bare),
        seen_answers=_seen_answers(decision, model),
    )


def _seen_answers(decision: Decision, model: ScoreModel) -> int:
    rows = decision.rows_of(model.vendors)
    weighted = [decision.columns[id] for id, share in model.leaf_shares.items() if share > 0]
    answers = ((column, column.answers[row]) for column in weighted for row in rows)
    return sum(a.state is AnswerState.ANSWERED and not _is_claim(c, a) for c, a in answers)


def _is_plain_matrix(decision: Decision) -> bool:
    return all(isinstance(leaf.value, Points) for leaf in decision.criteria_taking_part) and all(
        answer.evidence is EvidenceState.NONE
        for column in decision.columns.values()
        for answer in column.answers
    )


def _without_claims(decision: Decision) -> Decision:
    columns = {id: _proven_column(column) for id, column in decision.columns.items()}
    return replace(decision, columns=columns)


def _proven_column(column: Column) -> Column:
    return read_column(
        column.criterion,
        [
            Answer(criterion=answer.criterion, state=AnswerState.PENDING)
            if _is_claim(column, answer)
            else answer
            for answer in column.answers
        ],
    )


def _is_claim(column: Column, answer: Answer) -> bool:
    return (
        answer.state is AnswerState.ANSWERED
        and answer.evidence is not EvidenceState.SEEN
        and not column.criterion.kind.is_judged
    )


def _deciding_claims(
    decision: Decision, model: ScoreModel, bare: Decision
) -> tuple[tuple[str, str], ...]:
    """The leader's claims without which the first place is not settled, the weightiest first.

    Settled: with these proven and no other claim of the leader's, it is still ahead of every rival
    at the better of what the rival claims and what it has proven. For the weighted sum taking the
    weightiest claims first gives the fewest.
    """
    leader, *tied = model.first()
    row = model.vendors.index(leader)
    unseen = _unseen(decision, model, leader)
    rivals = [at for at, name in enumerate(model.vendors) if name not in (leader, *tied)]
    if not rivals or not unseen.any():
        return ()
    claimed, struck = model.filled[row], bare.points[row]
    ahead_of = _best_of_rivals(model, bare, rivals)
    points = np.where(unseen, _weaker(claimed, struck), claimed)
    chosen: list[int] = []
    left = [int(at) for at in np.flatnonzero(unseen) if model.weights[at] > 0]
    while left and not _score(points, model.weights) > ahead_of + TIE:
        at = max(left, key=lambda one: _score(_with(points, one, claimed[one]), model.weights))
        points = _with(points, at, claimed[at])
        left.remove(at)
        chosen.append(at)
    return tuple((leader, model.criteria[at]) for at in chosen)


def _critical_claims(
    decision: Decision, model: ScoreModel, bare: Decision
) -> tuple[tuple[str, str], ...]:
    """The fewest of the leader's unseen claims that, struck out, cost it the first place alone.

    Rivals keep their scores. Taking the claims that cost most first gives the fewest; none where
    the leader stays ahead without any of them, or shares the first place as it is.
    """
    leader, *tied = model.first()
    row = model.vendors.index(leader)
    scores = np.delete(model.scores(), row)
    if tied or np.isnan(scores).all():
        return ()
    unseen = _unseen(decision, model, leader) & (model.weights > 0)
    points, struck = model.points[row], bare.points[row]
    left, chosen = [int(at) for at in np.flatnonzero(unseen)], []
    while left and _score(points, model.weights) > np.nanmax(scores) + TIE:
        at = min(left, key=lambda one: _score(_with(points, one, struck[one]), model.weights))
        points = _with(points, at, struck[at])
        left.remove(at)
        chosen.append((leader, model.criteria[at]))
    is_lost = _score(points, model.weights) <= np.nanmax(scores) + TIE
    return tuple(chosen) if is_lost else ()


def _unseen(decision: Decision, model: ScoreModel, vendor: str) -> Flags:
    row = decision.vendors.index(vendor)
    columns = [decision.columns[id] for id in model.criteria]
    return np.array([_is_claim(column, column.answers[row]) for column in columns])


def _weaker(claimed: Floats, struck: Floats) -> Floats:
    """What a claim is worth at worst: struck out, or as claimed where that is less."""
    return np.where(np.isnan(struck), np.nan, np.fmin(claimed, struck))


def _best_of_rivals(model: ScoreModel, bare: Decision, rivals: list[int]) -> float:
    """The best rival, where each of its cells is at the better of claimed and struck out."""
    better = np.fmax(model.points[rivals], bare.points[rivals])
    return max(
        max(_score(row, model.weights) for row in rows)
        for rows in (better, model.points[rivals], bare.points[rivals])
    )


def _with(points: Floats, at: int, value: float) -> Floats:
    changed = points.copy()
    changed[at] = value
    return changed


def _score(points: Floats, weights: Floats) -> float:
    """One vendor's score; below every other one where nothing is left to score."""
    score = float(weighted_mean(points, weights))
    return -np.inf if np.isnan(score) else score
