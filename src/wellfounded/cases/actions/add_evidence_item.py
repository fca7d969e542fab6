"""Add an evidence item to a fact: where it comes from, the place in it, and which way it speaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.cases.fact_versions import fact_from, newest, record_of, write_fact
from wellfounded.cases.interview_lines import interview_of, line_of, place_of
from wellfounded.cases.models import FactEntry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.slots import problems_of_fact
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded:
    """`source` is the label of an exhibit or a report and `at` the place in it; or `interview` and `line` name a line.

    Direction, kind and weight are words of the case file; empty, they are supports, account and moderate.
    """

    key: str = ""
    entity: str = ""
    fact: str = ""
    interview: int = 0
    line: int = 0
    source: str = ""
    at: str = ""
    on: date | None = None
    direction: str = ""
    kind: str = ""
    weight: str = ""
    note: str = ""


@transaction.atomic
def add_evidence_item(user: User, number: str, *, request: EvidenceAdded) -> FactEntry:
    """Add an item to what stands; nobody's item is written over."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(FactEntry)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    problems = problems_of_fact(saving.case, request.entity, fact=request.fact)
    refuse(problems if request.line else problems | required({"source": request.source}))
    slot = (request.entity, request.fact)
    items = fact_from(request.fact, {"state": "unknown", "evidence": [_typed(saving.case, request)]}).evidence
    before = record_of(newest(saving.case, slot))
    found = replace(before, evidence=(*before.evidence, *items))
    made = write_fact(saving.case, slot, record=found, by=user)
    return saving.done(made, Event.EVIDENCE_ITEM_ADDED, entity=made.entity, fact=made.fact, version=made.version)


def _typed(case: Case, request: EvidenceAdded) -> dict[str, Any]:
    source, at, on = clean(request.source), clean(request.at), request.on
    if request.line:
        line = line_of(interview_of(case, request.interview or 1), request.line, field="line")
        (source, at), on = place_of(line), on or timezone.localdate(line.at)
    data = {"source": source, "at": at, "on": on.isoformat() if on else None, "direction": request.direction}
    data |= {"kind": request.kind, "weight": request.weight, "note": clean(request.note)}
    return {name: value for name, value in data.items() if value}
