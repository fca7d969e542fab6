"""Adds a language with its dialect, or what is newly known of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import SpokenLanguage

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageGiven:
    """`wants_…` is None where the wish was not asked; it then stays as it is."""

    language: str
    dialect: str = ""
    level: str = ""
    wants_interview: bool | None = None
    wants_letters: bool | None = None
    key: str = ""


@transaction.atomic
def add_language(user: User, number: str, *, request: LanguageGiven) -> SpokenLanguage:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(SpokenLanguage):
        return earlier
    given = read_entry(SpokenLanguage, request, needed=("language",))
    spoken = SpokenLanguage.objects.filter(person=saving.case.person, language=given["language"])
    same = next((one for one in spoken if one.dialect == given.get("dialect", "")), None)  # it may be sealed
    made = same or SpokenLanguage(person=saving.case.person)
    for column, value in given.items():
        setattr(made, column, value)
    made.save()
    return saving.done(made, Event.IDENTITY_ADDED, what="language")
