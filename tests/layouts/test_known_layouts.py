"""One list of layouts: the first that recognises a sheet reads it, and a new one needs one line."""

from __future__ import annotations

import pytest
from sheets_by_hand import QUESTIONS, book, texts

from vendor_score.errors import NothingReadError
from vendor_score.questionnaire.reader import answers_from_workbooks
from vendor_score.questionnaire.sheets import layouts
from vendor_score.questionnaire.sheets.grid import LocatedAnswer, SheetReading, VendorBlock
from vendor_score.records import QuestionnaireSettings

CARD = [["CARD"], ["18秒", "25秒"]]
TABLE = [["问题", "回答"], ["首次响应时间?", "18秒"]]


class Card:
    """A made-up layout: answers side by side under the word CARD, in the questions' order."""

    def recognise(self, sheet):
        if sheet.grid.text(1, 1) != "CARD":
            return None
        answers = tuple(
            LocatedAnswer(question=id, cell=sheet.grid.at(2, at), source=sheet.grid.source(2, at))
            for at, id in enumerate(("first_response", "average_response"), 1)
        )
        return SheetReading(
            sheet=sheet.grid.sheet.name,
            blocks=[VendorBlock(name=None, sightings=answers)],
            asked=("first_response", "average_response"),
            anonymous=True,
        )


def answers(rows):
    read = answers_from_workbooks([book(rows)], QUESTIONS, QuestionnaireSettings())
    return {id: text for given in texts(read).values() for id, text in given.items() if text}


def test_a_layout_is_known_once_it_stands_in_the_list(monkeypatch):
    with pytest.raises(NothingReadError):
        answers(CARD)

    monkeypatch.setattr(layouts, "LAYOUTS", (*layouts.LAYOUTS, Card()))

    assert answers(CARD) == {"first_response": "18秒", "average_response": "25秒"}


def test_a_new_layout_leaves_other_sheets_to_the_others(monkeypatch):
    before = answers(TABLE)

    monkeypatch.setattr(layouts, "LAYOUTS", (Card(), *layouts.LAYOUTS))

    assert answers(TABLE) == before == {"first_response": "18秒"}


def test_the_first_layout_that_recognises_a_sheet_reads_it(monkeypatch):
    class Nothing:
        def recognise(self, sheet):
            return SheetReading(sheet=sheet.grid.sheet.name)

    monkeypatch.setattr(layouts, "LAYOUTS", (Nothing(), *layouts.LAYOUTS))

    with pytest.raises(NothingReadError):
        answers(TABLE)


@pytest.mark.parametrize(
    ("rows", "layout"),
    [
        ([["首次响应时间: 18秒"], ["平均响应时间: 25秒"]], "ColonForm"),
        ([["供应商", "首次响应时间", "平均响应时间"], ["甲", "18秒", "25秒"]], "VendorRows"),
        (TABLE, "QuestionRows"),
    ],
)
def test_each_layout_leaves_the_sheets_of_the_others(rows, layout, monkeypatch):
    recognised = []

    class Watched:
        def __init__(self, inner):
            self.inner = inner

        def recognise(self, sheet):
            if (reading := self.inner.recognise(sheet)) is not None:
                recognised.append(type(self.inner).__name__)
            return reading

    both_ways = (layouts.LAYOUTS, tuple(reversed(layouts.LAYOUTS)))
    for order in both_ways:
        monkeypatch.setattr(layouts, "LAYOUTS", tuple(Watched(each) for each in order))
        answers(rows)

    assert recognised == [layout, layout]
