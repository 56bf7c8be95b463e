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
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from vendor_score.cell_names import a1
from vendor_score.questionnaire.files.docx_blocks import (
    Block,
    Document,
    Paragraph,
    PlacedCell,
    Run,
    Table,
    View,
    block_text,
    paragraphs,
    place_cells,
)
from vendor_score.questionnaire.files.docx_walker import walk_document
from vendor_score.wording import FALLBACK, Lang, languages, lexicon, text

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.containers import Package, Sink, Value

__all__ = ["Line", "LinePair", "pair_lines", "read_docx"]

_COLON = re.compile(r"\s*(?:：|(?<!\d):(?!//)|:(?![\d/]))\s*")
"""No clock time (10:30) and no address (https://...)."""
_ASKED = re.compile(r"[?？]\s*")
_NO_LABEL = re.compile(r"[。；;!！,，]")
_ANSWER = lexicon.regex("{document.answer.pattern}", re.IGNORECASE)
_QUESTION = lexicon.regex(r"{document.question}\s*\d{0,3}\s*[:：.、]\s*(?=\S)", re.IGNORECASE)
_NUMBERED = lexicon.regex(
    r"\s*(?:(?P<dotted>\d{1,3}(?:\.\d{1,3}){1,3})[.、\s]|(?P<plain>\d{1,3})[.、:：](?!\d)"
    r"|(?P<bracket>[(（]\s*(?:\d{1,3}|[a-z]|{heading.numeral}{1,3})\s*[)）]|\d{1,3}[)）])"
    r"|(?P<han>{heading.numeral}{1,3})[、.．]|(?P<circle>[①-⑳])|(?P<letter>[A-Za-z])[.)、])"
)
_BOXES = re.compile(r"(?<=\s)(?=[☑☐□■☒✓✔√✗○●◯⬜✅]\s*\S)")
_BLANK = re.compile(r"[_＿]{2,}|﹍{2,}|…{2,}$")
_SEVERAL = re.compile(r"\t+|[ \u3000]{3,}(?=[^\s:：]{1,20}[:：])")
_HINT = re.compile(r"[(（\[【][^()（）]*[)）\]】]")
_LONGEST_LABEL = 120
_MOST_LINES, _MOST_CHARACTERS = 30, 2_000
_RANKS = ("han", "plain", "dotted", "bracket", "circle", "letter")
"""Sorts of numbers from the outermost to the innermost, as documents use them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of the text.

    ``kind`` is the list and level of an automatic number (``7:0``), ``is_heading`` whether it
    looks like a title: by its style, or in bold as a whole. ``ends`` is True where a table begins
    or ends. An empty line ends an answer. ``comments`` are the ids of those that stand on it.
    """

    text: str
    kind: str | None = None
    is_heading: bool = False
    ends: bool = False
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LinePair:
    """A question and its answer, empty where nothing answers it; ids of the comments on both."""

    question: str
    answer: str
    comments: tuple[str, ...] = ()


def pair_lines(lines: Iterable[Line]) -> list[LinePair]:
    """The questions of a text with their answers.

    Parameters
    ----------
    lines
        In order. Several labels with values in one line, parted by tabs or wide gaps, count as
        lines of their own.

    Returns
    -------
    list of LinePair
        ``Question: answer`` and ``Question? answer`` in one line; else a line that asks, with the
        lines below it up to the next one that does.

    Examples
    --------
    >>> pair_lines([Line(text="1. First response: 20 s"), Line(text="2. Do you work at night?"),
    ...             Line(text="Yes, every night.")])  # doctest: +NORMALIZE_WHITESPACE
    [LinePair(question='1. First response', answer='20 s', comments=()),
     LinePair(question='2. Do you work at night?', answer='Yes, every night.', comments=())]
    """
    pairing = _Pairing()
    for line in lines:
        for part in _parts(line):
            pairing.take(part)
        if line.ends:
            pairing.close()
    pairing.close()
    return pairing.pairs


def _parts(line: Line) -> Iterator[Line]:
    """The labels of a line, where it holds several."""
    parts = [part for part in _SEVERAL.split(line.text.strip()) if part.strip()]
    if len(parts) > 1 and all(_COLON.search(part) for part in parts):
        for part in parts[:-1]:
            yield Line(text=part)
        yield Line(text=parts[-1], comments=line.comments)
    else:
        yield line


@dataclass(slots=True)
class _Pairing:
    """Pairs made so far, and the question that is open."""

    pairs: list[LinePair] = field(default_factory=list)
    _question: str | None = None
    _kind: str | None = None
    _asks: bool = False
    _answer: list[str] = field(default_factory=list)
    _comments: tuple[str, ...] = ()

    def take(self, line: Line) -> None:
        """Take a line: a question, an answer to the open one, or neither."""
        count = len(self.pairs)
        self._take(line)
        if self._question is not None:
            self._comments += line.comments
        elif line.comments and len(self.pairs) > count:  # question and answer in one line
            self.pairs[-1] = replace(self.pairs[-1], comments=line.comments)

    def _take(self, line: Line) -> None:
        text = line.text.strip()
        kind = line.kind or _number_kind(text)
        if not text:
            if self._answer:
                self.close()
        elif self._question is not None and self._belongs(text, kind, line.is_heading):
            return
        else:
            self._take_question(_QUESTION.sub("", text, count=1), kind, is_heading=line.is_heading)

    def _belongs(self, text: str, kind: str | None, is_heading: bool) -> bool:  # noqa: FBT001
        """Take what can only be part of the open question or of its answer."""
        said = _ANSWER.match(text)
        if said is not None:
            self._add(text[said.end() :])
        elif not self._answer and _HINT.fullmatch(text):
            self._question = f"{self._question} {text}"
        elif self._asks and not is_heading and _is_below(kind, self._kind):
            self._add(text)
        else:
            return False
        return True

    def _take_question(self, text: str, kind: str | None, *, is_heading: bool) -> None:
        label, value = _split(text)
        if value is not None:
            self._open(label, kind, asks=True)
            self._add(value)
            self.close()
        elif label is None:
            self._add(text)
        elif text.endswith(("?", "？", ":", "：")):
            self._open(label, kind, asks=True)
        elif kind is not None or is_heading:
            self._open(label, kind, asks=False)
        else:
            self._add(text)

    def close(self) -> None:
        """End the open question. A title that nothing follows is none."""
        if self._question is not None and (self._answer or self._asks):
            answer = _without_blanks("\n".join(self._answer))
            self.pairs.append(
                LinePair(question=self._question, answer=answer, comments=self._comments)
            )
        self._question, self._answer, self._comments = None, [], ()

    def _open(self, question: str | None, kind: str | None, *, asks: bool) -> None:
        self.close()
        self._question, self._kind, self._asks = question, kind, asks

    def _add(self, text: str) -> None:
        if self._question is not None and len(self._answer) < _MOST_LINES:
            self._answer.append(text[:_MOST_CHARACTERS])


def _split(text: str) -> tuple[str | None, str | None]:
    """Question and answer of a line; the answer None where the line holds none by its shape.

    The first is None where the line is too long or too much of a sentence to ask anything.
    """
    for sign, keeps in ((_ASKED, True), (_COLON, False)):
        found = sign.search(text)
        if found is not None and (label := text[: found.start()].strip()):
            fits = len(label) <= _LONGEST_LABEL and not (_NO_LABEL.search(label) and not keeps)
            if fits:
                return text[: found.end()].strip() if keeps else label, _filled(text[found.end() :])
    boxed = _BOXES.search(text)
    if boxed is not None and (label := text[: boxed.start()].strip()):
        return label, text[boxed.start() :].strip()
    return (text, None) if len(text) <= _LONGEST_LABEL else (None, None)


def _filled(value: str) -> str | None:
    """What stands behind the sign; None where nothing does, so that the next line may answer.

    An unfilled blank (``____``) is an answer that was left out, and the next line is another one.
    """
    if not value.strip():
        return None
    return _without_blanks(value)


def _without_blanks(text: str) -> str:
    return _BLANK.sub("", text).strip()


def _number_kind(text: str) -> str | None:
    found = _NUMBERED.match(text)
    return found.lastgroup if found is not None else None


def _is_below(kind: str | None, question: str | None) -> bool:
    """Whether a line so numbered is part of the answer to a question so numbered.

    Below a numbered question stand lines without a number, such as a label with its value, and
    lists numbered by an inner sort of number.
    """
    if question is None or kind is None:
        return question is not None
    if kind in _RANKS and question in _RANKS:
        return _RANKS.index(kind) > _RANKS.index(question)
    list_, _, level = kind.partition(":")
    outer, _, outer_level = question.partition(":")
    return list_ != outer or level > outer_level


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
        self._comments: dict[str, str] = {}
        self._seen: dict[str, None] = {}

    def read(self, document: Document) -> None:
        self._comments = dict(document.comments)
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
        if any(id in self._comments for p in paragraphs(document.blocks) for id in p.comments):
            self._sink.note("comments")

    def _add_table(self, table: Table) -> None:
        merged = []
        for placed in place_cells(table):
            if placed.is_merged:
                merged.append((placed.row, placed.column, placed.last_row, placed.last_column))
            within = paragraphs(placed.cell.blocks)
            self._comment(placed.row, placed.column, (id for p in within for id in p.comments))
            value = self._value(placed)
            if value[0] != "text" or value[1]:
                self._sink.add(placed.row, placed.column, value, False)  # noqa: FBT003
        self._sink.close((), merged)

    def _comment(self, row: int, column: int, ids: Iterable[str]) -> None:
        """Pass on the comments that stand in a cell or on a line; the text of each counts once."""
        for id in dict.fromkeys(ids):
            if (said := self._comments.pop(id, "")) != "":
                self._sink.comment(row, column, said)

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
            self._comment(row, 2, pair.comments)
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
        lines = _with_sign(block, view).split("\n")
        for line in lines[:-1]:
            yield Line(text=line, kind=kind, is_heading=is_heading)
        yield Line(text=lines[-1], kind=kind, is_heading=is_heading, comments=block.comments)
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
