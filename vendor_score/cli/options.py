"""Options and arguments that several commands share, declared once, and the `Run` they make.

What each means is a wording: ``options.<command>.<name>`` where a command says it its own way, else
``options.<name>``.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeAlias

import click

from vendor_score.case_folder import case_at_hand
from vendor_score.cli.command import lang_of, lang_option
from vendor_score.errors import UsageError
from vendor_score.wording import Lang, lexicon, system_lang, text

if TYPE_CHECKING:
    from vendor_score.archive import OpenedArchive
    from vendor_score.criteria.model import Criteria
    from vendor_score.decision import Decision
    from vendor_score.offers.read import OffersRead
    from vendor_score.price.demand import Scenario

__all__ = [
    "Amount",
    "CommaList",
    "IntInRange",
    "NamePair",
    "Run",
    "Share",
    "amount_of",
    "criteria_option",
    "json_option",
    "lock_option",
    "offers_option",
    "quiet_option",
    "refuse_without_sources",
    "run_options",
    "samples_option",
    "say_next",
    "seed_option",
    "weight_option",
]


Option: TypeAlias = Callable[[Callable[..., int]], Callable[..., int]]
"""What ``click.option`` and ``click.argument`` give: a decorator of a command's function."""


class IntInRange(click.ParamType[int]):
    """A whole number from ``least`` to ``most``.

    Parameters
    ----------
    least : int
        Included.
    most : int
        Included.
    """

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            limits = {"least": f"{self.least:,}", "most": f"{self.most:,}"}
            _refuse(param, ctx, "options.refused.whole", found=value, **limits)
        return number


class CommaList(click.ParamType[tuple[str, ...]]):
    """A list with commas between, each word one of those that ``known`` gives when asked.

    Parameters
    ----------
    known : callable
        Gives the words that are known.
    """

    name = "list"

    def __init__(self, known: Callable[[], tuple[str, ...]]) -> None:
        self.known = known

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        words, known = value.lower().replace("，", ",").split(","), self.known()
        names = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
        strange = next((name for name in names if name not in known), None)
        if strange is not None or not names:
            said = ", ".join(known)
            _refuse(param, ctx, "options.refused.choice", found=strange or value, known=said)
        return names


class Share(click.ParamType[tuple[str, float]]):
    """``ID=SHARE``: a share of the whole, from 0 to 1 or in percent, typed in whatever width."""

    name = "share"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        if isinstance(value, tuple):
            return value
        id, _, entered = (part.strip() for part in value.replace("＝", "=").partition("="))
        entered = unicodedata.normalize("NFKC", entered)
        digits = entered.removesuffix("%")
        try:
            share = float(digits) / (1 if digits == entered else 100)
        except ValueError:
            share = -1.0
        if not id or not 0 <= share <= 1:
            _refuse(param, ctx, "options.refused.share", found=value)
        return id, share


class NamePair(click.ParamType[tuple[str, str]]):
    """``THEN=NOW``: two names of one vendor, typed in whatever width."""

    name = "names"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        then, _, now = (part.strip() for part in value.replace("＝", "=").partition("="))
        if not then or not now:
            _refuse(param, ctx, "options.refused.renamed", found=value)
        return then, now


class Amount(click.ParamType[float]):
    """An amount of money above 0, with or without commas between thousands, in whatever width."""

    name = "amount"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        amount = value if isinstance(value, float) else amount_of(value)
        if amount is None:
            _refuse(param, ctx, "init.price_amount", found=value)
        return amount


def amount_of(entered: str) -> float | None:
    """The amount that was typed: 200,000 or 200k, or in ten thousands.

    Parameters
    ----------
    entered : str

    Returns
    -------
    float or None
        None for what is no amount above 0.

    Examples
    --------
    >>> amount_of("200,000"), amount_of("0"), amount_of("many")
    (200000.0, None, None)
    """
    plain = unicodedata.normalize("NFKC", entered).strip().replace(",", "").lower()
    times = 1
    endings = {"k": 1_000, **dict.fromkeys(lexicon.words("ten_thousand"), 10_000)}
    for ending, many in endings.items():
        if plain.endswith(ending):
            plain, times = plain.removesuffix(ending), many
    try:
        amount = float(plain) * times
    except ValueError:
        return None
    return amount if 0 < amount < float("inf") else None


def _refuse(
    param: click.Parameter | None, ctx: click.Context | None, key: str, **values: object
) -> NoReturn:
    raise click.BadParameter(_said(ctx, key, **values), ctx, param)


def _said(ctx: click.Context | None, key: str, **values: object) -> str:
    return text(key, lang_of(ctx) if ctx else system_lang(), **values)


_PATH: Final = click.Path(path_type=Path)

criteria_option = click.option("-c", "--criteria", metavar="FILE", type=_PATH)
offers_option = click.option("--offers", metavar="PATH", type=_PATH)
_ballots_option = click.option("--ballots", metavar="DIR", type=_PATH)
lock_option = click.option("--lock", metavar="FILE", type=_PATH)
json_option = click.option("--json", "as_json", is_flag=True)
quiet_option = click.option("--quiet", is_flag=True)
weight_option = click.option("--weight", "weights", metavar="ID=SHARE", multiple=True, type=Share())
samples_option = click.option(
    "--samples", metavar="N", type=IntInRange(1, 100_000_000), default=100_000
)
seed_option = click.option("--seed", metavar="N", type=IntInRange(0, 2**63 - 1), default=0)


# The shares that ``--weight`` gives, each id once.


def _holds_demand(criteria: Path) -> bool:
    """Whether a criteria file has a demand, without reading all of it as criteria."""
    try:
        text = criteria.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return re.search(r"^demand\s*:", text, re.MULTILINE) is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What one call of a command was given: the options that commands share.

    Parameters
    ----------
    lang
        The language of everything that is printed.
    sources
        Files and folders: those typed, else the case folder that one stands in.
    typed
        Files and folders, as typed.
    archived_criteria
        The criteria in the archive that is the only source.
    named_criteria
        What ``-c`` names; None where the criteria are to be found.
    weights
        Shares of the whole (0 to 1) by group or criterion.
    as_json, quiet
        Print plain data, or nothing.
    offers
        What ``--offers`` names.
    ballots
        What ``--ballots`` names.
    lock
        The record of rules and quality that ``--lock`` names.
    """

    lang: Lang
    sources: tuple[Path, ...] = ()
    typed: tuple[Path, ...] = ()
    named_criteria: Path | None = None
    archived_criteria: Path | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    as_json: bool = False
    quiet: bool = False
    offers: Path | None = None
    ballots: Path | None = None
    lock: Path | None = None

    @property
    def shows(self) -> bool:
        """Whether people read what is printed."""
        return not (self.as_json or self.quiet)

    def criteria(self) -> Path | None:
        """The criteria file that counts.

        Returns
        -------
        Path or None
            None stands for the shipped one.

        Raises
        ------
        UsageError
            As `find_criteria_file` does.
        """
        from vendor_score.library import find_criteria_file

        own = self.named_criteria or self.archived_criteria
        return own or find_criteria_file(self.sources)

    def with_demand(self) -> Run:
        """The same where the criteria found hold a demand; else with those of the case that do.

        Whoever stands in a folder with criteria of quality alone may compare the offers of a case
        whose own criteria say what is needed.

        Returns
        -------
        Run
        """
        found = self.criteria()
        if self.named_criteria is not None or (found is not None and _holds_demand(found)):
            return self
        from vendor_score.case_folder import criteria_places

        places = (place for place in criteria_places(self.sources) if place.is_file())
        own = next((place for place in places if _holds_demand(place)), None)
        return self if own is None else replace(self, named_criteria=own)

    def command_line(self, name: str, *more: str) -> str:
        """A command on the same sources, as it is typed.

        Parameters
        ----------
        name : str
            Of the command.
        *more : str
            Further words.

        Returns
        -------
        str
        """
        named = [] if self.named_criteria is None else ["-c", str(self.named_criteria)]
        words = ["vendor-score", name, *map(str, self.typed), *named, *more]
        return shlex.join(words) if os.name == "posix" else " ".join(words)

    def say_next(self, key: str, **values: object) -> None:
        """Print what comes next in the work, as every command does at its end.

        Parameters
        ----------
        key : str
            Of the wording below ``terminal.next``.
        **values : object
            Its values.
        """
        say_next(self.lang, key, **values)

    def next_lines(self, key: str, **values: object) -> list[str]:
        """The line that `say_next` prints, wrapped where the terminal is narrow.

        Parameters
        ----------
        key : str
            Of the wording below ``terminal.next``.
        **values : object
            Its values.

        Returns
        -------
        list of str
        """
        return next_lines(self.lang, key, **values)

    def load(
        self,
        *,
        skip: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
        offers: OffersRead | None = None,
        scenario: Scenario = "base",
    ) -> Decision:
        """Read and score the sources; see `vendor_score.load`.

        Offers that ``--offers`` names are opened, where there are two envelopes only with a lock.

        Parameters
        ----------
        skip : Path, optional
            A folder whose files are not read: that of the results.
        progress : callable, optional
            Called with files done and files in all.
        offers : OffersRead, optional
            What the vendors offer, where that is known.
        scenario : str, optional
            Which of the buyer's volumes costs are worked out at.

        Returns
        -------
        Decision

        Raises
        ------
        UsageError
            Where two envelopes are asked for and nothing was locked, or it has changed since.
        """
        if offers is None and self.offers is not None:
            offers = self.read_offers()
        return self._load(skip=skip, progress=progress, offers=offers, scenario=scenario)

    def checked_lock(self, skip: Path | None = None) -> str | None:
        """The digest of the lock, everything still as it was locked; no offer is opened for it.

        Parameters
        ----------
        skip : Path, optional
            A folder whose files are not read: that of the results.

        Returns
        -------
        str or None
            None where there is none and the criteria ask for none.

        Raises
        ------
        UsageError
            Where two envelopes are asked for and there is none, or it is broken.
        """
        from vendor_score.library import find_criteria

        if self.lock is None:
            if find_criteria(self.criteria()).price.envelopes > 1:
                raise UsageError("errors.lock_needed")
            return None
        from vendor_score.award.lock import (
            changes_since,
            is_of_rules_alone,
            lock_record,
            read_lock,
            rules_record,
        )

        record = read_lock(self.lock)
        day, offers = record["locked_on"], self.offer_files()
        if is_of_rules_alone(record):
            offers = offers if record.get("offers") else []
            fresh = rules_record(find_criteria(self.criteria()), offers, locked_on=day)
        else:
            fresh = lock_record(self._load(skip=skip), offers, locked_on=day)
        changed = changes_since(record, fresh)
        if changed:
            said = "\n".join(one.text(self.lang) for one in changed)
            raise UsageError("errors.lock_broken", file=self.lock.name, changed=said)
        digest: str = record["digest"]
        return digest

    def _load(
        self,
        *,
        skip: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
        offers: OffersRead | None = None,
        scenario: Scenario = "base",
    ) -> Decision:
        from vendor_score.library import find_criteria, load

        run = self if offers is None else self.with_demand()
        criteria: Criteria | Path | None = run.criteria()
        if scenario != "base":
            stated = find_criteria(criteria)
            if stated.demand is not None:
                criteria = replace(stated, demand=stated.demand.counted_at(scenario))
        return load(
            *self.sources,
            criteria=criteria,
            weights=self.weights,
            skip=skip,
            progress=progress,
            offers=offers,
            ballots=self.ballots,
        )

    def read_offers(self, *, usual: bool = False) -> OffersRead | None:
        """Read the offers that ``--offers`` names, where there are two envelopes with a lock.

        Parameters
        ----------
        usual : bool, optional
            Whether ``offers/`` of a case folder is opened where none are named.

        Returns
        -------
        OffersRead or None
            None where none are to be opened.
        """
        if not usual:
            if self.offers is None:
                return None
            self.with_demand().checked_lock()
        from vendor_score.offers.proposals import read_confirmed
        from vendor_score.offers.read import read_offers

        confirmed, findings = read_confirmed(self.sources)
        places = self._offer_places()
        if places:
            read = read_offers(places, confirmed)
        else:  # offer sheets may lie among the answers
            read = read_offers(self.sources, confirmed, marked_only=True)
        return replace(read, findings=(*read.findings, *findings))

    def offer_files(self) -> list[Path]:
        """Files with offers, none of them opened.

        Returns
        -------
        list of Path
        """
        from vendor_score.questionnaire.files import find_sources

        return [file.path for file in find_sources(self._offer_places()).files]

    def _offer_places(self) -> list[Path]:
        """What ``--offers`` names, else ``offers/`` of a case folder and marked offers."""
        from vendor_score.case_folder import offers_folders
        from vendor_score.questionnaire.files import find_offers

        if self.offers is not None:
            return [self.offers]
        return [*offers_folders(self.sources), *find_offers(self.sources)]

    def case_files(self, name: str) -> list[Path]:
        """Files in a folder of the case: ``drafts`` or ``measured``.

        Parameters
        ----------
        name : str

        Returns
        -------
        list of Path
            In the order of their names; what an editor or a system left there is passed over.
        """
        from vendor_score.case_folder import folders_beside

        return [
            path
            for folder in folders_beside(self.sources, name)
            for path in sorted(folder.iterdir())
            if path.is_file() and not path.name.startswith((".", "~$"))
        ]

    def emit_json(self, record: object) -> None:
        """Print plain data, as every ``--json`` does.

        Parameters
        ----------
        record : object
            Plain data.
        """
        import json

        from vendor_score.present.terminal.screen import emit

        emit(json.dumps(record, ensure_ascii=False, indent=1))


def refuse_without_sources(ctx: click.Context) -> NoReturn:
    """Say that a source has to be named.

    Parameters
    ----------
    ctx : click.Context
        Of the command at hand.

    Raises
    ------
    MissingParameter
        Always.
    """
    param = next(one for one in ctx.command.params if one.name == "sources")
    raise click.MissingParameter(ctx=ctx, param=param)


def say_next(lang: Lang, key: str, **values: object) -> None:
    """Print what comes next in the work, after an empty line.

    Parameters
    ----------
    lang : str
        Language of the words.
    key : str
        Of the wording below ``terminal.next``.
    **values : object
        Its values.
    """
    from vendor_score.present.terminal.screen import emit

    emit("\n".join(["", *next_lines(lang, key, **values)]))


def next_lines(lang: Lang, key: str, **values: object) -> list[str]:
    """``Next: ...``, wrapped where the terminal is narrow.

    Parameters
    ----------
    lang : str
        Language of the words.
    key : str
        Of the wording below ``terminal.next``.
    **values : object
        Its values.

    Returns
    -------
    list of str
    """
    from vendor_score.present.terminal.screen import clean, indented, screen

    what = text(f"terminal.next.{key}", lang, **values)
    said = clean(text("terminal.next", lang, what=what))
    return indented(said, screen(sys.stdout).columns)


def run_options(*own: Option, needs_sources: bool = True) -> Option:
    """Give a command ``SOURCE``, ``-c``, its ``own`` options, ``--lang``, ``--json``, ``--quiet``.

    The function is called with a `Run` and its own options. ``--weight``, where it stands among
    them, goes into the `Run`.

    Parameters
    ----------
    *own : Option
        Options of this command alone.
    needs_sources : bool, optional
        Whether a source has to be named, or a case folder to be stood in.

    Returns
    -------
    Option
        A decorator of the command's function.
    """
    sources = click.argument("sources", metavar="SOURCE...", nargs=-1, type=_PATH)

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        def command(**given: Any) -> int:
            ctx = click.get_current_context()
            typed = given.pop("sources")
            archive = _archive_among(typed, given)
            found = case_at_hand() if archive is None else (archive.folder,)
            found = typed if typed and archive is None else found
            if needs_sources and not found:
                refuse_without_sources(ctx)
            run = Run(
                lang=lang_of(ctx),
                sources=found,
                typed=typed,
                named_criteria=given.pop("criteria"),
                archived_criteria=None if archive is None else archive.criteria,
                weights=_shares(given.pop("weights", ())),
                as_json=given.pop("as_json"),
                quiet=given.pop("quiet"),
                offers=given.pop("offers", None),
                ballots=given.pop("ballots"),
                lock=given.pop("lock", None),
            )
            return function(run, **given)

        callback: Callable[..., int] = command
        options: list[Option] = [sources, criteria_option, *own, _ballots_option]
        options += [lang_option, json_option, quiet_option]
        for option in reversed(options):  # the last to be applied stands first in the help
            callback = option(callback)
        return callback

    return decorate


def _archive_among(typed: Sequence[Path], given: Mapping[str, Any]) -> OpenedArchive | None:
    """The archive that is the only source, opened; the first lines say what is applied."""
    if not any(path.suffix.lower() == ".zip" for path in typed):
        return None
    from vendor_score.archive import open_archive, the_archive
    from vendor_score.present.terminal.screen import clean, emit
    from vendor_score.version import __version__

    path = the_archive(typed)
    if path is None:
        return None
    if given.get("criteria") is not None:
        raise UsageError("errors.archive_criteria", file=path.name)
    opened = open_archive(path)
    if not (given.get("as_json") or given.get("quiet")):
        lang = lang_of(click.get_current_context())
        told = {"file": clean(path.name), "n": opened.files, "version": clean(opened.version)}
        emit(text("terminal.archive_applied", lang, **told))
        if opened.version != __version__:
            emit(text("terminal.archive_version", lang, version=__version__))
    return opened


def _shares(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The shares by id. Raises UsageError for one that is given twice."""
    shares: dict[str, float] = {}
    for id, share in weights:
        if id in shares:
            raise UsageError("options.refused.twice", id=id)
        shares[id] = share
    return shares
