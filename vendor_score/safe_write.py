"""Whole files or none: outputs are written beside their place and moved in when complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from vendor_score.errors import OutputError

__all__ = ["write_files"]


def write_files(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write every file of ``contents`` (name to bytes) into ``folder``, or none of them.

    All bytes are on the disk beside their targets before the first target is replaced; what stood
    there is put back where a replacement fails. Raises OutputError (folder that cannot be made or
    written, a target held open by another program, a target that is a folder).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".vendor-score-", dir=folder))
    except OSError as error:
        raise OutputError("errors.output_folder", folder=folder, reason=_reason(error)) from None
    try:
        return _replace_all(folder, staging, contents)
    finally:
        _remove(staging)


def _replace_all(folder: Path, staging: Path, contents: Mapping[str, bytes]) -> list[Path]:
    new, old = staging / "new", staging / "old"
    replaced: list[tuple[Path, Path]] = []
    target = folder
    try:
        for name in contents:
            target = folder / name
            _put(new / name, contents[name])
        for name in contents:
            target, backup = folder / name, old / name
            backup.parent.mkdir(parents=True, exist_ok=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(21, os.strerror(21))
            if target.exists():
                os.replace(target, backup)
            replaced.append((target, backup))
            os.replace(new / name, target)
    except OSError as error:
        _put_back(replaced)
        raise OutputError("errors.output_file", file=target.name, reason=_reason(error)) from None
    return [folder / name for name in contents]


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_back(replaced: list[tuple[Path, Path]]) -> None:
    for target, backup in reversed(replaced):
        if backup.exists():
            os.replace(backup, target)
        else:
            target.unlink(missing_ok=True)


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
