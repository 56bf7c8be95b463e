"""Freeze rules and quality before offers are opened, and say what has changed since.

The digest is SHA-256 over the record without it, as JSON with sorted keys, no blanks and UTF-8, so
that another implementation can work it out again. Scores stand as text with nine decimals, since
84.0 is written 84 elsewhere. A digest protects against change, not against reading: short offers
can be guessed.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vendor_score.criteria.model import Criteria
from vendor_score.decision import Decision
from vendor_score.errors import UsageError
from vendor_score.version import __version__
from vendor_score.wording import Lang, text

__all__ = [
    "SCHEMA",
    "LockChange",
    "changes_since",
    "digest_of",
    "is_of_rules_alone",
    "lock_record",
    "read_lock",
    "rules_record",
]

SCHEMA: Final = "vendor-score/lock/1"
_RULES: Final = ("criteria", "demand", "price")
_LISTS: Final = {
    "weights": "criterion",
    "overrides": "answer",
    "sources": "file",
    "offers": "file",
    "quality": "vendor",
}
"""The lists of a record, and the key by which an entry is known."""
_OF_QUALITY: Final = frozenset({"overrides", "sources", "quality"})


@dataclass(frozen=True, slots=True)
class LockChange:
    """One thing that is no longer as it was locked.

    Attributes
    ----------
    part : str
        ``criteria``, ``demand``, ``price``, or a list of the record.
    name : str
        Criterion, answer, file or vendor; empty for a part as a whole.
    before, after : str
        What stood there; empty where nothing did.
    """

    part: str
    name: str = ""
    before: str = ""
    after: str = ""

    def text(self, lang: Lang) -> str:
        """The change in words.

        Parameters
        ----------
        lang : str

        Returns
        -------
        str
        """
        kind = "new" if not self.before else "gone" if not self.after else "other"
        how = text(f"lock.change.{kind}", lang)
        if self.part in ("weights", "quality") and kind == "other":
            how = f"{_short(self.before)} → {_short(self.after)}"
        return text(f"lock.part.{self.part}", lang, name=self.name, how=how)


def _short(figure: str) -> str:
    """Nine decimals as people read them."""
    try:
        return f"{float(figure):.4f}".rstrip("0").rstrip(".")
    except ValueError:
        return figure


def lock_record(
    decision: Decision,
    offers: Sequence[Path],
    *,
    locked_on: str,
    previous: str | None = None,
    reason: str = "",
) -> dict[str, Any]:
    """The record of a decision whose offers are not opened.

    Parameters
    ----------
    decision : Decision
        Loaded without offers.
    offers : sequence of Path
        Files of offers; only their digests are taken.
    locked_on : str
        The day, as 2026-12-01.
    previous : str, optional
        Digest of the record that this one replaces.
    reason : str, optional
        Why it does.

    Returns
    -------
    dict of str to object
        With its ``digest``.
    """
    ranking = decision.rank()
    overrides = [
        {"answer": f"{vendor} · {id}", "sha256": _hash(answer.override)}
        for vendor, given in decision.answers.given.items()
        for id, answer in given.items()
        if answer.override is not None
    ]
    quality = [
        {
            "vendor": vendor.name,
            "score": f"{vendor.score:.9f}",
            "rank": vendor.rank,
            "status": vendor.status.value,
        }
        for name in decision.vendors
        for vendor in [ranking.by_name[name]]
    ]
    record = {
        **_rules(decision.criteria, offers, locked_on),
        "overrides": overrides,
        "sources": _files((one.file, one.sha256) for one in decision.answers.inputs),
        "quality": quality,
        "previous": previous,
        "reason": reason,
    }
    return {**record, "digest": digest_of(record)}


def rules_record(
    criteria: Criteria,
    offers: Sequence[Path] = (),
    *,
    locked_on: str,
    previous: str | None = None,
    reason: str = "",
) -> dict[str, Any]:
    """The record of rules alone, before any answer is there.

    Parameters
    ----------
    criteria : Criteria
    offers : sequence of Path, optional
        Files of offers; only their digests are taken.
    locked_on : str
        The day, as 2026-12-01.
    previous : str, optional
        Digest of the record that this one replaces.
    reason : str, optional
        Why it does.

    Returns
    -------
    dict of str to object
        As `lock_record` makes it, its lists of answers and scores empty.
    """
    record = {
        **_rules(criteria, offers, locked_on),
        "overrides": [],
        "sources": [],
        "quality": [],
        "previous": previous,
        "reason": reason,
    }
    return {**record, "digest": digest_of(record)}


def _rules(criteria: Criteria, offers: Iterable[Path], locked_on: str) -> dict[str, Any]:
    rules = [leaf.price_rule for leaf in criteria.leaves()]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "locked_on": locked_on,
        "criteria": criteria.file.sha256 if criteria.file else _hash(criteria.children),
        "demand": _hash(criteria.demand),
        "price": _hash([criteria.price, rules]),
        "weights": [
            {"criterion": node.id, "weight": f"{node.weight:.9f}"} for node in criteria.nodes()
        ],
        "offers": _files((path.name, _sha256(path)) for path in offers),
    }


def _files(found: Any) -> list[dict[str, str]]:
    return [{"file": file, "sha256": sha256} for file, sha256 in sorted(found)]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _hash(value: object) -> str:
    """SHA-256 of records and plain data."""
    text = json.dumps(value, default=_plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): entry for key, entry in value.items()}
    return str(value)


def digest_of(record: Mapping[str, Any]) -> str:
    """The digest of a record, whether or not one stands in it.

    Parameters
    ----------
    record : mapping of str to object

    Returns
    -------
    str
        In lower-case hex.
    """
    own = {key: value for key, value in record.items() if key != "digest"}
    text = json.dumps(
        own, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def read_lock(path: Path) -> dict[str, Any]:
    """Read a record and check its own digest.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict of str to object

    Raises
    ------
    UsageError
        For a file that is none, or whose digest does not fit.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UsageError("errors.lock_unreadable", file=path.name) from None
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise UsageError("errors.lock_unreadable", file=path.name)
    if record.get("digest") != digest_of(record):
        raise UsageError("errors.lock_edited", file=path.name)
    return record


def is_of_rules_alone(lock: Mapping[str, Any]) -> bool:
    """Whether a record was made before any answer was there.

    Parameters
    ----------
    lock : mapping of str to object

    Returns
    -------
    bool
    """
    return not lock.get("sources") and not lock.get("quality")


def changes_since(lock: Mapping[str, Any], fresh: Mapping[str, Any]) -> tuple[LockChange, ...]:
    """What is no longer as it was locked: rules, weights, files, overrides and scores by name.

    Parameters
    ----------
    lock, fresh : mapping of str to object
        The record, and the same made anew.

    Returns
    -------
    tuple of LockChange
        Empty where nothing has changed. Of a record of rules alone the rules are compared.
    """
    found = [
        LockChange(part, before=str(lock.get(part, "")), after=str(fresh.get(part, "")))
        for part in _RULES
        if lock.get(part) != fresh.get(part)
    ]
    of_rules = is_of_rules_alone(lock)
    for part, key in _LISTS.items():
        if not (of_rules and part in _OF_QUALITY):
            found += _changed(part, lock.get(part, ()), fresh.get(part, ()), key)
    return tuple(found)


def _changed(
    part: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], key: str
) -> list[LockChange]:
    old, new = ({str(one[key]): one for one in rows} for rows in (before, after))
    return [
        LockChange(part, name, _said(old.get(name), key), _said(new.get(name), key))
        for name in {**old, **new}
        if old.get(name) != new.get(name)
    ]


def _said(entry: Mapping[str, Any] | None, key: str) -> str:
    """What an entry says beside its name: a weight, a score, a digest."""
    if entry is None:
        return ""
    return str(next((entry[one] for one in ("weight", "score", "sha256") if one in entry), key))
