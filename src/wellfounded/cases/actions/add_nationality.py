"""Adds a nationality or statelessness, or what is newly known of one: how it is known, whether that State is feared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import refuse
from wellfounded.persons.changes import write_changes
from wellfounded.persons.models import Nationality

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalityGiven:
    """A country, or `stateless`. `feared` is None while it was not asked."""

    country: str = ""
    stateless: bool = False
    how_known: str = ""
    feared: bool | None = None
    note: str = ""
    reason: str = ""
    key: str = ""


@transaction.atomic
def add_nationality(user: User, number: str, *, request: NationalityGiven) -> Nationality:
    """The nationality; a country that stands there already is told apart only by what was filled in now."""
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(Nationality):
        return earlier
    given = read_entry(Nationality, request)
    if request.stateless == ("country" in given):
        refuse({"country": _("Choose a country, or say that the person is stateless: one of the two.")})
    person = saving.case.person
    standing, new = Nationality.objects.get_or_create(person=person, country=given.get("country", ""), defaults=given)
    if not new:
        write_changes(standing, given, by=user, reason=request.reason)
    return saving.done(standing, Event.IDENTITY_ADDED, what="nationality")
