"""Words that stand in the names of files and sheets but are no part of a vendor's name."""

from __future__ import annotations

from vendor_score.grammar.words import words

__all__ = ["FILE_WORDS", "SHEET_WORDS"]

FILE_WORDS = frozenset(words("""
    answer, answers, bid, book, bpo, by, complete, completed, copie, copy, cs, csv, customer,
    data, draft, feedback, filled, fin, final, finalised, finalized, for, form, from, kopie,
    latest, new, of, outsourcing, proposal, questionnaire, questionnaires, replies, reply,
    response, responses, result, results, return, returned, rev, revised, revision, rfi, rfp,
    rfq, rfx, scan, sent, service, sheet, signed, stamped, supplier, suppliers, survey, table,
    template, tender, the, to, update, updated, vendor, vendors, ver, version, workbook, xls,
    xlsx, 供应商, 供应商调查表, 供应商调研表, 供应商问卷, 信息表, 修改, 修改版, 修订版, 初稿,
    副本, 反馈, 反馈表, 回函, 回复, 回执, 填写, 填写版, 填报, 外包, 完成, 定稿, 客服外包,
    客服外包供应商问卷, 客服外包问卷, 已填, 已填写, 应答, 扫描件, 投标, 投标文件, 报价, 报价单,
    报价表, 招标, 新版, 更新, 更新版, 最终, 最终版, 模板, 正式版, 版, 版本, 登记表, 盖章,
    盖章版, 答复, 签字版, 终稿, 草稿, 表, 调查表, 调查问卷, 调研表, 调研问卷, 资料, 采购,
    问卷"""))  # fmt: skip
SHEET_WORDS = FILE_WORDS | frozenset(words("""
    all, answer_sheet, antworten, assessment, blad, case, cases, commercial, company, compare,
    comparison, compliance, conversion, cost, costs, cover, coverage, criteria, criterion,
    cuestionario, details, domande, dsr, evaluation, experience, feuil, finance, foglio,
    fragebogen, fragen, general, group, hoja, hr, info, information, input, instruction,
    instructions, intro, introduction, it, items, kpi, kpis, kriterien, legal, list, long, main,
    matrix, metrics, one, operation, operations, overall, overview, page, part, pregunta,
    preguntas, price, prices, pricing, profile, quality, question, questions, ranking, rate,
    rates, readme, reference, references, respuesta, respuestas, sales, score, scores, section,
    security, services, sheets, sla, studies, study, summary, support, tab, tabelle, team,
    technical, terms, three, time, times, total, training, two, wide, лист, シート, 价格,
    企业信息, 信息安全, 公司信息, 公司情况, 其他, 内容, 合规, 响应, 响应时间, 商务, 商务条款,
    回答, 团队, 团队与培训, 培训, 基本信息, 基本情况, 安全, 对比, 对比表, 封面, 工作表, 总表,
    总览, 成功案例, 技术, 指标, 指标表, 数据, 数据安全, 时效, 明细, 服务, 服务能力, 服务质量,
    案例, 比较, 比较表, 汇总, 汇总表, 目录, 经验, 行业经验, 覆盖, 评估表, 评分, 评分表, 详情,
    说明, 质检, 资质, 转化, 转化率, 运营, 问题, 附录, 附表, 题目, 首页"""))  # fmt: skip
