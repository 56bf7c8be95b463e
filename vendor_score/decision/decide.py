"""Criteria and answers -> Decision: which criteria take part, and what their answers are worth."""

from __future__ import annotations

from vendor_score.criteria.model import Criteria
from vendor_score.decision.criterion_column import Column, answer_of, read_column
from vendor_score.decision.decision import Decision
from vendor_score.errors import NothingReadError, WeightError
from vendor_score.records import Answers, AnswerState
from vendor_score.weights import leaf_shares, prune

__all__ = ["decide"]


def decide(criteria: Criteria, answers: Answers) -> Decision:
    """Score every answer and test every must.

    Raises NothingReadError where there is no vendor or no weighted criterion was asked.
    """
    if not answers.vendors:
        raise NothingReadError("errors.no_vendor")
    columns = _columns(criteria, answers)
    taking_part = tuple(c.criterion for c in columns.values() if _takes_part(c))
    tree = prune(criteria.weight_tree(), frozenset(leaf.id for leaf in taking_part))
    try:
        shares = leaf_shares(tree)
    except WeightError:
        raise NothingReadError("errors.no_weighted_criterion") from None
    return Decision(
        criteria=criteria,
        answers=answers,
        vendors=answers.vendors,
        criteria_taking_part=taking_part,
        leaf_weights=shares,
        entered_weights=shares,
        columns={id: c for id, c in columns.items() if _takes_part(c) or c.criterion.must},
    )


def _columns(criteria: Criteria, answers: Answers) -> dict[str, Column]:
    return {
        leaf.id: read_column(leaf, [answer_of(answers, name, leaf) for name in answers.vendors])
        for leaf in criteria.leaves()
        if leaf.is_scored or leaf.must is not None
    }


def _takes_part(column: Column) -> bool:
    """Whether the criterion is scored and was put to at least one vendor."""
    asked = any(answer.state is not AnswerState.NOT_ASKED for answer in column.answers)
    return column.criterion.is_scored and asked
