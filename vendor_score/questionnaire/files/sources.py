"""Find and read everything that the sources hold, and which files replace older ones.

Files go by the names that people see; a file is opened only in a worker process.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath

from vendor_score.case_folder import (
    ANSWERS,
    CRITERIA_NAMES,
    is_case_folder,
    lies_among,
    review_places,
)
from vendor_score.errors import UsageError
from vendor_score.findings import NOWHERE, Finding, Severity
from vendor_score.grammar.numerals import clean
from vendor_score.questionnaire.cells import (
    DiscoveredFiles,
    FoundFile,
    ReadFiles,
    UnreadableFile,
    Workbook,
)
from vendor_score.questionnaire.files.reader import Progress, read_workbooks
from vendor_score.questionnaire.offer_signs import is_marked_offer
from vendor_score.questionnaire.questions import did_you_mean, nearest_texts
from vendor_score.questionnaire.template import read_marks
from vendor_score.records import Supersedes
from vendor_score.wording import Label, both, lexicon

__all__ = [
    "ReplacedFiles",
    "find_offers",
    "find_sources",
    "folded_file",
    "read_sources",
    "round_of",
    "shown_name",
]

LOCK_PREFIX = "~$"
FOLLOW_UP = "follow-up-"
"""How the names of mails begin that stand beside the marked copies of ``check --annotate``."""
SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
PROJECT_ENDINGS = (".yaml", ".yml", ".json")
"""Settings that stand beside the answers; no vendor answers in them."""

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".numbers")
PLACES = frozenset({"offers", "drafts", "ballots", "measured", "results"})
"""Folders of a case folder that hold something else than answers."""

OUTPUTS = frozenset({"ranking.json", "ranking.csv", "report.html", "scorecard.xlsx"})
RANKING_MARK = b"vendor-score/ranking/"
MAX_DEPTH = 100
MAX_FILES = 100_000

UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def find_sources(
    paths: Iterable[Path | str], *, skip: Path | str | None = None, named: Iterable[Path] = ()
) -> DiscoveredFiles:
    """The files in ``paths``, sorted by the names that people see.

    Parameters
    ----------
    paths
        Files, folders with all below them, or case folders, of which ``answers/`` is searched and
        ``review.xlsx`` taken from its place. Names are relative to the folder that is searched.
    skip
        The output folder, which is not looked into.
    named
        Further files that the buyer named, such as the criteria: where they lie among the answers
        they are not counted as stray.

    Returns
    -------
    DiscoveredFiles
        Left out are lock files (``~$``), hidden files, settings (yaml, json) and what this tool
        wrote. What cannot be opened, and links that lead out of the sources, are in
        ``unreadable``; criteria among the answers in ``stray``; workbooks beside the ``answers/``
        of a case folder in ``beside``.
    """
    given = list(dict.fromkeys(Path(path) for path in paths))
    walk = _Walk(_skipped(skip, given), given, named)
    for path in given:
        walk.give(path, prefix=path.name if _needs_prefix(path, given) else "")
    walk.give_reviews(prefixed=any(_needs_prefix(path, given) for path in given))
    return walk.found()


def find_offers(paths: Iterable[Path | str]) -> list[Path]:
    """Marked offer sheets among the sources; none of them is opened.

    Parameters
    ----------
    paths : iterable of Path or str
        As the buyer named them.

    Returns
    -------
    list of Path
    """
    return [file.path for file in find_sources(paths).files if is_marked_offer(file.path)]


def shown_name(name: str) -> str:
    """A file's name for people: bytes that are no text and characters that cannot be seen as
    escapes, so that two names never look the same and none can disturb a terminal.
    """
    text = os.fsencode(name).decode("utf-8", "backslashreplace") if os.name == "posix" else name
    return UNSEEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _needs_prefix(path: Path, given: list[Path]) -> bool:
    """Of several folders, each name tells its folder."""
    return path.is_dir() and sum(other.is_dir() for other in set(given)) > 1


def _skipped(skip: Path | str | None, given: list[Path]) -> str | None:
    """The output folder's real path; None where the sources themselves lie in it."""
    if skip is None:
        return None
    real = os.path.realpath(skip)
    inside = any(Path(os.path.realpath(path)).is_relative_to(real) for path in given)
    return None if inside else real


class _Walk:
    """Gathers files from the given paths, each file and folder once."""

    def __init__(self, skip: str | None, given: Iterable[Path], named: Iterable[Path]) -> None:
        self._skip = skip
        self._seen: set[str] = set()
        self._files: dict[str, FoundFile] = {}
        self._unreadable: dict[str, UnreadableFile] = {}
        self._stray: list[str] = []
        self._beside: list[FoundFile] = []
        self._reviews = {os.path.realpath(path): path for path in review_places(given)}
        self._named = {os.path.realpath(path) for path in (*given, *named)} | {*self._reviews}
        self._siblings = Counter(path.absolute().parent for path in given if not path.is_dir())
        # a case's answers may be a link: the buyer put it there
        inside = (path / ANSWERS for path in given if is_case_folder(path))
        self._roots = tuple(os.path.realpath(path) for path in (*given, *inside) if path.is_dir())

    def found(self) -> DiscoveredFiles:
        return DiscoveredFiles(
            files=tuple(self._files[name] for name in sorted(self._files)),
            unreadable=tuple(self._unreadable[name] for name in sorted(self._unreadable)),
            stray=tuple(sorted(self._stray)),
            beside=tuple(self._beside),
        )

    def give(self, path: Path, *, prefix: str) -> None:
        """Take a path that a person named."""
        name = path.name or path.absolute().name or str(path)
        if path.name.startswith(LOCK_PREFIX):
            return
        mode = self._mode(path, shown_name(name))
        if mode is None:
            return
        if not stat.S_ISDIR(mode):
            self._given_file(path, shown_name(name), mode)
        elif is_case_folder(path):
            self._case(path, prefix)
        else:
            if path.suffix.lower() in WORKBOOK_ENDINGS:
                self._refuse(shown_name(name), "file-folder")
            self._folder(path, prefix, 0)

    def give_reviews(self, *, prefixed: bool) -> None:
        """Take the reviews that lie in their places beside ``answers/``."""
        for path in self._reviews.values():
            if path.is_file():
                name = f"{path.parent.name}/{path.name}" if prefixed else path.name
                self._file(path, shown_name(name), path.stat().st_mode)

    def _given_file(self, path: Path, shown: str, mode: int) -> None:
        # of files named together, one may be a link that came in a vendor's archive (answers/*)
        target, folder = Path(os.path.realpath(path)), path.absolute().parent
        leaves = not target.is_relative_to(os.path.realpath(folder))
        if path.is_symlink() and leaves and self._siblings[folder] > 1:
            self._refuse(shown, "file-link-outside")
        else:
            self._file(path, shown, mode)

    def _case(self, folder: Path, prefix: str) -> None:
        """Take a case folder: its answers; other workbooks in it are only named."""
        self._folder(folder / ANSWERS, prefix, 0)
        for entry in _names_in(folder) or ():
            path, name = folder / entry, f"{prefix}/{entry}" if prefix else entry
            if _may_hold_answers(path) and os.path.realpath(path) not in self._named:
                self._beside.append(FoundFile(path=path, file=shown_name(name)))
            elif entry not in {ANSWERS, *PLACES} and path.is_dir() and not self._known(path):
                self._workbooks_in(path, name)

    def _workbooks_in(self, folder: Path, name: str) -> None:
        """Name the first workbook of a folder beside ``answers/``, unless this tool wrote it."""
        entries = _names_in(folder) or []
        own = _own_outputs(folder, entries)
        to_send_back = any(entry.startswith(FOLLOW_UP) for entry in entries)
        for entry in entries:
            if not to_send_back and entry not in own and _may_hold_answers(folder / entry):
                self._refuse(shown_name(f"{name}/{entry}"), "file-beside-answers")
                return

    def _folder(self, folder: Path, prefix: str, depth: int) -> None:
        shown = shown_name(prefix or folder.name or ".")
        if self._known(folder):
            return
        if depth > MAX_DEPTH:
            self._refuse(shown, "folder-too-deep")
            return
        entries = _names_in(folder)
        if entries is None:
            self._refuse(shown, "folder-no-permission")
            return
        own = _own_outputs(folder, entries)
        for entry in entries:
            if entry not in own and not _is_hidden(folder, entry):
                self._entry(folder / entry, f"{prefix}/{entry}" if prefix else entry, depth)

    def _entry(self, path: Path, name: str, depth: int) -> None:
        shown = shown_name(name)
        mode = self._mode(path, shown)
        if mode is None:
            return
        if self._leads_out(path):
            self._refuse(shown, "file-link-outside")
        elif stat.S_ISDIR(mode):
            if path.suffix.lower() in WORKBOOK_ENDINGS:
                self._refuse(shown, "file-folder")
            self._folder(path, name, depth + 1)
        elif not path.name.lower().endswith(PROJECT_ENDINGS):
            self._file(path, shown, mode)
        elif path.name.lower() in CRITERIA_NAMES and os.path.realpath(path) not in self._named:
            self._stray.append(shown)

    def _leads_out(self, path: Path) -> bool:
        """Whether a link leads to a place that nobody named: a vendor's archive may hold such."""
        real = Path(os.path.realpath(path))
        return str(real) not in self._named and not any(
            real.is_relative_to(root) for root in self._roots
        )

    def _file(self, path: Path, shown: str, mode: int) -> None:
        if not stat.S_ISREG(mode):
            self._refuse(shown, "file-special")
        elif not self._known(path):
            name = _free_name(shown, self._files)
            real = os.path.realpath(path)
            self._files[name] = FoundFile(
                path=path, file=name, named=real in self._named, is_review=real in self._reviews
            )

    def _mode(self, path: Path, shown: str) -> int | None:
        try:
            return path.stat().st_mode
        except OSError as error:
            self._refuse(shown, _lost(path, error))
        except ValueError:  # a zero byte in the name
            self._refuse(shown, "file-missing")
        return None

    def _known(self, path: Path) -> bool:
        """Whether a file or folder was met before, by whatever name, or is to be skipped."""
        real = os.path.realpath(path)
        if real in self._seen or real == self._skip:
            return True
        self._seen.add(real)
        return False

    def _refuse(self, shown: str, code: str) -> None:
        self._unreadable.setdefault(shown, UnreadableFile(file=shown, code=code))


def _lost(path: Path, error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM):
        return "file-no-permission"
    return "file-dangling-link" if path.is_symlink() else "file-missing"


def _is_hidden(folder: Path, name: str) -> bool:
    if name.startswith((".", LOCK_PREFIX)) or name.lower() in SYSTEM_NAMES:
        return True
    try:
        attributes = getattr((folder / name).lstat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _own_outputs(folder: Path, entries: list[str]) -> frozenset[str]:
    """The names of this tool's files where a ranking of its own stands among them."""
    if "ranking.json" not in entries:
        return frozenset()
    try:
        with (folder / "ranking.json").open("rb") as file:
            return OUTPUTS if RANKING_MARK in file.read(4096) else frozenset()
    except OSError:
        return frozenset()


def _names_in(folder: Path) -> list[str] | None:
    """The names in a folder, sorted; None where it cannot be listed."""
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return None


def _may_hold_answers(path: Path) -> bool:
    """Whether a file beside ``answers/`` looks like a returned workbook that went astray.

    The questionnaire that was sent out and this tool's own workbooks are at home there.
    """
    own = path.name.lower().startswith(lexicon.words("name.own_file"))
    hidden = path.name.startswith((".", LOCK_PREFIX))
    return path.suffix.lower() in WORKBOOK_ENDINGS and not own and not hidden and path.is_file()


def _free_name(shown: str, taken: Mapping[str, object]) -> str:
    """The name, with a number where another file has it already."""
    return next(name for name in _numbered(shown) if name not in taken)


def _numbered(shown: str) -> Iterator[str]:
    yield shown
    for number in range(2, MAX_FILES):
        yield f"{shown} ({number})"


def read_sources(
    paths: Iterable[Path | str],
    *,
    skip: Path | str | None = None,
    named: Iterable[Path] = (),
    progress: Progress | None = None,
    workers: int | None = None,
) -> ReadFiles:
    """Find and read all files below ``paths``; see `find_sources` and `read_workbooks`.

    A review workbook counts only where the buyer named it or where it lies in its place in the
    case folder: whatever a vendor returned cannot change what others answered. Raises UsageError
    where it cannot be told whether a folder is a case folder.
    """
    found = find_sources(paths, skip=skip, named=named)
    beside = _own_workbooks([file for file in found.beside if not is_marked_offer(file.path)])
    closed = {file.file for file in found.files if is_marked_offer(file.path)}
    to_read = [file for file in found.files if file.file not in closed]
    outcomes = read_workbooks(to_read, progress=progress, workers=workers)
    books = [outcome for outcome in outcomes if isinstance(outcome, Workbook)]
    unread = [outcome for outcome in outcomes if isinstance(outcome, UnreadableFile)]
    kinds = {book.file: _kind(book) for book in books}
    places = {file.file for file in found.files if file.is_review}
    wrong = [
        UnreadableFile(file=book.file, code="file-no-review", sha256=book.sha256)
        for book in books
        if book.file in places and kinds[book.file] != "review"
    ]
    answers = [
        book
        for book in books
        if book.file not in places and kinds[book.file] in (None, "questionnaire")
    ]
    may_decide = _may_decide(found.files, {book.file for book in answers})
    reviews = [book for book in books if kinds[book.file] == "review"]
    strays = [book.file for book in reviews if book.file not in may_decide]
    offers = [UnreadableFile(file=file, code="offer-among-answers") for file in closed]
    offers += [
        UnreadableFile(file=book.file, code="offer-among-answers", sha256=book.sha256)
        for book in books
        if kinds[book.file] == "offer"
    ]
    unreadable = (*found.unreadable, *unread, *wrong, *beside, *offers)
    return ReadFiles(
        workbooks=tuple(answers),
        reviews=tuple(book for book in reviews if book.file in may_decide),
        unreadable=tuple(sorted(unreadable, key=lambda file: file.file)),
        skipped=tuple(book.file for book in books if kinds[book.file] == "scorecard"),
        files=found.files,
        stray=tuple(sorted((*found.stray, *strays))),
    )


def _may_decide(files: Iterable[FoundFile], answers: set[str]) -> set[str]:
    """The files that the buyer named, without those that lie among answers named with them."""
    named = [file for file in files if file.named]
    among = [file.path for file in named if file.file in answers]
    return {file.file for file in named if file.is_review or not lies_among(file.path, among)}


def _own_workbooks(beside: Sequence[FoundFile]) -> list[UnreadableFile]:
    """Workbooks beside ``answers/`` that this tool wrote, as files that are not read.

    Any other may hold answers: then the folder may be one of answers, in which a vendor's archive
    left a folder of that name. Neither reading it nor passing over it would be safe.
    """
    for file, outcome in zip(beside, read_workbooks([each.path for each in beside]), strict=True):
        kind = _kind(outcome) if isinstance(outcome, Workbook) else None
        if kind not in ("review", "scorecard", "offer"):
            raise UsageError("errors.case_or_answers", file=file.file)
    return [UnreadableFile(file=file.file, code="file-beside-answers") for file in beside]


def _kind(book: Workbook) -> str | None:
    marks = read_marks(book)
    return marks.kind if marks else None


# Which files replace older ones: as the buyer says, or as folders of numbered rounds do.

_ROUND_FOLDER_DEPTH = 2  # a folder of a round and the file in it, at the least


@dataclass(slots=True)
class ReplacedFiles:
    """Knows which of two files holds the newer answers, and says what was replaced.

    Only the buyer's places count: ``supersedes`` in criteria.yaml, and the folders right below
    what was given, which the buyer made. A folder deeper down may have come from a vendor.

    Attributes
    ----------
    said
        What the buyer said of single files.
    """

    said: Sequence[Supersedes] = ()
    _newer: dict[str, set[str]] = field(default_factory=dict)
    _by_pair: dict[tuple[str, str], Supersedes] = field(default_factory=dict)
    _used: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for one in self.said:
            pair = (folded_file(one.file), folded_file(one.replaces))
            self._by_pair.setdefault(pair, one)
            self._newer.setdefault(pair[1], set()).add(pair[0])

    def replaces(self, file: str | None, other: str | None) -> bool:
        """Whether an answer in ``file`` stands instead of one in ``other``."""
        if file is None or other is None or file == other:
            return False
        if self._newer:  # asked for every pair of answers, so nothing is folded without need
            newer, older = folded_file(file), folded_file(other)
            if newer in self._all_newer(older):
                return older not in self._all_newer(newer)  # in a circle none is the newer one
        one, two = round_of(file), round_of(other)
        return one is not None and two is not None and one > two

    def _all_newer(self, file: str) -> set[str]:
        """All files that replace one, directly or by way of others."""
        found: set[str] = set()
        waiting = [file]
        while waiting:
            for newer in self._newer.get(waiting.pop(), ()):
                if newer not in found:
                    found.add(newer)
                    waiting.append(newer)
        return found

    def told(self, vendor: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Finding]:
        """What was replaced in a vendor's answers: newer and older file of each, one per answer."""
        counts: dict[tuple[str, str], int] = {}
        for pair in pairs:
            counts[pair] = counts.get(pair, 0) + 1
        for (file, other), count in counts.items():
            said = self._by_pair.get((folded_file(file), folded_file(other)))
            if said is not None:
                self._used.add((folded_file(file), folded_file(other)))
            told = "" if said is None else " ".join((said.reason, str(said.date or ""))).strip()
            reason = both("findings.later_round") if said is None else Label.same(told or "-")
            yield Finding(
                code="replaced-answers",
                severity=Severity.INFO,
                vendor=vendor,
                source=NOWHERE if said is None else said.source,
                found=f"{other} → {file}",
                values={"count": count, "reason": reason},
            )

    def without_effect(self, files: Iterable[str]) -> Iterator[Finding]:
        """Errors for what was said of files that are not there, or that replaced nothing."""
        known = {folded_file(file): file for file in files}
        for pair, one in self._by_pair.items():
            missing = [name for name in (one.file, one.replaces) if folded_file(name) not in known]
            for name in missing:
                near = did_you_mean(nearest_texts(name, known.values()))
                yield _finding("supersedes-unknown-file", name, one, near=near)
            if not missing and pair not in self._used:
                yield _finding("supersedes-nothing", one.file, one)


def _finding(code: str, name: str, one: Supersedes, **values: object) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        source=one.source,
        found=f"{one.line} · {name}" if one.line else name,
        values={"file": one.file, "replaces": one.replaces, **values},
    )


def folded_file(file: str) -> str:
    text = unicodedata.normalize("NFC", file.strip()).replace("\\", "/")
    return text.removeprefix("./")


@lru_cache(maxsize=4_096)
def round_of(file: str) -> int | None:
    """The number of the round whose folder a file lies in; None where it lies in none.

    Parameters
    ----------
    file
        Below the folder that was given, as in `Source`.

    Examples
    --------
    >>> round_of("round2/acme.xlsx"), round_of("第二轮/云服.xlsx"), round_of("acme/round2/a.xlsx")
    (2, 2, None)
    """
    parts = PurePosixPath(file).parts
    if len(parts) < _ROUND_FOLDER_DEPTH:
        return None
    match = _pattern().fullmatch(clean(parts[0]).casefold().strip())
    if match is None:
        return None
    number = next(part for part in match.groups() if part is not None)
    return int(number) if number.isascii() else _digits()[number]


@cache
def _pattern() -> re.Pattern[str]:
    number = "|".join((r"\d{1,2}", *map(re.escape, _digits())))
    before = "|".join(map(re.escape, lexicon.words("round.before")))
    after = "|".join(map(re.escape, lexicon.words("round.after")))
    ordinal = "|".join(map(re.escape, lexicon.words("round.ordinal")))
    return re.compile(
        rf"(?:{before})[\s_\-]*({number})|(?:{ordinal})?({number})[\s_\-]*(?:{after})"
    )


@cache
def _digits() -> dict[str, int]:
    return {digit: int(value) for value, told in lexicon.group("digit").items() for digit in told}
