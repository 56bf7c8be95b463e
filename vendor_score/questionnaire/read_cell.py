"""Read a whole cell: its number format and kind before its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from vendor_score.findings import Finding
from vendor_score.grammar.numerals import MULTIPLIERS
from vendor_score.kinds.limits import doubted
from vendor_score.kinds.readings import read_text, state_of
from vendor_score.kinds.registry import kind_of
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.reading_findings import look_findings, reading_findings
from vendor_score.records import AnswerState, Question, Reading
from vendor_score.units import SECONDS, convert, known_unit
from vendor_score.wording import lexicon

__all__ = ["CellReading", "read_cell"]

EPOCH = dt.date(1899, 12, 30)
LAST_SERIAL = 2_958_465
SHOWN_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?|-?\.\d+")
BRACKETED = re.compile(r"\(\s*(-[\d.]+\s*%?)\s*\)")
THOUSANDS = (1e3, 1e6, 1e9)
SHORTENED = MULTIPLIERS | {
    name: float(power)
    for power, names in lexicon.group("multiplier_in_format").items()
    for name in names
}
"""What formats such as ``0,"K"`` write behind a number of thousands, and what it stands for."""
MINUTE_FIRST = re.compile(r"(\d{1,2}):(\d{2})\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class CellReading:
    """What was read from a cell; ``text`` is what the vendor sees there, verbatim.

    ``findings`` name the criterion, but neither vendor nor source: the caller knows them.
    """

    reading: Reading
    state: AnswerState
    text: str
    findings: tuple[Finding, ...] = ()


def read_cell(cell: Cell, question: Question, header_unit: str | None = None) -> CellReading:
    """Read a cell as the answer to a question.

    ``header_unit`` is the bracketed unit of the header; it is the unit of a bare number.
    """
    reading, guess = READERS[cell.kind](cell, question, header_unit)
    reading = doubted(replace(reading, text=cell.text), question)
    state = state_of(reading)
    return CellReading(
        reading=reading,
        state=state,
        text=cell.text,
        findings=(
            *reading_findings(reading, state, question, cell.kind, guess),
            *look_findings(cell.look, reading, question),
        ),
    )


Read = tuple[Reading, str | None]
"""A reading, and the guess to offer where it has no value."""


def _text(cell: Cell, question: Question, unit: str | None) -> Read:
    return read_text(cell.text, question, unit), None


def _number(cell: Cell, question: Question, unit: str | None) -> Read:
    """The text as shown, which holds what the format writes around the number (≤, seconds), with
    the stored number in the place of the rounded one.
    """
    return read_text(_exact(cell, factor=1.0), question, unit), None


def _percent(cell: Cell, question: Question, unit: str | None) -> Read:
    return read_text(_exact(cell, factor=100.0), question, unit), None


def _exact(cell: Cell, *, factor: float) -> str:
    """The shown text with the stored number in the place of the shown one.

    A format may round the number, draw its minus as brackets or as a colour, or shorten it to
    thousands; the stored number counts. Where the format shows something else (a part of the
    number), the text stays as it is.
    """
    found = SHOWN_NUMBER.findall(cell.text)
    if cell.number is None or len(found) != 1:
        return cell.text
    shown = found[0]
    stored = float(f"{cell.number * factor:.12g}")
    value = float(shown.replace(",", ""))
    rounding = 0.5 * 10 ** -len(shown.partition(".")[2]) * (1 + 1e-9)
    if abs(value - stored) <= rounding:
        return cell.text.replace(shown, _plain(stored), 1)
    if stored < 0 and abs(value + stored) <= rounding:  # (5) or a red 5
        text = cell.text.replace(shown, _plain(stored), 1)
        return BRACKETED.sub(r"\1", text)
    before, _, after = cell.text.partition(shown)
    power = SHORTENED.get(after.strip().lower())
    if not before.strip() and power and abs(value - stored / power) <= rounding:
        return _plain(stored)
    if not (before + after).strip() and any(
        abs(value - stored / power) <= rounding for power in THOUSANDS
    ):
        return _plain(stored)  # the format 0, writes 12 for 12345
    return cell.text


def _plain(value: float) -> str:
    """Digits without an exponent and without a point that could be taken for a thousands sign."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else text  # noqa: PLR2004


def _date(cell: Cell, question: Question, unit: str | None) -> Read:
    """A date where a number is asked for is mostly a typed 3-5 that the spreadsheet turned."""
    if not kind_of(question.kind).is_number:
        return read_text(cell.text, question, unit), None
    return _flagged(question, "excel_date"), _typed(cell)


def _typed(cell: Cell) -> str | None:
    """What was probably typed: 5 March from 3-5, March 1950 from 3-50."""
    if cell.number is None or not 1 <= cell.number <= LAST_SERIAL:
        return None
    day = EPOCH + dt.timedelta(days=int(cell.number))
    shows_year_only = re.search(r"mmm-yy\b", cell.number_format or "", re.IGNORECASE)
    if shows_year_only and day.day == 1:
        return f"{day.month}-{day.year % 100}"
    return f"{day.month}-{day.day}"


def _time(cell: Cell, question: Question, unit: str | None) -> Read:
    """A time of the day: 0:25 in a seconds question was probably meant as m:ss, so it is asked."""
    with_seconds = cell.text.count(":") == 2  # noqa: PLR2004
    asked = known_unit(unit) or known_unit(question.unit)
    hours = kind_of(question.kind).is_duration and asked in {"h", "days"}
    if kind_of(question.kind).is_duration and (with_seconds or hours):
        return _duration(cell, question, unit)
    if not kind_of(question.kind).is_number:
        return read_text(cell.text, question, unit), None
    match = MINUTE_FIRST.match(cell.text.strip())
    minutes = f"{60 * int(match[1]) + int(match[2])} s" if match else None
    return _flagged(question, "excel_time"), minutes


def _duration(cell: Cell, question: Question, unit: str | None) -> Read:
    """mm:ss and [h]:mm:ss are lengths of time, in the question's unit."""
    kind = kind_of(question.kind)
    into = "s" if kind.is_duration else known_unit(question.unit)
    if into == "h/day" and cell.number is not None:
        return _exactly(question, cell.number / SECONDS["h"], into), None
    if not kind.takes_elapsed_time or into not in SECONDS or cell.number is None:
        return _time(cell, question, unit) if _no_length(question) else _text(cell, question, unit)
    return _exactly(question, convert(cell.number, "s", into), into), None


def _no_length(question: Question) -> bool:
    kind = kind_of(question.kind)
    return kind.is_number and not kind.is_duration


def _exactly(question: Question, value: float, unit: str) -> Reading:
    return Reading(text="", kind=question.kind, low=value, high=value, unit=unit)


def _boolean(cell: Cell, question: Question, unit: str | None) -> Read:
    is_true = cell.text.strip().lower() in {"true", "1"}
    reading = kind_of(question.kind).read_boolean(is_true=is_true)
    return reading or read_text(cell.text, question, unit), None


def _error(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return _flagged(question, "missing"), None


def _uncalculated(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return replace(_flagged(question, "unreadable"), reason="uncalculated"), None


def _picture(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return _flagged(question, "pending"), None


def _struck(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return _flagged(question, "missing"), None


def _several(_cell: Cell, question: Question, _unit: str | None) -> Read:
    return _flagged(question, "ambiguous"), None


def _flagged(question: Question, flag: str) -> Reading:
    return Reading(text="", kind=question.kind, flags=(flag,))


READERS: dict[CellKind, Callable[[Cell, Question, str | None], Read]] = {
    CellKind.TEXT: _text,
    CellKind.NUMBER: _number,
    CellKind.PERCENT: _percent,
    CellKind.DATE: _date,
    CellKind.TIME: _time,
    CellKind.DURATION: _duration,
    CellKind.BOOLEAN: _boolean,
    CellKind.ERROR: _error,
    CellKind.UNCALCULATED: _uncalculated,
    CellKind.PICTURE: _picture,
    CellKind.STRUCK: _struck,
    CellKind.SEVERAL: _several,
}
