"""Criteria and answers -> Decision: the points of every answer, and who is knocked out."""

from __future__ import annotations

from vendor_score.decision.criterion_column import KnockOut, ScoredAnswer, Status
from vendor_score.decision.decision import Decision, decide

__all__ = ["Decision", "KnockOut", "ScoredAnswer", "Status", "decide"]
