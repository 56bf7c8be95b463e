"""What changed since the last round, as it stands in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vendor_score.decision import Decision
from vendor_score.present.since_view import SinceTable, since_view
from vendor_score.present.terminal.screen import Screen, clean, fit, indented, pad, width
from vendor_score.rounds.records import Since
from vendor_score.wording import Lang, text

__all__ = ["since_lines"]

_SHOWN = {"moves": 20, "changes": 8, "criteria": 8, "open": 8, "replaced": 8}
_GAP = "  "
_LEAST_NAME = 10
_MOST_CELL = 26


def since_lines(since: Since, decision: Decision, lang: Lang, view: Screen) -> Iterator[str]:
    """The sentences, then the tables; long ones cut, with a count of what is left out.

    Parameters
    ----------
    since : Since
        As `compare_rounds` gives it.
    decision : Decision
        Of this round.
    lang : str
        Language of the words.
    view : Screen
        What the stream can show.

    Yields
    ------
    str
    """
    found = since_view(since, decision, lang)
    yield view.paint(text("since.title", lang), "bold")
    for sentence in found.lead:
        yield from indented(clean(sentence), view.columns, first="  ")
    for table in found.tables:
        yield ""
        yield view.paint(f"  {table.title}", "bold")
        yield from _rows(table, view)
        hidden = len(table.rows) - _SHOWN[table.key]
        if hidden > 0:
            yield from indented(text("since.more", lang, n=hidden), view.columns, first="  ")


def _rows(table: SinceTable, view: Screen) -> Iterator[str]:
    shown = [tuple(map(clean, row)) for row in table.rows[: _SHOWN[table.key]]]
    rows = [table.heads, *shown]
    # a column without anything in it would take room from the others
    used = [at for at in range(len(table.heads)) if any(row[at] for row in shown)]
    gap = _GAP
    widths = _widths(rows, used, table, view.columns - len(_GAP), gap)
    if sum(widths.values()) + len(gap) * len(used) > view.columns:
        gap = " "
        widths = _widths(rows, used, table, view.columns - len(_GAP), gap)
    for number, row in enumerate(rows):
        cells = [
            pad(fit(row[at], widths[at]), widths[at], right=at in table.figures) for at in used
        ]
        line = (_GAP + gap.join(cells)).rstrip()
        yield view.paint(line, "dim") if number == 0 else line


def _widths(
    rows: Sequence[Sequence[str]], used: Sequence[int], table: SinceTable, columns: int, gap: str
) -> dict[int, int]:
    """Figures whole; texts share what is left, the longest giving way first."""
    widths = {at: max(width(row[at]) for row in rows) for at in used}
    texts = [at for at in used if at not in table.figures]
    for at in texts[1:]:
        widths[at] = min(widths[at], _MOST_CELL)
    while sum(widths.values()) + len(gap) * (len(used) - 1) > columns:
        widest = max(texts, key=lambda at: widths[at])
        if widths[widest] <= _LEAST_NAME:
            break
        widths[widest] -= 1
    return widths
