"""Facts, evidence and human findings in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.law.case_file import FactRecord, FactState
from wellfounded.law.evaluate import CLOSED, OPEN, UNPUT, UNRAISED
from wellfounded.letters.assessment import wording
from wellfounded.letters.assessment.context import EvidenceView, FactView, Label
from wellfounded.letters.paper import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.case_file import Credibility, Evidence, HumanFinding, Put, Slot
    from wellfounded.law.explain import Step
    from wellfounded.letters.assessment.draft import Draft

_TONES = {
    FactState.ESTABLISHED: "met",
    FactState.POSSIBLE: "met",
    FactState.REFUTED: "not-met",
    FactState.UNKNOWN: "open",
    FactState.UNKNOWABLE: "open",
    FactState.CONTRADICTED: "open",
}


def is_blank(record: FactRecord | None) -> bool:
    """Whether nothing at all is recorded on a fact."""
    return record is None or record == FactRecord()


def fact_view(draft: Draft, slot: Slot, *, number: str = "", seen_from: str = "", step: Step | None = None) -> FactView:
    """A fact as it stands. Its evidence is shown once; later mentions point to `number`, where that was."""
    case = draft.assessment.case
    record = case.fact(slot) or FactRecord()
    definition = draft.assessment.law.facts[slot[1]]
    first = draft.evidence_at.setdefault(slot, number)
    here = not number or first == number
    return FactView(
        title=definition.title if step is None else step.title,
        about=draft.about(slot[0], seen_from=seen_from),
        label=_state(record),
        value=_value(draft, slot, record=record),
        remarks=(*(_found(draft, record) if here else ()), *_effect(record, step)),
        evidence=tuple(_evidence(draft, item) for item in record.evidence) if here else (),
        above="" if here or not record.evidence else first,
    )


def _state(record: FactRecord) -> Label:
    words = wording.NOT_RECORDED if is_blank(record) else wording.STATES[record.state]
    return Label(words, _TONES[record.state])


def _value(draft: Draft, slot: Slot, *, record: FactRecord) -> str:
    definition = draft.assessment.law.facts[slot[1]]
    if record.value is None:
        return ""
    if definition.options:
        chosen = record.value if isinstance(record.value, tuple) else (str(record.value),)
        return ", ".join(definition.options.get(item, {}).get(wording.LANGUAGE, item) for item in chosen)
    number = f"{record.value:g}" if isinstance(record.value, float) else str(record.value)
    return f"{number} {definition.unit}".strip()


def _found(draft: Draft, record: FactRecord) -> Iterator[str]:
    """Who found it and how, what was asked and put."""
    if record.act.by or record.act.reason:
        yield f"{wording.FOUND}: {wording.act(record.act.by, record.act.on, reason=record.act.reason)}"
    if record.answered is not None:
        yield wording.ANSWERS[record.answered]
    if record.put is not None:
        yield put_in_words(record.put)
    if record.benefit_of_doubt is not None:
        doubt = record.benefit_of_doubt
        yield f"{wording.DOUBT}: {wording.act(doubt.by, doubt.on, reason=doubt.reason)}"
    if record.credibility is not None:
        yield _credibility(draft, record.credibility)


def _effect(record: FactRecord, step: Step | None) -> Iterator[str]:
    """Why the fact counts, or does not count yet, where it stands in the reasons."""
    if record.contested:
        yield wording.BOTH_WAYS
    if step is None:
        return
    if step.marks & UNPUT:
        yield wording.NOT_PUT_YET
    if step.marks & UNRAISED:
        yield wording.NOT_RAISED
    if step.marks & CLOSED:
        yield wording.CLOSED_AGAINST
    if record.state is FactState.POSSIBLE and step.value == OPEN:
        yield wording.DOUBT_MISSING if record.benefit_of_doubt is None else wording.DOUBT_NOT_ADMITTED


def put_in_words(put: Put) -> str:
    """When a point was put, and the reply."""
    how = ", ".join(part for part in (put.by, wording.day(put.on) if put.on else "", put.at) if part)
    reply = f"{wording.REPLY}: {put.reply}" if put.reply else ""
    head = f"{wording.PUT} ({how})." if how else f"{wording.PUT}."
    return " ".join(part for part in (head, reply) if part)


def _credibility(draft: Draft, found: Credibility) -> str:
    indicators = [
        f"{wording.INDICATORS.get(item.kind, item.kind)} {wording.DIRECTIONS[item.direction]}"
        + (f" ({_source(draft, item.rests_on)})" if item.rests_on else "")
        for item in found.indicators
    ]
    parts = [wording.CREDIBILITY[found.result]]
    if indicators:
        parts.append(sentence("; ".join(indicators)))
    if found.distorting:
        parts.append(f"{wording.DISTORTING}: {', '.join(found.distorting).replace('_', ' ')}.")
    return " ".join(parts)


def _evidence(draft: Draft, item: Evidence) -> EvidenceView:
    place = ", ".join(part for part in (item.at, wording.day(item.on) if item.on else "") if part)
    return EvidenceView(
        direction=wording.DIRECTIONS[item.direction],
        source=_source(draft, item.source),
        place=place,
        kind=wording.KINDS.get(item.kind, item.kind),
        weight=wording.WEIGHTS[item.weight],
        note=item.note,
    )


def _source(draft: Draft, name: str) -> str:
    """A paper by its title, a country fact by what it says, with where and when that was published."""
    fact = draft.assessment.law.library.country_fact(name)
    if fact is None:
        title = draft.assessment.case.exhibits.get(name, {}).get("title", "")
        return f"{title} ({name})" if title else name
    published = wording.day(fact.published) if fact.published else ""
    return f"{fact.statement} ({', '.join(part for part in (fact.cited, published) if part)}) [{name}]"


def human_in_words(draft: Draft, finding: HumanFinding | None) -> tuple[str, ...]:
    """What a person found of a criterion: the word, who and when, why, on what, and by which standard."""
    if finding is None:
        return ()
    law = draft.assessment.law
    act = wording.act(finding.act.by, finding.act.on, reason=finding.act.reason)
    lines = [f"{wording.HUMAN_WORDS[finding.word]} — {act}"]
    if finding.rests_on:
        titles = [law.facts[name].title if name in law.facts else _title(draft, name) for name in finding.rests_on]
        lines.append(f"{wording.RESTS_ON}: {'; '.join(titles)}")
    if finding.standard:
        standard = law.library.standards.get(finding.standard)
        lines.append(f"{wording.STANDARD_APPLIED}: {standard.title if standard else finding.standard}")
    if finding.put is not None:
        lines.append(put_in_words(finding.put))
    return tuple(lines)


def _title(draft: Draft, name: str) -> str:
    criterion = draft.assessment.law.criteria.get(name)
    return criterion.title if criterion else _source(draft, name)
