"""Items of lists as people write them: certificates, platforms, channels, languages.

Ids are those of docs/answers.md; languages are ISO 639 codes. To teach the grammar a name of
an item, add it to its line.
"""

from __future__ import annotations

from functools import cache

from vendor_score.grammar.clean import fold
from vendor_score.grammar.words import words

__all__ = ["ITEMS", "synonyms"]

CERTIFICATES: dict[str, tuple[str, ...]] = {
    "ISO27001": words("""
        iso27001, iso/iec 27001, iso/iec27001, iso 27001:2013, iso 27001:2022, iso27001:2022,
        iso27001:2013, 27001, isms, 信息安全管理体系, iso27001信息安全管理体系, iso27k,
        gb/t 22080, gb/t22080, iec 27001, iso27001-2022, iso27001-2013"""),
    "ISO27701": words("iso27701, iso/iec 27701, 27701, 隐私信息管理体系, iso 27701:2019, pims"),
    "ISO9001": words("""
        iso9001, 9001, 质量管理体系, iso 9001:2015, gb/t 19001, qms, iso9001质量管理体系,
        iso9000"""),
    "ISO18295": words("iso18295, iso 18295-1, iso 18295-2, 18295"),
    "SOC2": words("""
        soc2, soc 2, soc 2 type ii, soc 2 type i, soc 2 type 2, soc 2 type 1, soc ii,
        soc2 type2, ssae 18 soc 2, soc 2 ii, aicpa soc 2"""),
    "PCI_DSS": words("""
        pci dss, pci-dss, pcidss, pci, pci dss 4.0, pci dss v4.0, 支付卡行业数据安全标准,
        pci-dss 3.2.1"""),
    "MLPS2": words("""
        mlps2, mlps 2, mlps level 2, mlps level ii, mlps l2, 等保二级, 等保2级, 二级等保,
        2级等保, 等级保护二级, 二级等级保护, 信息安全等级保护二级, 网络安全等级保护二级,
        等保ii级, 等保2.0二级, 等级保护2.0二级, 等保2.0(二级), 等保第二级,
        信息系统安全等级保护二级, 等保二级备案, 国家信息安全等级保护二级, 等级保护2级,
        等保(二级)"""),
    "MLPS3": words("""
        mlps3, mlps 3, mlps level 3, mlps level iii, mlps l3, 等保三级, 等保3级, 三级等保,
        3级等保, 等级保护三级, 三级等级保护, 信息安全等级保护三级, 网络安全等级保护三级,
        等保iii级, 等保2.0三级, 等级保护2.0三级, 等保2.0(三级), 等保第三级,
        信息系统安全等级保护三级, 等保三级备案, 国家信息安全等级保护三级, 等级保护3级,
        等保(三级), 公安部三级等保"""),
    "COPC": words("copc, copc cx, copc-cx, copc-2000, copc认证, copc cx standard"),
}  # fmt: skip
PLATFORMS: dict[str, tuple[str, ...]] = {
    "taobao": words("淘宝, 淘宝网, taobao, c店, 淘宝店, tb"),
    "tmall": words("天猫, 天猫商城, tmall, 天猫旗舰店, 天猫店, tmall.com"),
    "jd": words("京东, 京东商城, jd, jd.com, jingdong, 京东pop, 京东自营, 狗东"),
    "douyin": words("抖音, 抖店, 抖音电商, 抖音小店, 抖音商城, douyin, 抖音店, 抖音飞鸽, 飞鸽"),
    "pdd": words("拼多多, pdd, pinduoduo, 多多, 拼多多商城"),
    "kuaishou": words("快手, 快手小店, kuaishou, 快手电商"),
    "xiaohongshu": words("小红书, xiaohongshu, xhs, red, rednote, 小红薯, 红书"),
}  # fmt: skip
CHANNELS: dict[str, tuple[str, ...]] = {
    "voice": words("""
        电话, 语音, 热线, 呼入, 呼出, 电话客服, 呼叫中心, 400, 400电话, 话务, voice, phone,
        telephone, call, calls, hotline, inbound, outbound, inbound calls, phone support,
        by phone, telephone support"""),
    "chat": words("""
        在线, 在线客服, 在线聊天, 网聊, 文字, 文字客服, 旺旺, 千牛, 咚咚, im, 在线咨询, 网页聊天,
        文本, 在线文字, chat, live chat, livechat, online chat, web chat, webchat, online,
        instant messaging, messaging, website chat"""),
    "email": words("""
        邮件, 电子邮件, 邮箱, 工单, email, e-mail, emails, mail, ticket, tickets, e-mails,
        email support"""),
    "social": words("""
        社交媒体, 社媒, 社交, 微信, 微博, 公众号, 企业微信, 企微, 社群, 微信客服, social,
        social media, wechat, weibo, whatsapp, facebook, messenger, instagram, line, twitter,
        telegram, weixin"""),
}  # fmt: skip
LANGUAGES: dict[str, tuple[str, ...]] = {
    "zh": words("""
        中文, 汉语, 普通话, 国语, 华语, 中国话, chinese, mandarin, zh, putonghua, 简体中文, cn,
        mandarin chinese, simplified chinese"""),
    "yue": words("粤语, 广东话, cantonese, yue, 白话"),
    "en": words("英文, 英语, english, en, eng"),
    "ja": words("日文, 日语, japanese, ja, jp, 日本语"),
    "ko": words("韩文, 韩语, 朝鲜语, korean, ko, kr"),
    "fr": words("法文, 法语, french, fr"),
    "de": words("德文, 德语, german, de"),
    "es": words("西班牙文, 西班牙语, 西语, spanish, es"),
    "pt": words("葡萄牙文, 葡萄牙语, 葡语, portuguese, pt"),
    "it": words("意大利文, 意大利语, 意语, italian, it"),
    "ru": words("俄文, 俄语, russian, ru"),
    "ar": words("阿拉伯文, 阿拉伯语, 阿语, arabic, ar"),
    "th": words("泰文, 泰语, thai, th"),
    "vi": words("越南文, 越南语, 越语, vietnamese, vi"),
    "id": words("印尼文, 印尼语, 印度尼西亚语, indonesian, bahasa indonesia, id, bahasa"),
    "ms": words("马来文, 马来语, malay, bahasa melayu, ms"),
    "tl": words("菲律宾语, 他加禄语, tagalog, filipino, tl, fil"),
    "hi": words("印地语, 印度语, hindi, hi"),
    "tr": words("土耳其语, turkish, tr"),
    "nl": words("荷兰语, dutch, nl"),
    "pl": words("波兰语, polish, pl"),
}  # fmt: skip
ITEMS = {**CERTIFICATES, **PLATFORMS, **CHANNELS, **LANGUAGES}


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For every folded name, id included, the names of the same item."""
    table: dict[str, tuple[str, ...]] = {}
    for item, names in ITEMS.items():
        for name in (item, *names):
            table[fold(name)] = (item, *names)
    return table
