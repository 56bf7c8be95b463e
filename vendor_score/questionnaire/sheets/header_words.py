"""What the words over columns and beside rows say of them; they are ``header.*`` of the lexica."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from vendor_score.grammar.clean import clean
from vendor_score.questionnaire.headings import (
    alnum,
    bilingual_parts,
    normalize_heading,
    strip_numbering,
)
from vendor_score.wording import lexicon

__all__ = [
    "CONTACT",
    "NO_VENDOR",
    "ROLES",
    "ColumnRole",
    "is_contact_word",
    "is_example",
    "is_no_vendor",
    "is_note",
    "role_of",
]


class ColumnRole(StrEnum):
    """What a column holds, as its heading says."""

    VENDOR = "vendor"
    NAME = "name"  # a vendor's name only at the head of a table of vendors
    QUESTION = "question"
    ANSWER = "answer"
    EVIDENCE = "evidence"
    REMARKS = "remarks"
    NUMBER = "number"
    UNIT = "unit"
    YES = "yes"
    NO = "no"
    OTHER = "other"


ROLES = {role: lexicon.words(f"header.{role.value}") for role in ColumnRole}
"""What the heading of a column says of it."""

NO_VENDOR = lexicon.words("heading.no_vendor")
"""Rows and columns that sum up or explain."""

CONTACT = lexicon.words("heading.contact")
"""Rows that ask who filled the form in."""


# What the words over columns and beside rows say of them.


_ROLES: dict[str, ColumnRole] = {
    alnum(word): role for role, known in ROLES.items() for word in known
}
_ANSWER = re.compile(
    r"(?:供应商|厂商|投标人|投标方|乙方|贵司|贵公司|贵方|服务商|公司|请|由供应商|由乙方)*的?"
    r"(?:回答|答复|回复|填写|应答|填报|反馈)(?:内容|情况|栏|区|处|结果|说明|值|信息)?"
    r"|(?:please |kindly )?"
    r"(?:your|the |vendor|supplier|bidder|company|provider|respondent|tenderer)?(?:'?s)? ?"
    r"(?:answers?|responses?|reply|replies|inputs?)(?: here| below| column| text| value| field)?"
)

_VENDOR = re.compile(
    r"(?:请(?:在此)?(?:填写|输入|注明|写明|提供))?(?:贵|本|我)(?:公司|司|单位|企业|机构|方)的?(?:名称|全称|名字)"
    r"|(?:请(?:在此)?(?:填写|输入|注明|写明|提供))?(?:客服)?(?:外包|参选|投标|应标|竞标|申报|填报|填表|填写|应答|回复|报价"
    r"|提交|报名|响应)(?:供应商|服务商|公司|单位|企业|机构|厂商|方)的?(?:名称|全称|名字)?"
    r"|(?:please (?:enter|state|give|write|provide|insert|fill in|specify|type) )?"
    r"(?:(?:full|legal|registered|trading|official|complete) )*"
    r"(?:(?:name|name of) )?(?:of )?(?:(?:the|your|our) )?"
    r"(?:(?:full|legal|registered|trading|official) )*"
    r"(?:company|vendor|supplier|provider|bidder|firm|organi[sz]ation|agency|contractor|outsourcer)"
    r"(?:'s)?(?: (?:full|legal|registered|trading|official))*(?: name)?"
    r"|(?:trading|business|corporate|firm) name"
)
"""Words that ask for the vendor's name; one of its own name (Your Agency Ltd) is not among them."""

_NO_VENDORS = frozenset(alnum(word) for word in NO_VENDOR)
_NO_VENDOR_LONG = re.compile(
    r"(?:grand |sub-? ?)?(?:total|sum|average|mean|median|weights?|max(?:imum)?|min(?:imum)?)"
    r"(?: (?:of|for|all|over|across|the|vendors?|suppliers?|values?|scores?|rows?|points?"
    r"|criteria|weights?|sum|total|in|%))+"
    r"|(?:全部|所有|各)?(?:供应商|公司|厂商)?(?:平均|合计|总计|最大|最小|最高|最低|加权平均)"
    r"(?:值|数|分|水平|得分)?(?:行)?"
)
_NO_VENDOR_BEGINS = frozenset(
    word[:2]
    for word in (
        *_NO_VENDORS,
        "全部",
        "所有",
        "供应商",
        "公司",
        "厂商",
        "加权",
        "各供",
        "各公",
        "各厂",
    )
)
"""First letters, by which most names of vendors are known to be none of these words at once."""

_EXAMPLE = re.compile(
    r"示例|样例|范例|举例|模板|填写样本|\b(?:example|sample|template|demo|specimen)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\s*(?:注|备注|说明|附注|填表说明|\*|※|note|notes|remark|remarks|nb|n\.b\.|source|来源|数据来源)"
    r"\s*[:：*\d.、]|^\s*[*※]",
    re.IGNORECASE,
)
_CONTACTS = frozenset(alnum(word) for word in CONTACT)
_LONGEST_HEADING = 60


@lru_cache(maxsize=16_384)
def role_of(text: str) -> ColumnRole | None:
    """What a heading says of its column, None for a heading that is none of these words."""
    if len(text) > _LONGEST_HEADING:
        return None
    roles = [_role(part) for part in (text, *bilingual_parts(text))]
    return next((role for role in roles if role is not None), None)


def _role(text: str) -> ColumnRole | None:
    told = next((_ROLES[key] for key in normalize_heading(text).keys if key in _ROLES), None)
    if told not in {None, ColumnRole.NAME}:
        return told
    return _phrase_role(text) or told


def _phrase_role(text: str) -> ColumnRole | None:
    """What a phrase says of its column: Please state your company's name."""
    if text.strip() in {"#", "＃", "№"}:
        return ColumnRole.NUMBER
    plain = clean(text).strip(" :*?").removesuffix(")")
    plain = plain.partition("(")[0].strip()
    if not plain:
        return None
    if _ANSWER.fullmatch(plain):
        return ColumnRole.ANSWER
    return ColumnRole.VENDOR if _VENDOR.fullmatch(strip_numbering(plain)) else None


@lru_cache(maxsize=4_096)
def is_no_vendor(text: str) -> bool:
    """Whether a row or column so headed sums up or explains: total, average, weight, type ..."""
    if len(text) > _LONGEST_HEADING or alnum(clean(text[:12]))[:2] not in _NO_VENDOR_BEGINS:
        return False
    for part in (text, *bilingual_parts(text)):
        folded = normalize_heading(part)
        if any(key in _NO_VENDORS for key in folded.keys):
            return True
        if _NO_VENDOR_LONG.fullmatch(folded.text.partition("(")[0].strip(" :*")):
            return True
    return False


def is_example(text: str) -> bool:
    """Whether a sheet or row so named is an example to the reader, not an answer."""
    return _EXAMPLE.search(text) is not None


def is_note(text: str) -> bool:
    """Whether a line is a note to the table rather than a vendor's name."""
    return _NOTE.search(text) is not None


def is_contact_word(text: str) -> bool:
    """Whether a row asks who filled the form in, which is no question of the criteria."""
    return any(
        key in _CONTACTS
        for part in (text, *bilingual_parts(text))
        for key in normalize_heading(part).keys
    )
