"""Why one vendor is not ahead of another: one paragraph, the same in terminal, library and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vendor_score import number_text
from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision, ScoredAnswer
from vendor_score.questionnaire.cells import shown_reading
from vendor_score.ranking.ranking import Ranking
from vendor_score.robustness.compare import Comparison, Difference, compare, pair_of
from vendor_score.robustness.records import AnswerChange, ToWin
from vendor_score.robustness.to_win import to_overtake
from vendor_score.scoring.kernel import TIE
from vendor_score.wording import Lang, has, system_lang, text

__all__ = ["WhyNot", "change_words", "counted_answer", "why_not", "why_not_of", "why_not_text"]

_REASONS = 3
_LONGEST = 40


@dataclass(frozen=True, kw_only=True)
class WhyNot:
    """What puts one vendor ahead of another, and what would turn it round.

    Attributes
    ----------
    ahead, behind : str
        Names; where the scores are equal, in the order asked for.
    comparison : Comparison
        Of ``ahead`` with ``behind``.
    for_ahead, for_behind : tuple of Difference
        The criteria that speak most for each, at most three.
    to_overtake : ToWin
        Which answers would put ``behind`` ahead.
    """

    ahead: str
    behind: str
    comparison: Comparison
    for_ahead: tuple[Difference, ...]
    for_behind: tuple[Difference, ...]
    to_overtake: ToWin

    @property
    def is_tie(self) -> bool:
        """Whether the scores are equal."""
        return abs(self.comparison.difference) <= TIE


def why_not(
    ranking: Ranking,
    vendor: str | None = None,
    than: str | None = None,
    *,
    lang: Lang | None = None,
) -> str:
    """The paragraph for two vendors of a ranking (see `Ranking.why_not`).

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    vendor, than : str, optional
        Names or parts of names; by default the second and the first.
    lang : str, optional
        By default that of the system.

    Returns
    -------
    str
    """
    named = [name for name in (than, vendor) if name is not None]
    found = why_not_of(ranking.decision, *pair_of(ranking, named))
    return why_not_text(found, ranking.decision, lang or system_lang())


def why_not_of(decision: Decision, a: str, b: str) -> WhyNot:
    """What speaks for each of two vendors, and what the one behind would have to answer.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    a, b : str
        Names; which of them is ahead does not matter.

    Returns
    -------
    WhyNot
    """
    found = compare(decision, a, b)
    out = {knock_out.vendor for knock_out in decision.knock_outs}
    # a vendor that is out of the ranking is behind whoever is in it, whatever its score
    is_turned = (a in out, -found.score_a) > (b in out, -found.score_b + TIE)
    ahead, behind = (b, a) if is_turned else (a, b)
    comparison = compare(decision, ahead, behind)
    by_size = sorted(comparison.criteria, key=lambda each: -abs(each.difference))
    return WhyNot(
        ahead=ahead,
        behind=behind,
        comparison=comparison,
        for_ahead=tuple(each for each in by_size if each.difference > TIE)[:_REASONS],
        for_behind=tuple(each for each in by_size if each.difference < -TIE)[:_REASONS],
        to_overtake=to_overtake(decision, behind, ahead),
    )


def why_not_text(found: WhyNot, decision: Decision, lang: Lang) -> str:
    """The paragraph.

    Parameters
    ----------
    found : WhyNot
        Of two vendors.
    decision : Decision
        Their answers.
    lang : str
        Language of the words.

    Returns
    -------
    str
    """
    names = {"a": found.ahead, "b": found.behind}
    gap = found.comparison.difference
    parts = [_opening(found, gap, lang)]
    for name, reasons in ((found.ahead, found.for_ahead), (found.behind, found.for_behind)):
        if reasons:
            said = [_reason(each, lang, is_turned=name == found.behind) for each in reasons]
            parts.append(text("why.for", lang, name=name, reasons=_in_a_row(said, lang)))
        else:
            parts.append(text("why.nothing_for", lang, name=name))
    if left_out := _left_out(found.comparison, lang):
        parts.append(left_out)
    parts.append(_turned_round(found, decision, names, lang))
    return text("verdict.sentence_joint", lang).join(part for part in parts if part)


def _opening(found: WhyNot, gap: float, lang: Lang) -> str:
    if found.is_tie:
        return text("why.tie", lang, a=found.ahead, b=found.behind)
    key = "why.ahead" if gap > 0 else "why.out"
    return text(key, lang, a=found.ahead, b=found.behind, gap=number_text.gap(abs(gap)))


def _reason(each: Difference, lang: Lang, *, is_turned: bool) -> str:
    sides = [(each.a, each.points_a), (each.b, each.points_b)]
    own, other = reversed(sides) if is_turned else sides
    return text(
        "why.reason",
        lang,
        criterion=each.criterion.label.text(lang),
        own=counted_answer(own[0], each.criterion, lang),
        other=counted_answer(other[0], each.criterion, lang),
        points=number_text.gap(abs(each.difference)),
    )


def counted_answer(scored: ScoredAnswer, criterion: Criterion, lang: Lang) -> str:
    """The answer that counts, short: as read, with the names of options, or how it is missing.

    Parameters
    ----------
    scored : ScoredAnswer
        One vendor's.
    criterion : Criterion
        What was asked.
    lang : str
        Language of the words.

    Returns
    -------
    str
    """
    answer = scored.answer
    if scored.rule is not None:
        return text(f"terms.state.{scored.state.value}", lang)
    shown = shown_reading(answer.reading, criterion.question(), lang) or answer.text
    shown = " ".join(shown.split())
    if len(shown) > _LONGEST:
        shown = f"{shown[: _LONGEST - 1]}…"
    is_changed = answer.override is not None and not answer.override.stale
    return text("why.overridden", lang, answer=shown) if is_changed else shown


def _left_out(comparison: Comparison, lang: Lang) -> str:
    """Which answers are left out of one score only, since these count as the vendor's own score."""
    weighted = [each for each in comparison.criteria if each.weight > 0]
    said = []
    for name, own, other in ((comparison.a, "a", "b"), (comparison.b, "b", "a")):
        named = [
            each.criterion.label.text(lang)
            for each in weighted
            if getattr(each, own).value is None and getattr(each, other).value is not None
        ]
        if named:
            shown = _shortened(named, lang)
            said.append(text("why.left_out", lang, name=name, criteria=shown))
    return text("verdict.sentence_joint", lang).join(said)


def _shortened(names: Sequence[str], lang: Lang) -> str:
    shown = text("language.list_joint", lang).join(names[:_REASONS])
    return shown if len(names) <= _REASONS else text("why.more", lang, names=shown, n=len(names))


def _turned_round(found: WhyNot, decision: Decision, names: dict[str, str], lang: Lang) -> str:
    ways = found.to_overtake
    if ways.first_meet:
        musts = [decision.criteria.criterion(id).label.text(lang) for id in ways.first_meet]
        return text("why.first_meet", lang, musts=_in_a_row(musts, lang), **names)
    if found.is_tie:
        return ""
    if ways.single:
        nearest = sorted(ways.single, key=lambda each: each.points_after - each.points_before)
        said = [_change(each, decision, lang) for each in nearest[:_REASONS]]
        return text("why.single", lang, ways=text("why.or", lang).join(said), **names)
    if ways.pair:
        said = [_change(each, decision, lang) for each in ways.pair]
        return text("why.pair", lang, ways=text("why.and", lang).join(said), **names)
    return text("why.no_way", lang, **names)


def _change(change: AnswerChange, decision: Decision, lang: Lang) -> str:
    return change_words(change, decision.criteria.criterion(change.criterion), lang)


def _in_a_row(parts: Sequence[str], lang: Lang) -> str:
    return text("why.joint", lang).join(parts)


def change_words(change: AnswerChange, criterion: Criterion, lang: Lang) -> str:
    """``First response 26 → 17.5 s``; of a list what is added to it.

    Parameters
    ----------
    change : AnswerChange
        Of one answer.
    criterion : Criterion
        The criterion that was asked.
    lang : str
        Language of the words.

    Returns
    -------
    str
    """
    label = criterion.label.text(lang)
    before, after = change.before, change.said
    if isinstance(after, tuple):
        held = before if isinstance(before, tuple) else ()
        added = [criterion.option_label(item).text(lang) for item in after if item not in held]
        return f"{label} + {text('language.list_joint', lang).join(added)}"
    shown = _answer(before, criterion, lang)
    return f"{label} {shown} → {_answer(after, criterion, lang)}{_unit(after, change.unit, lang)}"


def _answer(answer: float | str | tuple[str, ...] | None, criterion: Criterion, lang: Lang) -> str:
    if isinstance(answer, float | int):
        return number_text.number(answer)
    return criterion.option_label(answer).text(lang) if isinstance(answer, str) else "–"


def _unit(answer: float | str, unit: str | None, lang: Lang) -> str:
    if isinstance(answer, str) or not unit:
        return ""
    if unit == "%":
        return unit
    key = f"unit.{unit}"
    return f" {text(key, lang) if has(key) else unit}"
