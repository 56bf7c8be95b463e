"""Answers that are yes or no, with what qualifies them: planned, partial, see attachment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vendor_score.grammar.checkboxes import read_checkboxes
from vendor_score.grammar.non_answers import ANYWHERE
from vendor_score.grammar.result import Result, no_value, unreadable
from vendor_score.grammar.tokens import Lexicon, Token, build, phrase_layer, tokenize
from vendor_score.grammar.words import PHRASES, Role, words

__all__ = ["KNOWN", "read_yes_no"]

YES = words("""
        是, 是的, 有, 有的, 可, 可以, 能, 能够, 支持, 已支持, 全部支持, 完全支持, 均支持, 同意,
        接受, 愿意, 可签, 可签署, 可以签, 可以签署, 能签, 能签署, 签, 已签, 已签署, 签署,
        均签署, 全员签署, 已签订, 可签订, 签订, 均签订, 签了, 提供, 可提供, 能提供, 已提供,
        具备, 具有, 拥有, 已有, 已具备, 已拥有, 持有, 已取得, 取得, 已获得, 获得, 已通过, 通过,
        已办理, 已完成, 已实现, 已开通, 已建立, 已部署, 已实施, 已配备, 配备, 已上线, 含, 包含,
        包括, 含税, 满足, 符合, 可满足, 可实现, 可配合, 配合, 欢迎, 随时欢迎, 允许, 开放,
        可开放, 承担, 愿意承担, 没问题, 没有问题, 无问题, 无条件, 无异议, 对的, 好的, 当然,
        当然可以, 必须, 肯定, 确认, 都有, 均有, 全有, 均可, 都可以, 都可, 无条件支持,
        无条件接受, 可接受, 可以接受, 存在, 全年无休, 已覆盖, 有固定, 服务过, 没意见, 没有意见,
        无意见, 没有异议, 没异议, 没有任何问题, 毫无问题, 没有障碍, 不成问题, 没有困难, 自愿,
        乐意, 做过, 曾服务过, 曾经有, 已做, 已备, 已配, √, v, 已执行, 严格执行, 执行, 已落实,
        落实, 履行, 保证, 承诺, 已加密, 可排他, 已启用, 启用, 已购买, yes, y, yep, yeah, yup,
        true, sure, of course, certainly, absolutely, definitely, available, supported,
        supports, we support, we have, we can, we will, we are, has, have, in place,
        implemented, provided, included, accepted, agreed, agree, we agree, accept, we accept,
        signed, we sign, can sign, will sign, certified, compliant, complies, comply, we comply,
        fully, fully supported, fully compliant, done, completed, confirmed, possible, ok, okay,
        no problem, not a problem, not an issue, no issue, no objection, we do, no problems, no
        issues, no objections, without problems, held, obtained, enabled, in force, in use,
        always, affirmative, positive, correct, exists, granted, allowed, permitted, willing,
        happy to, 必签, 必须签, 必须签署""")
# A yes only where no unknown word stands behind it: 全部, but not 全部自有员工.
WEAK_YES = words("""
        全部, 全员, 覆盖, 全覆盖, 齐全, 固定, 自有, 对, 好, 行, 真, 会, 可, 能, 含, own, has""")
NO = words("""
        否, 无, 没有, 没, 不, 不是, 不可, 不可以, 不能, 不能够, 不支持, 不同意, 不接受, 不愿意,
        不提供, 不具备, 未, 未有, 未通过, 未签, 未签署, 不签, 未取得, 未获得, 未办理, 未开通,
        未建立, 未实施, 无需, 暂无, 暂没有, 目前没有, 目前无, 暂未, 暂不, 暂不支持, 尚无, 尚未,
        还没有, 还没, 从未, 从不, 从无, 并无, 并未, 并不, 不会, 不允许, 不存在, 不涉及, 不含,
        不包含, 不包括, 不含税, 不满足, 不符合, 不行, 无法, 不承担, 不可排他, 禁止, 严禁, 绝不,
        均无, 都没有, 都无, 全无, 均不, 未曾, 没有过, 不转包, 不分包, 零, ×, 不对, 假, 暂时没有,
        暂时无, 无计划, 没有计划, 暂无计划, 非, 并非, 拒绝, 不愿, 不得, 未配备, 没签, 没做,
        未做, 缺, 缺乏, 不覆盖, 没有取得, no, n, nope, none, not, never, false, nil, neither, no
        plans, no plan, not yet, we do not, of course not, definitely not, certainly not,
        absolutely not, surely not, certainly no, not available, not supported, unsupported,
        unavailable, not possible, impossible, cannot, can't, can not, don't, do not, does not,
        doesn't, isn't, is not, are not, aren't, have not, haven't, has not, hasn't, not have,
        don't have, do not have, does not have, not in place, not implemented, not certified,
        not provided, not included, not accepted, not agreed, disagree, won't, will not, would
        not, unable, lacking, 拒签, 签不了, 做不到, 办不到, 没法, 不可能, 难以, 不肯, 不予,
        不想, negative, not at present, not currently, not at the moment, prohibited, forbidden,
        not allowed, not permitted, no such, without, nothing, incorrect, declined, not
        applicable yet, zero, not planned, not signed""")
PARTIAL = words("""
        部分, 部分支持, 部分有, 部分满足, 部分可以, 部分具备, 有部分, 一部分, 部分符合, 部分通过,
        有限支持, 有限, 半支持, 部分可, 部分是, 部分覆盖, 部分提供, 大部分, 少部分, 多数, 少数,
        个别, 有些, 有的有, 不完全, 不全, 未全部, 不是全部, 未完全, 基本支持, 基本满足, 基本,
        大体, 大多, 主要, partial, partially, partly, in part, limited, to some extent, somewhat,
        partially supported, some, mostly, largely, for some, in some cases, not fully,
        not all, not entirely, not completely, sometimes, occasionally, most, 偶尔, 有时""")
LIMITS = words("""
        仅, 只, 只有, 仅限, 只限, 限于, 仅支持, 只支持, only, limited to, solely, exclusively,
        except, except for, 除, 除外, 除了, excluding""")
CONDITIONS = words("""
        但, 但是, 但需, 但要, 如, 如果, 若, 前提, 视, 视情况, 需, 需要, 须, 需另, 需付费,
        另收费, 额外收费, 收费, 经, 条件, 取决于, 不过, 根据, 合作后, but, if, provided, subject
        to, on condition, depending, depends on, unless, however, when, upon, on request, upon
        request, with prior, at extra cost, extra cost, additional cost, for a fee""")
OPEN_QUESTION = words("""
        可能, 也许, 或许, 应该, 大概, 不确定, 不一定, 视情况而定, 看情况, 是吧, 有吧, 可以吧,
        好像, 似乎, 估计, 有望, 有待, 待商榷, 有争议, 有顾虑, 有困难, 难度, 有风险, 说不准,
        不好说, 考虑, 会考虑, 可考虑, 可以考虑, 可选, 能免则免, 由客户决定, it depends, maybe,
        perhaps, possibly, probably, should be, might, unsure, not sure, could be""")
# What neither says yes nor no, though words in it would.
NEUTRAL = words("""
        放心, 请放心, 不用担心, 不必担心, 无例外, 没有例外, 保密协议, 保密条款, 保密承诺书, nda,
        confidentiality agreement, confidentiality clause, non-disclosure agreement, no
        exceptions, no exception, without exception, no limits, no limit, 有限公司,
        有限责任公司, 有限责任, 股份有限, 三只松鼠, 经验, 经典, 经营, 经理, company limited, co.
        limited, co limited, pte limited, pty limited, private limited""")
SUBJECTS = frozenset(
    words("""
        we, our, all, they, the, it, company, staff, 我, 司, 们, 公, 本, 与, 员, 工, 双, 方, 入,
        职, 时, 目, 前, 现, 均, 都, 已, 全, i, currently, at present, already, always, nda,
        保密协议, 请放心, 放心, 不用担心""")
)
PLANS = words(
    """预计, 拟, 将于, 将在, 将会, 明年, 年底前, 下季度, 下半年, expected, expects, will have,
    next year"""
)
KNOWN = frozenset((*YES, *WEAK_YES, *NO, *PARTIAL, *NEUTRAL, *PLANS, *ANYWHERE[Role.PLANNED]))
Y, N = "yes", "no"


class Word:
    """The roles that only yes and no know, by the value of a token."""

    YES, WEAK_YES, NO, PARTIAL, LIMIT, CONDITION, MAYBE = (
        "yes",
        "weak_yes",
        "no",
        "partial",
        "limit",
        "condition",
        "maybe",
    )
    NEUTRAL = "neutral"


@cache
def _lexicon() -> Lexicon:
    evidence = dict.fromkeys(PHRASES[Role.EVIDENCE], (Role.EVIDENCE, None))
    talks = dict.fromkeys(PHRASES[Role.NEGOTIABLE], (Role.NEGOTIABLE, None))
    anywhere = {p: (r, None) for r, phrases in ANYWHERE.items() for p in phrases}
    marks = {
        p: (r, None) for r in (Role.STOP, Role.SLASH, Role.OPEN, Role.CLOSE) for p in PHRASES[r]
    }
    own = phrase_layer(Role.FILLER, {
        Word.CONDITION: CONDITIONS, Word.LIMIT: LIMITS, Word.YES: YES,
        Word.WEAK_YES: WEAK_YES, Word.NO: NO,
        Word.PARTIAL: PARTIAL, Word.MAYBE: OPEN_QUESTION, Word.NEUTRAL: NEUTRAL,
    })  # fmt: skip
    plans = dict.fromkeys(PLANS, (Role.PLANNED, None))
    return build([anywhere, talks, own, plans, evidence, marks], letters=False, whole=False)


def read_yes_no(text: str) -> Result:
    """Read a clean answer as yes (1), no (0) or something between (0 to 1)."""
    boxes = read_checkboxes(text)
    if boxes is not None:
        return _read_checkboxes(boxes.ticked)
    if text.endswith("?"):
        return unreadable("no_yes_or_no")
    if text == "x":
        return no_value("ambiguous")  # a tick in some countries, a cross in others
    if text in {"1", "1.0"}:
        return _answer(Y)
    if text in {"0", "0.0"}:
        return _answer(N)
    return _read(_settled(tokenize(text, _lexicon())))


def _settled(tokens: Sequence[Token]) -> list[Token]:
    """With 全部 and 可 taken for a yes where no unknown word stands behind them."""
    settled: list[Token] = []
    unknown = False
    for token in reversed(tokens):
        if token.value == Word.WEAK_YES:
            settled.append(replace(token, value=None if unknown else Word.YES))
        else:
            settled.append(token)
            unknown = token.role is Role.UNKNOWN
    return settled[::-1]


def _read_checkboxes(ticked: Sequence[str]) -> Result:
    if not ticked:
        return no_value("template_unanswered")
    if len(ticked) > 1:
        return no_value("ambiguous")
    return read_yes_no(ticked[0])


def _answer(value: str, *flags: str) -> Result:
    low, high = {Y: (1.0, 1.0), N: (0.0, 0.0), "partial": (0.0, 1.0)}[value]
    return Result(low=low, high=high, flags=frozenset(flags))


def _read(tokens: Sequence[Token]) -> Result:
    roles = {t.role for t in tokens}
    flags = {"evidence_claimed"} if Role.EVIDENCE in roles else set()
    said = [str(t.value) for t in tokens if t.role is Role.FILLER and t.value]
    for role in (Role.REFUSED, Role.REFERENCE, Role.PENDING):
        if role in roles and Word.YES not in said and not _says_no_first(tokens):
            return no_value(role.value)
    if Role.NEGOTIABLE in roles and not {Word.YES, Word.NO} & set(said):
        return no_value("negotiable")
    if Role.PLANNED in roles:
        return _answer(N, "planned")
    if (
        Word.MAYBE in said
        or set(said) == {Word.CONDITION}
        or (Role.VAGUE in roles and Word.YES not in said)
    ):
        return no_value("vague")
    return _decided(tokens, said, flags)


def _says_no_first(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].role is Role.FILLER and tokens[0].value == Word.NO


def _decided(tokens: Sequence[Token], said: Sequence[str], flags: set[str]) -> Result:
    if Word.PARTIAL in said or (Word.LIMIT in said and (Word.YES in said)):
        return _answer("partial", "partial", *flags)
    first = _first_clause(tokens)
    verdict = _verdict(first)
    if verdict is None:
        if not said and "evidence_claimed" in flags:
            return no_value("evidence_claimed")
        return unreadable("no_yes_or_no")
    rest = [str(t.value) for t in tokens[len(first) :] if t.role is Role.FILLER]
    if verdict == Y and Word.NO in rest and Word.CONDITION not in rest:
        return unreadable("yes_and_no")
    if (Word.CONDITION in said or Role.NEGOTIABLE in {t.role for t in tokens}) and verdict == Y:
        flags = flags | {"conditional"}
    return _answer(verdict, *flags)


def _first_clause(tokens: Sequence[Token]) -> Sequence[Token]:
    """Up to the first stop or bracket behind a yes or a no."""
    decided = False
    for i, token in enumerate(tokens):
        if token.role is Role.FILLER and token.value in {Word.YES, Word.NO}:
            decided = True
        elif decided and token.role in {Role.STOP, Role.OPEN}:
            return tokens[:i]
    return tokens


def _verdict(tokens: Sequence[Token]) -> str | None:
    """yes, no, or None: nothing that decides, or a denial of a denial."""
    words_ = [str(t.value) for t in tokens if t.role is Role.FILLER]
    decisive = [w for w in words_ if w in {Word.YES, Word.NO}]
    if _says_twice(tokens):
        return decisive[0]
    opening = next((t for t in tokens if t.text not in SUBJECTS), None)
    unknown = opening is not None and opening.role is Role.UNKNOWN
    if not decisive or unknown:
        return None
    if decisive.count(Word.NO) > 1:
        return None
    if Word.NO in decisive:
        return N if decisive[0] == Word.NO or len(decisive) == 1 else None
    return Y


def _says_twice(tokens: Sequence[Token]) -> bool:
    """否 / No, No 否: the same word in both languages and nothing else."""
    told = [t for t in tokens if t.role not in {Role.SLASH, Role.STOP}]
    if len(told) != 2 or any(t.role is not Role.FILLER for t in told):  # noqa: PLR2004
        return False
    return told[0].value == told[1].value and told[0].text.isascii() != told[1].text.isascii()
