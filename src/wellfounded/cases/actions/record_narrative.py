"""Record what the applicant tells freely, before any question narrows it, or a note of the officer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.interview_lines import add_line, interview_going_on
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import LineKind, Speaker
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """`kind` is narrative, or note for what the officer or the interpreter remarks."""

    key: str = ""
    interview: int = 1
    kind: str = LineKind.NARRATIVE.value
    speaker: str = Speaker.APPLICANT.value
    text: str = ""
    language: str = ""
    interpreted: str = ""


@transaction.atomic
def record_narrative(user: User, number: str, *, request: Telling) -> InterviewLine:
    """Save a piece of the free narrative, or a note, as a line."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(InterviewLine)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    interview = interview_going_on(saving.case, request.interview)
    problems = required({"text": request.text, "kind": request.kind, "speaker": request.speaker})
    problems |= one_of("kind", request.kind, known=(LineKind.NARRATIVE, LineKind.NOTE))
    refuse(problems | one_of("speaker", request.speaker, known=Speaker.values))
    line = InterviewLine(kind=request.kind, speaker=request.speaker, text=clean(request.text))
    line.language = clean(request.language) or interview.language
    line.interpreted = clean(request.interpreted)
    add_line(interview, line, by=user)
    return saving.done(line, Event.INTERVIEW_LINE_SAVED, interview=interview.number, line=line.number, kind=line.kind)
