"""A report as the one plain payload that the page and the notebook are drawn from."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, cast

import numpy as np

from vendor_score import wording
from vendor_score.criteria.model import Criteria, Criterion, Group, setting_pieces
from vendor_score.decision import Decision
from vendor_score.decision.criterion_column import cautious_numbers
from vendor_score.findings import FindingGroup, group_findings
from vendor_score.present.charts import CHARTS
from vendor_score.present.charts import chart as theme
from vendor_score.present.contract_view import contract_tables
from vendor_score.present.model import GROUP_COLOURS, encode, renamed
from vendor_score.present.page.answers import answer_rows, curve, place, value_settings
from vendor_score.present.page.sources import source_rows
from vendor_score.present.redact import marked_private
from vendor_score.present.report import Report
from vendor_score.present.since_view import since_view
from vendor_score.robustness.acceptability import answer_samplers
from vendor_score.robustness.verdict import verdict_sentences
from vendor_score.robustness.what_ifs import weight_set_label
from vendor_score.wording import Label, Lang, languages

__all__ = [
    "SCHEMA",
    "TEXT_AREAS",
    "chart_rows",
    "digest",
    "draw_rows",
    "finding_rows",
    "payload",
    "sureness",
]


SCHEMA = "vendor-score/view/1"
TEXT_AREAS = ("chart.", "envelopes.", "language.", "page.", "plan.layout.", "plan.role.",
              "plan.why.", "terms.", "unit.", "verdict.", "why.")  # fmt: skip


def payload(report: Report) -> dict[str, Any]:
    """All that the view shows and computes with, ready for json (no NaN, no tuples as keys).

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    dict
    """
    decision, ranking = report.decision, report.ranking
    return {
        "schema": SCHEMA,
        "lang": report.lang,
        "languages": list(wording.languages()),
        "title": decision.criteria.title.as_dict(),
        "reference_date": decision.criteria.reference_date.isoformat(),
        "digest": digest(decision),
        "envelope": report.envelope,
        "method": _method(report),
        "tree": _tree(decision),
        "criteria": [_criterion(leaf, decision, report) for leaf in decision.criteria.leaves()],
        "groups": _groups(decision.criteria),
        "vendors": _vendors(report),
        "points": [_figures(row) for row in decision.points],
        "relative": _relative(decision),
        "weights": [decision.leaf_weights[leaf.id] for leaf in decision.criteria_taking_part],
        "entered": [decision.entered_weights[leaf.id] for leaf in decision.criteria_taking_part],
        "order": [decision.vendors.index(vendor.name) for vendor in ranking.vendors],
        "weight_sets": _weight_sets(decision),
        "sure": sureness(report),
        "draws": draw_rows(decision),
        "verdict_parts": [part.as_dict() for part in _sentences(report)],
        "verdict_settings": asdict(decision.criteria.verdict),
        "findings": finding_rows(report),
        "sources": source_rows(report),
        "charts": chart_rows(report),
        "since": _since(report),
        **_contract(report),
        "yaml": _yaml(report),
        "given": _given(report),
        "texts": texts(),
    }


_DIGITS = 12


def digest(decision: Decision) -> str:
    """What tells two states of the files apart: the same bytes of answers and criteria, the same.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    str
        The first digits of a SHA-256 over those of all files read, whatever their names; empty
        where nothing was read from a file.
    """
    criteria = decision.criteria.file
    known = sorted({file.sha256 for file in decision.answers.inputs if file.sha256})
    known += [criteria.sha256] if criteria and criteria.sha256 else []
    return hashlib.sha256("\n".join(known).encode()).hexdigest()[:_DIGITS] if known else ""


def texts() -> dict[str, list[str]]:
    """The wordings of the page, key to one text for each of the languages.

    Returns
    -------
    dict of str to list of str
    """
    keys = [key for key in wording.catalogue(wording.FALLBACK) if key.startswith(TEXT_AREAS)]
    return {key: [wording.text(key, lang) for lang in wording.languages()] for key in keys}


def _contract(report: Report) -> dict[str, Any]:
    """What was found in draft contracts, in the words of each language; nothing without drafts."""
    review = report.contract
    if review is None:
        return {}
    return {
        "contract": {
            lang: [asdict(table) for table in contract_tables(review, lang)] for lang in languages()
        }
    }


def _since(report: Report) -> dict[Lang, dict[str, Any]] | None:
    """What changed since the last round, in the words of each language."""
    since = report.since
    if since is None:
        return None
    views = {lang: since_view(since, report.decision, lang) for lang in languages()}
    return {
        lang: {
            "lead": list(view.lead),
            "tables": [
                {
                    "key": table.key,
                    "title": table.title,
                    "note": table.note,
                    "heads": list(table.heads),
                    "figures": sorted(table.figures),
                    "rows": [list(row) for row in table.rows],
                }
                for table in view.tables
            ],
        }
        for lang, view in views.items()
    }


def _yaml(report: Report) -> dict[str, Any] | None:
    """criteria.yaml cut at its weights and settings, where its text is known."""
    criteria = report.decision.criteria
    if criteria.file is None or not criteria.file.text:
        return None
    return {
        "pieces": [
            list(piece) for piece in setting_pieces(criteria.file.text, criteria.file.places)
        ],
        "weights": [[node.id, node.weight] for node in criteria.nodes()],
    }


def _sentences(report: Report) -> tuple[Label, Label]:
    """The verdict's headline, and what follows it."""
    if report.facts is None:
        return report.verdict, Label.same("")
    return verdict_sentences(report.facts)


def _given(report: Report) -> dict[str, Any] | None:
    """Ranks and scores at the entered weights, where figures are rounded; else they follow."""
    if report.decimals is None:
        return None
    by_name = report.weighted_sum.by_name
    own = [by_name[name] for name in report.decision.vendors]
    return {
        "decimals": report.decimals,
        "scores": [vendor.score for vendor in own],
        "ranks": [vendor.rank for vendor in own],
        "order": [report.decision.vendors.index(v.name) for v in report.weighted_sum.vendors],
    }


def _method(report: Report) -> dict[str, Any]:
    ranking = report.ranking
    by_name = {vendor.name: vendor for vendor in ranking.vendors}
    vendors = [by_name[name] for name in report.decision.vendors]
    return {
        "name": ranking.method,
        "ranks": [vendor.rank for vendor in vendors],
    }


def _tree(decision: Decision) -> list[dict[str, Any]]:
    columns = {leaf.id: i for i, leaf in enumerate(decision.criteria_taking_part)}
    return [node for top in decision.criteria.children if (node := _node(top, columns))]


def _node(node: Group | Criterion, columns: dict[str, int]) -> dict[str, Any] | None:
    if isinstance(node, Criterion):
        if node.id not in columns:
            return None
        return {"id": node.id, "weight": node.weight, "column": columns[node.id]}
    children = [found for child in node.children if (found := _node(child, columns))]
    return {"id": node.id, "weight": node.weight, "children": children} if children else None


def _groups(criteria: Criteria) -> list[dict[str, Any]]:
    return [
        {"id": node.id, "path": list(node.path), "label": node.label.as_dict()}
        for node in criteria.nodes()
        if isinstance(node, Group)
    ]


def _criterion(leaf: Criterion, decision: Decision, report: Report) -> dict[str, Any]:
    columns = [other.id for other in decision.criteria_taking_part]
    withheld = leaf.id in report.only_totals
    return {
        "id": leaf.id,
        "path": list(leaf.path),
        "label": leaf.label.as_dict(),
        "question": leaf.question_text.as_dict(),
        "kind": leaf.answer,
        "unit": leaf.unit,
        "column": columns.index(leaf.id) if leaf.id in columns else -1,
        "scored": leaf.is_scored,
        "private": leaf.id in marked_private(decision),
        "direction": leaf.direction if leaf.is_relative else None,
        "target": leaf.target.text if leaf.target else None,
        "must": leaf.must.text if leaf.must else None,
        "evidence": leaf.evidence.as_dict() if leaf.evidence else None,
        "missing": {"default": leaf.missing.default, **leaf.missing.by_state},
        "curve": None if withheld else curve(leaf),
        **({} if withheld else value_settings(leaf)),
        "within": report.within_totals.get(leaf.id),
        "withheld": withheld,
    }


def _vendors(report: Report) -> list[dict[str, Any]]:
    decision = report.decision
    short = decision.answers.short_names
    questions = [
        leaf.question() for leaf in decision.criteria.leaves()
    ]  # a cost is none, but shown
    return [
        {
            "name": name,
            **({"short": short[name]} if name in short else {}),
            "status": decision.statuses[name].value,
            "knock_outs": [
                _knock_out(broken, report)
                for broken in decision.knock_outs
                if broken.vendor == name
            ],
            "untested": list(decision.untested.get(name, ())),
            "answers": answer_rows(report, name, questions),
        }
        for name in decision.vendors
    ]


def _knock_out(broken: Any, report: Report) -> dict[str, Any]:
    withheld = broken.criterion in report.only_totals
    return {
        "criterion": broken.criterion,
        "rule": None if withheld else broken.rule,
        "found": None if withheld else broken.found,
    }


def _figures(row: Any) -> list[float | None]:
    """Plain numbers, None where there is none: json knows no NaN."""
    return [None if math.isnan(x) else x for x in row.tolist()]


def _relative(decision: Decision) -> list[dict[str, Any]]:
    """Cautious readings of the relative criteria, scored anew when a vendor is let in."""
    return [
        {
            "column": at,
            "direction": leaf.direction,
            "cautious": _figures(np.where(column.read, cautious_numbers(column), np.nan)),
            "kept": _figures(column.kept),
        }
        for at, leaf in enumerate(decision.criteria_taking_part)
        if leaf.is_relative and (column := decision.columns[leaf.id])
    ]


def _weight_sets(decision: Decision) -> list[dict[str, Any]]:
    """Each named weight set as leaf shares."""
    return [
        {
            "label": weight_set_label(decision.criteria, name).as_dict(),
            "weights": decision.with_entered_weights(entered).weight_array.tolist(),
        }
        for name, entered in decision.criteria.weight_sets.items()
    ]


# The charts that plotly draws: those of `present.charts`, filled in anew as weights change.


def chart_rows(report: Report) -> dict[str, Any]:
    """Figures by name and language, and the inks to swap for the page's own.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    dict
        ``figures``: by language and name, plain plotly figures to be filled in. ``drawn``: by
        language, charts that stay as they are, each with title, figure and table. ``inks``: colour
        to the name of the page's own.
    """
    return {
        "figures": {lang: _refilled(report, lang) for lang in languages()},
        "drawn": {lang: _drawn(report, lang) for lang in languages()},
        "inks": {
            theme.INK: "--ink",
            theme.MUTED: "--ink-3",
            theme.LINE: "--line",
            theme.ACCENT: "--accent",
            "#ffffff": "--paper",
            **{colour: f"--g{i + 1}" for i, colour in enumerate(GROUP_COLOURS)},
            **{colour: f"--q{i}" for i, (colour, _) in enumerate(theme.STEPS)},
        },
    }


def _refilled(report: Report, lang: Lang) -> dict[str, Any]:
    made = {name: chart.refilled(report, lang) for name, chart in CHARTS.items() if chart.refilled}
    return {name: theme.to_be_filled(figure) for name, figure in made.items() if figure is not None}


def _drawn(report: Report, lang: Lang) -> list[dict[str, Any]]:
    rows = []
    for name, chart in CHARTS.items():
        if chart.table is None or chart.picture is None:
            continue
        figure = chart.picture(report, lang)
        if figure is None:
            continue
        heads, cells = chart.table(report, lang)
        title = figure["layout"].get("title", {}).get("text", name)
        rows.append({"name": name, "title": title, "figure": figure, "heads": heads, "rows": cells})
    return rows


# How sure the ranking is, as the page is given it: vendors as positions, never as keys.


def sureness(report: Report) -> dict[str, Any]:
    """The records of `Robustness`, for the entered weights.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    dict
        Lists by vendor follow the order of the decision's vendors.
    """
    rows = encode(report.robustness, report.decision.vendors)
    smaa = rows["stated_smaa"] or rows["smaa"]
    criteria = report.decision.criteria
    return {
        "smaa": _kept(smaa, "vendors", "samples", "band", "ranks"),
        "missing_ranks": [row and [row["best"], row["worst"]] for row in rows["missing_ranks"]],
        "methods": _methods(rows["agreement"]),
        "to_win": [_to_win(row) for row in rows["to_win"]],
        "proven": _proven(rows["proven_only"]),
        "without_mixed": rows["without_mixed"],
        "weight_sets": [
            {
                "label": weight_set_label(criteria, row["name"]).as_dict(),
                **_kept(row, "ranks", "scores", "first"),
            }
            for row in rows["weight_sets"]
        ],
        "leave_one_out": [
            _kept(row, "kind", "vendor", "criterion", "first", "changes_first")
            for row in rows["leave_one_out"]
        ],
    }


def _kept(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return renamed(row, {name: name for name in names})


def _methods(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    names = ("method", "label", "headline", "ranks", "first", "reason")
    results = [_kept(found, *names) for found in row["results"]]
    return {**_kept(row, "kendall_w", "same_first"), "results": results}


def _to_win(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "single": [_change(change) for change in row["single"]],
        "pair": [_change(change) for change in row["pair"] or ()],
        "first_meet": row["first_meet"],
    }


def _change(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "criterion": row["criterion"],
        "before": row["before"],
        # people are shown a rounded answer where the exact one is a long number
        "after": row["after"] if row["shown"] is None else row["shown"],
        "unit": row["unit"],
    }


def _proven(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    deciding = row["critical_claims"] or row["deciding_claims"]
    return {**_kept(row, "ranks", "scores", "first", "first_changes"), "deciding": deciding}


def finding_rows(report: Report) -> list[dict[str, Any]]:
    """Every finding, in the order of the decision; like ones of a column in one row.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    list of dict
    """
    return [_row(group) for group in group_findings(report.findings)]


def _row(group: FindingGroup) -> dict[str, Any]:
    finding = group.finding
    wordings = {
        part: [getattr(finding, part)(lang) for lang in languages()]
        for part in ("title", "expected", "fix")
    }
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "vendor": finding.vendor,
        "criterion": finding.criterion,
        "at": place(finding.source),
        "found": finding.found_there,
        "count": group.count,
        **wordings,
    }


# What answers that are not exact may be worth: even draws for the sampling in the page.

_DRAWS = 24
_HAIR = 0.01  # points


class _Evenly:
    """Takes a generator's place: its draws lie evenly over the range, few of them stand for all."""

    @staticmethod
    def uniform(low: float, high: float, size: int) -> Any:
        return low + (high - low) * (np.arange(size) + 0.5) / size

    @staticmethod
    def integers(high: int, size: int) -> Any:
        return np.arange(size) * high // size


def draw_rows(decision: Decision) -> list[list[Any]]:
    """The points among which the page draws, for each answer that is not exact.

    All criteria are drawn, also those at weight 0: in the page they may be given weight.

    Parameters
    ----------
    decision : Decision
        The scored answers.

    Returns
    -------
    list of list
        [vendor, column, points that are equally likely]; of points that lie evenly the first and
        the last.
    """
    even = dict.fromkeys(decision.leaf_weights, 1.0 / len(decision.leaf_weights))
    weighted = replace(decision, leaf_weights=even)
    rng = cast("np.random.Generator", _Evenly())
    return [
        [
            vendor,
            column,
            _ends_if_even(sampler(rng, _DRAWS).round(2).tolist()),
        ]
        for vendor, column, sampler in answer_samplers(weighted, decision.vendors)
    ]


def _ends_if_even(points: list[float]) -> list[float]:
    """The ends alone where the points between follow from them, as they mostly do."""
    even = np.linspace(points[0], points[-1], len(points))
    return [points[0], points[-1]] if np.abs(even - points).max() <= _HAIR else points
