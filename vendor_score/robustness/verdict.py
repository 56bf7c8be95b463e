"""The verdict: one or two sentences made only from the figures, never more certain than they are.

Figures (`VerdictFacts`) become clauses of the catalogues; the page makes the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from vendor_score import number_text
from vendor_score.criteria.model import VerdictSettings
from vendor_score.decision import Decision, decide
from vendor_score.questionnaire.cells import shown_reading
from vendor_score.ranking.methods import rank
from vendor_score.ranking.ranking import WEIGHTED_SUM, Ranking
from vendor_score.records import AnswerState, EvidenceState
from vendor_score.robustness.acceptability import score_model
from vendor_score.robustness.records import Robustness, TippingPoint
from vendor_score.robustness.what_ifs import score_bounds
from vendor_score.scoring import TIE, is_tie, round_score
from vendor_score.wording import Label, Lang, both, in_every_language, joined, text

__all__ = [
    "Ground",
    "NearestTip",
    "VerdictFacts",
    "VerdictKind",
    "explanation",
    "verdict",
    "verdict_facts",
    "verdict_sentences",
    "verdict_text",
]

_FLAWS = ("target", "planned", "conditional", "unusual")
"""Flags of readings that were taken as they stand."""
_AMISS = {"undefined-figure": "undefined", "mixed-definitions": "mixed"}
"""Findings about answers that can be read and still not be compared."""
_NEARLY_ALL, _MOST = 0.9, 0.5

VerdictKind = Literal["nobody_out", "nobody_scored", "single", "unclear", "provided", "clear"]


@dataclass(frozen=True, kw_only=True, slots=True)
class NearestTip:
    """The tipping point nearest to the present weights: of which node, where, and who is first.

    Attributes
    ----------
    id : str
        Of a group or criterion.
    label : Label
        Its label.
    now : float
        Its present share of the whole, 0 to 1.
    at : float
        The share at which the first place changes.
    rises : bool
        Whether the share has to rise; at a tie it does so from ``at`` itself.
    first : tuple of str
        Who is first beyond it.
    """

    id: str
    label: Label
    now: float
    at: float
    rises: bool
    first: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """An answer of the leader that counts and is not quite what was asked for.

    Attributes
    ----------
    id : str
        Of the criterion.
    label : Label
        Its label.
    shown : Label
        The answer as it was read.
    flaw : str
        ``target``, ``planned``, ``conditional``, ``unusual``, ``undefined`` or ``mixed``.
    """

    id: str
    label: Label
    shown: Label
    flaw: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VerdictFacts:
    """What the verdict says, as figures.

    Four conditions turn "clearly" into "provided that": ``catching_up``, ``untested``, ``excluded``
    and ``pillars``.

    Attributes
    ----------
    kind : VerdictKind
        Which sentence it is.
    candidates : int
        Vendors that are ranked.
    leader : str or None
        None where nobody is ranked.
    score : float
        Of the leader, in points.
    second : str or None
        The next one, where there is one.
    margin : float
        To the second, in points.
    contenders : tuple of str
        Vendors that may well be first, in rank order.
    rival_margin : float
        To the first contender, in points.
    win_share : float
        Share of draws in which the leader is first, 0 to 1.
    catching_up : tuple of str
        Rivals whose best case reaches the leader's score, the best first.
    untested : tuple of Label
        Labels of musts that could not be tested.
    excluded : float or None
        Share of weight left out, only where above the threshold.
    pillars : tuple of (str, tuple of str)
        Vendors without which others lead, and who these are.
    tip : NearestTip or None
        Nearest to the present weights.
    waivers : tuple of (str, Label)
        (vendor, label of the must) that the buyer waived.
    unanswered : int
        Answers that ranked vendors owe.
    unjudged : int
        Answers of ranked vendors that the buyer has yet to judge.
    grounds : tuple of Ground
        Answers that the first place rests on although something is amiss with them, those that
        earn most first.
    unproven : tuple of Label
        Labels of the few claims that decide the first place.
    left_out : tuple of str
        Names that may be no vendors, were left out of the ranking for that, and would lead it.
    """

    kind: VerdictKind
    candidates: int
    leader: str | None = None
    score: float = 0.0
    second: str | None = None
    margin: float = 0.0
    contenders: tuple[str, ...] = ()
    rival_margin: float = 0.0
    win_share: float = 0.0
    catching_up: tuple[str, ...] = ()
    untested: tuple[Label, ...] = ()
    excluded: float | None = None
    pillars: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tip: NearestTip | None = None
    waivers: tuple[tuple[str, Label], ...] = ()
    unanswered: int = 0
    unjudged: int = 0
    grounds: tuple[Ground, ...] = ()
    unproven: tuple[Label, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def is_preliminary(self) -> bool:
        """Whether claims that decide the first place have not been seen proven."""
        return bool(self.unproven)


def verdict_facts(decision: Decision, ranking: Ranking, robustness: Robustness) -> VerdictFacts:
    """The figures of the verdict.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    ranking : Ranking
        As `Decision.rank` gives it.
    robustness : Robustness
        As `Decision.robustness` gives it.

    Returns
    -------
    VerdictFacts
        By the rule of the criteria's `VerdictSettings`.
    """
    if ranking.method != WEIGHTED_SUM:
        ranking = rank(decision)
    ranked = [vendor for vendor in ranking.vendors if vendor.rank is not None]
    candidates = len(decision.vendors)
    if not ranked:
        out = bool(decision.knock_outs)
        return VerdictFacts(kind="nobody_out" if out else "nobody_scored", candidates=candidates)
    leader, others = ranked[0].name, [vendor.name for vendor in ranked[1:]]
    scores = {vendor.name: vendor.score for vendor in ranked}
    contenders = _contenders(decision.criteria.verdict, scores, leader, robustness)
    catching_up = _possible_overtakers(decision, leader)
    untested = tuple(_label(decision, id) for id in decision.untested[leader])
    excluded = _excluded(decision, leader)
    pillars = _depends_on(leader, robustness)
    conditions = (*catching_up, *untested, *pillars, *([] if excluded is None else [excluded]))
    return VerdictFacts(
        kind=_kind(others, contenders, is_conditional=bool(conditions)),
        candidates=candidates,
        leader=leader,
        score=scores[leader],
        second=others[0] if others else None,
        margin=scores[leader] - scores[others[0]] if others else 0.0,
        contenders=contenders,
        rival_margin=scores[leader] - scores[contenders[0]] if contenders else 0.0,
        win_share=_win_share(leader, robustness),
        catching_up=catching_up,
        untested=untested,
        excluded=excluded,
        pillars=pillars,
        tip=_nearest_tip(decision, robustness.tipping) if others else None,
        waivers=_waivers(decision, robustness),
        unanswered=_open_answers(decision, judged=False),
        unjudged=_open_answers(decision, judged=True),
        grounds=_grounds(decision, leader),
        unproven=_unproven(decision, robustness),
        left_out=_leaders_left_out(decision, scores[leader]),
    )


def _contenders(
    settings: VerdictSettings, scores: dict[str, float], leader: str, robustness: Robustness
) -> tuple[str, ...]:
    """Vendors that the leader is not surely ahead of."""
    stated = robustness.stated
    at = {name: row for row, name in enumerate(stated.vendors)}

    def contends(name: str) -> bool:
        close = round_score(scores[leader] - scores[name]) < settings.lead_points
        return close or (
            name in at and float(stated.ahead[at[leader], at[name]]) < settings.lead_share
        )

    return tuple(name for name in scores if name != leader and contends(name))


def _kind(others: Sequence[str], contenders: Sequence[str], *, is_conditional: bool) -> VerdictKind:
    if not others:
        return "single"
    if contenders:
        return "unclear"
    return "provided" if is_conditional else "clear"


def _possible_overtakers(decision: Decision, leader: str) -> tuple[str, ...]:
    """Rivals whose best case over missing and vague answers reaches the leader's score."""
    model = score_model(decision)
    score = round_score(float(model.scores()[model.vendors.index(leader)]))
    _, high = score_bounds(decision, model)
    ranked = set(decision.ranked_vendors)
    found = [
        (-round_score(float(best)), name)
        for name, best in zip(model.vendors, high, strict=True)
        if name != leader and name in ranked and round_score(float(best)) >= score
    ]
    return tuple(name for _, name in sorted(found, key=lambda rival: rival[0]))


def _excluded(decision: Decision, leader: str) -> float | None:
    """The share of weight left out of the leader's score, where it is above the threshold."""
    row = decision.vendors.index(leader)
    missing = 1.0 - float(decision.scores.counted[row])
    return missing if missing > decision.criteria.verdict.excluded_share + TIE else None


def _depends_on(leader: str, robustness: Robustness) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Vendors whose dropping dethrones the leader, and who leads then."""
    return tuple(
        (found.vendor, found.first)
        for found in robustness.leave_one_out
        if found.kind == "vendor"
        and found.vendor not in (None, leader)
        and found.changes_first
        and found.first[:1] != (leader,)
        and found.vendor is not None
    )


def _win_share(leader: str, robustness: Robustness) -> float:
    stated = robustness.stated
    return float(stated.ranks[stated.vendors.index(leader), 0])


def _nearest_tip(decision: Decision, tipping: Sequence[TippingPoint]) -> NearestTip | None:
    """Among what the buyer gave weight: the top groups, where none of them tips all nodes below.

    Of equally near ones the first in file order.
    """
    tops = {node.id for node in decision.weight_tree}
    weighted = [point for point in tipping if point.weight > 0]
    among_tops = [point for point in weighted if point.id in tops]
    tips = [*_tips(decision, among_tops)] or [*_tips(decision, weighted)]
    return min(tips, key=lambda tip: round(abs(tip.at - tip.now), 12), default=None)


def _tips(decision: Decision, tipping: Sequence[TippingPoint]) -> Iterator[NearestTip]:
    for point in tipping:
        ends = ((point.low, point.below, False), (point.high, point.above, True))
        for at, first, rises in ends:
            if first:
                label = _label(decision, point.id)
                yield NearestTip(
                    id=point.id, label=label, now=point.weight, at=at, rises=rises, first=first
                )


def _label(decision: Decision, id: str) -> Label:
    return next(node.label for node in decision.criteria.nodes() if node.id == id)


def _waivers(decision: Decision, robustness: Robustness) -> tuple[tuple[str, Label], ...]:
    """Vendors that would lead alone if one must were waived."""
    return tuple(
        (found.vendor, _label(decision, found.criterion))
        for found in robustness.leave_one_out
        if found.kind == "must"
        and found.vendor is not None
        and found.criterion is not None
        and found.first == (found.vendor,)
    )


def _open_answers(decision: Decision, *, judged: bool) -> int:
    """What is missing of ranked vendors to criteria with weight: answers, or the buyer's levels."""
    settled = (AnswerState.ANSWERED, AnswerState.NOT_APPLICABLE)
    rows = decision.rows_of(decision.ranked_vendors)
    columns = [
        decision.columns[leaf.id]
        for leaf in decision.criteria_taking_part
        if decision.leaf_weights[leaf.id] > 0 and leaf.kind.is_judged is judged
    ]
    return sum(column.answers[row].state not in settled for column in columns for row in rows)


def _grounds(decision: Decision, leader: str) -> tuple[Ground, ...]:
    """What is amiss with answers that earn the leader points, proof or correction apart."""
    codes: dict[str, str] = {}
    for finding in decision.all_findings:
        if finding.criterion and finding.vendor in (None, leader) and finding.code in _AMISS:
            codes.setdefault(finding.criterion, _AMISS[finding.code])
    found = []
    for leaf in decision.criteria_taking_part:
        scored = decision.scored[leader][leaf.id]
        earned = decision.leaf_weights[leaf.id] * (scored.value or 0.0)
        answer = scored.answer
        if earned <= 0 or answer.state is not AnswerState.ANSWERED or answer.reading is None:
            continue
        is_settled = answer.evidence is EvidenceState.SEEN or answer.override is not None
        flags = () if is_settled else answer.reading.flags
        flaw = next((flag for flag in _FLAWS if flag in flags), codes.get(leaf.id))
        if flaw is not None:
            shown = in_every_language(partial(shown_reading, answer.reading, leaf.question()))
            found.append((earned, Ground(id=leaf.id, label=leaf.label, shown=shown, flaw=flaw)))
    found.sort(key=lambda pair: -pair[0])
    return tuple(ground for _, ground in found)


def _unproven(decision: Decision, robustness: Robustness) -> tuple[Label, ...]:
    """The claims that cost the first place if they fail, else those that would settle it."""
    proven = robustness.proven_only
    claims = () if proven is None else proven.critical_claims or proven.deciding_claims
    return tuple(_label(decision, criterion) for _, criterion in claims)


def _leaders_left_out(decision: Decision, score: float) -> tuple[str, ...]:
    """Names left out as unsure that would be ahead of the leader, the best first."""
    unsure = decision.answers.unsure
    if not unsure:
        return ()
    answers = decision.answers
    everyone = replace(
        answers,
        vendors=(*answers.vendors, *unsure),
        given={**answers.given, **unsure},
        unsure={},
    )
    with_them = decide(decision.criteria, everyone)
    if with_them.leaf_weights.keys() == decision.leaf_weights.keys():
        with_them = replace(with_them, leaf_weights=decision.leaf_weights)
    found = [
        (-vendor.score, vendor.name)
        for vendor in rank(with_them).vendors
        if vendor.rank is not None and vendor.name in unsure and vendor.score > score + TIE
    ]
    return tuple(name for _, name in sorted(found))


_SHOWN_CRITERIA = 3
_SHOWN_GROUNDS = 2
_SHOWN_WAIVERS = 3


def verdict(decision: Decision, ranking: Ranking, robustness: Robustness) -> Label:
    """The verdict in both languages, always that of the weighted sum.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    ranking : Ranking
        As `Decision.rank` gives it.
    robustness : Robustness
        As `Decision.robustness` gives it.

    Returns
    -------
    Label
    """
    return verdict_text(verdict_facts(decision, ranking, robustness))


def verdict_text(facts: VerdictFacts) -> Label:
    """The facts as one or two sentences.

    Parameters
    ----------
    facts : VerdictFacts
        As `verdict_facts` gives them.

    Returns
    -------
    Label
        In every language.
    """
    first, more = verdict_sentences(facts)
    joint = both("verdict.sentence_joint")
    return in_every_language(
        lambda lang: joint.text(lang).join(filter(None, (first.text(lang), more.text(lang))))
    )


def verdict_sentences(facts: VerdictFacts) -> tuple[Label, Label]:
    """The headline, and what follows it (empty where there is nothing to add).

    Parameters
    ----------
    facts : VerdictFacts
        As `verdict_facts` gives them.

    Returns
    -------
    (Label, Label)
    """
    return (
        in_every_language(lambda lang: _sentences(facts, lang)[0]),
        in_every_language(lambda lang: _sentences(facts, lang)[1]),
    )


def explanation(settings: VerdictSettings, robustness: Robustness) -> Label:
    """The rule of the verdict with its thresholds named.

    Parameters
    ----------
    settings : VerdictSettings
        Thresholds of criteria.yaml.
    robustness : Robustness
        As `Decision.robustness` gives it.

    Returns
    -------
    Label
    """
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
    if facts.left_out:
        first = text("verdict.left_out", lang, sentence=first, names=_names(facts.left_out))
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
        "sure": both(f"verdict.sure_{_how_often(facts)}"),
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


def _how_often(facts: VerdictFacts) -> str:
    """In words, since a share of weightings is easily taken for a chance of being right."""
    if facts.win_share >= 1:
        return "every" if facts.kind == "unclear" else "all"
    if facts.win_share >= _NEARLY_ALL:
        return "nearly"
    return "most" if facts.win_share > _MOST else "some"


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
    if facts.grounds:
        rests = [
            both(f"verdict.rests_{ground.flaw}", criterion=ground.label, shown=ground.shown)
            for ground in facts.grounds[:_SHOWN_GROUNDS]
        ]
        clauses.append(both("verdict.rests_on", answers=joined(rests, "verdict.rests_joint")))
    for vendor, label in facts.waivers[:_SHOWN_WAIVERS]:
        clauses.append(both("verdict.waived", vendor=vendor, criterion=label))
    if facts.unanswered:
        key = "verdict.unanswered" if facts.unanswered > 1 else "verdict.unanswered_one"
        clauses.append(both(key, n=facts.unanswered))
    if facts.unjudged:
        key = "verdict.unjudged" if facts.unjudged > 1 else "verdict.unjudged_one"
        clauses.append(both(key, n=facts.unjudged))
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
