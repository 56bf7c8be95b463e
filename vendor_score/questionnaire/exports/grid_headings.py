"""Headings of grid questions: one stem over several columns, with a row of the grid in each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from vendor_score.grammar.numerals import clean
from vendor_score.questionnaire.exports.backend_columns import HeadRows, Platform, PlatformHeader
from vendor_score.questionnaire.exports.survey_binding import (
    SurveyColumn,
    SurveyTable,
    asks_for_company,
    question_key,
)
from vendor_score.questionnaire.questions import alnum
from vendor_score.questionnaire.sheets.grid import is_contact_word
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.wording import both

__all__ = ["find_grid"]

_FEWEST = 2  # columns that share a stem
_LONGEST = 600
_FORMS = tuple(
    re.compile(form, re.DOTALL)
    for form in (
        r"(?P<stem>.+?)\s*[\[［](?P<part>[^\[\]［］]+)[\]］]",  # stem [row]
        r"(?P<code>[A-Za-z]{0,3}\d{1,3})\[(?P<part>[^\[\]]+)\][.:]?\s*(?P<stem>.+)",  # Q5[row]
        r"(?P<stem>.+?)\s*(?:\s[-–—]\s|[—–]{1,2})\s*(?P<part>[^—–]+)",  # stem - row
        r"(?P<part>[^:：]+)[:：](?P<stem>[^:：]+)[:：]?",  # row:stem
        r"(?P<stem>\d{1,3})\s*[(（]\s*\d{1,3}\s*[、.．]\s*(?P<part>.+?)\s*[)）]",  # 5(1、row)
    )
)


def find_grid(sheet: UnreadSheet, rows: HeadRows) -> SurveyTable | None:
    """The columns of a table in whose header grid questions stand, one vendor in each row.

    Parameters
    ----------
    sheet
        The sheet.
    rows
        Its first rows.

    Returns
    -------
    SurveyTable or None
        None where no two columns share a stem and name criteria by their parts, or no column asks
        for the company: then the table is no survey.
    """
    grid = sheet.grid
    for row, keys in rows:
        texts = {at: grid.text(row, at)[:_LONGEST] for at in keys}
        parts = _shared(texts)
        asked = [at for at, (_, part) in parts.items() if sheet.matcher.exact(part) is not None]
        if len(asked) < _FEWEST:
            continue
        columns = [_column(at, text, parts) for at, text in sorted(texts.items()) if text]
        company = next((c for c in columns if asks_for_company(c.text)), None)
        if company is None:
            continue
        platform = Platform(id="grid", name=both("terms.grid_form"), columns={}, signature=())
        return SurveyTable(
            header=PlatformHeader(platform=platform, row=row, columns={}),
            columns=tuple(c for c in columns if c is not company and not is_contact_word(c.text)),
            company=company,
            rows=tuple(grid.rows_between(range(row + 1, 1 << 30))),
        )
    return None


def _column(at: int, text: str, parts: Mapping[int, tuple[str, str]]) -> SurveyColumn:
    if at not in parts:
        return SurveyColumn(column=at, text=text, stem=text)
    stem, part = parts[at]
    return SurveyColumn(column=at, text=f"{stem} [{part}]", stem=stem, part=part)


def _shared(texts: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """Stem and part of each heading, in the form in which most headings share their stem."""
    best: dict[int, tuple[str, str]] = {}
    for form in _FORMS:
        found = {at: pair for at, text in texts.items() if (pair := _split(form, text))}
        groups: dict[str, list[int]] = defaultdict(list)
        for at, (stem, _) in found.items():
            groups[_key(stem)].append(at)
        shared = {
            at: found[at] for group in groups.values() if len(group) >= _FEWEST for at in group
        }
        if len(shared) > len(best):
            best = shared
    return best


def _split(form: re.Pattern[str], text: str) -> tuple[str, str] | None:
    split = form.fullmatch(text.strip())
    return (split["stem"].strip(), split["part"].strip()) if split else None


def _key(stem: str) -> str:
    return question_key(stem) or alnum(clean(stem))  # a stem may be a number alone
