"""From an assessment to everything that the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import wellfounded
from wellfounded.law.case_file import FactState
from wellfounded.law.country_name import country_name, entity_name
from wellfounded.law.remark import RemarkCode, Severity
from wellfounded.law.review import review
from wellfounded.letters.assessment import wording
from wellfounded.letters.assessment.authorities import authorities_of
from wellfounded.letters.assessment.context import AssessmentView, ConclusionView, FactView, RemarkView, SectionView
from wellfounded.letters.assessment.draft import Draft, place_of
from wellfounded.letters.assessment.finding_view import anchor_of, finding_view
from wellfounded.letters.assessment.labels import flags_of, label_of
from wellfounded.letters.assessment.opened import open_view
from wellfounded.letters.assessment.outline import Part, outline
from wellfounded.letters.assessment.record import fact_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Case, Slot
    from wellfounded.law.remark import Remark

HASH_LENGTH = 12
NOTES_SHOWN = 3


def view_of(assessment: Assessment) -> AssessmentView:
    """The page of an assessment, in reading order. Sections are written first: the rest points to their numbers."""
    parts = outline(assessment)
    draft = Draft(assessment)
    draft.numbers = {
        key: f"{place}.{line}" for place, part in enumerate(parts, 1) for line, key in enumerate(part.keys, 1)
    }
    sections = tuple(_section(draft, part, number=str(place)) for place, part in enumerate(parts, 1))
    case = assessment.case
    possible, other = tuple(_possible(draft)), tuple(_other_facts(draft))
    shown = {
        "possible": bool(possible),
        "other-facts": bool(other),
        "exhibits": bool(case.exhibits),
        "history": bool(case.history),
        "authorities": True,
        "law-files": True,
    }
    return AssessmentView(
        language=wording.LANGUAGE,
        number=case.number,
        title=case.title,
        banner=wording.MATERIAL[case.material],
        head=tuple(_head(assessment)),
        not_encoded=tuple(line for version in assessment.law.versions for line in version.not_encoded),
        conclusions=tuple(_conclusions(draft)),
        any_destination=any(country.destination for country in case.countries.values()),
        opened=open_view(draft),
        remarks=tuple(_remarks(review(assessment))),
        sections=sections,
        possible=possible,
        other_facts=other,
        exhibits=tuple((name, ", ".join(entry.values())) for name, entry in case.exhibits.items()),
        history=tuple((entry.get("on", ""), _event(entry)) for entry in case.history),
        appendices=tuple((name, wording.SAY[name.replace("-", "_")]) for name, there in shown.items() if there),
        authorities=authorities_of(draft),
        law_files=tuple(_law_files(assessment)),
    )


def _section(draft: Draft, part: Part, *, number: str) -> SectionView:
    return SectionView(number, part.title, part.intro, tuple(finding_view(draft, key) for key in part.keys))


def _head(assessment: Assessment) -> Iterator[tuple[str, str]]:
    case, law = assessment.case, assessment.law
    selects = case.claim if law.profile.applies_by == "claim_date" else case.decision
    yield wording.HEAD["profile"], f"{law.profile.title} · {law.profile.id} {law.profile.version}"
    yield wording.HEAD["law_as_of"], wording.day(selects)
    yield wording.HEAD["claim"], wording.day(case.claim)
    yield wording.HEAD["decision"], wording.day(case.decision)
    yield wording.HEAD["known"], wording.day(case.known or case.decision)
    if case.host:
        yield wording.HEAD["host"], country_name(case.host)
    yield wording.HEAD["record"], _record(case)
    if case.published:
        yield wording.HEAD["citation"], " · ".join(case.published.values())
    yield wording.HEAD["engine"], f"Wellfounded {wellfounded.__version__}"


def _record(case: Case) -> str:
    if case.closing is None:
        return wording.RECORD_DIGEST if case.digest else wording.RECORD_OPEN
    return wording.RECORD_CLOSED.format(day=wording.day(case.closing.on), by=case.closing.by)


def _conclusions(draft: Draft) -> Iterator[ConclusionView]:
    goals = draft.assessment.goals()
    for goal in sorted(goals, key=lambda goal: place_of(draft.numbers[goal.criterion.id, goal.entity])):
        key = (goal.criterion.id, goal.entity)
        yield ConclusionView(
            title=goal.criterion.title,
            short=wording.SHORT.get(goal.criterion.id, goal.criterion.title),
            about=draft.about(goal.entity) or wording.PERSON,
            label=label_of(draft.assessment, goal),
            flags=flags_of(draft.assessment, goal),
            number=draft.numbers[key],
            anchor=anchor_of(key),
        )


def _remarks(remarks: tuple[Remark, ...]) -> Iterator[RemarkView]:
    """Remarks of one kind together; of mere notes only the first few, because each stands at its place as well."""
    kinds: dict[RemarkCode, list[str]] = {}
    for remark in remarks:
        about = entity_name(remark.entity) if remark.entity else ""
        kinds.setdefault(remark.code, []).append(f"{remark.message} ({about})" if about else remark.message)
    for code, messages in kinds.items():
        shown = messages if code.severity is not Severity.NOTE else messages[:NOTES_SHOWN]
        yield RemarkView(code, wording.SEVERITIES[code.severity], tuple(shown), code.mend, len(messages) - len(shown))


def _slots(case: Case) -> Iterator[Slot]:
    for entity, record in case.entities():
        for name in record.facts:
            yield entity, name


def _possible(draft: Draft) -> Iterator[FactView]:
    for slot in _slots(draft.assessment.case):
        record = draft.assessment.case.fact(slot)
        if record is not None and record.state is FactState.POSSIBLE and record.benefit_of_doubt is not None:
            yield fact_view(draft, slot)


def _other_facts(draft: Draft) -> Iterator[FactView]:
    """Nothing on record vanishes: what no reason rests on is listed."""
    for slot in _slots(draft.assessment.case):
        if slot not in draft.evidence_at:
            yield fact_view(draft, slot)


def _event(entry: dict[str, str]) -> str:
    return ", ".join(value for key, value in entry.items() if key != "on")


def _law_files(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The files whose law was used, with the start of each hash."""
    law = assessment.law
    used = {criterion.file for criterion in law.criteria.values()} | {version.file for version in law.versions}
    for file, digest in sorted(law.library.hashes.items()):
        if file in used or not file.startswith(("base/", "profiles/")):
            yield file, digest[:HASH_LENGTH]
