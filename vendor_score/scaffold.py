"""What a comparison starts from: criteria.yaml, its schema, and the questionnaires to send out."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from vendor_score.case_folder import CASE_FOLDERS
from vendor_score.criteria.fields import SCHEMA_NAME, schema_text
from vendor_score.criteria.load import shipped_criteria
from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.errors import OutputError, UsageError
from vendor_score.questionnaire.template import Section, TemplateLang, template_workbook
from vendor_score.safe_write import write_files
from vendor_score.wording import Label, joined

__all__ = [
    "CRITERIA_NAME",
    "QUESTIONNAIRE_NAME",
    "file_name",
    "init_project",
    "questionnaire_sections",
    "write_questionnaires",
]

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
    if out.is_dir() or not out.suffix:
        out /= QUESTIONNAIRE_NAME
    elif out.suffix.lower() != ".xlsx":
        raise UsageError("errors.not_xlsx", file=out.name, named=f"{out.stem}.xlsx")
    names = {file_name(out.stem, vendor): vendor for vendor in vendors} or {out.name: ""}
    if len({name.casefold() for name in names}) < len(vendors):
        raise UsageError("errors.vendors_alike", names=", ".join(vendors))
    for name in names:
        if (out.parent / name).exists():
            raise UsageError("errors.file_exists", file=name)
    sections = questionnaire_sections(criteria)
    contents = {
        name: template_workbook(
            sections, title=criteria.title, lang=lang, vendor=vendor, cover=criteria.cover
        )
        for name, vendor in names.items()
    }
    return write_files(out.parent, contents)


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
    return tuple(
        Section(label=label, questions=tuple(leaf.question() for leaf in leaves))
        for label, leaves in _sections(criteria.children, None)
    )


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

CRITERIA_NAME: Final = "criteria.yaml"
QUESTIONNAIRE_NAME: Final = "questionnaire.xlsx"


def init_project(folder: Path, *, lang: TemplateLang = "both") -> list[Path]:
    """Write the shipped criteria, their schema and their questionnaire into a case folder.

    Parameters
    ----------
    folder : Path
        Made where it does not exist, with the folders of a case (`CASE_FOLDERS`) in it.
    lang : str, optional
        Of the questionnaire: a language, or ``both``.

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
        CRITERIA_NAME: (criteria.file.text if criteria.file else "").encode(),
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
