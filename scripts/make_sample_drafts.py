"""Make the two draft contracts of ``sample_data/drafts``: a good one, and one with the usual traps.

    python scripts/make_sample_drafts.py

The same bytes each time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from vendor_score.contract.docx_writer import Heading, Table, Text, docx_bytes

FOLDER = Path(__file__).parents[1] / "sample_data" / "drafts"
BY = 'w:id="{id}" w:author="云帆 销售部" w:date="2026-12-04T09:30:00Z"'
GOOD = "苏州禾声 客服外包合同（草案）.docx"
TRAPS = "杭州云帆 标准服务合同.docx"


def good() -> bytes:
    """A draft that keeps what was promised and says it in figures."""
    levels = [
        ["首次响应", "不超过12秒"],
        ["大促期间首次响应", "不超过30秒"],
        ["平均响应", "不超过20秒"],
        ["3分钟人工回复率", "不低于99%"],
        ["客户满意率", "不低于95%"],
        ["不满意率", "不高于3.5%"],
    ]
    articles = [
        ("第一条 主体", "甲方：示例家居有限公司，统一社会信用代码 91330100MA00000001；乙方：苏州禾声电商服务有限公司，统一社会信用代码 91320500MA00000002。双方营业执照复印件见附件一。"),
        ("第二条 合同性质", "本合同为服务外包合同，不构成劳务派遣。乙方与客服人员签订劳动合同并缴纳社会保险，客服人员由乙方管理和排班。"),
        ("第三条 服务范围", "乙方为甲方天猫旗舰店（名称及链接见附件二）提供售前咨询、订单核实、售后退款服务，配置8名专属坐席，日均咨询约900条。"),
        ("第四条 服务时间", "每日8:00-24:00，法定节假日及大促期间正常值守。"),
        ("第五条 服务标准", "按自然月考核，以甲方店铺后台数据为准，不含机器人回复。各项指标如下："),
        ("第六条 未达标处理", "任一指标当月未达标的，扣减当月服务费的5%；连续2个月未达标的，甲方可解除合同。"),
        ("第七条 服务费", "专属坐席4800元/人/月，含6%增值税，开具增值税专用发票；加班、节假日、系统使用费、培训费不另收。"),
        ("第八条 结算", "按月结算，甲方收到发票后10个工作日内付款；逾期按日万分之五支付违约金。"),
        ("第九条 定金", "甲方于双方签署后2个工作日内支付定金20000元，合同结束后15日内退还或抵扣末期服务费。"),
        ("第十条 数据安全", "乙方处理手机号、地址、订单信息等个人信息，不得泄露、转委托或用于自身目的；发生泄露应在24小时内通知甲方并赔偿损失；操作日志留存不少于6个月；合同终止后15日内删除全部个人信息并出具证明。"),
        ("第十一条 保密", "双方对价格、销售数据等商业秘密负有保密义务，保密期限为合同终止后3年。"),
        ("第十二条 排他", "乙方不得指派同一坐席服务甲方竞品店铺。"),
        ("第十三条 第三方损失", "因乙方原因造成第三方损失的，由乙方承担赔偿责任。"),
        ("第十四条 增加客服", "甲方提前10天书面申请，乙方在10天内到岗。"),
        ("第十五条 培训与对接", "上岗前培训7天，考核通过后上线；双方指定对接人，甲方开通子账号。"),
        ("第十六条 质检与报表", "客服组长管理幅度不超过15人；乙方抽检不低于10%的会话，每周提交周报，甲方可随时查看后台数据。"),
        ("第十七条 违约责任", "乙方违约的，按当月服务费的20%支付违约金；甲方提前解约的，支付违约金不超过当月服务费的20%。乙方赔偿责任以不超过12个月服务费为限。"),
        ("第十八条 合同期限", "2027年1月1日至2027年12月31日。试运行期14天，按实际天数结算；期满前60天协商续签，不自动续期。"),
        ("第十九条 解除", "任一方提前30天书面通知可解除合同；一方严重违约或破产的，另一方可立即解除；解除后15日内结清费用并退还定金。"),
        ("第二十条 不可抗力", "自然灾害、战争、停电、网络中断等不可抗力，受影响方应在24小时内通知对方。"),
        ("第二十一条 应急预案", "人员短缺、系统故障、大规模投诉时，乙方30分钟内启动应急预案，2小时内恢复服务。"),
        ("第二十二条 争议解决", "先行协商，协商期限15天；协商不成的，由甲方所在地杭州市人民法院管辖。"),
        ("第二十三条 生效", "本合同一式两份，双方各执一份，签字盖章后生效。"),
    ]  # fmt: skip
    blocks: list[Heading | Text | Table] = [Heading("客户服务外包合同")]
    for title, words in articles:
        blocks += [Heading(title, 2), Text(words)]
        if title.startswith("第五条"):
            blocks.append(Table(["指标", "标准"], levels, (1, 1)))
    return docx_bytes("客户服务外包合同", blocks)


def traps() -> bytes:
    """A vendor's own form: what was promised is weaker, blank, vague or said twice."""
    lines = [
        "客服外包标准服务合同",
        "甲方：____________  乙方：杭州云帆客服外包有限公司",
        "第一条 合同性质：本合同为客服外包合同，客服人员由甲方考勤和排班，乙方负责派遣。",
        "第二条 服务内容：乙方提供常规客服服务，具体内容以乙方安排为准。",
        "第三条 服务标准：首次响应不超过@change@，平均响应原则上不超过30秒，满意度不低于90%（大促期间除外）。",
        "第四条 服务费：人民币     元/人/月，大促期间费用另行协商。",
        "第五条 付款：甲方于每月1日前预付当月服务费，逾期每日按千分之五支付违约金。",
        "第六条 订金：甲方于签订当日支付订金30000元，甲方提前解约的定金不退。",
        "第七条 保密：乙方应对甲方信息适当保密。",
        "第八条 违约责任：甲方提前解约的，按合同总额的50%支付违约金；乙方违约的，赔偿不超过当月服务费的1%，乙方责任以1个月服务费为限。",
        "第九条 合同期限：自    年  月  日起一年，期满前60日未提出异议的自动续签一年。",
        "第十条 解除：任一方提前90天书面通知可解除合同。",
        "第十一条 争议：提交杭州仲裁委员会仲裁，或向乙方所在地人民法院起诉。",
        "第十二条 双方签字盖章后生效。",
        "附件一 服务指标",
        "首次响应：45秒以内。",
    ]
    data = docx_bytes("客服外包标准服务合同", [Text(line) for line in lines])
    run = '<w:r><w:rPr></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    gone = '<w:r><w:delText xml:space="preserve">{}</w:delText></w:r>'
    change = (
        f"<w:del {BY.format(id=1)}>{gone.format('15秒')}</w:del>"
        f"<w:ins {BY.format(id=2)}>{run.format('60秒')}</w:ins>"
    )
    before, _, after = lines[4].partition("@change@")
    return replaced(data, {run.format(lines[4]): run.format(before) + change + run.format(after)})


def replaced(data: bytes, pieces: Mapping[str, str]) -> bytes:
    """The document with pieces of its text's XML replaced; each has to be there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            xml = old.read(info).decode()
            if info.filename == "word/document.xml":
                for piece, instead in pieces.items():
                    assert piece in xml, piece
                    xml = xml.replace(piece, instead)
            new.writestr(info, xml.encode())
    return out.getvalue()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in ((GOOD, good()), (TRAPS, traps())):
        (FOLDER / name).write_bytes(data)
        print(FOLDER / name)


if __name__ == "__main__":
    main()
