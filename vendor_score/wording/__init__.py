"""English and Chinese wordings: one table for terminal, page and workbooks.

Each module of this folder holds ``TABLE``: a key such as ``"terminal.leads"`` with its English
and its Chinese text. Placeholders are those of ``str.format``; a value that is a `Label` is shown
in the language of the text around it.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

__all__ = ["AREAS", "Label", "Lang", "both", "system_lang", "table", "text"]

Lang = Literal["en", "zh"]
LANGS: tuple[Lang, ...] = get_args(Lang)
AREAS = (
    "terms", "findings", "errors", "terminal", "page", "workbook", "methods", "verdict", "options",
    "questionnaire",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """The same words in English and in Chinese."""

    en: str
    zh: str

    def text(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def as_dict(self) -> dict[str, str]:
        return {"en": self.en, "zh": self.zh}


@cache
def table(area: str) -> dict[str, tuple[str, str]]:
    """The wordings of one area, key to (English, Chinese)."""
    wordings: dict[str, tuple[str, str]] = importlib.import_module(f"{__name__}.{area}").TABLE
    return wordings


def text(key: str, lang: Lang, **values: object) -> str:
    """The wording ``key`` in ``lang``, filled with ``values``. Raises KeyError for unknown keys."""
    wording = table(key.partition(".")[0])[key][LANGS.index(lang)]
    if not values:
        return wording
    return wording.format(
        **{k: v.text(lang) if isinstance(v, Label) else v for k, v in values.items()}
    )


def both(key: str, **values: object) -> Label:
    """The wording ``key`` in both languages."""
    return Label(en=text(key, "en", **values), zh=text(key, "zh", **values))


def system_lang() -> Lang:
    """The language of the system: Chinese where the locale says so, else English."""
    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((n for n in names if n), None) or _locale_name()
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _locale_name() -> str:
    """What the system says where no variable does (Windows)."""
    import locale

    return locale.getlocale()[0] or ""
