"""A case in one file: inputs, criteria, review, offers and results, with the digest of each.

What is read back was perhaps made by somebody else: members are those of the manifest and no
others, within caps on size and number, without links, paths that lead out, or archives in it.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import json
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path, PurePosixPath
from typing import Any, Final

from vendor_score.case_folder import (
    ANSWERS,
    CRITERIA,
    OFFERS,
    REVIEW,
    answers_folder,
    is_case_folder,
    offers_folders,
    review_places,
)
from vendor_score.criteria.load import shipped_criteria
from vendor_score.errors import OutputError, SourceError, UsageError
from vendor_score.library import find_criteria_file
from vendor_score.safe_write import write_files
from vendor_score.version import __version__

__all__ = [
    "MANIFEST",
    "OpenedArchive",
    "is_archive",
    "open_archive",
    "the_archive",
    "write_archive",
]

SCHEMA: Final = "vendor-score/archive/1"
MANIFEST: Final = "manifest.json"
_REQUIREMENTS: Final = "requirements.lock"
_DAY = (2000, 1, 1, 0, 0, 0)
_MOST_FILES, _MOST_BYTES = 5_000, 500_000_000
_BESIDE = ("ballots", "drafts", "measured", "results")
_LOCK = "lock.json"
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError)
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".bz2", ".xz", ".tgz")


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedArchive:
    """An archive whose members were checked and laid out as a case folder.

    Attributes
    ----------
    folder : Path
        The case folder, gone when the program ends.
    criteria : Path
        The criteria in it.
    version : str
        Of the program that made it.
    files : int
        How many members it holds.
    """

    folder: Path
    criteria: Path
    version: str
    files: int


def write_archive(
    sources: Sequence[Path], out: Path, *, criteria: Path | None = None, day: str = ""
) -> tuple[Path, Mapping[str, str]]:
    """Write everything that a ranking rests on into one file that only its owner may read.

    Parameters
    ----------
    sources : sequence of Path
        As they are ranked.
    out : Path
        Of the archive.
    criteria : Path, optional
        The criteria; those found for the sources unless given, else the shipped ones.
    day : str, optional
        The reference day of the ranking.

    Returns
    -------
    (Path, mapping of str to str)
        The file, and the digest of each member.

    Raises
    ------
    UsageError
        Where two sources have files of the same name.
    OutputError
        Where it cannot be written.
    """
    members: dict[str, bytes] = {}
    for name, path in _members(sources, out):
        if name in members:
            raise UsageError("errors.archive_twice", file=name)
        members[name] = path.read_bytes()
    found = criteria or find_criteria_file(sources)
    shipped = shipped_criteria().file
    own = (shipped.text if shipped else "").encode() if found is None else found.read_bytes()
    members[CRITERIA] = own
    members[_REQUIREMENTS] = _installed().encode()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    members[MANIFEST] = _manifest(members, digests, day)
    (written,) = write_files(out.parent, {out.name: _packed(members)})
    try:
        written.chmod(stat.S_IRUSR | stat.S_IWUSR)
    except OSError as error:
        raise OutputError("errors.archive_mode", file=out.name, reason=error.strerror) from None
    return written, digests


def _members(sources: Sequence[Path], out: Path) -> Iterator[tuple[str, Path]]:
    """Names in the archive, laid out as a case folder, with the files that go there."""
    for source in sources:
        if source.is_file() and source.name == REVIEW:
            yield REVIEW, source
        elif source.is_file():
            yield f"{ANSWERS}/{source.name}", source
        else:
            folder = answers_folder(source)
            yield from _below(folder, ANSWERS, out)
        if is_case_folder(source):
            for name in _BESIDE:
                yield from _below(source / name, name, out)
            if (source / _LOCK).is_file():
                yield _LOCK, source / _LOCK
    for review in review_places(sources):
        if review.is_file():
            yield REVIEW, review
    for offers in offers_folders(sources):
        yield from _below(offers, OFFERS, out)


def _below(folder: Path, name: str, out: Path) -> Iterator[tuple[str, Path]]:
    """Plain files; not what is hidden or open in a program, and never the archive itself."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        parts = path.relative_to(folder).parts
        is_left_out = any(part.startswith((".", "~$")) for part in parts)
        if (
            is_left_out
            or path.is_symlink()
            or not path.is_file()
            or path.resolve() == out.resolve()
        ):
            continue
        if path.suffix.lower() not in _ARCHIVES:
            yield "/".join((name, *parts)), path


def _installed() -> str:
    """What is installed, a line each, as pip takes it."""
    found = {f"{each.name}=={each.version}" for each in distributions() if each.name}
    return "\n".join(sorted(found, key=str.casefold)) + "\n"


def _manifest(members: Mapping[str, bytes], digests: Mapping[str, str], day: str) -> bytes:
    told = {
        "schema": SCHEMA,
        "version": __version__,
        "reference_date": day,
        "files": {
            name: {"sha256": digests[name], "bytes": len(content)}
            for name, content in sorted(members.items())
        },
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _packed(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in sorted(members.items()):
            member = zipfile.ZipInfo(name, _DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = (stat.S_IFREG | stat.S_IRUSR | stat.S_IWUSR) << 16
            package.writestr(member, content)
    return out.getvalue()


def is_archive(path: Path) -> bool:
    """Whether a file that a person named is an archive of a case, by its manifest.

    Parameters
    ----------
    path : Path

    Returns
    -------
    bool
    """
    if path.suffix.lower() != ".zip" or not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as package:
            return MANIFEST in package.namelist()
    except _BROKEN:
        return False


def open_archive(
    path: Path, *, most_files: int = _MOST_FILES, most_bytes: int = _MOST_BYTES
) -> OpenedArchive:
    """Check an archive and lay it out as a case folder.

    Parameters
    ----------
    path : Path
        As a person named it.
    most_files, most_bytes : int, optional
        Caps on members and on their size once unpacked.

    Returns
    -------
    OpenedArchive

    Raises
    ------
    SourceError
        With what is wrong, and with which member.
    """
    try:
        with zipfile.ZipFile(path) as package:
            told = _read_manifest(package, path.name, most_bytes)
            _check(package, told, path.name, most_files, most_bytes)
            folder = _unpack(package, told, path.name)
    except _BROKEN:
        raise SourceError("errors.archive_broken", file=path.name) from None
    return OpenedArchive(
        folder=folder,
        criteria=folder / CRITERIA,
        version=str(told.get("version", "")),
        files=len(told["files"]),
    )


def _read_manifest(package: zipfile.ZipFile, file: str, most_bytes: int) -> dict[str, Any]:
    names = package.namelist()
    if names.count(MANIFEST) != 1 or package.getinfo(MANIFEST).file_size > most_bytes:
        raise SourceError("errors.archive_other", file=file)
    try:
        told: dict[str, Any] = json.loads(package.read(MANIFEST))
    except (ValueError, RecursionError):
        raise SourceError("errors.archive_other", file=file) from None
    is_ours = isinstance(told, dict) and told.get("schema") == SCHEMA
    if not is_ours or not isinstance(told.get("files"), dict) or CRITERIA not in told["files"]:
        raise SourceError("errors.archive_other", file=file)
    return told


def _check(
    package: zipfile.ZipFile, told: Mapping[str, Any], file: str, most_files: int, most_bytes: int
) -> None:
    """Refuse an archive for the first member that should not be there, before any is unpacked."""
    members = package.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > most_files or total > most_bytes:
        raise SourceError("errors.archive_large", file=file)
    names = [member.filename for member in members]
    for name in (*names, *told["files"]):
        if names.count(name) != 1 or (name != MANIFEST and name not in told["files"]):
            raise SourceError("errors.archive_member", file=file, member=name)
    for member in members:
        if not _is_plain(member):
            raise SourceError("errors.archive_member", file=file, member=member.filename)


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """A file below the archive's own folder: no link, no path that leads out, no archive."""
    name, mode = member.filename, member.external_attr >> 16
    path = PurePosixPath(name)
    is_inside = bool(path.parts) and not path.is_absolute() and ".." not in path.parts
    has_odd_signs = any(sign in name for sign in ("\\", ":", "\0")) or name != path.as_posix()
    is_file = not stat.S_IFMT(mode) or stat.S_ISREG(mode)
    return is_inside and not has_odd_signs and is_file and path.suffix.lower() not in _ARCHIVES


def _unpack(package: zipfile.ZipFile, told: Mapping[str, Any], file: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="vendor-score-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, entry in told["files"].items():
        content = package.read(name)
        known = entry.get("sha256") if isinstance(entry, dict) else None
        if hashlib.sha256(content).hexdigest() != known:
            raise SourceError("errors.archive_changed", file=file, member=name)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (folder / ANSWERS).mkdir(exist_ok=True)
    return folder


def the_archive(sources: Iterable[Path]) -> Path | None:
    """The archive among sources; it stands alone.

    Parameters
    ----------
    sources : iterable of Path
        As a person named them.

    Returns
    -------
    Path or None

    Raises
    ------
    UsageError
        Where anything is named beside it.
    """
    given = list(sources)
    found = next((path for path in given if is_archive(path)), None)
    if found is not None and len(given) > 1:
        raise UsageError("errors.archive_alone", file=found.name)
    return found
