"""What a decision record says, as blocks: verdict, ranking, reasons, doubts, money, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vendor_score import number_text
from vendor_score.documents.blocks import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    RankingChart,
    Series,
    Text,
)
from vendor_score.documents.slide import Slide
from vendor_score.present.model import coloured_groups, rank_rows, rule_words
from vendor_score.present.report import Report
from vendor_score.present.since_view import since_view
from vendor_score.records import AnswerState, EvidenceState
from vendor_score.robustness.compare import why_not_of, why_not_text
from vendor_score.robustness.verdict import verdict_sentences
from vendor_score.version import __version__
from vendor_score.wording import Lang, text

__all__ = ["RecordSettings", "record_document", "record_slide"]

_MOST_VENDORS = 12
_MOST_ITEMS = 6
_PAIR = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordSettings:
    """What the buyer adds to a record.

    Attributes
    ----------
    signed : tuple of str
        Names, each with what else is to stand beside it (office, date); a line each to sign on.
    lock : str or None
        Digest of the lock that was named.
    lock_file : str
        Its name.
    """

    signed: tuple[str, ...] = ()
    lock: str | None = None
    lock_file: str = ""


def record_document(report: Report, settings: RecordSettings, lang: Lang) -> Document:
    """The page of the record in one language.

    Parameters
    ----------
    report : Report
        For the buyer.
    settings : RecordSettings
        Signatures and lock.
    lang : str
        Language of the words.

    Returns
    -------
    Document
    """
    words = _Words(report, settings, lang)
    blocks = [
        *words.head(),
        *words.ranking(),
        *words.reasons(),
        *words.out(),
        *words.doubts(),
        *words.money(),
        *words.since(),
        *words.people(),
        *words.digests(),
    ]
    return Document(title=words.title, lang=lang, blocks=tuple(blocks))


def record_slide(report: Report, settings: RecordSettings, lang: Lang) -> Slide:
    """The slide of the record in one language.

    Parameters
    ----------
    report : Report
        For the buyer.
    settings : RecordSettings
        Signatures and lock.
    lang : str
        Language of the words.

    Returns
    -------
    Slide
    """
    words = _Words(report, settings, lang)
    points = [
        (words.say("reasons"), words.why()),
        (words.say("sure"), words.sure()[0]),
        (words.say("conditions"), words.second_sentence()),
    ]
    out = words.knocked_out()
    if out:
        points.append((words.say("out"), "; ".join(out[:_PAIR])))
    return Slide(
        overline=words.title,
        title=words.first_sentence(),
        chart=words.chart(),
        points=tuple((head, said) for head, said in points if said),
        foot=words.foot(),
    )


class _Words:
    """Sentences and tables of one record in one language."""

    def __init__(self, report: Report, settings: RecordSettings, lang: Lang) -> None:
        self.report, self.settings, self.lang = report, settings, lang
        self.decision, self.robustness = report.decision, report.robustness
        self.title = self.decision.criteria.title.text(lang)
        self.labels = {node.id: node.label.text(lang) for node in self.decision.criteria.nodes()}

    def say(self, key: str, **values: object) -> str:
        return text(f"record.{key}", self.lang, **values)

    def names(self, names: Sequence[str]) -> str:
        return text("language.list_joint", self.lang).join(names)

    def first_sentence(self) -> str:
        facts = self.report.facts
        if facts is None:
            return self.report.verdict.text(self.lang)
        return verdict_sentences(facts)[0].text(self.lang)

    def second_sentence(self) -> str:
        facts = self.report.facts
        return "" if facts is None else verdict_sentences(facts)[1].text(self.lang)

    def head(self) -> Iterator[Block]:
        """Title, day and verdict with its conditions."""
        yield Heading(text=self.say("title", title=self.title), level=1)
        yield Text(text=self.foot(), style="small")
        yield Text(text=self.first_sentence(), style="lead")
        if more := self.second_sentence():
            yield Text(text=more)

    def foot(self) -> str:
        decision = self.decision
        return self.say(
            "foot",
            date=decision.criteria.reference_date.isoformat(),
            vendors=len(decision.vendors),
            files=len(decision.answers.inputs),
            method=self.report.ranking.method,
            version=__version__,
        )

    def chart(self) -> RankingChart | None:
        """The ranked vendors' bars; None where nobody is ranked."""
        ranking = self.report.weighted_sum
        rows = [row for row in rank_rows(ranking) if row.rank is not None][:_MOST_VENDORS]
        if not rows:
            return None
        groups = [(at, g) for at, g in enumerate(coloured_groups(self.decision)) if g.weight > 0]
        return RankingChart(
            title=self.say("ranking"),
            vendors=tuple(row.name for row in rows),
            series=tuple(
                Series(
                    label=group.label.text(self.lang),
                    colour=group.colour,
                    values=tuple(row.parts[at] for row in rows),
                )
                for at, group in groups
            ),
        )

    def ranking(self) -> Iterator[Block]:
        """Chart and table; long lists are cut, with a count of what is left out."""
        yield Heading(text=self.say("ranking"))
        chart = self.chart()
        if chart is not None:
            yield chart
        vendors = self.report.ranking.vendors
        shown = vendors[:_MOST_VENDORS]
        scores = number_text.apart([vendor.score for vendor in shown])
        yield Grid(
            heads=tuple(self.say(f"head.{key}") for key in ("rank", "vendor", "score", "status")),
            rows=tuple(
                (
                    "–" if vendor.rank is None else str(vendor.rank),
                    vendor.name,
                    score,
                    text(f"terms.status.{vendor.status.value}", self.lang),
                )
                for vendor, score in zip(shown, scores, strict=True)
            ),
            widths=(0.1, 0.52, 0.14, 0.24),
            figures=frozenset({0, 2}),
        )
        if (hidden := len(vendors) - len(shown)) > 0:
            yield Text(text=self.say("more_vendors", n=hidden), style="small")

    def why(self) -> str:
        """Why the first is ahead of the second."""
        ranked = [v.name for v in self.report.weighted_sum.vendors if v.rank is not None]
        if len(ranked) < _PAIR:
            return ""
        found = why_not_of(self.decision, ranked[0], ranked[1])
        return why_not_text(found, self.decision, self.lang)

    def reasons(self) -> Iterator[Block]:
        """The paragraph of reasons, and musts that are untested."""
        if why := self.why():
            yield Heading(text=self.say("reasons"))
            yield Text(text=why)
        untested = [
            self.say("untested", vendor=vendor, musts=self.names([self.labels[id] for id in ids]))
            for vendor, ids in self.decision.untested.items()
            if ids
        ]
        if untested:
            yield Heading(text=self.say("conditions"))
            yield Items(texts=tuple(self.cut(untested)))

    def cut(self, texts: list[str]) -> list[str]:
        if (hidden := len(texts) - _MOST_ITEMS) > 0:
            return [*texts[:_MOST_ITEMS], self.say("more", n=hidden)]
        return texts

    def knocked_out(self) -> list[str]:
        """Who is out, by which must and with which words."""
        return [
            self.say(
                "knock_out",
                vendor=one.vendor,
                criterion=self.labels[one.criterion],
                rule=rule_words(
                    one.rule, self.decision.criteria.criterion(one.criterion), self.lang
                ),
                found=" ".join(one.found.split())
                or text(f"terms.state.{one.answer.state.value}", self.lang),
            )
            for one in self.decision.knock_outs
        ]

    def out(self) -> Iterator[Block]:
        """The knock-outs with their words."""
        if found := self.knocked_out():
            yield Heading(text=self.say("out"))
            yield Items(texts=tuple(self.cut(found)))

    def sure(self) -> list[str]:
        """How often the leader is first, other methods, and proven answers alone."""
        facts, found = self.report.facts, self.robustness
        said = []
        if facts is not None and facts.leader is not None:
            stated = found.stated
            said.append(
                self.say(
                    "win_share",
                    leader=facts.leader,
                    share=number_text.share(facts.win_share),
                    samples=number_text.number(stated.samples),
                    band=number_text.share(stated.band),
                )
            )
        if found.agreement is not None and found.agreement.same_first is not None:
            said.append(self.say("methods_same" if found.agreement.same_first else "methods_other"))
        if found.proven_only is not None:
            proven = found.proven_only
            key = "proven_other" if proven.first_changes else "proven_same"
            said.append(self.say(key, first=self.names(proven.first), n=proven.seen_answers))
        return said or [self.say("not_assessed")]

    def unproven(self) -> list[str]:
        """Claims that decide the first place, with the words of the vendor."""
        proven = self.robustness.proven_only
        claims = () if proven is None else proven.critical_claims or proven.deciding_claims
        return [
            self.say(
                "claim",
                vendor=vendor,
                criterion=self.labels.get(id, id),
                text=" ".join(self.decision.answers.of(vendor, id).text.split()),
            )
            for vendor, id in claims
        ]

    def doubts(self) -> Iterator[Block]:
        """How sure, and what was not proven."""
        yield Heading(text=self.say("sure"))
        yield Items(texts=tuple(self.sure()))
        said = self.unproven()
        leaders = self.report.weighted_sum.leaders
        for leader in leaders[:1]:
            open_claims = sum(
                scored.answer.state is AnswerState.ANSWERED
                and scored.answer.evidence is not EvidenceState.SEEN
                and self.decision.leaf_weights[id] > 0
                for id, scored in self.decision.scored[leader].items()
            )
            if open_claims:
                said.append(self.say("claims_open", vendor=leader, n=open_claims))
        if said:
            yield Heading(text=self.say("not_proven"))
            yield Items(texts=tuple(self.cut(said)))

    def money(self) -> Iterator[Block]:
        """What the offers cost over the contract, where they were opened."""
        offers = self.decision.offers
        if offers is None or not offers.totals:
            return
        yield Heading(text=self.say("price"))
        rows = []
        for vendor, total in offers.totals.items():
            ends = total.total
            shown = self.say("no_total")
            if ends is not None:
                shown = " – ".join(
                    dict.fromkeys(f"{round(end):,}" for end in (ends.low, ends.high))
                )
            assumed = self.names([one.item for one in total.assumed])
            rows.append((vendor, shown, total.currency, assumed))
        yield Grid(
            heads=tuple(self.say(f"head.{key}") for key in ("vendor", "total", "money", "assumed")),
            rows=tuple(rows),
            widths=(0.36, 0.26, 0.1, 0.28),
            figures=frozenset({1}),
        )

    def since(self) -> Iterator[Block]:
        """What changed since the last round, where one was named."""
        if self.report.since is None:
            return
        view = since_view(self.report.since, self.decision, self.lang)
        yield Heading(text=text("since.title", self.lang))
        yield Items(texts=view.lead)
        moves = view.tables[0]
        rest = 0.66 / max(1, len(moves.heads) - 1)
        yield Grid(
            heads=moves.heads,
            rows=moves.rows,
            widths=(0.34, *[rest] * (len(moves.heads) - 1)),
            figures=moves.figures,
        )

    def people(self) -> Iterator[Block]:
        """Who judged and corrected, and lines to sign on."""
        judged: dict[str, int] = {}
        corrected: dict[str, int] = {}
        for row in self.decision.answers.given.values():
            for answer in row.values():
                for judgement in answer.judgements:
                    judged[judgement.assessor] = judged.get(judgement.assessor, 0) + 1
                override = answer.override
                if override is not None and not override.stale:
                    name = override.name or self.say("nobody_named")
                    corrected[name] = corrected.get(name, 0) + 1
        yield Heading(text=self.say("people"))
        said = [self.say("judged", name=name, n=n) for name, n in judged.items()]
        said += [self.say("corrected", name=name, n=n) for name, n in corrected.items()]
        yield Text(text=self.names(said) if said else self.say("nobody_judged"))
        signed = self.settings.signed or ("", "")
        yield Grid(
            heads=tuple(self.say(f"head.{key}") for key in ("signed", "signature", "day")),
            rows=tuple((name, "", "") for name in signed),
            widths=(0.42, 0.36, 0.22),
        )

    def digests(self) -> Iterator[Block]:
        """The files by name and digest, lock, version and settings: what makes the same again."""
        decision = self.decision
        stated = self.robustness.smaa
        yield Heading(text=self.say("digests"))
        rows = [(file.file, file.sha256) for file in decision.answers.inputs]
        criteria = decision.criteria.file
        shown = self.say("shipped") if criteria is None else criteria.file or "criteria"
        rows.append((shown, "" if criteria is None else criteria.sha256))
        if self.settings.lock is not None:
            rows.append((self.settings.lock_file, self.settings.lock))
        yield Grid(
            heads=(self.say("head.file"), "SHA-256"),
            rows=tuple(rows),
            widths=(0.42, 0.58),
            is_small=True,
        )
        yield Text(
            text=self.say(
                "settings",
                version=__version__,
                samples=number_text.number(stated.samples),
                seed=stated.seed,
                method=self.report.ranking.method,
            ),
            style="small",
        )
