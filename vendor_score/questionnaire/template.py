"""What is sent to vendors: the questionnaire as a workbook, its marks, and open questions."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from vendor_score.cell_names import column_letters
from vendor_score.findings import Finding, Severity
from vendor_score.kinds import kind_of
from vendor_score.kinds.base import offered
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.offer_signs import OFFER_PROPERTY
from vendor_score.records import Answer, Answers, AnswerState, Cover, Question
from vendor_score.wording import FALLBACK, Label, Lang, both, in_every_language, languages, text

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

__all__ = [
    "FIXED_DATE",
    "ID_HEADER",
    "JUDGEMENT_SHEET",
    "MARKS_SHEET",
    "REVIEW_SHEET",
    "Ask",
    "Marks",
    "OpenQuestions",
    "Section",
    "TemplateLang",
    "WorkbookKind",
    "asks_of",
    "cover_names",
    "is_asked",
    "lines_in",
    "open_questions",
    "read_marks",
    "template_workbook",
    "vendor_id",
    "vendor_lang",
    "write_marks",
]

MARKS_SHEET = "_vendor_score"
"""The very hidden sheet: keys in column A, values in column B."""

ID_HEADER = "vendor-score id"
"""Header of the hidden column that holds criterion ids beside the questions."""

REVIEW_SHEET = "Review"
JUDGEMENT_SHEET = "Judgements"

WorkbookKind = Literal["questionnaire", "offer", "review", "scorecard", "ballot"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """What the hidden sheet says: the kind of workbook and, where personal, whose it is."""

    kind: WorkbookKind
    vendor_id: str | None = None
    vendor_name: str | None = None


def vendor_id(name: str) -> str:
    """A stable id for a vendor's personal questionnaire, from its name."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def read_marks(workbook: Workbook) -> Marks | None:
    """The marks of a workbook written by this tool, None for any other workbook.

    An id that does not belong to the name beside it was typed by somebody, and is not believed.
    """
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == MARKS_SHEET), None)
    if sheet is None:
        return None
    pairs = {
        cell.text: sheet.cells.get((row, 2)) for (row, col), cell in sheet.cells.items() if col == 1
    }
    told = {key: cell.text for key, cell in pairs.items() if cell is not None}
    kind = next((kind for kind in get_args(WorkbookKind) if kind == told.get("format")), None)
    if kind is None:
        return None
    name = told.get("vendor name")
    genuine = name is not None and told.get("vendor id") == vendor_id(name)
    return Marks(
        kind=kind,
        vendor_id=told.get("vendor id") if genuine else None,
        vendor_name=name if genuine else None,
    )


TemplateLang: TypeAlias = str  # a language, or "both": every language there is

_A4 = 9
_COVER_COLUMNS = 70
_LIST_LIMIT = 255  # Excel refuses a drop-down whose items, joined by commas, are longer
FIXED_DATE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks hold no time zone; fixed: same bytes
_COLUMNS = ("number", "question", "answer", "unit", "example", "wanted", "evidence", "remarks")
_WIDTHS = (6, 46, 26, 11, 16, 24, 26, 24)
_FIRST = 1  # column A holds the hidden ids
_ANSWER = _FIRST + _COLUMNS.index("answer")
_OPEN = {"answer", "evidence", "remarks"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A group of questions under one heading."""

    label: Label
    questions: tuple[Question, ...]


def template_workbook(
    sections: Sequence[Section],
    *,
    title: Label,
    lang: TemplateLang = "both",
    vendor: str = "",
    cover: Cover | None = None,
) -> bytes:
    """The questionnaire as the bytes of an xlsx workbook.

    ``cover`` is what vendors are told first: by when, to whom, and how answers are treated.
    ``vendor`` makes it a personal one: the name stands on the cover and, with its id, on a hidden
    sheet, so that a renamed file still says whose it is. The same arguments give the same bytes.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": _in(title, lang, " / "), "created": FIXED_DATE})
        styles = _styles(book)
        sheet = book.add_worksheet(_in(both("questionnaire.cover_sheet"), lang, " "))
        _CoverSheet(sheet=sheet, styles=styles, lang=lang).write(title, vendor, cover or Cover())
        _write_questions(book, styles, sections, lang)
        write_marks(book, "questionnaire", vendor)
    return buffer.getvalue()


def cover_names() -> frozenset[str]:
    """What the sheet with the cover is called in each language, and in all of them."""
    label = both("questionnaire.cover_sheet")
    return frozenset(_in(label, lang, " ") for lang in (*languages(), "both"))


def is_asked(question: Question) -> bool:
    """Whether vendors are asked: a judged criterion is the buyer's, unless it has a question."""
    return not kind_of(question.kind).is_judged or question.text != question.label


def write_marks(book: xlsxwriter.Workbook, kind: str, vendor: str = "") -> None:
    """Add the very hidden sheet by which a workbook of this tool is known again."""
    if kind == "offer":  # known without being opened
        book.set_custom_property(OFFER_PROPERTY, kind)
    sheet = book.add_worksheet(MARKS_SHEET)
    pairs = [("format", kind)]
    if vendor:
        pairs += [("vendor id", vendor_id(vendor)), ("vendor name", vendor)]
    for row, (key, value) in enumerate(pairs):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()


def _in(label: Label, lang: TemplateLang, between: str = "\n") -> str:
    return between.join(dict.fromkeys(label.text(one) for one in _languages(lang)))


def _languages(lang: TemplateLang) -> tuple[Lang, ...]:
    """The languages of a questionnaire: English stands below the others."""
    if lang != "both":
        return (lang,)
    return (*(one for one in languages() if one != FALLBACK), FALLBACK)


def _styles(book: xlsxwriter.Workbook) -> dict[str, Any]:
    base = {"valign": "vcenter", "text_wrap": True, "font_size": 10, "border": 1}
    base["border_color"] = "#D0D5DD"
    return {
        "title": book.add_format({"bold": True, "font_size": 18, "font_color": "#1F3A5F"}),
        "label": book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "head": book.add_format(
            base | {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
        ),
        "section": book.add_format(base | {"bold": True, "bg_color": "#E6ECF4", "font_size": 11}),
        "cell": book.add_format(base),
        "muted": book.add_format(base | {"font_color": "#667085"}),
        "open": book.add_format(base | {"bg_color": "#FFFBE6", "locked": False, "num_format": "@"}),
        "date": book.add_format(
            base | {"bg_color": "#FFFBE6", "locked": False, "num_format": "yyyy-mm-dd"}
        ),
    }


@dataclass(frozen=True, kw_only=True)
class _CoverSheet:
    """The first sheet: what vendors are told, who they are, how to fill it in."""

    sheet: Worksheet
    styles: dict[str, Any]
    lang: TemplateLang

    def write(self, title: Label, vendor: str, cover: Cover) -> None:
        self.sheet.set_column(0, 0, 24)
        self.sheet.set_column(1, 1, _COVER_COLUMNS)
        self.sheet.write_string(0, 0, _in(title, self.lang, " / "), self.styles["title"])
        row = 2
        told = tuple(_told_on_cover(cover))
        for key, words in told:
            self._name(row, key)
            self._write_wrapped(row, _in(words, self.lang))
            row += 1
        row += bool(told)  # a blank row below
        for key in ("company", "contact", "phone", "date"):
            self._name(row, key)
            self.sheet.write_string(row, 1, vendor if key == "company" else "", self.styles["open"])
            row += 1
        self._write_instructions(row + 1)
        _print_on_a4(self.sheet, self.lang, landscape=False)
        _protect(self.sheet)

    def _name(self, row: int, key: str) -> None:
        name = _in(both(f"questionnaire.{key}"), self.lang, " ")
        self.sheet.write_string(row, 0, name, self.styles["label"])

    def _write_instructions(self, row: int) -> None:
        self._name(row, "how")
        names = {"sheet": _sheet_name(self.lang), "evidence": both("questionnaire.evidence")}
        for step in range(1, 6):
            told = _in(both(f"questionnaire.how_{step}", **names), self.lang)
            self._write_wrapped(row + step - 1, told)

    def _write_wrapped(self, row: int, told: str) -> None:
        """Text in column B, in a row as high as it needs."""
        self.sheet.write_string(row, 1, told, self.styles["text"])
        self.sheet.set_row(row, 15 * lines_in(told, _COVER_COLUMNS))


def lines_in(told: str, wide: int) -> int:
    """Lines in a column ``wide`` characters wide; a Chinese character takes two of them."""
    widths = [sum(1 if c.isascii() else 2 for c in line) for line in told.split("\n")]
    return sum(1 + width // wide for width in widths)


def _told_on_cover(cover: Cover) -> Iterator[tuple[str, Label]]:
    """What the cover says, in the order in which a vendor wants to know it."""
    if cover.deadline is not None:
        yield "deadline", Label.same(cover.deadline.isoformat())
    named = {
        "return_to": cover.return_to,
        "contact_us": cover.contact,
        "confidentiality": cover.confidentiality,
    }
    for key, told in named.items():
        if told is not None:
            yield key, told


def _sheet_name(lang: TemplateLang) -> str:
    return _in(both("questionnaire.sheet"), lang, " ")


def _write_questions(
    book: xlsxwriter.Workbook,
    styles: dict[str, Any],
    sections: Sequence[Section],
    lang: TemplateLang,
) -> None:
    sheet = book.add_worksheet(_sheet_name(lang))
    page = _QuestionSheet(sheet=sheet, styles=styles, lang=lang, lists=_Lists(book))
    page.write_header()
    last = 0
    for row, number, asked in _rows(sections):
        last = row
        if isinstance(asked, Label):
            page.write_heading(row, asked)
        else:
            page.write_question(row, number, asked)
    page.lists.write()
    sheet.freeze_panes(1, _ANSWER)
    sheet.repeat_rows(0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(65 + _ANSWER)}{last + 1}"})
    _print_on_a4(sheet, lang, landscape=True)
    _protect(sheet)


def _rows(sections: Sequence[Section]) -> Iterator[tuple[int, int, Label | Question]]:
    row = number = 0
    for section in sections:
        asked = [question for question in section.questions if is_asked(question)]
        if not asked:
            continue
        row += 1
        yield row, 0, section.label
        for question in asked:
            row, number = row + 1, number + 1
            yield row, number, question


class _Lists:
    """Drop-downs too long for a cell's own list stand on a hidden sheet."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._columns: list[list[str]] = []

    def source(self, items: list[str]) -> list[str] | str:
        if len(",".join(items)) <= _LIST_LIMIT and not any("," in item for item in items):
            return items
        self._columns.append(items)
        column = column_letters(len(self._columns))
        return f"='_lists'!${column}$1:${column}${len(items)}"

    def write(self) -> None:
        if not self._columns:
            return
        sheet = self._book.add_worksheet("_lists")
        for column, items in enumerate(self._columns):
            for row, item in enumerate(items):
                sheet.write_string(row, column, item)
        sheet.very_hidden()


@dataclass(frozen=True, kw_only=True)
class _QuestionSheet:
    """The sheet with a row per question, while it is written."""

    sheet: Worksheet
    styles: dict[str, Any]
    lang: TemplateLang
    lists: _Lists

    def write_header(self) -> None:
        self.sheet.set_column(0, 0, 4, None, {"hidden": True})
        self.sheet.write_string(0, 0, ID_HEADER, self.styles["head"])
        for offset, (key, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True), _FIRST):
            self.sheet.set_column(offset, offset, width)
            head = _in(both(f"questionnaire.{key}"), self.lang)
            self.sheet.write_string(0, offset, head, self.styles["head"])
        self.sheet.set_row(0, 30)

    def write_heading(self, row: int, heading: Label) -> None:
        shown = _in(heading, self.lang, " / ")
        for column, key in enumerate(_COLUMNS, _FIRST):
            heads = key == "question"
            self.sheet.write_string(row, column, shown if heads else "", self.styles["section"])

    def write_question(self, row: int, number: int, question: Question) -> None:
        texts = self._texts(number, question)
        self.sheet.write_string(row, 0, question.id)
        for column, key in enumerate(_COLUMNS, _FIRST):
            style = "open" if key in _OPEN else "cell" if key == "question" else "muted"
            if key == "answer" and kind_of(question.kind).has_date_cells:
                style = "date"
            if texts.get(key):
                self.sheet.write_string(row, column, texts[key], self.styles[style])
            else:
                self.sheet.write_blank(row, column, None, self.styles[style])
        wide = dict(zip(_COLUMNS, _WIDTHS, strict=True))
        lines = max(lines_in(text, wide[key]) for key, text in texts.items())
        self.sheet.set_row(row, 14 * lines + 4)
        self._check_answer(row, question)

    def _texts(self, number: int, question: Question) -> dict[str, str]:
        return {
            "number": str(number),
            "question": _in(question.text, self.lang),
            "unit": _in(kind_of(question.kind).unit_label(question), self.lang),
            "example": _in(kind_of(question.kind).example(question), self.lang),
            "wanted": _in(question.evidence, self.lang) if question.evidence else "",
        }

    def _check_answer(self, row: int, question: Question) -> None:
        """The drop-down or the check of an answer cell.

        Checks warn and let the vendor keep the text: "15-20 s" is a good answer to a number
        question.
        """
        rule = self._rule(row, question)
        if rule is not None:
            title = _in(both("questionnaire.check_title"), self.lang, " ")
            self.sheet.data_validation(row, _ANSWER, row, _ANSWER, {"error_title": title, **rule})

    def _rule(self, row: int, question: Question) -> dict[str, Any] | None:
        check = kind_of(question.kind).cell_check(question)
        if check is None:
            return None
        if check.choices:
            words = [_in(choice, self.lang, " / ") for choice in check.choices]
            return _drop_down(self.lists.source(words), self.lang)
        if check.note is not None:
            return {"validate": "any", "input_message": _cut(_in(check.note, self.lang))}
        return {
            "validate": "custom",
            "value": check.formula.format(cell=f"{chr(65 + _ANSWER)}{row + 1}"),
            "error_type": "warning",
            "error_message": _in(check.warning, self.lang)[:_LIST_LIMIT] if check.warning else "",
        }


def _drop_down(source: list[str] | str, lang: TemplateLang) -> dict[str, Any]:
    told = _in(both("questionnaire.pick"), lang)
    return {"validate": "list", "source": source, "error_type": "warning", "error_message": told}


def _cut(note: str) -> str:
    return note if len(note) <= _LIST_LIMIT else note[: _LIST_LIMIT - 1] + "…"


def _print_on_a4(sheet: Worksheet, lang: TemplateLang, *, landscape: bool) -> None:
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer("&C" + both("questionnaire.page").text(_languages(lang)[0]))


def _protect(sheet: Worksheet) -> None:
    """Locked where vendors should not type; without a password, so that nobody is locked out."""
    sheet.protect("", {"format_columns": True, "format_rows": True})


# The questions to put to a vendor again, as a text for a mail, in the vendor's language.

_AGAIN = {AnswerState.BLANK, AnswerState.PENDING, AnswerState.UNREADABLE}
_DOUBTFUL_FLAGS = {"ambiguous", "excel_date", "excel_time", "near_match"}
_ENOUGH_LETTERS = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenQuestions:
    """What to ask one vendor again; ``text`` is ready to be sent, empty where nothing is open."""

    vendor: str
    lang: Lang
    criteria: tuple[str, ...]
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """Something to ask a vendor about one of its answers.

    ``is_pressing``: it is asked even where the answer could be read.
    """

    vendor: str
    criterion: str
    text: Label
    is_pressing: bool


def asks_of(findings: Iterable[Finding]) -> Iterator[Ask]:
    """What the findings have to ask of vendors, in every language."""
    for finding in findings:
        if not (finding.vendor and finding.criterion):
            continue
        asked = in_every_language(finding.ask)
        if asked.text(FALLBACK):
            yield Ask(
                vendor=finding.vendor,
                criterion=finding.criterion,
                text=asked,
                is_pressing=finding.severity is not Severity.INFO,
            )


def open_questions(
    answers: Answers,
    questions: Sequence[Question],
    vendor: str,
    asks: Iterable[Ask] = (),
    *,
    lang: Lang | None = None,
) -> OpenQuestions:
    """The open questions of a vendor: left blank, announced, in doubt, or not to be compared.

    ``asks`` are what there is to ask this vendor. What the buyer has corrected, and what the vendor
    declined to say, is not asked again. Without ``lang`` the vendor's own language is written.
    """
    lang = lang or vendor_lang(answers, vendor)
    about: dict[str, list[Ask]] = {}
    for ask in asks:
        about.setdefault(ask.criterion, []).append(ask)
    open_ones = [
        (question, answer, about.get(question.id, []))
        for question in questions
        if not kind_of(question.kind).is_judged
        and _is_open(answer := answers.of(vendor, question.id), about.get(question.id, []))
    ]
    lines = [_line(n, *one, lang) for n, one in enumerate(open_ones, 1)]
    told = ""
    if lines:
        head = text("questionnaire.follow_up.head", lang, vendor=vendor, count=len(lines))
        told = "\n".join([head, "", *lines, "", text("questionnaire.follow_up.end", lang)])
    ids = tuple(question.id for question, _, _ in open_ones)
    return OpenQuestions(vendor=vendor, lang=lang, criteria=ids, text=told)


def vendor_lang(answers: Answers, vendor: str) -> Lang:
    """The language a vendor answers in: one whose script a tenth of the letters written are of.

    Chinese answers hold many Latin letters (names, units), English ones no Chinese characters.
    """
    written = "".join([vendor, *(answer.text for answer in answers.given[vendor].values())])
    letters = [c for c in written if c.isalpha()]
    names = [unicodedata.name(c, "") for c in letters]
    english = text("language.script", FALLBACK)
    for lang in languages():
        script = text("language.script", lang)
        if script != english and letters:
            share = sum(name.startswith(script) for name in names) / len(letters)
            if share >= _ENOUGH_LETTERS:
                return lang
    return FALLBACK


def _is_open(answer: Answer, asks: Sequence[Ask]) -> bool:
    if answer.override is not None and not answer.override.stale:
        return False
    if answer.state is AnswerState.REFUSED:
        return False
    if answer.state in _AGAIN or any(ask.is_pressing for ask in asks):
        return True
    return answer.reading is not None and bool(_DOUBTFUL_FLAGS & set(answer.reading.flags))


def _line(number: int, question: Question, answer: Answer, asks: Sequence[Ask], lang: Lang) -> str:
    wrote = answer.text.strip().replace("\n", " / ")
    key = "wrote" if wrote else "blank"
    asked = " ".join(dict.fromkeys(ask.text.text(lang) for ask in asks))
    return text(
        f"questionnaire.follow_up.{key}",
        lang,
        number=number,
        question=question.text.text(lang),
        wrote=wrote,
        ask=asked or text("questionnaire.follow_up.unsure", lang),
        hint="" if wrote and asked else _hint(question, lang),
        where=" ".join(part for part in (answer.source.sheet, answer.source.cell) if part),
    )


def _hint(question: Question, lang: Lang) -> str:
    """The form of an answer: an example of figures, the options of a choice."""
    kind = kind_of(question.kind)
    if kind.is_number:
        example = kind.example(question).text(lang)
        return text("questionnaire.follow_up.example", lang, example=example)
    if question.options:
        options = offered(question).text(lang)
        return text("questionnaire.follow_up.options", lang, options=options)
    return ""
