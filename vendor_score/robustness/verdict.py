"""The verdict: one or two sentences made only from the figures, never more certain than they are.

Figures (`verdict_facts`) become clauses of the catalogues; the page makes the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from vendor_score import number_text
from vendor_score.criteria.model import VerdictSettings
from vendor_score.decision import Decision
from vendor_score.ranking.ranking import Ranking
from vendor_score.robustness.records import Robustness
from vendor_score.robustness.verdict_facts import NearestTip, VerdictFacts, verdict_facts
from vendor_score.scoring.kernel import is_tie, round_score
from vendor_score.wording import Label, Lang, both, in_every_language, joined, text

__all__ = ["explanation", "first_sentence", "verdict", "verdict_sentences", "verdict_text"]

_SHOWN_CRITERIA = 3
_SHOWN_WAIVERS = 3


def verdict(decision: Decision, ranking: Ranking, robustness: Robustness) -> Label:
    """The verdict in both languages, always that of the weighted sum."""
    return verdict_text(verdict_facts(decision, ranking, robustness))


def verdict_text(facts: VerdictFacts) -> Label:
    """The facts as one or two sentences."""
    first, more = verdict_sentences(facts)
    joint = both("verdict.sentence_joint")
    return in_every_language(
        lambda lang: joint.text(lang).join(filter(None, (first.text(lang), more.text(lang))))
    )


def verdict_sentences(facts: VerdictFacts) -> tuple[Label, Label]:
    """The headline, and what follows it (empty where there is nothing to add)."""
    return (
        in_every_language(lambda lang: _sentences(facts, lang)[0]),
        in_every_language(lambda lang: _sentences(facts, lang)[1]),
    )


def first_sentence(ranking: Ranking) -> Label:
    """Who leads and by how much: all that can be said before robustness is known."""
    ranked = [vendor for vendor in ranking.vendors if vendor.rank is not None]
    candidates = len(ranking.vendors)
    if not ranked:
        out = bool(ranking.decision.knock_outs)
        return verdict_text(
            VerdictFacts(kind="nobody_out" if out else "nobody_scored", candidates=candidates)
        )
    by_score = sorted(ranked, key=lambda vendor: -round_score(vendor.score))
    leader, score = by_score[0].name, by_score[0].score
    if len(by_score) == 1:
        facts = VerdictFacts(kind="single", candidates=candidates, leader=leader, score=score)
        return verdict_text(facts)
    tied = [vendor.name for vendor in by_score if is_tie(vendor.score, score)]
    shown = number_text.points(score)
    if len(tied) > 1:
        return both("verdict.first_tie", names=_names(tied), score=shown)
    margin = number_text.gap(score - by_score[1].score)
    second = by_score[1].name
    return both("verdict.first_lead", leader=leader, score=shown, margin=margin, second=second)


def explanation(settings: VerdictSettings, robustness: Robustness) -> Label:
    """The rule of the verdict with its thresholds named."""
    stated = robustness.stated
    return both(
        "verdict.explained",
        lead_share=number_text.share(settings.lead_share),
        lead_points=number_text.number(settings.lead_points),
        excluded_share=number_text.share(settings.excluded_share),
        samples=number_text.number(stated.samples),
        band=number_text.share(stated.band),
    )


def _sentences(facts: VerdictFacts, lang: Lang) -> tuple[str, str]:
    stop = text("verdict.stop", lang)
    first = _headline(facts).text(lang)
    if facts.is_preliminary:
        first = text("verdict.preliminary", lang, sentence=first)
    if facts.kind.startswith("nobody"):
        return first, ""
    more = text("verdict.clause_joint", lang).join(c.text(lang) for c in _clauses(facts))
    return first + stop, more[:1].upper() + more[1:] + stop if more else ""


def _headline(facts: VerdictFacts) -> Label:
    """The first sentence, without its full stop."""
    if facts.kind.startswith("nobody"):
        return both(f"verdict.{facts.kind}", n=facts.candidates)
    values: dict[str, object] = {
        "leader": facts.leader,
        "score": number_text.points(facts.score),
        "second": facts.second,
        "margin": number_text.gap(facts.margin),
        "share": number_text.share(facts.win_share),
        "conditions": joined([*_conditions(facts)], "verdict.condition_joint"),
    }
    if facts.kind == "single":
        return both("verdict.single_provided" if _conditions(facts) else "verdict.single", **values)
    if facts.kind == "unclear":
        more = len(facts.contenders) - 1
        key = "verdict.unclear_more" if more else "verdict.unclear"
        key += "_level" if is_tie(facts.rival_margin, 0.0) else ""
        values["margin"] = number_text.gap(facts.rival_margin)
        return both(key, rival=facts.contenders[0], n=more, total=more + 2, **values)
    return both(f"verdict.{facts.kind}", **values)


def _conditions(facts: VerdictFacts) -> list[Label]:
    """What the lead depends on, in a fixed order."""
    found = []
    if facts.catching_up:
        more = len(facts.catching_up) - 1
        key = "verdict.if_rivals" if more else "verdict.if_rival"
        found.append(both(key, rival=facts.catching_up[0], n=more, total=more + 1))
    if facts.untested:
        found.append(both("verdict.if_untested", musts=joined(facts.untested)))
    if facts.excluded is not None:
        found.append(both("verdict.if_excluded", share=number_text.share(facts.excluded)))
    for vendor, first in facts.pillars[:1]:
        found.append(both("verdict.if_stays", vendor=vendor, first=_names(first)))
    return found


def _clauses(facts: VerdictFacts) -> list[Label]:
    """The second sentence: what would change the first place, and what is open."""
    clauses = [] if facts.second is None else [_tip_clause(facts.tip)]
    for vendor, label in facts.waivers[:_SHOWN_WAIVERS]:
        clauses.append(both("verdict.waived", vendor=vendor, criterion=label))
    if facts.unanswered:
        key = "verdict.unanswered" if facts.unanswered > 1 else "verdict.unanswered_one"
        clauses.append(both(key, n=facts.unanswered))
    if facts.unproven:
        key = "verdict.unproven" if len(facts.unproven) > 1 else "verdict.unproven_one"
        shown = joined(facts.unproven[:_SHOWN_CRITERIA])
        if (more := len(facts.unproven) - _SHOWN_CRITERIA) > 0:
            total = len(facts.unproven)
            shown = both("verdict.criteria_more", criteria=shown, n=more, total=total)
        clauses.append(both(key, n=len(facts.unproven), criteria=shown))
    return clauses


def _tip_clause(tip: NearestTip | None) -> Label:
    if tip is None:
        return both("verdict.tips_never")
    now, at = number_text.share(tip.now), number_text.share(tip.at)
    key = "verdict.tips_above" if tip.rises else "verdict.tips_below"
    key += "_now" if now == at else ""
    return both(key, names=_names(tip.first), node=tip.label, now=now, at=at)


def _names(names: Sequence[str]) -> Label:
    if len(names) == 1:
        return Label.same(names[0])
    if len(names) == 2:  # noqa: PLR2004 - a pair is named in full
        return both("verdict.and_two", a=names[0], b=names[1])
    return both("verdict.and_more", a=names[0], n=len(names) - 1, total=len(names))
