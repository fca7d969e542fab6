"""An author has seen what an appeal said of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import case_to_change
from wellfounded.cases.errors import NotFound
from wellfounded.cases.models import AppealReader
from wellfounded.cases.permissions import Permission

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@transaction.atomic
def see_appeal_result(user: User, number: str, *, result: int) -> AppealReader:
    case = case_to_change(user, number, permission=Permission.ASSESSMENT_READ)
    reader = AppealReader.objects.filter(result=result, result__appeal__case=case, user=user).first()
    if reader is None:
        raise NotFound(_("Nothing of this appeal was sent to you."))
    if reader.seen_at is None:
        reader.seen_at = timezone.now()
        reader.save()
        record(Event.APPEAL_RESULT_SEEN, actor=user.username, subject=case.number, detail={"result": result})
    return reader
