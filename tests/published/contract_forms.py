"""Examples about contracts through the public library: inputs of a form in, its figures out."""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from vendor_score.contract import (
    Term,
    add_months,
    check_contract,
    compare_promise,
    draft_of_text,
    last_notice_day,
    read_document,
    sla_credit,
)
from vendor_score.criteria.load import load_criteria, shipped_criteria
from vendor_score.criteria.model import Criterion
from vendor_score.kinds.readings import read_text
from vendor_score.records import Answer, AnswerState

Figures = dict[str, Any]
Example = Mapping[str, Any]


def compute(example: Example, others: Mapping[str, Example]) -> Figures | None:
    """What the library makes of an example; None where its kind is none of contracts."""
    del others
    form = FORMS.get(example["kind"])
    return None if form is None else form(example["inputs"])


def clauses(inputs: Mapping[str, Any]) -> Figures:
    checked = check_contract(inputs["text"])
    return {
        "levels": {str(clause.number): clause.level for clause in checked.clauses},
        "findings": [finding.title("en") for finding in checked.findings],
    }


def criterion_for(inputs: Mapping[str, Any]) -> tuple[Criterion, dict[str, tuple[str, ...]]]:
    """The shipped criterion that the sentence names first, with the example's value function."""
    leaves = shipped_criteria().leaves()
    contract = inputs["contract"].casefold()
    names = {leaf.id: (*leaf.label.values(), *leaf.aliases) for leaf in leaves}
    named = [
        (contract.find(name.casefold()), -len(name), leaf)
        for leaf in leaves
        for name in names[leaf.id]
        if name.casefold() in contract and read_text(inputs["promised"], leaf.question()).has_value
    ]
    readable = (leaf for leaf in leaves if read_text(inputs["promised"], leaf.question()).has_value)
    fallback = next((one for one in readable if one.answer in {"duration", "percent"}), leaves[0])
    leaf = min(named, key=lambda found: found[:2], default=(0, 0, fallback))[2]
    value = inputs.get("criterion", {}).get("value")
    if value is not None:
        entered = {
            "id": leaf.id, "label": leaf.label.as_dict(), "aliases": list(leaf.aliases),
            "answer": leaf.answer, "weight": 1, "value": {float(k): v for k, v in value.items()},
            **({"unit": leaf.unit} if leaf.kind.has_unit and leaf.unit else {}),
        }  # fmt: skip
        tree = {"title": "example", "reference_date": "2026-12-01", "criteria": [entered]}
        (leaf,) = load_criteria(tree).leaves()
    listed = {id: tuple(sorted({n.casefold() for n in ns}, key=len)) for id, ns in names.items()}
    return leaf, listed


def promise(inputs: Mapping[str, Any]) -> Figures:
    leaf, names = criterion_for(inputs)
    reading = read_text(inputs["promised"], leaf.question())
    answer = Answer(
        criterion=leaf.id, text=inputs["promised"], state=AnswerState.ANSWERED, reading=reading
    )
    found = compare_promise(leaf, answer, draft_of_text(inputs["contract"]), names)
    return {
        "contract_reading": [found.contract_low, found.contract_high],
        "points_promised": found.points_promised,
        "points_contract": found.points_contract,
        "verdict": found.verdict,
        "exception": found.exception,
    }


def sla(inputs: Mapping[str, Any]) -> Figures:
    found = sla_credit(
        weights=inputs["weights"], targets=inputs["target"], actual=inputs["actual"],
        anchors=inputs["anchors"], fee=inputs["fee"], rate=inputs["rate"], cap=inputs["cap"],
        tolerance=inputs["tolerance"],
    )  # fmt: skip
    return {"points_lost": dict(found.points_lost), "lost": found.lost, "credit": found.credit}


def dates(inputs: Mapping[str, Any]) -> Figures:
    if "start" in inputs:
        day = add_months(dt.date.fromisoformat(inputs["start"]), inputs["months"])
        return {"corresponding_day": day.isoformat()}
    end = dt.date.fromisoformat(inputs["end"])
    days = []
    for said in inputs["notice"]:
        number, unit = re.fullmatch(r"(\d+) (day|month)s?", said).groups()  # type: ignore[union-attr]
        term = Term(days=int(number)) if unit == "day" else Term(months=int(number))
        days.append(last_notice_day(end, term).isoformat())
    return {"last_day": days}


def docx(inputs: Mapping[str, Any]) -> Figures:
    """A document is made of the body as it is described, and read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example.docx"
        path.write_bytes(document(inputs["body"]))
        draft = read_document(path)
    text = draft.text()
    return {
        "final": draft.text().split("\n")[0],
        "original": draft.text("original").split("\n")[0],
        "checked": list(draft.checked),
        "must_contain": text,
        "flags": [flag for flag in ("inserted", "deleted", "struck") if flag in draft.flags],
    }


TRACKED = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'


def run(text: str, tag: str = "t", look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def tracked(text: str) -> str:
    """Runs of a text in which ``<ins>`` and ``<del>`` mark tracked changes."""
    out = ""
    for kind, changed, plain in re.findall(r"<(ins|del)>(.*?)</\1>|([^<]+)", text):
        if kind:
            inner = run(changed, "t" if kind == "ins" else "delText")
            out += f"<w:{kind} {TRACKED}>{inner}</w:{kind}>"
        else:
            out += run(plain)
    return out


def document(body: str) -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    paragraphs, notes = [], ""
    for part in body.split("; "):
        if part.startswith("checkbox control"):
            inner = ""
            for box, label in re.findall(r"([☒☑☐])\s*(\S+)", part):
                inner += (
                    f'<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="{w14}"><w14:checked '
                    f'w14:val="{int(box != "☐")}"/></w14:checkbox></w:sdtPr><w:sdtContent>'
                    f"{run(box)}</w:sdtContent></w:sdt>{run(f' {label} ')}"
                )
        elif part.startswith("text box "):
            words = f"<w:txbxContent><w:p>{run(part[9:])}</w:p></w:txbxContent>"
            inner = f'<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{words}</v:textbox></w:pict></w:r>'  # noqa: E501
        elif part.startswith("footnote "):
            notes = part[9:]
            inner = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        elif part.startswith("struck "):
            inner = run(part[7:], look="<w:strike/>")
        else:
            inner = tracked(part)
        paragraphs.append(f"<w:p>{inner}</w:p>")
    note = f'<w:footnote w:id="2"><w:p>{run(notes)}</w:p></w:footnote>'
    files = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',  # noqa: E501
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>',  # noqa: E501
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{"".join(paragraphs)}</w:body></w:document>',  # noqa: E501
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{main}">{note}</w:footnotes>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, xml in files.items():
            file.writestr(name, xml)
    return buffer.getvalue()


FORMS: dict[str, Callable[[Mapping[str, Any]], Figures]] = {
    "contract_clauses": clauses, "promise": promise, "sla": sla, "dates": dates, "docx": docx,
}  # fmt: skip
