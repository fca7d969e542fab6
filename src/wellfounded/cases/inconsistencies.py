"""Where the record does not agree with itself. A difference is something to put to the applicant, and no finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.fact_versions import record_of
from wellfounded.cases.models import FactEntry, InterviewLine
from wellfounded.cases.models.interview import LineKind
from wellfounded.cases.slots import definition_of
from wellfounded.law.case_file import FactState
from wellfounded.law.interview import SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.cases.models import Case
    from wellfounded.law.case_file import Evidence, FactRecord, Slot


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A fact on which the record says two things.

    `answers` are the different plain answers in the order in which they were given; `put` is whether it was put to the
    applicant and replied to, and `reply` the reply.
    """

    slot: Slot
    title: str
    answers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    put: bool
    reply: str


def inconsistencies(case: Case) -> tuple[Inconsistency, ...]:
    """Every fact whose answers changed, whose evidence stands both ways, or that a person found contradicted."""
    versions: dict[Slot, list[FactEntry]] = {}
    for entry in FactEntry.objects.filter(case=case).order_by("version"):
        versions.setdefault((entry.entity, entry.fact), []).append(entry)
    replies = _replies(case)
    found: list[Inconsistency] = []
    for slot, entries in versions.items():
        record = record_of(entries[-1])
        answers = tuple(_different(_answers(entries)))
        if len(answers) > 1 or record.contested or record.state is FactState.CONTRADICTED:
            reply = _reply(record, replies.get(slot, ""))
            title = definition_of(slot[1]).title
            found.append(Inconsistency(slot, title, answers, record.evidence, bool(reply), reply))
    return tuple(found)


def _answers(entries: list[FactEntry]) -> Iterator[str]:
    """The plain answers, version after version, with the value where one was said."""
    for entry in entries:
        if entry.answered in SAID:
            value = entry.record.get("value")
            yield entry.answered if entry.answered != "value" else str(value)


def _different(answers: Iterator[str]) -> Iterator[str]:
    """The answers without those that repeat the one before."""
    before = ""
    for answer in answers:
        if answer != before:
            yield answer
        before = answer


def _replies(case: Case) -> dict[Slot, str]:
    """The newest reply to a point about each fact."""
    lines = InterviewLine.objects.filter(interview__case=case, kind=LineKind.REPLY).order_by("at", "id")
    return {(line.entity, line.item): line.interpreted or line.text for line in lines}


def _reply(record: FactRecord, line: str) -> str:
    return line or (record.put.reply if record.put is not None else "")
