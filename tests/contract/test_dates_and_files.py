"""Dates, credits, and files that come out the same each time."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_score.cli.main import main
from vendor_score.contract import (
    SigningPlan,
    Term,
    WorkCalendar,
    add_months,
    calendar_text,
    last_notice_day,
    read_document,
    signing_steps,
    sla_credit,
)
from vendor_score.contract.credit import tolerance_of

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1))
SAMPLE = Path(__file__).parents[2] / "sample_data"
SCALE = {"r": [(10, 100), (30, 50), (60, 0)]}


@given(DAYS, st.integers(1, 24))
def test_notice_given_on_the_last_day_just_runs_out(end: dt.date, months: int) -> None:
    last = last_notice_day(end, Term(months=months))
    assert add_months(last, months) <= end
    assert add_months(last + dt.timedelta(days=1), months) > end


@given(DAYS, st.integers(-200, 200))
def test_working_days_are_worked(day: dt.date, count: int) -> None:
    found = WorkCalendar().add(day, count)
    assert count == 0 or found.weekday() < 5
    assert (found > day) == (count > 0)


def test_make_up_days_are_worked_and_holidays_are_not() -> None:
    saturday, monday = dt.date(2027, 2, 6), dt.date(2027, 2, 8)
    work = WorkCalendar(workdays={saturday}, holidays={monday})
    assert work.add(dt.date(2027, 2, 5), 1) == saturday
    assert work.forward(monday) == dt.date(2027, 2, 9)
    assert work.back(monday) == saturday


@given(st.floats(0, 500), st.floats(0, 500))
def test_worse_figures_never_cost_less(one: float, other: float) -> None:
    def credit(actual: float) -> float:
        return sla_credit(
            weights={"r": 1}, targets={"r": 20}, actual={"r": actual}, anchors=SCALE, fee=100, cap=9
        ).credit

    low, high = sorted((one, other))
    assert credit(low) <= credit(high) + 1e-9


def test_a_figure_that_was_not_delivered_loses_all_points_of_the_target() -> None:
    found = sla_credit(
        weights={"r": 1}, targets={"r": 20}, actual={"r": None}, anchors=SCALE, fee=100, cap=1
    )
    assert found.lost == 75


@pytest.mark.parametrize(("actual", "missed"), [(20.4, False), (21.0, False), (21.1, True)])
def test_a_miss_within_tolerance_is_none(actual: float, missed: bool) -> None:
    within = {"r": tolerance_of("s", 20, None)}
    found = sla_credit(
        weights={"r": 1}, targets={"r": 20}, actual={"r": actual}, anchors=SCALE, fee=100,
        tolerance=within,
    )  # fmt: skip
    assert (found.lost > 0) == missed


PLAN = SigningPlan(decision=dt.date(2026, 12, 1), start=dt.date(2027, 1, 1), notice=Term(months=1))


def test_nothing_is_paid_before_both_have_signed_and_steps_are_in_order() -> None:
    days = {step.id: step.date for step in signing_steps(PLAN)}
    assert days["deposit"] > days["sign"]
    assert days["draft"] <= days["check"] <= days["sign"] < days["live"] < days["trial_end"]
    assert days["notice"] == dt.date(2027, 11, 30)
    assert days["end"] == dt.date(2027, 12, 31)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_calendar_loads_in_a_parser_that_others_wrote(lang: str) -> None:
    icalendar = pytest.importorskip("icalendar")
    steps = signing_steps(PLAN)
    text = calendar_text(steps, lang, project="p")
    assert text == calendar_text(steps, lang, project="p")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [step.title(lang) for step in steps]
    assert len({str(event["UID"]) for event in events}) == len(steps)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "md"])
def test_the_annex_is_the_same_each_time_and_can_be_read_again(
    tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for name in ("one", "two"):
        out, list_ = tmp_path / f"{name}.{ending}", tmp_path / f"{name}-list.{ending}"
        args = ["annex", str(SAMPLE), "--vendor", "云帆", "-o", str(out)]
        assert main([*args, "--negotiation", str(list_), "--in", "both", "--quiet"]) == 0
        files.append((out.read_bytes(), list_.read_bytes()))
    capsys.readouterr()
    assert files[0] == files[1]
    text = read_document(tmp_path / f"one.{ending}").text()
    assert "首次响应" in text
    assert "First response" in text
    for word in ("谈判", "Negotiation", "another bidder", "另一家"):
        assert word not in text
    if ending == "docx":
        with zipfile.ZipFile(io.BytesIO(files[0][0])) as file:
            assert b"w:tblHeader" in file.read("word/document.xml")


def test_a_calendar_of_another_form_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signing", "-o", "plan.doc", "--lang", "en"]) == 2
    assert ".ics" in capsys.readouterr().err


@pytest.mark.parametrize("args", [["--vendor", "云帆"], ["--draft", "a.docx"]])
def test_vendor_and_draft_go_in_pairs(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contract", str(SAMPLE), *args, "--lang", "en"]) == 2
    assert "--draft" in capsys.readouterr().err


def test_where_no_drafts_lie_beside_the_answers_they_have_to_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SAMPLE / "answers", tmp_path / "answers")
    assert main(["contract", str(tmp_path), "--lang", "en"]) == 2
    assert "--draft" in capsys.readouterr().err
