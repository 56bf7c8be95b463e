"""Whole files or none: outputs are written beside their place and moved in when complete."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from vendor_score.errors import OutputError

__all__ = ["write_files"]

Replaced = list[tuple[Path, Path]]


def write_files(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write every file of ``contents`` (name to bytes) into ``folder``, or none of them.

    All bytes are on the disk beside their targets before the first target is replaced; what stood
    there is put back where a replacement fails. A link is replaced, never written through. Raises
    OutputError (folder that cannot be made or written, a target held open by another program, a
    target that is a folder).
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".vendor-score-", dir=folder))
    except OSError as error:
        raise OutputError("errors.output_folder", folder=folder, reason=_reason(error)) from None
    try:
        written = _replace_all(folder, staging, contents)
    except OutputError:
        if is_new:
            _remove_if_empty(folder)
        raise
    shutil.rmtree(staging, ignore_errors=True)
    return written


def _replace_all(folder: Path, staging: Path, contents: Mapping[str, bytes]) -> list[Path]:
    new, old = staging / "new", staging / "old"
    replaced: Replaced = []
    target = folder
    try:
        for name in contents:
            target = folder / name
            _put(new / name, contents[name])
        for name in contents:
            target = folder / name
            _move_in(new / name, target, old / name, replaced)
    except BaseException as error:
        if _put_back(replaced):  # else what stood there before is still in the staging folder
            shutil.rmtree(staging, ignore_errors=True)
        if not isinstance(error, OSError):
            raise
        raise OutputError("errors.output_file", file=target.name, reason=_reason(error)) from None
    return [folder / name for name in contents]


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move_in(new: Path, target: Path, backup: Path, replaced: Replaced) -> None:
    """Put a file into its place, and what stands there aside first."""
    backup.parent.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        raise IsADirectoryError(21, os.strerror(21))
    if os.path.lexists(target):
        os.replace(target, backup)  # noqa: PTH105 - the same call as below, for files and links
    replaced.append((target, backup))
    os.replace(new, target)  # noqa: PTH105 - replaces in one step on every system


def _put_back(replaced: Replaced) -> bool:
    """Undo the replacements, last first; whether all could be undone."""
    is_whole = True
    for target, backup in reversed(replaced):
        try:
            if os.path.lexists(backup):
                os.replace(backup, target)  # noqa: PTH105 - as above
            else:
                target.unlink(missing_ok=True)
        except OSError:
            is_whole = False
    return is_whole


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
