"""A small decision made by hand: no files, so that the command line is tested by itself."""

from __future__ import annotations

import datetime as dt

from vendor_score.criteria.model import Criteria, Criterion, Group
from vendor_score.decision import Decision, decide
from vendor_score.findings import Finding, Source
from vendor_score.kinds.rules import parse_rule
from vendor_score.kinds.value_functions import Anchors
from vendor_score.records import Answer, Answers, AnswerState, Reading
from vendor_score.wording import Label

GROUPS = {
    "experience": ("Experience", "经验", 15),
    "cases": ("Case studies", "案例", 10),
    "response": ("Response time", "响应时间", 20),
    "conversion": ("Conversion rate", "转化率", 20),
    "dsr": ("DSR scores", "DSR 评分", 15),
    "security": ("Data security", "数据安全", 20),
}
ROWS = {
    "Harbour Contact": (80, 60, 90, 75, 88, 95),
    "云启客服外包(杭州)有限公司": (90, 70, 85, 80, 90, 70),
    "Lumen": (95, None, 90, None, 99, None),
    "Slow & Sons": (50, 50, 2, 50, 50, 50),
}


def criterion(group: str, *, must: str | None = None) -> Criterion:
    label = Label(en=f"{group} points", zh=f"{group} 分")
    return Criterion(
        id=f"{group}_points",
        path=(group, f"{group}_points"),
        label=label,
        weight=1,
        answer="number",
        question_text=label,
        value=Anchors(at=((0.0, 0.0), (100.0, 100.0))),
        must=parse_rule(must) if must else None,
    )


def criteria() -> Criteria:
    musts = {"response": ">= 10", "security": ">= 5"}
    groups = tuple(
        Group(
            id=id,
            path=(id,),
            label=Label(en=en, zh=zh),
            weight=weight,
            children=(criterion(id, must=musts.get(id)),),
        )
        for id, (en, zh, weight) in GROUPS.items()
    )
    title = Label(en="Shortlist", zh="候选名单")
    return Criteria(title=title, children=groups, reference_date=dt.date(2026, 12, 1))


def answer(vendor: str, group: str, value: float | None) -> Answer:
    id, row = f"{group}_points", list(GROUPS).index(group) + 2
    source = Source(file=f"{vendor}.xlsx", sheet="Answers", cell=f"C{row}")
    if value is None:
        return Answer(criterion=id, state=AnswerState.BLANK, source=source)
    reading = Reading(text=str(value), kind="number", low=float(value), high=float(value))
    state = AnswerState.ANSWERED
    return Answer(criterion=id, text=str(value), state=state, reading=reading, source=source)


def decided(
    rows: dict[str, tuple[float | None, ...]], findings: tuple[Finding, ...] = ()
) -> Decision:
    given = {
        vendor: {
            f"{group}_points": answer(vendor, group, value)
            for group, value in zip(GROUPS, values, strict=True)
        }
        for vendor, values in rows.items()
    }
    return decide(criteria(), Answers(vendors=tuple(rows), given=given, findings=findings))
