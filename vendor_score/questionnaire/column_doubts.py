"""Figures judged by their column, as people do: out of line, doubtful, or a code for no answer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from vendor_score.findings import Finding, Severity
from vendor_score.grammar.figures import find_subject
from vendor_score.grammar.numerals import clean
from vendor_score.kinds import kind_of
from vendor_score.kinds.readings import limits_text
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.records import Answer, AnswerState, Question, Reading
from vendor_score.wording import Label, both

__all__ = [
    "bare_negative",
    "blank_finding",
    "doubt_columns",
    "look_findings",
    "missing_codes",
    "reading_findings",
]

LEAST_OTHERS = 2
FULL_MARK = 5.0
LEAST_MARK = 3.0  # shops and agents are hardly ever rated below
OUT_OF_LINE = 10.0  # how many times greater the others are where a mark stands among percents
PLACEHOLDER = 50.0  # how many times greater other prices are where 1 is none
MOST_PLACEHOLDER = 100.0
SAME_SIZE = 3.0  # a fraction times 100 is then of the size of the others
DECIMAL = re.compile(r"\d[.,]\d")
MOST_SHOWN = 4
OUT_OF = re.compile(r"(\d(?:\.\d+)?)\s*[/／]\s*(5|10)(?:\.0)?")
"""A mark with its full mark: 4.6/5."""
CODE = re.compile(r"(\d)\1+")
"""A digit repeated, as codes for no answer are: 99, 888, 9999."""
CODE_SORTS = 3

Column = Mapping[str, Answer]
Judge = Callable[[str, Column, Question], str | None]


def doubt_columns(
    given: Mapping[str, dict[str, Answer]], questions: Sequence[Question]
) -> Iterator[Finding]:
    """Leave unread, in ``given``, the figures that their column contradicts, and say so.

    Parameters
    ----------
    given
        Answers by vendor and question; changed in place.
    questions
        What was asked.

    Notes
    -----
    A bare 4.8 among percents is a mark out of 5; 0.18 among 25 and 30 a fraction of 1; a price of 1
    among 4,500 and 5,200 a placeholder. Only bare numbers are doubted: who writes a unit means it.
    The other answers of the same file count too: where all its percentages are fractions of 1, a
    low one is; and 999 in questions of three sorts is a code for no answer.
    """
    yield from _doubt_codes(given, questions)
    in_fractions = _files_in_fractions(given, questions)
    for question in questions:
        judges = JUDGES.get(_subject(question))
        if judges is None:
            continue
        column = {
            vendor: answers[question.id]
            for vendor, answers in given.items()
            if question.id in answers and _is_judged(answers[question.id])
        }
        doubted = {vendor: _why(vendor, column, question, judges) for vendor in column}
        if question.low_is_good and _subject(question) == "%":
            for vendor, answer in column.items():
                if answer.source.file in in_fractions and _is_part_of_one(answer):
                    doubted[vendor] = doubted[vendor] or "file"
        for vendor, why in doubted.items():
            if why is not None:
                given[vendor][question.id] = _unread(column[vendor], why)
                yield _finding(vendor, question, column, why)


def _why(vendor: str, column: Column, question: Question, judges: Sequence[Judge]) -> str | None:
    """What is doubtful about one figure, by the first judge that doubts it."""
    return next((why for judge in judges if (why := judge(vendor, column, question))), None)


def _subject(question: Question) -> str:
    kind = kind_of(question.kind)
    return "price" if kind.is_price else kind.default_unit or ""


def _figure(answer: Answer) -> float | None:
    """The figure of an answer that states exactly one."""
    reading = answer.reading
    if answer.state is not AnswerState.ANSWERED or reading is None:
        return None
    return reading.low if reading.low == reading.high else None


def _is_judged(answer: Answer) -> bool:
    """Whether an answer is one figure, or a mark with its full mark, which reads as two."""
    is_mark = answer.state is AnswerState.ANSWERED and _is_out_of(answer)
    return is_mark or _figure(answer) is not None


def _is_out_of(answer: Answer) -> bool:
    mark = OUT_OF.fullmatch(answer.text.strip())
    return mark is not None and float(mark[1]) <= float(mark[2])


def _is_bare(reading: Reading | None) -> bool:
    return reading is not None and "unit_assumed" in reading.flags


def _others(vendor: str, column: Column) -> list[float]:
    figures = {name: _figure(answer) for name, answer in column.items()}
    return [f for name, f in figures.items() if name != vendor and f is not None]


def _is_mark(vendor: str, column: Column, question: Question) -> str | None:
    """4.8 among 92 and 95: probably a mark out of 5.

    Where satisfaction is asked about it is one by itself; nobody satisfies 4.8 % of the customers.
    """
    answer = column[vendor]
    if _is_out_of(answer):
        return "mark"
    figure = _figure(answer) or 0.0
    if question.low_is_good or not _is_bare(answer.reading):
        return None
    if not LEAST_MARK <= figure <= FULL_MARK:
        return None
    if "satisfaction" in _metrics(question):
        return "mark"
    others = _others(vendor, column)
    among = len(others) >= LEAST_OTHERS and median(others) >= OUT_OF_LINE * figure
    return "mark" if among and DECIMAL.search(answer.text) else None


def _is_fraction(vendor: str, column: Column, question: Question) -> str | None:
    """0.18 among 25 % and 30 %: probably 18 %, where a low figure is good and 0.18 % the best."""
    figure = _figure(column[vendor]) or 0.0
    if not (_is_bare(column[vendor].reading) and 0 < figure < 1):
        return None
    others = _others(vendor, column)
    # Where low is good the slip would win, so that one other is enough to ask.
    if len(others) < (1 if question.low_is_good else LEAST_OTHERS):
        return None
    usual = median(others)
    is_same_size = usual / SAME_SIZE <= 100 * figure <= usual * SAME_SIZE
    return "fraction" if is_same_size and usual >= OUT_OF_LINE * figure else None


def _is_placeholder(vendor: str, column: Column, _question: Question) -> str | None:
    """A price of 1 among 4,500 and 5,200."""
    figure = _figure(column[vendor])
    if figure is None or not 0 < figure <= MOST_PLACEHOLDER:
        return None
    others = _others(vendor, column)
    if len(others) < LEAST_OTHERS:
        return None
    return "placeholder" if figure * PLACEHOLDER <= min(others) else None


def _is_part_of_one(answer: Answer) -> bool:
    return _is_bare(answer.reading) and 0 < (_figure(answer) or 0.0) < 1


def _files_in_fractions(
    given: Mapping[str, Mapping[str, Answer]], questions: Sequence[Question]
) -> frozenset[str]:
    """Files whose bare percentages, two at least, all are fractions of 1 where that is certain."""
    percents = [q.id for q in questions if _subject(q) == "%" and not q.low_is_good]
    fractions: Counter[str] = Counter()
    others: set[str] = set()
    for answers in given.values():
        for answer in (answers[id] for id in percents if id in answers):
            flags = answer.reading.flags if answer.reading is not None else ()
            file = answer.source.file or ""
            if "fraction_as_percent" in flags:
                fractions[file] += 1
            elif _is_bare(answer.reading):
                others.add(file)
    return frozenset(f for f, n in fractions.items() if n >= LEAST_OTHERS and f not in others)


def _doubt_codes(
    given: Mapping[str, dict[str, Answer]], questions: Sequence[Question]
) -> Iterator[Finding]:
    """Leave unread a number such as 999 that one vendor gives to questions of three sorts."""
    by_id = {question.id: question for question in questions}
    for vendor, answers in given.items():
        repeated: dict[str, list[str]] = {}
        for id, answer in answers.items():
            if answer.state is AnswerState.ANSWERED and CODE.fullmatch(answer.text.strip()):
                repeated.setdefault(answer.text.strip(), []).append(id)
        for ids in repeated.values():
            asked = [by_id[id] for id in ids if id in by_id]
            if len({(q.kind, _subject(q)) for q in asked}) < CODE_SORTS:
                continue
            for question in asked:
                column = {v: a[question.id] for v, a in given.items() if question.id in a}
                yield _finding(vendor, question, column, "code")
                answers[question.id] = _unread(answers[question.id], "code")


JUDGES: dict[str, tuple[Judge, ...]] = {
    "%": (_is_mark, _is_fraction),
    "price": (_is_placeholder,),
}


def _metrics(question: Question) -> frozenset[str]:
    words = (*question.label.values(), *question.text.values(), *question.aliases)
    return find_subject([clean(word) for word in words], "percent").metrics


def _unread(answer: Answer, why: str) -> Answer:
    reading = answer.reading
    if reading is None:
        return answer
    bare = Reading(
        text=reading.text, kind=reading.kind, flags=("unreadable",), reason=f"out_of_line_{why}"
    )
    return replace(answer, state=AnswerState.UNREADABLE, reading=bare)


def _finding(vendor: str, question: Question, column: Column, why: str) -> Finding:
    others = [answer.text.strip() for name, answer in column.items() if name != vendor]
    example = kind_of(question.kind).expected_answer(question)
    return Finding(
        code="out-of-line",
        severity=Severity.WARNING,
        vendor=vendor,
        criterion=question.id,
        source=column[vendor].source,
        found=column[vendor].text.strip(),
        values={
            "why": both(f"findings.reason.out_of_line_{why}"),
            "others": "; ".join(others[:MOST_SHOWN]) or "-",
            "question": question.label,
            "example": example,
        },
    )


# What is doubtful or missing about a reading, as findings.

# Flags of answers without a value, and the finding that each of them is.
WITHOUT_VALUE = {
    "excel_date": "excel-date",
    "excel_time": "excel-time",
    "template_unanswered": "template-unanswered",
    "missing": "missing-answer",
    "not_applicable": "not-applicable-answer",
    "refused": "refused-answer",
    "negotiable": "negotiable-answer",
    "pending": "pending-answer",
    "vague": "vague-answer",
    "reference": "reference-answer",
    "relative_change": "relative-change",
    "relative_to_industry": "relative-to-industry",
    "ambiguous": "ambiguous-answer",
    "evidence_claimed": "only-evidence",
    "planned": "only-planned",
    "target": "target-not-measured",
    "unreadable": "unreadable-answer",
}
# Flags of answers that were read, with something about them that a person should know.
WITH_VALUE = {
    "unit_assumed": "unit-assumed",
    "fraction_as_percent": "fraction-as-percent",
    "rescaled": "score-rescaled",
    "target": "target-not-measured",
    "conditional": "conditional-answer",
    "labelled": "labelled-part",
    "multi_value": "several-values",
    "planned": "planned-is-no",
    "partial": "partial-answer",
    "typo": "typing-slip",
    "compound": "compound-price",
    "negotiable": "price-negotiable",
    "unusual": "unusual-answer",
}
# Reasons that are findings of their own: nothing is wrong with a price but its basis, and a figure
# that cannot be was understood.
SPECIAL = {
    "other_basis": "other-basis",
    "other_currency": "other-basis",
    "other_tax": "other-tax",
    "impossible": "impossible-answer",
}
CELLS = {
    CellKind.ERROR: "cell-error",
    CellKind.UNCALCULATED: "uncalculated-formula",
    CellKind.PICTURE: "picture-answer",
    CellKind.STRUCK: "struck-answer",
    CellKind.SEVERAL: "several-options",
}
REASONS = frozenset({
    "not_understood", "no_number", "several_numbers", "several_bases", "other_unit", "other_metric",
    "other_basis", "other_currency", "other_tax", "rate", "negative", "no_yes_or_no", "yes_and_no",
    "unknown_option", "unknown_item", "no_date", "too_long", "uncalculated", "out_of_scale",
    "out_of_line_mark", "out_of_line_fraction", "out_of_line_placeholder", "impossible",
})  # fmt: skip


def reading_findings(
    reading: Reading, state: AnswerState, question: Question, cell: CellKind, guess: str | None
) -> tuple[Finding, ...]:
    """The findings about a cell, without vendor and source.

    An answer without a value is a warning (a note where nothing is scored or it does not apply);
    what was assumed in reading one is a note.
    """
    if cell in CELLS:
        return (_reading_finding(CELLS[cell], Severity.WARNING, reading, question),)
    if state is AnswerState.ANSWERED:
        codes = [_note(flag, question) for flag in reading.flags if flag in WITH_VALUE]
        if reading.reason == "other_items":
            codes.append("unlisted-items")
        return tuple(_reading_finding(code, Severity.INFO, reading, question) for code in codes)
    code = next((c for f, c in WITHOUT_VALUE.items() if f in reading.flags), "unreadable-answer")
    code = SPECIAL.get(reading.reason or "", code)
    if code in {"excel-date", "excel-time"} and guess is None:
        code += "-unclear"
    counts = kind_of(question.kind).is_scored_by_answer
    note = state is AnswerState.NOT_APPLICABLE or not counts
    severity = Severity.INFO if note else Severity.WARNING
    return (_reading_finding(code, severity, reading, question, guess=guess or ""),)


LOOKS = {
    "struck": ("struck-words", Severity.INFO),
    "unseen": ("zero-not-shown", Severity.WARNING),
    "in-part": ("option-in-part", Severity.WARNING),
}
"""Findings about how a cell looks, by the words of `Cell.look`."""


def look_findings(look: str, reading: Reading, question: Question) -> tuple[Finding, ...]:
    """What a person who looks at the cell sees that its text does not say."""
    if not look:
        return ()
    words = look.split()
    return tuple(
        _reading_finding(code, severity, reading, question)
        for word, (code, severity) in LOOKS.items()
        if word in words
    )


def _note(flag: str, question: Question) -> str:
    """The finding for a flag; a kind may have one of its own (a monthly share made yearly)."""
    return kind_of(question.kind).finding_codes.get(flag, WITH_VALUE[flag])


def blank_finding(question: Question) -> Finding:
    """The finding about a question that was asked and left blank."""
    reading = Reading(text="", kind=question.kind, flags=("missing",))
    counts = kind_of(question.kind).is_scored_by_answer
    severity = Severity.WARNING if counts else Severity.INFO
    return _reading_finding("missing-answer", severity, reading, question)


def _reading_finding(
    code: str, severity: Severity, reading: Reading, question: Question, **more: object
) -> Finding:
    reason = reading.reason if reading.reason in REASONS else "none"
    is_unusual = code == "unusual-answer"
    limits = question.plausible if is_unusual else question.possible
    usual = limits_text(limits, kind_of(question.kind).unit_label(question))
    values: dict[str, object] = {
        "example": kind_of(question.kind).expected_answer(question),
        "question": question.label,
        "why": both(f"findings.reason.{reason}"),
        "limits": usual or kind_of(question.kind).expected_answer(question),
        "expected": _price_asked(question, is_tax=reason == "other_tax"),
        **more,
    }
    found = reading.text if len(reading.text) <= LONGEST else reading.text[:LONGEST] + "…"
    return Finding(code=code, severity=severity, criterion=question.id, found=found, values=values)


LONGEST = 200


def _price_asked(question: Question, *, is_tax: bool) -> Label:
    """On which basis a price was asked for, or with which tax."""
    if is_tax and question.tax:
        return both(f"terms.tax.{question.tax}")
    return kind_of(question.kind).unit_label(question)


# Numbers that stand for "not answered": -3, -99 and their like, known by where they recur.

_SAMPLE = 300  # rows by which the codes of a table are known
_BARE = re.compile(r"\s*[-−﹣－]\s?(\d{1,4})(?:\.0+)?\s*")
_REPEATED = re.compile(r"9+|8{2,}|7{2,}|6{2,}")  # -9, -99, -88 ...: nobody measures these twice
_FEWEST = 2


def bare_negative(cell: Cell | None) -> int | None:
    """The whole number below zero that a cell holds and nothing beside it, else None."""
    if cell is None:
        return None
    if cell.kind is CellKind.NUMBER:
        number = cell.number
        is_code = number is not None and number < 0 and number.is_integer()
        return int(number) if is_code and number is not None else None
    if cell.kind is not CellKind.TEXT:
        return None
    found = _BARE.fullmatch(cell.text)
    return -int(found[1]) if found is not None else None


def missing_codes(
    grid: Grid, rows: Iterable[int], columns: Mapping[int, Question]
) -> frozenset[int]:
    """The codes by which a table says that a question was skipped or left empty.

    A single negative number may be a figure or a slip. The same one below two questions, of which
    one cannot be answered below zero, is a code; so is -99 and its like where it recurs below one.

    Parameters
    ----------
    grid
        The sheet.
    rows
        Rows of the table; the first 300 are looked at.
    columns
        The questions by the columns that answer them.
    """
    met: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for _, row in zip(range(_SAMPLE), rows, strict=False):
        for column in columns:
            number = bare_negative(grid.cells.get((row, column)))
            if number is not None:
                met[number][column] += 1
    return frozenset(number for number, found in met.items() if _is_code(number, found, columns))


def _is_code(number: int, found: Mapping[int, int], columns: Mapping[int, Question]) -> bool:
    asked = {columns[column].id: columns[column] for column in found}
    if len(asked) >= _FEWEST:
        return not all(question.may_be_negative for question in asked.values())
    return _REPEATED.fullmatch(str(-number)) is not None and max(found.values()) >= _FEWEST
