"""Clean an answer before it is read: one form for digits, dashes, blanks and characters."""

from __future__ import annotations

import re
import unicodedata

from vendor_score.wording import lexicon

__all__ = ["MAX_LENGTH", "clean", "fold"]

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
