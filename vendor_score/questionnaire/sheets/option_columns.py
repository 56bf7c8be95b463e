"""Columns headed by the options of an answer, one of which is ticked: 是 | 否, Yes | No | N/A, 1-5.

The headings must be options of one scale: words that agree and that deny, figures in a row, or the
options of one question. Such columns are no vendors, and a tick says what stands above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from vendor_score.findings import NOWHERE, Source
from vendor_score.grammar.numerals import clean
from vendor_score.grammar.yes_no import read_yes_no
from vendor_score.kinds import kind_of
from vendor_score.kinds.readings import read_text
from vendor_score.questionnaire.cells import Cell, CellKind
from vendor_score.questionnaire.questions import QuestionMatcher, alnum
from vendor_score.questionnaire.sheets.grid import Grid
from vendor_score.records import Question
from vendor_score.wording import lexicon

__all__ = [
    "OptionColumns",
    "OptionRows",
    "exclusive_columns",
    "find_option_columns",
    "find_option_rows",
    "has_only_ticks",
    "is_mark",
    "is_tick",
    "may_be_option",
    "printed_choice",
    "ticked_option",
    "ticked_row",
]

LONGEST = 24
"""Characters beyond which a heading is no option of a yes or no."""
LEAST_FIGURES = 3
MOST_COLUMNS = 12
SAMPLE = 60
"""Rows below the headings that are looked at for ticks."""

IN_PART = "in-part"
"""In a look: a column between yes and no is ticked, which says less than either."""

Scale = tuple[str, str]
"""Which options go together: ("agreed", ""), ("figure", ""), ("option", id of a question), or
words that no lexicon knows ("unknown", ""), which are told by how they are ticked."""

AGREED, FIGURE, UNKNOWN = ("agreed", ""), ("figure", ""), ("unknown", "")
YES, PARTIAL, NO, OPEN = "yes", "partial", "no", "open"


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionColumns:
    """Neighbouring columns, each headed by an option.

    ``columns`` and ``labels`` go together. ``name`` is whose answers they hold, where a heading
    over them says it. ``crosses_count``: the table knows no other mark than × or x.
    """

    columns: tuple[int, ...]
    labels: tuple[str, ...]
    scale: Scale
    crosses_count: bool = False
    evidence: int | None = None
    remarks: int | None = None
    name: str | None = None
    name_source: Source = NOWHERE


def find_option_columns(
    grid: Grid, row: int, columns: Iterable[int], matcher: QuestionMatcher
) -> tuple[OptionColumns, ...]:
    """The groups of option headings in a row.

    Parameters
    ----------
    grid, row
        The sheet and the row of the headings.
    columns
        The columns that may belong to a group, in order.
    matcher
        Knows the questions of the criteria, whose own options may be headings.

    Returns
    -------
    tuple of OptionColumns
        From left to right. A scale printed twice side by side is two groups.
    """
    found = []
    for run in _runs(grid, row, columns, matcher):
        places = [(column, text) for column, text, _ in run]
        scale = _common(scales for _, _, scales in run)
        group = OptionColumns(
            columns=tuple(column for column, _ in places),
            labels=tuple(text for _, text in places),
            scale=scale,
        )
        marks = list(_marks_below(grid, row, group))
        if _is_scale(group) and _fits(group, marks):
            signs = [sign for line in marks for sign in line]
            ticked = any(is_tick(sign) for sign in signs if sign is not None)
            found.append(replace(group, crosses_count=not ticked))
    return tuple(found)


def exclusive_columns(
    grid: Grid, row: int, heads: Sequence[tuple[int, str]]
) -> OptionColumns | None:
    """The columns as options where each row below ticks one of them at most.

    Parameters
    ----------
    grid, row
        The sheet and the row of the headings.
    heads
        Columns and headings, in order.

    Returns
    -------
    OptionColumns or None
        None unless two rows are ticked at least, and no row says anything in two columns.
    """
    columns = tuple(column for column, _ in heads)
    if not 2 <= len(columns) <= MOST_COLUMNS:  # noqa: PLR2004 - a choice
        return None
    ticked: set[int] = set()
    signs: list[str] = []
    for below in grid.rows_after(row, SAMPLE):
        cells = [grid.cells.get((below, column)) for column in columns]
        said = [c for c in cells if c is not None and c.text.strip() and not _is_empty_box(c)]
        if len(said) > 1:
            return None
        if said and is_mark(said[0].text):
            signs.append(said[0].text)
            ticked.add(said[0].column)
    if len(ticked) < 2:  # noqa: PLR2004 - one column alone may be a vendor's
        return None
    return OptionColumns(
        columns=columns,
        labels=tuple(text for _, text in heads),
        scale=UNKNOWN,
        crosses_count=not any(map(is_tick, signs)),
    )


def _is_empty_box(cell: Cell) -> bool:
    return cell.text.strip().casefold() in _signs("tick.empty")


def may_be_option(text: str, matcher: QuestionMatcher) -> bool:
    """Whether a heading may be an option to tick."""
    return bool(_scales(text, matcher)) if text else False


_Heading = tuple[int, str, frozenset[Scale]]


def _runs(
    grid: Grid, row: int, columns: Iterable[int], matcher: QuestionMatcher
) -> Iterator[list[_Heading]]:
    """Neighbouring headings with a scale in common, in which none is met twice."""
    run: list[_Heading] = []
    for column in columns:
        cell = grid.cells.get((row, column))
        text = cell.text.strip() if cell is not None else ""
        scales = _scales(text, matcher) if text else frozenset()
        fits = bool(run) and bool(_shared(run) & scales) and column == run[-1][0] + 1
        again = fits and alnum(text) in {alnum(known) for _, known, _ in run}
        if run and (not fits or again):
            yield run
            run = []
        if scales:
            run.append((column, text, scales))
    if run:
        yield run


def _shared(run: Sequence[_Heading]) -> frozenset[Scale]:
    return frozenset.intersection(*(scales for _, _, scales in run))


def _common(scales: Iterable[frozenset[Scale]]) -> Scale:
    shared = sorted(frozenset.intersection(*scales))
    return shared[0]  # "agreed" and "figure" before "option", since most forms ask yes or no


@lru_cache(maxsize=4096)
def _scales(text: str, matcher: QuestionMatcher) -> frozenset[Scale]:
    """The scales that a heading may be an option of.

    Asked for the cells of every row; the matcher, one for all sheets, is a key that costs nothing.
    """
    found: set[Scale] = set()
    if _agreement(text) is not None:
        found.add(AGREED)
    if _figure(text) is not None:
        found.add(FIGURE)
    key, is_open = alnum(clean(text)), _agreement(text) == OPEN
    found.update(
        ("option", id) for id, keys in _option_keys(matcher).items() if is_open or key in keys
    )
    return frozenset(found)


@lru_cache(maxsize=8)
def _option_keys(matcher: QuestionMatcher) -> dict[str, frozenset[str]]:
    """The words for the options of each question that has any, by the question's id."""
    return {
        question.id: frozenset(
            alnum(clean(name))
            for option in question.options
            for name in (option.id, *option.label.values(), *option.aliases)
        )
        for question in matcher.questions
        if question.options
    }


@lru_cache(maxsize=4096)
def _agreement(text: str) -> str | None:
    """Whether an option agrees, agrees in part, denies or leaves it open; None for other words."""
    if len(text) > LONGEST or not any(letter.isalnum() for letter in text):
        return None  # a mark is an answer and no heading
    told = _words().get(alnum(clean(text)))
    if told is not None:
        return told
    read = read_yes_no(clean(text))
    if read.flags - {"partial"} or read.low is None or _figure(text) is not None:
        return None
    return {(1.0, 1.0): YES, (0.0, 0.0): NO}.get((read.low, read.high or 0.0), PARTIAL)


@cache
def _words() -> dict[str, str]:
    return {
        alnum(clean(word)): told
        for told in (YES, PARTIAL, NO, OPEN)
        for word in lexicon.words(f"option.{told}")
    }


def _figure(text: str) -> int | None:
    """The figure of a scale: 4, 4分, 4 points."""
    plain = clean(text).strip()
    for word in sorted(lexicon.words("option.points"), key=len, reverse=True):
        plain = plain.removesuffix(word).strip()
    return int(plain) if plain.isdecimal() and len(plain) <= 2 else None  # noqa: PLR2004 - 0 to 10


def _is_scale(group: OptionColumns) -> bool:
    """Whether the headings are a set of options and no chance."""
    if not 2 <= len(group.columns) <= MOST_COLUMNS:  # noqa: PLR2004 - a choice
        return False
    if group.scale == AGREED:
        told = {_agreement(label) for label in group.labels}
        return YES in told and bool(told & {NO, PARTIAL})
    if group.scale == FIGURE:
        figures = [_figure(label) or 0 for label in group.labels]
        steps = {b - a for a, b in pairwise(figures)}
        return len(figures) >= LEAST_FIGURES and steps in ({1}, {-1}) and min(figures) <= 1
    return True


def _marks_below(grid: Grid, row: int, group: OptionColumns) -> Iterator[list[str | None]]:
    """What stands in the columns in each row below: marks, None for anything else."""
    for below in grid.rows_after(row, SAMPLE):
        cells = [grid.cells.get((below, column)) for column in group.columns]
        told = [_sign(cell) for cell in cells if cell is not None and cell.text.strip()]
        if told:
            yield told


def _sign(cell: Cell) -> str | None:
    text = cell.text.strip()
    return text if is_mark(text) else None


def _fits(group: OptionColumns, lines: Sequence[Sequence[str | None]]) -> bool:
    """Whether what stands below is ticks: figures and options may head vendors' answers too."""
    if group.scale == AGREED:
        return True
    if not lines or any(sign is None for line in lines for sign in line):
        return False
    single = [line for line in lines if sum(is_tick(sign) for sign in line if sign) <= 1]
    return group.scale != FIGURE or len(single) * 2 > len(lines)


def has_only_ticks(grid: Grid, row: int, group: OptionColumns) -> bool:
    """Whether marks and nothing else stand below the headings, one of them at least."""
    signs = [sign for line in _marks_below(grid, row, group) for sign in line]
    return bool(signs) and None not in signs


def is_tick(text: str) -> bool:
    """Whether a cell holds a tick and nothing else."""
    return text.strip().casefold() in _signs("tick.yes")


def is_mark(text: str) -> bool:
    """Whether a cell holds a tick, a cross or an empty box and nothing else."""
    return text.strip().casefold() in (
        _signs("tick.yes") | _signs("tick.cross") | _signs("tick.empty")
    )


@cache
def _signs(meaning: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.words(meaning))


# What a row of ticks says.


def ticked_option(
    grid: Grid, row: int, group: OptionColumns, question: Question
) -> tuple[Cell | None, tuple[int, int]]:
    """The option that a row ticks, as an answer, and the place that says it.

    Of two ticks none is taken, unless the question asks for a list: the answer is then a
    ``several`` cell, which names both. No tick is no answer.
    """
    cells = [
        (label, grid.at(row, at)) for at, label in zip(group.columns, group.labels, strict=True)
    ]
    filled = [(label, cell) for label, cell in cells if cell is not None]
    chosen = [(label, cell) for label, cell in filled if _is_chosen(cell, label, group)]
    words = [
        (label, cell)
        for label, cell in filled
        if (label, cell) not in chosen and not is_mark(cell.text)
    ]
    if words:
        return _in_words(grid, [*chosen, *words], words)
    if not chosen:
        return None, (row, group.columns[0])
    if len(chosen) > 1 and not kind_of(question.kind).takes_several:
        return _several(grid, chosen)
    cell = chosen[0][1]
    text = ", ".join(_answer(label, group, question) for label, _ in chosen)
    in_part = group.scale == AGREED and _agreement(chosen[0][0]) == PARTIAL
    look = IN_PART if in_part and kind_of(question.kind).value_form == "yes_no" else ""
    answer = replace(
        cell, kind=CellKind.TEXT, text=text, number=None, number_format=None, look=look
    )
    return answer, (cell.row, cell.column)


def _is_chosen(cell: Cell, label: str, group: OptionColumns) -> bool:
    if cell.kind is CellKind.STRUCK:
        return False
    text = cell.text.strip().casefold()
    if is_tick(text) or alnum(clean(text)) == alnum(clean(label)) != "":
        return True
    return group.crosses_count and text in _signs("tick.cross")


def _in_words(
    grid: Grid, all_: list[tuple[str, Cell]], words: list[tuple[str, Cell]]
) -> tuple[Cell | None, tuple[int, int]]:
    """Words instead of a tick are read as they stand; beside another entry they are not."""
    if len(all_) > 1:
        return _several(grid, all_)
    cell = words[0][1]
    return cell, (cell.row, cell.column)


def _several(grid: Grid, chosen: list[tuple[str, Cell]]) -> tuple[Cell | None, tuple[int, int]]:
    said = ", ".join(
        f"{label} ({grid.source(cell.row, cell.column).cell})" for label, cell in chosen
    )
    cell = chosen[0][1]
    answer = replace(cell, kind=CellKind.SEVERAL, text=said, number=None, number_format=None)
    return answer, (cell.row, cell.column)


def _answer(label: str, group: OptionColumns, question: Question) -> str:
    """The option in words that the question's kind reads as what it says."""
    if group.scale == FIGURE:
        figures = [_figure(each) or 0 for each in group.labels]
        is_score = kind_of(question.kind).may_be_points and question.out_of is not None
        most = max(figures)
        return (
            f"{_figure(label)}/{most}"
            if is_score and question.out_of != most
            else str(_figure(label))
        )
    told = _agreement(label)
    if group.scale != AGREED or question.options or kind_of(question.kind).value_form != "yes_no":
        return label
    read = read_text(label, question)
    wanted = {YES: (1.0, 1.0), NO: (0.0, 0.0), PARTIAL: (0.0, 1.0)}.get(told or "")
    if wanted is None or ((read.low, read.high) == wanted and not label.isascii()):
        return label
    return {YES: "yes", NO: "no", PARTIAL: "partially"}[told or ""]


# Options printed one below the other, a row each, with a column to tick beside them.

MOST_OPTIONS = 60


@dataclass(frozen=True, slots=True)
class OptionRows:
    """The column of the options and the one to tick."""

    options: int
    tick: int


def find_option_rows(heads: Iterable[tuple[int, str]]) -> OptionRows | None:
    """The two columns by their headings (column and text); None unless both are there."""
    words = [(column, clean(text).partition("(")[0].strip(" :*")) for column, text in heads]
    options = next((at for at, word in words if word in lexicon.words("header.option")), None)
    tick = next((at for at, word in words if word in lexicon.words("header.tick")), None)
    if options is None or tick is None or options == tick:
        return None
    return OptionRows(options, tick)


def ticked_row(
    grid: Grid, row: int, asked: int, rows: OptionRows, question: Question
) -> tuple[Cell | None, tuple[int, int]]:
    """The options ticked from a row on, up to the next question in column ``asked``.

    Of two ticks none is taken unless the question takes several; no tick is no answer. Other words
    in the column to tick make a ``several`` cell too, which is not read.
    """
    lines = list(_lines(grid, row, asked, rows))
    filled = [
        (option, tick)
        for option, tick in lines
        if tick is not None and tick.text.strip() and not _is_empty_box(tick)
    ]
    ticks = any(is_tick(tick.text) for _, tick in filled if tick is not None)
    chosen = [
        (option, tick)
        for option, tick in filled
        if tick is not None and (is_tick(tick.text) or not (ticks and is_mark(tick.text)))
    ]
    if not chosen:
        return None, (row, rows.tick)
    words = [option.text.strip() for option, _ in chosen]
    cell = chosen[0][1]
    strange = any(not is_mark(tick.text) for _, tick in chosen)
    if strange or (len(chosen) > 1 and not kind_of(question.kind).takes_several):
        told = (
            f"{word} ({grid.source(tick.row, tick.column).cell}: {tick.text.strip()})"
            for word, (_, tick) in zip(words, chosen, strict=True)
        )
        return _saying(cell, CellKind.SEVERAL, ", ".join(told)), (cell.row, cell.column)
    return _saying(cell, CellKind.TEXT, ", ".join(words)), (cell.row, cell.column)


def _saying(cell: Cell, kind: CellKind, text: str) -> Cell:
    """The cell with what its marks say as its text."""
    return replace(cell, kind=kind, text=text, number=None, number_format=None, look="")


def _lines(
    grid: Grid, row: int, asked: int, rows: OptionRows
) -> Iterable[tuple[Cell, Cell | None]]:
    """Each option with the cell beside it."""
    for at in (row, *grid.rows_after(row, MOST_OPTIONS)):
        question = grid.cells.get((at, asked))
        if at > row and question is not None and question.text.strip():
            return
        option = grid.cells.get((at, rows.options))
        if option is None or option.kind is CellKind.STRUCK:
            continue
        yield option, grid.cells.get((at, rows.tick))


# Options of one question printed side by side, a cell each, of which one is marked.

BOX = "□"


def printed_choice(grid: Grid, cells: Sequence[Cell], question: Question) -> Cell | None:
    """The answer that printed options give; None where the cells are no such options.

    Parameters
    ----------
    grid
        The sheet, for naming cells.
    cells
        What stands side by side in a row, from left to right.
    question
        The question that the row asks; every cell must be one of its options.

    Returns
    -------
    Cell or None
        The option marked; a ``several`` cell where more than one is; where none is, all of them
        with empty boxes, which reading knows as a form that was not filled in.
    """
    if kind_of(question.kind).takes_several:
        return None  # a list may stand in several cells, an item each
    words = [_without_sign(cell.text) for cell in cells]
    said = [_option(text, question) for text in words]
    if None in said or len(set(said)) < max(len(said), 2):
        return None
    chosen = _chosen(cells)
    if not chosen:
        text = " ".join(f"{BOX}{text}" for text in words)
        return _saying(cells[0], CellKind.TEXT, text)
    if len(chosen) > 1:
        told = (
            f"{words[at]} ({grid.source(cells[at].row, cells[at].column).cell})" for at in chosen
        )
        return _saying(cells[chosen[0]], CellKind.SEVERAL, ", ".join(told))
    return _saying(cells[chosen[0]], CellKind.TEXT, words[chosen[0]])


def _option(text: str, question: Question) -> object | None:
    """What a text alone says, where it is one option and nothing more."""
    read = read_text(text, question)
    if read.items is not None:
        return read.items if len(read.items) == 1 and question.options else None
    is_whole = (
        kind_of(question.kind).value_form == "yes_no"
        and read.low is not None
        and read.low == read.high
    )
    return read.low if is_whole and not read.flags else None


def _chosen(cells: Sequence[Cell]) -> list[int]:
    """The places of the cells that are marked, by the first kind of mark that parts them."""
    every = range(len(cells))
    ticked = [at for at in every if _is_ticked(cells[at].text)]
    if ticked:
        return ticked
    kept = [at for at in every if cells[at].kind is not CellKind.STRUCK]
    if len(kept) < len(cells):
        return kept
    found: list[int] = []
    for feature in ("fill", "bold", "underlined", "colour"):
        marked = [at for at in every if _has(cells[at], feature)]
        if marked and len(marked) < len(cells):
            found += [at for at in marked if at not in found]
    return sorted(found)


def _has(cell: Cell, feature: str) -> bool:
    return any(word.partition(":")[0] == feature for word in cell.look.split())


def _is_ticked(text: str) -> bool:
    plain = text.strip()
    return bool(plain) and (plain[0] in _signs_of("tick.yes") or plain[-1] in _signs_of("tick.yes"))


def _without_sign(text: str) -> str:
    signs = "".join(_signs_of("tick.yes") | _signs_of("tick.empty"))
    return text.strip().strip(signs + " ")


@cache
def _signs_of(meaning: str) -> frozenset[str]:
    """The signs that are neither letters nor digits, which alone may stand beside words."""
    return frozenset(w for w in lexicon.words(meaning) if len(w) == 1 and not w.isalnum())
