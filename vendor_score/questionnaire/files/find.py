"""Which files lie in the sources, by the names that people see; nothing is opened here."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from vendor_score.questionnaire.files.records import Found, FoundFile, UnreadableFile

__all__ = ["find_sources", "shown_name"]

LOCK_PREFIX = "~$"
SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
PROJECT_ENDINGS = (".yaml", ".yml", ".json")
"""Settings that stand beside the answers; no vendor answers in them."""

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv")
OUTPUTS = frozenset({"ranking.json", "ranking.csv", "report.html", "scorecard.xlsx"})
RANKING_MARK = b"vendor-score/ranking/"
MAX_DEPTH = 32
MAX_FILES = 100_000

UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def find_sources(paths: Iterable[Path | str], *, skip: Path | str | None = None) -> Found:
    """The files in ``paths`` (files, or folders with all below them), sorted by name.

    Left out: lock files (``~$``), hidden files, settings (yaml, json) and what this tool wrote.
    ``skip`` is the output folder. What cannot be opened is told in ``unreadable``.
    """
    given = [Path(path) for path in paths]
    walk = _Walk(_skipped(skip, given))
    for path in dict.fromkeys(given):
        walk.give(path, prefix=path.name if _needs_prefix(path, given) else "")
    return walk.found()


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

    def __init__(self, skip: str | None) -> None:
        self._skip = skip
        self._seen: set[str] = set()
        self._files: dict[str, Path] = {}
        self._unreadable: dict[str, UnreadableFile] = {}

    def found(self) -> Found:
        return Found(
            files=tuple(
                FoundFile(path=self._files[name], file=name) for name in sorted(self._files)
            ),
            unreadable=tuple(self._unreadable[name] for name in sorted(self._unreadable)),
        )

    def give(self, path: Path, *, prefix: str) -> None:
        """Take a path that a person named."""
        name = path.name or path.absolute().name or str(path)
        if path.name.startswith(LOCK_PREFIX):
            return
        mode = self._mode(path, shown_name(name))
        if mode is None:
            return
        if stat.S_ISDIR(mode):
            if path.suffix.lower() in WORKBOOK_ENDINGS:
                self._refuse(shown_name(name), "file-folder")
            self._folder(path, prefix, 0)
        else:
            self._file(path, shown_name(name), mode)

    def _folder(self, folder: Path, prefix: str, depth: int) -> None:
        if depth > MAX_DEPTH or self._known(folder):
            return
        try:
            entries = sorted(entry.name for entry in folder.iterdir())
        except OSError:
            self._refuse(shown_name(prefix or folder.name or "."), "folder-no-permission")
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
        if stat.S_ISDIR(mode):
            if path.suffix.lower() in WORKBOOK_ENDINGS:
                self._refuse(shown, "file-folder")
            self._folder(path, name, depth + 1)
        elif not path.name.lower().endswith(PROJECT_ENDINGS):
            self._file(path, shown, mode)

    def _file(self, path: Path, shown: str, mode: int) -> None:
        if not stat.S_ISREG(mode):
            self._refuse(shown, "file-special")
        elif not self._known(path):
            self._files[_free_name(shown, self._files)] = path

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


def _free_name(shown: str, taken: dict[str, Path]) -> str:
    """The name, with a number where another file has it already."""
    return next(name for name in _numbered(shown) if name not in taken)


def _numbered(shown: str) -> Iterator[str]:
    yield shown
    for number in range(2, MAX_FILES):
        yield f"{shown} ({number})"
