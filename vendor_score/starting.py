"""What a comparison starts from: criteria.yaml, its schema and the questionnaire to send out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from vendor_score.criteria.json_schema import SCHEMA_NAME, schema_text
from vendor_score.criteria.load import shipped_criteria
from vendor_score.errors import UsageError
from vendor_score.questionnaire.template import TemplateLang, template_workbook
from vendor_score.safe_write import write_files
from vendor_score.sending import questionnaire_sections

__all__ = ["CRITERIA_NAME", "QUESTIONNAIRE_NAME", "write_start"]

CRITERIA_NAME: Final = "criteria.yaml"
QUESTIONNAIRE_NAME: Final = "questionnaire.xlsx"


def write_start(folder: Path, *, lang: TemplateLang = "both") -> list[Path]:
    """Write the shipped criteria, their schema and their questionnaire into ``folder``.

    All of them or none: raises UsageError that names what stands there already, OutputError where
    the folder cannot be written.
    """
    criteria = shipped_criteria()
    sections = questionnaire_sections(criteria)
    contents = {
        CRITERIA_NAME: (criteria.file.text if criteria.file else "").encode(),
        SCHEMA_NAME: schema_text().encode(),
        QUESTIONNAIRE_NAME: template_workbook(sections, title=criteria.title, lang=lang),
    }
    standing = [name for name in contents if os.path.lexists(folder / name)]
    if standing:
        raise UsageError("errors.start_exists", names=", ".join(standing), folder=folder)
    return write_files(folder, contents)
