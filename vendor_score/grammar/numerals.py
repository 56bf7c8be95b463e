"""Numbers as people write them: digits with separators, Chinese numerals, words, multipliers.

The numerals stand in the lexica (``digit.*``, ``multiplier.*``, ``number_word.*`` ...).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from vendor_score.wording import lexicon

__all__ = [
    "CHINESE",
    "MAX_LENGTH",
    "MULTIPLIERS",
    "PLACES",
    "POINT",
    "WORDS",
    "Numeral",
    "bounded_number",
    "clean",
    "fold",
    "read_chinese",
    "read_digits",
]

_CJK = range(0x3400, 0xA000)
DIGITS = {
    digit: int(value)
    for subject in ("digit", "digit_formal")
    for value, digits in lexicon.group(subject).items()
    for digit in digits
}
# What may stand behind digits: 1.2 million, 10k. The letters count only where `letters` says so.
MULTIPLIERS: dict[str, float] = {
    word: float(value) for value, listed in lexicon.group("multiplier").items() for word in listed
}
PLACES = {c: int(v) for c, v in MULTIPLIERS.items() if len(c) == 1 and ord(c) in _CJK}
"""Characters that lift the Chinese digit before them: ten, a hundred, a thousand, ten thousand."""
TENS = {c: value for c, value in PLACES.items() if value < 10_000}  # noqa: PLR2004
MYRIADS = {c: value for c, value in PLACES.items() if value >= 10_000}  # noqa: PLR2004
HUNDREDS = frozenset(c for c, value in PLACES.items() if value >= 100)  # noqa: PLR2004
SEVERAL_TENS = {c: int(v) for v, listed in lexicon.group("tens").items() for c in listed}
ZERO = frozenset(lexicon.words("digit.0"))
SOME, POINT = lexicon.regex("{number.some}"), lexicon.regex("{number.point}")
CHINESE = frozenset((
    *DIGITS, *PLACES, *SEVERAL_TENS, *lexicon.words("number.some", "number.point")
))  # fmt: skip
WORDS = {
    word: int(value) for value, listed in lexicon.group("number_word").items() for word in listed
}

LARGEST = 1e10
LONGEST = 24  # characters of a Chinese numeral
DOT_GROUPS = re.compile(r"\d{1,3}(\.\d{3}){2,}\Z")
COMMA_GROUPS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?\Z")
INDIAN_GROUPS = re.compile(r"\d{1,2}(,\d{2})+,\d{3}(\.\d+)?\Z")
OTHER_GROUPS = re.compile(r"\d{1,3}([ '_]\d{3})+([.,]\d{1,2})?\Z")
GERMAN = re.compile(r"\d{1,3}(\.\d{3})+,\d{1,2}\Z")
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}\Z")
PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as read: an interval where the words name one (七八, 十几).

    ``ambiguous``: it can be read two ways (1.200). ``vague``: it names no number (几百).
    ``scale`` is the multiplier it was written with, so that 10-15万 can lend it to the 10.
    """

    low: float
    high: float
    scale: float = 1.0
    approx: bool = False
    ambiguous: bool = False
    vague: bool = False

    def times(self, factor: float) -> Numeral:
        return Numeral(
            low=round_off(self.low * factor), high=round_off(self.high * factor),
            scale=self.scale * factor, approx=self.approx,
            ambiguous=self.ambiguous and factor == 1, vague=self.vague,
        )  # fmt: skip


def bounded_number(numeral: Numeral) -> Numeral:
    """A number that no answer means (a telephone or account number) has no value."""
    if numeral.low <= LARGEST and (numeral.high <= LARGEST or numeral.high == float("inf")):
        return numeral
    return Numeral(0.0, 0.0, ambiguous=True)


def round_off(value: float) -> float:
    """Without the dust of binary arithmetic: 1.1 x 10,000 is 11,000."""
    return float(f"{value:.12g}")


@lru_cache(maxsize=4096)
def read_digits(text: str, *, whole: bool) -> Numeral:  # noqa: PLR0911
    """Read a run of Arabic digits with separators. ``whole``: whole numbers are expected here.

    ``1,200`` is 1200; ``92,5`` is 92.5; ``1.200`` is ambiguous where whole numbers are expected
    and 1.2 elsewhere.
    """
    if PLAIN_NUMBER.match(text):
        value = float(text)
        doubtful = whole and re.match(r"[1-9]\d{0,2}\.\d{3}\Z", text) is not None
        return Numeral(value, value, ambiguous=doubtful)
    if COMMA_GROUPS.match(text) or INDIAN_GROUPS.match(text):
        return _exactly(text.replace(",", ""), ambiguous=text.startswith("0"))
    if DOT_GROUPS.match(text):
        return _exactly(text.replace(".", ""))
    if GERMAN.match(text):
        return _exactly(text.replace(".", "").replace(",", "."))
    if OTHER_GROUPS.match(text):
        first = re.split(r"[ '_]", text)[0]
        doubtful = " " in text and text.count(" ") == 1 and len(first) == 3  # noqa: PLR2004
        return _exactly(re.sub(r"[ '_]", "", text).replace(",", "."), ambiguous=doubtful)
    if DECIMAL_COMMA.match(text):
        return _exactly(text.replace(",", "."))
    return Numeral(0.0, 0.0, ambiguous=True)


def _exactly(text: str, *, ambiguous: bool = False) -> Numeral:
    value = float(text)
    return Numeral(value, value, ambiguous=ambiguous)


@lru_cache(maxsize=4096)
def read_chinese(text: str) -> Numeral | None:
    """Read a run of Chinese numerals: 二十, 四点八, 一万二, 七八, 十几. None where it is none."""
    if len(text) > LONGEST:
        return None
    if (point := POINT.search(text)) is not None:
        return _with_decimals(text[: point.start()], text[point.end() :])
    if SOME.search(text) is not None:
        return _with_some(*SOME.split(text))
    pair = _pair(text)
    if pair is not None:
        return pair
    value = _whole(text)
    if value is None or (text[0] in HUNDREDS and any(c in DIGITS for c in text)):
        return None  # 万三, 千五: so many in ten thousand, or a thousand and five hundred
    scale = float(MYRIADS.get(text[-1], 1)) if len(text) > 1 else 1.0
    return Numeral(value, value, scale=scale, ambiguous=_is_loose(text))


def _with_decimals(whole: str, decimals: str) -> Numeral | None:
    """四点八, 一点二万."""
    head = _whole(whole)
    digits = decimals.rstrip("".join(HUNDREDS))
    tail = decimals[len(digits) :]
    if head is None or not digits or any(d not in DIGITS for d in digits) or len(tail) > 1:
        return None
    value = float(f"{int(head)}." + "".join(str(DIGITS[d]) for d in digits))
    return Numeral(value, value).times(MULTIPLIERS.get(tail, 1.0))


def _with_some(head: str, tail: str, *more: str) -> Numeral | None:
    """十几 is 11 to 19, 二十几 21 to 29; 几十 and 几百 name no number."""
    base = _whole(head) if head else None
    if tail or more or base is None or base % 10:
        return Numeral(0.0, 0.0, vague=True)
    return Numeral(base + 1, base + 9, approx=True)


def _pair(text: str) -> Numeral | None:
    """Two neighbouring digits name a stretch: 七八 is 7 to 8, 三五 3 to 5, 十七八 17 to 18."""
    for i in range(len(text) - 1):
        first, second = DIGITS.get(text[i]), DIGITS.get(text[i + 1])
        if first is None or second is None:
            continue
        if first == 0 or second == 0 or (second - first != 1 and (first, second) != (3, 5)):
            return None
        rest = text[i + 2 :]
        if any(c in DIGITS for c in rest) or (i and text[i - 1] in DIGITS):
            return None
        low, high = _whole(text[: i + 1] + rest), _whole(text[:i] + text[i + 1 :])
        if low is None or high is None or low >= high:
            return None
        scale = float(MYRIADS.get(text[-1], 1))
        return Numeral(low, high, scale=scale, approx=True)
    return None


def _is_loose(text: str) -> bool:
    """Whether bare digits stand beside each other without being a year or a number with a zero."""
    return len(text) == 2 and all(c in DIGITS for c in text) and ZERO.isdisjoint(text)  # noqa: PLR2004


def _whole(text: str) -> float | None:
    """The number that a run of Chinese numerals names; a last digit takes the next lower place."""
    if not text:
        return None
    total = section = current = 0.0
    place, digits = 1.0, 0
    for c in text:
        if c in DIGITS:
            current = current * 10 + DIGITS[c] if digits else DIGITS[c]
            place = 1.0 if c in ZERO and place > 1 else place
            digits += 1
        elif c in TENS:
            section += (current or 1) * TENS[c]
            place, current, digits = float(TENS[c]), 0.0, 0
        elif c in SEVERAL_TENS:
            section += SEVERAL_TENS[c]
            place, current, digits = 10.0, 0.0, 0
        elif c in MYRIADS:
            # 一亿五千万: a larger unit multiplies only what stands since the last larger one
            total = _lift(total, section + current, MYRIADS[c], bare=text == c)
            section, place, current, digits = 0.0, float(MYRIADS[c]), 0.0, 0
        else:
            return None
    if digits == 1 and place > 10:  # noqa: PLR2004
        current *= place / 10
    return total + section + current


def _lift(total: float, section: float, unit: int, *, bare: bool) -> float:
    value = section or (1.0 if bare else 0.0)
    if total and total < unit:
        return (total + value) * unit
    return total + value * unit


# Clean an answer before it is read: one form for digits, dashes, blanks and characters.

# A cell of a questionnaire is a line or two. Longer text is not an answer that can be read.
MAX_LENGTH = 1_000

# Signs that look or mean alike; characters of another writing are in the lexica.
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
    "⁄": "/", "∕": "/", "÷": "/", "﹪": "%", "٪": "%", "﹤": "<", "﹥": ">",
    "…": "...",
    "·": "·", "・": "·", "‧": "·", "∙": "·", "⋅": "·", "\t": " ",
    "\r": "\n", "\v": "\n", "\f": "\n",
    "\u2028": "\n", "\u2029": "\n", "｡": "。",
}  # fmt: skip
FORMS = str.maketrans({
    **{pair[0]: pair[1] for pair in lexicon.words("variant_character")},
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
VARIANTS = [
    (lexicon.regex(written), read) for written, read in lexicon.pairs("variant.pattern").items()
]
"""What only its neighbours tell: a round sign among Chinese digits is a zero."""
STOP_BETWEEN_DIGITS = re.compile(r"(?<=\d)[。·](?=\d)")
# Exports keep a cell from being taken for a formula by ' before it or =" " around it.
GUARDED = re.compile(r"""'(?=[-+=@.\d])|=\s*"(?P<text>[^"]*)"\Z""")
READY_TEXT = re.compile(r"[a-zA-Z0-9 .,%<>=+/:;-]*\Z")


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    r"""The answer in one form: NFKC, lower case, simplified characters, one kind of each sign.

    Blanks at the ends, full-width forms and zero-width characters leave no trace. Line breaks
    stay, as ``\n``, since people write one item a line.
    """
    text = _unguarded(text[:MAX_LENGTH])
    if READY_TEXT.match(text):
        return BLANKS.sub(" ", text).strip().lower()
    text = HIDDEN.sub("", text)
    text = RAISED.sub("", MARKS.sub("\n", VULGAR.sub(_decimal, text)))
    for written, read in VARIANTS:
        text = written.sub(read, text)
    text = unicodedata.normalize("NFKC", text.translate(FORMS)).translate(FORMS).lower()
    text = LINES.sub("\n", BLANKS.sub(" ", HIDDEN.sub("", text)))
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
