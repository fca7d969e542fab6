"""Notes who stands behind a label in the file, in the compartment of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import ProtectedSource

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGiven:
    label: str
    who: str
    danger: str = ""
    key: str = ""


@transaction.atomic
def protect_source(user: User, number: str, *, request: SourceGiven) -> ProtectedSource:
    saving = Saving.begin(user, number, permission=Permission.SOURCES_WRITE, request=request)
    if earlier := saving.earlier(ProtectedSource):
        return earlier
    given = read_entry(ProtectedSource, request, needed=("label", "who"))
    made = ProtectedSource.objects.create(person=saving.case.person, by=user, **given)
    return saving.done(made, Event.SOURCE_PROTECTED)
