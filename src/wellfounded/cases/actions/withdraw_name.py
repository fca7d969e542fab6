"""Takes a name out of use that was written down wrongly. It stays in the record, with who took it out and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required
from wellfounded.persons.models import PersonName
from wellfounded.persons.name_index import file_names

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWithdrawn:
    name: int
    reason: str
    key: str = ""


@transaction.atomic
def withdraw_name(user: User, number: str, *, request: NameWithdrawn) -> PersonName:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(PersonName):
        return earlier
    name = saving.case.person.names.filter(pk=request.name, withdrawn_at=None).first()
    refuse(required({"reason": request.reason}))
    if name is None:
        raise Invalid({"name": _("There is no such name in use.")})
    name.withdrawn_by, name.withdrawn_at, name.withdrawn_reason = user, timezone.now(), clean(request.reason)
    name.save()
    file_names(saving.case.person)
    return saving.done(name, Event.IDENTITY_CORRECTED, fields=["name"])
