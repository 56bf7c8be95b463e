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
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from vendor_score.decision import Decision
from vendor_score.errors import UsageError
from vendor_score.version import __version__

__all__ = ["SCHEMA", "changes_since", "digest_of", "lock_record", "read_lock"]

SCHEMA: Final = "vendor-score/lock/1"
_PARTS: Final = ("criteria", "demand", "price", "overrides")


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
    criteria = decision.criteria
    overrides = [
        [vendor, id, answer.override]
        for vendor, given in decision.answers.given.items()
        for id, answer in given.items()
        if answer.override is not None
    ]
    ranking = decision.rank()
    record = {
        "schema": SCHEMA,
        "version": __version__,
        "locked_on": locked_on,
        "criteria": criteria.file.sha256 if criteria.file else _hash(decision.leaf_weights),
        "demand": _hash(criteria.demand),
        "price": _hash([criteria.price, [leaf.price_rule for leaf in criteria.leaves()]]),
        "overrides": _hash(overrides),
        "sources": _files((one.file, one.sha256) for one in decision.answers.inputs),
        "offers": _files((path.name, _sha256(path)) for path in offers),
        "quality": [
            {
                "vendor": vendor.name,
                "score": f"{vendor.score:.9f}",
                "rank": vendor.rank,
                "status": vendor.status.value,
            }
            for name in decision.vendors
            for vendor in [ranking.by_name[name]]
        ],
        "previous": previous,
        "reason": reason,
    }
    return {**record, "digest": digest_of(record)}


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


def changes_since(lock: Mapping[str, Any], fresh: Mapping[str, Any]) -> tuple[str, ...]:
    """What is no longer as it was locked: parts, files and vendors by name.

    Parameters
    ----------
    lock, fresh : mapping of str to object
        The record, and the same made anew.

    Returns
    -------
    tuple of str
        Empty where nothing has changed.
    """
    found = [part for part in _PARTS if lock.get(part) != fresh.get(part)]
    for part in ("sources", "offers"):
        found += _changed(lock.get(part, ()), fresh[part], "file")
    found += _changed(lock.get("quality", ()), fresh["quality"], "vendor")
    return tuple(found)


def _changed(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], key: str
) -> list[str]:
    old, new = ({str(one[key]): one for one in rows} for rows in (before, after))
    return [name for name in {**old, **new} if old.get(name) != new.get(name)]
