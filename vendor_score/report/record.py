"""The finished report: what every writer takes, so that all of them agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from vendor_score.decision import Decision
from vendor_score.ranking.ranking import WEIGHTED_SUM, Ranking
from vendor_score.robustness.records import Robustness
from vendor_score.wording import Label, Lang

__all__ = ["Audience", "Report"]

Audience = Literal["buyer", "shared"]


@dataclass(frozen=True, kw_only=True)
class Report:
    """A ranking with everything said about it. Writers read it and do no arithmetic.

    ``audience`` "shared" leaves out (does not hide) private answers and file paths.
    """

    decision: Decision
    ranking: Ranking
    robustness: Robustness
    verdict: Label
    lang: Lang
    audience: Audience = "buyer"

    @cached_property
    def weighted_sum(self) -> Ranking:
        """The ranking by the rule that decides, whatever method ``ranking`` follows."""
        is_it = self.ranking.method == WEIGHTED_SUM
        return self.ranking if is_it else self.decision.rank()
