"""Two envelopes: what belongs to the price stays closed, hidden and out of the questionnaire."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from offer_sheets import CRITERIA, EACH, SEATS, write_case, write_offer

import vendor_score
from vendor_score.award.envelopes import envelope_of, hidden_words
from vendor_score.cli.main import main
from vendor_score.criteria.load import load_criteria
from vendor_score.grammar.price_mentions import mentions_price
from vendor_score.present.page.payload import payload
from vendor_score.present.report import build_report
from vendor_score.questionnaire.template import write_marks

LEAVES = """
  - id: price
    label: {en: Price, zh: 价格}
    weight: 0
    criteria:
      - {id: seat_price, label: Seat price, answer: money, basis: seat/month, unit: CNY, weight: 0}
      - {id: payment, label: Payment, answer: text}
  - id: firm
    label: Firm
    weight: 0
    criteria:
      - {id: turnover, label: Turnover, answer: money, unit: CNY, weight: 0}
      - {id: team, label: Team, answer: text}
"""
TWO = CRITERIA.replace("criteria:\n", "price: {envelopes: 2}\ncriteria:\n", 1) + LEAVES


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return write_case(tmp_path / "case", TWO)


def write_answers(case: Path, teams: dict[str, str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("Vendor", "First response", "Team", "Seat price"))
    for speed, (name, team) in enumerate(teams.items(), start=1):
        sheet.append((name, f"{10 * speed} s", team, "4987 CNY/seat/month"))
    book.save(case / "answers" / "answers.xlsx")


def test_the_price_group_is_asked_on_the_offer_sheet_alone(case: Path) -> None:
    criteria = load_criteria(case / "criteria.yaml")
    assert criteria.price_envelope() == {"total_cost", "seat_price", "payment"}
    assert [one.id for one in criteria.questions()] == ["speed", "turnover", "team"]
    assert main(["template", "-c", str(case / "criteria.yaml"), "-o", "q.xlsx", "--quiet"]) == 0
    said = [str(cell.value) for sheet in openpyxl.load_workbook("q.xlsx") for row in sheet
            for cell in row if cell.value]  # fmt: skip
    assert any("Turnover" in one for one in said)
    assert not any("Seat price" in one or "Total cost" in one for one in said)


def test_one_envelope_asks_for_prices_but_never_for_what_is_worked_out(case: Path) -> None:
    text = TWO.replace("price: {envelopes: 2}\n", "")
    (case / "criteria.yaml").write_text(text, encoding="utf-8")
    criteria = load_criteria(case / "criteria.yaml")
    asked = [one.id for one in criteria.questions()]
    assert asked == ["speed", "seat_price", "payment", "turnover", "team"]


def test_the_buyer_may_say_which_envelope_a_criterion_belongs_to(case: Path) -> None:
    text = TWO.replace("{id: payment,", "{id: payment, envelope: quality,").replace(
        "  - id: firm\n", "  - id: firm\n    envelope: price\n"
    )
    (case / "criteria.yaml").write_text(text, encoding="utf-8")
    criteria = load_criteria(case / "criteria.yaml")
    assert criteria.price_envelope() == {"total_cost", "seat_price", "turnover", "team"}


def test_a_price_in_an_answer_is_named_by_its_cell_and_shown_nowhere(case: Path, capsys) -> None:
    write_answers(case, {
        "A": "12 agents, each 4321 yuan per seat per month",
        "B": "turnover 50,000,000 yuan a year",
        "C": "8 agents",
    })  # fmt: skip
    assert main(["rank", str(case), "-o", "out", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Two envelopes" in said
    report = build_report(vendor_score.load(case).rank(), lang="en", samples=100)
    page = json.dumps(payload(report), ensure_ascii=False)
    for text in (page, *(Path("out", f"ranking.{end}").read_text("utf-8-sig")
                         for end in ("json", "csv"))):  # fmt: skip
        assert "4321" not in text
        assert "4987" not in text
    assert "50,000,000" in page
    book = openpyxl.load_workbook("out/scorecard.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value]
    assert not any("4321" in one for one in cells)
    assert any(hidden_words() in one for one in cells)
    ranking = json.loads(Path("out/ranking.json").read_text(encoding="utf-8"))
    [finding] = [one for one in ranking["findings"] if one["code"] == "price-in-quality"]
    assert (finding["vendor"], finding["criterion"], finding["cell"]) == ("A", "team", "C2")
    assert finding["found"] is None
    assert ranking["envelopes"] == 2


def test_with_one_envelope_answers_stay_as_they_were_written(case: Path) -> None:
    text = TWO.replace("price: {envelopes: 2}\n", "")
    (case / "criteria.yaml").write_text(text, encoding="utf-8")
    write_answers(case, {"A": "4321 yuan per seat per month", "B": "none"})
    decision = vendor_score.load(case, criteria=case / "criteria.yaml")
    assert decision.answers.of("A", "team").text == "4321 yuan per seat per month"
    assert envelope_of(decision) == "one"


PRICES = (
    "0.9元/单", "月费2万元，超出后每100次咨询300元", "5000元/人/月", "USD 700 per agent per month",
    "佣金按销售额3%", "commission of 3 % of sales", "$0.5 per chat", "4800/人/月",
    "服务费20000元/年",
    "我们每接一单收0.8元", "We charge 1.2 RMB per order", "大促期间300元/人/天", "每小时35元",
    "€12 an hour", "rate: 1,150 EUR per month per agent",
)  # fmt: skip
NO_PRICES = (
    "年营业额5000万元", "赔付上限每单100元", "职业责任险保额500万元", "GMV 300万元/月",
    "客单价200元/单",
    "客服月薪6000元/月", "insurance sum of 5,000,000 CNY per year", "注册资本1000万元",
    "turnover 800,000 USD per month", "cap of 500,000 CNY per incident", "每人每天接待120人",
    "8 hours a day, 30 days a month", "2020年5月", "年服务订单500万单", "fined 200 yuan per order",
)  # fmt: skip


@pytest.mark.parametrize("said", PRICES)
def test_an_amount_for_something_is_a_price(said: str) -> None:
    assert mentions_price(said)


@pytest.mark.parametrize("said", NO_PRICES)
def test_turnover_caps_sums_and_wages_are_no_price(said: str) -> None:
    assert not mentions_price(said)


def write_marked(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Offer")
        sheet.write_row(0, 0, ("Vendor", "D"))
        sheet.write_row(2, 0, ("id", "item", "basis", "unit price"))
        sheet.write_row(3, 0, ("P01", "dedicated seat", "seat/month", 4444))
        write_marks(book, "offer")


def test_a_marked_offer_among_answers_stays_closed_until_price_opens_it(
    case: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_marked(case / "answers" / "A offer.xlsx")
    from vendor_score.questionnaire.files import reader

    opened: list[str] = []
    reading = reader.read_workbooks

    def watched(files, **settings):
        opened.extend(str(getattr(file, "file", file)) for file in files)
        return reading(files, **settings)

    monkeypatch.setattr("vendor_score.questionnaire.files.sources.read_workbooks", watched)
    decision = vendor_score.load(case)
    assert opened == ["answers.xlsx"]
    assert "offer-among-answers" in {one.code for one in decision.all_findings}
    assert decision.vendors == ("A", "B", "C")
    assert main(["lock", str(case), "--quiet"]) == 0
    locked = json.loads(Path("lock.json").read_text(encoding="utf-8"))
    assert "A offer.xlsx" in {one["file"] for one in locked["offers"]}


def test_offers_are_found_by_their_mark_where_there_is_no_folder_of_offers(
    case: Path, capsys
) -> None:
    (case / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    for offer in (case / "offers").iterdir():
        offer.unlink()
    write_marked(case / "answers" / "A.offer.xlsx")
    capsys.readouterr()
    main(["price", str(case), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert "offer-of-nobody" in {one["code"] for one in found["findings"]}


@pytest.mark.parametrize("name", ["quote.xlsx", "云帆报价单.xlsx"])
def test_an_unmarked_offer_among_answers_is_a_finding(case: Path, name: str) -> None:
    if name == "quote.xlsx":
        write_offer(case / "answers" / name, "A", (*SEATS, *EACH))
    else:
        book = openpyxl.Workbook()
        for row in (("序号", "服务内容", "单价（元）"), (1, "售前", 4800), (2, "售后", 4600)):
            book.active.append(row)
        book.save(case / "answers" / name)
    decision = vendor_score.load(case)
    [finding] = [one for one in decision.all_findings if one.code == "price-list-among-answers"]
    assert finding.source.file == name


def test_questionnaires_are_not_taken_for_offers(case: Path) -> None:
    codes = {one.code for one in vendor_score.load(case).all_findings}
    assert "price-list-among-answers" not in codes
    shipped = vendor_score.load(Path("sample_data").absolute() if Path("sample_data").is_dir()
                                else Path(__file__).parents[2] / "sample_data")  # fmt: skip
    assert "price-list-among-answers" not in {one.code for one in shipped.all_findings}


@pytest.mark.parametrize("command", ["rank", "sensitivity", "compare"])
def test_no_command_opens_offers_without_the_lock(case: Path, capsys, command: str) -> None:
    offers = ["--offers", str(case / "offers"), "--lang", "en"]
    assert main([command, str(case), *offers]) == 2
    assert "vendor-score lock" in capsys.readouterr().err
    assert main(["lock", str(case), "--quiet"]) == 0
    assert main([command, str(case), *offers, "--lock", "lock.json", "--quiet"]) == 0


def test_what_changed_is_said_item_by_item(case: Path, capsys) -> None:
    assert main(["lock", str(case), "--quiet"]) == 0
    text = TWO.replace("weight: 70", "weight: 60")
    (case / "criteria.yaml").write_text(text, encoding="utf-8")
    write_answers(case, {"A": "ok", "B": "ok", "C": "ok", "D": "ok"})
    assert main(["price", str(case), "--lock", "lock.json", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    for one in ("weight of speed: 70 → 60", "answers in answers.xlsx", "quality score of D: new",
                "criteria.yaml"):  # fmt: skip
        assert one in said
    assert main(["price", str(case), "--lock", "lock.json", "--lang", "zh"]) == 2
    assert "权重 speed：70 → 60" in capsys.readouterr().err


def test_rules_alone_can_be_locked_before_any_answer_is_there(case: Path, capsys) -> None:
    criteria = str(case / "criteria.yaml")
    assert main(["lock", "-c", criteria, "-o", "rules.json", "--quiet"]) == 0
    found = json.loads(Path("rules.json").read_text(encoding="utf-8"))
    assert (found["sources"], found["quality"]) == ([], [])
    run = ["price", str(case), "-c", criteria, "--lock", "rules.json", "--lang", "en"]
    assert main([*run, "--quiet"]) == 0
    (case / "criteria.yaml").write_text(TWO.replace("800000: 0", "900000: 0"), encoding="utf-8")
    assert main(run) == 2
    assert "criteria.yaml: changed" in capsys.readouterr().err


def test_market_prices_are_shown_before_the_anchors_are_locked(case: Path, capsys) -> None:
    assert main(["lock", str(case), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "dedicated seats: 499,500 to 610,500" in said
    assert "points" in said
    text = TWO.replace("{400000: 100, 800000: 0}", "{40000: 100, 80000: 0}")
    (case / "criteria.yaml").write_text(text, encoding="utf-8")
    assert main(["lock", str(case), "-o", "other.json", "--lang", "en"]) == 0
    assert "miss what the market charges" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["price.md", "price.zh.md"])
def test_the_file_of_the_guide_asks_for_no_price_and_locks_its_rules(
    page, tmp_path, capsys
) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    [written] = re.findall(r"```yaml\n(title: (?:(?!```).)*envelopes: 2.*?)```", text, re.DOTALL)
    file = tmp_path / "two.yaml"
    file.write_text(written, encoding="utf-8")
    assert [one.id for one in load_criteria(file).questions()] == ["first_response"]
    lock = tmp_path / "lock.json"
    assert main(["lock", "-c", str(file), "-o", str(lock), "--lang", "en"]) == 0
    assert "What the market charges at your volumes" in capsys.readouterr().out
    assert json.loads(lock.read_text(encoding="utf-8"))["digest"]
