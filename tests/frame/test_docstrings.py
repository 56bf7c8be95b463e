"""Every public name says what it takes, gives and raises, in numpydoc form."""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest

import vendor_score

ROOT = Path(vendor_score.__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
from build_site import public_objects  # noqa: E402 - lies beside the package, not in it

HEADING = re.compile(r"^(\w+)\n-{3,}$", re.MULTILINE)
GIVES_NOTHING = (None, "None", inspect.Signature.empty)


def documented() -> Iterator[tuple[str, object]]:
    """The public functions and classes, and the public functions of these classes."""
    for obj in public_objects():
        yield obj.__qualname__, obj
        members = vars(obj).items() if inspect.isclass(obj) else ()
        for name, member in members:
            inner = getattr(member, "fget", None) or getattr(member, "func", None)
            function = inner or getattr(member, "__func__", member)
            if not name.startswith("_") and inspect.isfunction(function):
                kept = member if isinstance(member, property | cached_property) else function
                yield f"{obj.__qualname__}.{name}", kept


DOCUMENTED = dict(documented())


def sections(obj: object) -> dict[str, str]:
    """The sections of a docstring; the summary is under an empty heading."""
    parts = HEADING.split(inspect.getdoc(obj) or "")
    return {"": parts[0].strip(), **dict(zip(parts[1::2], parts[2::2], strict=True))}


def names_in(section: str) -> set[str]:
    """The names before the colons, or alone on their lines."""
    lines = [line for line in section.splitlines() if line and not line.startswith(" ")]
    return {name.strip(" *") for line in lines for name in line.partition(" : ")[0].split(",")}


def lacking(obj: object) -> list[str]:
    found = sections(obj)
    if inspect.isclass(obj):
        fields = dataclasses.fields(obj) if dataclasses.is_dataclass(obj) else ()
        listed = names_in(found.get("Attributes", ""))
        return [f.name for f in fields if not f.name.startswith("_") and f.name not in listed]
    if isinstance(obj, property | cached_property):
        return []
    signature, source = inspect.signature(obj), inspect.getsource(obj)
    listed = names_in(found.get("Parameters", ""))
    missing = [p for p in signature.parameters if p not in {"self", "cls", *listed}]
    if signature.return_annotation not in GIVES_NOTHING and not {"Returns", "Yields"} & {*found}:
        missing.append("Returns")
    if re.search(r"^\s+raise \w", source, re.MULTILINE) and "Raises" not in found:
        missing.append("Raises")
    return missing


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_public_name_says_what_it_takes_gives_and_raises(name: str) -> None:
    obj = DOCUMENTED[name]
    assert sections(obj)[""], "no summary"
    made_by_dataclass = f"{name}("
    assert not sections(obj)[""].startswith(made_by_dataclass)
    assert lacking(obj) == []


def test_nothing_public_is_left_out() -> None:
    assert {"load", "parse_answer", "Decision.rank", "Ranking.save", "Tuner.rank"} <= {*DOCUMENTED}
    assert {"Robustness.tipping_points", "Finding.fix", "weight_line"} <= {*DOCUMENTED}


def test_a_gap_would_be_seen() -> None:
    def half(a: int, b: int) -> int:
        """Say half.

        Parameters
        ----------
        a : int
        """
        if b:
            raise ValueError
        return a

    assert lacking(half) == ["b", "Returns", "Raises"]
