"""What changed since the last round as sentences and tables, shaped once for every surface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendor_score import number_text
from vendor_score.decision import Decision
from vendor_score.rounds.records import (
    AnswerThen,
    ChangedAnswer,
    CriteriaChange,
    Since,
    Step,
    VendorMove,
)
from vendor_score.wording import Lang, text

__all__ = ["SinceTable", "SinceView", "shown_parts", "since_record", "since_view"]

_NAMED = 3
_LONGEST = 60
_LEAST = 1e-9
_TENTHS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class SinceTable:
    """One table.

    Attributes
    ----------
    key : str
        ``moves``, ``changes``, ``criteria``, ``open`` or ``replaced``.
    title, note : str
        Its heading, and one sentence on what is seen.
    heads : tuple of str
    figures : frozenset of int
        Columns, from 0, that hold figures.
    rows : tuple of tuple of str
    exact : tuple of mapping of int to float
        For each row the figures behind some of its cells, by column; empty where there are none.
    """

    key: str
    title: str
    note: str
    heads: tuple[str, ...]
    figures: frozenset[int]
    rows: tuple[tuple[str, ...], ...]
    exact: tuple[Mapping[int, float], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SinceView:
    """All that is said of the last round, in one language.

    Attributes
    ----------
    lead : tuple of str
        Sentences, the most important first.
    tables : tuple of SinceTable
        Those that hold anything.
    """

    lead: tuple[str, ...]
    tables: tuple[SinceTable, ...]


def since_view(since: Since, decision: Decision, lang: Lang) -> SinceView:
    """The comparison with the last round in one language.

    Parameters
    ----------
    since : Since
        As `compare_rounds` gives it.
    decision : Decision
        Of this round, for the names of criteria.
    lang : str
        Language of the words.

    Returns
    -------
    SinceView
    """
    words = _Words(since, decision, lang)
    tables = (
        words.moves(),
        words.changes(),
        words.criteria(),
        words.still_open(),
        words.replaced(),
    )
    return SinceView(
        lead=tuple(words.lead()),
        tables=tuple(table for table in tables if table.rows or table.key == "moves"),
    )


def shown_parts(move: VendorMove) -> list[str]:
    """The parts of a change with one decimal, so that those shown add up to the change shown.

    Parameters
    ----------
    move : VendorMove
        Of one vendor.

    Returns
    -------
    list of str
        One for each step; the tenths that rounding leaves over go to the parts that lost most.

    Examples
    --------
    >>> from vendor_score.rounds.records import Part
    >>> parts = (Part(step="answers", points=1.26), Part(step="weights", points=1.26))
    >>> move = VendorMove(vendor="A", was_called="A", score_before=50.0, score_after=52.52,
    ...     rank_before=1, rank_after=1, status_before="ranked", status_after="ranked", parts=parts)
    >>> shown_parts(move)
    ['+1.3', '+1.2']
    """
    then, now = (round(score or 0.0, 1) for score in (move.score_before, move.score_after))
    target = round((now - then) * _TENTHS)
    exact = [part.points * _TENTHS for part in move.parts]
    whole = [int(each // 1) if abs(each) > _LEAST else 0 for each in exact]
    open_places = [at for at, each in enumerate(exact) if abs(each) > _LEAST]
    left = target - sum(whole)
    by_loss = sorted(open_places, key=lambda at: (-(exact[at] - whole[at]), at))
    # a change of less than a tenth may round the other way: then some part gives a tenth up
    for turn in range(abs(left)):
        if by_loss:
            places = by_loss if left > 0 else by_loss[::-1]
            whole[places[turn % len(places)]] += 1 if left > 0 else -1
    return [
        _signed(tenths / _TENTHS, is_zero=abs(each) <= _LEAST)
        for tenths, each in zip(whole, exact, strict=True)
    ]


def _signed(points: float, *, is_zero: bool = False) -> str:
    if is_zero:
        return "0"
    return f"{points:+.1f}" if points else "±0.0"


class _Words:
    """Sentences and rows of one comparison in one language."""

    def __init__(self, since: Since, decision: Decision, lang: Lang) -> None:
        self.since, self.lang = since, lang
        self.labels = {node.id: node.label.text(lang) for node in decision.criteria.nodes()}
        self.weights = decision.leaf_weights

    def say(self, key: str, **values: object) -> str:
        return text(f"since.{key}", self.lang, **values)

    def names(self, names: Iterable[str]) -> str:
        return text("language.list_joint", self.lang).join(names)

    def steps(self, steps: Iterable[Step]) -> str:
        return self.names(self.say(f"step.{step}") for step in steps)

    def label(self, id: str) -> str:
        return self.labels.get(id, id)

    def lead(self) -> Iterator[str]:
        """The first place, what decided it, who is new or gone, and what is to be asked."""
        since = self.since
        yield self._first_place()
        yield from self._decisive()
        if since.arrived:
            yield self.say("arrived", n=len(since.arrived), names=self.names(since.arrived))
        if since.left:
            yield self.say("left", n=len(since.left), names=self.names(since.left))
        for then, now in since.may_be_same:
            yield self.say("may_be_same", then=then, now=now)
        if since.still_open:
            weighted = [one for one in since.still_open if self.weights.get(one.criterion)]
            vendors = {one.vendor for one in since.still_open}
            said = {"n": len(since.still_open), "vendors": len(vendors), "weighted": len(weighted)}
            yield self.say("still_open", **said)
        criteria = since.criteria_then or self.say("shipped")
        yield self.say("against", against=since.against, criteria=criteria)
        if since.is_saved:
            yield self.say("saved")
        yield self.say("order", steps=self.steps(since.steps))

    def _first_place(self) -> str:
        since = self.since
        before, after = self.names(since.first_before), self.names(since.first_after)
        if not since.first_before or not since.first_after:
            nobody = self.say("nobody")
            return self.say("first_none", before=before or nobody, after=after or nobody)
        if since.turned_in is None:
            return self.say("first_same", first=after)
        step = self.say(f"step.{since.turned_in}")
        return self.say("first_changed", before=before, after=after, step=step)

    def _decisive(self) -> Iterator[str]:
        found = self.since.decisive
        if not found and self.since.changes:
            yield self.say("none_decides")
        for one in found[:_NAMED]:
            yield self.say(
                f"decides_{one.step}",
                vendor=one.vendor,
                criterion=self.label(one.criterion),
                before=self.answer(one.before),
                after=self.answer(one.after),
                first=self.names(one.first_without or ()) or self.say("nobody"),
            )

    def answer(self, cell: AnswerThen) -> str:
        """Words and how they count, short."""
        words = " ".join(cell.text.split())
        if len(words) > _LONGEST:
            words = f"{words[: _LONGEST - 1]}…"
        state = text(f"terms.state.{cell.state}", self.lang)
        if not words:
            return state
        if cell.is_corrected:
            return self.say("corrected", text=words)
        return words if cell.state == "answered" else self.say("in_state", text=words, state=state)

    def moves(self) -> SinceTable:
        """A row per vendor: rank and score then and now, and the part of each step."""
        since = self.since
        used = [
            at
            for at, _ in enumerate(since.steps)
            if any(abs(move.parts[at].points) > _LEAST for move in since.moves)
        ]
        heads = [self.say("head.vendor"), self.say("head.rank"), self.say("head.then")]
        heads += [self.say(f"short.{since.steps[at]}") for at in used]
        heads += [self.say("head.now")]
        unused = [step for at, step in enumerate(since.steps) if at not in used]
        note = self.say("moves_note")
        if unused:
            joint = text("verdict.sentence_joint", self.lang)
            note += joint + self.say("unmoved", steps=self.steps(unused))
        return SinceTable(
            key="moves",
            title=self.say("moves"),
            note=note,
            heads=tuple(heads),
            figures=frozenset(range(1, len(heads))),
            rows=tuple(self._move(move, used) for move in since.moves),
            exact=tuple(_exact(move, used) for move in since.moves),
        )

    def _move(self, move: VendorMove, used: Sequence[int]) -> tuple[str, ...]:
        parts = shown_parts(move)
        name = move.vendor
        if move.was_called != name:
            name = self.say("was_called", name=name, then=move.was_called)
        return (
            name,
            self._arrow(_rank(move.rank_before), _rank(move.rank_after)),
            _score(move.score_before),
            *(parts[at] for at in used),
            _score(move.score_after),
        )

    @staticmethod
    def _arrow(before: str, after: str) -> str:
        return after if before == after else f"{before} → {after}"

    def changes(self) -> SinceTable:
        """A row per answer that counts otherwise."""
        heads = ("vendor", "criterion", "what", "then", "now", "effect", "first_without")
        return SinceTable(
            key="changes",
            title=self.say("changes"),
            note=self.say("changes_note"),
            heads=tuple(self.say(f"head.{key}") for key in heads),
            figures=frozenset({5}),
            rows=tuple(map(self._change, self.since.changes)),
        )

    def _change(self, one: ChangedAnswer) -> tuple[str, ...]:
        first = one.first_without
        return (
            one.vendor,
            self.label(one.criterion),
            self.say(f"step.{one.step}"),
            self.answer(one.before),
            self.answer(one.after),
            _signed(round(one.effect, 1), is_zero=abs(one.effect) <= _LEAST),
            "" if first is None else self.names(first) or self.say("nobody"),
        )

    def criteria(self) -> SinceTable:
        """A row per group or criterion that is weighted or scored otherwise."""
        return SinceTable(
            key="criteria",
            title=self.say("criteria"),
            note=self.say("criteria_note"),
            heads=tuple(self.say(f"head.{key}") for key in ("criterion", "what", "then", "now")),
            figures=frozenset({2, 3}),
            rows=tuple(map(self._criterion, self.since.criteria_changes)),
        )

    def _criterion(self, one: CriteriaChange) -> tuple[str, ...]:
        what = self.say(f"changed.{one.what}")
        ends = ("–" if end is None else number_text.share(end) for end in (one.before, one.after))
        return (self.label(one.id), what, *ends)

    def still_open(self) -> SinceTable:
        """A row per question that was open after the last round and is so still."""
        return SinceTable(
            key="open",
            title=self.say("open"),
            note=self.say("open_note"),
            heads=tuple(self.say(f"head.{key}") for key in ("vendor", "criterion", "state", "now")),
            figures=frozenset(),
            rows=tuple(
                (
                    one.vendor,
                    self.label(one.criterion),
                    self.say("in_doubt")
                    if one.state == "answered"
                    else text(f"terms.state.{one.state}", self.lang),
                    " ".join(one.text.split()),
                )
                for one in self.since.still_open
            ),
        )

    def replaced(self) -> SinceTable:
        """A row per file that stands instead of an older one."""
        return SinceTable(
            key="replaced",
            title=self.say("replaced"),
            note=self.say("replaced_note"),
            heads=tuple(self.say(f"head.{key}") for key in ("vendor", "files", "n", "reason")),
            figures=frozenset({2}),
            rows=tuple(
                (one.vendor, one.files, str(one.answers), one.reason.text(self.lang))
                for one in self.since.replaced
            ),
        )


def _exact(move: VendorMove, used: Sequence[int]) -> dict[int, float]:
    ends = {2: move.score_before, 3 + len(used): move.score_after}
    parts = {3 + place: move.parts[at].points for place, at in enumerate(used)}
    return {at: each for at, each in (ends | parts).items() if each is not None}


def _rank(rank: int | None) -> str:
    return "–" if rank is None else str(rank)


def _score(score: float | None) -> str:
    return "–" if score is None else number_text.points(score)


def since_record(since: Since) -> Mapping[str, object]:
    """The block ``since`` of ranking.json.

    Parameters
    ----------
    since : Since
        As `compare_rounds` gives it.

    Returns
    -------
    dict
        Plain data, figures in full.
    """
    return {
        "against": since.against,
        "criteria_then": since.criteria_then or None,
        "is_saved": since.is_saved,
        "steps": list(since.steps),
        "first_before": list(since.first_before),
        "first_after": list(since.first_after),
        "first_after_step": {turn.step: list(turn.first) for turn in since.turns},
        "vendors": [_move_record(move) for move in since.moves],
        "arrived": list(since.arrived),
        "left": list(since.left),
        "may_be_same": [list(pair) for pair in since.may_be_same],
        "changes": [_change_record(change) for change in since.changes],
        "criteria": [
            {"id": one.id, "what": one.what, "before": one.before, "after": one.after}
            for one in since.criteria_changes
        ],
        "still_open": [
            {"vendor": o.vendor, "criterion": o.criterion, "state": o.state, "text": o.text}
            for o in since.still_open
        ],
        "replaced": [
            {
                "vendor": r.vendor,
                "files": r.files,
                "answers": r.answers,
                "reason": r.reason.as_dict(),
            }
            for r in since.replaced
        ],
    }


def _move_record(move: VendorMove) -> dict[str, object]:
    return {
        "name": move.vendor,
        "was_called": move.was_called,
        "score_before": move.score_before,
        "score_after": move.score_after,
        "rank_before": move.rank_before,
        "rank_after": move.rank_after,
        "status_before": move.status_before,
        "status_after": move.status_after,
        "parts": {part.step: part.points for part in move.parts},
        "by_criterion": {part.step: dict(part.by_criterion) for part in move.parts},
    }


def _change_record(change: ChangedAnswer) -> dict[str, object]:
    first = change.first_without
    return {
        "vendor": change.vendor,
        "criterion": change.criterion,
        "step": change.step,
        "before": _cell_record(change.before),
        "after": _cell_record(change.after),
        "effect": change.effect,
        "first_without": None if first is None else list(first),
    }


def _cell_record(cell: AnswerThen) -> dict[str, object]:
    source = cell.source
    return {
        "text": cell.text,
        "state": cell.state,
        "points": cell.points,
        "is_corrected": cell.is_corrected,
        "source": {"file": source.file, "sheet": source.sheet, "cell": source.cell},
    }
