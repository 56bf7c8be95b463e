"""A ranking to the finished report: how sure it is, and the verdict made from both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_score.present.report import Audience, Report
from vendor_score.wording import Lang, system_lang

if TYPE_CHECKING:
    from vendor_score.ranking.ranking import Ranking
    from vendor_score.robustness.records import Robustness

__all__ = ["build_report"]


def build_report(  # noqa: PLR0913 - the settings of one report, all by name
    ranking: Ranking,
    *,
    lang: Lang | None = None,
    samples: int = 100_000,
    seed: int = 0,
    audience: Audience = "buyer",
    robustness: Robustness | None = None,
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

    Returns
    -------
    Report
        Redacted for its audience.
    """
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
    )
    return redacted(report)
