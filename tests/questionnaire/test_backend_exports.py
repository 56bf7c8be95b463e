"""Exports of chat back ends: set aside, pooled as sums over sums, nobody named."""

from __future__ import annotations

import json

import pytest
from exported_tables import (
    HAITANG,
    MUJIN,
    codes,
    csv_bytes,
    every_output,
    read,
    refused,
    write_xlsx,
)

from vendor_score.findings import Source
from vendor_score.kinds.readings import parse_answer
from vendor_score.questionnaire.exports.backend_export import compare_claims
from vendor_score.questionnaire.questions import QuestionMatcher
from vendor_score.questionnaire.sheets.grid import MeasuredFigure
from vendor_score.records import Answer, AnswerState, Question
from vendor_score.wording import Label

AGENTS = ("青禾", "白露", "芒种", "Ann Ash", "Bo Birch", "kf001", "kf002")
OCTOBER = "自定义报表_下单优先判定_2026-10-01至2026-10-31.xlsx"


def _table(heads, *rows):
    return [heads.split("|"), *(list(row) for row in rows)]


CHITU = _table(
    "旺旺|接待人数|平均响应(秒)|首次响应(秒)|询单人数|询单->最终付款人数|询单->最终付款成功率|很满意|满意|一般|不满意|很不满意|客户满意比",
    ("海棠:青禾", 820, 21.4, 6.2, 400, 240, 0.6, 60, 34, 3, 2, 1, 0.94),
    ("海棠:白露", 95, 58.1, 31.0, 50, 5, 0.1, 5, 2, 1, 1, 1, 0.7),
    ("海棠:芒种", 510, 25.9, 9.8, 260, 117, 0.45, 30, 15, 3, 1, 1, 0.9),
    ("汇总", 1425, 25.46, 9.14, 710, 362, 0.5099, 95, 51, 7, 4, 3, 0.9125),
    ("均值", 475, 35.13, 15.67, 236.67, 120.67, 0.3833, 31.67, 17, 2.33, 1.33, 1, 0.8467),
)
FEIGE = _table(
    "客服账号|客服昵称|接待会话量|询单人数|支付人数|询单转化率|全天首响时长|全天3分钟回复率",
    ("kf001", "青禾", 300, 900, 400, "44.44%", "11秒", "99.00%"),
    ("kf002", "白露", 100, 1000, 412, "41.20%", "2分30秒", "95.00%"),
    ("店铺汇总值", "", 400, 1900, 812, "-", "-", "-"),
    ("店铺平均值", "", 200, 950, 406, "42.82%", "1分20秒", "97.00%"),
)
DONGDONG = _table(
    "客服|接待量|30s应答率|平均响应时长（新）|好评量|评价量|售前接待人数|促成下单人数",
    ("青禾", 300, "98.00%", 20, 90, 100, 200, 80),
    ("白露", 100, "90.00%", 40, 10, 20, 50, 10),
)
PINDUODUO = _table(
    "客服账号|咨询人数|询单人数|最终成团人数|询单转化率|需要人工回复的咨询人数|人工接待人数|3分钟未回复人数"
    "|3分钟人工回复率(8-23点)|平均人工响应时长",
    ("总计", 1530, 900, 310, "34.44%", 1400, 1390, 9, "99.36%", "15秒"),
    ("平均", 510, 300, 103.33, "30.78%", 466.67, 463.33, 3, "98.79%", "20秒"),
    ("海棠:青禾", 814, 438, 162, "36.99%", 723, 800, 0, "100.00%", "9秒"),
    ("海棠:白露", 516, 362, 128, "35.36%", 500, 410, 4, "99.20%", "15秒"),
    ("海棠:芒种", 200, 100, 20, "20.00%", 177, 180, 5, "97.18%", "37秒"),
)
FRESHDESK = _table(
    "Ticket ID|Agent|Group|Created time|First response time (in hrs)|Resolution status|Full name",
    ("1", "Ann Ash", "Chat", "2026-10-02 10:00", "00:12:05", "Within SLA", "Carl Cone"),
    ("2", "Bo Birch", "Chat", "2026-10-03 10:00", "00:07:55", "Within SLA", "Dora Dorn"),
)
CHATWOOT = [
    ["Reporting period 2026-10-01 to 2026-10-31"],
    [""],
    *_table(
        "Agent name|Assigned conversations|Avg first response time|Resolution Count",
        ("Ann Ash", 300, "1 minute 30 seconds", 200),
        ("Bo Birch", 100, "30 seconds", 90),
    ),
]
ANSWERS = [["公司名称", HAITANG], ["问题", "回答"], ["首次响应时间", "18秒"], ["客户满意率", "96%"]]
EXPORTS = {
    "chitu": (CHITU, OCTOBER),
    "feige": (FEIGE, "抖音_2026-10_飞鸽_客服表现.xlsx"),
    "dongdong": (DONGDONG, "客服_服务工作量_20261001-20261031.xlsx"),
    "pinduoduo": (PINDUODUO, "客服绩效详情_2026年10月.xlsx"),
    "freshdesk": (FRESHDESK, "tickets Oct 2026.xlsx"),
    "chatwoot": (CHATWOOT, "agents.xlsx"),
}
POOLED = {
    "chitu": (
        "首次响应(秒) 9.14 s",
        "询单->最终付款成功率 50.99 % [47.31–54.65 %] (362/710)",
        "91.25 %",
    ),
    "feige": ("全天首响时长 45.75 s", "询单转化率 42.74 %", "全天3分钟回复率 98 %"),
    "pinduoduo": (
        "99.36 % [98.78–99.66 %] (1 − 9/1,400)",
        "询单转化率 34.44 %",
        "14.4 s (人工接待人数 1,390)",
    ),
    "freshdesk": ("First response time (in hrs) 600 s (Ticket ID 2)",),
    "chatwoot": ("Avg first response time 75 s (Assigned conversations 400)",),
}


def _found(findings):
    (finding,) = [f for f in findings if f.code.startswith("backend-export")]
    return finding


@pytest.mark.parametrize("platform", EXPORTS)
def test_an_export_alone_ranks_nobody(platform):
    rows, file = EXPORTS[platform]
    finding = _found(refused(rows, file=file))
    assert (finding.code, finding.severity.value) == ("backend-export", "info")
    told = f"{finding.as_dict('en')}{finding.as_dict('zh')}"
    assert not [person for person in (*AGENTS, "Carl", "Dora") if person in told]
    assert "2026-10" in told


@pytest.mark.parametrize("platform", sorted(POOLED))
def test_figures_are_pooled_by_their_counts(platform):
    rows, file = EXPORTS[platform]
    found = _found(refused(rows, file=file)).found
    assert [figure for figure in POOLED[platform] if figure not in found] == []


def test_a_time_without_a_unit_is_no_figure():
    found = _found(refused(DONGDONG, file=EXPORTS["dongdong"][1])).found
    assert "30s应答率 96 % (接待量 400)" in found
    assert "平均响应时长" not in found


def test_the_total_is_known_by_its_sums_not_by_its_word():
    swapped = [*CHITU[:4], ["均值", *CHITU[4][1:]], ["汇总", *CHITU[5][1:]]]
    told = [_found(refused(rows, file=OCTOBER)).found for rows in (swapped, CHITU)]
    assert told[0] == told[1]


def test_what_an_agent_left_out_changes_is_told_as_coverage():
    found = _found(refused([*CHITU[:2], *CHITU[3:]], file=OCTOBER)).found
    assert "(362/710)" in found
    assert "Σ 93" in found


def test_days_without_a_count_drop_out_above_and_below():
    rows = _table(
        "日期|咨询人数|询单人数|支付人数|询单转化率",
        ("2026-10-01", 100, 100, 40, "40%"),
        ("2026-10-02", 100, 100, "-", "-"),
        ("2026-10-03", 0, 0, 0, "0%"),
    )
    finding = _found(refused(rows, file="后台.xlsx"))
    assert "(40/100)" in finding.found
    assert finding.values["period"] == "2026-10-01 – 2026-10-03"


def test_days_whose_rate_is_not_due_yet_drop_out_above_and_below():
    # the counts stand there already, but a dash says that orders of these days may still be paid
    rows = _table(
        "日期|接待人数|询单人数|询单->最终付款人数|询单->最终付款成功率",
        ("2026-10-01", 120, 80, 32, "40.00%"),
        ("2026-10-02", 120, 80, 32, "40.00%"),
        ("2026-10-03", 130, 90, 3, "-"),
        ("2026-10-04", 130, 90, 0, "延迟统计"),
        ("汇总", 500, 340, 67, "19.71%"),
    )
    assert "40 % [32.73–47.74 %] (64/160)" in _found(refused(rows, file=OCTOBER)).found


def test_medians_are_bounded_and_not_pooled():
    rows = _table(
        "Agent name|Conversations|Median first response time (sec)|Avg first response time (sec)",
        ("Ann Ash", 3, 10, 12),
        ("Bo Birch", 5, 40, 44),
    )
    found = _found(refused(rows, file="october 2026.csv")).found
    assert "Median first response time (sec) [10–40 s] (median)" in found
    assert "Avg first response time (sec) 32 s (Conversations 8)" in found


def test_without_a_period_no_figure_is_made():
    finding = _found(refused(CHITU, file="客服数据.xlsx"))
    assert (finding.code, finding.found) == ("backend-export-without-period", "")


def test_the_figures_of_a_team_of_one_are_kept_back():
    assert not _found(refused(CHITU[:2], file=OCTOBER)).found


@pytest.mark.parametrize("platform", EXPORTS)
def test_a_table_with_a_column_of_vendors_is_one(platform):
    rows = [row for row in EXPORTS[platform][0] if len(row) > 1]
    head, *agents = [row for row in rows if row[0] not in {"总计", "平均"}]
    table = [
        ["供应商名称", *head[1:], "首次响应时间"],
        [HAITANG, *agents[0][1:], 18],
        [MUJIN, *agents[1][1:], 20],
    ]
    assert read(table).vendors == (HAITANG, MUJIN)


def test_agents_of_several_vendors_are_pooled_for_each():
    head, *agents = CHITU[:4]
    vendors = (HAITANG, HAITANG, MUJIN, MUJIN)
    rows = zip(vendors, (*agents, agents[0]), strict=True)
    table = [["服务商", *head], *([vendor, *agent] for vendor, agent in rows)]
    findings = refused(table, file=OCTOBER)
    assert [f.vendor for f in findings if f.code == "backend-export"] == [HAITANG, MUJIN]


@pytest.mark.parametrize(
    "head", ["客服|首次响应时间|客户满意率", "Agent|First response|Customer satisfaction"]
)
def test_one_word_of_a_back_end_makes_no_export(head):
    rows = [head.split("|"), ["海棠", "18 s", "96%"], ["木槿", "20 s", "90%"]]
    told = codes(refused(rows))
    assert "backend-export" not in told
    assert "vendors-unsure" in told


@pytest.mark.parametrize("form", ["xlsx", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("place", ["beside", "sheet"])
def test_no_byte_of_any_output_names_an_agent(tmp_path, monkeypatch, capsys, form, place):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    write_xlsx(folder / "问卷.xlsx", ANSWERS)
    write_xlsx(folder / "b.xlsx", [["公司名称", MUJIN], *ANSWERS[1:]])
    if place == "sheet":
        _add_sheet(folder / "问卷.xlsx", CHITU)
    elif form == "xlsx":
        write_xlsx(folder / OCTOBER, CHITU)
    else:
        (folder / OCTOBER).with_suffix(".csv").write_bytes(csv_bytes(CHITU, form))
    told = every_output(tmp_path, "in", capsys)
    assert "backend-export" in told
    assert [person for person in AGENTS if person in told] == []
    ranking = json.loads((tmp_path / "out" / "ranking.json").read_text(encoding="utf-8"))
    assert sorted(v["name"] for v in ranking["vendors"]) == sorted([HAITANG, MUJIN])


def _add_sheet(path, rows):
    import openpyxl

    book = openpyxl.load_workbook(path)
    page = book.create_sheet("后台导出")
    for row in rows:
        page.append(list(row))
    book.save(path)


def figure(low, high, unit="%", **changes):
    made = {
        "vendor": None, "heading": "客户满意率", "shown": f"{low}-{high}",
        "source": Source("满意度 2026-10 海棠.xlsx"), **changes,
    }  # fmt: skip
    return MeasuredFigure(low=low, high=high, unit=unit, **made)


def differing(claim, *figures, kind="percent", unit=None, vendors=(HAITANG,)):
    label = Label(en="Satisfaction", zh="客户满意率")
    question = Question(id="q", kind=kind, label=label, text=label, unit=unit)
    reading = parse_answer(claim, kind, unit)
    answer = Answer(criterion="q", text=claim, state=AnswerState.ANSWERED, reading=reading)
    given = {name: {"q": answer} for name in vendors}
    return [f.vendor for f in compare_claims(figures, given, QuestionMatcher([question]))]


@pytest.mark.parametrize(
    ("claim", "low", "high", "is_told"),
    [
        ("96%", 89.0, 93.0, True),
        ("96%", 93.0, 97.0, False),
        ("90-95%", 93.0, 97.0, False),
        (">=95%", 89.0, 93.0, True),
        (">=90%", 93.0, 97.0, False),
        ("85%", 89.0, 93.0, True),
    ],
)
def test_a_claim_beyond_what_the_export_measures_is_a_warning(claim, low, high, is_told):
    assert differing(claim, figure(low, high)) == [HAITANG] * is_told


def test_a_time_may_differ_by_a_tenth_in_whatever_unit():
    assert differing("18 s", figure(19.0, 19.0, "s"), kind="duration", unit="s") == []
    assert differing("18 s", figure(25.0, 25.0, "s"), kind="duration", unit="s") == [HAITANG]
    assert differing("1 min", figure(62.0, 62.0, "s"), kind="duration", unit="min") == []


def test_of_several_vendors_the_export_must_name_one():
    both = (HAITANG, MUJIN)
    assert differing("96%", figure(80.0, 82.0), vendors=both) == [
        HAITANG
    ]  # as the file's name says
    nobody = figure(80.0, 82.0, source=Source("满意度 2026-10.xlsx"))
    assert differing("96%", nobody, vendors=both) == []
    named = figure(80.0, 82.0, vendor=MUJIN, source=Source("all.xlsx"))
    assert differing("96%", named, vendors=both) == [MUJIN]


def test_another_column_than_the_question_asks_is_not_compared():
    assert differing("96%", figure(80.0, 82.0, heading="评价发送率")) == []
