"""A case folder: ``answers/`` with what the vendors returned, and beside it what the buyer decides.

What decides (criteria, reviews) counts only where the buyer names it or where it lies in its place
in the case folder. Vendors fill the answers' folder, so nothing in there may decide about others:
not even where a shell names every file of it at once (``answers/*``).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

__all__ = [
    "ANSWERS",
    "CASE_FOLDERS",
    "CRITERIA",
    "CRITERIA_NAMES",
    "DRAFTS",
    "MEASURED",
    "REVIEW",
    "answers_folder",
    "ballots_folders",
    "case_at_hand",
    "criteria_places",
    "folders_beside",
    "folders_of_answers",
    "is_case_folder",
    "lies_among",
    "offers_folders",
    "review_places",
]

ANSWERS: Final = "answers"
OFFERS: Final = "offers"
DRAFTS: Final = "drafts"
MEASURED: Final = "measured"
BALLOTS: Final = "ballots"
CRITERIA: Final = "criteria.yaml"
REVIEW: Final = "review.xlsx"
CASE_FOLDERS: Final = (ANSWERS, OFFERS, DRAFTS, MEASURED, BALLOTS, "results")
"""Made by ``init``: what vendors return, offer and draft, what was measured, how the team votes,
and what comes out."""
CRITERIA_NAMES: Final = frozenset({"criteria.yaml", "criteria.yml"})
"""Names, in lower case, of files that would be taken for criteria."""


def is_case_folder(path: Path) -> bool:
    """Whether ``path`` is a folder that holds ``answers/``.

    A folder that is itself called ``answers``, or lies in one below the working folder, is none:
    an ``answers/`` in it came from a vendor.

    Parameters
    ----------
    path : Path
        Of a folder or file.

    Returns
    -------
    bool
    """
    own = _is_answers(path) or bool(_answers_above(path, below=Path.cwd()))
    return path.is_dir() and not own and (path / ANSWERS).is_dir()


def case_at_hand() -> tuple[Path, ...]:
    """The case folder that one stands in, as the only source; none elsewhere.

    Returns
    -------
    tuple of Path
    """
    here = Path()
    return (here,) if is_case_folder(here) else ()


def answers_folder(source: Path) -> Path:
    """The folder whose files are answers where ``source`` is given: its own, or a case's.

    Parameters
    ----------
    source
        A file or folder that a person named.

    Returns
    -------
    Path
        ``answers/`` of a case folder, and for what lies anywhere below it; any other folder itself,
        the folder that any other file lies in.
    """
    if is_case_folder(source):
        return source / ANSWERS
    folder = source if source.is_dir() else source.absolute().parent
    around = _answers_around(folder)
    if around is None or around == _absolute(folder):
        return folder
    return around if source.is_absolute() else Path(os.path.relpath(around))


def folders_of_answers(source: Path) -> Iterator[Path]:
    """The folders around a source that hold answers as well: from its own up to ``answers/``.

    Parameters
    ----------
    source : Path
        As the buyer named it.

    Yields
    ------
    Path
        The nearest first; none for a folder that is not within ``answers/``.
    """
    around, own = _answers_around(source), _absolute(source).parent
    if around is not None:
        yield from (each for each in (own, *own.parents) if each.is_relative_to(around))
    elif source.is_file() and not is_case_folder(own):
        yield own


def _answers_around(folder: Path) -> Path | None:
    """The ``answers/`` that a folder is or lies in; None elsewhere.

    A vendor may return a folder that is called ``answers`` too, so the outermost counts of those
    below the working folder. Above it, where folders are called as their owner likes, the nearest.
    """
    below = _answers_above(folder, below=Path.cwd())
    return below[-1] if below else next(iter(_answers_above(folder)), None)


def _answers_above(folder: Path, below: Path | None = None) -> list[Path]:
    """The folders called ``answers`` that a folder is or lies in, the nearest first."""
    whole = _absolute(folder)
    above = [each for each in (whole, *whole.parents) if each.name == ANSWERS]
    if below is None:
        return above
    return [each for each in above if each != below and each.is_relative_to(below)]


def offers_folders(sources: Iterable[Path]) -> Iterator[Path]:
    """Where offers lie: ``offers/`` beside the answers of a case folder.

    Parameters
    ----------
    sources : iterable of Path
        As the buyer named them.

    Yields
    ------
    Path
        Those that are there.
    """
    yield from folders_beside(sources, OFFERS)


def ballots_folders(sources: Iterable[Path]) -> Iterator[Path]:
    """Where ballots lie: ``ballots/`` beside the answers of a case folder, never inside them.

    Parameters
    ----------
    sources : iterable of Path
        As the buyer named them.

    Yields
    ------
    Path
        Those that are there.
    """
    given = list(sources)
    roots = [Path(os.path.realpath(answers_folder(each))) for each in given if each.is_dir()]
    for place in folders_beside(given, BALLOTS):
        # a folder among what vendors returned was made by one of them
        if not any(Path(os.path.realpath(place)).is_relative_to(root) for root in roots):
            yield place


def folders_beside(sources: Iterable[Path], name: str) -> Iterator[Path]:
    """Folders of a name beside the answers of a case folder: ``offers``, ``drafts``, ``measured``.

    Parameters
    ----------
    sources : iterable of Path
        As the buyer named them.
    name : str

    Yields
    ------
    Path
        Those that are there.
    """
    seen = set()
    for source in sources:
        case = source if is_case_folder(source) else _holder(answers_folder(source))
        place = case / name
        if place.is_dir() and place not in seen:
            seen.add(place)
            yield place


def criteria_places(sources: Iterable[Path]) -> Iterator[Path]:
    """Where criteria.yaml is looked for: the working folder, then what holds the answers.

    The working folder counts even where it holds answers itself: whoever stands in it and works
    there has put the file there. No other folder inside the answers counts.

    Parameters
    ----------
    sources : iterable of Path
        As the buyer named them.

    Yields
    ------
    Path
    """
    yield Path(CRITERIA)
    given = list(sources)
    roots = [Path(os.path.realpath(answers_folder(each))) for each in given if each.is_dir()]
    for source in given:
        # a review that is named beside the answers lies in the case folder itself
        beside = not source.is_dir() and is_case_folder(source.absolute().parent)
        holder = source.absolute().parent if beside else _holder(answers_folder(source))
        real = Path(os.path.realpath(holder))
        if not any(real.is_relative_to(root) for root in roots):
            yield holder / CRITERIA


def review_places(sources: Iterable[Path]) -> Iterator[Path]:
    """Where ``review.xlsx`` counts without being named: beside each ``answers/`` that is given.

    It makes no difference whether the case folder, its ``answers/`` or a file in there is named.

    Parameters
    ----------
    sources : iterable of Path
        As the buyer named them.

    Yields
    ------
    Path
    """
    given = list(sources)
    roots = [Path(os.path.realpath(answers_folder(each))) for each in given if each.is_dir()]
    for source in given:
        folder = answers_folder(source)
        # a place among what is read itself was made by whoever returned that
        real = Path(os.path.realpath(_holder(folder)))
        if _is_answers(folder) and not any(real.is_relative_to(root) for root in roots):
            yield _holder(folder) / REVIEW


def lies_among(path: Path, answers: Iterable[Path]) -> bool:
    """Whether a file that was named lies where the answers lie that were named with it.

    Parameters
    ----------
    path
        A file that would decide, such as a review workbook.
    answers
        Files that were named one by one and are read as answers.

    Returns
    -------
    bool
        True in the folder of such an answer or below it, anywhere below the same ``answers/``, and
        anywhere below the folder that holds them all; False for what lies above or elsewhere.

    Notes
    -----
    ``rank answers/*`` reaches the program as a list of names: what the buyer chose cannot be told
    from what happened to lie there. So a place must speak for the buyer, not the list.
    """
    folders = {_returned_to(each) for each in answers}
    own = Path(os.path.realpath(path.absolute().parent))
    if not folders or any(folder.is_relative_to(own) and folder != own for folder in folders):
        return False
    try:
        common = Path(os.path.commonpath(folders))
    except ValueError:  # on different drives
        return any(own.is_relative_to(folder) for folder in folders)
    return own.is_relative_to(common) and (own != common or own in folders)


def _returned_to(file: Path) -> Path:
    """The folder that a named answer was returned to: the nearest ``answers``, else its own."""
    own = Path(os.path.realpath(file.absolute().parent))
    return next((folder for folder in (own, *own.parents) if folder.name == ANSWERS), own)


def _is_answers(folder: Path) -> bool:
    return _absolute(folder).name == ANSWERS


def _holder(folder: Path) -> Path:
    return _absolute(folder).parent


def _absolute(folder: Path) -> Path:
    # "." and "x/.." have a parent in words only
    return Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as they are named
