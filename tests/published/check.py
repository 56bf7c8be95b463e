"""Run worked examples through the public library: ``python tests/published/check.py FILE...``.

Each file holds a list of examples ``{id, kind or area, inputs, expected, tolerance}``. Each miss is
printed, kinds that the library has no part for are named as not built yet, and the last line says
how many hold. Numbers compare within the tolerance, ranks, sets and texts exactly.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import contract_forms
import exports_forms
import people_forms
import price_forms

Example = Mapping[str, Any]
AS_A_SOURCE = frozenset({
    "published_rounded", "notes", "interval_when_mode_not_stated",
    "python_docx_1_2_0_paragraph_text", "fast_answer", "true_unique", "true_rate", "true_median",
})  # fmt: skip
"""Keys of ``expected`` that only document where a figure comes from."""
SAMPLED = frozenset({
    *("centroid", "first_share", "hold", "flip", "flip_root", "flip_b"),
    *("certainty_now", "certainty_after_top2"),
})  # fmt: skip
"""Keys of ``expected`` whose figures may be drawn."""
FORMS = (price_forms, people_forms, contract_forms, exports_forms)


def main(files: Sequence[str]) -> int:
    """Print misses and how many examples hold; 0 where all that are built do."""
    if not files:
        print("give one or more files of examples, such as tests/published/price_examples.json")
        return 2
    held = run = 0
    not_built: Counter[str] = Counter()
    for file in files:
        examples = json.loads(Path(file).read_text(encoding="utf-8"))
        by_id = known() | {example["id"]: example for example in examples}
        for example in examples:
            misses = check(example, by_id)
            if misses is None:
                not_built[kind_of(example)] += 1
                continue
            run += 1
            held += not misses
            for miss in misses:
                print(f"{example['id']}: {miss}")
    for kind, number in sorted(not_built.items()):
        print(f"not built yet: {kind} ({number})")
    print(f"{held} of {run} hold")
    return 0 if held == run else 1


def known() -> dict[str, Example]:
    """The examples beside this file, which others may name."""
    beside = Path(__file__).with_name("price_examples.json")
    return {one["id"]: one for one in json.loads(beside.read_text(encoding="utf-8"))}


def kind_of(example: Example) -> str:
    return str(example.get("kind") or example.get("area"))


def check(example: Example, others: Mapping[str, Example]) -> list[str] | None:
    """The misses of one example; None where its kind is not built yet, or its form another."""
    if "inputs" not in example:
        return None
    for form in FORMS:
        try:
            found = form.compute({**example, "kind": kind_of(example)}, others)
        except Exception as error:  # noqa: BLE001 - a failure is a miss, and the others go on
            return [f"failed: {type(error).__name__}: {error}"]
        if found is not None:
            return list(misses_of(example, found))
    return None


def misses_of(example: Example, found: Mapping[str, Any]) -> Iterator[str]:
    tolerance = example.get("tolerance", 0)
    for key, expected in example["expected"].items():
        if key in AS_A_SOURCE:
            continue
        within = tolerance_of(key, tolerance)
        if key not in found:
            yield f"{key}: expected {shown(expected)}, not computed"
        elif key == "findings":
            missing = [one for one in expected if one not in found[key]]
            if missing:
                yield f"findings: not found {shown(missing)}"
        elif key == "must_contain":
            missing = [one for one in expected if one not in found[key]]
            if missing:
                yield f"must_contain: not found {shown(missing)}"
        elif not is_same(expected, found[key], within):
            yield f"{key}: expected {shown(expected)}, found {shown(found[key])}"


def tolerance_of(key: str, tolerance: float | Mapping[str, float]) -> float:
    """The tolerance of a key: one for all, by key, or one for what is drawn."""
    if not isinstance(tolerance, dict):
        return tolerance
    kind = "sampled" if key in SAMPLED else "exact"
    return tolerance.get(key, tolerance.get(kind, tolerance.get("default", 0)))


def is_same(expected: Any, found: Any, within: float) -> bool:
    """Whether two figures, texts, lists or maps agree."""
    if isinstance(expected, bool) or expected is None or isinstance(expected, str):
        return bool(expected == found)
    if isinstance(expected, int | float):
        is_number = isinstance(found, int | float) and not isinstance(found, bool)
        # the last digit of a large double is no difference
        return is_number and abs(expected - found) <= within + 1e-12 * abs(expected)
    if isinstance(expected, dict):
        return (
            isinstance(found, Mapping)
            and expected.keys() == found.keys()
            and all(is_same(value, found[key], within) for key, value in expected.items())
        )
    return (
        isinstance(found, Sequence)
        and not isinstance(found, str)
        and len(expected) == len(found)
        and all(is_same(a, b, within) for a, b in zip(expected, found, strict=True))
    )


def shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 400 else f"{text[:399]}…"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
