"""Ends the appointment of a guardian, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import Guardian
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianEnded:
    guardian: int
    reason: str
    key: str = ""


@transaction.atomic
def end_guardian(user: User, number: str, *, request: GuardianEnded) -> Guardian:
    saving = Saving.begin(user, number, permission=Permission.SAFEGUARDS_WRITE, request=request)
    if earlier := saving.earlier(Guardian):
        return earlier
    refuse(required({"reason": request.reason}))
    guardian = saving.case.guardians.filter(pk=request.guardian, ended_on=None).first()
    if guardian is None:
        raise Invalid({"guardian": _("There is no such guardian now.")})
    guardian.ended_on, guardian.ended_by, guardian.ended_reason = timezone.localdate(), user, clean(request.reason)
    guardian.save()
    return saving.done(guardian, Event.GUARDIAN_ENDED)
