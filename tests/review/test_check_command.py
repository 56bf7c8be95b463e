"""``vendor-score check``: coverage, findings, marked copies, follow-ups and blank forms."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from vendor_score.cli.main import main

CRITERIA = """\
title: {en: Shortlist, zh: 比选}
reference_date: 2026-12-01
criteria:
  - id: first_response
    label: {en: First response, zh: 首次响应}
    weight: 1
    answer: duration
    unit: s
    value: {worst: 60, best: 10}
  - id: csat
    label: {en: Satisfaction, zh: 满意度}
    weight: 1
    answer: percent
    value: {worst: 75, best: 95}
  - id: aside
    label: {en: Hours online, zh: 在线时长}
    weight: 0
    answer: number
    unit: h/day
    value: {worst: 8, best: 24}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    (tmp_path / "in").mkdir()
    book = Workbook()
    sheet = book.active
    sheet.title = "回复"
    for row in (
        ["公司名称", "云客服", None],
        ["问题", "回答", "备注"],
        ["首次响应", "秒回", None],
        ["满意度", "92%", None],
        ["在线时长", None, None],
    ):
        sheet.append(row)
    book.save(tmp_path / "in" / "yun.xlsx")
    rows = "Vendor,First response,Satisfaction\nACME,20 s,TBD\n"
    (tmp_path / "in" / "acme.csv").write_text(rows, encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    code = main(["check", *args])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out


def told(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, object]:
    _, out = run(capsys, *args, "--json", "--lang", "en")
    return json.loads(out)


def test_counts_per_vendor_and_every_finding_with_its_cell(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = told(capsys, "in")
    vendors = {v["name"]: v for v in result["vendors"]}
    yun = vendors["云客服"]
    assert (yun["asked"], yun["answered"], yun["missing"]) == (3, 1, 2)
    assert vendors["ACME"]["missing"] == 1
    found = {(f["vendor"], f["criterion"]): f for f in result["findings"] if f["criterion"]}
    vague = found["云客服", "first_response"]
    assert (vague["file"], vague["sheet"], vague["cell"]) == ("yun.xlsx", "回复", "B3")
    assert vague["severity"] == "warning"
    assert vague["found"] == "秒回"
    assert vague["expected"]
    assert vague["fix"]
    assert found["云客服", "aside"]["severity"] == "info", "weight 0 is only a note"


@pytest.mark.parametrize(("severity", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_the_exit_code_follows_fail_on(
    folder: Path, capsys: pytest.CaptureFixture[str], severity: str, code: int
) -> None:
    assert run(capsys, "in", "--fail-on", severity)[0] == code


def test_marked_copies_carry_the_notes_and_the_originals_stay(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p.name: hashlib.sha256(p.read_bytes()).digest() for p in (folder / "in").iterdir()}
    assert run(capsys, "in", "--annotate", "back")[0] == 0
    after = {p.name: hashlib.sha256(p.read_bytes()).digest() for p in (folder / "in").iterdir()}
    assert before == after

    marked = load_workbook(folder / "back" / "yun.xlsx")["回复"]["B3"]
    assert marked.value == "秒回"
    assert marked.comment is not None
    assert "含糊" in marked.comment.text or "应填" in marked.comment.text
    assert marked.fill.start_color.rgb.endswith("FFD58A")
    copied = load_workbook(folder / "back" / "acme.xlsx").worksheets[0]
    assert copied["C2"].value == "TBD"
    assert copied["C2"].comment is not None
    assert copied["B2"].comment is None


def test_marked_copies_are_not_read_again_as_answers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = told(capsys, "in", "--annotate", "in/back")
    second = told(capsys, "in", "--annotate", "in/back")
    assert [v["name"] for v in first["vendors"]] == [v["name"] for v in second["vendors"]]
    assert first["findings"] == second["findings"]


def test_originals_are_not_annotated_in_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "in/yun.xlsx", "--annotate", "in")[0] == 2
    assert load_workbook(folder / "in" / "yun.xlsx")["回复"]["B3"].comment is None


@pytest.mark.usefixtures("folder")
def test_checking_without_copies_loads_no_writer_of_copies() -> None:
    script = (
        "import sys\nfrom vendor_score.cli.main import main\nmain(['check', 'in', '--quiet'])\n"
        "heavy = {'openpyxl', 'pandas', 'plotly', 'skcriteria', 'scipy'}\n"
        "print(sorted(heavy & set(sys.modules)), 'vendor_score.decision' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=300
    )
    assert done.stdout.splitlines()[-1] == "[] True"


def test_follow_up_is_in_the_vendors_language(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, chinese = run(capsys, "in", "--follow-up", "云客服", "--lang", "en")
    assert "秒回" in chinese
    assert "您好" in chinese
    assert "满意度" not in chinese, "what was answered is not asked again"
    _, english = run(capsys, "in", "--follow-up", "ACME", "--lang", "zh")
    assert "Dear ACME" in english
    assert "TBD" in english
    assert run(capsys, "in", "--follow-up", "Nobody")[0] == 2


def test_follow_up_takes_any_part_of_a_name_that_means_one_vendor(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = run(capsys, "in", "--follow-up", "ACME")
    assert run(capsys, "in", "--follow-up", " acm") == whole
    assert run(capsys, "in", "--follow-up", "云客") == run(capsys, "in", "--follow-up", "云客服")


def test_the_name_of_a_damaged_file_is_said_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "in" / "half a reply.xlsx").write_bytes(b"PK\3\4 torn off")
    _, said = run(capsys, "in", "--lang", "en")
    about = next(part for part in said.split("\n\n") if "half a reply.xlsx" in part)
    assert about.count("half a reply.xlsx") == 1
    main(["rank", "in", "-o", "results", "--formats", "json", "--lang", "en"])
    ranked = " ".join(capsys.readouterr().out.split())
    assert ranked.count("half a reply.xlsx") == 1


def test_a_blank_form_takes_what_came_on_paper(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "--blank", "Paper & Co")[0] == 0
    (form,) = folder.glob("*Paper*.xlsx")
    assert run(capsys, "--blank", "Paper & Co")[0] == 2, "never overwritten"
    form.rename(folder / "in" / "typed in.xlsx")
    assert "Paper & Co" in {v["name"] for v in told(capsys, "in")["vendors"]}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_screen_keeps_to_its_width(
    folder: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    from vendor_score.present.terminal.screen import width

    _, out = run(capsys, "in", "--lang", lang)
    assert max(width(line) for line in out.splitlines()) <= 100
    assert "yun.xlsx" in out


def test_nothing_named_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys)[0] == 2
