"""The screen of ``contract``: clauses, the buyer's terms, promises, the ranking, findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vendor_score.contract.review import ContractReview
from vendor_score.findings import group_findings
from vendor_score.present.terminal.screen import Screen, clean, fit, indented, pad
from vendor_score.wording import Lang, text

if TYPE_CHECKING:
    from vendor_score.contract.offer_terms import OfferTerm
    from vendor_score.contract.records import Clause, Promise

__all__ = ["contract_lines"]

_COLOURS = {"error": "red", "warning": "yellow", "info": "dim"}
_NAME_COLUMNS = 24
_RANK_COLUMNS = 16


def contract_lines(review: ContractReview, lang: Lang, view: Screen) -> Iterator[str]:
    """What the drafts say, draft by draft; then the ranking on them and what was found.

    Parameters
    ----------
    review : ContractReview
    lang : str
    view : Screen

    Yields
    ------
    str
        A line.
    """
    for vendor, check in review.checks.items():
        head = text(
            "terminal.contract.head", lang, vendor=clean(vendor), file=clean(check.draft.file)
        )
        yield from (view.paint(line, "bold") for line in indented(head, view.columns))
        yield text("terminal.contract.clarity", lang)
        for clause in check.clauses:
            yield from _clause(clause, review, vendor, lang, view)
        yield ""
        listed = [p for p in review.promises[vendor] if p.binds in {"level", "duty"}]
        if listed:
            yield view.paint(text("terminal.contract.promises", lang), "bold")
            for promise in listed:
                yield from _promise(promise, review, lang, view)
            yield ""
        yield from _offers(review.offers.get(vendor, ()), lang, view)
    yield from _ranking(review, lang, view)
    for group in group_findings(review.findings):
        finding = group.finding
        severity = text(f"terms.severity.{finding.severity.value}", lang)
        about = ""
        if finding.criterion:
            about = f"  {review.decision.criteria.criterion(finding.criterion).label.text(lang)}"
        where = clean(str(finding.source))
        line = f"{severity}: {group.title(lang)} [{finding.code}]{about}  {where}"
        painted = [*indented(line, view.columns, rest="    ")]
        yield from (view.paint(part, _COLOURS[finding.severity.value]) for part in painted)
        for words in dict.fromkeys((finding.found or "", finding.fix(lang))):
            yield from indented(clean(words), view.columns, first="    ") if words else ()
    yield ""
    yield from indented(text("terminal.contract.no_advice", lang), view.columns)


def _clause(
    clause: Clause, review: ContractReview, vendor: str, lang: Lang, view: Screen
) -> Iterator[str]:
    name = f"{clause.number:>2} {text(f'contract.clause.{clause.number:02}', lang)}"
    terms = [t for t in review.checks[vendor].terms if t.clause == clause.number]
    against = any(t.verdict == "against" for t in terms)
    verdict = "against" if against else "meets" if any(t.verdict == "meets" for t in terms) else ""
    own = text(f"terminal.contract.{verdict}", lang) if verdict else ""
    key = "level" if clause.found_level is None else "level_own"
    level = text(f"terminal.contract.{key}", lang, level=clause.level, found=clause.found_level)
    place = clean(clause.quotes[0].place) if clause.quotes else ""
    first = f"{pad(fit(name, _NAME_COLUMNS), _NAME_COLUMNS)} {pad(level, 10)} {pad(own, 14)}"
    yield f"{first} {fit(place, max(view.columns - 52, 8))}".rstrip()
    if clause.level and clause.quotes:
        quote = fit(clean(clause.quotes[0].text), view.columns - 6)
        yield view.paint(f"     {quote}", "dim")
    if clause.missing:
        missing = [text(f"contract.element.{clause.number:02}.{m}", lang) for m in clause.missing]
        said = text(
            "terminal.contract.missing", lang, what=text("language.list_joint", lang).join(missing)
        )
        yield from indented(said, view.columns, first="     ")


def _promise(promise: Promise, review: ContractReview, lang: Lang, view: Screen) -> Iterator[str]:
    label = review.decision.criteria.criterion(promise.criterion).label.text(lang)
    key = promise.verdict.replace(",", "").replace(" ", "_")
    points = "–" if promise.points_contract is None else f"{promise.points_contract:.0f}"
    before = "–" if promise.points_promised is None else f"{promise.points_promised:.0f}"
    said = text(f"terminal.contract.verdict.{key}", lang)
    if promise.exception and "exception" not in promise.verdict:
        exception = clean(promise.exception)
        said = text("terminal.contract.with_exception", lang, verdict=said, exception=exception)
    head = pad(fit(label, 24), 24)
    line = f"{head} {pad(fit(clean(promise.promised), 14), 14)} {before:>3} → {points:>3}  {said}"
    yield from indented(line, view.columns, rest=" " * 6)
    if promise.contract:
        at = f"{clean(promise.place)}: " if promise.place else ""
        yield view.paint(f"     {fit(at + clean(promise.contract), view.columns - 6)}", "dim")


def _offers(terms: Sequence[OfferTerm], lang: Lang, view: Screen) -> Iterator[str]:
    if not terms:
        return
    yield view.paint(text("terminal.contract.offers", lang), "bold")
    for term in terms:
        said = text(f"terminal.contract.offer.{term.verdict}", lang)
        name = pad(fit(clean(term.name.text(lang)), 24), 24)
        yield from indented(
            f"{name} {pad(clean(term.offered), 14)} {said}", view.columns, rest=" " * 6
        )
        if term.contract:
            said = fit(f"{clean(term.place)}: {clean(term.contract)}", view.columns - 6)
            yield view.paint(f"     {said}", "dim")
    yield ""


def _ranking(review: ContractReview, lang: Lang, view: Screen) -> Iterator[str]:
    yield view.paint(text("terminal.contract.ranking", lang), "bold")
    for vendor in review.ranking.vendors:
        read = "" if vendor.draft_read else text("terminal.contract.not_read", lang)
        name = pad(fit(clean(vendor.vendor), 36), 36)
        yield (
            f"{vendor.rank:>2} ({vendor.rank_promised}) {name} {vendor.score:5.1f} "
            f"({vendor.score_promised:.1f}) {read}"
        ).rstrip()
    yield from indented(review.ranking.says.text(lang), view.columns)
    if review.ranking.repairs:
        labels = [
            review.decision.criteria.criterion(id).label.text(lang) for id in review.ranking.repairs
        ]
        said = text("language.list_joint", lang).join(labels)
        yield from indented(text("terminal.contract.repairs", lang, what=said), view.columns)
    yield ""
