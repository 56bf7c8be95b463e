"""The front doors for what follows a ranking: the comparison with the last round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_score.case_folder import CRITERIA, criteria_places, offers_folders
from vendor_score.errors import NothingReadError, SourceError, UsageError
from vendor_score.library import CriteriaSource, load
from vendor_score.wording import in_every_language

if TYPE_CHECKING:
    from vendor_score.decision import Decision
    from vendor_score.price import Offer
    from vendor_score.rounds.records import Since

__all__ = ["since_round"]


def since_round(
    decision: Decision,
    *sources: str | Path,
    criteria: CriteriaSource = None,
    renamed: Mapping[str, str] | None = None,
    skip: str | Path | None = None,
) -> Since:
    """What changed since the last round of the same comparison.

    Parameters
    ----------
    decision
        Of this round.
    *sources
        Files and folders of the last round, as it was ranked then; or its ranking.json, from which
        only answers, judgements and weights can be told apart.
    criteria
        Those of the last round. Without them the criteria.yaml of its case folder counts, or of
        the folder that holds its answers, then those of this round.
    renamed
        A vendor's name then to its name now.
    skip
        A folder that is not looked into (earlier results).

    Returns
    -------
    Since

    Raises
    ------
    SourceError, CriteriaError
        Where the last round cannot be read.
    UsageError
        For a renamed vendor that is not there, or a ranking.json with other sources.
    """
    from vendor_score.rounds.saved import compare_with_saved, read_saved
    from vendor_score.rounds.since import compare_rounds

    paths = [Path(source) for source in sources]
    saved = [path for path in paths if path.suffix.lower() == ".json"]
    if saved:
        if len(paths) > 1:
            raise UsageError("options.refused.saved_and_more")
        return compare_with_saved(read_saved(saved[0]), decision, renamed=renamed)
    found = criteria or _criteria_of_round(paths) or decision.criteria
    try:
        offers = None if decision.opened is None else _offers_of_round(paths)
        old = load(*paths, criteria=found, skip=skip, offers=offers)
    except (SourceError, NothingReadError) as error:
        raise SourceError("errors.against", reason=in_every_language(error.message)) from None
    shown = ", ".join(path.name or str(path) for path in paths)
    return compare_rounds(old, decision, renamed=renamed, against=shown)


def _offers_of_round(paths: Iterable[Path]) -> Sequence[Offer] | None:
    """What vendors offered in a round, opened only where the offers of this one were."""
    from vendor_score.offers.read import read_offers

    folders = list(offers_folders(paths))
    return read_offers(folders).offers if folders else None


def _criteria_of_round(paths: Iterable[Path]) -> Path | None:
    """The criteria.yaml of a round's own place; the working folder is that of this round."""
    own = (place for place in criteria_places(paths) if place != Path(CRITERIA))
    return next((place for place in own if place.is_file()), None)
