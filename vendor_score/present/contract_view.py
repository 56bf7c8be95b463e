"""What was found in draft contracts as sentences and tables, shaped once for the buyer's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendor_score.findings import group_findings
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.contract.records import Clause, ContractCheck, Promise
    from vendor_score.contract.review import ContractReview

__all__ = ["ContractTable", "Words", "contract_tables"]

_LEVELS = frozenset({"level", "duty"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Words of a draft or an answer, shown below their place.

    Attributes
    ----------
    place, words : str
    """

    place: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractTable:
    """One table.

    Attributes
    ----------
    key, title, note : str
    heads : tuple of str
    figures : tuple of int
        Columns, from 0, that hold figures.
    rows : tuple of tuple of (str or Words)
    """

    key: str
    title: str
    note: str
    heads: tuple[str, ...]
    figures: tuple[int, ...]
    rows: tuple[tuple[str | Words, ...], ...]


def contract_tables(review: ContractReview, lang: Lang) -> tuple[ContractTable, ...]:
    """The ranking on what the drafts bind; then clauses, promises and findings, draft by draft.

    Parameters
    ----------
    review : ContractReview
    lang : str
        Language of the words.

    Returns
    -------
    tuple of ContractTable
    """
    return (_ranking(review, lang), *_of_drafts(review, lang), _findings(review, lang))


def _heads(key: str, names: str, lang: Lang) -> tuple[str, ...]:
    return tuple(text(f"page.contract.{key}.{name}", lang) for name in names.split())


def _ranking(review: ContractReview, lang: Lang) -> ContractTable:
    rows = tuple(
        (
            vendor.vendor, str(vendor.rank), f"{vendor.score:.1f}", str(vendor.rank_promised),
            f"{vendor.score_promised:.1f}",
            "" if vendor.draft_read else text("terminal.contract.not_read", lang),
        )
        for vendor in review.ranking.vendors
    )  # fmt: skip
    note = review.ranking.says.text(lang)
    if review.ranking.repairs:
        labels = (review.decision.criteria.criterion(id).label for id in review.ranking.repairs)
        said = text("language.list_joint", lang).join(label.text(lang) for label in labels)
        note = f"{note} {text('terminal.contract.repairs', lang, what=said)}"
    return ContractTable(
        key="bound", title=text("page.contract.bound", lang), note=note,
        heads=_heads("head", "vendor rank score rank_promised score_promised draft", lang),
        figures=(1, 2, 3, 4), rows=rows,
    )  # fmt: skip


def _of_drafts(review: ContractReview, lang: Lang) -> Iterator[ContractTable]:
    for number, (vendor, check) in enumerate(review.checks.items(), start=1):
        yield ContractTable(
            key=f"clauses-{number}",
            title=text("page.contract.clauses", lang, vendor=vendor, file=check.draft.file),
            note=text("page.contract.clauses_note", lang),
            heads=_heads("head", "number clause clarity own words missing ask", lang),
            figures=(0,),
            rows=tuple(_clause(clause, check, lang) for clause in check.clauses),
        )
        promises = [one for one in review.promises[vendor] if one.binds in _LEVELS]
        if promises:
            yield ContractTable(
                key=f"promises-{number}",
                title=text("page.contract.promises", lang, vendor=vendor),
                note=text("page.contract.promises_note", lang),
                heads=_heads("head", "metric promised contract verdict before after", lang),
                figures=(4, 5),
                rows=tuple(_promise(one, review, lang) for one in promises),
            )
        if vendor in review.offers:
            yield _offer(vendor, number, review, lang)


def _offer(vendor: str, number: int, review: ContractReview, lang: Lang) -> ContractTable:
    rows = tuple(
        (
            term.name.text(lang), term.offered, Words(place=term.place, words=term.contract),
            text(f"terminal.contract.offer.{term.verdict}", lang),
        )
        for term in review.offers[vendor]
    )  # fmt: skip
    return ContractTable(
        key=f"offers-{number}", title=text("page.contract.offers", lang, vendor=vendor),
        note=text("page.contract.offers_note", lang),
        heads=_heads("head", "metric offered contract verdict", lang), figures=(), rows=rows,
    )  # fmt: skip


def _clause(clause: Clause, check: ContractCheck, lang: Lang) -> tuple[str | Words, ...]:
    own = [term for term in check.terms if term.clause == clause.number]
    verdicts = {term.verdict for term in own}
    verdict = next((v for v in ("against", "meets") if v in verdicts), "")
    number = f"{clause.number:02}"
    joint = text("language.list_joint", lang)
    return (
        str(clause.number),
        text(f"contract.clause.{number}", lang),
        text(
            f"terminal.contract.{'level' if clause.found_level is None else 'level_own'}",
            lang,
            level=clause.level,
            found=clause.found_level,
        ),
        text(f"terminal.contract.{verdict}", lang) if verdict else "",
        Words(
            place=clause.quotes[0].place if clause.quotes else "",
            words="\n".join(f"{quote.place}: {quote.text}" for quote in clause.quotes),
        ),
        joint.join(text(f"contract.element.{number}.{id}", lang) for id in clause.missing),
        "\n".join(text(f"contract.ask.{number}.{id}", lang) for id in clause.missing),
    )


def _promise(promise: Promise, review: ContractReview, lang: Lang) -> tuple[str | Words, ...]:
    key = promise.verdict.replace(",", "").replace(" ", "_")
    said = text(f"terminal.contract.verdict.{key}", lang)
    if promise.exception and "exception" not in promise.verdict:
        said = text(
            "terminal.contract.with_exception", lang, verdict=said, exception=promise.exception
        )
    before, after = (
        "–" if points is None else f"{points:.0f}"
        for points in (promise.points_promised, promise.points_contract)
    )
    return (
        review.decision.criteria.criterion(promise.criterion).label.text(lang),
        Words(place=promise.promised, words=str(promise.source or "")),
        Words(place=promise.place, words=promise.contract),
        said,
        before,
        after,
    )


def _findings(review: ContractReview, lang: Lang) -> ContractTable:
    rows = []
    for group in group_findings(review.findings):
        finding = group.finding
        about = ""
        if finding.criterion:
            about = review.decision.criteria.criterion(finding.criterion).label.text(lang)
        rows.append(
            (
                text(f"terms.severity.{finding.severity.value}", lang),
                finding.vendor or "",
                f"{group.title(lang)} {about}".strip(),
                Words(place=str(finding.source), words=finding.found or ""),
                finding.fix(lang),
            )
        )
    return ContractTable(
        key="findings", title=text("page.contract.findings", lang),
        note=text("terminal.contract.no_advice", lang),
        heads=_heads("head", "severity vendor finding words cure", lang),
        figures=(), rows=tuple(rows),
    )  # fmt: skip
