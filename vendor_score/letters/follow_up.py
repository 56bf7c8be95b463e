"""The letter that asks a vendor for what is still open."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_score.decision import Decision
from vendor_score.decision.findings import definitions_to_align
from vendor_score.documents.blocks import Block, Document, Heading, Text
from vendor_score.questionnaire.template import asks_of, open_questions
from vendor_score.wording import Lang, text

__all__ = ["follow_up_document"]


def follow_up_document(
    decision: Decision, vendor: str, sender: str = "", lang: Lang | None = None
) -> Document | None:
    """The letter to one vendor; None where nothing is open.

    Parameters
    ----------
    decision : Decision
        The scored answers.
    vendor : str
        Whom it goes to.
    sender : str, optional
        Who signs.
    lang : str, optional
        By default the language that the vendor answers in.

    Returns
    -------
    Document or None
    """
    asks = [
        ask
        for ask in (
            *asks_of(decision.all_findings),
            *definitions_to_align(decision.criteria, decision.answers),
        )
        if ask.vendor == vendor
    ]
    questions = decision.criteria.questions()
    found = open_questions(decision.answers, questions, vendor, asks, lang=lang)
    if not found.text:
        return None
    title = decision.criteria.title.text(found.lang)
    subject = text("letter.follow_up_subject", found.lang, title=title)
    paragraphs = [part for part in found.text.split("\n\n") if part.strip()]
    blocks: list[Block] = [Heading(text=subject, level=1)]
    blocks += [Text(text=part) for part in _numbered(paragraphs)]
    blocks += _closing(decision, sender, found.lang)
    return Document(title=subject, lang=found.lang, blocks=tuple(blocks))


def _numbered(paragraphs: Sequence[str]) -> list[str]:
    """Each question a paragraph of its own: the line that names it, then what is asked."""
    found: list[str] = []
    for part in paragraphs:
        for line in part.split("\n"):
            if line.startswith(" ") and found:
                found[-1] += f"\n{line.strip()}"
            else:
                found.append(line)
    return found


def _closing(decision: Decision, sender: str, lang: Lang) -> list[Block]:
    cover = decision.criteria.cover
    said = []
    if cover.return_to is not None:
        said.append(text("letter.return_to", lang, place=cover.return_to.text(lang)))
    if cover.contact is not None:
        said.append(text("letter.contact", lang, contact=cover.contact.text(lang)))
    said += [text("letter.regards", lang), sender or text("letter.fill_in", lang)]
    return [Text(text=each) for each in said]
