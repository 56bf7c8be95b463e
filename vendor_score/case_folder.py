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
    "REVIEW",
    "answers_folder",
    "case_at_hand",
    "criteria_places",
    "is_case_folder",
    "lies_among",
    "offers_folders",
    "review_places",
]

ANSWERS: Final = "answers"
OFFERS: Final = "offers"
CRITERIA: Final = "criteria.yaml"
REVIEW: Final = "review.xlsx"
CASE_FOLDERS: Final = (ANSWERS, "offers", "drafts", "measured", "ballots", "results")
"""Made by ``init``: what vendors return, offer and draft, what was measured, how the team votes,
and what comes out."""
CRITERIA_NAMES: Final = frozenset({"criteria.yaml", "criteria.yml"})
"""Names, in lower case, of files that would be taken for criteria."""


def is_case_folder(path: Path) -> bool:
    """Whether ``path`` is a folder that holds ``answers/``.

    A folder that is itself called ``answers`` is none: an ``answers/`` in it came from a vendor.

    Parameters
    ----------
    path : Path
        Of a folder or file.

    Returns
    -------
    bool
    """
    return path.is_dir() and not _is_answers(path) and (path / ANSWERS).is_dir()


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
        ``answers/`` of a case folder, any other folder itself, the folder that a file lies in.
    """
    if is_case_folder(source):
        return source / ANSWERS
    return source if source.is_dir() else source.absolute().parent


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
    seen = set()
    for source in sources:
        folder = answers_folder(source).absolute()
        case = source if is_case_folder(source) else folder.parent
        place = case / OFFERS
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
    return Path(os.path.abspath(folder)).name == ANSWERS  # noqa: PTH100 - as in `_holder`


def _holder(folder: Path) -> Path:
    # "." and "x/.." have a parent in words only
    return Path(os.path.abspath(folder)).parent  # noqa: PTH100 - links stay as they are named
