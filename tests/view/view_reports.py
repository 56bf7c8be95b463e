"""Reports built by hand, record by record, for tests of the view: no file is read for them."""

# ruff: noqa: E501, PLR0917 - a table, a criterion per line

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.decision import Decision, decide
from vendor_score.findings import Source
from vendor_score.kinds.rules import Rule
from vendor_score.kinds.value_functions import Anchors, ItemPoints, YesNoPoints
from vendor_score.present.redact import redacted
from vendor_score.present.report import Report
from vendor_score.records import (
    Answer,
    Answers,
    AnswerState,
    EvidenceState,
    InputFile,
    Option,
    Override,
    Reading,
)
from vendor_score.robustness.verdict import verdict_facts, verdict_text
from vendor_score.wording import Label

YES_NO = YesNoPoints(100, 0)
CERTIFICATES = ("ISO27001", "MLPS3", "SOC2", "PCI_DSS")

# group, label, weight, leaves: id, label, weight, kind, unit, anchors (or None)
TREE = (
    ("experience", ("Experience", "经验"), 15, (
        ("years", ("Years in the field", "从业年限"), 30, "years", "years", ((1, 0), (3, 60), (5, 90), (10, 100))),
        ("same_category", ("Same category served", "同类目服务经验"), 35, "yes_no", None, None),
        ("platforms", ("Platforms served", "服务平台数"), 35, "count", "count", ((1, 0), (6, 100))),
    )),
    ("case_studies", ("Case studies", "案例"), 10, (
        ("cases", ("Documented cases", "近三年案例数"), 40, "count", "count", ((0, 0), (3, 50), (8, 100))),
        ("case_quality", ("Quality of the best cases", "案例质量"), 60, "judged", None, ((0, 0), (4, 100))),
    )),
    ("response_time", ("Response time", "响应时间"), 20, (
        ("first_response", ("First response", "首次响应"), 25, "duration", "s", ((10, 100), (30, 50), (60, 0))),
        ("average_response", ("Average response", "平均响应"), 25, "duration", "s", ((12, 100), (25, 50), (60, 0))),
        ("r3", ("3-minute human reply rate", "3分钟人工回复率"), 30, "percent", "%", ((85, 0), (97, 50), (99.9, 100))),
        ("peak_response", ("First response at promotion peak", "大促首响"), 20, "duration", "s", ((15, 100), (45, 50), (120, 0))),
    )),
    ("conversion", ("Conversion rate", "询单转化率"), 20, (
        ("conv", ("Inquiry-to-paid conversion", "询单转化率"), 75, "percent", "%", ((30, 0), (45, 50), (65, 100))),
        ("uplift", ("Uplift after take-over", "接手后提升"), 25, "percent", "%", ((0, 0), (10, 50), (25, 100))),
    )),
    ("dsr", ("DSR scores", "DSR评分"), 15, (
        ("dsr_service", ("Service attitude", "服务态度"), 35, "score", "/5", ((4.5, 0), (4.7, 40), (4.8, 80), (4.9, 100))),
        ("csat", ("Satisfaction", "满意度"), 25, "percent", "%", ((75, 0), (85, 50), (95, 100))),
        ("dissat", ("Dissatisfaction", "不满意率"), 20, "percent", "%", ((3, 100), (8, 50), (15, 0))),
        ("dsr_desc", ("Item as described", "描述相符"), 20, "score", "/5", ((4.5, 0), (4.7, 40), (4.8, 80), (4.9, 100))),
    )),
    ("data_security", ("Data security", "数据安全"), 20, (
        ("nda", ("NDA signed", "签署保密协议"), 25, "yes_no", None, None),
        ("accounts", ("Individual accounts and masking", "独立账号与脱敏"), 20, "yes_no", None, None),
        ("floor", ("Floor controls", "职场管控"), 15, "yes_no", None, None),
        ("certificates", ("Certificates", "安全认证"), 40, "list", None, None),
    )),
    ("price", ("Price and terms", "价格与条款"), 0, (
        ("seat_price", ("Price per seat and month", "坐席单价"), 100, "money", "CNY/seat/month", ((4000, 100), (8000, 0))),
    )),
    ("coverage", ("Coverage", "覆盖时段"), 0, (
        ("hours", ("Hours online a day", "每日在线时长"), 100, "number", "h/day", ((12, 0), (16, 60), (24, 100))),
    )),
)  # fmt: skip

VENDORS = (
    "Lantu Service 蓝途客服",
    "Northgate BPO",
    "云帆电商服务有限公司",
    "Harbour Contact Centers",
    "星火客服",
    "Meridian Care",
    "Qingteng Outsourcing",
    "Redwood Voice & Chat",
)


def criteria() -> Criteria:
    """The tree above as records."""
    tops = tuple(_group(*row) for row in TREE)
    return Criteria(
        title=Label(en="Customer-service outsourcing shortlist", zh="客服外包供应商比选"),
        children=tops,
        reference_date=dt.date(2026, 12, 1),
        weight_sets={
            "operations": {"response_time": 35, "conversion": 30, "dsr": 20, "data_security": 5, "experience": 5, "case_studies": 5},
            "legal": {"data_security": 50},
        },
    )  # fmt: skip


def _group(id: str, label: tuple[str, str], weight: float, leaves: Sequence[tuple]) -> Group:
    return Group(
        id=id,
        path=(id,),
        label=Label(en=label[0], zh=label[1]),
        weight=weight,
        children=tuple(_leaf(id, *leaf) for leaf in leaves),
    )


def _leaf(group, id, label, weight, kind, unit, anchors) -> Criterion:
    options: tuple[Option, ...] = ()
    if kind == "list":
        options = tuple(Option(id=name, label=Label.same(name)) for name in CERTIFICATES)
        value = ItemPoints(dict(zip(CERTIFICATES, (40, 35, 25, 15), strict=True)))
    else:
        value = YES_NO if anchors is None else Anchors(anchors, unit=unit)
    return Criterion(
        id=id,
        path=(group, id),
        label=Label(en=label[0], zh=label[1]),
        weight=weight,
        answer=kind,
        question_text=Label(en=f"{label[0]}?", zh=f"{label[1]}?"),
        unit=unit,
        options=options,
        value=value,
        target=Rule("<= 20", "<=", (20.0,)) if id == "first_response" else None,
        must={
            "nda": Rule("== yes", "==", ("yes",)),
            "first_response": Rule("<= 300", "<=", (300.0,)),
        }.get(id),
        private=id == "seat_price",
    )


def _answer(rng, leaf: Criterion, quality: float, vendor: int) -> Answer:
    source = Source(f"returned/vendor-{vendor + 1}.xlsx", "Service 服务", f"C{10 + len(leaf.id)}")
    roll = rng.random()
    if roll < 0.05 and leaf.id not in ("nda", "conv"):
        state = list(AnswerState)[1 + int(rng.integers(5))]
        text = "" if state is AnswerState.BLANK else "保密"
        return Answer(criterion=leaf.id, state=state, text=text, source=source)
    reading, text = _read(rng, leaf, quality)
    override = None
    if vendor == 1 and leaf.id == "uplift":
        override = Override(
            text="12%", reason="Confirmed by phone", name="L. Chen", date="2026-11-20"
        )
    return Answer(
        criterion=leaf.id,
        text=text,
        state=AnswerState.ANSWERED,
        reading=reading,
        source=source,
        evidence=EvidenceState.CLAIMED if roll < 0.6 else EvidenceState.NONE,
        evidence_text="Annex 3" if roll < 0.6 else "",
        override=override,
    )


def _read(rng, leaf: Criterion, quality: float):
    share = float(np.clip(quality + rng.normal(0, 0.18), 0.05, 1))
    if isinstance(leaf.value, YesNoPoints):
        yes = float(share > 0.35)
        reading = Reading(text="", kind="yes_no", low=yes, high=yes)
        return reading, "是" if yes else "No"
    if isinstance(leaf.value, ItemPoints):
        items = CERTIFICATES[: round(share * 3)]
        text = "、".join(items) or "无证书"
        return Reading(text=text, kind="list", items=tuple(items)), text
    at = leaf.value.at
    xs, ps = zip(*sorted(at, key=lambda a: a[1]), strict=True)
    x = float(np.interp(share * 100, ps, xs))
    x = round(x, 2 if leaf.unit == "/5" else 0)
    wide = rng.random() < 0.2 and leaf.unit in ("s", "%")
    low, high = (x, x + 3) if wide else (x, x)
    shown = f"{low:g}-{high:g}" if wide else f"{x:g}"
    flags = ("range",) if wide else ("approx",) if rng.random() < 0.15 else ()
    text = {"s": f"{shown}秒", "%": f"{shown}%", "/5": f"{shown}/5"}.get(leaf.unit or "", shown)
    if "approx" in flags:
        text = f"约{text}"
    return Reading(text=text, kind="number", low=low, high=high, unit=leaf.unit, flags=flags), text


def decision(vendors: Sequence[str] = VENDORS, seed: int = 7) -> Decision:
    """Made-up answers for these vendors: the fourth breaks a must, the third leaves one untested."""
    rng = np.random.default_rng(seed)
    whole = criteria()
    qualities = np.linspace(0.86, 0.35, len(vendors))
    given = {
        name: {leaf.id: _answer(rng, leaf, qualities[v], v) for leaf in whole.leaves()}
        for v, name in enumerate(vendors)
    }
    if len(vendors) > 3:
        slow = Reading(text="8分钟", kind="duration", low=480, high=480, unit="s")
        given[vendors[3]]["first_response"] = replace(
            given[vendors[3]]["first_response"],
            text="8分钟",
            state=AnswerState.ANSWERED,
            reading=slow,
        )
        given[vendors[2]]["nda"] = Answer(criterion="nda", state=AnswerState.BLANK)
    inputs = tuple(
        InputFile(file=f"returned/vendor-{i + 1}.xlsx", sha256="0" * 64)
        for i in range(len(vendors))
    )
    return decide(whole, Answers(vendors=tuple(vendors), given=given, inputs=inputs))


def report(
    vendors: Sequence[str] = VENDORS, *, lang="en", audience="buyer", seed: int = 7, samples=2000
) -> Report:
    """A whole report on made-up answers, with few samples."""
    made = decision(vendors, seed)
    order = made.rank()
    sure = made.robustness(samples=samples)
    facts = verdict_facts(made, order, sure)
    return redacted(
        Report(
            decision=made,
            ranking=order,
            robustness=sure,
            verdict=verdict_text(facts),
            facts=facts,
            lang=lang,
            audience=audience,
            findings=made.all_findings,
        )
    )
