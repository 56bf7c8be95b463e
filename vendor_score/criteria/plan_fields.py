"""What ``questionnaire:`` of criteria.yaml can correct in the reading plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from vendor_score.cell_names import MAX_ROWS
from vendor_score.errors import nearest, shown
from vendor_score.reading_plan import (
    LAYOUTS,
    OF_NAMES,
    OF_SHEETS,
    ROLES,
    UNUSED,
    Entered,
    PlanCorrection,
    What,
)
from vendor_score.schema.schema_types import (
    Choice,
    Date,
    Field,
    Fields,
    Location,
    MapOf,
    Record,
    Schema,
    SchemaType,
    Text,
    WholeNumber,
)
from vendor_score.schema.yaml_nodes import Node, ScalarNode

__all__ = ["PLAN_ENTRY", "NameShape", "PlanShape", "check_plan", "line_of"]

_WORDS = {True: "yes", False: "no"}


class YesOrNo:
    """true or false, also as yes or no."""

    def read(self, node: Node, at: Location) -> bool | None:
        if isinstance(node, ScalarNode):
            if isinstance(node.value, bool):
                return node.value
            if node.text.strip() in _WORDS.values():
                return node.text.strip() == _WORDS[True]
        at.not_a("flag", node)
        return None

    def schema(self) -> Schema:
        return {"enum": [*_WORDS, *_WORDS.values()]}


def _field(name: str, shape: SchemaType[Any], about: str, *, required: bool = False) -> Field[Any]:
    return Field(name=name, shape=shape, about=about, required=required)


_GROUNDS = (
    _field("reason", Text(400), "plan_reason"),
    _field("by", Text(200), "plan_by"),
    _field("date", Date(), "plan_date"),
)
PLAN_ENTRY = Record((
    _field("file", Text(400), "plan_file"),
    _field("sheet", Text(400), "plan_sheet"),
    _field("use", YesOrNo(), "plan_use"),
    _field("whose", Text(200), "plan_whose"),
    _field("layout", Choice(LAYOUTS), "plan_layout"),
    _field("header_row", WholeNumber(1, MAX_ROWS), "plan_header_row"),
    _field("columns", MapOf(Text(64)), "plan_columns"),
    _field("questions", MapOf(Text(64)), "plan_questions"),
    *_GROUNDS,
))  # fmt: skip
_NAME = Record((
    _field("name", Text(200), "name_name", required=True),
    _field("vendor", YesOrNo(), "name_vendor"),
    _field("same_as", Text(200), "name_same_as"),
    _field("short", Text(60), "name_short"),
    *_GROUNDS,
))  # fmt: skip


class PlanShape:
    """What is said of a file or a sheet; reads as one correction for each thing that is said."""

    def read(self, node: Node, at: Location) -> tuple[PlanCorrection, ...] | None:
        fields: Fields | None = PLAN_ENTRY.read(node, at)
        if fields is None:
            return None
        if not any(fields.has(name) for name in _SAID):
            at.wrong(node, "plan_says_nothing")
        return tuple(_corrections(fields, at))

    def schema(self) -> Schema:
        return PLAN_ENTRY.schema()


class NameShape:
    """What is said of a name: a vendor or none, the same as another, a short name."""

    def read(self, node: Node, at: Location) -> tuple[PlanCorrection, ...] | None:
        fields: Fields | None = _NAME.read(node, at)
        if fields is None or not fields.get("name"):
            return None
        if not any(fields.has(name) for name in OF_NAMES):
            at.wrong(node, "plan_says_nothing")
        said: dict[What, str | None] = {
            "vendor": _WORDS.get(fields.get("vendor")),
            "same_as": fields.get("same_as"),
            "short": fields.get("short"),
        }
        return tuple(
            PlanCorrection(
                what=what,
                value=value,
                key=fields.get("name"),
                entered=_entered(fields, at, what),
            )
            for what, value in said.items()
            if value
        )

    def schema(self) -> Schema:
        return _NAME.schema()


_SAID = (*OF_SHEETS, "columns", "questions")


def _corrections(fields: Fields, at: Location) -> Iterator[PlanCorrection]:
    row = fields.get("header_row")
    said: dict[What, str | None] = {
        "use": _WORDS.get(fields.get("use")),
        "whose": fields.get("whose"),
        "layout": fields.get("layout"),
        "header_row": None if row is None else str(row),
    }
    place: dict[str, Any] = {"file": fields.get("file"), "sheet": fields.get("sheet")}
    for what, value in said.items():
        if value:
            yield PlanCorrection(
                what=what, value=value, entered=_entered(fields, at, what), **place
            )
    maps: dict[What, str] = {"column": "columns", "question": "questions"}
    for what, name in maps.items():
        entered = _entered(fields, at, name)
        for key, value in fields.get(name, {}).items():
            yield PlanCorrection(what=what, value=value, key=key, entered=entered, **place)


def _entered(fields: Fields, at: Location, key: str) -> Entered:
    day = fields.get("date")
    return Entered(
        reason=fields.get("reason", ""),
        name=fields.get("by", ""),
        date=day.isoformat() if day else "",
        line=line_of(fields, at, key),
    )


def line_of(fields: Fields, at: Location, key: str) -> str:
    """Where a key of a record stands: ``criteria.yaml:12``; empty where there is no file."""
    line = fields.lines.get(key) or fields.node.line
    return f"{at.problems.file}:{line}" if line else ""


def check_plan(said: Iterable[PlanCorrection], known: Sequence[str], at: Location) -> None:
    """Note values that are neither a role nor a criterion, and what is said in two ways.

    Parameters
    ----------
    said
        All corrections of the file.
    known
        Ids of the criteria.
    at
        Where ``questionnaire`` stands.
    """
    met: dict[tuple[object, ...], PlanCorrection] = {}
    for one in said:
        words = {"column": (*ROLES, *known), "question": (*known, UNUSED)}.get(one.what)
        line = int(one.entered.line.rpartition(":")[2] or 0) or None
        path = (*at.path, "names" if one.what in OF_NAMES else "plan")
        if words is not None and one.value not in words:
            near = nearest(one.value, words)
            at.problems.add("unknown_id", line, path, found=shown(one.value), near=near)
        other = met.setdefault(one.place, one)
        if other.value != one.value:
            both = (shown(other.value), shown(one.value))
            at.problems.add("plan_twice", line, path, found=both[1], other=both[0])
