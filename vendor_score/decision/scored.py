"""Answers with their points, made when asked for: a table may have millions of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from vendor_score.decision.records import ScoredAnswer
from vendor_score.records import AnswerState

if TYPE_CHECKING:
    from vendor_score.decision.decision import Decision

__all__ = ["ScoredVendors"]


class ScoredVendors(Mapping[str, Mapping[str, ScoredAnswer]]):
    """Every vendor's scored answers."""

    def __init__(self, decision: Decision) -> None:
        self._decision = decision
        self._rows = {name: row for row, name in enumerate(decision.vendors)}

    def __getitem__(self, vendor: str) -> Mapping[str, ScoredAnswer]:
        return _ScoredVendor(self._decision, self._rows[vendor])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class _ScoredVendor(Mapping[str, ScoredAnswer]):
    """One vendor's scored answers, by criterion id."""

    def __init__(self, decision: Decision, row: int) -> None:
        self._decision, self._row = decision, row
        self._at = {leaf.id: at for at, leaf in enumerate(decision.criteria_taking_part)}

    def __getitem__(self, id: str) -> ScoredAnswer:
        decision, cell = self._decision, (self._row, self._at[id])
        column = decision.columns[id]
        answer = column.answers[self._row]
        is_read = answer.state is AnswerState.ANSWERED
        return ScoredAnswer(
            answer=answer,
            value=_figure(decision.points[cell]),
            value_high=_figure(decision.points_high[cell]),
            worst=_figure(decision.worst_points[cell]) or 0.0,
            best=_figure(decision.best_points[cell]) or 0.0,
            rule=None if is_read else column.criterion.missing.rule(answer.state),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


def _figure(figure: float) -> float | None:
    return None if np.isnan(figure) else float(figure)
