"""The layout of sheets that a program wrote: this tool, a survey platform, a chat back end."""

from __future__ import annotations

from functools import cache

from vendor_score.questionnaire.exports.backend_columns import known_headings
from vendor_score.questionnaire.exports.backend_export import read_backend
from vendor_score.questionnaire.exports.own_files import own_headings, read_own_output
from vendor_score.questionnaire.exports.signatures import head_rows, headings_of
from vendor_score.questionnaire.exports.survey_export import read_survey
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.located_answers import SheetReading

__all__ = ["ProgramOutput"]


class ProgramOutput:
    """Exports and outputs that are known by headings which only their programs write.

    They are looked for before any other layout, since to a table of vendors a respondent, an agent
    or a ranked vendor's points look like answers. Only the first rows of a sheet are looked at.
    """

    def recognise(self, sheet: UnreadSheet) -> SheetReading | None:
        """Read the sheet or set it aside; None where people wrote it."""
        rows = head_rows(sheet.grid)
        known = _known()
        if not any(text in known for _, texts in rows for text in texts.values()):
            return None
        for read in (read_own_output, read_survey, read_backend):
            if (reading := read(sheet, rows)) is not None:
                return reading
        return None


@cache
def _known() -> frozenset[str]:
    """Every heading by which one of them may be known, for a first glance."""
    own = (heads for _, heads in own_headings())
    return frozenset().union(*own, headings_of("surveys"), known_headings().all_headings)
