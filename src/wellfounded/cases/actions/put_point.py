"""Put a point to the applicant: an inconsistency, or what would count against the claim, in plain words."""

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
from wellfounded.cases.slots import problems_of_item
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """`item` is the fact, or the criterion that a person would find, on which the point bears."""

    key: str = ""
    interview: int = 1
    entity: str = ""
    item: str = ""
    text: str = ""
    language: str = ""
    interpreted: str = ""


@transaction.atomic
def put_point(user: User, number: str, *, request: Point) -> InterviewLine:
    """Save that a point was put. It counts as put only when the reply is recorded."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(InterviewLine)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    interview = interview_going_on(saving.case, request.interview)
    refuse(required({"text": request.text}) | problems_of_item(saving.case, request.entity, item=request.item))
    line = InterviewLine(
        kind=LineKind.PUT,
        speaker=Speaker.OFFICER,
        text=clean(request.text),
        language=clean(request.language) or interview.language,
        interpreted=clean(request.interpreted),
        entity=request.entity,
        item=request.item,
    )
    add_line(interview, line, by=user)
    return saving.done(line, Event.INTERVIEW_LINE_SAVED, interview=interview.number, line=line.number, kind=line.kind)
