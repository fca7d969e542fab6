"""Correct a line of an interview until it is signed: by a new line that points at the old one, which stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.answers import said, take_down
from wellfounded.cases.errors import NotNow
from wellfounded.cases.interview_lines import add_line, interview_of, line_of
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import LineKind
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """`answered` and `value` say what the corrected answer is; empty, only the words are corrected."""

    key: str = ""
    interview: int = 1
    line: int = 0
    text: str = ""
    interpreted: str = ""
    answered: str = ""
    value: Any = None


@transaction.atomic
def correct_line(user: User, number: str, *, request: Correction) -> InterviewLine:
    """Save a correction. What rested on the old line rests on the new one from now on."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(InterviewLine)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    interview = interview_of(saving.case, request.interview)
    if not interview.unsigned:
        raise NotNow(_("A line is corrected while the interview is not signed. Afterwards, hold another interview."))
    old = line_of(interview, request.line, field="line")
    refuse(_problems(old, request))
    heard = said(old.item, request.answered, value=request.value) if request.answered else None
    line = InterviewLine(
        kind=LineKind.CORRECTION,
        speaker=old.speaker,
        text=clean(request.text),
        language=old.language,
        interpreted=clean(request.interpreted),
        entity=old.entity,
        item=old.item,
        answered=request.answered,
        about=old,
    )
    add_line(interview, line, by=user)
    if heard is not None:
        take_down(saving.case, line, heard=heard, corrects=old)
    return saving.done(line, Event.INTERVIEW_LINE_SAVED, interview=interview.number, line=line.number, kind=line.kind)


def _problems(old: InterviewLine, request: Correction) -> dict[str, str]:
    problems = required({"text": request.text})
    if request.answered and not old.answered:
        problems["answered"] = _("Only the words of this line can be corrected: it answered no question of a fact.")
    return problems
