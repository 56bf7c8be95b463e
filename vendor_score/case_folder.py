"""A case folder: ``answers/`` with what the vendors returned, and beside it what the buyer decides.

What decides (criteria, reviews) counts only where the buyer names it or where it lies in its place
in the case folder. Vendors fill the answers' folder, so nothing in there may decide about others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

__all__ = [
    "ANSWERS",
    "CRITERIA",
    "CRITERIA_NAMES",
    "REVIEW",
    "answers_folder",
    "criteria_places",
    "is_case_folder",
]

ANSWERS: Final = "answers"
CRITERIA: Final = "criteria.yaml"
REVIEW: Final = "review.xlsx"
CRITERIA_NAMES: Final = frozenset({"criteria.yaml", "criteria.yml"})
"""Names, in lower case, of files that would be taken for criteria."""


def is_case_folder(path: Path) -> bool:
    """Whether ``path`` is a folder that holds ``answers/``."""
    return path.is_dir() and (path / ANSWERS).is_dir()


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


def criteria_places(sources: Iterable[Path]) -> Iterator[Path]:
    """Where criteria.yaml is looked for: the working folder, then what holds the answers.

    The working folder counts even where it holds answers itself: whoever stands in it and works
    there has put the file there. No other folder inside the answers counts.
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


def _holder(folder: Path) -> Path:
    # "." and "x/.." have a parent in words only
    return Path(os.path.abspath(folder)).parent  # noqa: PTH100 - links stay as they are named
