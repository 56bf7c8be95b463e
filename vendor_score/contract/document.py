"""Draft contracts to `Draft`: docx, md, txt, xlsx and the text of pdf, in a bounded process."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from vendor_score.contract.records import Block, Change, Draft, OpenComment
from vendor_score.errors import SourceError
from vendor_score.questionnaire.cells import SheetState, Workbook
from vendor_score.questionnaire.files.containers import BUSY_SECONDS
from vendor_score.questionnaire.files.reader import read_workbooks
from vendor_score.wording import both, lexicon

__all__ = ["draft_of_text", "read_document"]

_BOOT = (
    "import sys; sys.path += sys.argv[1:]; "
    "from vendor_score.contract.document_worker import main; main()"
)
_TICKED = re.compile(r"[☑☒✓✔√✅]\s*([^☐☑☒□■✓✔√✅○●\s;；。，,、|]+)")
_ANNEX = lexicon.regex(r"\W*(?:\d+[.、]?\s*)?{draft.annex.pattern}", re.IGNORECASE)
_LONGEST_HEADING = 40


def read_document(path: str | Path) -> Draft:
    """Read a draft contract; nothing in it is followed, fetched or obeyed.

    Parameters
    ----------
    path : str or Path
        A docx, md, txt, xlsx or pdf file.

    Returns
    -------
    Draft
        With final and original view of each block, its place, tracked changes and comments.

    Raises
    ------
    SourceError
        Where it cannot be read: says why and what to do.
    """
    path = Path(path)
    found = _ask_worker(path)
    if "failed" in found:
        raise _refusal(path, found["failed"], found["values"])
    if found.get("workbook"):
        return _of_workbook(path)
    return _draft(
        [
            Block(
                text=block["text"].strip(), original=block["original"].strip(),
                place=block["place"], level=block["level"],
            )
            for block in found["blocks"]
        ],
        file=path.name,
        sha256=found["sha256"],
        changes=tuple(Change(**change) for change in found["changes"]),
        comments=tuple(OpenComment(**comment) for comment in found["comments"]),
        flags=tuple(found["flags"]),
    )  # fmt: skip


def draft_of_text(text: str, file: str = "") -> Draft:
    r"""A draft from plain text, such as one pasted into a notebook.

    Parameters
    ----------
    text : str
    file : str, optional
        Its name in findings.

    Returns
    -------
    Draft

    Examples
    --------
    >>> draft_of_text("Fees: 100 a month.\nTerm: one year.").blocks[1].place
    'line 2'
    """
    from vendor_score.contract.plain_text import text_view

    blocks = text_view(text, is_markdown=False)["blocks"]
    return _draft([Block(**{**b, "text": b["text"].strip()}) for b in blocks], file=file)


def _draft(blocks: list[Block], **more: Any) -> Draft:
    marked: list[Block] = []
    is_annex = False
    for block in blocks:
        begins = len(block.text) <= _LONGEST_HEADING and _ANNEX.match(block.text) is not None
        is_annex = is_annex or begins
        marked.append(
            Block(
                text=block.text, original=block.original, place=block.place,
                level=block.level, is_annex=is_annex,
            )
        )  # fmt: skip
    ticked = tuple(word for block in marked for word in _TICKED.findall(block.text))
    return Draft(blocks=tuple(marked), checked=ticked, **more)


def _ask_worker(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOT, *_roots()]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=json.dumps(str(path.absolute())).encode() + b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=BUSY_SECONDS,
            check=False,
            cwd=Path(__file__).parent,
        )
    except subprocess.TimeoutExpired:
        return {"failed": "file-too-slow", "values": {}}
    if done.returncode or not done.stdout:
        slow = done.returncode < 0
        return {"failed": "file-too-slow" if slow else "file-crash", "values": {}}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _roots() -> list[str]:
    """Where the worker finds this package and the reader of pdf, and nothing else."""
    roots = [str(Path(__file__).absolute().parents[2])]
    spec = importlib.util.find_spec("pypdf")
    if spec is not None and spec.origin is not None:
        roots.append(str(Path(spec.origin).absolute().parents[1]))
    return roots


def _refusal(path: Path, code: str, values: dict[str, str | int]) -> SourceError:
    key = f"errors.{code.replace('-', '_')}"
    if code == "not-readable":
        kind = f"errors.kind.{values.get('kind', 'other')}"
        return SourceError("errors.draft_not_readable", file=path.name, kind=both(kind))
    return SourceError(key, file=path.name, **values)


def _of_workbook(path: Path) -> Draft:
    """The rows of a workbook as blocks: cells beside each other are one."""
    (book,) = read_workbooks([path], workers=1)
    if not isinstance(book, Workbook):
        raise _refusal(path, book.code, dict(book.values))
    flags: dict[str, None] = {}
    blocks: list[Block] = []
    for sheet in book.sheets:
        if sheet.state is not SheetState.VISIBLE or sheet.hidden_rows:
            flags["hidden"] = None
        rows: dict[int, list[str]] = {}
        for (row, _), cell in sorted(sheet.cells.items()):
            if cell.text.strip():
                rows.setdefault(row, []).append(cell.text.strip())
        for row, texts in rows.items():
            words = " | ".join(texts)
            place = f"{sheet.name}!A{row}"
            blocks.append(Block(text=words, original=words, place=place))
    comments = tuple(
        OpenComment(text=words, place=f"{sheet.name}!A{row}")
        for sheet in book.sheets
        for (row, _), words in sheet.comments.items()
    )
    return _draft(blocks, file=path.name, sha256=book.sha256, comments=comments, flags=tuple(flags))
