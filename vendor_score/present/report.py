"""The finished report, which every writer takes so that all agree, and how it is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision
from vendor_score.findings import Finding
from vendor_score.ranking.ranking import WEIGHTED_SUM, Ranking
from vendor_score.robustness.records import Robustness
from vendor_score.robustness.verdict import VerdictFacts
from vendor_score.rounds.records import Since
from vendor_score.wording import Label, Lang, system_lang

if TYPE_CHECKING:
    from vendor_score.contract.review import ContractReview
    from vendor_score.ranking.ranking import Ranking
    from vendor_score.robustness.records import Robustness

__all__ = ["Audience", "Report", "build_report"]

Audience = Literal["buyer", "shared"]


@dataclass(frozen=True, kw_only=True)
class Report:
    """A ranking with everything said about it. Writers read it and do no arithmetic.

    What an ``audience`` may not see is gone from it (`vendor_score.present.redact`).

    Attributes
    ----------
    decision : Decision
        The scored answers.
    ranking : Ranking
        By the method asked for.
    robustness : Robustness
        Of the weighted sum.
    verdict : Label
        In every language.
    lang : str
        Language of the files.
    audience : str
        Whom it is for.
    findings : tuple of Finding
        Of reading and scoring.
    facts : VerdictFacts or None
        The figures of the verdict.
    own_ranking : Ranking or None
        That of the weighted sum, where it is known.
    decimals : int or None
        Of scores, where they are rounded; None where they are not.
    only_totals : frozenset of str
        Top groups that stand for all that is in them.
    within_totals : mapping of str to str
        Criteria whose answers are shown without points, with their group.
    since : Since or None
        What changed since the last round, where one was named.
    contract : ContractReview or None
        What was found in draft contracts, where any were read.
    envelope : {"one", "two"} or None
        Whether prices were at hand while quality was judged; None where there are none.
    """

    decision: Decision
    ranking: Ranking
    robustness: Robustness
    verdict: Label
    lang: Lang
    audience: Audience = "buyer"
    findings: tuple[Finding, ...] = ()
    facts: VerdictFacts | None = None
    own_ranking: Ranking | None = None
    decimals: int | None = None
    only_totals: frozenset[str] = frozenset()
    within_totals: Mapping[str, str] = field(default_factory=dict)
    since: Since | None = None
    contract: ContractReview | None = None
    envelope: Literal["one", "two"] | None = None

    @cached_property
    def weighted_sum(self) -> Ranking:
        """The ranking by the rule that decides, whatever method ``ranking`` follows."""
        if self.own_ranking is not None:
            return self.own_ranking
        is_it = self.ranking.method == WEIGHTED_SUM
        return self.ranking if is_it else self.decision.rank()

    @property
    def listed_criteria(self) -> tuple[Criterion, ...]:
        """Criteria that are listed with answers: those that take part, and those within totals."""
        ids = {leaf.id for leaf in self.decision.criteria_taking_part} | self.within_totals.keys()
        return tuple(leaf for leaf in self.decision.criteria.leaves() if leaf.id in ids)

    def rounded(self, figure: float | None) -> float | None:
        """A figure in points as finely as the report has them.

        Parameters
        ----------
        figure : float or None
            In points.

        Returns
        -------
        float or None
        """
        if figure is None or self.decimals is None:
            return figure
        return round(figure, self.decimals)


# A ranking to the finished report: how sure it is, and the verdict made from both.


def build_report(  # noqa: PLR0913 - the settings of one report, all by name
    ranking: Ranking,
    *,
    lang: Lang | None = None,
    samples: int = 100_000,
    seed: int = 0,
    audience: Audience = "buyer",
    robustness: Robustness | None = None,
    since: Since | None = None,
    contract: ContractReview | None = None,
) -> Report:
    """Everything that is said about a ranking, ready for the writers.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    lang : str, optional
        Language of the words.
    samples : int, optional
        Draws of weights and answers, where the robustness is not known.
    seed : int, optional
        Same seed, same digits.
    audience : str, optional
        ``buyer``, or ``shared``: then nothing private is in it.
    robustness : Robustness, optional
        Known already: taken as it is instead of worked out.
    since : Since, optional
        What changed since the last round; left out of what is shared.
    contract : ContractReview, optional
        What was found in draft contracts; left out of what is shared.

    Returns
    -------
    Report
        Redacted for its audience.
    """
    from vendor_score.award.envelopes import envelope_of
    from vendor_score.present.redact import redacted
    from vendor_score.robustness.verdict import verdict_facts, verdict_text

    if robustness is None:
        robustness = ranking.decision.robustness(samples=samples, seed=seed)
    facts = verdict_facts(ranking.decision, ranking, robustness)
    report = Report(
        decision=ranking.decision,
        ranking=ranking,
        robustness=robustness,
        verdict=verdict_text(facts),
        facts=facts,
        findings=ranking.decision.all_findings,
        lang=lang or system_lang(),
        audience=audience,
        since=since,
        contract=contract,
        envelope=envelope_of(ranking.decision),
    )
    return redacted(report)
