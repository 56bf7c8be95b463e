"""Words over columns and beside rows, in English and Chinese. To teach the reader one, add it."""

from __future__ import annotations

from enum import StrEnum

from vendor_score.grammar.words import words

__all__ = ["CONTACT", "NO_VENDOR", "ROLES", "Role"]


class Role(StrEnum):
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


ROLES: dict[Role, tuple[str, ...]] = {
    Role.VENDOR: words("""
        vendor, vendors, vendor name, name of vendor, company, companies, company name,
        name of company, name of the company, supplier, suppliers, supplier name,
        name of supplier, bidder, bidder name, tenderer, provider, provider name,
        service provider, respondent, respondent name, outsourcer, outsourcer name, bpo,
        organisation, organization, organisation name, organization name, legal name,
        registered name, contractor, agency, agency name, firm, legal entity,
        company legal name, full company name, vendor company, vendor company name, 供应商,
        供应商名称, 供应商全称, 供应商名, 公司, 公司名称, 公司全称, 公司名, 企业, 企业名称,
        企业全称, 服务商, 服务商名称, 外包商, 外包商名称, 外包公司, 厂商, 厂商名称, 厂家,
        投标单位, 投标人, 投标人名称, 投标单位名称, 投标方, 单位名称, 填报单位, 填写单位,
        报价单位, 应答人, 应答单位, 应答方, 乙方, 乙方名称, 机构名称, 受访单位, 服务方,
        服务提供商, 回复单位, empresa, proveedor, lieferant, anbieter, fournisseur, 会社名"""),
    Role.NAME: words("""
        name, names, 名称, 姓名, alternative, alternatives, candidate, candidates, option, 方案,
        备选, 备选方案, 候选, 候选供应商, bids"""),
    Role.QUESTION: words("""
        question, questions, question text, criterion, criteria, item, items, topic,
        requirement question, kpi, metric, indicator, sub criterion, subcriterion,
        evaluation criterion, evaluation criteria, assessment item, description of question,
        field, parameter, measure, 问题, 问题描述, 问题内容, 题目, 指标, 指标名称, 指标项, 项目,
        项目名称, 评估项, 评估项目, 评估指标, 评审指标, 评审项, 考核指标, 考核项目, 考察项,
        考察内容, 调查项, 调查项目, 调查内容, 二级指标, 三级指标, 评分项, 内容项, 事项, 字段,
        评价指标, 维度指标, 比较项, 对比项, 对比项目, 问询内容, frage, pregunta, preguntas,
        question posee, 質問"""),
    Role.ANSWER: words("""
        answer, answers, response, responses, reply, replies, your answer, your answers,
        your response, your reply, value, values, vendor input, input, result, results, details,
        detail, content, feedback, entry, to be filled in, fill in, please fill in,
        please complete, answer here, 回答, 答复, 回复, 填写内容, 填写, 填写栏, 填写处,
        填报内容, 填报, 答案, 应答, 应答内容, 反馈, 反馈内容, 内容, 回答内容, 答复内容,
        回复内容, 情况, 具体情况, 实际情况, 数值, 数据, 结果, 实际值, 现状, 请填写, 请在此填写,
        贵司情况, 贵司数据, 贵公司情况, 供应商情况, 详情, 具体内容, 说明内容, antwort,
        respuesta, respuestas, reponse, réponse, 回答欄"""),
    Role.EVIDENCE: words("""
        evidence, proof, proofs, attachment, attachments, supporting document,
        supporting documents, supporting evidence, documentation, reference document,
        evidence provided, proof provided, source, sources, annex, exhibit, evidence reference,
        link, links, 证明材料, 附件, 证明, 证明文件, 证据, 佐证, 佐证材料, 支撑材料, 支持材料,
        附件名称, 材料, 来源, 数据来源, 截图, 附件编号, 证明附件, 证明材料附件, 附件证明材料"""),
    Role.REMARKS: words("""
        comment, comments, remark, remarks, note, notes, vendor comment, vendor comments,
        additional comments, additional information, additional notes, explanation,
        explanations, clarification, clarifications, comments remarks, remarks comments, 备注,
        说明, 备注说明, 说明备注, 补充说明, 其他说明, 注释, 意见, 补充, 情况说明, 附注,
        bemerkung, bemerkungen, kommentar, comentario, comentarios, observaciones, commentaire"""),
    Role.NUMBER: words("""
        no, nr, number, num, id, ids, ref, ref id, refid, reference, code, question id,
        question no, question number, criterion id, item no, s n, sn, serial, serial no, index,
        idx, vendor score id, vendorscoreid, 序号, 编号, 题号, 号, 行号, 代码, 问题编号,
        指标编号, 指标代码, 项次, 项号, 序, 编码"""),
    Role.UNIT: words("""
        unit, units, uom, unit of measure, unit of measurement, 单位, 计量单位, 数据单位,
        指标单位"""),
    Role.YES: words("""
        yes, y, 是, 有, 符合, 满足"""),
    Role.NO: words("""
        no answer, 否, 不符合, 不满足"""),
    Role.OTHER: words("""
        weight, weights, weighting, weight %, score, scores, max score, points, max points,
        maximum points, rating, grade, priority, importance, mandatory, must, required, section,
        category, group, area, domain, theme, chapter, dimension, type, answer type,
        question type, format, example, examples, sample, sample answer, guidance, instruction,
        instructions, help, hint, description, explanation of question, requirement,
        requirements, target, threshold, benchmark, standard, minimum, maximum, min, max,
        average, mean, total, sum, please prove with, evidence required, required evidence,
        proof required, evidence wanted, status, owner, date, due date, person, contact, page,
        buyer, buyer comment, buyer comments, reviewer, evaluation, evaluator, our score,
        internal, internal notes, for internal use, assessable, depth, direction, objective,
        rank, ranking, phone, telephone, email, e mail, address, website, country, city, region,
        权重, 分值, 分数, 得分, 评分, 满分, 打分, 优先级, 重要性, 重要程度, 必答, 是否必填,
        必填, 类别, 分类, 大类, 模块, 维度, 一级指标, 类型, 题型, 格式, 示例, 样例, 填写示例,
        举例, 填写要求, 填写说明, 填写指引, 要求, 要求说明, 标准, 评分标准, 评分细则, 评审标准,
        达标线, 目标, 目标值, 阈值, 基准, 考核标准, 口径, 统计口径说明, 所需证明, 需提供证明,
        需提供材料, 需提供的证明材料, 所需材料, 证明要求, 平均, 平均值, 合计, 总计, 最大值,
        最小值, 最高, 最低, 状态, 负责人, 日期, 联系人, 联系电话, 电话, 邮箱, 联系方式, 地址,
        网址, 城市, 地区, 采购方意见, 甲方意见, 内部备注, 甲方备注, 评审意见, 评委, 方向, 排名,
        名次, 部分, 章节, 分组, 指标组, 描述, 指标说明, 指标定义, 定义, 计算公式, 公式"""),
}  # fmt: skip
"""What the heading of a column says of it."""

NO_VENDOR = words("""
    total, totals, grand total, subtotal, sub total, sum, average, averages, avg, mean, median,
    weight, weights, weighting, type, types, max, min, maximum, minimum, count, std, stdev,
    std dev, standard deviation, variance, target, targets, threshold, benchmark,
    industry average, industry, unit, units, direction, objective, ideal, worst, best, highest,
    lowest, range, example, sample, remarks, note, notes, comment, comments, rank, ranking,
    score, scores, overall, summary, requirement, requirements, mandatory, cost or benefit,
    criteria type, 合计, 总计, 小计, 总和, 汇总, 平均, 平均值, 均值, 平均分, 平均数, 权重,
    权重值, 权重占比, 类型, 最大, 最大值, 最小, 最小值, 最高, 最低, 最高值, 最低值, 中位数,
    标准差, 方差, 极差, 单位, 方向, 目标, 目标值, 达标线, 基准, 行业平均, 行业均值, 满分, 分值,
    标准, 要求, 最优, 最差, 排名, 名次, 得分, 总分, 备注, 说明, 注, 示例, 样例, 例, 填写示例,
    填写说明, 填写要求, 指标类型, 指标方向, 计量单位, 数据来源, 口径, 统计口径""")  # fmt: skip
"""Rows and columns that sum up or explain."""

CONTACT = words("""
    timestamp, time stamp, submitted at, start time, completion time, ip, ip address, email address,
    e mail address, respondent email, username, user name, 提交时间, 提交答卷时间, 开始时间,
    结束时间, 完成时间, 所用时间, 来源详情, 来自ip, 填写时间, 提交人, 用户名, 微信昵称, contact,
    contact person, contact name, phone, phone or e mail, phone or email, telephone,
    mobile, email, e mail, address, website, date, date filled in, filled in by, title, position,
    job title, signature, signed by, submission date, version, fax, buyer, customer, client,
    project, project name, rfp number, due date, deadline, 联系人, 联系电话, 电话, 手机, 邮箱,
    电子邮箱, 地址, 公司地址, 网址, 官网, 日期, 填写日期, 填表日期, 填写人, 填表人, 填报人, 职务,
    职位, 签字, 签章, 盖章, 电话或邮箱, 联系方式, 传真, 采购方, 甲方, 项目名称, 项目编号, 截止日期,
    版本""")
"""Rows that ask who filled the form in."""
