"""Make the three reports of the gallery: a small one, a large one, a Chinese one.

    python scripts/gallery.py FOLDER

They show the same page at its limits: three vendors and four questions, two hundred vendors and
twenty questions, and the sample answers in Chinese. The same input gives the same bytes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pandas as pd

import vendor_score
from vendor_score.decision import Decision
from vendor_score.present.page.page import render_page
from vendor_score.present.report import build_report
from vendor_score.safe_write import write_files

ROOT = Path(__file__).resolve().parents[1]
LARGE = (200, 20)
MISSING = 0.05  # of the answers
SAMPLES = 5_000


def small() -> Decision:
    """Three vendors and four questions, answered as people answer."""
    answers = pd.DataFrame(
        {
            "First response": ["18 s", "about 30 s", "15-20 s"],
            "Satisfaction": ["92%", "95%", "≥ 90%"],
            "Sign our NDA": ["Yes", "Yes", "in part"],
            "Price": ["4,500 CNY/seat/month", "5,200 CNY/seat/month", "3,900 CNY/seat/month"],
        },
        index=["Alder Support", "Birch Contact", "Cedar Service"],
    )
    leaves = [
        leaf("response", "First response", 35, answer="duration", unit="s", value={10: 100, 60: 0}),
        leaf("csat", "Satisfaction", 25, answer="percent", value={80: 0, 98: 100}),
        leaf("nda", "Sign our NDA", 20, answer="yes_no", value={"yes": 100, "no": 0}),
        leaf("price", "Price", 20, answer="money", unit="CNY", basis="seat/month",
             value={3000: 100, 7000: 0}),
    ]  # fmt: skip
    return decide("Chat support, three offers", answers, leaves)


def large() -> Decision:
    """More vendors than anybody reads one by one; figures drawn, some of them missing."""
    vendors, questions = LARGE
    draw = random.Random(1)  # noqa: S311 - figures of an example
    names = [f"Vendor {number:03d}" for number in range(1, vendors + 1)]
    answers = pd.DataFrame(
        {
            f"Figure {number:02d}": [
                "" if draw.random() < MISSING else f"{draw.gauss(60, 18):.0f}" for _ in names
            ]
            for number in range(1, questions + 1)
        },
        index=names,
    )
    leaves = [
        leaf(f"f{at:02d}", heading, 1 + at % 3, answer="number", value={0: 0, 100: 100})
        for at, heading in enumerate(answers.columns, 1)
    ]
    groups = [
        {"id": f"g{at}", "label": f"Group {at + 1}", "weight": 4 - at, "criteria": leaves[at::4]}
        for at in range(4)
    ]
    return decide("Two hundred vendors", answers, groups)


def chinese() -> Decision:
    """The sample answers with their review."""
    return vendor_score.load(ROOT / "sample_data", criteria=ROOT / "criteria.yaml")


def leaf(id: str, label: str, weight: float, **settings: Any) -> dict[str, Any]:
    """A criterion as it stands in criteria.yaml."""
    return {"id": id, "label": label, "weight": weight, **settings}


def decide(title: str, answers: pd.DataFrame, criteria: list[dict[str, Any]]) -> Decision:
    """Scored answers of a table."""
    settings = {"title": title, "reference_date": "2026-12-01", "criteria": criteria}
    return vendor_score.load(answers, criteria=settings)


REPORTS: Final[dict[str, tuple[str, Callable[[], Decision]]]] = {
    "small": ("en", small),
    "large": ("en", large),
    "chinese": ("zh", chinese),
}
"""Name of each report: its language, and what it shows."""


def report(name: str) -> bytes:
    """The page of one of them."""
    lang, made = REPORTS[name]
    return render_page(build_report(made().rank(), lang=lang, samples=SAMPLES))


if __name__ == "__main__":
    for path in write_files(Path(sys.argv[1]), {f"{name}.html": report(name) for name in REPORTS}):
        print(path)
