"""The library's front door: sources and criteria in, a decision out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from vendor_score.case_folder import CRITERIA_NAMES, criteria_places, is_case_folder
from vendor_score.criteria.load import load_criteria, shipped_criteria
from vendor_score.criteria.model import Criteria
from vendor_score.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.decision import Decision
    from vendor_score.price import Offer
    from vendor_score.records import Answers

__all__ = ["find_criteria", "find_criteria_file", "load", "relaxed_gc"]

RECORDS = 200_000
"""Records made between two searches; Python's own 700 cost a third of the time of a long table."""


@contextmanager
def relaxed_gc() -> Iterator[None]:
    """Raise the collector's first threshold within the block; as it was afterwards.

    Yields
    ------
    None
    """
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], RECORDS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


CriteriaSource: TypeAlias = "Criteria | Mapping[str, Any] | str | Path | None"


def load(
    *sources: str | Path | pd.DataFrame,
    criteria: CriteriaSource = None,
    weights: Mapping[str, float] | None = None,
    skip: str | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    offers: Sequence[Offer] | None = None,
) -> Decision:
    """Read answers and score them.

    Parameters
    ----------
    *sources
        Files and folders, or one DataFrame with a row per vendor (its name in the index or in a
        column headed as in a workbook). A folder that holds ``answers/`` is a case folder: its
        answers are read, and ``review.xlsx`` and ``criteria.yaml`` are taken from their places in
        it. Elsewhere a review workbook counts only where it is itself named as a source.
    criteria
        A criteria.yaml, the same settings as a dict, or Criteria. Without it criteria.yaml is
        looked for in the working folder, then in the case folder or the folder that holds the
        answers' folder; then the shipped one is used: ``decision.criteria.file`` tells which.
    weights
        Shares of the whole (0 to 1) by group or criterion, as in `Decision.with_weights`.
    skip
        A folder that is not looked into (earlier results).
    progress
        Called with the files read and the files in all.
    offers
        What the vendors offer, for a criterion that is the cost; without them it is left out.

    Returns
    -------
    Decision

    Raises
    ------
    CriteriaError
        Names every mistake in the criteria.
    SourceError, NothingReadError
        Nothing could be read.
    WeightError
        A share of an unknown criterion, or shares that cannot be.
    UsageError
        Sources that do not go together, or criteria that lie only among the answers, where
        whoever returned them could have put them.
    """
    paths = [Path(source) for source in sources if isinstance(source, str | Path)]
    if criteria is None:
        criteria = find_criteria_file(paths)
    named = (Path(criteria),) if isinstance(criteria, str | Path) else ()
    found = find_criteria(criteria if criteria is not None else shipped_criteria())
    with relaxed_gc():
        answers = _answers(sources, found, skip=skip, named=named, progress=progress)
        decision = _decide(found, answers, offers)
    return decision.with_weights(weights) if weights else decision


def _decide(criteria: Criteria, answers: Answers, offers: Sequence[Offer] | None) -> Decision:
    from vendor_score.decision import decide

    if offers is None:
        return decide(criteria, answers)
    from vendor_score.award.costs import decide_with_offers

    return decide_with_offers(criteria, answers, offers)


def find_criteria(criteria: CriteriaSource = None, sources: Iterable[Path] = ()) -> Criteria:
    """The criteria that are meant: those given, else those found for ``sources``, else ours.

    Parameters
    ----------
    criteria : Criteria, mapping, str, Path, optional
        A path, settings, or criteria.
    sources : iterable of Path, optional
        Where they are looked for, if none are given.

    Returns
    -------
    Criteria

    Raises
    ------
    CriteriaError
        With every mistake in the file.
    UsageError
        As `find_criteria_file` does.
    """
    if isinstance(criteria, Criteria):
        return criteria
    if criteria is None:
        criteria = find_criteria_file(sources)
    return shipped_criteria() if criteria is None else load_criteria(criteria)


def find_criteria_file(sources: Iterable[Path] = ()) -> Path | None:
    """The criteria.yaml that counts for ``sources``, None where the shipped one is used.

    It is looked for in the working folder, then in the case folder or the folder that holds the
    answers' folder.

    Parameters
    ----------
    sources : iterable of Path, optional
        As the buyer named them.

    Returns
    -------
    Path or None

    Raises
    ------
    UsageError
        Where one lies only among the answers: neither that one nor the shipped one is what the
        buyer means.
    """
    sources = list(sources)
    found = next((file for file in criteria_places(sources) if file.is_file()), None)
    if found is None and (stray := _stray_criteria(sources)) is not None:
        raise UsageError("errors.criteria_among_answers", file=stray)
    return found


def _stray_criteria(sources: list[Path]) -> str | None:
    """A criteria file among the answers, or beside a file that is a source."""
    from vendor_score.questionnaire.files import find_sources

    for source in sources:
        beside = source.absolute().parent
        if source.is_file() and not is_case_folder(beside):
            for name in sorted(CRITERIA_NAMES):
                if (beside / name).is_file():
                    return name
    folders = [source for source in sources if source.is_dir()]
    return next(iter(find_sources(folders).stray), None)


def _answers(
    sources: tuple[str | Path | pd.DataFrame, ...],
    criteria: Criteria,
    *,
    skip: str | Path | None,
    named: tuple[Path, ...],
    progress: Callable[[int, int], None] | None,
) -> Answers:
    from vendor_score.questionnaire.reader import answers_from_frame, read_answers

    frames = [source for source in sources if not isinstance(source, str | Path)]
    if not sources or (frames and len(sources) > 1):
        raise UsageError("errors.sources_mixed" if sources else "errors.no_sources")
    if frames:
        return answers_from_frame(frames[0], criteria.questions(), criteria.questionnaire)
    settings = criteria.questionnaire
    paths = [Path(source) for source in sources if isinstance(source, str | Path)]
    return read_answers(
        paths, criteria.questions(), settings, skip=skip, named=named, progress=progress
    )
