"""The same answers read the same, whichever layout they are written in."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from sheets_by_hand import QUESTIONS, book, sheet, texts

from vendor_score.questionnaire.reader import answers_from_workbooks

ANSWERS = {
    "years": ["3年", "5", "8 years", "十余年"],
    "cases": ["12", "约30", "8个"],
    "first_response": ["18秒", "15-20s", "20", "半分钟内"],
    "average_response": ["25秒", "30", "≤25s"],
    "peak_response": ["40秒", "35 s"],
    "reply_3min": ["98%", "95%以上"],
    "answer_30s": ["85%", "80%-90%"],
    "conversion": ["45%", "52.5%"],
    "satisfaction": ["95%", "九成五"],
    "dissatisfaction": ["2%", "1%以内"],
    "nda": ["是", "可签", "No"],
    "attrition": ["20%", "约15%"],
}
VENDORS = [
    "甲客服",
    "乙客服有限公司",
    "Delta Care Ltd",
    "Echo GmbH",
    "己方科技",
    "Vendor",
    "=cmd()",
]
IDS = [question.id for question in QUESTIONS]
HEADINGS = {
    q.id: [q.label["en"], q.label["zh"], q.text["en"], q.text["zh"], *q.aliases, q.id]
    for q in QUESTIONS
}
TOTALS = ["合计", "平均值", "Average", "Total", "权重", "Weight (%)"]
NUMBERINGS = ["", "{n}. ", "({n}) ", "Q{n}: ", "{n}、"]


@st.composite
def answer_tables(draw, vendors=None):
    """Vendors with answers to the same questions; None is a blank."""
    names = draw(st.lists(st.sampled_from(vendors or VENDORS), min_size=1, max_size=4, unique=True))
    ids = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=8, unique=True))
    cell = {id: st.one_of(st.none(), st.sampled_from(ANSWERS[id])) for id in ids}
    table = {name: {id: draw(cell[id]) for id in ids} for name in names}
    for answers in table.values():
        answers[ids[0]] = answers[ids[0]] or ANSWERS[ids[0]][0]
    return table


@st.composite
def headings(draw, ids):
    numbering = draw(st.sampled_from(NUMBERINGS))
    return {
        id: numbering.format(n=n) + draw(st.sampled_from(HEADINGS[id]))
        for n, id in enumerate(ids, 1)
    }


def expected(table):
    return {name: {id: text or "" for id, text in row.items()} for name, row in table.items()}


def in_order(read, table):
    """The same mapping whatever the order of vendors and questions."""
    return {name: dict(sorted(row.items())) for name, row in sorted(read.items())}


def check(table, *books):
    answers = answers_from_workbooks(books, QUESTIONS)
    assert in_order(texts(answers), table) == in_order(expected(table), table)
    return answers


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_row_per_vendor(data):
    table = data.draw(answer_tables())
    ids = list(next(iter(table.values())))
    heads = data.draw(headings(ids))
    notes = data.draw(st.sampled_from([[], [["供应商对比表"], []], [["Shortlist 2026"]]]))
    numbered = data.draw(st.booleans())
    above = data.draw(st.lists(st.sampled_from(TOTALS), max_size=1))
    below = data.draw(st.lists(st.sampled_from(TOTALS), max_size=2))
    lead = ["No."] if numbered else []
    header = [*lead, data.draw(st.sampled_from(["供应商", "Vendor", "Company name", "公司名称"]))]
    rows = [
        *notes,
        [*header, *(heads[id] for id in ids), "Remarks"],
        *([*([""] if numbered else []), name, *(10 for _ in ids)] for name in above),
        *(
            [*([n] if numbered else []), name, *(row[id] for id in ids)]
            for n, (name, row) in enumerate(table.items(), 1)
        ),
        *([*([""] if numbered else []), name, *(10 for _ in ids)] for name in below),
    ]
    if "Vendor" in table and header[-1] == "Vendor":
        return  # a row that repeats the heading is a heading
    check(table, book(sheet(rows), file="comparison.xlsx"))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_column_per_vendor(data):
    names = [name for name in VENDORS if name != "Vendor"]  # a heading, not a name, over a column
    table = data.draw(answer_tables(vendors=names))
    ids = list(next(iter(table.values())))
    heads = data.draw(headings(ids))
    corner = data.draw(st.sampled_from(["指标", "Criterion", "问题", "Question"]))
    weights = data.draw(st.booleans())
    rows = [
        *data.draw(st.sampled_from([[], [["对比表"], []]])),
        [corner, *(["权重"] if weights else []), *table],
        *(
            [heads[id], *([10] if weights else []), *(row[id] for row in table.values())]
            for id in ids
        ),
    ]
    cover = sheet([["Comparison of outsourcers"]], name="Cover")
    check(table, book(cover, sheet(rows, name="Data"), file="comparison.xlsx"))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_workbook_per_vendor(data):
    table = data.draw(answer_tables())
    ids = list(next(iter(table.values())))
    heads = data.draw(headings(ids))
    order = data.draw(
        st.permutations(["no", "question", "weight", "answer", "evidence", "remarks"])
    )
    repeated = data.draw(st.booleans())
    words = {
        "no": "序号", "question": data.draw(st.sampled_from(["问题", "Question", "指标"])),
        "weight": "权重", "answer": data.draw(st.sampled_from(["回答", "Your answer", "填写内容"])),
        "evidence": "证明材料", "remarks": "备注",
    }  # fmt: skip
    books = [
        book(
            sheet([["客服外包问卷"], ["公司名称:", name]], name="封面"),
            sheet(_questionnaire(row, heads, order, words, repeated=repeated), name="问卷"),
            file=f"return_{number}.xlsx",
        )
        for number, (name, row) in enumerate(table.items(), 1)
    ]
    if "Vendor" in table:
        return  # "Company name: Vendor" is a form that nobody filled in
    check(table, *books)


def _questionnaire(row, heads, order, words, *, repeated):
    header = [words[key] for key in order]
    rows = [["请填写"], header]
    for number, (id, text) in enumerate(row.items(), 1):
        if repeated and number % 3 == 0:
            rows += [["第二部分"], header]
        told = {"no": number, "question": heads[id], "weight": 10, "answer": text}
        rows.append([told.get(key) for key in order])
    return rows


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_sheet_per_vendor(data):
    table = data.draw(answer_tables(vendors=[name for name in VENDORS if name != "Vendor"]))
    ids = list(next(iter(table.values())))
    heads = data.draw(headings(ids))
    sheets = [
        sheet([["问题", "回答"], *([heads[id], text] for id, text in row.items())], name=name)
        for name, row in table.items()
    ]
    check(table, book(*sheets, file="all.xlsx"))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_tables_split_over_sheets_and_layouts_mixed(data):
    names = [name for name in VENDORS if name != "Vendor"]
    table = data.draw(answer_tables(vendors=names))
    ids = list(next(iter(table.values())))
    heads = data.draw(headings(ids))
    half = data.draw(st.integers(1, len(ids) - 1))
    parts = [ids[:half], ids[half:]]
    across, down = (
        [
            ["Vendor", *(heads[id] for id in part)],
            *([n, *(r[id] for id in part)] for n, r in table.items()),
        ]
        for part in parts
    )
    columns = [
        ["指标", *table],
        *([heads[id], *(r[id] for r in table.values())] for id in parts[1]),
    ]
    check(table, book(sheet(across, name="A1"), sheet(down, name="B1"), file="tables.xlsx"))
    check(
        table,
        book(sheet(across), file="one.xlsx"),
        book(sheet(columns, name="two"), file="two.csv"),
    )


def test_every_heading_of_every_question_is_recognised_literally():
    for question, numbering in itertools.product(QUESTIONS, NUMBERINGS):
        for heading in HEADINGS[question.id]:
            rows = [["问题", "回答"], [numbering.format(n=2) + heading, "x"]]
            answers = answers_from_workbooks([book(sheet(rows))], QUESTIONS)
            assert list(answers.given["Acme"]) == [question.id], heading
            assert not [f for f in answers.findings if f.code == "near-match"]
