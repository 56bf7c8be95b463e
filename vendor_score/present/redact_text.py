"""Texts without the names of files and folders, and findings without private answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import PurePosixPath
from typing import TypeVar

from vendor_score.decision import Decision
from vendor_score.findings import Finding
from vendor_score.records import Answer, Judgement, Override
from vendor_score.source import Source

__all__ = ["Scrubber"]

_GONE = "…"
_SHORTEST = 4  # a shorter text would be found in words that have nothing to do with it
T = TypeVar("T")


class Scrubber:
    """Takes the names of all files and folders out of records, whatever field they stand in.

    ``private`` are the criteria whose answers must not be told by a finding either. A vendor that
    is called like its file keeps its name.
    """

    def __init__(self, decision: Decision, private: frozenset[str]) -> None:
        answers = [answer for row in decision.answers.given.values() for answer in row.values()]
        secret = [answer for answer in answers if answer.criterion in private]
        self._names = _pattern(_file_names(decision, answers), frozenset(decision.vendors))
        # a finding may quote a reviewer; vendors' own answers are not searched for such words
        told = {*_texts(secret), *_reviewers_words(answers)}
        self._secrets = _pattern(told, frozenset(decision.vendors))
        self.private_cells = {
            (answer.source.file, answer.source.sheet, answer.source.cell)
            for answer in secret
            if answer.source.cell
        }

    def __call__(self, record: T) -> T:
        """The record without names of files; sources keep sheet and cell."""
        return self._clean(record, self._names)  # type: ignore[return-value]

    def answer(self, answer: Answer) -> Answer:
        """The answer without names of files, nor who reviewed it, why and on what ground."""
        clean = self(answer)
        judgements = tuple(
            Judgement(assessor=str(place), level=judged.level)
            for place, judged in enumerate(answer.judgements, start=1)
        )
        if clean.override is None:
            return replace(clean, judgements=judgements)
        override = Override(text=clean.override.text, stale=clean.override.stale)
        return replace(clean, override=override, judgements=judgements)

    def finding(self, finding: Finding) -> Finding:
        """The finding without names of files and without the words of private answers."""
        clean = self(finding)
        return replace(
            clean,
            found=None if clean.found is None else _without(clean.found, self._secrets),
            values={key: self._clean(entry, self._secrets) for key, entry in clean.values.items()},
        )

    def _clean(self, value: object, pattern: re.Pattern[str] | None) -> object:
        if isinstance(value, Source):
            sheet = _without(value.sheet, self._names) if value.sheet else None
            return replace(value, file=None, sheet=sheet or None)
        if isinstance(value, str) and not isinstance(value, Enum):
            return _without(value, pattern)
        if isinstance(value, Mapping):
            return {key: self._clean(entry, pattern) for key, entry in value.items()}
        if isinstance(value, tuple | list):
            return type(value)(self._clean(entry, pattern) for entry in value)
        if is_dataclass(value) and not isinstance(value, type):
            own = {field.name: getattr(value, field.name) for field in fields(value)}
            return replace(value, **{k: self._clean(v, pattern) for k, v in own.items()})
        return value


def _without(text: str, pattern: re.Pattern[str] | None) -> str:
    return text if pattern is None else pattern.sub(_GONE, text)


def _file_names(decision: Decision, answers: list[Answer]) -> set[str]:
    """Every path that is known of, its name with and without ending, and its folders."""
    paths = {file.file for file in decision.answers.inputs}
    paths |= {finding.source.file for finding in decision.all_findings if finding.source.file}
    for answer in answers:
        own = [answer.source, *([answer.override.source] if answer.override else [])]
        paths |= {source.file for source in own if source.file}
        paths |= {judged.source.file for judged in answer.judgements if judged.source.file}
    if decision.criteria.file is not None:
        paths.add(decision.criteria.file.file)
    return {name for path in paths if path for name in _parts(path)}


def _parts(path: str) -> Iterator[str]:
    pure = PurePosixPath(path.replace("\\", "/"))
    yield path
    yield pure.name
    yield pure.stem
    yield from (str(folder) for folder in pure.parents if folder.name)
    yield from (folder.name for folder in pure.parents if folder.name)


def _texts(answers: list[Answer]) -> Iterator[str]:
    for answer in answers:
        yield from (answer.text, answer.evidence_text, answer.remarks)
        if answer.override is not None:
            yield from (answer.override.text, answer.override.reason)
        yield from (judged.reason for judged in answer.judgements)


def _reviewers_words(answers: list[Answer]) -> Iterator[str]:
    """Names and reasons of the people who corrected and judged."""
    for answer in answers:
        if answer.override is not None:
            yield from (answer.override.name, answer.override.reason)
        for judged in answer.judgements:
            yield from (judged.assessor, judged.reason)


def _pattern(names: set[str], kept: frozenset[str]) -> re.Pattern[str] | None:
    """Any of the names as whole words, the longest first."""
    told = sorted((n for n in names if n and n not in kept), key=lambda name: (-len(name), name))
    long = [name for name in told if len(name) >= _SHORTEST or "." in name]
    short = [name for name in told if name not in long]
    parts = [rf"(?<![^\W_]){re.escape(name)}(?![^\W_])" for name in long if name.isascii()]
    parts += [re.escape(name) for name in long if not name.isascii()]
    parts += [rf"\A{re.escape(name)}\Z" for name in short]
    return re.compile("|".join(parts)) if parts else None
