"""From what the applicant said to the record of a fact. An answer is kept as said; it never sets a state."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.cases.errors import Invalid
from wellfounded.cases.fact_versions import fact_from, newest, record_of, write_fact
from wellfounded.cases.interview_lines import place_of
from wellfounded.cases.slots import definition_of
from wellfounded.law.case_file import Answer, Direction, Evidence, FactRecord, FactState, Put, Weight
from wellfounded.law.catalogue import FactType
from wellfounded.law.interview import SAID, answers_for

if TYPE_CHECKING:
    from wellfounded.cases.models import Case, FactEntry, InterviewLine
    from wellfounded.law.case_file import Slot


def said(fact: str, answered: str, *, value: Any = None) -> FactRecord:
    """What was answered, as a record that holds nothing else.

    Raises:
        Invalid: the question takes no such answer, or no such value.
    """
    definition = definition_of(fact)
    if answered not in answers_for(definition.type):
        raise Invalid({"answered": _("This question takes another kind of answer.")})
    if answered != Answer.VALUE:
        return FactRecord(answered=Answer(answered))
    if value in (None, "", [], ()):
        raise Invalid({"value": _("Write the value that was said.")})
    return fact_from(fact, {"state": "unknown", "answered": answered, "value": as_value(fact, value)})


def as_value(fact: str, value: Any) -> Any:
    """A value as a screen sends it, as the case file has it: a number for a quantity, else as it came."""
    if definition_of(fact).type is not FactType.QUANTITY or not isinstance(value, (str, float)):
        return list(value) if isinstance(value, tuple) else value
    try:
        number = float(value)
    except ValueError:
        return value
    return number if math.isfinite(number) else str(value)


def take_down(
    case: Case, line: InterviewLine, *, heard: FactRecord, corrects: InterviewLine | None = None
) -> FactEntry:
    """Write what a line answered into its fact, with the line as evidence. The state stays as a person set it."""
    slot = (line.entity, line.item)
    entry = newest(case, slot)
    before = record_of(entry)
    evidence = before.evidence if corrects is None else _without(before.evidence, corrects)
    found = replace(
        before,
        answered=heard.answered,
        value=heard.value if heard.value is not None and before.state is FactState.UNKNOWN else before.value,
        evidence=(*evidence, *_evidence_of(line, heard)),
    )
    return write_fact(case, slot, record=found, by=line.by, last=entry.version if entry is not None else 0)


def reply_taken_down(case: Case, line: InterviewLine, *, slot: Slot, heard: FactRecord | None) -> FactEntry:
    """Write the reply to a point that was put into its fact.

    A changed answer was itself not put yet: unless a person has settled the fact, it has to be put where it counts
    against the applicant elsewhere.
    """
    before = record_of(newest(case, slot))
    changed = heard is not None and heard.answered in SAID and heard.answered is not before.answered
    put = put_of(line)
    if heard is not None and changed:
        value = heard.value if heard.value is not None and before.state is FactState.UNKNOWN else before.value
        evidence = (*before.evidence, *_evidence_of(line, heard))
        kept = put if before.state.settled else None
        record = replace(before, answered=heard.answered, value=value, evidence=evidence, put=kept)
    else:
        record = replace(before, put=put)
    return write_fact(case, slot, record=record, by=line.by)


def silence_taken_down(case: Case, line: InterviewLine, *, slot: Slot) -> FactEntry:
    """A point that was put and not replied to. Silence is no reply: the point still does not count."""
    before = record_of(newest(case, slot))
    source, at = place_of(line)
    silence = Evidence(source, at, timezone.localdate(), weight=Weight.WEAK, note=words_of(line))
    return write_fact(case, slot, record=replace(before, evidence=(*before.evidence, silence)), by=line.by)


def put_of(line: InterviewLine) -> Put:
    """That a point was put, read off the line of the reply."""
    source, at = place_of(line)
    return Put(timezone.localdate(line.at), line.by.username, f"{source} {at}", words_of(line))


def words_of(line: InterviewLine) -> str:
    """The words in the office's language where they were interpreted, else as they were said."""
    return line.interpreted or line.text


def _evidence_of(line: InterviewLine, heard: FactRecord) -> tuple[Evidence, ...]:
    """The line as an evidence item; a “don't know” is no evidence of anything."""
    if heard.answered not in SAID:
        return ()
    source, at = place_of(line)
    direction = Direction.REBUTS if heard.answered is Answer.NO else Direction.SUPPORTS
    note = words_of(line)
    return (Evidence(source, at, timezone.localdate(line.at), direction, note=note),)


def _without(evidence: tuple[Evidence, ...], line: InterviewLine) -> tuple[Evidence, ...]:
    """The evidence without what rested on a line that was corrected."""
    return tuple(item for item in evidence if (item.source, item.at) != place_of(line))
