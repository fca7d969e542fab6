"""Sign the record of an interview, or note that somebody refuses to and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import NotNow
from wellfounded.cases.interview_lines import interview_of
from wellfounded.cases.models import Signature
from wellfounded.cases.models.interview import InterviewState, SignedHow, Speaker
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """`signer` is a `Speaker`, `how` a `SignedHow`; a refusal needs its reason."""

    key: str = ""
    interview: int = 1
    signer: str = ""
    how: str = ""
    reason: str = ""


@transaction.atomic
def sign_interview(user: User, number: str, *, request: Signing) -> Signature:
    """Note a signature. With the applicant's, or the applicant's refusal, the lines stand as they are."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(Signature)) is not None:
        return earlier
    interview = interview_of(saving.case, request.interview)
    if interview.state not in {InterviewState.READ_BACK, InterviewState.SIGNED}:
        raise NotNow(_("An interview is signed after it was read back."))
    refuse(_problems(interview, request))
    made = Signature.objects.create(
        interview=interview, signer=request.signer, how=request.how, reason=clean(request.reason), by=user
    )
    if request.signer == Speaker.APPLICANT:
        interview.state = InterviewState.SIGNED
        interview.save()
    return saving.done(made, Event.INTERVIEW_SIGNED, interview=interview.number, signer=request.signer, how=request.how)


def _problems(interview: Interview, request: Signing) -> dict[str, str]:
    problems = required({"signer": request.signer, "how": request.how})
    problems |= one_of("signer", request.signer, known=Speaker.values)
    problems |= one_of("how", request.how, known=SignedHow.values)
    if request.how == SignedHow.REFUSED:
        problems |= required({"reason": request.reason})
    if interview.signatures.filter(signer=request.signer).exists():
        problems["signer"] = _("This signature was noted before.")
    return problems
