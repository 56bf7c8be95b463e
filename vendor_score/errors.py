"""What can go wrong, for the person who can fix it: errors, and problems in settings files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vendor_score.wording import Label, Lang, both, joined, system_lang, text

if TYPE_CHECKING:
    from vendor_score.findings import Finding
    from vendor_score.reading_plan import PlannedName, SheetPlan

__all__ = [
    "CriteriaError",
    "MethodRefusalError",
    "NothingReadError",
    "OutputError",
    "Path",
    "Problem",
    "Problems",
    "SourceError",
    "UsageError",
    "VendorScoreError",
    "WeightError",
    "in_line",
    "nearest",
    "one_of",
    "shown",
]


class VendorScoreError(Exception):
    """Base of every error that the library raises on purpose.

    ``key`` is a wording of the catalogues, ``values`` fill it; `message` gives it in either
    language, one line. ``str()`` gives it in the system's language.
    """

    exit_code = 2

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def message(self, lang: Lang) -> str:
        """What went wrong, in one line.

        Parameters
        ----------
        lang : str
            Language of the words.

        Returns
        -------
        str
        """
        return text(self.key, lang, **self.values)

    def __str__(self) -> str:
        return self.message(system_lang())


class UsageError(VendorScoreError):
    """A wrong option, name or combination of them."""


class WeightError(UsageError):
    """A change of weights that cannot be made."""


class CriteriaError(VendorScoreError):
    """One or more mistakes in criteria.yaml, all reported in one go, a line each."""

    def __init__(self, mistakes: Iterable[VendorScoreError]) -> None:
        super().__init__("errors.criteria")
        self.mistakes = tuple(mistakes)

    def message(self, lang: Lang) -> str:
        return "\n".join(mistake.message(lang) for mistake in self.mistakes)


class SourceError(VendorScoreError):
    """A source that cannot be read at all."""


class NothingReadError(VendorScoreError):
    """No vendor, no matched question, or no readable file among the sources.

    ``findings`` are those met until then: the files that could not be read, and why. ``plan`` and
    ``names`` say how the sheets were read and which names were met, so that a buyer can correct it.
    """

    def __init__(
        self,
        key: str,
        findings: Iterable[Finding] = (),
        *,
        plan: Iterable[SheetPlan] = (),
        names: Iterable[PlannedName] = (),
        **values: object,
    ) -> None:
        super().__init__(key, **values)
        self.findings = tuple(findings)
        self.plan = tuple(plan)
        self.names = tuple(names)


class MethodRefusalError(VendorScoreError):
    """An aggregation method that cannot treat this problem, with the reason."""


class OutputError(VendorScoreError):
    """An output that cannot be written; what stood there before is left whole."""


# Problems in a settings file: each with its line and its path, all collected in one go.

Path = tuple[str, ...]
_SHOWN_LENGTH = 60
_MOST = 200  # a file with more problems than this is no criteria.yaml at all


class Problem(VendorScoreError):  # noqa: N818
    """One line: ``criteria.yaml:14: response_time.weight: must be 0 or more, found -2``.

    ``hint`` is the key of a further wording, such as "put quotes around it".
    """

    def __init__(
        self, key: str, place: str, path: Path = (), hint: str | None = None, **values: object
    ) -> None:
        super().__init__(f"errors.criteria.{key}", **values)
        self.place = place
        self.path = path
        self.hint = hint

    def message(self, lang: Lang) -> str:
        """The problem in one line: file, line, path, what was found and what to do.

        Parameters
        ----------
        lang : str
            Language of the words.

        Returns
        -------
        str
        """
        parts = [self.place, ".".join(self.path), super().message(lang)]
        hint = f"; {text(f'errors.criteria.{self.hint}', lang, **self.values)}" if self.hint else ""
        return ": ".join(part for part in parts if part) + hint


class Problems:
    """Collects problems of one file; `check` raises them together, in the order of their lines.

    Parameters
    ----------
    file : str
        Its name, for messages.

    Attributes
    ----------
    found : list of (int, Problem)
        (line, problem), in the order of finding.
    """

    # no dataclass: even `--help` imports this module, and must not wait for the machinery
    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[tuple[int, Problem]] = []

    def add(
        self, key: str, line: int | None, path: Path = (), hint: str | None = None, **values: object
    ) -> None:
        """Note a problem.

        Parameters
        ----------
        key : str
            Of the wording, below ``schema.``.
        line : int or None
            From 1; None where there is none.
        path : Path, optional
            Keys down to the place.
        hint : str, optional
            Of a wording that says what to do.
        **values : object
            What the wording is filled with; ``near`` is offered as what was meant.
        """
        if values.get("near") is not None:
            hint = "did_you_mean"
        place = f"{self.file}:{line}" if line else self.file
        self.found.append((line or 0, Problem(key, place, path, hint, **values)))

    def check(self) -> None:
        """Raise all problems together, where there are any.

        Raises
        ------
        CriteriaError
            With every problem, in the order of their lines.
        """
        if self.found:
            in_order = sorted(self.found, key=lambda pair: pair[0])[:_MOST]
            raise CriteriaError(problem for _, problem in in_order)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be.

    Parameters
    ----------
    word : str
        As written.
    known : iterable of str
        Words that are known.

    Returns
    -------
    str or None
        None where none is near.
    """
    from difflib import get_close_matches

    by_fold = {name.casefold().replace("-", "_"): name for name in known}
    close = get_close_matches(word[:100].casefold().replace("-", "_"), by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def shown(found: object) -> str:
    """What was found, on one line and not too long.

    Parameters
    ----------
    found : object
        Anything that stood in a file.

    Returns
    -------
    str
    """
    line = " ".join(str(found).split()) or '""'
    line = "".join(c if c.isprintable() else "�" for c in line)
    return line if len(line) <= _SHOWN_LENGTH else f"{line[: _SHOWN_LENGTH - 1]}…"


def in_line(line: int | None) -> Label:
    """Where the first of two stands, as words in brackets; nothing where there are no lines.

    Parameters
    ----------
    line : int or None
        From 1; None where the settings came from Python.

    Returns
    -------
    Label
    """
    return both("errors.in_line", line=line) if line else Label.same("")


def one_of(names: Iterable[str]) -> Label:
    """A list of names for a message, in every language.

    Parameters
    ----------
    names : iterable of str
        In the order of the list.

    Returns
    -------
    Label
    """
    return joined(names)
