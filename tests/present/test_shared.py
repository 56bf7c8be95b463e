"""What is shared outside the buying team holds no file name, folder or private answer anywhere."""

from __future__ import annotations

import base64
import csv
import dataclasses
import gzip
import io
import json
import re
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hand_made import criteria, decision, group, leaf
from report_made import report_of

import vendor_score
from vendor_score.cli.main import main
from vendor_score.decision import Decision
from vendor_score.findings import Finding, Severity, Source
from vendor_score.kinds.value_functions import Anchors
from vendor_score.present.files.scorecard import scorecard
from vendor_score.present.files.write import chart_images, ranking_csv, ranking_json
from vendor_score.present.page.page import plotly_script, render_page
from vendor_score.present.page.payload import payload
from vendor_score.present.redact import redacted
from vendor_score.present.report import build_report
from vendor_score.questionnaire.template import JUDGEMENT_SHEET, REVIEW_SHEET
from vendor_score.reading_plan import PlannedColumn, PlannedName, SheetPlan
from vendor_score.records import Answer, AnswerState, EvidenceState, Override, Reading

SAMPLES = Path(vendor_score.__file__).parent.parent / "sample_data"
SHIPPED = Path(vendor_score.__file__).parent / "criteria" / "criteria.yaml"
PRICE = Anchors(at=((3000.0, 100.0), (8000.0, 0.0)), unit="CNY/seat/month", natural_low=0.0)


def priced(figure: float, words: str):
    reading = Reading(text=words, kind="money", low=figure, high=figure, unit="CNY/seat/month")
    return Answer(
        criterion="seat",
        text=words,
        state=AnswerState.ANSWERED,
        reading=reading,
        evidence=EvidenceState.CLAIMED,
        evidence_text=f"offer sheet of {words}",
        remarks=f"only until spring, {words}",
        source=Source("deep folder/Blue quote.xlsx", "Prices", "D7"),
        override=Override(
            text=f"{words} net",
            reason="phoned Zhou",
            source=Source("my review.xlsx", "Review", "F3"),
        ),
    )


def priced_leaf(**changes):
    unit = "CNY/seat/month"
    return leaf("seat", 2, answer="money", unit=unit, value=PRICE, private=True, **changes)


def problem(**changes) -> Decision:
    """One top group with a private and a public criterion, one without private ones."""
    tree = criteria(
        group(
            "commerce",
            3,
            leaf("seat", 2, answer="money", unit="CNY/seat/month", value=PRICE, private=True),
            leaf("terms", 1),
        ),
        leaf("speed", 7),
    )
    given = {
        "Blue": {"seat": priced(4713.77, "4713.77元"), "terms": 61.3, "speed": 71.23},
        "Green": {"seat": priced(5120.5, "5120.50元"), "terms": 44.1, "speed": 68.77},
        "Red": {"seat": priced(6999.9, "6999.90元"), "terms": 80.7, "speed": 39.91},
    }
    return decision(tree, given, **changes)


def shared(made: Decision, *, lang="en"):
    return build_report(made.rank(), lang=lang, samples=400, audience="shared")


def outputs(report) -> dict[str, str]:
    """Every output as text, what is packed unpacked."""
    with zipfile.ZipFile(io.BytesIO(scorecard(report))) as book:
        parts = "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return {
        "page": re.sub(
            r'id="plotly">.*?</script>', "", render_page(report).decode(), flags=re.DOTALL
        ),
        "payload": json.dumps(payload(report), ensure_ascii=False),
        "json": ranking_json(report),
        "csv": ranking_csv(report),
        "xlsx": parts,
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_output_holds_a_private_answer_or_the_name_of_a_file(lang):
    names = ["Blue quote", "deep folder", "my review", ".xlsx", "phoned Zhou", "offer sheet of",
             "only until spring", "4713", "5120", "6999", '"seat"']  # fmt: skip
    for kind, text in outputs(shared(problem(), lang=lang)).items():
        held = [name for name in names if name in text]
        if kind in ("page", "payload"):  # the page's own words name the kinds of workbooks
            held = [name for name in held if name != ".xlsx"]
        assert not held, kind


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_no_picture_holds_a_private_answer_or_the_name_of_a_file(kind):
    names = ["Blue quote", "deep folder", "my review", ".xlsx", "phoned Zhou", "4713", "seat"]
    pictures = chart_images(shared(problem()), kind)
    assert len(pictures) > 3
    for name, picture in pictures.items():
        held = [word for word in names if word.encode() in picture or word in name]
        assert not held, name
    if kind == "svg":  # else nothing would be found whatever was drawn
        assert any(b"Blue" in picture for picture in pictures.values())


def test_scores_contributions_and_figures_of_certainty_have_one_decimal():
    found = json.loads(ranking_json(shared(problem())))
    for vendor in found["vendors"]:
        figures = [vendor["score"]]
        for cell in vendor["criteria"].values():
            figures += [cell["contribution"], cell["value"], cell["value_high"]]
        for figure in figures:
            assert figure is None or round(figure, 1) == figure
    robustness = found["robustness"]
    shares = [x for row in robustness["acceptability"].values() for x in row]
    shares += [point[end] for point in robustness["tipping_points"] for end in ("low", "high")]
    shares += [change["distance"] for change in robustness["smallest_change"].values() if change]
    assert shares
    assert all(round(share, 3) == share for share in shares)


def test_private_criteria_stand_in_their_group_alone():
    found = json.loads(ranking_json(shared(problem())))
    assert [criterion["id"] for criterion in found["criteria"]] == ["commerce", "terms", "speed"]
    cells = found["vendors"][0]["criteria"]
    assert cells["terms"]["text"]
    assert cells["terms"]["contribution"] is None
    assert [point["id"] for point in found["robustness"]["tipping_points"]] == ["commerce", "speed"]
    plain = payload(shared(problem()))
    assert [node["id"] for node in plain["tree"]] == ["commerce", "speed"]
    assert "children" not in plain["tree"][0]


def test_points_of_a_total_are_no_finer_than_the_score():
    """Two prices that give the same rounded score cannot be told apart by any output."""
    near = problem()
    far = near.with_answer("Blue", priced(4713.77 + 1.0, "4714.77元"))
    one, other = (redacted(report_of(made, audience="shared")) for made in (near, far))
    assert one.ranking.by_name["Blue"].score == other.ranking.by_name["Blue"].score
    assert np.array_equal(one.decision.points, other.decision.points)
    assert not np.array_equal(near.points, far.points)
    assert json.dumps(payload(one)["points"]) == json.dumps(payload(other)["points"])


def test_scores_worked_out_from_the_rounded_points_are_the_scores_shown():
    report = shared(problem())
    worked = dict(zip(report.decision.vendors, report.decision.scores.scores, strict=True))
    for vendor in report.ranking.vendors:
        assert worked[vendor.name] == pytest.approx(vendor.score, abs=1e-9)


def test_ranks_are_those_of_the_full_figures_where_rounded_scores_tie():
    tree = criteria(group("all", 1, leaf("a", 1, private=True), leaf("b", 1)))
    made = decision(tree, {"Slow": {"a": 50.0, "b": 50.0}, "Quick": {"a": 50.02, "b": 50.0}})
    report = shared(made)
    assert {v.name: (v.rank, v.score) for v in report.ranking.vendors} == {
        "Quick": (1, 50.0), "Slow": (2, 50.0),
    }  # fmt: skip
    given = payload(report)["given"]
    assert (given["ranks"], given["order"], given["decimals"]) == ([2, 1], [1, 0], 1)
    page = render_page(report).decode()
    assert 'data-vendor="Quick" data-rank="1"' in page
    assert 'data-vendor="Slow" data-rank="2"' in page


def test_a_requirement_on_a_private_answer_is_told_without_its_rule():
    from vendor_score.kinds.rules import parse_rule

    must = parse_rule("<= 5000", unit="CNY/seat/month")
    tree = criteria(group("commerce", 1, priced_leaf(must=must), leaf("terms", 1)))
    given = {
        "Dear": {"seat": priced(6999.9, "6999.90元"), "terms": 80},
        "Fair": {"seat": priced(4713.77, "4713.77元"), "terms": 40},
    }
    report = shared(decision(tree, given))
    found = json.loads(ranking_json(report))
    dear = next(vendor for vendor in found["vendors"] if vendor["name"] == "Dear")
    assert (dear["rank"], dear["status"]) == (None, "knocked_out")
    assert dear["knock_outs"] == [
        {"criterion": "commerce", "rule": None, "found": None, "source": None}
    ]
    assert not [
        kind for kind, text in outputs(report).items() if "<= 5000" in text or "≤ 5000" in text
    ]


def test_findings_lose_names_and_private_words_and_keep_the_rest():
    told = Finding(
        code="conflict",
        severity=Severity.WARNING,
        vendor="Blue",
        criterion="terms",
        source=Source("deep folder/Blue quote.xlsx", "Prices", "D8"),
        found="61 in deep folder/Blue quote.xlsx, beside 4713.77元",
    )
    about_price = Finding(code="unreadable", severity=Severity.ERROR, criterion="seat")
    report = shared(problem(findings=(told, about_price)))
    (kept,) = [finding for finding in report.findings if finding.code == "conflict"]
    assert kept.found == "61 in …, beside …"
    assert kept.source == Source(None, "Prices", "D8")
    assert "seat" not in {finding.criterion for finding in report.findings}


def test_the_buyers_report_is_left_as_it_is():
    report = report_of(problem())
    assert redacted(report) is report


# -- from files, through the command -----------------------------------------------------------


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    """One vendor in two files, a broken file, a hidden sheet, and criteria with private ones."""
    folder = tmp_path_factory.mktemp("case") / "returned by post"
    (folder / "second round").mkdir(parents=True)
    source = SAMPLES / "BrightDesk RFI response.xlsx"
    if not source.exists():
        source = SAMPLES / "answers" / source.name
    book = openpyxl.load_workbook(source)
    book.create_sheet("Internal").sheet_state = "hidden"
    book["Internal"]["A1"] = "see quarterly-figures.xlsx"
    book.save(folder / "first-reply-7731.xlsx")
    (folder / "second round" / "second-reply-7732.xlsx").write_bytes(source.read_bytes())
    other = next(path for path in source.parent.glob("*.xlsx") if "云帆" in path.name)
    (folder / "yunfan-answers-7733.xlsx").write_bytes(other.read_bytes())
    (folder / "broken-7734.xlsx").write_bytes(b"no workbook at all")
    text = SHIPPED.read_text(encoding="utf-8")
    marked = text.replace("- id: first_response\n", "- id: first_response\n        private: true\n")
    assert marked != text
    (folder.parent / "my-criteria-7735.yaml").write_text(marked, encoding="utf-8")
    return folder


def run(case: Path, out: Path, *more: str) -> int:
    named = ["rank", str(case), "-c", str(case.parent / "my-criteria-7735.yaml"), "-o", str(out)]
    return main([*named, "--samples", "200", "--audience", "shared", "--quiet", *more])


def test_files_folders_and_broken_files_are_named_nowhere(case, tmp_path):
    out = tmp_path / "results"
    assert run(case, out) == 1  # the broken file is an error among the findings
    contents = {path.name: path.read_bytes() for path in out.iterdir()}
    assert set(contents) == {"report.html", "ranking.json", "ranking.csv", "scorecard.xlsx"}
    with zipfile.ZipFile(io.BytesIO(contents.pop("scorecard.xlsx"))) as book:
        contents |= {name: book.read(name) for name in book.namelist()}
    page = contents["report.html"].decode()
    packed = re.search(
        r'<script type="application/octet-stream" id="payload">(.*?)</script>', page, re.DOTALL
    )
    assert packed is None or unpacked(packed[1])
    if packed:
        contents["payload"] = unpacked(packed[1])
    # byte for byte plotly's own library, in whose base64 any four digits occur by chance
    library = re.search(r'id="plotly">(.*?)</script>', page, re.DOTALL)[1]
    assert base64.b64decode(library) == plotly_script().packed
    contents["report.html"] = page.replace(library, "").encode()
    names = ["7731", "7732", "7733", "7734", "7735", "second round", "returned by post",
             "quarterly-figures", "first-reply", "yunfan-answers", "broken-"]  # fmt: skip
    for name, content in contents.items():
        assert not [word for word in names if word.encode() in content], name
    found = json.loads(contents["ranking.json"])
    assert "first_response" not in contents["ranking.json"].decode()
    assert {finding["code"] for finding in found["findings"]} >= {
        "not-readable",
        "several-versions",
    }


def test_a_group_of_private_criteria_alone_is_not_shared_unasked(case, tmp_path, capsys):
    text = SHIPPED.read_text(encoding="utf-8")
    text = re.sub(r"^ +private: true\n", "", text, flags=re.MULTILINE)
    bare = re.sub(r"^( +)answer: ", r"\1private: true\n\1answer: ", text, flags=re.MULTILINE)
    (tmp_path / "bare.yaml").write_text(bare, encoding="utf-8")
    out = tmp_path / "results"
    arguments = ["-c", str(tmp_path / "bare.yaml")]
    assert run(case, out, *arguments) == 2
    assert "--with-private-totals" in capsys.readouterr().err
    assert not out.exists()
    assert run(case, out, *arguments, "--with-private-totals") in (0, 1)
    rows = list(csv.reader(io.StringIO((out / "ranking.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) > 1


def unpacked(packed: str) -> bytes:
    return gzip.decompress(base64.b64decode(packed))


# -- a filled review workbook ------------------------------------------------------------------

REVIEWED = """\
title: {en: Shortlist, zh: 比选}
reference_date: 2026-12-01
criteria:
  - id: commerce
    label: {en: Commerce, zh: 商务}
    weight: 3
    criteria:
      - {id: seat, label: {en: Seat price, zh: 坐席单价}, weight: 61.7, private: true,
         answer: money, unit: CNY/seat/month, value: {worst: 8000, best: 3000}}
      - {id: deposit, label: {en: Deposit paid, zh: 已付押金}, weight: 21.9, private: true,
         answer: percent, value: {worst: 90, best: 0}}
      - {id: notice, label: {en: Notice period, zh: 解约提前期}, weight: 16.4, answer: duration,
         unit: day, value: {worst: 90, best: 10}}
  - id: speed
    label: {en: First response, zh: 首次响应}
    weight: 3
    answer: duration
    unit: s
    value: {worst: 60, best: 10}
  - id: cases
    label: {en: Quality of cases, zh: 案例质量}
    weight: 1
    answer: judged
    levels: [{en: none, zh: 无}, {en: some, zh: 有}, {en: good, zh: 好}]
"""
SIGNED = {
    "reason": "Zhou rang their night desk",
    "basis": "visit on site",
    "name": "Margarethe Lindqvist",
    "date": "2026-11-23",
}


def typed(path: Path, sheet: str, vendor: str, criterion: str, **entries: object) -> None:
    """Type into the row of a vendor and criterion, as the buyer would."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    columns = {cell.value: cell.column for cell in page[1]}
    (row,) = [
        row
        for row in range(3, page.max_row + 1)
        if page.cell(row, columns["vendor"]).value == vendor
        and page.cell(row, columns["criterion_id"]).value == criterion
    ]
    for key, entry in entries.items():
        page.cell(row, columns[key]).value = entry
    book.save(path)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory) -> tuple[Path, Path]:
    """A folder of answers, and the buyer's review with corrections, proof seen and judgements."""
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "criteria.yaml").write_text(REVIEWED, encoding="utf-8")
    (folder / "answers").mkdir()
    rows = (
        "Vendor,Seat price,Deposit paid,Notice period,First response,Quality of cases\n"
        "ACME,4713 CNY/seat/month,17.7%,30 days,very fast,\n"
        "Beta,5129 CNY/seat/month,28.8%,45 days,30 s,\n"
    )
    (folder / "answers" / "all.csv").write_text(rows, encoding="utf-8")
    review = folder / "lindqvist-notes-8841.xlsx"
    named = [str(folder / "answers"), "-c", str(folder / "criteria.yaml")]
    assert main(["check", *named, "-o", str(review), "--quiet"]) in (0, 1)
    typed(review, REVIEW_SHEET, "ACME", "speed", corrected="22 s", seen="Yes", **SIGNED)
    typed(review, REVIEW_SHEET, "ACME", "seat", corrected="4999 CNY/seat/month", **SIGNED)
    for vendor, level in (("ACME", 2), ("Beta", 1)):
        typed(review, JUDGEMENT_SHEET, vendor, "cases",
              level_1=level, reason_1="their Oslo figures are dated")  # fmt: skip
    return folder, review


def written(folder: Path, review: Path, out: Path, audience: str) -> dict[str, str]:
    named = [str(folder / "answers"), str(review), "-c", str(folder / "criteria.yaml")]
    more = ["-o", str(out), "--samples", "200", "--audience", audience, "--quiet"]
    assert main(["rank", *named, *more]) in (0, 1)
    contents = {path.name: path.read_bytes() for path in out.iterdir()}
    with zipfile.ZipFile(io.BytesIO(contents.pop("scorecard.xlsx"))) as book:
        contents |= {name: book.read(name) for name in book.namelist()}
    page = contents.pop("report.html").decode()
    packed = re.search(r'<script type="application/octet-stream" id="payload">(.*?)</script>', page)
    page = re.sub(r'id="plotly">.*?</script>', "", page, flags=re.DOTALL)
    contents["page"] = page.encode() + (unpacked(packed[1]) if packed else b"")
    return {name: content.decode("utf-8", "replace") for name, content in contents.items()}


def test_who_reviewed_why_and_in_which_file_is_in_no_shared_output(reviewed, tmp_path):
    words = ["lindqvist-notes", "8841", *SIGNED.values(), "Oslo figures"]
    for name, text in written(*reviewed, tmp_path / "out", "shared").items():
        assert not [word for word in words if word in text], name


def test_the_buyer_keeps_all_of_it_and_the_shared_outputs_what_counts(reviewed, tmp_path):
    own = written(*reviewed, tmp_path / "own", "buyer")["ranking.json"]
    assert not [word for word in (*SIGNED.values(), "8841") if word not in own]
    shared_json = json.loads(written(*reviewed, tmp_path / "out", "shared")["ranking.json"])
    (acme,) = [vendor for vendor in shared_json["vendors"] if vendor["name"] == "ACME"]
    assert acme["criteria"]["speed"]["override"]["text"] == "22 s"
    assert acme["criteria"]["speed"]["text"] == "very fast"
    assert acme["criteria"]["speed"]["evidence"] == "seen"


def test_weights_inside_a_group_with_private_criteria_are_in_no_shared_output(reviewed, tmp_path):
    """Neither as written in criteria.yaml nor as shares of the whole, in no surface."""
    shares = [w * 3 / 7 / 100 for w in (61.7, 21.9, 16.4)]
    words = ["61.7", "21.9", "16.4", *(f"{share:.4f}" for share in shares),
             *(f"{100 * share:.2f}" for share in shares),
             "deposit", "Deposit paid", "已付押金", "Seat price", "坐席单价"]  # fmt: skip
    for name, text in written(*reviewed, tmp_path / "out", "shared").items():
        assert not [word for word in words if word in text], name
    own = written(*reviewed, tmp_path / "own", "buyer")["ranking.json"]
    assert f"{shares[0]:.4f}" in own


PLAN = SheetPlan(
    file="deep folder/Blue quote.xlsx",
    sheet="Blue quote",
    layout="question_rows",
    columns=(
        PlannedColumn(column="A", heading="Question", role="question", filled=9),
        PlannedColumn(column="C", heading="Zhou Min, points", role="unused", filled=8),
        PlannedColumn(column="D", heading="Price", role="answer", criterion="seat", filled=9),
    ),
    others=(("Who is Zhou Min?", "B9"),),
    whose=(("Blue", "file"),),
)


def test_the_plan_names_no_file_no_person_and_no_private_criterion():
    made = problem()
    names = (PlannedName(name="Zhou Min", is_vendor=False, files=("deep folder/Blue quote.xlsx",)),)
    answers = dataclasses.replace(made.answers, plan=(PLAN,), names=names)
    corrected = Finding(
        code="plan-corrected",
        severity=Severity.INFO,
        source=Source("my review.xlsx", "Plan", "H9"),
        found="gone.xlsx: use = no",
        values={"by": "Zhou Min", "reason": "phoned Zhou", "before": "read", "what": "-"},
    )
    report = report_of(dataclasses.replace(made, answers=answers), audience="buyer")
    report = dataclasses.replace(report, findings=(*report.findings, corrected))
    kept = payload(report)["sources"]
    assert kept[0]["file"] == PLAN.file
    assert ["C", "unused", "Zhou Min, points", 8] in kept[0]["columns"]
    shared = payload(redacted(dataclasses.replace(report, audience="shared")))
    (row,) = shared["sources"]
    assert (row["file"], [one[0] for one in row["columns"]]) == ("1", ["A", "C"])
    told = json.dumps({**shared, "texts": {}}, ensure_ascii=False)
    assert [
        word for word in ("Zhou", "Blue quote", "gone.xlsx", "deep folder") if word in told
    ] == []


@pytest.mark.parametrize("name", ["survey", "money", "speed", "missing", "s"])
def test_a_file_called_like_a_word_of_the_program_takes_no_field_away(tmp_path, name):
    (tmp_path / f"{name}.csv").write_text("Vendor,First reply\nBolt,15 s\nElm,\n", encoding="utf-8")
    speed = {"id": "speed", "answer": "duration", "unit": "s", "question": "First reply"}
    made = {"criteria": [{**speed, "value": {5: 100, 60: 0}}]}
    decision = vendor_score.load(tmp_path, criteria=made)
    plain = build_report(decision.rank(), lang="en", audience="buyer")
    shared = build_report(decision.rank(), lang="en", audience="shared")
    assert [f.code for f in shared.findings] == [f.code for f in plain.findings]
    assert [f.title("zh") for f in shared.findings]
    assert payload(shared)["vendors"]
    given = shared.decision.answers.given["Bolt"]["speed"]
    assert (given.criterion, given.reading.kind, given.reading.unit) == ("speed", "duration", "s")
