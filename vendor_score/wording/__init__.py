"""What people read, one catalogue per language: ``locale/en.json``, ``locale/zh.json``, ...

A catalogue is one flat map from a key such as ``"terminal.leads"`` to its words. Placeholders are
those of ``str.format``; a value that is a `Label` is shown in the language of the text around it.
A key that a language does not hold is shown in English.

A language is there as soon as a file is: in ``locale/`` of this folder, or in ``locale/`` of the
folder that the environment variable ``VENDOR_SCORE_WORDING`` names. A file there for a language
that the package has already changes single keys of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

__all__ = [
    "FALLBACK",
    "FOLDER_VARIABLE",
    "Label",
    "Lang",
    "both",
    "catalogue",
    "data_files",
    "has",
    "in_every_language",
    "joined",
    "languages",
    "read_json",
    "system_lang",
    "text",
]

Lang: TypeAlias = str  # the name of a catalogue without its suffix, such as "en" or "pt-BR"
FALLBACK: Lang = "en"
FOLDER_VARIABLE = "VENDOR_SCORE_WORDING"
_HERE = os.path.dirname(__file__)  # noqa: PTH120


class Label(Mapping[Lang, str]):
    """The same words in several languages: an immutable map from language to text.

    Parameters
    ----------
    words
        Language to text; at least one.
    **more
        The same, as keywords.

    Examples
    --------
    >>> weight = Label(en="weight", zh="权重")
    >>> weight.text("zh")
    '权重'
    >>> weight.text("ja")
    'weight'
    """

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[Lang, str] | None = None, /, **more: str) -> None:
        self._words = {**(words or {}), **more}

    @classmethod
    def same(cls, words: str) -> Label:
        """Words that are alike in every language: a name, an id, a figure.

        Parameters
        ----------
        words : str

        Returns
        -------
        Label
        """
        return cls(dict.fromkeys(languages(), words))

    def text(self, lang: Lang) -> str:
        """The words in a language, else in English, else in the first language there is.

        Parameters
        ----------
        lang : str

        Returns
        -------
        str
        """
        words = self._words
        if lang in words:
            return words[lang]
        return words[FALLBACK] if FALLBACK in words else next(iter(words.values()), "")

    def as_dict(self) -> dict[Lang, str]:
        """A plain copy, for JSON.

        Returns
        -------
        dict of str to str
        """
        return dict(self._words)

    def __getitem__(self, lang: Lang) -> str:
        return self._words[lang]

    def __iter__(self) -> Iterator[Lang]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Label) and self._words == other._words

    def __hash__(self) -> int:
        return hash(frozenset(self._words.items()))

    def __repr__(self) -> str:
        return f"Label({self._words!r})"


def data_files(kind: str) -> dict[str, list[str]]:
    """The data files of one kind by name, the package's before others'.

    Parameters
    ----------
    kind
        The folder: ``"locale"`` or ``"lexicon"``.

    Returns
    -------
    dict
        Name without its ending to paths; a later file adds to an earlier one.
    """
    # os.path, for pathlib alone takes a tenth of the time in which --help is printed
    folders = [os.path.join(_HERE, kind)]  # noqa: PTH118
    if own := os.environ.get(FOLDER_VARIABLE):
        folders.append(os.path.join(own, kind))  # noqa: PTH118
    found: dict[str, list[str]] = {}
    for folder in filter(os.path.isdir, folders):
        for name in sorted(os.listdir(folder)):  # noqa: PTH208
            if name.endswith(".json"):
                path = os.path.join(folder, name)  # noqa: PTH118
                found.setdefault(name.removesuffix(".json"), []).append(path)
    return found


def read_json(path: str) -> Any:
    """What a data file holds.

    Raises
    ------
    json.JSONDecodeError
        It is no JSON.
    """
    with open(path, "rb") as file:  # noqa: PTH123
        return json.loads(file.read())


def _is_code(name: str) -> bool:
    """Whether ``name`` has the form of a language code: en, pt-BR, zh-Hant-TW.

    Without ``re``: to compile two expressions takes longer than to print the help.
    """
    first, *more = name.split("-")
    return (
        name.isascii()
        and first.isalpha()
        and len(first) in range(2, 4)
        and all(part.isalnum() and len(part) in range(2, 9) for part in more)
    )


@cache
def _catalogue_files() -> dict[Lang, list[str]]:
    found = {lang: files for lang, files in data_files("locale").items() if _is_code(lang)}
    return {FALLBACK: found.pop(FALLBACK), **found}


@cache
def languages() -> tuple[Lang, ...]:
    """The languages that have a catalogue: English first, then the package's, then added ones."""
    return tuple(_catalogue_files())


@cache
def catalogue(lang: Lang) -> Mapping[str, str]:
    """The wordings of one language.

    Parameters
    ----------
    lang
        The name of a catalogue.

    Returns
    -------
    Mapping
        Key to text; empty for a language without a catalogue.
    """
    found: dict[str, str] = {}
    for file in _catalogue_files().get(lang, ()):
        found |= read_json(file)
    return found


def has(key: str) -> bool:
    """Whether there is a wording of this key.

    Examples
    --------
    >>> has("terms.vendor"), has("terms.unheard-of")
    (True, False)
    """
    return key in catalogue(FALLBACK)


def text(key: str, lang: Lang, **values: object) -> str:
    """The wording ``key`` in ``lang``, filled with ``values``.

    Parameters
    ----------
    key
        Such as ``"terms.vendor"``.
    lang
        A language; a key that it lacks is shown in English.
    **values
        What its placeholders stand for; a `Label` is shown in ``lang``.

    Raises
    ------
    KeyError
        There is no such key, neither in ``lang`` nor in English.
    """
    wording = catalogue(lang).get(key)
    if wording is None:
        wording = catalogue(FALLBACK)[key]
    if not values:
        return wording
    return wording.format(
        **{k: v.text(lang) if isinstance(v, Label) else v for k, v in values.items()}
    )


def both(key: str, **values: object) -> Label:
    """The wording ``key`` in every language.

    Parameters
    ----------
    key, **values
        As in `text`.

    Raises
    ------
    KeyError
        There is no such key.

    Examples
    --------
    >>> both("terms.vendor").text("en")
    'vendor'
    """
    return in_every_language(lambda lang: text(key, lang, **values))


def in_every_language(write: Callable[[Lang], str]) -> Label:
    """What ``write`` gives for each language.

    Parameters
    ----------
    write
        A function of a language, called once for each that there is.
    """
    return Label({lang: write(lang) for lang in languages()})


def joined(parts: Iterable[Label | str], joint: str = "language.list_joint") -> Label:
    """Labels or names in a row.

    Parameters
    ----------
    parts
        Labels, or names that are alike in every language.
    joint
        The key of the wording between them.

    Raises
    ------
    KeyError
        There is no wording of that key.
    """
    listed = list(parts)
    return in_every_language(
        lambda lang: text(joint, lang).join(
            part.text(lang) if isinstance(part, Label) else part for part in listed
        )
    )


def system_lang() -> Lang:
    """The language of the system where there is a catalogue for it, else English.

    Notes
    -----
    ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` count in this order, as POSIX has it (IEEE Std 1003.1,
    8.2); then what the system itself says.
    """
    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = (next((n for n in names if n), None) or _locale_name()).casefold()
    known = {lang.casefold(): lang for lang in languages()}
    # zh_CN.UTF-8, de@euro, C
    spelling = name.partition(".")[0].partition("@")[0].replace("_", "-")
    first, dash, region = spelling.partition("-")
    has_region = bool(dash) and region.isascii() and region.isalnum()
    if (
        first.isascii()
        and first.isalpha()
        and len(first) in range(1, 4)
        and has_region == bool(dash)
    ):
        return known.get(spelling) or known.get(first) or FALLBACK
    # Windows says "Chinese (Simplified)_China.936"
    spelt = ((text("language.english_name", lang).casefold(), lang) for lang in languages())
    return next((lang for spelling, lang in spelt if name.startswith(spelling)), FALLBACK)


def _locale_name() -> str:
    """What the system says where no variable does (Windows)."""
    import locale

    return locale.getlocale()[0] or ""
