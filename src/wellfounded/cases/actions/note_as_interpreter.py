"""The interpreter's own note while the interview lasts: what a word means, or how a line should have been rendered.

It stands beside the record as theirs. It changes no line: whether one is corrected, the officer decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import NotAllowed, NotNow
from wellfounded.cases.interview_lines import add_line, interview_of, line_of
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import LineKind, Speaker
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class InterpreterNote:
    """`line` is the line that it is about; 0 is the interview as a whole. `language` is that of the note."""

    key: str = ""
    interview: int = 1
    line: int = 0
    text: str = ""
    language: str = ""


@transaction.atomic
def note_as_interpreter(user: User, number: str, *, request: InterpreterNote) -> InterviewLine:
    """Save a note as a line of its own, in an interview as `interpreted_by` gives it."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_INTERPRET, request=request)
    if (earlier := saving.earlier(InterviewLine)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    interview = interpreted_by(user, saving.case, number=request.interview)
    refuse(required({"text": request.text}))
    line = InterviewLine(
        kind=LineKind.INTERPRETER_NOTE,
        speaker=Speaker.INTERPRETER,
        text=clean(request.text),
        language=clean(request.language),
        about=line_of(interview, request.line, field="line") if request.line else None,
    )
    add_line(interview, line, by=user)
    return saving.done(line, Event.INTERVIEW_LINE_SAVED, interview=interview.number, line=line.number, kind=line.kind)


def interpreted_by(user: User, case: Case, *, number: int) -> Interview:
    """An interview that this user interprets, while it lasts.

    Raises:
        NotAllowed: somebody else interprets it.
        NotNow: it has not begun, or is signed.
    """
    interview = interview_of(case, number)
    if interview.interpreter_id != user.pk:
        raise NotAllowed(_("Somebody else interprets this interview."))
    if not interview.unsigned:
        raise NotNow(_("An interpreter writes only while the interview lasts."))
    return interview
