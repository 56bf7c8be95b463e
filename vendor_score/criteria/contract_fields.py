"""The ``contract`` part of criteria.yaml: its keys, and the record they make."""

from __future__ import annotations

from typing import Any, Final

from vendor_score.contract.dates import Term
from vendor_score.contract.settings import ContractSettings, SigningPlan, SlaSettings, Terms
from vendor_score.schema.schema_types import (
    Date,
    Field,
    Fields,
    ListOf,
    Number,
    Record,
    SchemaType,
    Text,
    WholeNumber,
)

__all__ = ["CONTRACT", "contract_settings_of"]

_LONGEST_MONTHS = 120
_LONGEST_DAYS = 3_660


def _field(name: str, shape: SchemaType[Any], *, required: bool = False) -> Field[Any]:
    return Field(name=name, shape=shape, about=f"contract_{name}", required=required)


_DAYS: Final = WholeNumber(0, _LONGEST_DAYS)
_SIGNING: Final = Record((
    _field("decision", Date(), required=True),
    _field("sign_by", Date()),
    _field("start", Date()),
    _field("end", Date()),
    _field("months", WholeNumber(1, _LONGEST_MONTHS)),
    _field("train_days", _DAYS),
    _field("trial_days", _DAYS),
    _field("notice_days", _DAYS),
    _field("notice_months", WholeNumber(0, _LONGEST_MONTHS)),
    _field("objection_days", _DAYS),
    _field("deletion_days", _DAYS),
    _field("payment_days", _DAYS),
    _field("holidays", ListOf(Date())),
    _field("workdays", ListOf(Date())),
))  # fmt: skip
_SLA: Final = Record((
    _field("rate", Number(0)),
    _field("cap", Number(0, 1)),
    _field("source", Text(200)),
))  # fmt: skip
_TERMS: Final = Record(tuple(
    _field(name, Number(0))
    for name in (
        "notice_days", "late_interest", "deposit_months", "leak_notice_hours",
        "liability_months", "holidays_covered", "deposit_refunded", "prices_fixed",
        "subcontracting_consent", "vendor_liable", "renewal_notice_days", "penalty_balance",
    )
))  # fmt: skip
CONTRACT: Final = Record((
    _field("signing", _SIGNING),
    _field("sla", _SLA),
    _field("terms", _TERMS),
))  # fmt: skip


def contract_settings_of(fields: Fields | None) -> ContractSettings:
    """The settings as written, else the usual ones.

    Parameters
    ----------
    fields : Fields or None
        Of the key ``contract``.

    Returns
    -------
    ContractSettings
    """
    if fields is None:
        return ContractSettings()
    sla, terms = _given(fields.get("sla")), _given(fields.get("terms"))
    if "holidays_covered" in terms:
        terms["holidays"] = terms.pop("holidays_covered")
    return ContractSettings(
        signing=_signing(fields.get("signing")), sla=SlaSettings(**sla), terms=Terms(**terms)
    )


def _given(fields: Fields | None) -> dict[str, Any]:
    return {k: v for k, v in fields.values.items() if v is not None} if fields else {}


def _signing(fields: Fields | None) -> SigningPlan | None:
    given = _given(fields)
    if "decision" not in given:
        return None
    days, months = given.pop("notice_days", None), given.pop("notice_months", None)
    if days is not None or months:
        given["notice"] = Term(months=months) if months else Term(days=days)
    objection = given.pop("objection_days", None)
    if objection:
        given["objection"] = Term(days=objection)
    return SigningPlan(**given)
