"""The library's front doors: `load` for a decision, and what a comparison starts from."""

from __future__ import annotations

import gc
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from vendor_score.case_folder import (
    CASE_FOLDERS,
    CRITERIA,
    CRITERIA_NAMES,
    criteria_places,
    folders_of_answers,
)
from vendor_score.criteria.fields import SCHEMA_NAME, schema_text
from vendor_score.criteria.load import load_criteria, shipped_criteria
from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.errors import OutputError, UsageError
from vendor_score.questionnaire.template import Section, TemplateLang, template_workbook
from vendor_score.safe_write import write_files
from vendor_score.wording import Label, joined

if TYPE_CHECKING:
    import pandas as pd

    from vendor_score.decision import Decision
    from vendor_score.offers.read import OffersRead
    from vendor_score.people.read_ballots import BallotsRead
    from vendor_score.price import Offer
    from vendor_score.questionnaire.review.overrides import Review
    from vendor_score.records import Answers

__all__ = [
    "OFFER_NAME",
    "QUESTIONNAIRE_NAME",
    "file_name",
    "find_criteria",
    "find_criteria_file",
    "init_project",
    "load",
    "questionnaire_sections",
    "read_team_ballots",
    "relaxed_gc",
    "write_offer_sheets",
    "write_questionnaires",
]

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
OffersSource: TypeAlias = "OffersRead | Sequence[Offer] | str | Path | None"


def load(  # noqa: PLR0913 - all that is optional is given by name
    *sources: str | Path | pd.DataFrame,
    criteria: CriteriaSource = None,
    weights: Mapping[str, float] | None = None,
    skip: str | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    offers: OffersSource = None,
    ballots: str | Path | None = None,
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
        What the vendors offer, for a criterion that is the cost: a file or folder, what
        `vendor_score.offers.read.read_offers` read, or the offers themselves. Without them a cost
        is left out.
    ballots
        The folder of the ballots that judge vendors; without it ``ballots/`` of a case folder.

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
        answers = _answers(
            sources, found, skip=skip, named=named, progress=progress, ballots=ballots
        )
        decision = _decide(found, answers, offers)
    return decision.with_weights(weights) if weights else decision


def _decide(criteria: Criteria, answers: Answers, offers: OffersSource) -> Decision:
    from vendor_score.decision import decide

    if criteria.price.envelopes > 1 and offers is None:
        from vendor_score.award.envelopes import hide_prices

        answers = hide_prices(criteria, answers)
    if offers is None:
        return decide(criteria, answers)
    from vendor_score.award.costs import decide_with_offers
    from vendor_score.offers.read import OffersRead, read_offers

    if isinstance(offers, str | Path):
        offers = read_offers([offers])
    if isinstance(offers, OffersRead):
        answers = replace(answers, findings=(*answers.findings, *offers.findings))
        offers = offers.offers
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
    """A criteria file among the answers, or in a folder around a source that holds answers too."""
    from vendor_score.questionnaire.files import find_sources

    for source in sources:
        for folder in folders_of_answers(source):
            for name in sorted(CRITERIA_NAMES):
                if (folder / name).is_file():
                    return name
    folders = [source for source in sources if source.is_dir()]
    return next(iter(find_sources(folders).stray), None)


def _answers(  # noqa: PLR0913 - as `load`
    sources: tuple[str | Path | pd.DataFrame, ...],
    criteria: Criteria,
    *,
    skip: str | Path | None,
    named: tuple[Path, ...],
    progress: Callable[[int, int], None] | None,
    ballots: str | Path | None,
) -> Answers:
    from vendor_score.questionnaire.reader import answers_from_frame, read_answers

    frames = [source for source in sources if not isinstance(source, str | Path)]
    if not sources or (frames and len(sources) > 1):
        raise UsageError("errors.sources_mixed" if sources else "errors.no_sources")
    if frames:
        return answers_from_frame(frames[0], criteria.questions(), criteria.questionnaire)
    settings = criteria.questionnaire
    paths = [Path(source) for source in sources if isinstance(source, str | Path)]
    read = read_team_ballots(paths, criteria, ballots)
    answers = read_answers(
        paths,
        criteria.questions(),
        settings,
        skip=skip,
        named=named,
        progress=progress,
        judged=_judged(read),
    )
    if read is None:
        return answers
    inputs = sorted((*answers.inputs, *read.inputs), key=lambda each: each.file)
    return replace(answers, findings=(*answers.findings, *read.findings), inputs=tuple(inputs))


def read_team_ballots(
    sources: Sequence[Path], criteria: Criteria, ballots: str | Path | None = None
) -> BallotsRead | None:
    """The ballots of the team: those named, else those in ``ballots/`` of a case folder.

    Parameters
    ----------
    sources : sequence of Path
        As the buyer named them.
    criteria : Criteria
    ballots : str or Path, optional
        A folder or a file.

    Returns
    -------
    BallotsRead or None
        None where there are none to be read.

    Raises
    ------
    UsageError
        Where the folder that was named is not there.
    """
    from vendor_score.case_folder import ballots_folders

    if ballots is not None and not Path(ballots).exists():
        raise UsageError("errors.no_ballots", place=str(ballots))
    places = list(ballots_folders(sources)) if ballots is None else [Path(ballots)]
    if not any(place.is_file() or any(place.iterdir()) for place in places):
        return None
    from vendor_score.people.read_ballots import read_ballots

    return read_ballots(places, criteria)


def _judged(read: BallotsRead | None) -> Sequence[Review]:
    if read is None:
        return ()
    from vendor_score.people.read_ballots import reviews_of

    return reviews_of(read.ballots)


# What a comparison starts from: criteria.yaml, its schema, and the questionnaires to send out.

_LONGEST = 60
_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}


def write_questionnaires(
    criteria: Criteria,
    out: Path,
    *,
    lang: TemplateLang = "both",
    vendors: Sequence[str] = (),
) -> list[Path]:
    """Write the questionnaire to ``out``, or one per vendor: into a folder, or beside a file.

    Personal questionnaires carry the vendor's name and id, so that a renamed file is harmless.

    Parameters
    ----------
    criteria : Criteria
        As read from criteria.yaml.
    out : Path
        Of the workbook, with whose name those of several vendors begin; or a folder, which is made
        where it does not exist: a name without suffix is one.
    lang : str, optional
        A language, or ``both``.
    vendors : sequence of str, optional
        Names; none for one questionnaire.

    Returns
    -------
    list of Path

    Raises
    ------
    UsageError
        Where a file stands there already: a questionnaire that went out should not change behind
        the buyer's back. Where ``out`` names a file that is no ``.xlsx``.
    """
    sections = questionnaire_sections(criteria)

    def make(vendor: str) -> bytes:
        return template_workbook(
            sections, title=criteria.title, lang=lang, vendor=vendor, cover=criteria.cover
        )

    return _write_each(out, QUESTIONNAIRE_NAME, vendors, make)


def write_offer_sheets(
    criteria: Criteria,
    out: Path,
    *,
    lang: TemplateLang = "both",
    vendors: Sequence[str] = (),
) -> list[Path]:
    """Write the offer sheet to ``out``, or one per vendor, as `write_questionnaires` does.

    Parameters
    ----------
    criteria : Criteria
        With a demand: no vendor can quote without it.
    out : Path
        Of the workbook, or a folder.
    lang : str, optional
        A language, or ``both``.
    vendors : sequence of str, optional
        Names; none for one sheet.

    Returns
    -------
    list of Path

    Raises
    ------
    UsageError
        Without a demand, and as `write_questionnaires` does.
    """
    from vendor_score.offers.write_sheet import offer_workbook

    demand = criteria.demand
    if demand is None:
        raise UsageError("errors.no_demand")

    def make(vendor: str) -> bytes:
        return offer_workbook(demand, lang=lang, vendor=vendor)

    return _write_each(out, OFFER_NAME, vendors, make)


def _write_each(
    out: Path, usual: str, vendors: Sequence[str], make: Callable[[str], bytes]
) -> list[Path]:
    """Write one workbook, or one for each vendor; nothing that stands there is overwritten."""
    if out.is_dir() or not out.suffix:
        out /= usual
    elif out.suffix.lower() != ".xlsx":
        raise UsageError("errors.not_xlsx", file=out.name, named=f"{out.stem}.xlsx")
    names = {file_name(out.stem, vendor): vendor for vendor in vendors} or {out.name: ""}
    if len({name.casefold() for name in names}) < len(vendors):
        raise UsageError("errors.vendors_alike", names=", ".join(vendors))
    for name in names:
        if (out.parent / name).exists():
            raise UsageError("errors.file_exists", file=name)
    return write_files(out.parent, {name: make(vendor) for name, vendor in names.items()})


def file_name(stem: str, vendor: str, suffix: str = ".xlsx") -> str:
    """A file name for what goes to a vendor, one that every system takes.

    Parameters
    ----------
    stem : str
        How the name begins.
    vendor : str
        Its name.
    suffix : str, optional
        How the name ends.

    Returns
    -------
    str
    """
    plain = unicodedata.normalize("NFC", vendor)
    plain = "".join(c for c in plain if unicodedata.category(c)[0] not in "CM" or c == "\u200d")
    plain = re.sub(r'[\s<>:"/\\|?*.]+', " ", plain).strip()[:_LONGEST].strip() or "vendor"
    if plain.casefold() in _RESERVED:
        plain = f"{plain}_"
    return f"{stem}-{plain}{suffix}"


def questionnaire_sections(criteria: Criteria) -> tuple[Section, ...]:
    """The questions under the headings of their groups, in file order.

    Parameters
    ----------
    criteria : Criteria
        As read from criteria.yaml.

    Returns
    -------
    tuple of Section
    """
    asked = {question.id: question for question in criteria.questions()}
    sections = (
        (label, tuple(asked[leaf.id] for leaf in leaves if leaf.id in asked))
        for label, leaves in _sections(criteria.children, None)
    )
    return tuple(Section(label=label, questions=found) for label, found in sections if found)


def _sections(
    nodes: Sequence[Group | Criterion], heading: Label | None
) -> Iterator[tuple[Label, list[Criterion]]]:
    """Leaves that stand together, with the path of their groups as heading."""
    together: list[Criterion] = []
    for node in nodes:
        if isinstance(node, Criterion):
            together.append(node)
            continue
        if together:
            yield heading or Label.same(""), together
            together = []
        yield from _sections(node.children, _below(heading, node.label))
    if together:
        yield heading or Label.same(""), together


def _below(heading: Label | None, label: Label) -> Label:
    if heading is None:
        return label
    return joined((heading, label), "language.path_joint")


# What a comparison starts from: criteria.yaml, its schema and the questionnaire to send out.

QUESTIONNAIRE_NAME: Final = "questionnaire.xlsx"
OFFER_NAME: Final = "offer.xlsx"


def init_project(
    folder: Path, *, lang: TemplateLang = "both", criteria_text: str | None = None
) -> list[Path]:
    """Write the shipped criteria, their schema and their questionnaire into a case folder.

    Parameters
    ----------
    folder : Path
        Made where it does not exist, with the folders of a case (`CASE_FOLDERS`) in it.
    lang : str, optional
        Of the questionnaire: a language, or ``both``.
    criteria_text : str, optional
        What criteria.yaml holds, where it is not the shipped text.

    Returns
    -------
    list of Path

    Raises
    ------
    UsageError
        That names what stands there already; nothing is written.
    OutputError
        Where the folder cannot be written.
    """
    criteria = shipped_criteria()
    sections = questionnaire_sections(criteria)
    contents = {
        CRITERIA: (criteria_text or (criteria.file.text if criteria.file else "")).encode(),
        SCHEMA_NAME: schema_text().encode(),
        QUESTIONNAIRE_NAME: template_workbook(
            sections, title=criteria.title, lang=lang, cover=criteria.cover
        ),
    }
    standing = [name for name in contents if os.path.lexists(folder / name)]
    if standing:
        raise UsageError("errors.start_exists", names=", ".join(standing), folder=folder)
    written = write_files(folder, contents)
    try:
        for name in CASE_FOLDERS:
            (folder / name).mkdir(exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError("errors.output_folder", folder=folder, reason=reason) from None
    return written
