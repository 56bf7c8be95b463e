"""Why one vendor is ahead of another: where the points between them come from, and in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

import numpy as np

from vendor_score import number_text
from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision, ScoredAnswer
from vendor_score.decision.criterion_column import comparable
from vendor_score.errors import UsageError
from vendor_score.kinds.value_functions import Anchors
from vendor_score.questionnaire.cells import shown_reading
from vendor_score.ranking.ranking import Ranking
from vendor_score.robustness.records import AnswerChange, ToWin
from vendor_score.robustness.to_win import to_overtake
from vendor_score.scoring import TIE
from vendor_score.wording import Label, Lang, has, in_every_language, system_lang, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from vendor_score.ranking.ranking import Ranking

__all__ = [
    "Comparison",
    "Difference",
    "GroupDifference",
    "TradeOff",
    "WhyNot",
    "change_words",
    "compare",
    "compare_ranked",
    "counted_answer",
    "find_vendor",
    "pair_of",
    "why_not",
    "why_not_of",
    "why_not_text",
]

_LEAST = 1e-9
_PAIR = 2
_MOST_NAMED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One criterion: both answers with their cells, and what they contribute.

    Attributes
    ----------
    criterion : Criterion
    weight : float
        Its share of the whole.
    a, b : ScoredAnswer
    points_a, points_b : float
        The value that counts, 0 to 100; of an answer that is left out the vendor's own score.

    Notes
    -----
    An answer that is left out hands its weight on to the vendor's other answers, which comes to
    the same score as letting it count as the vendor's own score at its full weight. Two vendors
    are compared in this form: every answer has the same weight for both, so that equal answers
    make no difference.
    """

    criterion: Criterion
    weight: float
    a: ScoredAnswer
    b: ScoredAnswer
    points_a: float
    points_b: float

    @property
    def contribution_a(self) -> float:
        """Weight times points of a, in points of the score."""
        return self.weight * self.points_a

    @property
    def contribution_b(self) -> float:
        """Weight times points of b, in points of the score."""
        return self.weight * self.points_b

    @property
    def difference(self) -> float:
        """Contribution of a less that of b, in points of the score."""
        return self.contribution_a - self.contribution_b


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupDifference:
    """One top group, or a criterion that is in none.

    Attributes
    ----------
    id : str
    label : Label
    difference : float
        Sum over its criteria, in points of the score.
    """

    id: str
    label: Label
    difference: float


@dataclass(frozen=True, kw_only=True, slots=True)
class TradeOff:
    """So much of one criterion is worth so much of another at these weights.

    Attributes
    ----------
    gained, paid : Criterion
    much, worth : float
        In the units of ``gained`` and ``paid``.
    """

    gained: Criterion
    much: float
    paid: Criterion
    worth: float

    def text(self) -> Label:
        """The exchange as a sentence.

        Returns
        -------
        Label
        """
        return in_every_language(self._text)

    def _text(self, lang: Lang) -> str:
        return text(
            "verdict.trade_off",
            lang,
            much=_amount(self.much, self.gained, lang),
            gained=self.gained.label,
            worth=_amount(self.worth, self.paid, lang),
            paid=self.paid.label,
        )


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two vendors side by side.

    Attributes
    ----------
    a, b : str
        Their names.
    score_a, score_b : float
        0-100.
    groups : tuple of GroupDifference
        They add up to ``difference``.
    criteria : tuple of Difference
        They add up to ``difference``.
    trade_off : TradeOff or None
        Between the numbers that speak most for one and for the other.
    """

    a: str
    b: str
    score_a: float
    score_b: float
    groups: tuple[GroupDifference, ...]
    criteria: tuple[Difference, ...]
    trade_off: TradeOff | None

    @property
    def difference(self) -> float:
        """Score of a less that of b."""
        return self.score_a - self.score_b

    @property
    def table(self) -> pd.DataFrame:
        """A row per criterion: weight, both answers, both contributions, their difference.

        Then what each answer rests on: whether the buyer corrected its reading
        (``corrected_a``), its cell, evidence and remarks, and the same for b.
        """
        import pandas as pd

        index = pd.Index([d.criterion.id for d in self.criteria], name="criterion")
        columns: dict[str, list[object]] = {
            "weight": [d.weight for d in self.criteria],
            self.a: [d.a.answer.text for d in self.criteria],
            self.b: [d.b.answer.text for d in self.criteria],
            "points_a": [d.contribution_a for d in self.criteria],
            "points_b": [d.contribution_b for d in self.criteria],
            "difference": [d.difference for d in self.criteria],
        }
        for side in ("a", "b"):
            answers = [getattr(d, side).answer for d in self.criteria]
            columns[f"corrected_{side}"] = [answer.is_corrected for answer in answers]
            columns[f"cell_{side}"] = [str(answer.source) for answer in answers]
            columns[f"evidence_{side}"] = [answer.evidence_text for answer in answers]
            columns[f"remarks_{side}"] = [answer.remarks for answer in answers]
        return pd.DataFrame(columns, index=index)


def compare(decision: Decision, a: str, b: str) -> Comparison:
    """Contributions of one vendor less those of another, their answers, and what is worth what.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    a : str
        Its contributions count positively.
    b : str
        The one it is compared with.

    Returns
    -------
    Comparison
        In points; groups and criteria each add up to the difference of the scores.

    Raises
    ------
    UsageError
        For an unknown vendor, or one compared with itself.
    """
    row_a, row_b = decision.rows_of((a, b))
    if row_a == row_b:
        raise UsageError("errors.compare_same", name=a)
    scores = decision.scores.scores
    # an answer that is left out stands for the vendor's own score (see `Difference`)
    counted = np.where(np.isnan(decision.points), scores[:, None], decision.points)
    differences = tuple(
        Difference(
            criterion=leaf,
            weight=decision.leaf_weights[leaf.id],
            a=decision.scored[a][leaf.id],
            b=decision.scored[b][leaf.id],
            points_a=float(counted[row_a, at]),
            points_b=float(counted[row_b, at]),
        )
        for at, leaf in enumerate(decision.criteria_taking_part)
    )
    return Comparison(
        a=a,
        b=b,
        score_a=float(scores[row_a]),
        score_b=float(scores[row_b]),
        groups=_groups(decision, differences),
        criteria=differences,
        trade_off=_trade_off(differences),
    )


def compare_ranked(ranking: Ranking, a: str | None = None, b: str | None = None) -> Comparison:
    """Two vendors of a ranking side by side (see `Ranking.compare`).

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    a, b : str, optional
        Names or parts of names; by default the first two.

    Returns
    -------
    Comparison

    Raises
    ------
    UsageError
        For a name that is unknown or ambiguous, a vendor compared with itself, or a lone vendor.
    """
    named = [name for name in (a, b) if name is not None]
    return compare(ranking.decision, *pair_of(ranking, named))


def pair_of(ranking: Ranking, names: Sequence[str]) -> tuple[str, str]:
    """The two vendors to compare: those named, else the first against the second.

    One that is named alone is compared with the first; the first itself needs another beside it.

    Parameters
    ----------
    ranking : Ranking
        As `Decision.rank` gives it.
    names : sequence of str
        None, one or two names or parts of names.

    Returns
    -------
    (str, str)

    Raises
    ------
    UsageError
        For a name that is unknown or ambiguous, more than two names, the first vendor alone, or
        fewer than two vendors.
    """
    named = [find_vendor(ranking.decision.vendors, name) for name in names]
    if len(named) > _PAIR or len(ranking.vendors) < _PAIR:
        found = len(named) if len(named) > _PAIR else len(ranking.vendors)
        raise UsageError("errors.compare_two", found=found)
    in_order = [vendor.name for vendor in ranking.vendors]
    if len(named) == _PAIR:
        return named[0], named[1]
    if not named:
        return in_order[0], in_order[1]
    if named[0] == in_order[0]:
        raise UsageError("errors.compare_two", found=1)
    return in_order[0], named[0]


def find_vendor(vendors: Sequence[str], name: str) -> str:
    """The vendor that a name, or any unambiguous part of it, means.

    Parameters
    ----------
    vendors : sequence of str
        All of their names.
    name : str
        As typed: case, width of letters and spaces do not matter.

    Returns
    -------
    str

    Raises
    ------
    UsageError
        Where no name holds it, or several do; the message names them.

    Examples
    --------
    >>> find_vendor(["Northgate CX Ltd", "杭州云帆客服外包有限公司"], "云帆")
    '杭州云帆客服外包有限公司'
    """
    if name in vendors:
        return name
    wanted = _folded(name)
    folded = {vendor: _folded(vendor) for vendor in vendors}
    for matches in (str.__eq__, str.startswith, str.__contains__):
        found = [vendor for vendor in vendors if wanted and matches(folded[vendor], wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            known = ", ".join(found[:_MOST_NAMED])
            raise UsageError("errors.vendor_ambiguous", vendor=name, found=known)
    known = ", ".join(vendors[:_MOST_NAMED])
    raise UsageError("errors.vendor_unknown", vendor=name, known=known)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _groups(decision: Decision, differences: tuple[Difference, ...]) -> tuple[GroupDifference, ...]:
    sums: dict[str, float] = {}
    for found in differences:
        top = found.criterion.path[0]
        sums[top] = sums.get(top, 0.0) + found.difference
    return tuple(
        GroupDifference(id=top.id, label=top.label, difference=sums[top.id])
        for top in decision.criteria.children
        if top.id in sums
    )


def _trade_off(differences: tuple[Difference, ...]) -> TradeOff | None:
    """Between the numbers that speak most for one and for the other, as both vendors stand.

    The rate is the mean slope of the value function between the two answers, times the weight.
    """
    slopes = [(d, slope) for d in differences if (slope := _slope(d)) is not None]
    ahead = max((s for s in slopes if s[0].difference > _LEAST), key=_size, default=None)
    behind = max((s for s in slopes if s[0].difference < -_LEAST), key=_size, default=None)
    if ahead is None or behind is None:
        return None
    (gained, (rate, range_)), (paid, (paid_rate, _)) = ahead, behind
    much = _round_amount(range_)
    return TradeOff(
        gained=gained.criterion,
        much=much,
        paid=paid.criterion,
        worth=much * rate / paid_rate,
    )


def _size(found: tuple[Difference, tuple[float, float]]) -> float:
    return abs(found[0].difference)


def _slope(found: Difference) -> tuple[float, float] | None:
    """Contribution per unit between the two answers, and how far apart they are; None: no rate."""
    if not isinstance(found.criterion.value, Anchors):
        return None
    ends = [_cautious(found.criterion, side) for side in (found.a, found.b)]
    if ends[0] is None or ends[1] is None or abs(ends[0] - ends[1]) <= _LEAST:
        return None
    apart = abs(ends[0] - ends[1])
    rate = abs(found.difference) / apart
    return (rate, apart) if rate > _LEAST else None


def _cautious(criterion: Criterion, scored: ScoredAnswer) -> float | None:
    if scored.rule is not None or scored.answer.reading is None:
        return None
    # prices are read as CNY/seat/month and measured in CNY
    reading = comparable(criterion, scored.answer.reading)
    option = criterion.improvement(reading)
    return option.before if option is not None and isinstance(option.before, float) else None


def _round_amount(apart: float) -> float:
    """1, 2 or 5 times a power of ten, at most ``apart``."""
    power = 10.0 ** floor(log10(apart))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= apart * (1 + _LEAST))


def _amount(figure: float, criterion: Criterion, lang: Lang) -> str:
    """A figure with two digits that matter, and its unit in words."""
    shown = number_text.number(float(f"{figure:.2g}"))
    unit = criterion.unit or ""
    key = f"verdict.unit.{unit}"
    if has(key):
        return text(key, lang, n=shown)
    return f"{shown} {unit}".strip()


# Why one vendor is not ahead of another: one paragraph, the same in terminal, library and page.

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
    score_a, score_b = decision.scores.scores[[*decision.rows_of((a, b))]]
    out = {knock_out.vendor for knock_out in decision.knock_outs}
    # a vendor that is out of the ranking is behind whoever is in it, whatever its score
    is_turned = (a in out, -score_a) > (b in out, -score_b + TIE)
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
    return text("why.overridden", lang, answer=shown) if answer.is_corrected else shown


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
