"""Every outcome and every note of a reader has its words in both languages."""

import re
from pathlib import Path

import pytest

from vendor_score.questionnaire import files
from vendor_score.questionnaire.cells import Workbook
from vendor_score.questionnaire.files import UnreadableFile, note_findings

SOURCE = "".join(path.read_text("utf-8") for path in Path(files.__file__).parent.glob("*.py"))
CODES = sorted(set(re.findall(r'"((?:file|folder|not)-[a-z-]+)"', SOURCE)))
NOTES = sorted(set(re.findall(r'note\("([a-z-]+)"\)', SOURCE)))


def test_the_codes_were_found():
    assert {"file-encrypted", "not-readable", "folder-no-permission"} <= set(CODES)
    assert {"macros", "text-cut", "formulas-unseen"} <= set(NOTES)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("code", CODES)
def test_an_outcome_has_its_line_and_its_finding(code, lang):
    values = {"limit": 1000, "reason": "busy", "kind": "pdf"}
    outcome = UnreadableFile(file="a.xlsx", code=code, values=values)
    assert outcome.message(lang).startswith("a.xlsx")
    told = outcome.finding().as_dict(lang)
    assert told["expected"]
    assert told["fix"]
    assert "{" not in outcome.message(lang) + told["fix"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("note", NOTES)
def test_a_note_has_its_finding(note, lang):
    (finding,) = note_findings(Workbook(file="a.xlsx", sha256="", sheets=(), notes=(note,)))
    assert finding.title(lang)
    assert finding.expected(lang)
    assert finding.fix(lang)


@pytest.mark.parametrize(
    "kind",
    ["pdf", "picture", "document", "presentation", "archive", "recording", "mail", "web_page",
     "xml", "text", "other", "apple", "numbers"],
)  # fmt: skip
def test_a_kind_of_file_has_its_word(kind):
    outcome = UnreadableFile(file="a", code="not-readable", values={"kind": kind})
    assert outcome.message("en") != outcome.message("zh")
    assert f'"{kind}"' in SOURCE
