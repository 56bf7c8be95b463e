"""The layout of sheets that a program wrote: this tool, a survey platform, a chat back end."""

from __future__ import annotations

from functools import cache

from vendor_score.questionnaire.exports.backend_columns import known_headings
from vendor_score.questionnaire.exports.backend_export import read_backend
from vendor_score.questionnaire.exports.own_files import own_headings, read_own_output
from vendor_score.questionnaire.exports.signatures import HeadRows, head_rows, headings_of
from vendor_score.questionnaire.exports.survey_export import read_survey
from vendor_score.questionnaire.sheets.layout import UnreadSheet
from vendor_score.questionnaire.sheets.located_answers import SheetReading

__all__ = ["ProgramOutput"]

_SHORTEST, _SHARED = 5, 2  # characters of a heading, and of what two of a grid share at least


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
            return read_survey(sheet, rows) if _may_be_grid(rows) else None
        for read in (read_own_output, read_survey, read_backend):
            if (reading := read(sheet, rows)) is not None:
                return reading
        return None


def _may_be_grid(rows: HeadRows) -> bool:
    """Whether headings of a row begin or end alike, as those of a grid question do."""
    for _, texts in rows:
        long = [text for text in texts.values() if len(text) >= _SHORTEST]
        starts = {text[:_SHARED] for text in long}
        ends = {text[-_SHARED:] for text in long}
        if len(long) > min(len(starts), len(ends)):
            return True
    return False


@cache
def _known() -> frozenset[str]:
    """Every heading by which one of them may be known, for a first glance."""
    own = (heads for _, heads in own_headings())
    return frozenset().union(*own, headings_of("surveys"), known_headings().all_headings)
