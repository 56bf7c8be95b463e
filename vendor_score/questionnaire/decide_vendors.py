"""Who is a vendor: decided once, over all files together, from evidence.

Whom the buyer invited counts most. Else a hidden id, a company cell or a heading such as Vendor
beats any other heading; a name that is a month, a shop or a target is a vendor only where something
else says so; and a table that could be either is left out with an error that says how to settle it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean, median
from typing import Literal

from vendor_score.findings import Finding, Severity, Source
from vendor_score.questionnaire.naming_signs import (
    heads_breakdown,
    heads_persons,
    is_average,
    is_buyers_row,
    is_buyers_word,
    is_company_like,
    is_one_word,
    order_in_time,
    sign_of,
)
from vendor_score.questionnaire.plan_corrections import NameCorrections
from vendor_score.questionnaire.sheets.grid import LocatedAnswer
from vendor_score.questionnaire.sheets.option_columns import is_mark
from vendor_score.questionnaire.vendors import (
    Claim,
    ClaimedBlock,
    Line,
    core_key,
    name_from_file,
    name_key,
    named_by_file,
    shown_name,
    whole_name_from_file,
)
from vendor_score.records import InvitedVendor

__all__ = ["Decided", "LineFacts", "LineVerdict", "VendorDecision", "judge_line"]

_OWN_SIGNS = frozenset({"statistic", "target", "budget", "score", "weight", "note", "judge",
                        "option", "unit", "figure", "person"})  # fmt: skip
"""Signs of the buyer's own columns beside vendors'; the others are parts of a vendor's figures."""

_SHOWN_NAMES = 6
_LOOKED_AT = 50  # answers of a column that are read to see whether it holds answers
_MOSTLY = 0.75
_NO_ANSWERS = frozenset({"note", "weight", "unit", "target", "budget", "judge"})
"""Signs of a single column beside the questions that holds no vendor's answers."""


# A line of names judged by itself.


@dataclass(frozen=True, kw_only=True, slots=True)
class LineFacts:
    """What is known of a line of names.

    Attributes
    ----------
    line
        Where it stands.
    names
        As written, in their order.
    owner
        Whose workbook it is, as a hidden id or a company cell says; None where neither does.
    is_told
        Whether the settings point at the cell that names the owner.
    has_own
        Whether the workbook answers the questionnaire elsewhere, for one vendor.
    known
        Those of the names that are vendors for other reasons.
    invited
        Those whom the buyer invited; None where the buyer named nobody.
    readable
        The one column whose cells answer their questions, where those of the others do not.
    derived
        Those whose figures are the means, sums, best or worst of the others'.
    doubted
        Those that are a buyer's words: two in one table (Best, SLA), or one in its last row.
    is_ticked_once
        Whether each question is answered in one column alone, by a tick: the names may be options.
    """

    line: Line
    names: tuple[str, ...]
    owner: str | None = None
    is_told: bool = False
    has_own: bool = False
    known: frozenset[str] = frozenset()
    invited: frozenset[str] | None = None
    readable: str | None = None
    derived: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    is_ticked_once: bool = False


Kind = Literal["vendors", "parts", "evidence", "unsure"]


@dataclass(frozen=True, kw_only=True, slots=True)
class LineVerdict:
    """Which names of a line are vendors.

    Attributes
    ----------
    kind
        ``vendors``: those of ``vendors``, the rest are not. ``parts``: columns of the workbook's
        own vendor. ``evidence``: a breakdown that is not used. ``unsure``: left out.
    vendors
        The names that are vendors.
    none
        The names beside vendors that surely are none, since their figures are made of others.
    used
        Of ``parts`` the columns that are read: the latest, the average, or all of them where
        nothing says which counts, so that answers which differ are void.
    """

    kind: Kind
    vendors: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()


def judge_line(facts: LineFacts) -> LineVerdict:
    """Judge the names in one row or column.

    Examples
    --------
    >>> line = Line(file="a", sheet="", naming="column", at="1", head="KPI", is_headed=False)
    >>> judge_line(LineFacts(line=line, names=("2024", "2025"), owner="Acme")).kind
    'parts'
    >>> sorted(judge_line(LineFacts(line=line, names=("Acme", "Bolt", "Target"))).vendors)
    ['Acme', 'Bolt']
    """
    if facts.invited is not None:
        return _judge_invited(facts, facts.invited)
    if facts.is_told and facts.owner is not None and not facts.has_own:
        return _parts(facts.names)
    if facts.line.is_headed:
        beside_own = facts.has_own and facts.owner is not None
        if beside_own:
            return LineVerdict(kind="unsure")
        return _judge_headed(facts)
    return _judge_unheaded(facts)


def _judge_headed(facts: LineFacts) -> LineVerdict:
    """Names below a heading such as Vendor: each is one, unless more than its word says otherwise.

    A company may be called Target or Best; a name whose figures are made of the others' is none.
    """
    doubted = (facts.derived | facts.doubted) - facts.known
    good = (name for name in facts.names if name not in doubted and not is_buyers_row(name))
    return replace(_vendors(good), none=facts.derived - facts.known)


def _judge_unheaded(facts: LineFacts) -> LineVerdict:
    """Names over which nothing says that they are vendors'."""
    unsigned = [name for name in facts.names if sign_of(name) is None]
    if facts.known and len(facts.known) >= min(2, max(1, len(unsigned))):
        return _vendors((*unsigned, *facts.known))  # others name some of them as vendors
    is_breakdown = facts.line.naming == "row" and heads_breakdown(facts.line.head)
    if is_breakdown or not unsigned:
        return _judge_parts(facts)
    if facts.is_ticked_once and not facts.known:
        return LineVerdict(kind="unsure")
    if facts.readable is not None and not facts.has_own:
        return LineVerdict(kind="parts", used=frozenset({facts.readable}))
    if facts.has_own or facts.owner is not None:
        return LineVerdict(kind="unsure")
    return _vendors(unsigned)


def _judge_parts(facts: LineFacts) -> LineVerdict:
    """Names that are months, shops, channels ...: whose figures are these parts of?"""
    if facts.has_own:
        return LineVerdict(kind="evidence")
    if facts.owner is None:
        return LineVerdict(kind="unsure")
    return LineVerdict(kind="evidence") if facts.line.naming == "row" else _parts(facts.names)


def _judge_invited(facts: LineFacts, invited: frozenset[str]) -> LineVerdict:
    if invited:
        return _vendors(invited)
    if facts.line.is_headed:
        return _vendors(())
    if facts.has_own:
        return LineVerdict(kind="evidence")
    if facts.line.naming == "column" and facts.owner is not None:
        return _parts(facts.names)
    return _vendors(())


def _is_ticked_once(line: Line, blocks: Mapping[str, Sequence[ClaimedBlock]]) -> bool:
    """Whether of the columns side by side each question has one tick at most, as options have."""
    if line.naming != "column":
        return False
    answered: set[str] = set()
    ticked: set[str] = set()
    for name, own in blocks.items():
        for sighting in (s for block in own for s in block.sightings[:_LOOKED_AT]):
            if sighting.cell is None:
                continue
            if sighting.question in answered:
                return False
            answered.add(sighting.question)
            if is_mark(sighting.cell.text):
                ticked.add(name)
    return len(ticked) > 1


def _parts(names: Sequence[str]) -> LineVerdict:
    """Columns of one vendor: of periods the latest counts, of statistics the average."""
    used = frozenset(names)
    signs = {sign_of(name) for name in names}
    if signs == {"period"} and (order := order_in_time(tuple(names))) is not None:
        used = frozenset({names[order[-1]]})
    elif signs == {"statistic"}:
        averages = [name for name in names if is_average(name)]
        used = frozenset(averages[:1]) or used
    return LineVerdict(kind="parts", used=used)


def _vendors(names: Iterable[str]) -> LineVerdict:
    return LineVerdict(kind="vendors", vendors=frozenset(names))


# Figures that are made of others.

_Figures = Mapping[str, float]
_NOBODY: frozenset[str] = frozenset()
_SMALL_TABLE = 60
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LEAST_ROWS = 4
"""By chance one row of three is the best of all in two questions in one table of seven."""


def _figures_of(block: ClaimedBlock) -> _Figures:
    """Question to the first number written there."""
    found = {}
    for each in block.sightings:
        if each.cell is not None:
            match = _FIGURE.search(each.cell.text)
            number = each.cell.number
            if number is None and match is not None:
                number = float(match[0])
            if number is not None:
                found[each.question] = number
    return found


def _is_derived(mine: _Figures, others: Sequence[_Figures]) -> bool:
    """Whether all figures are means, medians or sums of the others', or the best or worst."""
    columns = {
        question: [other[question] for other in others if question in other] for question in mine
    }
    compared = [(mine[q], theirs) for q, theirs in columns.items() if len(theirs) > 1]
    if len(compared) < _LEAST_ROWS:
        return False
    measures: tuple[Callable[[Sequence[float]], tuple[float, ...]], ...] = (
        lambda theirs: (min(theirs), max(theirs)),
        lambda theirs: (fmean(theirs),),
        lambda theirs: (median(theirs),),
        lambda theirs: (sum(theirs),),
    )
    return any(
        all(any(_is_same(figure, one) for one in measure(theirs)) for figure, theirs in compared)
        for measure in measures
    )


def _is_same(figure: float, other: float) -> bool:
    """As people round: three figures, or one more digit than is written."""
    return abs(figure - other) <= max(5e-3 * abs(other), 0.05 if abs(other) >= 1 else 0.0)


# All blocks of all files.


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """A block with the vendor that it belongs to; ``claim`` is None where it is left out."""

    order: int
    block: ClaimedBlock
    claim: Claim | None
    is_unsure: bool = False


_NOTHING_SAID = NameCorrections()


def _cannot_tell(_: LocatedAnswer) -> bool | None:
    return None


@dataclass(slots=True)
class VendorDecision:
    """Takes the blocks of all files and says whose each of them is.

    Attributes
    ----------
    invited
        Whom the buyer invited; empty where nobody was named.
    reads
        Whether a cell answers its question; None where that says nothing.
    own_forms
        Files that are questionnaires of this tool made for no vendor by name.
    said
        What the buyer's plan says of names.
    findings
        What was left out and why.
    """

    invited: Sequence[InvitedVendor] = ()
    reads: Callable[[LocatedAnswer], bool | None] = _cannot_tell
    own_forms: set[str] = field(default_factory=set)
    said: NameCorrections = _NOTHING_SAID
    findings: list[Finding] = field(default_factory=list)
    _waiting: list[tuple[int, ClaimedBlock]] = field(default_factory=list)
    _sure: dict[str, str] = field(default_factory=dict)
    _aliases: dict[str, str] = field(default_factory=dict)
    _owners: dict[str, str] = field(default_factory=dict)
    _figures: dict[Line, dict[str, _Figures]] = field(default_factory=dict)
    _words: dict[Line, dict[str, int]] = field(default_factory=dict)
    _last_name: dict[Line, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for vendor in self.invited:
            for name in vendor.names:
                self._aliases.setdefault(name_key(name), vendor.name)
        for vendor in self.invited:
            for name in (vendor.name, *vendor.aliases):
                self._aliases.setdefault(core_key(name), vendor.name)

    def add(self, order: int, block: ClaimedBlock) -> Decided | None:
        """Take a block; what is certain at once is given back at once, to keep memory small."""
        if block.line is not None and block.line.is_headed:
            self._keep_figures(order, block.line, block)
        if block.is_certain and not self.invited:
            claim = block.claims[0]
            self._sure.setdefault(name_key(claim.name), block.file)
            if block.line is None and block.is_answered:
                self._owners.setdefault(block.file, claim.name)
            return Decided(order=order, block=block, claim=claim)
        self._waiting.append((order, block))
        return None

    def add_aliases(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Names that one row gives to one vendor: a short and a legal one."""
        if self.invited:
            return
        for name, other in pairs:
            if name_key(name) != name_key(other):
                self._aliases.setdefault(name_key(other), name.strip())

    def settle(self) -> Iterator[Decided]:
        """Whose each block is that was not certain at once, in the order they came."""
        waiting = self._waiting
        for _, block in waiting:
            claim = block.claims[0]
            if claim.origin in {"plan", "id", "cell", "table"} and (
                not self.invited or self._invited(claim.name)
            ):
                self._sure.setdefault(name_key(claim.name), block.file)
        for _, block in waiting:
            if block.claims[0].origin == "file":
                self._sure.setdefault(name_key(block.claims[0].name), block.file)
        verdicts = self._judge_lines()
        blank = self._blank_files()
        recurring = _recurring(block for _, block in waiting)
        whole = self._whole_names(block for _, block in waiting)
        for order, block in waiting:
            if block.file in blank:
                yield Decided(order=order, block=block, claim=None)
            else:
                yield self._decide(order, block, verdicts, recurring, whole)

    def canonical(self, claim: Claim) -> Claim:
        """The claim under the vendor's one name, where it is known by several."""
        known = self._aliases.get(name_key(claim.name)) or (
            self._aliases.get(core_key(claim.name)) if self.invited else None
        )
        known = self.said.same_as.get(name_key(known or claim.name), known)
        if known is None or name_key(known) == name_key(claim.name):
            return claim
        return Claim(origin=claim.origin, name=known, source=claim.source)

    def is_said_to_be_none(self, name: str) -> bool:
        """Whether the buyer's plan says that a name is no vendor's."""
        return name_key(name) in self.said.others

    def not_returned(self, names: Iterable[str]) -> Iterator[Finding]:
        """Invited vendors of whom nothing was read."""
        returned = {name_key(name) for name in names}
        for vendor in self.invited:
            if name_key(vendor.name) not in returned:
                yield Finding(
                    code="not-returned", severity=Severity.WARNING, found=shown_name(vendor.name)
                )

    def _invited(self, name: str) -> bool:
        return name_key(name) in self._aliases or core_key(name) in self._aliases

    def _judge_lines(self) -> dict[Line, LineVerdict]:
        lines: dict[Line, dict[str, list[ClaimedBlock]]] = defaultdict(dict)
        own: dict[str, bool] = defaultdict(bool, dict.fromkeys(self._owners, True))
        owners = dict(self._owners)
        told = {block.line for _, block in self._waiting if block.is_beaten}
        said: dict[Line, str] = {}
        derived = self._find_derived()
        for _, block in self._waiting:
            if block.line is not None:
                lines[block.line].setdefault(block.claims[0].name, []).append(block)
            elif block.is_answered:
                own[block.file] = True
            claim = block.claim("plan", "id", "cell")
            if claim is not None and claim.origin == "plan" and block.line is not None:
                said[block.line] = claim.name
            if claim is not None:
                owners.setdefault(block.file, claim.name)
        verdicts = {}
        for line, blocks in lines.items():
            names = tuple(name for name in blocks if not self.is_said_to_be_none(name))
            if not names:
                verdicts[line] = _vendors(())
                continue
            facts = self._facts(line, names, owners.get(line.file), has_own=own[line.file])
            readable = self._only_readable(line, blocks)
            facts = replace(
                facts,
                is_told=line in told,
                readable=readable,
                derived=derived.get(line, _NOBODY),
                doubted=self._doubted(line),
                is_ticked_once=_is_ticked_once(line, blocks),
            )
            if line in said:  # as the buyer's plan says, whatever else the file holds
                facts = replace(facts, owner=said[line], has_own=False, invited=None)
            verdicts[line] = verdict = self._with_said(names, judge_line(facts))
            self._tell_line(facts, verdict)
        return verdicts

    def _keep_figures(self, order: int, line: Line, block: ClaimedBlock) -> None:
        """Of small tables; in a long one a mean is no more than one row of many."""
        name = block.claims[0].name
        if is_buyers_word(name):
            self._words.setdefault(line, {})[name] = order
        else:
            self._last_name[line] = order
        rows = self._figures.setdefault(line, {})
        if len(rows) <= _SMALL_TABLE:
            rows[name] = _figures_of(block)

    def _doubted(self, line: Line) -> frozenset[str]:
        """The buyer's words of a table: two of them, or one that stands in its last row."""
        words = self._words.get(line, {})
        if len(words) > 1:
            return frozenset(words)
        end = (
            self._last_name.get(line, 0) if line.naming == "row" else max(words.values(), default=0)
        )
        return frozenset(name for name, order in words.items() if order > end)

    def _find_derived(self) -> dict[Line, frozenset[str]]:
        """Of each table the names that are a buyer's words and whose figures are the others'."""
        return {
            line: frozenset(
                name
                for name in rows
                if is_buyers_word(name)
                and _is_derived(
                    rows[name], [r for n, r in rows.items() if n != name and not is_buyers_word(n)]
                )
            )
            for line, rows in self._figures.items()
            if len(rows) <= _SMALL_TABLE
        }

    def _with_said(self, names: Sequence[str], verdict: LineVerdict) -> LineVerdict:
        """The verdict with the names that the buyer's plan says are vendors'."""
        said = {name for name in names if name_key(name) in self.said.vendors}
        if not said:
            return verdict
        return _vendors({*said, *(verdict.vendors if verdict.kind == "vendors" else ())})

    def _only_readable(
        self, line: Line, blocks: Mapping[str, Sequence[ClaimedBlock]]
    ) -> str | None:
        """The column that answers its questions beside columns that do not: owners, descriptions.

        Names that companies have are left alone: a vendor may write what nobody can read.
        """
        if line.naming != "column" or line.is_headed or any(map(is_company_like, blocks)):
            return None
        read = {
            name: [
                told
                for block in named
                for each in block.sightings[:_LOOKED_AT]
                if each.cell and (told := self.reads(each)) is not None
            ]
            for name, named in blocks.items()
        }
        good = [n for n, cells in read.items() if cells and sum(cells) >= _MOSTLY * len(cells)]
        poor = [name for name, cells in read.items() if len(cells) > 1 and not any(cells)]
        is_told = len(good) == 1 and len(poor) > 0 and len(good) + len(poor) >= len(blocks) - 1
        return good[0] if is_told and len(read[good[0]]) > 1 else None

    def _blank_files(self) -> set[str]:
        """Files without an answer that name no vendor, beside others: nobody filled them in.

        A blank form of this tool's own that lies among the answers is most often the one that was
        sent out, and a note; named like a vendor it may have been returned so, and is a warning
        as any other blank form.
        """
        answered: dict[str, bool] = defaultdict(bool)
        for _, block in self._waiting:
            claim = block.claims[0]
            named = claim.origin not in {"heading", "sheet", "file"} or (
                claim.origin == "heading" and sign_of(claim.name) is None
            )
            answered[block.file] = answered[block.file] or named or block.is_answered
        blank = {file for file, is_answered in answered.items() if not is_answered}
        if blank.issuperset({*answered, *self._sure.values()}):
            return set()  # nothing else was returned: the form itself is what is looked at
        for file in sorted(blank):
            own = file in self.own_forms
            severity = Severity.INFO if own and not named_by_file(file) else Severity.WARNING
            code = "blank-questionnaire" if own else "blank-file"
            self.findings.append(
                Finding(code=code, severity=severity, source=Source(file), found=file)
            )
        return blank

    def _facts(
        self, line: Line, names: tuple[str, ...], owner: str | None, *, has_own: bool
    ) -> LineFacts:
        keys = {name: name_key(name) for name in names}
        if owner is not None and name_key(owner) in keys.values():
            owner, has_own = None, False  # its own name among them: vendors are compared here
        known = frozenset(
            name for name, key in keys.items() if self._sure.get(key, line.file) != line.file
        )
        invited = frozenset(n for n in names if self._invited(n)) if self.invited else None
        return LineFacts(
            line=line, names=names, owner=owner, has_own=has_own, known=known, invited=invited
        )

    def _tell_line(self, facts: LineFacts, verdict: LineVerdict) -> None:
        line = facts.line
        place = Source(line.file, line.sheet or None)
        shown = _shown(line, facts.names)
        if verdict.kind in {"evidence", "unsure"}:
            is_unsure = verdict.kind == "unsure"
            self.findings.append(
                Finding(
                    code="vendors-unsure" if is_unsure else "part-figures",
                    severity=Severity.ERROR if is_unsure else Severity.INFO,
                    source=place,
                    found=shown,
                    values={"head": line.head or "-"},
                )
            )
        elif verdict.kind == "parts":
            used = " | ".join(shown_name(n) for n in facts.names if n in verdict.used)
            self.findings.append(
                Finding(code="columns-of-one-vendor", severity=Severity.WARNING, source=place,
                        vendor=facts.owner, found=shown, values={"used": used})
            )  # fmt: skip
        else:
            self._tell_others(facts, verdict, place)

    def _tell_others(self, facts: LineFacts, verdict: LineVerdict, place: Source) -> None:
        """Names beside vendors that are none: strangers, the buyer's columns, or unsure ones."""
        for name in facts.names:
            if name in verdict.vendors:
                continue
            if facts.invited is not None:
                is_word = sign_of(name) is not None
                code, severity = "stranger", Severity.INFO if is_word else Severity.WARNING
            elif name not in verdict.none and _may_be_vendor(facts.line, name):
                code, severity = "vendor-unsure", Severity.ERROR
            else:
                code, severity = "row-is-no-vendor", Severity.INFO
            self.findings.append(
                Finding(code=code, severity=severity, source=place, found=shown_name(name))
            )

    def _decide(
        self,
        order: int,
        block: ClaimedBlock,
        verdicts: dict[Line, LineVerdict],
        recurring: set[tuple[str, str]],
        whole: dict[str, str],
    ) -> Decided:
        if block.line is not None:
            return self._decide_in_line(order, block, verdicts[block.line])
        heading = block.claim("heading")
        if heading is not None and sign_of(heading.name) in _NO_ANSWERS:
            self._tell_once("no-answer-column", heading.source, heading.name)
            return Decided(order=order, block=block, claim=None)
        for claim in block.claims:
            is_word = claim.origin in {"heading", "sheet"}
            if is_word and self.is_said_to_be_none(claim.name):
                continue
            if is_word and (claim.origin, name_key(claim.name)) in recurring:
                continue
            if claim.origin == "heading" and sign_of(claim.name) is not None:
                continue
            taken = claim
            if claim.origin == "file" and block.file in whole:
                taken = Claim(origin="file", name=whole[block.file])
            if self.invited and not self._invited(taken.name):
                continue
            return Decided(order=order, block=block, claim=taken)
        if self.invited:
            self._tell_stranger(block)
            return Decided(order=order, block=block, claim=None)
        return Decided(order=order, block=block, claim=block.claims[-1])

    def _tell_stranger(self, block: ClaimedBlock) -> None:
        claim = block.claim("plan", "id", "cell") or block.claims[0]
        place = claim.source if claim.source.file else Source(block.file, block.sheet or None)
        self._tell_once("stranger", place, claim.name)

    def _tell_once(self, code: str, source: Source, name: str) -> None:
        found = Finding(code=code, severity=Severity.WARNING, source=source, found=shown_name(name))
        if found not in self.findings:
            self.findings.append(found)

    def _decide_in_line(self, order: int, block: ClaimedBlock, verdict: LineVerdict) -> Decided:
        claim = block.claims[0]
        if verdict.kind == "vendors" and claim.name in verdict.vendors:
            return Decided(order=order, block=block, claim=claim)
        owner = block.claim("plan", "id", "cell")
        if owner is None and named_by_file(block.file):
            owner = block.claim("file")
        if verdict.kind == "parts" and owner is not None and claim.name in verdict.used:
            return Decided(order=order, block=block, claim=owner)
        line = block.line
        if line is None or heads_persons(line.head) or self.is_said_to_be_none(claim.name):
            return Decided(order=order, block=block, claim=None)
        unsure = verdict.kind == "unsure" or (
            verdict.kind == "vendors"
            and not self.invited
            and claim.name not in verdict.none
            and _may_be_vendor(line, claim.name)
        )
        return Decided(order=order, block=block, claim=None, is_unsure=unsure)

    def _whole_names(self, blocks: Iterable[ClaimedBlock]) -> dict[str, str]:
        """Files whose names became one only because words such as Support were cut off both."""
        by_key: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for file in {block.file for block in blocks if block.claims[0].origin == "file"}:
            whole = whole_name_from_file(file)
            by_key[name_key(name_from_file(file))][name_key(whole)].append(file)
        return {
            file: whole_name_from_file(file)
            for wholes in by_key.values()
            if len(wholes) > 1
            for files in wholes.values()
            for file in files
        }


def _may_be_vendor(line: Line, name: str) -> bool:
    """Whether a name that is left out beside vendors may be one all the same."""
    if line.is_headed and is_buyers_row(name):
        return False
    return is_one_word(name) or sign_of(name) not in _OWN_SIGNS


def _shown(line: Line, names: Sequence[str]) -> str:
    """The first names of a line; of people only what stands over them."""
    if heads_persons(line.head):
        return line.head
    shown = [shown_name(name) for name in names[:_SHOWN_NAMES]]
    return " | ".join([*shown, *(["…"] if len(names) > _SHOWN_NAMES else [])])


def _recurring(blocks: Iterable[ClaimedBlock]) -> set[tuple[str, str]]:
    """Headings and sheet names that recur in files with different names: they name no vendor."""
    files: dict[tuple[str, str], set[str]] = defaultdict(set)
    for block in blocks:
        for claim in block.claims if block.line is None else ():
            if claim.origin in {"heading", "sheet"}:
                files[claim.origin, name_key(claim.name)].add(name_key(name_from_file(block.file)))
    return {key for key, found in files.items() if len(found) > 1}
