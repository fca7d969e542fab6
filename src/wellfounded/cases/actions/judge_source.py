"""Judge a source by one of the four standards of quality, with a reason. The program never judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import shelf_gate, source_behind
from wellfounded.cases.typed_text import clean, one_of, refuse, required
from wellfounded.library.models import Judgement
from wellfounded.library.models.source import Grades, Standards
from wellfounded.library.taking_in import refresh

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceJudged:
    """Which standard, how far it is met, and why."""

    standard: str = ""
    grade: str = ""
    reason: str = ""


@transaction.atomic
def judge_source(user: User, pk: int, *, request: SourceJudged) -> Judgement:
    """Add a judgement; an earlier one by the same standard stays and counts no more."""
    source = source_behind(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE), pk)
    problems = required({"standard": request.standard, "grade": request.grade, "reason": request.reason})
    problems |= one_of("standard", request.standard, known=Standards.values)
    problems |= one_of("grade", request.grade, known=Grades.values)
    refuse(problems)
    made = Judgement.objects.create(
        source=source, standard=request.standard, grade=request.grade, reason=clean(request.reason), by=user
    )
    for document in source.documents.all():
        refresh(document)
    record(Event.LIBRARY_SOURCE_JUDGED, actor=user.username, subject=source.label, detail={"by": made.standard})
    return made
