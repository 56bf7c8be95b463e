"""Whole files or none: outputs are written beside their place and moved in when complete.

Each target is replaced in one step, so that a run that is killed leaves every file either old or
new. What such a run leaves beside them is removed by the next one that writes there.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from vendor_score.errors import OutputError

__all__ = ["write_files"]

STAGING: Final = ".vendor-score-"
STAGING_NAME: Final = re.compile(rf"{re.escape(STAGING)}[a-z0-9_]{{8}}")
OWNER: Final = "owner"
"""The file in a staging folder that is locked while its run lives."""
OWNER_MARK: Final = b"vendor-score writes here; remove this folder once no vendor-score runs\n"


def write_files(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write every file of ``contents`` into ``folder``, or none of them.

    Parameters
    ----------
    folder
        Made where it does not exist. Staging folders that killed runs left in it are removed.
    contents
        Names, relative to ``folder`` with forward slashes, to bytes.

    Returns
    -------
    list of Path
        The files written, in the order of ``contents``.

    Raises
    ------
    OutputError
        The folder cannot be made or written, another program holds a target open, or a target is
        a folder. What stood there before is left as it was.

    Notes
    -----
    All bytes are on the disk beside their targets before the first target is replaced. A link is
    replaced, never written through.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
    except OSError as error:
        raise OutputError("errors.output_folder", folder=folder, reason=_reason(error)) from None
    try:
        with _owned(staging):
            written = _replace_all(folder, staging, contents)
    except OutputError:
        # a run that failed should not leave an empty folder as if it had written
        if is_new:
            _remove_if_empty(folder)
        raise
    shutil.rmtree(staging, ignore_errors=True)
    return written


def _replace_all(folder: Path, staging: Path, contents: Mapping[str, bytes]) -> list[Path]:
    # in the folder itself, since moving a file is one step only within one file system
    new, old = staging / "new", staging / "old"
    target, begun = folder, list[str]()
    try:
        for name in contents:
            target = folder / name
            _put(new / name, contents[name])
        for name in contents:
            target = folder / name
            _keep(target, old / name)
        for name in contents:
            target = folder / name
            _try(target)
        for name in contents:
            target = folder / name
            begun.append(name)
            os.replace(new / name, target)  # noqa: PTH105 - one step on every system
    except BaseException as error:
        # one that is still in the staging folder has replaced nothing
        if _put_back(folder, old, [name for name in begun if not (new / name).exists()]):
            shutil.rmtree(staging, ignore_errors=True)
        else:
            # the only copy of what stood there: no longer marked as ours, so that none sweeps it
            with contextlib.suppress(OSError):
                (staging / OWNER).unlink()
        if not isinstance(error, OSError):
            raise
        raise OutputError("errors.output_file", file=target.name, reason=_reason(error)) from None
    return [folder / name for name in contents]


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        # a name may reach the disk before its bytes: after a power cut the file would be there and
        # empty
        file.flush()
        os.fsync(file.fileno())


def _keep(target: Path, backup: Path) -> None:
    """A second name for what stands at ``target``, so that it stays there until it is replaced."""
    backup.parent.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    # its own name is what is replaced; what it leads to is not ours
    if target.is_symlink():
        backup.symlink_to(target.readlink())
        return
    if target.is_dir():
        raise IsADirectoryError(21, os.strerror(21))
    if target.exists():
        try:
            backup.hardlink_to(target)
        except OSError:  # a file system without them, such as a memory stick's
            shutil.copy2(target, backup)


def _try(target: Path) -> None:
    """Raise what replacing ``target`` would raise, before the first is replaced.

    On Windows a file that another program holds open cannot be renamed, not even to its own name;
    elsewhere that call does nothing.
    """
    if os.path.lexists(target):
        os.replace(target, target)  # noqa: PTH105 - as above


def _put_back(folder: Path, old: Path, names: Sequence[str]) -> bool:
    """Undo the replacements, last first; whether all could be undone."""
    is_whole = True
    for name in reversed(names):
        try:
            if os.path.lexists(old / name):
                os.replace(old / name, folder / name)  # noqa: PTH105 - as above
            else:
                (folder / name).unlink(missing_ok=True)
        except OSError:
            is_whole = False
    return is_whole


@contextlib.contextmanager
def _owned(staging: Path) -> Iterator[None]:
    """Mark a staging folder as that of a living run: the system drops the lock when a run dies."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # without a mark it is only never swept
            file = stack.enter_context((staging / OWNER).open("xb"))
            if _lock(file):  # first the lock, then the mark: nobody sweeps what is being made
                file.write(OWNER_MARK)
                file.flush()
        yield


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left in ``folder``: only what is surely ours and dead."""
    for staging in folder.glob(f"{STAGING}*"):
        with contextlib.suppress(OSError):
            # a folder of the same beginning may be somebody else's: name, mark and lock must all
            # agree
            if STAGING_NAME.fullmatch(staging.name) and not staging.is_symlink():
                with (staging / OWNER).open("r+b") as file:
                    is_dead = file.read() == OWNER_MARK and _lock(file)
                if is_dead:
                    shutil.rmtree(staging, ignore_errors=True)


def _lock(file: IO[bytes]) -> bool:
    """Lock a file for this process alone; False where another holds it or locks are unknown."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
