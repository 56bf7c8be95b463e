"""Exports of survey platforms: recognised, their own columns set aside, options gathered."""

from __future__ import annotations

import json

import pytest
from exported_tables import (
    HAITANG,
    LAKE,
    MUJIN,
    NORTH,
    QUESTIONS,
    codes,
    csv_bytes,
    every_output,
    read,
    refused,
    values,
    write_xlsx,
)

from vendor_score.questionnaire.reader import answers_from_frame

EN = ("First response", "Customer satisfaction", "Non-disclosure agreement", "Certificates held")
ZH = ("首次响应时间", "客户满意率", "保密协议", "安全认证")
PEOPLE = ("Ann Ash", "ann.ash@example.com", "192.0.2.44", "林小满", "xiaoman@example.cn")
RIGHT = {
    0: {"first": 18, "csat": 92, "nda": 1, "certs": ["iso", "soc"]},
    1: {"first": 25, "csat": 80, "nda": 0, "certs": ["pci"]},
}


def _rows(before, asked, after=(), *, company="Company name", zh=False, lists=("; ", "")):
    """A table with a row for each of two respondents; ``before`` and ``after``: heading to cell."""
    joint, end = lists
    names = (HAITANG, MUJIN) if zh else (NORTH, LAKE)
    said = (
        ("18秒", "92%", "是", joint.join(("ISO 27001", "SOC 2")) + end),
        ("25秒", "80%", "否", "PCI DSS" + end),
    )
    if not zh:
        said = (
            ("18 s", "92%", "Yes", joint.join(("ISO 27001", "SOC 2")) + end),
            ("25 s", "80%", "No", "PCI DSS" + end),
        )
    head = [*(h for h, _ in before), company, *asked, *(h for h, _ in after)]
    return [
        head,
        *(
            [*(c for _, c in before), name, *answers, *(c for _, c in after)]
            for name, answers in zip(names, said, strict=True)
        ),
    ]


MICROSOFT = [
    ("ID", 1),
    ("Start time", "11/3/2026 10:00:00"),
    ("Completion time", "11/3/2026 10:09:00"),
    ("Email", "ann.ash@example.com"),
    ("Name", "Ann Ash"),
    ("Last modified time", None),
]
MICROSOFT_ZH = [
    ("ID", 1),
    ("开始时间", "2026/11/3 10:00:00"),
    ("完成时间", "2026/11/3 10:09:00"),
    ("电子邮件", "xiaoman@example.cn"),
    ("名称", "林小满"),
]
WENJUANXING = [
    ("序号", 1),
    ("提交答卷时间", "2026/11/3 10:09:00"),
    ("所用时间", "541秒"),
    ("来源", "微信"),
    ("来源详情", "林小满"),
    ("来自IP", "192.0.2.44(浙江-杭州)"),
]
TENCENT = [("提交者（自动）", "林小满"), ("提交时间（自动）", "2026/11/3 10:09")]
KOBO = [
    ("_id", 100),
    ("_uuid", "8d0c3b3e-1111"),
    ("_submission_time", "2026-11-03T10:09:00"),
    ("_submitted_by", "Ann Ash"),
    ("_index", 1),
]
LIMESURVEY = [
    ("Response ID", 1),
    ("Date submitted", "2026-11-03 10:09:00"),
    ("Last page", 4),
    ("Start language", "en"),
    ("Seed", 1_234_567),
    ("IP address", "192.0.2.44"),
    ("Email address", "ann.ash@example.com"),
]
TYPEFORM = [
    ("Start Date (UTC)", "2026-11-03 10:00:00"),
    ("Submit Date (UTC)", "2026-11-03 10:09:00"),
    ("Network ID", "f00ba4"),
]
ONE_CELL = {
    "microsoft-forms": _rows(MICROSOFT, EN, lists=(";", ";")),
    "microsoft-forms-zh": _rows(
        MICROSOFT_ZH, ZH, zh=True, company="您所在的公司名称", lists=(";", ";")
    ),
    "google-forms": _rows(
        [("Timestamp", "11/3/2026 10:09:00"), ("Email Address", "ann.ash@example.com")],
        EN,
        company="Which company do you represent?",
        lists=(", ", ""),
    ),
    "google-forms-without-addresses": _rows(
        [("Timestamp", "11/3/2026 10:09:00")], EN, lists=(", ", "")
    ),
    "google-forms-zh": _rows(
        [("时间戳记", "2026/11/03 10:09:00")], ZH, zh=True, company="公司全称", lists=(", ", "")
    ),
    "wenjuanxing": _rows(
        WENJUANXING,
        [f"{n}、{text}" for n, text in enumerate(ZH, 2)],
        [("总分", 88)],
        zh=True,
        company="1、公司名称",
        lists=("┋", ""),
    ),
    "tencent-docs": _rows(
        TENCENT,
        [f"{text}（必填）" for text in ZH],
        zh=True,
        company="公司名称（必填）",
        lists=("\n", ""),
    ),
    "kobotoolbox": _rows(
        (), [f"service/{text}" for text in EN], KOBO, company="intro/company_name", lists=(" ", "")
    ),
    "limesurvey": _rows(
        LIMESURVEY, EN, company="What is the name of your company?", lists=(", ", "")
    ),
    "typeform": _rows(
        [("#", "a1b2c3")], EN, TYPEFORM, company="Company you represent", lists=(", ", "")
    ),
    "jinshuju": _rows(
        [("序号", 1)],
        ZH,
        [("提交人", "林小满"), ("提交时间", "2026-11-03 10:09"), ("IP", "192.0.2.44")],
        zh=True,
        company="贵公司名称",
        lists=("，", ""),
    ),
}


@pytest.mark.parametrize("platform", ONE_CELL)
def test_a_survey_is_a_table_of_vendors(platform):
    answers = read(ONE_CELL[platform])
    assert answers.vendors == ((HAITANG, MUJIN) if HAITANG in answers.vendors else (NORTH, LAKE))
    for number, vendor in enumerate(answers.vendors):
        assert {id: values(answers, vendor)[id] for id in RIGHT[number]} == RIGHT[number]
    assert codes(answers.findings).count("survey-export") == 1
    assert "unmatched-question" not in codes(answers.findings)
    told = "".join(f"{f.found}{f.values}{f.fix('en')}" for f in answers.findings)
    assert not [person for person in PEOPLE if person in told]


def _option_columns(before, company, first, certs, after=()):
    head = [*(h for h, _ in before), company, first, *certs[0], *(h for h, _ in after)]
    return [
        head,
        *(
            [
                *(c for _, c in before),
                name,
                f"{18 + 7 * n} s",
                *certs[n + 1],
                *(c for _, c in after),
            ]
            for n, name in enumerate((NORTH, LAKE))
        ),
    ]


BY_OPTION = {
    "kobotoolbox": _option_columns(
        (),
        "intro/company_name",
        "service/First response",
        [
            [
                "Certificates held",
                "Certificates held/ISO 27001",
                "Certificates held/SOC 2",
                "Certificates held/PCI DSS",
            ],
            ["iso_27001 soc_2", 1, 1, 0],
            ["pci_dss", 0, 0, 1],
        ],
        KOBO,
    ),
    "limesurvey": _option_columns(
        LIMESURVEY,
        "Company name",
        "First response",
        [
            [
                "Certificates held [ISO 27001]",
                "Certificates held [SOC 2]",
                "Certificates held [PCI DSS]",
                "Certificates held [Other]",
            ],
            ["Yes", "Yes", "No", ""],
            ["No", "No", "Yes", ""],
        ],
    ),
    "typeform": _option_columns(
        [("#", "a1b2")],
        "Company name",
        "First response",
        [
            ["ISO 27001", "SOC 2", "PCI DSS", "Other"],
            ["ISO 27001", "SOC 2", "", ""],
            ["", "", "PCI DSS", ""],
        ],
        TYPEFORM,
    ),
    "wenjuanxing": _option_columns(
        WENJUANXING,
        "1、公司名称",
        "2、首次响应时间",
        [["3、安全认证:(ISO 27001)", "3、(SOC 2)", "3、(PCI DSS)"], [1, 1, 0], [0, 0, 1]],
    ),
    "qualtrics": [
        [
            "StartDate",
            "EndDate",
            "Status",
            "IPAddress",
            "Progress",
            "Finished",
            "RecordedDate",
            "ResponseId",
            "RecipientEmail",
            "Q1",
            "Q2",
            "Q3_1",
            "Q3_2",
            "Q3_3",
        ],
        [
            "Start Date",
            "End Date",
            "Response Type",
            "IP Address",
            "Progress",
            "Finished",
            "Recorded Date",
            "Response ID",
            "Recipient Email",
            "Company name",
            "First response",
            "Certificates held - Selected Choice - ISO 27001",
            "Certificates held - Selected Choice - SOC 2",
            "Certificates held - Selected Choice - PCI DSS",
        ],
        [
            '{"ImportId":"startDate","timeZone":"UTC"}',
            *(f'{{"ImportId":"QID{n}"}}' for n in range(13)),
        ],
        [
            "2026-11-03 10:00",
            "2026-11-03 10:09",
            "IP Address",
            "192.0.2.44",
            100,
            "True",
            "2026-11-03 10:09",
            "R_1",
            "ann.ash@example.com",
            NORTH,
            "18 s",
            "ISO 27001",
            "SOC 2",
            "",
        ],
        [
            "2026-11-03 10:00",
            "2026-11-03 10:09",
            "IP Address",
            "192.0.2.45",
            100,
            "True",
            "2026-11-03 10:09",
            "R_2",
            "",
            LAKE,
            "25 s",
            "",
            "",
            "PCI DSS",
        ],
        [
            "2026-11-03 10:00",
            "2026-11-03 10:09",
            "Survey Preview",
            "",
            100,
            "True",
            "2026-11-03 10:09",
            "R_3",
            "",
            "asdf",
            "1 s",
            "ISO 27001",
            "",
            "",
        ],
    ],
    "surveymonkey": [
        [
            "Respondent ID",
            "Collector ID",
            "Start Date",
            "End Date",
            "IP Address",
            "Email Address",
            "First Name",
            "Last Name",
            "Company name",
            "First response",
            "Certificates held",
            "",
            "",
        ],
        [
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "Open-Ended Response",
            "Open-Ended Response",
            "ISO 27001",
            "SOC 2",
            "PCI DSS",
        ],
        [
            1,
            2,
            "11/03/2026 10:00:00 AM",
            "11/03/2026 10:09:00 AM",
            "192.0.2.44",
            "ann.ash@example.com",
            "Ann",
            "Ash",
            NORTH,
            "18 s",
            "ISO 27001",
            "SOC 2",
            "",
        ],
        [
            2,
            2,
            "11/03/2026 10:00:00 AM",
            "11/03/2026 10:09:00 AM",
            "192.0.2.45",
            "",
            "",
            "",
            LAKE,
            "25 s",
            "",
            "",
            "PCI DSS",
        ],
    ],
}


@pytest.mark.parametrize("platform", BY_OPTION)
def test_columns_of_options_are_one_answer(platform):
    answers = read(BY_OPTION[platform])
    assert answers.vendors == (NORTH, LAKE)
    for number, vendor in enumerate(answers.vendors):
        told = values(answers, vendor)
        assert (told["first"], told["certs"]) == (RIGHT[number]["first"], RIGHT[number]["certs"])


GRIDS = (
    ("Response time [First response]", "Response time [Average response]"),
    ("Response times - First response", "Response times - Average response"),
    ("服务指标—首次响应时间", "服务指标—平均响应时间"),
    ("First response: chat service", "Average response: chat service"),
    ("Service figures: First response", "Service figures: Average response"),
    ("Times (seconds) [First response]", "Times (seconds) [Average response]"),
)


@pytest.mark.parametrize("headings", GRIDS, ids=[first for first, _ in GRIDS])
def test_a_grid_question_is_bound_by_its_row(headings):
    answers = read(
        [["Timestamp", "Company name", *headings], ["2026/11/03 10:00:00", NORTH, "18", "26"]]
    )
    told = values(answers, NORTH)
    assert (told["first"], told["average"]) == (18, 26)


@pytest.mark.parametrize(
    "heading",
    ["Night shift [First response]", "Target [First response]", "Peak season - First response"],
)
def test_a_stem_that_makes_another_question_of_it_binds_nothing(heading):
    rows = [
        ["Timestamp", "Company name", heading, "Customer satisfaction"],
        ["2026/11/03 10:00:00", NORTH, "18 s", "90%"],
    ]
    answers = read(rows)
    assert "first" not in answers.given[NORTH]
    assert [f.found for f in answers.findings if f.code == "unmatched-question"] == [heading]


def test_two_people_of_one_company_are_one_vendor():
    answers = read(
        [
            [
                "ID",
                "Start time",
                "Completion time",
                "Email",
                "Name",
                "Company name",
                "First response",
                "Customer satisfaction",
                "Non-disclosure agreement",
            ],
            [
                1,
                "11/3/2026 10:00",
                "11/3/2026 10:09",
                "ann@example.com",
                "Ann Ash",
                NORTH,
                "18 s",
                "",
                "Yes",
            ],
            [
                2,
                "11/3/2026 11:00",
                "11/3/2026 11:09",
                "bo@example.com",
                "Bo Birch",
                "northwind support",
                "",
                "92%",
                "No",
            ],
        ]
    )
    assert answers.vendors == (NORTH,)
    told = values(answers, NORTH)
    assert (told["first"], told["csat"], told["nda"]) == (18, 92, None)
    assert codes(answers.findings, least="error") == ["conflicting-answers"]


def test_what_a_platform_writes_for_nothing_is_no_answer():
    answers = read(
        [
            [
                *(h for h, _ in WENJUANXING),
                "1、公司名称",
                "2、首次响应时间",
                "3、客户满意率",
                "4、保密协议",
            ],
            [*(c for _, c in WENJUANXING), HAITANG, "18秒", "(跳过)", "(空)"],
            [*(c for _, c in WENJUANXING), MUJIN, -3, -2, "是"],
        ]
    )
    told = [values(answers, vendor) for vendor in (HAITANG, MUJIN)]
    assert [(t["first"], t["csat"], t["nda"]) for t in told] == [(18, None, None), (None, None, 1)]


def test_numbers_of_options_are_not_taken_for_answers():
    answers = read(
        [
            [
                *(h for h, _ in WENJUANXING),
                "1、公司名称",
                "2、首次响应时间",
                "3、保密协议",
                "4、服务平台",
            ],
            [*(c for _, c in WENJUANXING), HAITANG, 18, 1, "1┋3"],
            [*(c for _, c in WENJUANXING), MUJIN, 25, 1, "2"],
        ]
    )
    assert values(answers, HAITANG) == {"first": 18}
    found = [f for f in answers.findings if f.code == "survey-option-numbers"]
    assert [(f.criterion, f.severity.value) for f in found] == [
        ("nda", "warning"),
        ("shops", "warning"),
    ]


def test_a_survey_without_the_company_is_left_out_with_an_error():
    rows = [
        ["Timestamp", "Email Address", "Your name", "First response"],
        ["2026/11/03 10:00:00", "ann.ash@example.com", "Ann Ash", "18 s"],
        ["2026/11/03 11:00:00", "bo.birch@example.com", "Bo Birch", "25 s"],
    ]
    findings = refused(rows, file="Form responses.csv", sheet="")
    (error,) = [f for f in findings if f.severity.value == "error"]
    assert (error.code, error.source.file) == ("survey-without-company", "Form responses.csv")
    told = "".join(f"{f.as_dict('en')}{f.as_dict('zh')}" for f in findings)
    assert "Ann" not in told
    assert "example.com" not in told


def test_one_respondent_is_the_vendor_that_the_file_names():
    rows = [
        ["Timestamp", "Email Address", "First response"],
        ["2026/11/03 10:00:00", "ann@example.com", "18 s"],
    ]
    answers = read(rows, file="Northwind Support.csv", sheet="")
    assert answers.vendors == (NORTH,)
    assert "survey-named-by-file" in codes(answers.findings, least="warning")
    assert codes(refused(rows, file="responses.csv", sheet=""), least="error")


@pytest.mark.parametrize(
    "heading", ["Start time", "Completion time", "序号", "Timestamp", "Email", "Name", "来源"]
)
def test_one_word_of_a_platform_makes_no_survey(heading):
    """A table of vendors goes on being read as one, whatever one of its columns is called."""
    rows = [["Vendor", heading, "First response"], [NORTH, "x", "18 s"], [LAKE, "y", "25 s"]]
    answers = read(rows)
    assert answers.vendors == (NORTH, LAKE)
    assert "survey-export" not in codes(answers.findings)


@pytest.mark.parametrize("form", ["xlsx", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("platform", ["wenjuanxing", "microsoft-forms-zh", "kobotoolbox"])
def test_no_byte_of_any_output_names_a_respondent(tmp_path, monkeypatch, capsys, form, platform):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    rows = [*ONE_CELL[platform][:2], [*ONE_CELL[platform][2][:-2], "看附件", "?"]]
    if form == "xlsx":
        write_xlsx(tmp_path / "in" / "data.xlsx", rows)
    else:
        (tmp_path / "in" / "data.csv").write_bytes(csv_bytes(rows, form))
    told = every_output(tmp_path, "in", capsys)
    assert "survey-export" in told
    assert [person for person in PEOPLE if person in told] == []
    assert not list((tmp_path / "marked").glob("*.xlsx"))
    ranking = json.loads((tmp_path / "out" / "ranking.json").read_text(encoding="utf-8"))
    assert len(ranking["vendors"]) == 2


def test_details_of_a_contact_hold_the_company_and_nothing_else_of_it():
    """SurveyMonkey asks for name, company and address in one question with a column each."""
    platform = ["Respondent ID", "Collector ID", "Email Address"]
    answers = read(
        [
            [*platform, "Please give your contact details", "", "", "How fast do you answer?", ""],
            ["", "", "", "Name", "Company", "Phone Number", "First response", "Average response"],
            [1, 2, "", "Ann Ash", NORTH, "555", "18 s", "26 s"],
            [2, 2, "", "Bo Birch", LAKE, "555", "25 s", "30 s"],
        ]
    )
    assert answers.vendors == (NORTH, LAKE)
    assert [values(answers, v) for v in answers.vendors] == [
        {"first": 18, "average": 26},
        {"first": 25, "average": 30},
    ]
    assert "unmatched-question" not in codes(answers.findings)


def test_a_numbered_grid_repeats_its_number_and_not_its_text():
    heads = ["1、贵公司全称", "2、服务指标—首次响应时间（秒）", "2、平均响应时间（秒）"]
    answers = read(
        [
            [*(h for h, _ in WENJUANXING), *heads],
            [*(c for _, c in WENJUANXING), HAITANG, 18, 26],
        ]
    )
    assert values(answers, HAITANG) == {"first": 18, "average": 26}


def test_a_frame_of_a_survey_is_read_like_its_file():
    pandas = pytest.importorskip("pandas")
    rows = ONE_CELL["google-forms"]
    answers = answers_from_frame(pandas.DataFrame(rows[1:], columns=rows[0]), QUESTIONS)
    assert answers.vendors == (NORTH, LAKE)


def test_long_headings_are_cut_and_many_columns_bounded():
    """Strangers write such files; what is looked at has a limit."""
    long = "Response [" * 3_000
    rows = [["Timestamp", "Company name", "First response", long, *("x - y",) * 3_000]]
    rows.append(["2026/11/03 10:00:00", NORTH, "18 s", "1", *("z",) * 3_000])
    assert values(read(rows), NORTH)["first"] == 18
