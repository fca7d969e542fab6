"""The lint of an assessment: what a careful reviewer would ask before anyone signs.

Each remark names a rule of fair procedure or a known way in which real decisions failed
(`docs/reference/remarks.md`). A remark changes no finding.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.law.assess import assess_under
from wellfounded.law.case_file import Act, Direction, FactState, FindingWord, Span
from wellfounded.law.credibility import credibility_remarks
from wellfounded.law.criterion import Side
from wellfounded.law.finding import Finding, Label
from wellfounded.law.remark import Remark, RemarkCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.law.remark import Told

ECONOMIC = frozenset({"hunger", "work", "family", "health", "education"})
_AS_LABEL = {FindingWord.ESTABLISHED: Label.MET, FindingWord.NOT_ESTABLISHED: Label.NOT_MET}


class Ground(StrEnum):
    """The five grounds of Article 1A(2), as criteria."""

    RACE = "reason_race"
    RELIGION = "reason_religion"
    NATIONALITY = "reason_nationality"
    SOCIAL_GROUP = "reason_social_group"
    POLITICAL_OPINION = "reason_political_opinion"


def review(assessment: Assessment) -> tuple[Remark, ...]:
    """Every remark on an assessment, the gravest first."""
    remarks = [remark for check in CHECKS for remark in check(assessment)]
    return tuple(sorted(remarks, key=lambda remark: (remark.severity.rank, remark.code)))


def _contradictory(assessment: Assessment) -> Iterator[Remark]:
    for finding in assessment.findings.values():
        human = finding.human
        if human is None or finding.criterion.evaluative or human.word not in _AS_LABEL:
            continue
        if finding.determined and finding.label is not _AS_LABEL[human.word]:
            yield _at(RemarkCode.CONTRADICTORY, finding, found=human.word, label=finding.label)
        elif not finding.determined:
            yield _at(RemarkCode.CONCLUDED_TOO_EARLY, finding)


def _not_put(assessment: Assessment) -> Iterator[Remark]:
    """Conclusions that would go against the person if what was not put counted."""
    if not any(finding.criterion.goal and finding.waits_to_be_put for finding in assessment.findings.values()):
        return
    counted = assess_under(replace(assessment.case, all_points_put=Act(by="review")), assessment.law)
    for key, finding in assessment.findings.items():
        other = counted.findings[key]
        adverse = Label.NOT_MET if finding.criterion.favours is Side.APPLICANT else Label.MET
        if finding.criterion.goal and finding.waits_to_be_put and other.label is adverse:
            yield _at(RemarkCode.NOT_PUT, finding)


def _place_not_named(assessment: Assessment) -> Iterator[Remark]:
    for (name, entity), finding in assessment.findings.items():
        found = finding.label is Label.MET and not finding.settled_by_closing
        considered = name.startswith("alternative_") and (found or finding.human is not None)
        if considered and not _named(assessment, entity):
            yield _at(RemarkCode.PLACE_NOT_NAMED, finding)
            return


def _named(assessment: Assessment, entity: str) -> bool:
    facts = assessment.case.entity(entity).facts
    return all(
        (record := facts.get(name)) is not None and record.state.affirmed
        for name in ("alternative_named", "alternative_put_to_person")
    )


def _ground_left_out(assessment: Assessment) -> Iterator[Remark]:
    refused = _recommended(assessment, "refugee_status", word=FindingWord.NOT_ESTABLISHED)
    for (name, _entity), finding in assessment.findings.items():
        if name not in set(Ground) or finding.label is Label.NOT_MET:
            continue
        raised = any(
            (record := assessment.case.fact(slot)) and record.state is not FactState.UNKNOWN
            for slot in _facts_of(assessment, finding)
        )
        if refused and raised and finding.human is None and not finding.determined:
            yield _at(RemarkCode.GROUND_LEFT_OUT, finding)


def _facts_of(assessment: Assessment, finding: Finding) -> list[tuple[str, str]]:
    program = assessment.evaluation.program
    stack, slots = [finding.node], []
    while stack:
        node = program.nodes[stack.pop()]
        stack.extend(node.children)
        if node.leaf >= 0:
            slots.append(program.leaves[node.leaf].slot)
    return slots


def _recommended(assessment: Assessment, criterion: str, *, word: FindingWord) -> bool:
    finding = assessment.case.person.findings.get(criterion)
    return finding is not None and finding.word is word


def _motive_alone(assessment: Assessment) -> Iterator[Remark]:
    motives = assessment.case.person.facts.get("motives")
    named = set(motives.value) if motives is not None and isinstance(motives.value, tuple) else set()
    if (
        not named
        or not named <= ECONOMIC
        or not _recommended(assessment, "refugee_status", word=FindingWord.NOT_ESTABLISHED)
    ):
        return
    chain = ("economic_persecution", "exit_punished_as_persecution", "sur_place")
    for (name, _entity), finding in assessment.findings.items():
        if name in chain and not finding.determined:
            yield _at(RemarkCode.MOTIVE_ALONE, finding)


def _stale_country_facts(assessment: Assessment) -> Iterator[Remark]:
    told: set[str] = set()
    for finding in assessment.findings.values():
        for fact in assessment.country_facts(finding):
            due = fact.review_after
            if due is not None and fact.id not in told and fact.due_for_review(assessment.case.decision):
                told.add(fact.id)
                cited: dict[str, Told] = {"cited": fact.cited, "published": fact.published or ""}
                yield _at(RemarkCode.COUNTRY_FACT_DUE, finding, on=due, **_in_words(fact), **cited)


def _wrong_standard(assessment: Assessment) -> Iterator[Remark]:
    for finding in assessment.findings.values():
        role = assessment.law.standard_of(finding.criterion)
        if (
            finding.human is not None
            and finding.human.standard
            and role is not None
            and finding.human.standard != role.standard.id
        ):
            yield _at(
                RemarkCode.WRONG_STANDARD,
                finding,
                judged=finding.human.standard,
                profile=assessment.law.profile.title,
                standard=role.standard.id,
            )


def _exclusion_not_heard(assessment: Assessment) -> Iterator[Remark]:
    for finding in assessment.findings.values():
        against = (
            finding.criterion.stage == "exclusion"
            and finding.human is not None
            and finding.human.word is FindingWord.ESTABLISHED
        )
        if (
            against
            and finding.human is not None
            and finding.human.put is None
            and assessment.case.all_points_put is None
        ):
            yield _at(RemarkCode.EXCLUSION_NOT_HEARD, finding)


def _answers_not_found(assessment: Assessment) -> Iterator[Remark]:
    waiting = [
        (entity, name)
        for entity, record in assessment.case.entities()
        for name, fact in record.facts.items()
        if fact.answered is not None and fact.answered in {"yes", "no", "value"} and fact.state is FactState.UNKNOWN
    ]
    if waiting:
        told: dict[str, Told] = {"count": len(waiting), "facts": tuple(name for _, name in waiting[:5])}
        yield Remark(RemarkCode.ANSWERS_NOT_FOUND, *waiting[0], told)


def _propose_contradicted(assessment: Assessment) -> Iterator[Remark]:
    for entity, record in assessment.case.entities():
        for name, fact in record.facts.items():
            if fact.contested and fact.state is not FactState.CONTRADICTED and not fact.act.reason:
                yield Remark(RemarkCode.CONTEST_UNRESOLVED, entity, name, {"fact": name})


def _older_than_the_event(assessment: Assessment) -> Iterator[Remark]:
    """Country information that is held against the person but was written before the person left."""
    for entity, record in assessment.case.entities():
        left = record.facts.get("departure_date")
        if left is None or not isinstance(left.value, Span):
            continue
        for name, fact in record.facts.items():
            for item in fact.evidence:
                against = item.kind == "country_information" and item.direction is Direction.REBUTS
                if against and item.on is not None and item.on < left.value.first:
                    told: dict[str, Told] = {"source": item.source, "on": item.on, "fact": name}
                    known = assessment.law.library.country_fact(item.source)
                    told |= _in_words(known) if known is not None else {}
                    yield Remark(RemarkCode.OLDER_THAN_THE_EVENT, entity, name, told)


def _left_incomplete(assessment: Assessment) -> Iterator[Remark]:
    if not assessment.case.closed:
        return
    for finding in assessment.goals():
        if not finding.determined:
            waits = "person" if finding.waits_for_person else "facts"
            yield _at(RemarkCode.LEFT_INCOMPLETE, finding, waits=waits)


def _law_unread(assessment: Assessment) -> Iterator[Remark]:
    if assessment.law.unread_transition:
        names = tuple(sorted(assessment.law.unread_transition)[:5])
        yield Remark(RemarkCode.TRANSITION_UNREAD, values={"criteria": names})


def _in_words(fact: CountryFact) -> dict[str, Told]:
    """A country fact for a reader: what it says. Its id is only a reference."""
    return {"source": fact.id, "statement": fact.statement}


def _at(code: RemarkCode, finding: Finding, **values: Told) -> Remark:
    """A remark at a finding; its title and country may stand in every sentence."""
    told = {"criterion": finding.criterion.title, "country": finding.entity, **values}
    return Remark(code, finding.entity, finding.criterion.id, told)


CHECKS = (
    _contradictory,
    _not_put,
    _place_not_named,
    _ground_left_out,
    _motive_alone,
    _stale_country_facts,
    _wrong_standard,
    _exclusion_not_heard,
    _answers_not_found,
    _propose_contradicted,
    _older_than_the_event,
    _left_incomplete,
    _law_unread,
    credibility_remarks,
)
