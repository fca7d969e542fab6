"""Record the reply to a point that was put. Only a reply makes it a point that was put; silence does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.answers import put_of, reply_taken_down, said, silence_taken_down
from wellfounded.cases.finding_versions import finding_of, newest_finding, write_finding
from wellfounded.cases.interview_lines import add_line, interview_going_on, line_of
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import LineKind, Speaker
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required
from wellfounded.law.library import load_library

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.law.case_file import FactRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`point` is the number of the line that put it.

    `answered` and `value` are given where the reply changes an answer. With `silent`, the text says how the applicant
    was silent.
    """

    key: str = ""
    interview: int = 1
    point: int = 0
    text: str = ""
    language: str = ""
    interpreted: str = ""
    answered: str = ""
    value: Any = None
    silent: bool = False


@transaction.atomic
def record_reply(user: User, number: str, *, request: Reply) -> InterviewLine:
    """Save a reply, and with it that the point was put."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(InterviewLine)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    interview = interview_going_on(saving.case, request.interview)
    point = line_of(interview, request.point, field="point")
    refuse(_problems(point, request))
    heard = said(point.item, request.answered, value=request.value) if request.answered else None
    line = InterviewLine(
        kind=LineKind.NOTE if request.silent else LineKind.REPLY,
        speaker=Speaker.APPLICANT,
        text=clean(request.text),
        language=clean(request.language) or interview.language,
        interpreted=clean(request.interpreted),
        entity=point.entity,
        item=point.item,
        answered=request.answered,
        about=point,
    )
    add_line(interview, line, by=user)
    _take_down(saving.case, line, heard=heard, silent=request.silent)
    return saving.done(line, Event.INTERVIEW_LINE_SAVED, interview=interview.number, line=line.number, kind=line.kind)


def _problems(point: InterviewLine, request: Reply) -> dict[str, str]:
    problems = required({"text": request.text})
    if point.kind != LineKind.PUT:
        problems["point"] = _("Nothing was put in this line.")
    elif request.answered and (request.silent or point.item not in load_library().facts):
        problems["answered"] = _("Only a reply about a fact can change an answer.")
    return problems


def _take_down(case: Case, line: InterviewLine, *, heard: FactRecord | None, silent: bool) -> None:
    slot = (line.entity, line.item)
    if line.item in load_library().facts:
        if silent:
            silence_taken_down(case, line, slot=slot)
        else:
            reply_taken_down(case, line, slot=slot, heard=heard)
        return
    entry = newest_finding(case, slot)
    if entry is not None and not silent:
        write_finding(case, slot, finding=replace(finding_of(entry), put=put_of(line)), by=line.by)
