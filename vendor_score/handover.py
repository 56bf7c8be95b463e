"""The front doors for what follows a ranking: the last round, the decision record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_score.archive import open_archive, the_archive
from vendor_score.case_folder import CRITERIA, criteria_places, offers_folders
from vendor_score.errors import NothingReadError, SourceError, UsageError
from vendor_score.library import CriteriaSource, load
from vendor_score.safe_write import write_files
from vendor_score.wording import Lang, in_every_language, languages

if TYPE_CHECKING:
    from vendor_score.decision import Decision
    from vendor_score.offers.read import OffersRead
    from vendor_score.present.report import Report
    from vendor_score.price import Offer
    from vendor_score.record.content import RecordSettings
    from vendor_score.record.files import Verification
    from vendor_score.rounds.records import Since

__all__ = ["RecordRequest", "hold_against", "since_round", "write_record"]


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
    shown = ", ".join(path.name or str(path) for path in paths)
    if (archive := the_archive(paths)) is not None:
        opened = open_archive(archive)
        paths, criteria = [opened.folder], criteria or opened.criteria
    found = criteria or _criteria_of_round(paths) or decision.criteria
    try:
        offers = None if decision.opened is None else _offers_of_round(paths)
        old = load(*paths, criteria=found, skip=skip, offers=offers)
    except (SourceError, NothingReadError) as error:
        raise SourceError("errors.against", reason=in_every_language(error.message)) from None
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


# The decision record, written and held against today's files.


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordRequest:
    """What a decision record is made with.

    Attributes
    ----------
    langs : tuple of str
        A page or slide each.
    method : str
        The method that ranks.
    samples, seed : int
        Draws that say how sure the ranking is.
    signed : tuple of str
        Who signs.
    weights : mapping of str to float
        Shares that were changed, as in `Decision.with_weights`.
    lock : Path or None
        The lock that was made before offers were opened.
    against : tuple of Path
        The last round.
    """

    langs: tuple[Lang, ...] = ("en",)
    method: str = "weighted-sum"
    samples: int = 100_000
    seed: int = 0
    signed: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    lock: Path | None = None
    against: tuple[Path, ...] = ()


def write_record(
    decision: Decision, request: RecordRequest, folder: Path, formats: Sequence[str]
) -> tuple[dict[str, Any], list[Path]]:
    """Write the decision record of a decision.

    Parameters
    ----------
    decision : Decision
        With the weights that decide.
    request : RecordRequest
        Languages, signatures, settings.
    folder : Path
        Made where it does not exist.
    formats : sequence of str
        Of ``docx``, ``pptx``, ``html``.

    Returns
    -------
    (dict, list of Path)
        The facts inside the record, and the files.

    Raises
    ------
    OutputError
        Where a file cannot be written; nothing is left half written.
    """
    from vendor_score.record.facts import record_facts
    from vendor_score.record.files import render_record

    report, settings = _reported(decision, request), _settings(request)
    told = {"weights": dict(request.weights), "offers": decision.opened is not None}
    contents = render_record(report, settings, request.langs, formats, told)
    facts = record_facts(report, settings, request.langs, told)
    return facts, write_files(folder, contents)


def _reported(decision: Decision, request: RecordRequest) -> Report:
    from vendor_score.present.report import build_report

    since = since_round(decision, *request.against) if request.against else None
    return build_report(
        decision.rank(request.method),
        lang=request.langs[0],
        samples=request.samples,
        seed=request.seed,
        since=since,
    )


def _settings(request: RecordRequest) -> RecordSettings:
    from vendor_score.record.content import RecordSettings

    if request.lock is None:
        return RecordSettings(signed=request.signed)
    from vendor_score.award.lock import read_lock

    digest = str(read_lock(request.lock)["digest"])
    return RecordSettings(signed=request.signed, lock=digest, lock_file=request.lock.name)


def hold_against(
    file: Path,
    load_sources: Callable[..., Decision],
    read_offers: Callable[..., OffersRead | None],
    *,
    lock: Path | None = None,
) -> Verification:
    """Work a record out anew from the sources of today, and say what differs.

    Parameters
    ----------
    file : Path
        A docx, pptx or html that `write_record` wrote.
    load_sources : callable
        Gives the decision of today's sources; takes ``offers``.
    read_offers : callable
        Gives the offers of today; takes ``usual``.
    lock : Path, optional
        The lock that is there now.

    Returns
    -------
    Verification

    Raises
    ------
    SourceError
        Where the file holds no record, or what it was made from cannot be read.
    """
    from vendor_score.record.files import read_record, render_record, verify_record

    saved = read_record(file)
    request = _request_of(saved.facts, file, lock)
    told = saved.facts["request"]
    try:
        read = read_offers(usual=True) if told.get("offers") else None
        decision = load_sources(offers=read)
        if request.weights:
            decision = decision.with_weights(request.weights)
    except (SourceError, NothingReadError, UsageError) as error:
        names = ", ".join(map(str, saved.facts["inputs"]))
        reason = in_every_language(error.message)
        raise SourceError(
            "errors.record_inputs", file=file.name, reason=reason, names=names
        ) from None
    report, settings = _reported(decision, request), _settings(request)
    found = verify_record(saved, report, settings, request.langs)
    written = render_record(report, settings, request.langs, (saved.kind,), told)
    is_same = file.read_bytes() in written.values()
    return replace(found, same_bytes=is_same)


def _request_of(facts: Mapping[str, Any], file: Path, lock: Path | None) -> RecordRequest:
    """The settings that a record names. Raises SourceError where they are none."""
    try:
        request, known = facts["request"], set(languages())
        langs = tuple(str(lang) for lang in facts["languages"])
        found = RecordRequest(
            langs=langs,
            method=str(facts["method"]),
            samples=int(facts["samples"]),
            seed=int(facts["seed"]),
            signed=tuple(map(str, facts["signed"])),
            weights={str(id): float(share) for id, share in request["weights"].items()},
            lock=lock,
        )
        dict(facts["inputs"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SourceError("errors.record_no_data", file=file.name) from None
    if not langs or not set(langs) <= known or not 0 < found.samples <= _MOST_SAMPLES:
        raise SourceError("errors.record_no_data", file=file.name)
    return found


_MOST_SAMPLES = 100_000_000
