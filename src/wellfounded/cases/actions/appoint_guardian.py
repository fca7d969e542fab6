"""Appoints who stands by a child, or by an adult who cannot follow the procedure alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.models import Guardian
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianGiven:
    name: str
    capacity: str = ""
    contact: str = ""
    conflict_checked: bool = False
    applicant_heard: str = ""
    appointed_on: date | None = None
    key: str = ""


@transaction.atomic
def appoint_guardian(user: User, number: str, *, request: GuardianGiven) -> Guardian:
    """The guardian, beside any who stand there already.

    Raises:
        Invalid: nobody looked whether the guardian has an interest against the person.
    """
    saving = Saving.begin(user, number, permission=Permission.SAFEGUARDS_WRITE, request=request)
    if earlier := saving.earlier(Guardian):
        return earlier
    given = {"appointed_on": timezone.localdate()} | read_entry(Guardian, request, needed=("name",))
    if not request.conflict_checked:
        refuse({"conflict_checked": _("Make sure first that this person has no interest against the applicant.")})
    made = Guardian.objects.create(case=saving.case, appointed_by=user, **given)
    return saving.done(made, Event.GUARDIAN_APPOINTED)
