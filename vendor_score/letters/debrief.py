"""The debrief of one vendor: its own results, and of others only what the buyer allows.

What is said of the winner under the European rules follows Directive 2014/24/EU, Art. 55(2)(c):
its name and its relative advantages; the standstill follows Directive 89/665/EEC, Art. 2a, with
the end of periods by Regulation (EEC, Euratom) No 1182/71, Art. 3(4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vendor_score import number_text
from vendor_score.criteria.model import Criterion
from vendor_score.decision import Decision, ScoredAnswer
from vendor_score.documents.blocks import Block, Document, Grid, Heading, Items, Text
from vendor_score.present.model import rule_words
from vendor_score.present.redact import marked_private
from vendor_score.ranking.ranking import Ranking
from vendor_score.robustness.compare import change_words, counted_answer
from vendor_score.robustness.to_win import to_overtake
from vendor_score.wording import Lang, has, text

__all__ = ["DebriefSettings", "Rules", "debrief_document", "standstill_end"]

Rules = Literal["private", "eu-public"]
_SHOWN = 5
_STRONG = 75.0
_LEAST = 0.05
_SATURDAY = 5
_STEPS = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class DebriefSettings:
    """What the buyer allows, and what stands around the letter.

    Attributes
    ----------
    rules : str
        ``private``, or ``eu-public``: the winner's name and advantages, and the standstill.
    winner : str or None
        Who gets the award.
    shows_rank, shows_winner_score : bool
        Whether the vendor is told its rank, and the winner's score.
    sent : datetime.date or None
        The day of the letter; to be filled in where there is none.
    standstill_days : int
        Calendar days after that of sending.
    sender : str
        Who signs; to be filled in where it is empty.
    """

    rules: Rules = "private"
    winner: str | None = None
    shows_rank: bool = False
    shows_winner_score: bool = False
    sent: dt.date | None = None
    standstill_days: int = 10
    sender: str = ""


def standstill_end(sent: dt.date, days: int) -> dt.date:
    """The last day of the standstill: calendar days from the day after sending.

    Parameters
    ----------
    sent : datetime.date
        When the decision was sent.
    days : int
        10 where it is sent electronically, 15 otherwise.

    Returns
    -------
    datetime.date
        The Monday after, where it would be a Saturday or Sunday. Public holidays are to be
        checked by the buyer.

    Examples
    --------
    >>> standstill_end(dt.date(2026, 12, 1), 10), standstill_end(dt.date(2026, 12, 2), 10)
    (datetime.date(2026, 12, 11), datetime.date(2026, 12, 14))
    """
    last = sent + dt.timedelta(days=days)
    weekend = last.weekday() - _SATURDAY
    return last + dt.timedelta(days=2 - weekend) if weekend >= 0 else last


def debrief_document(
    ranking: Ranking, vendor: str, settings: DebriefSettings, lang: Lang
) -> Document:
    """The letter to one vendor.

    Parameters
    ----------
    ranking : Ranking
        By the weighted sum.
    vendor : str
        Whom it goes to.
    settings : DebriefSettings
        What it may say of others.
    lang : str
        Language of the letter.

    Returns
    -------
    Document
    """
    letter = _Letter(ranking, vendor, settings, lang)
    blocks = [
        *letter.opening(),
        *letter.standing(),
        *letter.musts(),
        *letter.strengths(),
        *letter.weaknesses(),
        *letter.winner_advantages(),
        *letter.scores(),
        *letter.closing(),
    ]
    return Document(title=letter.say("title", vendor=vendor), lang=lang, blocks=tuple(blocks))


class _Letter:
    """Sentences and tables of one letter."""

    def __init__(
        self, ranking: Ranking, vendor: str, settings: DebriefSettings, lang: Lang
    ) -> None:
        self.ranking, self.vendor, self.settings, self.lang = ranking, vendor, settings, lang
        self.decision: Decision = ranking.decision
        self.own = ranking.by_name[vendor]
        self.scored = self.decision.scored[vendor]
        self.weighted = [
            leaf
            for leaf in self.decision.criteria_taking_part
            if self.decision.leaf_weights[leaf.id] > 0
        ]

    def say(self, key: str, **values: object) -> str:
        return text(f"letter.{key}", self.lang, **values)

    @property
    def is_winner(self) -> bool:
        return self.settings.winner == self.vendor

    def opening(self) -> Iterator[Block]:
        """Whom it goes to, thanks, and the decision."""
        sent = self.settings.sent
        yield Heading(text=self.say("subject", title=self._title()), level=1)
        yield Text(text=self.say("date", date=sent.isoformat() if sent else self.say("fill_in")))
        yield Text(text=self.say("dear", vendor=self.vendor))
        yield Text(text=self.say("thanks"))
        key = "chosen" if self.is_winner else "not_chosen"
        winner = self.settings.winner
        if key == "not_chosen" and self.settings.rules == "eu-public" and winner is not None:
            yield Text(text=self.say("chosen_other", winner=winner), style="lead")
        else:
            yield Text(text=self.say(key), style="lead")

    def _title(self) -> str:
        return self.decision.criteria.title.text(self.lang)

    def standing(self) -> Iterator[Block]:
        """Its own score, and rank and the winner's score where these are allowed."""
        settings, own = self.settings, self.own
        said = [self.say("score", score=number_text.points(own.score))]
        if settings.shows_rank:
            count = sum(each.rank is not None for each in self.ranking.vendors)
            said.append(
                self.say("no_rank")
                if own.rank is None
                else self.say("rank", rank=own.rank, count=count)
            )
        if settings.shows_winner_score and settings.winner and not self.is_winner:
            best = self.ranking.by_name[settings.winner].score
            said.append(self.say("winner_score", score=number_text.points(best)))
        yield Heading(text=self.say("standing"))
        yield Items(texts=tuple(said))

    def musts(self) -> Iterator[Block]:
        """Musts that it failed, with its own words, and those that could not be tested."""
        said = []
        for broken in self.decision.knock_outs_of(self.vendor):
            leaf = self.decision.criteria.criterion(broken.criterion)
            found = " ".join(broken.found.split())
            said.append(
                self.say(
                    "failed",
                    criterion=leaf.label.text(self.lang),
                    rule=rule_words(broken.rule, leaf, self.lang),
                    found=found or text(f"terms.state.{broken.answer.state.value}", self.lang),
                )
            )
        for id in self.decision.untested[self.vendor]:
            label = self.decision.criteria.criterion(id).label.text(self.lang)
            said.append(self.say("untested", criterion=label))
        if said:
            yield Heading(text=self.say("musts"))
            yield Items(texts=tuple(said))

    def _lost(self, leaf: Criterion) -> float:
        """Points of the score that full marks would have added."""
        value = self.scored[leaf.id].value
        weight = self.own.weights.get(leaf.id, 0.0)
        return 0.0 if value is None else weight * (100.0 - value)

    def strengths(self) -> Iterator[Block]:
        """The criteria that brought most of what they could."""
        found = [
            (leaf, scored.value)
            for leaf in self.weighted
            if (scored := self.scored[leaf.id]).value is not None and scored.value >= _STRONG
        ]
        found.sort(key=lambda pair: -self.own.contributions[pair[0].id])
        if found:
            yield Heading(text=self.say("strengths"))
            yield Items(texts=tuple(self._line(leaf) for leaf, _ in found[:_SHOWN]))

    def _line(self, leaf: Criterion) -> str:
        scored = self.scored[leaf.id]
        return self.say(
            "line",
            criterion=leaf.label.text(self.lang),
            answer=self._answer(scored, leaf),
            points=number_text.points(scored.value or 0.0),
        )

    def _answer(self, scored: ScoredAnswer, leaf: Criterion) -> str:
        return counted_answer(scored, leaf, self.lang)

    def weaknesses(self) -> Iterator[Block]:
        """Where most points were lost, and what would have changed the outcome."""
        if self.is_winner:
            return
        found = sorted(self.weighted, key=lambda leaf: -self._lost(leaf))
        lost = [leaf for leaf in found if self._lost(leaf) >= _LEAST][:_SHOWN]
        yield Heading(text=self.say("why_not"))
        if lost:
            yield Items(
                texts=tuple(
                    self.say(
                        "lost",
                        criterion=leaf.label.text(self.lang),
                        answer=self._answer(self.scored[leaf.id], leaf),
                        points=number_text.gap(self._lost(leaf)),
                    )
                    for leaf in lost
                )
            )
        yield Heading(text=self.say("changed"))
        yield Text(text=self._what_would_do(lost))

    def _what_would_do(self, lost: list[Criterion]) -> str:
        """Better answers; measured against the winner only where its score may be told."""
        broken = self.decision.knock_outs_of(self.vendor)
        if broken:
            names = [self._label(one.criterion) for one in broken]
            return self.say("first_meet", musts=self._joined(names))
        winner = self.settings.winner
        if self.settings.shows_winner_score and winner is not None:
            ways = to_overtake(self.decision, self.vendor, winner)
            single = sorted(ways.single, key=lambda one: one.points_after - one.points_before)
            said = [
                change_words(one, self.decision.criteria.criterion(one.criterion), self.lang)
                for one in (*single[:_SHOWN], *(ways.pair or ()))
            ]
            if single:
                return self.say("would_do", ways=self._joined(said))
            if ways.pair:
                return self.say("would_do_both", ways=self._joined(said))
        names = [leaf.label.text(self.lang) for leaf in lost[:3]]
        gain = number_text.gap(sum(self._lost(leaf) for leaf in lost[:3]))
        if not names:
            return self.say("nothing_more")
        return self.say("would_help", criteria=self._joined(names), points=gain)

    def _label(self, id: str) -> str:
        return self.decision.criteria.criterion(id).label.text(self.lang)

    def _joined(self, parts: list[str]) -> str:
        return text("language.list_joint", self.lang).join(parts)

    def winner_advantages(self) -> Iterator[Block]:
        """Under the European rules: where the winner was better, and the standstill."""
        settings = self.settings
        if settings.rules != "eu-public" or settings.winner is None:
            return
        if not self.is_winner:
            best = self.ranking.by_name[settings.winner]
            secret = marked_private(self.decision)
            ahead = [
                (leaf, best.contributions[leaf.id] - self.own.contributions[leaf.id])
                for leaf in self.weighted
                if leaf.id not in secret
            ]
            ahead = sorted((pair for pair in ahead if pair[1] >= _LEAST), key=lambda p: -p[1])
            yield Heading(text=self.say("advantages", winner=settings.winner))
            said = [
                self.say(
                    "advantage",
                    criterion=leaf.label.text(self.lang),
                    points=number_text.gap(gap),
                )
                for leaf, gap in ahead
            ]
            yield Items(texts=tuple(said) or (self.say("no_advantage"),))
        if settings.sent is not None:
            last = standstill_end(settings.sent, settings.standstill_days)
            yield Heading(text=self.say("standstill"))
            yield Text(
                text=self.say("standstill_until", date=last.isoformat(), n=settings.standstill_days)
            )

    def scores(self) -> Iterator[Block]:
        """Every weighted criterion: weight, own answer, points, and the scale."""
        yield Heading(text=self.say("scores"))
        shares = number_text.shares([self.decision.leaf_weights[leaf.id] for leaf in self.weighted])
        yield Grid(
            heads=tuple(
                self.say(f"head.{key}")
                for key in ("criterion", "weight", "answer", "points", "scale")
            ),
            rows=tuple(
                (
                    leaf.label.text(self.lang),
                    share,
                    self._answer(self.scored[leaf.id], leaf),
                    self._points(self.scored[leaf.id]),
                    scale_words(leaf, self.lang),
                )
                for leaf, share in zip(self.weighted, shares, strict=True)
            ),
            widths=(0.24, 0.09, 0.22, 0.09, 0.36),
            figures=frozenset({1, 3}),
        )
        yield Text(text=self.say("scores_note"), style="small")

    def _points(self, scored: ScoredAnswer) -> str:
        return self.say("left_out") if scored.value is None else number_text.points(scored.value)

    def closing(self) -> Iterator[Block]:
        """Whom to ask, and who signs."""
        contact = self.decision.criteria.cover.contact
        if contact is not None:
            yield Text(text=self.say("contact", contact=contact.text(self.lang)))
        yield Text(text=self.say("regards"))
        yield Text(text=self.settings.sender or self.say("fill_in"))


def scale_words(leaf: Criterion, lang: Lang) -> str:
    """A criterion's value scale in one line: which answers are worth how many points.

    Parameters
    ----------
    leaf : Criterion
        That is scored.
    lang : str
        Language of the words.

    Returns
    -------
    str
    """

    def say(key: str, **values: object) -> str:
        return text(f"letter.scale.{key}", lang, **values)

    if leaf.value is None:
        return say(f"relative_{leaf.direction}")
    joint = text("language.list_joint", lang)
    if leaf.levels:
        return say("levels", n=len(leaf.levels) - 1)
    anchors = leaf.value.anchors
    if anchors is not None:
        shown = anchors.at[:_STEPS]
        unit = f"unit.{leaf.unit}"
        named = "" if not leaf.unit else text(unit, lang) if has(unit) else leaf.unit
        return joint.join(
            say("anchor", answer=f"{number_text.number(at)} {named}".strip(), points=_whole(points))
            for at, points in shown
        )
    table = getattr(leaf.value, "at", None)
    if table:
        best = sorted(table.items(), key=lambda pair: -pair[1])
        said = [
            say("anchor", answer=leaf.option_label(id).text(lang), points=_whole(points))
            for id, points in best[:_STEPS]
        ]
        return joint.join(said)
    ends = [
        (id, getattr(leaf.value, id, None)) for id in ("yes", "partial", "no")
    ]  # of a yes or no
    said = [
        say("anchor", answer=leaf.option_label(id).text(lang), points=_whole(points))
        for id, points in ends
        if isinstance(points, int | float)
    ]
    return joint.join(said) or say("points")


def _whole(points: float) -> str:
    return number_text.number(round(points, 1))
