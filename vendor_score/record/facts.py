"""The plain data inside a record: what it was made from and what came out, to be held against."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, unescape

from vendor_score.present.report import Report
from vendor_score.record.content import RecordSettings
from vendor_score.version import __version__
from vendor_score.wording import Lang

__all__ = ["SCHEMA", "as_json", "as_xml", "differences", "from_xml", "record_facts", "with_lines"]

Difference: TypeAlias = tuple[str, dict[str, str]]
"""Key of a wording below ``record.differs``, and its values."""
SCHEMA = "vendor-score/record/1"
_ROOT = "record"


def record_facts(
    report: Report, settings: RecordSettings, langs: Sequence[Lang], request: Mapping[str, Any]
) -> dict[str, Any]:
    """Inputs, settings and results of a record.

    Parameters
    ----------
    report : Report
        For the buyer.
    settings : RecordSettings
        Signatures and lock.
    langs : sequence of str
        Languages of the record, in order.
    request : mapping of str to object
        What else the command was given, such as weights.

    Returns
    -------
    dict
        Scores as text with nine decimals, as in a lock: other programs write 84.0 as 84.
    """
    decision, criteria = report.decision, report.decision.criteria.file
    return {
        "schema": SCHEMA,
        "version": __version__,
        "reference_date": decision.criteria.reference_date.isoformat(),
        "languages": list(langs),
        "request": dict(request),
        "signed": list(settings.signed),
        "inputs": {file.file: file.sha256 for file in decision.answers.inputs},
        "criteria": {
            "file": "" if criteria is None else criteria.file,
            "sha256": "" if criteria is None else criteria.sha256,
        },
        "lock": settings.lock,
        "samples": report.robustness.smaa.samples,
        "seed": report.robustness.smaa.seed,
        "method": report.ranking.method,
        "weights": {id: f"{share:.9f}" for id, share in decision.leaf_weights.items()},
        "vendors": {
            vendor.name: {
                "rank": vendor.rank,
                "score": f"{vendor.score:.9f}",
                "status": vendor.status.value,
            }
            for vendor in report.ranking.vendors
        },
        "verdict": report.verdict.as_dict(),
    }


def with_lines(facts: Mapping[str, Any], lines: Sequence[str]) -> dict[str, Any]:
    """The facts with every text of the document as it was written.

    Parameters
    ----------
    facts : mapping
        As `record_facts` gives them.
    lines : sequence of str
        In order.

    Returns
    -------
    dict
    """
    return {**facts, "lines": list(lines)}


def as_json(facts: Mapping[str, Any]) -> str:
    """The facts as JSON that cannot end the script element it stands in.

    Parameters
    ----------
    facts : mapping

    Returns
    -------
    str
    """
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&":
        told = told.replace(character, f"\\u{ord(character):04x}")
    return told


def as_xml(facts: Mapping[str, Any]) -> bytes:
    """The facts as a part of an Office file.

    Parameters
    ----------
    facts : mapping

    Returns
    -------
    bytes
    """
    told = escape(as_json(facts))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{_ROOT}>{told}</{_ROOT}>'.encode(
        "utf-8", "replace"
    )


def from_xml(content: bytes) -> dict[str, Any] | None:
    """The facts in such a part, or in a page of HTML; None where there are none.

    Parameters
    ----------
    content : bytes
        Untrusted.

    Returns
    -------
    dict or None
    """
    told = content.decode("utf-8", "replace")
    for start, end in ((f"<{_ROOT}>", f"</{_ROOT}>"), ('id="record">', "</script>")):
        _, found, rest = told.partition(start)
        inner, closed, _ = rest.partition(end)
        if found and closed:
            try:
                facts = json.loads(unescape(inner) if start.startswith("<") else inner)
            except (ValueError, RecursionError):
                return None
            is_ours = isinstance(facts, dict) and facts.get("schema") == SCHEMA
            return facts if is_ours else None
    return None


def differences(
    then: Mapping[str, Any], now: Mapping[str, Any]
) -> list[tuple[str, dict[str, str]]]:
    """What a record says and what comes out now, point by point.

    Parameters
    ----------
    then, now : mapping
        Facts of the record, and those worked out anew.

    Returns
    -------
    list of (str, dict)
        Key of a wording below ``record.differs``, and its values; empty where all agree.
    """
    found: list[tuple[str, dict[str, str]]] = []
    for key in ("version", "reference_date", "method", "samples", "seed", "lock"):
        if then.get(key) != now.get(key):
            values = {"before": _shown(then.get(key)), "after": _shown(now.get(key))}
            found.append((key, values))
    found += _files(_table(then, "inputs"), _table(now, "inputs"))
    if _table(then, "criteria").get("sha256") != _table(now, "criteria").get("sha256"):
        found.append(("criteria", {"file": _shown(_table(then, "criteria").get("file"))}))
    changed = _table(then, "weights"), _table(now, "weights")
    for id in dict.fromkeys((*changed[0], *changed[1])):
        before, after = (_shown(each.get(id)) for each in changed)
        if before != after:
            found.append(("weight", {"id": id, "before": before, "after": after}))
    found += _vendors(_table(then, "vendors"), _table(now, "vendors"))
    if then.get("verdict") != now.get("verdict"):
        found.append(("verdict", {}))
    return found


def _files(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, dict[str, str]]]:
    found = []
    for file in dict.fromkeys((*then, *now)):
        if file not in now:
            found.append(("file_gone", {"file": file}))
        elif file not in then:
            found.append(("file_new", {"file": file}))
        elif then[file] != now[file]:
            found.append(("file_changed", {"file": file}))
    return found


def _vendors(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, dict[str, str]]]:
    found = []
    for name in dict.fromkeys((*then, *now)):
        before, after = then.get(name), now.get(name)
        if before != after:
            values = {"vendor": name, "before": _place(before), "after": _place(after)}
            found.append(("vendor", values))
    return found


def _place(told: object) -> str:
    if not isinstance(told, Mapping):
        return "–"
    rank = "–" if told.get("rank") is None else str(told.get("rank"))
    return f"{rank} · {told.get('score')} · {told.get('status')}"


def _table(facts: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = facts.get(key)
    return found if isinstance(found, Mapping) else {}


def _shown(value: object) -> str:
    return "–" if value is None else str(value)
