"""Records of an analysis as plain data, field by field, with vendors by name or by position.

Which fields hold vendors is said once, here: ranking.json names vendors, the page numbers them, so
that a vendor called ``__proto__`` is no key of an object.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import numpy as np

from vendor_score.wording import Label

__all__ = ["encode", "renamed"]

# A vendor, or a list of vendors.
_VENDORS = frozenset({"vendor", "vendors", "first", "below", "above"})
# Pairs of a vendor and a criterion.
_CLAIMS = frozenset({"deciding_claims", "critical_claims"})
# Figures by vendor.
_BY_VENDOR = frozenset({
    "smallest_changes", "smallest_group_changes", "missing_ranks", "to_win", "ranks", "scores",
    "central_weights", "confidence",
})  # fmt: skip
# Arrays with a row (and a column) for each of the record's own vendors.
_ROWS = frozenset({"ranks", "ranks_weights_only", "expected_rank", "ahead"})
_COLUMNS = frozenset({"ahead"})


def encode(record: Any, vendors: Sequence[str] | None = None) -> Any:
    """A record as plain data: dictionaries by field, lists, texts and numbers.

    Parameters
    ----------
    record : dataclass
        One of `vendor_score.robustness.records`, or anything inside one.
    vendors : sequence of str, optional
        Vendors in the order of their numbers. Without it vendors are named, and figures by vendor
        are dictionaries; with it a vendor is its position, and figures by vendor are lists over
        all ``vendors``, None where there is none. Arrays stay lists over the record's own vendors.

    Returns
    -------
    dict, list, str, float, int, bool or None
        Labels are dictionaries by language.
    """
    return _Encoder(vendors).value(record)


def renamed(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an encoded row that a surface shows, under the names it gives them.

    Parameters
    ----------
    row : mapping
        As `encode` gives it.
    names : mapping of str to str
        The surface's name to the record's, in the surface's order.

    Returns
    -------
    dict
        In the surface's order.
    """
    return {name: row[field] for name, field in names.items()}


class _Encoder:
    def __init__(self, vendors: Sequence[str] | None) -> None:
        self.vendors = vendors
        self.at = None if vendors is None else {name: i for i, name in enumerate(vendors)}

    def value(self, value: Any) -> Any:
        """Anything that is no field, or a field without vendors."""
        if value is None or isinstance(value, bool | int | float | str):
            return value.value if isinstance(value, Enum) else value
        if isinstance(value, Label):
            return value.as_dict()
        if isinstance(value, np.ndarray | np.generic):
            return value.tolist()
        if isinstance(value, Mapping):
            return {key: self.value(entry) for key, entry in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        return [self.value(entry) for entry in value]

    def _record(self, record: Any) -> dict[str, Any]:
        own = getattr(record, "vendors", ())
        return {
            field.name: self._field(field.name, getattr(record, field.name), own)
            for field in fields(record)
        }

    def _field(self, name: str, value: Any, own: Sequence[str]) -> Any:
        if value is None:
            return None
        if isinstance(value, np.ndarray):
            return self._array(name, value, own)
        if name in _VENDORS:
            return self._vendor(value) if isinstance(value, str) else [*map(self._vendor, value)]
        if name in _CLAIMS:
            return [[self._vendor(vendor), criterion] for vendor, criterion in value]
        if name in _BY_VENDOR and self.vendors is not None:
            return [self.value(value.get(vendor)) for vendor in self.vendors]
        return self.value(value)

    def _vendor(self, name: str) -> str | int:
        return name if self.at is None else self.at[name]

    def _array(self, name: str, array: np.ndarray[Any, Any], own: Sequence[str]) -> Any:
        rows = array.tolist()
        if self.at is not None:
            return rows
        if name in _COLUMNS:
            rows = [dict(zip(own, row, strict=True)) for row in rows]
        return dict(zip(own, rows, strict=True)) if name in _ROWS else rows
