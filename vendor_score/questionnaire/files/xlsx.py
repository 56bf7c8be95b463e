"""xlsx and xlsm: one pass of expat over each sheet, with formats, formulas and errors seen.

Office Open XML, ECMA-376 part 1, in its transitional and its strict namespaces. Styles, names and
views that are of no use here are not looked at, so they cannot be in the way either.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from vendor_score.questionnaire.files.limits import Unreadable
from vendor_score.questionnaire.files.xlsx_controls import read_overlay
from vendor_score.questionnaire.files.xlsx_parts import (
    read_relations,
    read_shared_strings,
    read_workbook_part,
)
from vendor_score.questionnaire.files.xlsx_sheet import CellReading, SheetScan
from vendor_score.questionnaire.files.xlsx_styles import read_styles

if TYPE_CHECKING:
    from vendor_score.questionnaire.files.package import Package
    from vendor_score.questionnaire.files.wire_format import Sink

__all__ = ["note_extras", "read_xlsx"]


def read_xlsx(package: Package, sink: Sink) -> None:
    """Pass every worksheet of a package to ``sink``. Raises Unreadable."""
    part = workbook_part(package)
    book = read_workbook_part(package, part)
    relations = read_relations(package, part)
    sheets = [
        (sheet, relations.get(sheet.relation))
        for sheet in book.sheets
        if _is_worksheet(relations.get(sheet.relation))
    ]
    if not sheets:
        raise Unreadable("file-only-charts" if book.sheets else "file-no-sheets")
    note_extras(package, sink)
    present = [(sheet, target[1]) for sheet, target in sheets if target and target[1] in package]
    if not present:
        raise Unreadable("file-damaged")
    if len(present) < len(sheets):
        sink.note("sheet-lost")
    cells = _cell_reading(package, sink, relations, mac_epoch=book.mac_epoch)
    for sheet, target in present:
        sink.sheet(sheet.name, hidden=sheet.hidden)
        read_overlay(package, target, sink)
        SheetScan(sink, cells).run(package.chunks(target))


def workbook_part(package: Package) -> str:
    """The name of the part that lists the sheets."""
    for kind, target in read_relations(package, "").values():
        if kind == "officeDocument" and target in package:
            return target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise Unreadable("file-damaged")


def _cell_reading(
    package: Package, sink: Sink, relations: dict[str, tuple[str, str]], *, mac_epoch: bool
) -> CellReading:
    parts = {kind: target for kind, target in relations.values() if target in package}
    return CellReading(
        sink,
        read_shared_strings(package, parts.get("sharedStrings")),
        read_styles(package, parts.get("styles")),
        mac_epoch=mac_epoch,
        pictures="xl/richData/richValueRel.xml" in package,
    )


def _is_worksheet(target: tuple[str, str] | None) -> bool:
    """Chart, dialog and macro sheets hold no answers; a lost relation may be any."""
    return target is None or target[0] == "worksheet"


def note_extras(package: Package, sink: Sink) -> None:
    """Note what a package holds beside cells; none of it is looked into."""
    for name in package.names:
        if posixpath.basename(name) == "vbaproject.bin":
            sink.note("macros")
        elif name.startswith("xl/externallinks/"):
            sink.note("external-links")
        elif name.startswith("xl/media/"):
            sink.note("pictures")
