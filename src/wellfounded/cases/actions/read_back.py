"""Read the lines of an interview back to the applicant, and note what the applicant says to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.interview_lines import add_line, interview_of
from wellfounded.cases.models import InterviewLine, ReadBack
from wellfounded.cases.models.interview import InterviewState, LineKind, Speaker
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`whole` has to be said: a refusal may rest on it. `note` says what was not read back, when not the whole was.

    `remark` is what the applicant says to it.
    """

    key: str = ""
    interview: int = 1
    language: str = ""
    whole: bool | None = None
    note: str = ""
    remark: str = ""
    interpreted: str = ""


@transaction.atomic
def read_back(user: User, number: str, *, request: Reading) -> ReadBack:
    """Note that the lines were read back. Corrections are lines of their own."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(ReadBack)) is not None:
        return earlier
    interview = interview_of(saving.case, request.interview)
    if interview.state not in {InterviewState.ENDED, InterviewState.READ_BACK}:
        raise NotNow(_("An interview is read back after it ended and before it is signed."))
    if request.whole is None:
        raise Invalid({"whole": _("Say whether everything was read back.")})
    refuse({} if request.whole else required({"note": request.note}))
    language = clean(request.language) or interview.language
    if remark := clean(request.remark):
        line = InterviewLine(kind=LineKind.READ_BACK, speaker=Speaker.APPLICANT, text=remark, language=language)
        line.interpreted = clean(request.interpreted)
        add_line(interview, line, by=user)
    interview.state = InterviewState.READ_BACK
    interview.save()
    made = ReadBack.objects.create(
        interview=interview, language=language, whole=request.whole, note=clean(request.note), by=user
    )
    return saving.done(made, Event.INTERVIEW_READ_BACK, interview=interview.number)
