"""Answers as plain data: what was written, what was read, what it earned and where it stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from vendor_score.criteria.model import Criterion
from vendor_score.decision import ScoredAnswer
from vendor_score.decision.criterion_column import comparable
from vendor_score.findings import Source
from vendor_score.kinds.rules import Rule
from vendor_score.present.report import Report
from vendor_score.questionnaire.cells import shown_reading
from vendor_score.records import Answer, AnswerState, EvidenceState, Override, Question, Reading
from vendor_score.wording import languages

__all__ = ["answer_rows", "curve", "place", "value_settings"]


def answer_rows(report: Report, vendor: str, questions: Sequence[Question]) -> list[dict[str, Any]]:
    """One entry per criterion in file order; what is empty or usual is left out of an entry.

    Parameters
    ----------
    report : Report
        Redacted already.
    vendor : str
        Its name.
    questions : sequence of Question
        How each criterion is read and shown, in file order; a cost too, which is not asked.

    Returns
    -------
    list of dict
    """
    leaves = report.decision.criteria.leaves()
    return [_row(report, vendor, *asked) for asked in zip(leaves, questions, strict=True)]


def place(source: Source) -> list[str | None] | None:
    """[file, sheet, cell], None where nothing is known.

    Parameters
    ----------
    source : Source
        Of an answer.

    Returns
    -------
    list of (str or None) or None
    """
    found = [source.file, source.sheet, source.cell]
    return found if any(found) else None


def _row(report: Report, vendor: str, leaf: Criterion, question: Question) -> dict[str, Any]:
    decision = report.decision
    scored = decision.scored[vendor].get(leaf.id)
    answer = scored.answer if scored else decision.answers.of(vendor, leaf.id)
    told = {} if leaf.id in report.only_totals else _told(answer, leaf, question)
    told["seen"] = True if answer.evidence is EvidenceState.SEEN else None
    if leaf.id not in report.only_totals and leaf.id in decision.columns:
        kept = float(decision.columns[leaf.id].kept[decision.vendors.index(vendor)])
        told["kept"] = None if kept == 1 else kept
    row = {"state": answer.state.value, **told, **(_earned(scored) if scored else {})}
    if row["state"] == AnswerState.ANSWERED:
        del row["state"]
    return {key: entry for key, entry in row.items() if entry not in (None, "", [])}


def _earned(scored: ScoredAnswer) -> dict[str, Any]:
    return {
        "value": scored.value,
        "high": None if scored.value_high == scored.value else scored.value_high,
        "worst": None if scored.worst == scored.value else scored.worst,
        "best": None if scored.best == scored.value else scored.best,
        "rule": scored.rule,
    }


def _told(answer: Answer, leaf: Criterion, question: Question) -> dict[str, Any]:
    return {
        "text": answer.text,
        "reading": _reading(answer.reading, leaf, question),
        "at": place(answer.source),
        "evidence": None if answer.evidence is EvidenceState.NONE else answer.evidence.value,
        "evidence_text": answer.evidence_text,
        "remarks": answer.remarks,
        "override": _override(answer.override),
        "judgements": [[j.assessor, j.level, j.reason] for j in answer.judgements],
    }


def _reading(reading: Reading | None, leaf: Criterion, question: Question) -> dict[str, Any] | None:
    """In words of both languages, with its flags, and where it lies on the value function."""
    if reading is None:
        return None
    row = {
        "said": [shown_reading(reading, question, lang) for lang in languages()],
        "flags": list(reading.flags),
        "on": _on_curve(reading, leaf) if reading.has_value else None,
        "open": _open_sides(reading, leaf) if reading.has_value else None,
        "held": leaf.kind.bars_named(leaf.value, reading) if reading.has_value else None,
    }
    return {key: entry for key, entry in row.items() if entry and entry != ["", ""]}


def _on_curve(reading: Reading, leaf: Criterion) -> list[float] | None:
    """The answer as an interval on the axis of a value function over numbers, or of its scale."""
    axis = None if leaf.value is None else leaf.value.anchors
    try:
        if leaf.is_relative:
            return _closed(*leaf.scale.interval(comparable(leaf, reading)))
        return None if axis is None else list(axis.interval(reading))
    except ValueError:  # not in this criterion's unit: the answer earns no points either
        return None


def _closed(low: float, high: float) -> list[float] | None:
    """An interval in plain numbers; which side has no end is told beside it."""
    ends = [end for end in (low, high) if math.isfinite(end)]
    return [ends[0], ends[-1]] if ends else None


def _open_sides(reading: Reading, leaf: Criterion) -> str | None:
    """Which sides of the answer end only where the value function does: other anchors move them."""
    axis = None if leaf.value is None else leaf.value.anchors
    if axis is None and not leaf.is_relative:
        return None
    try:
        scale = leaf.scale if axis is None else axis.scale
        low, high = scale.interval(comparable(leaf, reading) if leaf.is_relative else reading)
    except ValueError:  # not in this criterion's unit
        return None
    return ("<" if math.isinf(low) else "") + (">" if math.isinf(high) else "")


def _override(override: Override | None) -> dict[str, Any] | None:
    if override is None:
        return None
    row = {
        "text": override.text,
        "reason": override.reason,
        "basis": override.basis,
        "name": override.name,
        "date": override.date,
        "at": place(override.source),
        "stale": override.stale or None,
    }
    return {key: entry for key, entry in row.items() if entry}


# Value functions as plain data for drawing: points over an answer, or points per option.


def curve(leaf: Criterion) -> dict[str, Any] | None:
    """A criterion's value function as plain data for drawing.

    ``{"form": "line", "at": [[answer, points], ...]}`` or ``{"form": "bars", "bars": [...]}``.

    Parameters
    ----------
    leaf : Criterion
        A criterion.

    Returns
    -------
    dict or None
        None for one that is relative or never scored.
    """
    anchors = None if leaf.value is None else leaf.value.anchors
    if anchors is not None:
        return {"form": "line", "at": [list(anchor) for anchor in anchors.at]}
    bars = () if leaf.value is None else leaf.value.bars
    rows = [
        {"id": id, "label": leaf.option_label(id).as_dict(), "points": points}
        for id, points in bars
    ]
    return {"form": "bars", "bars": rows} if rows else None


def value_settings(leaf: Criterion) -> dict[str, Any]:
    """What the page needs beside the curve to work out points and better answers itself.

    Parameters
    ----------
    leaf : Criterion
        A criterion.

    Returns
    -------
    dict
        ``whole``, ``several`` (options may be picked), ``words`` (of rules), ``own_points`` (they
        stand in ``value``), ``natural`` (ends of the scale), ``target_rule``, ``must_rule``,
        ``discount`` (by state of evidence), ``cap`` and ``best_of`` of a list, ``levels`` of what
        is judged; what is usual is left out.
    """
    row: dict[str, Any] = {
        "whole": leaf.kind.is_whole or None,
        "several": leaf.kind.takes_several or None,
        "words": list(leaf.kind.rule_words),
        "own_points": (leaf.value is not None and leaf.value.is_written_in_value) or None,
        "natural": _natural(leaf),
        "levels": [level.as_dict() for level in leaf.levels],
        "target_rule": _rule(leaf.target),
        "must_rule": _rule(leaf.must),
        "discount": {
            state.value: share
            for state, share in leaf.evidence_discount.items()
            if share and not leaf.kind.is_judged
        },
    }
    if leaf.value is not None and leaf.value.families is not None:
        cap, best_of = leaf.value.families
        row |= {"cap": cap, "best_of": [sorted(each) for each in best_of]}
    return {key: entry for key, entry in row.items() if entry not in (None, {}, [], [None, None])}


def _natural(leaf: Criterion) -> list[float | None] | None:
    anchors = None if leaf.value is None else leaf.value.anchors
    if anchors is not None:
        return [anchors.natural_low, anchors.natural_high]
    return [leaf.scale.low, leaf.scale.high] if leaf.is_relative else None


def _rule(rule: Rule | None) -> dict[str, Any] | None:
    return None if rule is None else {"form": rule.form, "operands": list(rule.operands)}
