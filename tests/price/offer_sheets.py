"""A case folder with answers and offers, written by hand for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

CRITERIA = """\
reference_date: 2026-12-01
demand:
  start: 2027-01-01
  months: 12
  currency: CNY
  tax: {compare: gross}
  fx: {USD: {rate: 7.1, low: 7.0, high: 7.2, date: 2026-11-20, source: bank list}}
  volumes:
    consultations: {per: day, value: 900, low: 700, high: 1200}
    inquiry_sales: {per: month, value: 1000000}
    holiday_seat_days: {per: month, value: 8}
    night_hours: {per: month, value: 0}
    overtime_hours: {per: month, value: 0}
  months_factor: {6: 1.5, 11: 2.5}
  seats: {per_seat_day: {value: 120, low: 100, high: 150}, min: 2}
  peak: seats
criteria:
  - id: speed
    label: {en: First response, zh: 首次响应}
    weight: 70
    answer: duration
    unit: s
    value: {10: 100, 60: 0}
  - id: total_cost
    label: {en: Total cost, zh: 总成本}
    weight: 30
    answer: cost
    value: {400000: 100, 800000: 0}
"""
HEADINGS = ("id", "item", "basis", "unit price", "tax included", "tax rate", "up to", "mode",
            "measured by", "minimum", "state", "currency", "of")  # fmt: skip
SEATS = (
    ("P01", "dedicated seat", "seat/month", 4800, "yes", "6%"),
    ("P15", "system use", "seat/month", 100, "yes", "6%"),
    ("P10", "set-up", "once", 8000, "yes", "6%"),
)
EACH = (
    ("P03", "consultation", None, 1.1, "no", 0.06, 800, "whole", "daily average", 15000),
    (None, None, None, 0.95, None, None, 2000),
    (None, None, None, 0.85),
)
FEES = (
    ("P07", "base fee, monthly", "month", "18000-20000", "yes"),
    ("P09", "commission", "% of sales", 2, "yes"),
    (
        "P11",
        "management fee",
        "% of lines",
        5,
        "yes",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "P07",
    ),
)


def write_case(folder: Path, criteria: str = CRITERIA) -> Path:
    """Answers of three vendors, and their offers: A by seats, B by consultation, C by fees."""
    (folder / "answers").mkdir(parents=True)
    (folder / "offers").mkdir()
    (folder / "criteria.yaml").write_text(criteria, encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("Vendor", "First response"), ("A", "15 s"), ("B", "25 s"), ("C", "35 s")):
        sheet.append(row)
    book.save(folder / "answers" / "answers.xlsx")
    for name, rows in (("A", SEATS), ("B", EACH), ("C", FEES)):
        write_offer(folder / "offers" / f"{name}.xlsx", name, rows)
    return folder


def write_offer(
    path: Path, vendor: str, rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("Vendor", vendor))
    sheet.append(())
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    book.save(path)
