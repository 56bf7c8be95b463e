"""Answers that are none: blank, refused, pending, vague, a reference, a template left untouched.

`WHOLE` are phrases that make an answer none when they are all of it; `ANYWHERE` also beside other
words. To teach the grammar one, add it to its table.
"""

from __future__ import annotations

import re
from functools import cache

from vendor_score.grammar.words import Role, words

__all__ = ["ANYWHERE", "is_blank_form", "whole_answer"]

WHOLE: dict[str, tuple[str, ...]] = {
    "missing": words("""
        空, 空白, 未填, 未填写, blank, null, nan, nil answer, none given, no answer, 无数据,
        暂无数据, 没有数据, 未统计, 暂未统计, 没有统计, 无统计, 暂无统计, 未知, 不详, 不清楚,
        不知道, no data, not available, unavailable, unknown, not tracked, not measured,
        not recorded, data not available, no data available, no figures, no figure, not known,
        ?, ??, ???, 无记录, 数据缺失, 缺失, missing, 未测, 未监控, do not know, don't know,
        no information, no info"""),
    "not_applicable": words("""
        n/a, na, n.a., n.a, n\\a, n / a, n-a, n/a., not applicable, does not apply,
        not relevant, inapplicable, doesn't apply, 不适用, 不涉及, 暂不涉及, 未涉及, 无此项,
        无此业务, 没有此业务, 无此项业务, 无该业务, 不相关, 无关, 此项不适用, 本项不适用,
        不适用于我司, 不适用本公司, 没有涉及, 无涉及, n/a - not applicable, 我司不适用,
        我司不涉及, 本项目不适用, 不涉及此项, 该项不适用, 无此服务, 未开展此业务, 未开展,
        不需要"""),
    "refused": words("""
        密, 秘密, 内部数据, 内部资料, 内部信息, private, secret, proprietary, classified,
        restricted, withheld, decline, declined, nda, 涉密, 不公开"""),
    "pending": words("""
        tbd, tba, tbc, t.b.d., t.b.a., t.b.c., pending, to follow, to come, later, soon, 后补, 待,
        待填, 待定中, 统计中, 确认中, 更新中, 审核中, 整理中, 核实中, 稍后, open, in preparation,
        under review, wip, being prepared, to be supplied, 处理中"""),
    "vague": words("""
        多年经验, 多年行业经验, 多个, 多名, 多人, 多次, 多场, 多种, 多项, 若干, 秒回, 很多, 较多,
        许多, 多, 少, 很少, 较少, 很快, 快, 较快, 极快, 最快, 及时, 及时响应, 及时回复, 立即,
        立刻, 即时, 即时响应, 即时回复, 实时, 实时响应, 实时回复, 马上, 马上回复, 尽快, 第一时间,
        第一时间响应, 第一时间回复, 多年, 多家, 大量, 众多, 不少, 不多, 丰富, 经验丰富, 充足,
        优秀, 良好, 优良, 优, 良, 好, 较好, 很好, 较高, 很高, 高, 高于行业, 低, 较低, 很低, 极低,
        正常, 一般, 还可以, 可以接受, 达标, 合格, 基本达标, 均达标, 行业标准, 行业平均水平, 中等,
        中上, 中等偏上, 秒级, 秒级响应, 秒级回复, 毫秒级, 分钟级, 瞬间, 随时, 随叫随到, 无限,
        不限, 无上限, 无限制, 业内领先, 同行领先, 国内领先, 遥遥领先, 领先, 一流, 业界领先,
        行业顶尖, 顶尖, 前列, 名列前茅, 行业第一, 行业前列, 优于同行, 优于行业, 较稳定, 稳定,
        合理, 优惠, 便宜, 市场价, 行业价, 好几年, 好多年, 几年, 数年, 数十, 数百, 数千, 数万,
        数十家, 数百家, 数百人, 数十人, 数千人, 若干年, 若干家, 若干人, 若干个, 几十家, 几百家,
        不计其数, 数不胜数, 长期, 全覆盖, 基本满分, 接近满分, 快速, 快速响应, 快速回复, 大部分,
        绝大部分, 绝大多数, 大多数, 多数, 少数, 小部分, 极少, 常规, 标准, 按标准, 按行业标准,
        多家知名品牌, 海量, 数家, 若干名, 较快响应, 急速, 极速, 极速响应, 极速回复, 光速, depends,
        various, varies, variable, immediately, immediate, instant, instantly, instantaneous,
        asap, a.s.a.p., fast, very fast, quick, quickly, prompt, promptly, rapid, rapidly,
        in seconds, within seconds, seconds, minutes, in minutes, within minutes,
        a few seconds, few seconds, a few minutes, few minutes, a few, few, some, many,
        several, a lot, lots, numerous, plenty, dozens, hundreds, thousands, several years,
        many years, decades, long, a long time, long time, excellent, very good, good, great,
        ok, okay, fine, average, high, very high, higher, low, very low, lower, above average,
        below average, better than average, best, the best, top, best in class, best-in-class,
        leading, market leading, market standard, industry standard, market price, competitive,
        reasonable, acceptable, normal, standard, typical, real time, real-time, realtime,
        in real time, unlimited, no limit, extensive, rich, enough, sufficient, most,
        almost all, majority, most of them, mostly, nearly all, flexible, world class,
        world-class, state of the art, sub-second, very experienced, experienced, large, small,
        medium, big"""),
    "reference": words("""
        同, 同左, 同前, 同右, 同下, 见前, 见后, 见下, 见下方, 见备注, 见右, 见说明,
        详见备注, 详见说明, 详见下方, same, ditto, idem, \", 〃, above, below, see below,
        see notes, see note, see remarks, see comments, see comment, dto, dto., as before,
        see left, see right, as stated, same answer, see previous"""),
    "template_unanswered": words("""
        请选择, 请选择..., 请填写, 请填, 请输入, 填写, 待填写, 请在此填写, 此处填写, 在此填写,
        选择, 请勾选, 勾选, 必填, 选填, 点击选择, 单击选择, 请从下拉列表中选择, 下拉选择,
        请下拉选择, 填写内容, 答复, 请作答, 请如实填写, 请供应商填写, 供应商填写, 请填写数字,
        请填写具体数字, please select, select, select..., -select-, - select -, -- select --,
        --select--, select one, please choose, choose, choose an item, choose an item.,
        choose one, please fill in, fill in, please fill, enter here, please enter,
        to be filled, to be filled in, to be completed, your answer, your answer here,
        enter answer, answer here, please specify, please complete, type here, enter text,
        enter value, please answer, insert here, click here to enter text,
        click or tap here to enter text, <answer>, [answer], select an option,
        please select one, select from list, 有/无, 有无, 是/否, 是否, 有或无, 是或否, 能/否,
        可/否, 可/不可, 支持/不支持, 是/不是, 有/没有, 有、无, 是、否, 含税/不含税, yes/no,
        yes / no, y/n, y / n, yes or no, yes no, √/×, 有 / 无, 是 / 否, true/false,
        yes/no/partial, 是/否/部分, 有/无/部分"""),
    "negotiable": words("谈, 商议, 详询, 咨询, 可商, 价格另议, 询价, negotiate, let's talk, tbn"),
}  # fmt: skip
OPENINGS = (
    "n/a",
    "na",
    "n.a",
    "not",
    "does",
    "不",
    "无",
    "未",
    "暂",
    "没",
    "no ",
    "data",
    "unknown",
)
MISSING_SIGNS = re.compile(r"[-/\\.,;:·*_~?!#=+|()'\"\s。、□]*\Z")
ERRORS = re.compile(r"#(ref!?|n/a|value!?|div/0!?|name\??|null!?|num!?"
    r"|spill!?|calc!?|getting_data|####*)\Z|#+\Z|err:\d+\Z")  # fmt: skip
ANYWHERE: dict[Role, tuple[str, ...]] = {
    Role.REFUSED: words("""
        保密, 机密, 商业机密, 商业秘密, 属商业机密, 不便透露, 不便提供, 不便公开, 不便告知,
        不便披露, 不方便透露, 不方便提供, 不方便公开, 不方便告知, 不便于透露, 无法透露, 不能透露,
        不予透露, 不予公开, 不予提供, 不予披露, 不对外公开, 不对外, 不公开, 不透露, 拒绝提供,
        拒绝回答, 拒绝透露, 拒答, 无可奉告, 不提供数据, 无法提供, 暂不公开, 暂不方便透露,
        暂不便透露, 暂不透露, 不作回答, 不回答, 不予回答, 不愿透露, 涉及隐私, 涉及机密, 涉及保密,
        涉及客户隐私, 签有保密协议不便, 因保密原因, 因保密, 保密信息, 需保密, 内部保密, 恕不透露,
        恕不奉告, 暂不提供, 涉密不提供, 内部数据不公开, 客户要求保密, 保密原因, 不提供此数据,
        不宜公开, 不可公开, 未公开, 不能提供, 不能公开, 不愿提供, 不愿公开, confidential,
        strictly confidential, confidential information, company confidential,
        commercially confidential, confidentiality, trade secret, trade secrets, not disclosed,
        undisclosed, not disclosable, cannot disclose, can not disclose, cannot be disclosed,
        can't disclose, can't share, cannot share, cannot be shared, cannot provide,
        can't provide, unable to disclose, unable to share, unable to provide,
        not able to share, not able to disclose, not at liberty, prefer not to,
        prefer not to say, prefer not to answer, would rather not, do not disclose,
        don't disclose, does not disclose, do not share, don't share, not public, not shared,
        decline to, declined to, we decline, refuse, refused, not willing to,
        proprietary information, not to be disclosed, not for disclosure, will not disclose,
        won't disclose, not provided, nondisclosure, non-disclosure, internal only,
        internal use only, commercially sensitive, business secret, sensitive information"""),
    Role.PENDING: words("""
        待定, 待补充, 待补, 待确认, 待提供, 待核实, 待统计, 待更新, 待评估, 待测算, 待沟通,
        待商定, 待回复, 待签约后, 待上线后, 稍后提供, 稍后补充, 稍后回复, 后续提供, 后续补充,
        晚点提供, 近期提供, 尽快提供, 随后提供, 回头补充, 容后提供, 需确认, 需要确认, 需核实,
        需与总部确认, 正在统计, 正在确认, 正在核实, 正在整理, 正在收集, 尚未确定, 还未确定,
        尚未确认, 未确定, 未定, 暂未确定, 暂未定, 尚待确认, 签约后提供, 签约后确定, 合作后提供,
        后期提供, 再确认, 还需确认, 另行提供, 另行通知, 另行告知, 需评估, 需要评估, 评估后确定,
        评估后提供, 另附说明, 下周提供, 明天提供, 具体待定, 具体待确认, 待详细了解后确定,
        需求确认后报价, 了解需求后报价, 了解需求后再报价, 沟通后报价, 评估后报价, 调研后报价,
        试用后确定, tbd, tba, tbc, to be determined, to be confirmed, to be announced,
        to be advised, to be defined, to be decided, to be provided, to be completed later,
        to be specified, to be supplied, to be updated, to be verified, not yet determined,
        not yet known, not yet defined, not yet decided, not decided, not yet available,
        yet to be determined, yet to be confirmed, will provide later, will be provided,
        will be provided later, will follow, will provide, will send, will send later,
        will confirm, will advise, will update, to be checked, being checked, checking,
        awaiting, waiting for, under discussion, needs confirmation, need to confirm,
        need to check, we will provide, we will confirm, we will send, coming soon,
        in due course, pending confirmation, pending approval, after signing, upon signing,
        after contract signing, will revert, get back to you, at a later date,
        at a later stage, later stage, subject to confirmation, under evaluation,
        to be assessed, to be measured"""),
    Role.VAGUE: words("""
        行业领先, 行业领先水平, 处于行业领先, 根据项目情况而定, 根据情况而定, 根据实际情况而定,
        视情况而定, 视情况, 看情况, 视项目而定, 视项目情况而定, 视具体情况而定, 视需求而定,
        根据需求而定, 根据项目而定, 根据客户需求而定, 按项目情况, 按实际情况, 根据实际情况,
        根据具体情况, 根据客户需求, 根据需求, 根据项目, 按需求, 按需, 按需配置, 按客户要求,
        按客户需求, 按甲方要求, 按合同, 按合同约定, 以合同为准, 以实际为准, 以实际情况为准,
        以合同约定为准, 按要求, 按贵司要求, 因项目而异, 因客户而异, 因店铺而异, 因店而异,
        因人而异, 因类目而异, 不定, 不一定, 不固定, 不确定, 不等于, 都有可能, 有可能, 可能, 或许,
        也许, 说不准, 难以统计, 无法统计, 无法估计, 无法估算, 不好说, 各不相同, 不同项目不同,
        不同店铺不同, 差异较大, 有差异, 浮动, 波动, 灵活, 弹性, 客户要求, 依项目而定, 取决于,
        看项目, 看客户, 几十, 几百, 几千, 几万, 几秒, 几分钟, 几家, 几个, 几人, 几天, 几小时,
        几个月, 几秒钟, 数秒, 数秒内, 数分钟, 数小时, 数天, 数十年, 数百万, 尽力, 尽量, 尽可能,
        理论上, 理论, 号称, 据说, 每个项目不同, 每个店铺不同, 不一样, 不一, depends on,
        depending on, it depends, depend on, case by case, case-by-case, varies by, vary,
        varies with, as required, as needed, as agreed, as per contract, per contract,
        according to contract, according to the project, according to requirements,
        according to client requirements, subject to, on demand, as soon as possible,
        industry leading, industry-leading, leading in the industry, world-class, best effort,
        best efforts, maybe, perhaps, possibly, might, could be, hard to say, difficult to say,
        not sure, unsure, uncertain, not certain, client requirement, client requirements,
        customer requirement, customer requires, client requires, the client requires,
        required by client, theoretically, in theory, several, hundreds, dozens, thousands,
        tens of, a few, many, numerous, most, some clients, tailored, customized, flexible,
        project specific, project-specific, differs, differ, fluctuates"""),
    Role.REFERENCE: words("""
        同上, 同上题, 同上一题, 同上条, 见上, 如上, 如上所述, 见上题, 见上文, 见上述, 见上面,
        参见上文, 参考上文, 同第, 见第, 参见第, 详见第, 参考第, 同问题, 见问题, 同前述, 如前所述,
        见前文, 见前述, 同上述, 参照上题, 见方案, 详见方案, 见公司介绍, 详见公司介绍, 见官网,
        详见官网, 见其他, 见其它, 见sheet, 见表, 详见表, 与上同, 与上题相同, 同a, 同b, as above,
        see above, same as above, same as, as mentioned, as mentioned above, as stated above,
        as described above, refer to question, see question, see answer, refer to answer,
        see q, see row, see section, refer to section, see item, refer to above,
        please see above, please refer to above, see sheet, see tab, refer to sheet,
        see other sheet, see proposal, refer to proposal, see our website, see website,
        as per above, identical to above, like above, see line, see page, see our proposal,
        refer to our proposal, see brochure, see presentation, see company profile"""),
    Role.PLANNED: words("""
        申请中, 办理中, 筹备中, 认证中, 审核中, 进行中, 建设中, 计划中, 规划中, 准备中, 开发中,
        推进中, 评审中, 洽谈中, 签署中, 受理中, 已申请, 正在申请, 正在办理, 正在认证, 正在筹备,
        正在准备, 正在建设, 正在进行, 计划申请, 计划办理, 计划取得, 计划获取, 计划通过, 拟申请,
        拟办理, 准备申请, 即将取得, 即将获得, 即将通过, 预计取得, 预计年底取得, 预计明年,
        年底前完成, 待取得, 待认证, 后期考虑, 考虑中, 正在考虑, 明年计划, 今年计划, 有计划, 计划,
        即将, 筹建中, 待办理, 待申请, 待审批, 待批, 正在评审, 测评中, 备案中, 复评中, 换证中,
        续证中, 送审中, 补办中, in progress, in process, in the process, in application,
        applied for, applied, applying, application submitted, application in progress,
        planned, planning, we plan, plan to, plans to, under way, underway, under development,
        under application, under preparation, under certification, being certified,
        being implemented, in preparation, in planning, on the roadmap, roadmap, scheduled,
        not yet but planned, working on it, working on, work in progress, coming soon,
        expected in, due in, by end of year, by year end, next year, next quarter,
        to be obtained, to be certified, will be certified, will obtain, will apply, intend to,
        intended, in the pipeline, pipeline, ongoing, audit scheduled, certification pending,
        pending certification, certification in progress, preparing, soon"""),
}  # fmt: skip
EXAMPLE = re.compile(
    r"\(?\s*(?:(?:例如?|示例|举例|样例|填写示例|范例|eg\.?|e\.g\.|for example|example"
    r"|sample)\s*(?:[:,]|(?=[\d≤<约]))"
    r"|如\s*:|(?:例子|示例))"
)
PLACEHOLDER = re.compile(
    r"\(\s*\)(?=\s?(?:%|秒|分|人|年|元|家|个|天|月|小时|次))|_{2,}|\b[x]{2,}(?![a-z])|×{2,}|\*{2,}|(?<![a-z])[x]{1,3}(?=\s?(%|秒|分|人|年|元|家|个))"
)


@cache
def _whole() -> dict[str, str]:
    return {phrase: flag for flag, phrases in WHOLE.items() for phrase in phrases}


def whole_answer(text: str) -> str | None:
    """The flag of a clean answer that is none as a whole, None where it may be an answer."""
    if MISSING_SIGNS.match(text) and "/" not in text[1:] and text.strip("()") != '"':
        return "missing"
    if ERRORS.match(text) or text in {"()", "(空)", "(blank)"}:
        return "missing"
    core = text.strip(" .。!,;:()'\n*-")
    found = _whole().get(text) or _whole().get(core) or _opening(text)
    if found is None and is_blank_form(text):
        return "template_unanswered"
    return found


def _opening(text: str) -> str | None:
    """不适用(无在线客服): what the first words say, where no number follows."""
    if not text.startswith(OPENINGS) or any(c.isdecimal() for c in text):
        return None
    flag = _whole().get(re.split(r"[(,;。\n]| - ", text, maxsplit=1)[0].strip())
    return flag if flag in {"not_applicable", "missing"} else None


def is_blank_form(text: str) -> bool:
    """Whether it is a form that nobody filled in: an example text, or blanks to write in."""
    return EXAMPLE.match(text) is not None or PLACEHOLDER.search(text) is not None
