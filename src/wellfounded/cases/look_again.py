"""What a finding rests on and that somebody has to look at again, finding by finding.

Four things happen behind the back of a finding: a country fact passes the day on which a newer source should be looked
for, somebody judges a source anew, somebody withdraws it, and a text is taken anew in which pinned words do not stand
any more. None of them changes a finding. A judgement or a withdrawal counts as seen once the fact or finding that used
the source was saved again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from wellfounded.cases.models.record import newest_facts, newest_findings
from wellfounded.law.case_file import PERSON
from wellfounded.library.models import Judgement, Withdrawal
from wellfounded.library.models.tie import Decided
from wellfounded.library.place_again import place_again
from wellfounded.library.reading import sources_in, ties_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from wellfounded.cases.models import Case, ShelfPin
    from wellfounded.evidence.search.index.reach import Gate
    from wellfounded.law.assess import Assessment, Key
    from wellfounded.law.case_file import FactRecord, Slot
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.law.finding import Finding

    Used = dict[Slot, tuple[str, ...]]


class Why(StrEnum):
    """Why it has to be looked at again."""

    DUE = "due"  # the day of a country fact has passed
    JUDGED = "judged"  # a source was judged since it was used
    WITHDRAWN = "withdrawn"  # a source was taken off the shelf since it was used, and not put back
    LOST = "lost"  # pinned words stand nowhere in the text of today


@dataclass(frozen=True, slots=True)
class LookAgain:
    """One reason; `place` is the fact or the finding that uses what is named.

    `fact` is the country fact that is due, or that a judged or withdrawn source carries; `pin` what was pinned.
    """

    why: Why
    place: Slot
    fact: CountryFact | None = None
    judgement: Judgement | None = None
    withdrawal: Withdrawal | None = None
    pin: ShelfPin | None = None


def look_again(
    case: Case, assessment: Assessment, *, findings: Iterable[Finding], gate: Gate
) -> dict[Key, tuple[LookAgain, ...]]:
    """The reasons of each of the findings that has any, as far as the shelf is behind the gate of the reader."""
    reasons = _Reasons.of(case, assessment, gate=gate)
    found = {
        (one.criterion.id, one.entity): tuple(chain.from_iterable(map(reasons.at, _places(assessment, one))))
        for one in findings
    }
    return {key: those for key, those in found.items() if those}


def _places(assessment: Assessment, finding: Finding) -> list[Slot]:
    """The finding itself, then the facts that it looks at without another criterion between."""
    known = assessment.law.facts
    named = {*finding.criterion.considers, *(finding.human.rests_on if finding.human is not None else ())} & set(known)
    near = [
        (entity, name)
        for entity, record in assessment.case.entities()
        for name in sorted(named & set(record.facts))
        if PERSON in {entity, finding.entity} or entity.partition(">")[0] == finding.entity.partition(">")[0]
    ]
    return list(dict.fromkeys([(finding.entity, finding.criterion.id), *near, *_leaves(assessment, finding)]))


def _leaves(assessment: Assessment, finding: Finding) -> Iterator[Slot]:
    program = assessment.evaluation.program
    waiting = list(program.nodes[finding.node].children)
    while waiting:
        place = waiting.pop(0)
        node = program.nodes[place]
        if place not in program.criterion_at:
            waiting.extend(node.children)
            if node.leaf >= 0:
                yield program.leaves[node.leaf].slot


@dataclass(slots=True)
class _Reasons:
    """What there is to look at for each place of the record."""

    assessment: Assessment
    used: Used
    since: dict[Slot, datetime]
    judged: dict[str, Judgement]  # the newest of each source, by the label of the source
    withdrawn: dict[str, Withdrawal]  # the one that holds, by the same
    carried_by: dict[str, list[str]]  # the labels of the sources that carry a country fact
    pins: dict[Slot, list[ShelfPin]] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case, assessment: Assessment, *, gate: Gate) -> _Reasons:
        used = dict(_used(assessment))
        names = set(chain.from_iterable(used.values()))
        carried_by: dict[str, list[str]] = {}
        for tie in ties_in(gate).filter(about__in=names, state=Decided.ACCEPTED):
            carried_by.setdefault(tie.about, []).append(tie.document.source.label)
        sources = sources_in(gate)
        pins: dict[Slot, list[ShelfPin]] = {}
        for pin in case.shelf_pins.filter(document__source__in=sources).select_related("document__source", "by"):
            pins.setdefault((pin.entity, pin.item), []).append(pin)
        pinned = {pin.document.source.label for pin in chain.from_iterable(pins.values())}
        wanted = [int(name[1:]) for name in names | pinned | set(chain(*carried_by.values())) if _is_label(name)]
        of_them = {"source__in": sources.filter(pk__in=wanted)}
        newest = Judgement.objects.filter(**of_them).select_related("source", "by")
        judged = {one.source.label: one for one in newest.order_by("id")}
        holding = Withdrawal.objects.filter(**of_them, put_back_at=None).select_related("source", "by")
        withdrawn = {one.source.label: one for one in holding}
        return cls(assessment, used, _since(case), judged, withdrawn, carried_by, pins)

    def at(self, place: Slot) -> Iterator[LookAgain]:
        since, pins = self.since.get(place), self.pins.get(place, [])
        pinned = {pin.document.source.label for pin in pins}
        for name in self.used.get(place, ()):
            if name in pinned:  # a pin to a fact stands among its evidence too
                continue
            fact = self.assessment.law.library.country_fact(name)
            if fact is not None and fact.due_for_review(self.assessment.case.decision):
                yield LookAgain(Why.DUE, place, fact)
            for label in dict.fromkeys(self.carried_by.get(name, ())) if fact is not None else (name,):
                yield from (replace(one, fact=fact) for one in self._after(label, since, place=place))
        for pin in pins:
            seen = pin.at if since is None else max(pin.at, since)
            yield from (replace(one, pin=pin) for one in self._after(pin.document.source.label, seen, place=place))
            if _lost(pin):
                yield LookAgain(Why.LOST, place, pin=pin)

    def _after(self, label: str, since: datetime | None, *, place: Slot) -> Iterator[LookAgain]:
        """What happened to a source since it was used."""
        judgement, withdrawal = self.judged.get(label), self.withdrawn.get(label)
        if judgement is not None and since is not None and judgement.at > since:
            yield LookAgain(Why.JUDGED, place, judgement=judgement)
        if withdrawal is not None and since is not None and withdrawal.at > since:
            yield LookAgain(Why.WITHDRAWN, place, withdrawal=withdrawal)


def _used(assessment: Assessment) -> Iterator[tuple[Slot, tuple[str, ...]]]:
    """What each fact and each human finding of the record names as its sources."""
    for entity, record in assessment.case.entities():
        for name, fact in record.facts.items():
            yield (entity, name), tuple(dict.fromkeys(_sources(fact)))
        for name, human in record.findings.items():
            yield (entity, name), human.rests_on


def _sources(fact: FactRecord) -> Iterator[str]:
    yield from (item.source for item in fact.evidence)
    if fact.credibility is not None:
        yield from (item.rests_on for item in fact.credibility.indicators if item.rests_on)


def _since(case: Case) -> dict[Slot, datetime]:
    """When each fact and finding was saved as it now stands."""
    facts = newest_facts(case).values_list("entity", "fact", "at")
    findings = newest_findings(case).values_list("entity", "criterion", "at")
    return {(entity, name): at for entity, name, at in chain(facts, findings)}


def _is_label(name: str) -> bool:
    """Whether it may be how a case file names a source of the shelf."""
    return name[:1] == "S" and name[1:].isascii() and name[1:].isdigit() and len(name) < 10  # noqa: PLR2004 - more digits are no number


def _lost(pin: ShelfPin) -> bool:
    taken = pin.document.text
    return taken.taken_at > pin.at and place_again(pin.citation(), taken.text) is None
