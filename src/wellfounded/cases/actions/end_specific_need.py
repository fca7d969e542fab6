"""Ends a specific need. It stays in the record with its two days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.actions.note_specific_need import table_of, write_permission
from wellfounded.cases.errors import Invalid
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.persons.models import ExclusionFlag, SpecificNeed


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedEnded:
    code: str
    reason: str
    key: str = ""


@transaction.atomic
def end_specific_need(user: User, number: str, *, request: NeedEnded) -> SpecificNeed | ExclusionFlag:
    code = clean(request.code).upper()
    table = table_of(code)
    saving = Saving.begin(user, number, permission=write_permission(code), request=request)
    if earlier := saving.earlier(table):
        return earlier
    refuse(required({"reason": request.reason}))
    need = table.objects.filter(person=saving.case.person, code=code, ended_at=None).first()
    if need is None:
        raise Invalid({"code": _("No such need is noted now.")})
    need.ended_by, need.ended_at, need.ended_reason = user, timezone.now(), clean(request.reason)
    need.save()
    return saving.done(need, Event.NEED_ENDED)
