"""Rankings under other assumptions: missing answers, unseen evidence, one left out, other weights.

Each asks the same question, who would be first if, of the weighted sum alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from vendor_score.criteria.model import Criteria
from vendor_score.decision import Decision, KnockOut
from vendor_score.decision.criterion_column import Column, cautious_numbers, read_column
from vendor_score.errors import WeightError
from vendor_score.kinds.readings import UNUSUAL, read_text, state_of
from vendor_score.kinds.value_functions import Points
from vendor_score.records import Answer, AnswerState, EvidenceState
from vendor_score.robustness.acceptability import ScoreModel, leading_rows, score_model
from vendor_score.robustness.records import (
    LeaveOneOut,
    MissingRanks,
    ProvenOnly,
    WeightSetResult,
    WithoutMixed,
)
from vendor_score.scoring import TIE, Flags, Floats, leaders, round_scores, weighted_mean
from vendor_score.weights import change_shares
from vendor_score.wording import Label, both

__all__ = [
    "AVERAGE",
    "deciding_readings",
    "leave_one_out",
    "missing_ranks",
    "proven_only",
    "score_bounds",
    "weight_set_label",
    "weight_set_results",
    "without_mixed",
]

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


def score_bounds(decision: Decision, model: ScoreModel) -> tuple[Floats, Floats]:
    """The least and the greatest score each vendor of the model could still turn out to have.

    A missing answer counts at full weight, 0 to 100; not applicable as ruled; a reading from its
    least to its most points. NaN where nothing is left to score.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    model : ScoreModel
        Of the vendors that are not knocked out.

    Returns
    -------
    (array of float, array of float)
        Two of shape (vendors,): the least and the greatest score, 0 to 100.
    """
    rows = decision.rows_of(model.vendors)
    return (
        weighted_mean(decision.worst_points[rows], model.weights),
        weighted_mean(decision.best_points[rows], model.weights),
    )


def missing_ranks(decision: Decision, model: ScoreModel) -> dict[str, MissingRanks]:
    """The best and the worst rank that missing and vague answers still allow each ranked vendor.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    model : ScoreModel
        Of the vendors that are not knocked out.

    Returns
    -------
    dict of str to MissingRanks
        By vendor.

    Notes
    -----
    1 + the vendors surely ahead, and 1 + those that could be, each vendor's answers on their own; a
    rank between the two need not be reached.
    """
    # each vendor's answers turn out by themselves, so that bounds of scores give bounds of ranks
    low, high = (round_scores(bound) for bound in score_bounds(decision, model))
    ranked = ~np.isnan(low)
    lows, highs = np.sort(low[ranked]), np.sort(high[ranked])
    # surely ahead: whose least is above my greatest; possibly: whose greatest is above my least,
    # without counting myself, whose greatest is above its own least
    surely = len(lows) - np.searchsorted(lows, high, side="right")
    possibly = len(highs) - np.searchsorted(highs, low, side="right") - (high > low)
    return {
        vendor: MissingRanks(best=1 + int(surely[at]), worst=1 + int(possibly[at]))
        for at, vendor in enumerate(model.vendors)
        if ranked[at]
    }


# Proven only: the ranking if claims that the buyer has not seen proven do not count.


def proven_only(decision: Decision, model: ScoreModel) -> ProvenOnly | None:
    """The second ranking, and the fewest claims whose proof would settle the first place.

    Answers whose evidence is not seen follow the missing rule for ``pending``. What the buyer
    judged counts as seen, and who is knocked out stays so: admitting a broken must needs no proof.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    model : ScoreModel
        Of the vendors that are not knocked out.

    Returns
    -------
    ProvenOnly or None
        Scores 0 to 100. None where nobody is ranked, or where the problem is a matrix of points
        without any evidence.
    """
    if not model.first() or _is_plain_matrix(decision):
        return None
    # the missing rule for a pending answer is what the buyer set for "not yet known"
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
    # the missing rule may give more points than the claim itself: the worse of both
    points = np.where(unseen, _weaker(claimed, struck), claimed)
    chosen: list[int] = []
    left = [int(at) for at in np.flatnonzero(unseen) if model.weights[at] > 0]
    # greedy is enough for a weighted sum: every claim adds its own part, whatever else is proven
    while left and not _score_of(points, model.weights) > ahead_of + TIE:
        at = max(left, key=lambda one: _score_of(_with(points, one, claimed[one]), model.weights))
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
    while left and _score_of(points, model.weights) > np.nanmax(scores) + TIE:
        at = min(left, key=lambda one: _score_of(_with(points, one, struck[one]), model.weights))
        points = _with(points, at, struck[at])
        left.remove(at)
        chosen.append((leader, model.criteria[at]))
    is_lost = _score_of(points, model.weights) <= np.nanmax(scores) + TIE
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
    # fmax passes over NaN: where one of the two excludes the cell, the other counts. An excluded
    # cell can also raise a mean, so that the rows as they stand are looked at too
    better = np.fmax(model.points[rivals], bare.points[rivals])
    return max(
        max(_score_of(row, model.weights) for row in rows)
        for rows in (better, model.points[rivals], bare.points[rivals])
    )


def _with(points: Floats, at: int, value: float) -> Floats:
    changed = points.copy()
    changed[at] = value
    return changed


def _score_of(points: Floats, weights: Floats) -> float:
    """One vendor's score; below every other one where nothing is left to score."""
    score = float(weighted_mean(points, weights))
    return -np.inf if np.isnan(score) else score


# Leave one out: drop each vendor, drop each criterion, waive each must, and see who is first.


def leave_one_out(decision: Decision, model: ScoreModel) -> tuple[LeaveOneOut, ...]:
    """What follows from each ranked vendor, weighted criterion and broken must left out.

    Doubtful readings meant otherwise come last.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    model : ScoreModel
        Of the vendors that are not knocked out.

    Returns
    -------
    tuple of LeaveOneOut
        Vendors first, then criteria, then musts.
    """
    first = model.first()
    return (
        *_without_vendors(decision, model, first),
        *_without_criteria(model, first),
        *_without_musts(decision, model, first),
        *deciding_readings(decision, model),
    )


def _without_vendors(
    decision: Decision, model: ScoreModel, first: tuple[str, ...]
) -> Iterator[LeaveOneOut]:
    """Anchored scores cannot change; relative ones do where a vendor holds an end of a scale.

    Of long lists the leading vendors, and those that hold an end.
    """
    holders = _scale_holders(decision)
    scores = dict(zip(model.vendors, model.scores().tolist(), strict=True))
    leading = {model.vendors[row] for row in leading_rows(model)}
    for vendor in (name for name in model.vendors if name in leading | holders):
        left = model
        if vendor in holders and len(model.vendors) > 1:
            left = score_model(decision.without_vendor(vendor))
        # without a vendor that is not first and holds no end of a scale nothing else moves
        then = first if left is model and vendor not in first else _first_without(left, vendor)
        yield LeaveOneOut(
            kind="vendor",
            vendor=vendor,
            criterion=None,
            first=then,
            changes_first=vendor not in first and then != first,
            changes_scores=left is not model and _differ(left, scores),
        )


def _scale_holders(decision: Decision) -> set[str]:
    """Vendors with the best or the worst reading of a weighted relative criterion."""
    holders: set[str] = set()
    for criterion in decision.criteria_taking_part:
        if not criterion.is_relative or decision.leaf_weights[criterion.id] <= 0:
            continue
        column = decision.columns[criterion.id]
        figures = np.where(decision.in_the_running & column.read, cautious_numbers(column), np.nan)
        if not np.isnan(figures).all():
            ends = (figures == np.nanmin(figures)) | (figures == np.nanmax(figures))
            holders |= {decision.vendors[row] for row in np.flatnonzero(ends)}
    return holders


def _first_without(model: ScoreModel, vendor: str) -> tuple[str, ...]:
    scores = model.scores()
    scores[[name == vendor for name in model.vendors]] = np.nan
    return tuple(model.vendors[row] for row in leaders(scores))


def _differ(model: ScoreModel, scores: dict[str, float]) -> bool:
    then = model.scores()
    now = np.array([scores[vendor] for vendor in model.vendors])
    return bool((np.abs(then - now) > TIE).any())


def _without_criteria(model: ScoreModel, first: tuple[str, ...]) -> Iterator[LeaveOneOut]:
    for id, share in model.leaf_shares.items():
        weights = _weights_without(model, id) if share > 0 else None
        if weights is None:
            continue
        then = model.first(weights)
        yield LeaveOneOut(
            kind="criterion",
            vendor=None,
            criterion=id,
            first=then,
            changes_first=then != first,
            changes_scores=True,
        )


def _weights_without(model: ScoreModel, *criteria: str) -> Floats | None:
    """The weights without some criteria; None where they hold all: nothing is left to rank by."""
    try:
        return model.array(
            change_shares(model.tree, model.leaf_shares, dict.fromkeys(criteria, 0.0))
        )
    except WeightError:
        return None


def without_mixed(decision: Decision, model: ScoreModel) -> WithoutMixed | None:
    """The ranking without figures that do not compare since vendors define them differently.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    model : ScoreModel
        Of the vendors that are not knocked out.

    Returns
    -------
    WithoutMixed or None
        None where all are defined alike, or where there is nothing else to rank by.
    """
    mixed = {f.criterion for f in decision.all_findings if f.code == "mixed-definitions"}
    criteria = tuple(id for id, share in model.leaf_shares.items() if share > 0 and id in mixed)
    first = model.first()
    if not criteria or not first:
        return None
    weights = _weights_without(model, *criteria)
    if weights is None:
        return None
    then = model.first(weights)
    return WithoutMixed(
        criteria=criteria, ranks=model.ranks(weights), first=then, first_changes=then != first
    )


def _without_musts(
    decision: Decision, model: ScoreModel, first: tuple[str, ...]
) -> Iterator[LeaveOneOut]:
    reasons = Counter(knock_out.vendor for knock_out in decision.knock_outs)
    best = np.nanmax(model.scores(), initial=-np.inf)
    for knock_out in decision.knock_outs:
        then, changes = first, False
        # with a second broken must it stays out, whatever becomes of this one
        if reasons[knock_out.vendor] == 1 and _could_lead(decision, knock_out, float(best)):
            waived = score_model(decision.with_waived(knock_out.vendor, knock_out.criterion))
            then = waived.first()
            kept = waived.scores()[[name != knock_out.vendor for name in waived.vendors]]
            changes = bool((np.abs(kept - model.scores()) > TIE).any())
        yield LeaveOneOut(
            kind="must",
            vendor=knock_out.vendor,
            criterion=knock_out.criterion,
            first=then,
            changes_first=then != first,
            changes_scores=changes,
        )


def _could_lead(decision: Decision, knock_out: KnockOut, best: float) -> bool:
    """Whether a waived must can change the first place; relative scales may always move."""
    if any(criterion.is_relative for criterion in decision.criteria_taking_part):
        return True
    row = decision.rows_of((knock_out.vendor,))[0]
    return bool(decision.scores.scores[row] >= best - TIE)


# The rankings under the named weight sets of criteria.yaml, and under their average.

AVERAGE = "average"


def weight_set_results(decision: Decision, model: ScoreModel) -> tuple[WeightSetResult, ...]:
    """One result for each set, then one for the mean of their leaf weights; none without sets.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    model : ScoreModel
        Of the vendors that are not knocked out.

    Returns
    -------
    tuple of WeightSetResult
        Empty without sets; the average comes last.

    Raises
    ------
    WeightError
        For a set that leaves no weight.
    """
    sets = {
        name: model.array(decision.with_entered_weights(entered).leaf_weights)
        for name, entered in decision.criteria.weight_sets.items()
    }
    if not sets:
        return ()
    results = [_result(model, name, weights) for name, weights in sets.items()]
    # of shares, not of entered weights: a set that counts to 1,000 would drown one that counts to
    # 10
    mean = np.mean(list(sets.values()), axis=0)
    return (*results, _result(model, AVERAGE, mean))


def _result(model: ScoreModel, name: str, weights: Floats) -> WeightSetResult:
    scores = model.scores(weights)
    return WeightSetResult(
        name=name,
        weights=dict(zip(model.criteria, weights.tolist(), strict=True)),
        scores={v: s for v, s in zip(model.vendors, scores.tolist(), strict=True) if s == s},  # noqa: PLR0124
        ranks=model.ranks(weights),
        first=model.first(weights),
    )


def weight_set_label(criteria: Criteria, name: str) -> Label:
    """The label of a weight set, its name where it has none.

    Parameters
    ----------
    criteria : Criteria
        As read from criteria.yaml.
    name : str
        Of a weight set, or `AVERAGE`.

    Returns
    -------
    Label
    """
    if name == AVERAGE and name not in criteria.weight_sets:
        return both("page.weight_set_average")
    return criteria.weight_set_labels.get(name, Label.same(name))
