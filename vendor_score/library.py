"""The library's front door: sources and criteria in, a decision out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from vendor_score.criteria.load import load_criteria, shipped_criteria
from vendor_score.criteria.model import Criteria
from vendor_score.errors import UsageError
from vendor_score.garbage import few_searches

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.decision import Decision
    from vendor_score.records import Answers

__all__ = ["criteria_on_the_way", "find_criteria", "load"]

CriteriaSource: TypeAlias = "Criteria | Mapping[str, Any] | str | Path | None"
CRITERIA_FILE = "criteria.yaml"


def load(
    *sources: str | Path | pd.DataFrame,
    criteria: CriteriaSource = None,
    weights: Mapping[str, float] | None = None,
    skip: str | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Decision:
    """Read answers and score them.

    ``sources`` are files and folders, or one DataFrame with a row per vendor (its name in the index
    or in a column headed as in a workbook). ``criteria`` is a criteria.yaml, the same settings as a
    dict, or Criteria; without it criteria.yaml is looked for in the working folder, then beside the
    sources, then the shipped one is used: ``decision.criteria.file`` tells which. ``weights`` are
    shares of the whole by group or criterion, as in `Decision.with_weights`. ``skip`` is a folder
    that is not looked into (earlier results). ``progress`` is called with the files read and the
    files in all.

    Raises CriteriaError (every mistake in the criteria), SourceError or NothingReadError (nothing
    that could be read), WeightError, UsageError.
    """
    from vendor_score.decision import decide

    paths = [Path(source) for source in sources if isinstance(source, str | Path)]
    found = find_criteria(criteria, paths)
    with few_searches():
        answers = _answers(sources, paths, found, skip=skip, progress=progress)
        decision = decide(found, answers)
    return decision.with_weights(weights) if weights else decision


def find_criteria(criteria: CriteriaSource = None, sources: Iterable[Path] = ()) -> Criteria:
    """The criteria that are meant: those given, else the first criteria.yaml on the way, else ours.

    Raises CriteriaError.
    """
    if isinstance(criteria, Criteria):
        return criteria
    if criteria is None:
        criteria = criteria_on_the_way(sources)
    return shipped_criteria() if criteria is None else load_criteria(criteria)


def criteria_on_the_way(sources: Iterable[Path] = ()) -> Path | None:
    """The first criteria.yaml on the way, None where the shipped one is used.

    The way: the working folder, then beside each source (in a folder, then in the one it is in).
    """
    files = (folder / CRITERIA_FILE for folder in _folders(sources))
    return next((file for file in files if file.is_file()), None)


def _folders(sources: Iterable[Path]) -> Iterator[Path]:
    yield Path()
    for source in sources:
        if source.is_dir():
            yield source
        yield source.absolute().parent


def _answers(
    sources: tuple[str | Path | pd.DataFrame, ...],
    paths: list[Path],
    criteria: Criteria,
    *,
    skip: str | Path | None,
    progress: Callable[[int, int], None] | None,
) -> Answers:
    from vendor_score.questionnaire.read import answers_from_frame, read_answers

    frames = [source for source in sources if not isinstance(source, str | Path)]
    if not sources or (frames and len(sources) > 1):
        raise UsageError("errors.sources_mixed" if sources else "errors.no_sources")
    if frames:
        return answers_from_frame(frames[0], criteria.questions(), criteria.questionnaire)
    settings = criteria.questionnaire
    return read_answers(paths, criteria.questions(), settings, skip=skip, progress=progress)
