"""Note that the applicant did not come, and was told what follows. Only some weeks later may the case be closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.closing import OPEN_TO_ABSENCE
from wellfounded.cases.days import given, problems_of_days
from wellfounded.cases.deadlines import set_deadline
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import DeadlineKind, NoShowNotice
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """`how` the applicant was told: through the safe contact, by letter, in person."""

    missed_on: date | None = None
    told_on: date | None = None
    how: str = ""
    key: str = ""


@transaction.atomic
def note_absence(user: User, number: str, *, request: Absence) -> NoShowNotice:
    saving = Saving.begin(user, number, permission=Permission.CASE_CLOSE, request=request)
    if (earlier := saving.earlier(NoShowNotice)) is not None:
        return earlier
    if State(saving.case.state) not in OPEN_TO_ABSENCE:
        raise NotNow(_("An absence counts only while the applicant is still to be heard."))
    refuse(_problems(request))
    made = NoShowNotice.objects.create(
        case=saving.case,
        missed_on=given(request.missed_on),
        told_on=given(request.told_on),
        how=clean(request.how),
        by=user,
    )
    set_deadline(saving.case, DeadlineKind.NO_SHOW_CLOSURE, start=made.told_on, by=user)
    return saving.done(made, Event.NO_SHOW_NOTED)


def _problems(request: Absence) -> dict[str, str]:
    problems = problems_of_days(missed_on=request.missed_on, told_on=request.told_on)
    problems |= required({"how": request.how})
    if request.missed_on and request.told_on and request.missed_on > request.told_on:
        problems["told_on"] = _("The applicant is told after the absence.")
    return problems
