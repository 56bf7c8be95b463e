"""The annex and the negotiation list as docx, xlsx or md, in one language or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from vendor_score.contract.annex import SECTIONS, Annex, AnnexRow
from vendor_score.contract.checklist import markdown_table, plain_workbook
from vendor_score.contract.docx_writer import Heading, Table, Text, docx_bytes
from vendor_score.contract.negotiation import Ask
from vendor_score.wording import Lang, text

__all__ = ["FORMS", "annex_file", "negotiation_file"]

FORMS: Final = (".docx", ".xlsx", ".md")
_HEADS = (
    "metric",
    "definition",
    "target",
    "promised",
    "measured",
    "period",
    "exclusions",
    "remedy",
)
_WIDTHS = (16, 26, 12, 18, 18, 11, 12, 26)
_ASK_HEADS = ("what", "now", "ask", "why", "points", "money", "leverage", "clause", "state")
_ASK_WIDTHS = (18, 24, 24, 22, 8, 10, 20, 7, 9)

_Say = Callable[[Callable[[Lang], str]], str]


def _sayer(langs: Sequence[Lang]) -> _Say:
    """Says in each language, one below the other where they differ."""

    def say(write: Callable[[Lang], str]) -> str:
        return "\n".join(dict.fromkeys(write(lang) for lang in langs))

    return say


def _worded(key: str) -> Callable[[Lang], str]:
    return partial(text, key)


def _inline(words: str) -> str:
    return words.replace("\n", " / ")


def annex_file(annex: Annex, langs: Sequence[Lang], ending: str) -> bytes:
    """The annex in a form.

    Parameters
    ----------
    annex : Annex
    langs : sequence of str
        One, or several side by side.
    ending : str
        One of `FORMS`.

    Returns
    -------
    bytes
    """
    say = _sayer(langs)
    title = _inline(say(lambda lang: text("contract.annex.title", lang, vendor=annex.vendor)))
    heads = [say(_worded(f"contract.annex.head.{head}")) for head in _HEADS]
    sections = [(name, annex.section(name)) for name in SECTIONS if annex.section(name)]
    rules = [say(partial(_rule, annex, key)) for key in _rules(annex)]
    named = [
        (_inline(say(_worded(f"contract.annex.section.{name}"))), rows) for name, rows in sections
    ]
    tables = [(head, [_cells(row, say) for row in rows]) for head, rows in named]
    if ending == ".xlsx":
        rows = [cells for head, rows in tables for cells in ([head] + [""] * 7, *rows)]
        rows += [[""] * 8, *([rule] + [""] * 7 for rule in rules)]
        return plain_workbook(text("contract.annex.sheet", langs[0]), heads, rows, _WIDTHS)
    if ending == ".md":
        parts = [f"# {title}\n"]
        for head, rows in tables:
            parts.append(f"\n## {head}\n\n{markdown_table(heads, rows)}")
        parts += [f"\n- {_inline(rule)}" for rule in rules]
        return ("".join(parts) + "\n").encode()
    blocks: list[Heading | Text | Table] = [Heading(title)]
    for head, rows in tables:
        blocks += [Heading(head, 2), Table(heads, rows, _WIDTHS)]
    blocks += [Heading(say(lambda lang: text("contract.annex.rules", lang)), 2)]
    blocks += [Text(f"{at}. {rule}") for at, rule in enumerate(rules, start=1)]
    return docx_bytes(title, blocks)


def _cells(row: AnnexRow, say: _Say) -> list[str]:
    to_agree = row.state == "to_agree"
    target = say(
        lambda lang: (
            text("contract.annex.proposed", lang, target=row.target.text(lang))
            if to_agree and row.target_value is not None
            else row.target.text(lang)
        )
    )
    period = "month" if row.section in {"level", "own_baseline"} else "once"
    none = say(lambda lang: text("contract.annex.none", lang)) if row.section == "level" else ""
    cell = str(row.cell)
    return [
        say(row.metric.text),
        say(row.definition.text),
        target,
        f"{row.promised}\n({cell})" if row.promised and cell else row.promised,
        say(row.source.text),
        say(lambda lang: text(f"contract.annex.period.{period}", lang)),
        none,
        say(row.remedy.text),
    ]


def _rules(annex: Annex) -> list[str]:
    keys = ["credit", "tolerance", "forecast", "learning", "exit", "damages"]
    return [*keys, "review"] if annex.first_review else keys


def _rule(annex: Annex, key: str, lang: Lang) -> str:
    day = annex.first_review.isoformat() if annex.first_review else ""
    return text(
        f"contract.annex.rule.{key}",
        lang,
        rate=f"{annex.rate:g}",
        cap=f"{100 * annex.cap:g}",
        day=day,
    )


def negotiation_file(asks: Sequence[Ask], vendor: str, langs: Sequence[Lang], ending: str) -> bytes:
    """The negotiation list in a form; it is for the buyer alone.

    Parameters
    ----------
    asks : sequence of Ask
    vendor : str
    langs : sequence of str
    ending : str
        One of `FORMS`.

    Returns
    -------
    bytes
    """
    say = _sayer(langs)
    title = _inline(say(lambda lang: text("contract.negotiation.title", lang, vendor=vendor)))
    heads = [say(_worded(f"contract.negotiation.{head}")) for head in _ASK_HEADS]
    rows = [
        [
            say(ask.what.text), ask.now, say(ask.ask.text), say(ask.why.text),
            f"{ask.points:.1f}", "" if ask.money is None else f"{ask.money:,.0f}",
            say(ask.leverage.text), str(ask.clause), "",
        ]
        for ask in asks
    ]  # fmt: skip
    note = say(lambda lang: text("contract.negotiation.note", lang))
    if ending == ".xlsx":
        sheet = text("contract.negotiation.sheet", langs[0])
        return plain_workbook(sheet, heads, rows, _ASK_WIDTHS, note)
    if ending == ".md":
        return f"# {title}\n\n{note}\n\n{markdown_table(heads, rows)}".encode()
    return docx_bytes(title, [Heading(title), Text(note), Table(heads, rows, _ASK_WIDTHS)])
