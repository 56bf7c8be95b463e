"""What can go wrong, for the person who can fix it: one tree, each error with its exit code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vendor_score.wording import Lang, system_lang, text

if TYPE_CHECKING:
    from vendor_score.findings import Finding
    from vendor_score.reading_plan import PlannedName, SheetPlan

__all__ = [
    "CriteriaError",
    "MethodRefusalError",
    "NothingReadError",
    "OutputError",
    "SourceError",
    "UsageError",
    "VendorScoreError",
    "WeightError",
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
