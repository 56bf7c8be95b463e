"""The last round from its ranking.json: what that lets one tell apart, and no more.

It holds points, words and weights, but neither scales nor readings that could be scored again. So
the way has three steps: answers (with all that was made of them), judgements, and weights (with
criteria and vendors). Each is exact all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np

from vendor_score.decision import Decision, Status
from vendor_score.errors import SourceError
from vendor_score.findings import Source
from vendor_score.kinds import kind_of
from vendor_score.ranking.methods import rank
from vendor_score.rounds.records import (
    SAVED_STEPS,
    AnswerThen,
    ChangedAnswer,
    CriteriaChange,
    Part,
    Since,
    Step,
    StillOpen,
    Turn,
    VendorMove,
)
from vendor_score.rounds.since import (
    check_renamed,
    first_changes_first,
    replacements,
    same_vendors,
)
from vendor_score.scoring import TIE, competition_ranks, weighted_sum

__all__ = ["SavedRound", "compare_with_saved", "read_saved"]

_SCHEMA = "vendor-score/ranking/1"
_ROUNDED = 1e-6
"""Points between a stored score and that of the stored values from which these were rounded."""
_OPEN = {"blank", "pending", "unreadable"}
_HAS_RANK = {Status.RANKED.value, Status.UNCONFIRMED.value}


@dataclass(frozen=True, kw_only=True)
class SavedRound:
    """What a ranking.json holds of a round.

    Attributes
    ----------
    file : str
        Its name.
    criteria_file : str
        That of the criteria; empty for the shipped ones.
    kinds : mapping of str to str
        Kind of answer by criterion id.
    weights : mapping of str to float
        Share of the whole by criterion id.
    vendors : mapping of str to mapping
        By name: rank, score, status and, by criterion, what was counted.
    """

    file: str
    criteria_file: str
    kinds: Mapping[str, str]
    weights: Mapping[str, float]
    vendors: Mapping[str, Mapping[str, Any]] = field(repr=False)

    def cell(self, vendor: str, criterion: str) -> AnswerThen:
        """An answer as it counted.

        Parameters
        ----------
        vendor, criterion : str
            Of the round.

        Returns
        -------
        AnswerThen
        """
        cell = self.vendors[vendor]["criteria"].get(criterion) or {}
        override, source = cell.get("override") or {}, cell.get("source") or {}
        applies = bool(override) and not override["stale"]
        return AnswerThen(
            text=str(override["text"] if applies else cell.get("text", "")),
            state=str(cell.get("state", "not_asked")),
            points=cell.get("value"),
            is_corrected=applies,
            source=Source(**{key: source.get(key) for key in ("file", "sheet", "cell")}),
        )


def read_saved(path: Path) -> SavedRound:
    """Read a ranking.json.

    Parameters
    ----------
    path : Path
        Of the file.

    Returns
    -------
    SavedRound

    Raises
    ------
    SourceError
        For a file that is none, is broken, or was rounded for sharing.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError("errors.saved_unread", file=path.name, reason=error.strerror) from None
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise SourceError("errors.saved_no_json", file=path.name) from None
    if not isinstance(told, dict) or told.get("schema") != _SCHEMA:
        raise SourceError("errors.saved_other", file=path.name, schema=_SCHEMA)
    try:
        found = _saved(path.name, told)
        is_rounded = any(abs(_score(found, name) - score) > _ROUNDED for name, score in _told(told))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SourceError("errors.saved_broken", file=path.name) from None
    if is_rounded:
        raise SourceError("errors.saved_rounded", file=path.name)
    return found


def _saved(file: str, told: Mapping[str, Any]) -> SavedRound:
    criteria = told["criteria"]
    return SavedRound(
        file=file,
        criteria_file=str((told.get("criteria_file") or {}).get("file") or ""),
        kinds={str(one["id"]): str(one["answer"]) for one in criteria},
        weights={str(one["id"]): float(one["weight"] or 0.0) for one in criteria},
        vendors={str(one["name"]): one for one in told["vendors"]},
    )


def _told(told: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for one in told["vendors"]:
        if one["score"] is not None:
            yield one["name"], float(one["score"])


def _score(saved: SavedRound, name: str) -> float:
    cells = saved.vendors[name]["criteria"]
    kept = {
        id: (weight, float(cells[id]["value"]))
        for id, weight in saved.weights.items()
        if weight and cells.get(id) and cells[id]["value"] is not None
    }
    total = sum(weight for weight, _ in kept.values())
    return sum(weight * value for weight, value in kept.values()) / total if total else 0.0


def compare_with_saved(
    saved: SavedRound, new: Decision, *, renamed: Mapping[str, str] | None = None
) -> Since:
    """What changed since a saved ranking.

    Parameters
    ----------
    saved : SavedRound
        Of the last round.
    new : Decision
        Of this one.
    renamed : mapping of str to str, optional
        A vendor's name then to its name now.

    Returns
    -------
    Since
        With the steps of `SAVED_STEPS`.

    Raises
    ------
    UsageError
        For a renamed vendor that is not there.
    """
    names = dict(renamed or {})
    check_renamed(names, saved.vendors, new.vendors)
    called = {now: then for then, now in names.items()}
    saved = replace(saved, vendors={names.get(n, n): one for n, one in saved.vendors.items()})
    table = _Tables(saved, new)
    after = rank(new)
    parts = table.parts()
    moves = tuple(
        VendorMove(
            vendor=name,
            was_called=called.get(name, name),
            score_before=saved.vendors[name]["score"],
            score_after=None if isnan(after.by_name[name].score) else after.by_name[name].score,
            rank_before=table.ranks_before.get(name),
            rank_after=after.by_name[name].rank,
            status_before=str(saved.vendors[name]["status"]),
            status_after=after.by_name[name].status.value,
            parts=parts[name],
        )
        for name in after.by_name
        if name in parts
    )
    left = tuple(name for name in saved.vendors if name not in new.vendors)
    arrived = tuple(name for name in new.vendors if name not in saved.vendors)
    return Since(
        against=saved.file,
        criteria_then=saved.criteria_file,
        is_saved=True,
        steps=SAVED_STEPS,
        moves=moves,
        arrived=arrived,
        left=left,
        may_be_same=same_vendors(left, arrived),
        first_before=_first(table.ranks_before),
        first_after=after.leaders,
        turns=tuple(table.turns(after.leaders)),
        changes=first_changes_first(table.changes(parts, after.leaders)),
        criteria_changes=tuple(_weight_changes(saved, new)),
        still_open=tuple(
            sorted(
                _still_open(saved, new),
                key=lambda one: not new.leaf_weights.get(one.criterion, 0.0),
            )
        ),
        replaced=replacements(new),
    )


class _Tables:
    """Points and weights of both rounds over the vendors of the last one and all criteria."""

    def __init__(self, saved: SavedRound, new: Decision) -> None:
        self.saved, self.new = saved, new
        self.vendors = list(saved.vendors)
        self.both = [name for name in self.vendors if name in new.vendors]
        ids = [leaf.id for leaf in new.criteria_taking_part]
        self.ids = list(dict.fromkeys((*saved.weights, *ids)))
        self.weights = {
            "then": np.array([saved.weights.get(id, 0.0) for id in self.ids]),
            "now": np.array([new.leaf_weights.get(id, 0.0) for id in self.ids]),
        }
        self.then = np.array([[self._then(name, id) for id in self.ids] for name in self.vendors])
        self.now = np.array([[self._now(name, id) for id in self.ids] for name in self.vendors])
        self.judged = np.array([self._is_judged(id) for id in self.ids])
        scores = {name: saved.vendors[name]["score"] for name in self.vendors}
        self.ranks_before = self._ranks(
            {name: score for name, score in scores.items() if score is not None}, then=True
        )

    def _is_judged(self, id: str) -> bool:
        return kind_of(self.saved.kinds[id]).is_judged if id in self.saved.kinds else False

    def _then(self, name: str, id: str) -> float:
        cell = self.saved.vendors[name]["criteria"].get(id)
        value = cell and cell["value"]
        return float("nan") if value is None else float(value)

    def _now(self, name: str, id: str) -> float:
        """This round's points; the old ones where nobody is scored by the criterion any more."""
        if name not in self.new.vendors or id not in self.new.leaf_weights:
            return self._then(name, id)
        value = self.new.scored[name][id].value
        return float("nan") if value is None else value

    def _stages(self) -> Iterator[tuple[Step, Any, Any]]:
        """Points and weights after each step."""
        first = np.where(self.judged, self.then, self.now)
        yield "answers", first, self.weights["then"]
        yield "judgements", self.now, self.weights["then"]
        yield "weights", self.now, self.weights["now"]

    def parts(self) -> dict[str, tuple[Part, ...]]:
        """For each vendor of both rounds what every step is worth."""
        before = weighted_sum(self.then, self.weights["then"]).contributions
        found: dict[str, list[Part]] = {name: [] for name in self.both}
        for step, points, weights in self._stages():
            after = weighted_sum(points, weights).contributions
            if step == SAVED_STEPS[-1]:
                after = self._final(after)
            for name in self.both:
                row = self.vendors.index(name)
                moved = {
                    id: float(one)
                    for id, one in zip(self.ids, after[row] - before[row], strict=True)
                    if abs(one) > TIE
                }
                points_moved = float(after[row].sum() - before[row].sum())
                found[name].append(Part(step=step, points=points_moved, by_criterion=moved))
            before = after
        return {name: tuple(each) for name, each in found.items()}

    def _final(self, contributions: Any) -> Any:
        """What counts in this round, to the last digit."""
        final = contributions.copy()
        for name in self.both:
            own = self.new.row_of(self.new.scores.contributions, name)
            final[self.vendors.index(name)] = [own.get(id, 0.0) for id in self.ids]
        return final

    def turns(self, last: tuple[str, ...]) -> Iterator[Turn]:
        """Who is first after each step."""
        for step, points, weights in self._stages():
            scores = weighted_sum(points, weights).scores
            ranks = self._ranks(dict(zip(self.vendors, scores.tolist(), strict=True)))
            yield Turn(step=step, first=last if step == SAVED_STEPS[-1] else _first(ranks))

    def _ranks(self, scores: Mapping[str, float], *, then: bool = False) -> dict[str, int]:
        ranked = [name for name in scores if self._has_rank(name, then=then)]
        places = competition_ranks(np.array([scores[name] for name in ranked]))
        return dict(zip(ranked, places.tolist(), strict=True))

    def _has_rank(self, name: str, *, then: bool) -> bool:
        if then or name not in self.new.vendors:
            return self.saved.vendors[name]["status"] in _HAS_RANK
        return self.new.statuses[name].value in _HAS_RANK

    def changes(
        self, parts: Mapping[str, tuple[Part, ...]], first: tuple[str, ...]
    ) -> Iterator[ChangedAnswer]:
        """Answers whose words, state or points changed."""
        for name in self.both:
            for id in self.ids:
                if id not in self.saved.kinds or id not in self.new.leaf_weights:
                    continue
                before, after = self.saved.cell(name, id), _cell_now(self.new, name, id)
                if _counted(before) == _counted(after):
                    continue
                step: Step = "judgements" if self._is_judged(id) else "answers"
                part = next(part for part in parts[name] if part.step == step)
                yield ChangedAnswer(
                    vendor=name,
                    criterion=id,
                    step=step,
                    before=before,
                    after=after,
                    effect=part.by_criterion.get(id, 0.0),
                    first_without=self._first_without(name, id, first),
                )

    def _first_without(self, name: str, id: str, first: tuple[str, ...]) -> tuple[str, ...] | None:
        """With the old points in their place; statuses stay, since musts cannot be tested again."""
        at, leaves = self.ids.index(id), self.new.criteria_taking_part
        points = self.new.points.copy()
        column = next(place for place, leaf in enumerate(leaves) if leaf.id == id)
        points[self.new.rows_of((name,))[0], column] = self.then[self.vendors.index(name), at]
        scores = weighted_sum(points, self.new.weight_array).scores
        ranked = list(self.new.ranked_vendors)
        places = competition_ranks(scores[self.new.rows_of(ranked)])
        found = _first(dict(zip(ranked, places.tolist(), strict=True)))
        return None if set(found) == set(first) else found


def _cell_now(new: Decision, name: str, id: str) -> AnswerThen:
    scored = new.scored[name][id]
    override = scored.answer.override
    applies = override is not None and not override.stale
    return AnswerThen(
        text=override.text if override is not None and applies else scored.answer.text,
        state=scored.state.value,
        points=scored.value,
        is_corrected=applies,
        source=scored.answer.source,
    )


def _counted(cell: AnswerThen) -> tuple[object, ...]:
    points = None if cell.points is None else round(cell.points, 9)
    return (cell.text.strip(), cell.state, points)


def _first(ranks: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(name for name, place in ranks.items() if place == 1)


def _weight_changes(saved: SavedRound, new: Decision) -> Iterator[CriteriaChange]:
    for id in dict.fromkeys((*new.leaf_weights, *saved.weights)):
        before, after = saved.weights.get(id), new.leaf_weights.get(id)
        if abs((before or 0.0) - (after or 0.0)) > TIE:
            yield CriteriaChange(id=id, what="weight", before=before, after=after)


def _still_open(saved: SavedRound, new: Decision) -> Iterable[StillOpen]:
    for name in new.vendors:
        for id in saved.kinds if name in saved.vendors else ():
            then = saved.cell(name, id).state
            answer = new.answers.of(name, id)
            is_open = answer.state.value in {*_OPEN, "refused"}
            if then in _OPEN and is_open and not kind_of(saved.kinds[id]).is_judged:
                yield StillOpen(
                    vendor=name, criterion=id, state=answer.state.value, text=answer.text
                )
