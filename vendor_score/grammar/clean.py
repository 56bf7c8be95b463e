"""Clean an answer before it is read: one form for digits, dashes, blanks and characters."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["MAX_LENGTH", "clean", "fold"]

# A cell of a questionnaire is a line or two. Longer text is not an answer that can be read.
MAX_LENGTH = 1_000

# Traditional characters of the trade and their simplified form.
TRADITIONAL = (
    "響响應应個个萬万億亿與与間间內内時时鐘钟約约級级無无沒没證证書书認认務务業业際际週周歲岁"
    "兩两點点數数員员單单條条電电話话語语實实達达標标線线質质檢检開开戶户評评價价費费稅税額额"
    "後后銷销訂订購购買买賣卖賬账帳账報报機机構构對对話话聯联絡络網网絡络關关係系統统選选擇择"
    "項项結结類类經经驗验處处復复滿满體体驗验據据護护權权請请詢询參参見见詳详補补談谈議议"
    "貴贵東东貓猫寶宝拼拼紅红薯薯視视頻频聊聊郵邮僅仅尚尚將将會会為为並并從从來来過过還还進进"
    "遠远運运營营產产號号壹壹貳贰陸陆圓圆貨货幣币廣广號号師师幾几萬万餘余連连續续離离職职"
    "訓训練练備备歷历確确認认現现場场變变動动態态說说雙双節节則则劃划計计預预備备導导領领勞劳"
    "動动術术絕绝給给緊紧術术舉举維维強强馬马國国緬缅韓韩臺台灣湾壓压簽签協协審审資资訊讯專专"
    "異异狀状樣样當当試试總总優优傳传賠赔償偿夠够終终絡络織织終终銀银鐵铁錯错難难麼么龍龙齊齐"
    "於于們们這这裡里麗丽暫暂擬拟籌筹繼继獨独屬属佔占傭佣轉转層层聲声勢势儲储縮缩適适針针彈弹辦办豐丰遞递遲迟邊边鏈链閉闭閒闲隊队階阶隨随隱隐靜静頭头頁页願愿顧顾騷骚"
    "黃黄齡龄獲获頒颁範范圍围測测誠诚課课講讲識识譯译讓让寫写幫帮義义薦荐衝冲規规覽览觸触贊赞趨趋輪轮輔辅較较輕轻載载軟软違违鎖锁長长門门閱阅隻只雜杂題题顯显風风飛飞"
    "養养駐驻鬆松漲涨潛潜熱热爭争牆墙獎奖環环畫画盡尽監监碼码禮礼種种穩稳競竞築筑簡简糾纠純纯紙纸納纳組组綜综綠绿緩缓編编縣县習习腦脑腳脚華华蘇苏藍蓝裝装製制複复觀观"
    "訪访設设許许訴诉診诊該该誤误誰谁調调諾诺諮咨謝谢謹谨財财責责貼贴貸贷車车輸输辭辞遷迁鄰邻醫医釋释鑒鉴險险雲云靈灵順顺飯饭館馆駕驾僱雇紀纪屆届負负賴赖賺赚貫贯蓋盖"
    "擴扩擁拥獻献穫获積积稱称綁绑縱纵罰罚聽听舊旧莊庄葉叶藝艺藥药衛卫裏里託托詞词誌志諒谅譜谱讀读賓宾趕赶跡迹輛辆農农遺遗鄭郑釘钉鈴铃鍵键鎮镇闆板闊阔陣阵陳陈雖虽霧雾"
    "韻韵頂顶須须頸颈顆颗飲饮飼饲飽饱驅驱驟骤鮮鲜鳥鸟麥麦齒齿儘尽債债傾倾儀仪兒儿冊册凍冻別别刪删剛刚創创劇剧勁劲勝胜匯汇啟启問问喪丧喬乔嗎吗嘗尝嚴严團团園园圖图塊块"
    "塵尘墊垫壞坏壽寿夾夹奪夺奮奋奧奥婦妇媽妈學学宮宫寢寝寧宁寬宽尋寻屜屉島岛嶺岭帥帅帶带庫库廠厂廢废廳厅張张彎弯彙汇徑径徵征恆恒惡恶悶闷愛爱慣惯慘惨慮虑慶庆憂忧憑凭"
    "懇恳懲惩懶懒懷怀戰战戲戏拋抛挾挟捨舍掃扫掛挂採采揀拣換换揮挥損损搖摇搶抢摺折撐撑撥拨撲扑擊击擋挡擠挤擺摆攔拦攝摄攤摊敗败敘叙敵敌斷断晉晋晝昼曆历曉晓極极槍枪樂乐"
    "樓楼樹树橋桥檔档檯台櫃柜歐欧歡欢歸归殘残殺杀毀毁氣气決决況况淨净淺浅減减渦涡湊凑溫温滬沪滅灭滯滞濟济煙烟煉炼爾尔牽牵犧牺狹狭猶犹獄狱瑣琐畢毕疊叠發发皺皱盤盘眾众"
    "睏困矚瞩礎础禍祸禦御窮穷竊窃籤签粵粤紛纷細细絲丝績绩繞绕繪绘罷罢羅罗聖圣聞闻脫脱膚肤臨临興兴艦舰虧亏蟲虫襲袭親亲覺觉討讨記记誇夸諸诸謀谋謂谓貝贝貢贡販贩貪贪賀贺"
    "賞赏賢贤贈赠贏赢躍跃軍军輯辑辯辩邏逻鄉乡醜丑鋪铺錄录錢钱鑽钻陽阳隸隶頓顿頗颇飄飘驚惊鬥斗魚鱼黨党"
)
ODD_FORMS = {
    **dict.fromkeys("‐‑‒–—―−﹣－⁃─━ー", "-"),
    **dict.fromkeys("〜～∼﹏˜", "~"),
    **dict.fromkeys("≦⩽≲", "≤"),
    **dict.fromkeys("≧⩾≳", "≥"),
    **dict.fromkeys("‘’ʼ´`′ʹ", "'"),
    **dict.fromkeys("“”„「」『』«»", " "),
    **dict.fromkeys("″〃", '"'),
    **dict.fromkeys("【〔〖[{", "("),
    **dict.fromkeys("】〕〗]}", ")"),
    **dict.fromkeys("•▪◆★►▶‣⦁", "\n"),
    **dict.fromkeys("✓✔√☑🗹✅", "√"),
    **dict.fromkeys("✗✘×✕✖❌❎╳", "×"),
    **dict.fromkeys("□☐◻⬜▢○◯", "□"),
    **dict.fromkeys("■◼⬛●☒", "■"),
    "⁄": "/", "∕": "/", "÷": "/", "﹪": "%", "٪": "%", "﹤": "<", "﹥": ">", "〇": "零",
    "…": "...",
    "·": "·", "・": "·", "‧": "·", "∙": "·", "⋅": "·", "\t": " ",
    "\r": "\n", "\v": "\n", "\f": "\n",
    "\u2028": "\n", "\u2029": "\n", "｡": "。",
}  # fmt: skip
FORMS = str.maketrans({
    **dict(zip(TRADITIONAL[::2], TRADITIONAL[1::2], strict=True)),
    **ODD_FORMS,
})  # fmt: skip
# A circled number opens an item of a list; a raised one is a footnote mark.
MARKS = re.compile(r"[\u2460-\u2473\u2474-\u2487\u2488-\u249b\u2776-\u2793\u24ea-\u24ff]")
RAISED = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+")
VULGAR = re.compile(r"(\d)?\s?([\u00bc-\u00be\u2150-\u215e])")
HIDDEN = re.compile(r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
                    r"\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
                    r"\U000e0000-\U000e01ef]")  # fmt: skip
CJK = r"\u3400-\u9fff"
BLANKS = re.compile(r"[^\S\n]+")
LINES = re.compile(r" *\n[ \n]*")
INNER_BLANKS = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}])")
ROUND_ZERO = re.compile(r"(?<=[零一二三四五六七八九])[○◯□](?=[零一二三四五六七八九年])")
REPLY = re.compile(r"(?<=[回答])覆")  # the traditional 复 of 回复; 覆盖 is written so anyway
STOP_BETWEEN_DIGITS = re.compile(r"(?<=\d)[。·](?=\d)")
# Exports keep a cell from being taken for a formula by ' before it or =" " around it.
GUARDED = re.compile(r"""'(?=[-+=@.\d])|=\s*"(?P<text>[^"]*)"\Z""")
PLAIN = re.compile(r"[a-zA-Z0-9 .,%<>=+/:;-]*\Z")


def clean(text: str) -> str:
    r"""The answer in one form: NFKC, lower case, simplified characters, one kind of each sign.

    Blanks at the ends, full-width forms and zero-width characters leave no trace. Line breaks
    stay, as ``\n``, since people write one item a line.
    """
    text = _unguarded(text[:MAX_LENGTH])
    if PLAIN.match(text):
        return BLANKS.sub(" ", text).strip().lower()
    text = HIDDEN.sub("", text)
    text = RAISED.sub("", MARKS.sub("\n", VULGAR.sub(_decimal, text)))
    text = ROUND_ZERO.sub("零", text.replace("〇", "零")).translate(FORMS)
    text = unicodedata.normalize("NFKC", text).translate(FORMS).lower()
    text = REPLY.sub("复", LINES.sub("\n", BLANKS.sub(" ", HIDDEN.sub("", text))))
    text = STOP_BETWEEN_DIGITS.sub(".", INNER_BLANKS.sub("", text)).strip()
    return _unquoted(text)


def _unguarded(text: str) -> str:
    """Without what keeps a spreadsheet from reading the text as a formula."""
    found = GUARDED.match(text.strip())
    if found is None:
        return text
    return found["text"] if found["text"] is not None else text.strip()[1:]


def _unquoted(text: str) -> str:
    """Without quotation marks around the whole."""
    if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'" and text.count(text[0]) == 2:  # noqa: PLR2004
        return text[1:-1].strip()
    return text


def fold(text: str) -> str:
    """`clean` without blanks and signs: the form in which names and options are compared."""
    return "".join(c for c in clean(text) if c.isalnum() or c in "%+#√×")


def _decimal(match: re.Match[str]) -> str:
    """``1½`` as 1.5 and ``½`` as 0.5."""
    value = unicodedata.numeric(match[2])
    digits = f"{value:.6f}".rstrip("0")
    return (match[1] or "0") + digits[1:]
