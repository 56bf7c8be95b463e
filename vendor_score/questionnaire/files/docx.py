"""Word documents as sheets: each table is one, and so are the questions of the running text.

A table keeps its rows and columns, so that ``B3`` is the cell in row 3, column 2. Its name is its
number and the heading above it. The text's questions stand in column A of a last sheet and their
answers in column B, the n-th question of the text in row n.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from vendor_score.cell_names import a1
from vendor_score.questionnaire.files.docx_blocks import (
    Block,
    Document,
    Paragraph,
    Run,
    Table,
    View,
    block_text,
    paragraphs,
)
from vendor_score.questionnaire.files.docx_grid import PlacedCell, place_cells
from vendor_score.questionnaire.files.docx_lines import Line, pair_lines
from vendor_score.questionnaire.files.docx_walker import walk_document
from vendor_score.wording import FALLBACK, Lang, languages, lexicon, text

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.package import Package
    from vendor_score.questionnaire.files.wire_format import Sink, Value

__all__ = ["read_docx"]

_LETTER = re.compile(r"[A-Za-z]+")
_SIGN = re.compile(r"[:：?？\n]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_OPTION_SIGN = re.compile(r"\s*[/／|、]\s*|\s+")
_CONTRACT = lexicon.regex("{document.contract.pattern}", re.IGNORECASE)
_FORM = lexicon.regex("{document.form.pattern}", re.IGNORECASE)
_PARTIES = lexicon.regex("{document.parties.pattern}", re.IGNORECASE | re.DOTALL)
_OPENING, _TITLE_LINES = 3_000, 5
_LONGEST_HEADING = 60
_HEADING_ABOVE = 3  # paragraphs above a table that may be its heading
_SMALL_TABLE = 24  # cells up to which a table within a cell is part of the cell's text, too
_LONGEST_CHOICE = 60
_CHOICES = frozenset(word.casefold() for word in lexicon.words("yes", "no", "partial"))


def read_docx(package: Package, sink: Sink) -> None:
    """Pass the tables and questions of a document to ``sink``.

    Parameters
    ----------
    package
        Of a Word document, by whatever name.
    sink
        Takes a sheet for each table and one for the text.

    Raises
    ------
    Unreadable
        Where its text is damaged or larger than the limits.
    """
    document = walk_document(package)
    sink.is_document = True
    for code in document.notes:
        sink.note(code)
    reading = _Reading(sink, _language(document))
    reading.read(document)


def _language(document: Document) -> Lang:
    """The language that most words of a document are in; its sheets are named in it.

    A character of another script than the Latin one counts as much as a Latin word.
    """
    written = block_text(document.blocks)[:20_000]
    scripts = {lang: text("language.script", lang) for lang in languages()}
    names = Counter(unicodedata.name(c, "").partition(" ")[0] for c in written if c > "\u024f")
    most = len(_LETTER.findall(written))
    return next((lang for lang, script in scripts.items() if names[script] > most), FALLBACK)


def _is_contract(document: Document) -> bool:
    """Whether a document is a contract by its title and by the parties it names.

    Its service levels read like answers, and bind instead of telling what the vendor does today.
    """
    written = block_text(document.blocks)[:_OPENING]
    titles = [line.strip() for line in written.splitlines()[:_TITLE_LINES]]
    is_titled = any(_CONTRACT.search(line) and not _FORM.search(line) for line in titles)
    return is_titled and not _FORM.search(titles[0]) and _PARTIES.search(written) is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class _FoundTable:
    number: str
    heading: str
    table: Table


class _Reading:
    """One document on its way into the sink."""

    def __init__(self, sink: Sink, lang: Lang) -> None:
        self._sink = sink
        self._lang = lang
        self._seen: dict[str, None] = {}

    def read(self, document: Document) -> None:
        for found in _tables(document.blocks):
            if _is_frame(found.table):  # its text is read with the lines
                continue
            name = text("questionnaire.document.table", self._lang, number=found.number)
            self._sink.sheet(f"{name} {found.heading}".strip())
            self._add_table(found.table)
        self._add_lines(document)
        if _is_contract(document):
            self._sink.note("contract")
        for code in self._seen:
            self._sink.note(code)
        if document.comments and any(p.comments for p in paragraphs(document.blocks)):
            self._sink.note("comments")

    def _add_table(self, table: Table) -> None:
        merged = []
        for placed in place_cells(table):
            if placed.is_merged:
                merged.append((placed.row, placed.column, placed.last_row, placed.last_column))
            value = self._value(placed)
            if value[0] != "text" or value[1]:
                self._sink.add(placed.row, placed.column, value, False)  # noqa: FBT003
        self._sink.close((), merged)

    def _value(self, placed: PlacedCell) -> Value:
        blocks = _without_large_tables(placed.cell.blocks)
        within = list(paragraphs(blocks))
        self._look_at(within)
        text = _chosen_option(within) or block_text(blocks).strip()
        original = block_text(blocks, "original").strip()
        if original and any(run.change for p in within for run in p.runs):
            self._tell_change(original, block_text(blocks).strip(), a1(placed.row, placed.column))
        if not text and any(paragraph.pictures for paragraph in within):
            return "picture", "", None, None
        return "text", text, None, None

    def _look_at(self, within: Iterable[Paragraph]) -> None:
        """Note what the text does not show: words struck out or hidden, unknown signs."""
        for run in (run for paragraph in within for run in paragraph.runs if run.text.strip()):
            if run.struck:
                self._seen["struck-out"] = None
            if run.hidden:
                self._seen["hidden-text"] = None
            if "\N{REPLACEMENT CHARACTER}" in run.text:
                self._seen["unknown-sign"] = None

    def _tell_change(self, original: str, final: str, cell: str) -> None:
        """A number that was changed is named with its place; of other changes only that there are.

        Filling in a blank form is none: there was no number before.
        """
        if original == final:
            return
        before = _NUMBER.findall(original)
        if before and before != _NUMBER.findall(final):
            self._sink.remark("number-changed", cell, f"{_short(original)} → {_short(final)}")
        else:
            self._seen["words-changed"] = None

    def _add_lines(self, document: Document) -> None:
        pairs = pair_lines(_lines(document.blocks, "final", self._look_at))
        if not pairs:
            return
        before = self._lines_before(document)
        self._sink.sheet(text("questionnaire.document.text", self._lang))
        for row, pair in enumerate(pairs, start=1):
            self._sink.add(row, 1, ("text", pair.question, None, None), False)  # noqa: FBT003
            if pair.answer:
                self._sink.add(row, 2, ("text", pair.answer, None, None), False)  # noqa: FBT003
            if original := before.get(pair.question):
                self._tell_change(original, pair.answer, a1(row, 2))
        self._sink.close()

    def _lines_before(self, document: Document) -> dict[str, str]:
        """The answers by their questions before tracked changes; none where there are none."""
        if not any(run.change for p in paragraphs(document.blocks) for run in p.runs):
            return {}
        pairs = pair_lines(_lines(document.blocks, "original", self._look_at))
        return {pair.question: pair.answer for pair in pairs}


def _tables(
    blocks: Sequence[Block], within: str = "", numbers: Iterator[int] | None = None
) -> Iterator[_FoundTable]:
    """Every table with its heading; those in the cells of table 2 are 2.1, 2.2 ..."""
    numbers = numbers if numbers is not None else count(1)
    above: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            above.append(block)
            yield from _tables(block.boxes, within, numbers)
            continue
        number = f"{within}{next(numbers)}"
        yield _FoundTable(number=number, heading=_heading(above), table=block)
        above = []
        inner = count(1)
        for row in block.rows:
            for cell in row.cells:
                yield from _tables(cell.blocks, f"{number}.", inner)


def _is_frame(table: Table) -> bool:
    """Whether a table has a single column: a frame around text."""
    return max((len(row.cells) for row in table.rows), default=0) <= 1


def _heading(above: Sequence[Paragraph]) -> str:
    """What stands over a table: the nearest heading, else the line above it if it is short."""
    near = [p for p in above if p.text().strip()][-_HEADING_ABOVE:]
    for paragraph in reversed(near):
        if paragraph.level is not None or _is_bold(paragraph):
            return _as_heading(paragraph.text())
    last = near[-1].text().strip() if near else ""
    is_title = len(last) <= _LONGEST_HEADING and not last.endswith(tuple("。.!！;；,，"))
    return _as_heading(last) if is_title else ""


def _as_heading(text: str) -> str:
    line = " ".join(text.split()).rstrip(":：")
    return line if len(line) <= _LONGEST_HEADING else ""


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _without_large_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a cell, without tables within that are questionnaires of their own."""
    return [
        block
        for block in blocks
        if isinstance(block, Paragraph) or sum(len(row.cells) for row in block.rows) <= _SMALL_TABLE
    ]


def _lines(
    blocks: Sequence[Block], view: View, look_at: Callable[[Iterable[Paragraph]], None]
) -> Iterator[Line]:
    """The lines of the running text; a table of one column is a frame around text."""
    for block in blocks:
        if isinstance(block, Table):
            yield Line(text="", ends=True)
            if _is_frame(block):
                for row in block.rows:
                    yield from _lines(row.cells[0].blocks if row.cells else (), view, look_at)
            yield Line(text="", ends=True)
            continue
        if block.style.startswith("toc"):
            continue
        look_at([block])
        list_ = block.list_level
        kind = f"{list_[0]}:{list_[1]}" if list_ is not None else None
        is_heading = block.level is not None or _is_bold(block)
        for line in _with_sign(block, view).split("\n"):
            yield Line(text=line, kind=kind, is_heading=is_heading)
        if block.boxes:
            yield from _lines(block.boxes, view, look_at)


def _with_sign(paragraph: Paragraph, view: View) -> str:
    """The text of a paragraph, with a colon before what was filled into an underlined blank.

    ``Seats  40`` with the figure underlined is a label and its value, as on paper.
    """
    line = paragraph.text(view)
    shown = [run for run in paragraph.runs if run.is_in(view) and not run.struck]
    filled = [run for run in shown if run.underlined and run.text.strip()]
    if len(filled) != 1 or not shown or shown[0].underlined or _SIGN.search(line):
        return line
    before = line[: line.index(filled[0].text)]
    return f"{before.rstrip()}：{line[len(before) :].strip()}" if before.strip() else line


def _chosen_option(within: Sequence[Paragraph]) -> str | None:
    """Yes, no and in part printed side by side, one of them marked: that one ticked.

    Of other words it is not known whether they are to choose from: the first of several platforms
    in bold is no choice among them.
    """
    runs = [
        run
        for paragraph in within
        for run in paragraph.runs
        if run.is_in("final") and not run.struck and run.text.strip()
    ]
    if len(runs) < 2:  # noqa: PLR2004 - one look: nothing stands out
        return None
    printed = block_text(within)
    options = [o for o in _OPTION_SIGN.split(printed) if o]
    if len(options) < 2 or len(printed) > _LONGEST_CHOICE:  # noqa: PLR2004 - a choice has two
        return None
    if not _CHOICES.issuperset(o.casefold() for o in options):
        return None
    for look in (_marked, _bold, _underlined):
        stands_out = [run.text.strip(" /／|、") for run in runs if look(run)]
        if len(stands_out) == 1 and options.count(stands_out[0]) == 1:
            return " ".join(f"{'☑' if o == stands_out[0] else '☐'}{o}" for o in options)
    return None


def _marked(run: Run) -> bool:
    return run.marked


def _bold(run: Run) -> bool:
    return run.bold


def _underlined(run: Run) -> bool:
    return run.underlined


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_HEADING else line[:_LONGEST_HEADING] + "…"
