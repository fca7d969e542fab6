"""Adds a medical note to its compartment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import MedicalNote

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalNoteGiven:
    text: str
    source: str = ""
    key: str = ""


@transaction.atomic
def note_medical(user: User, number: str, *, request: MedicalNoteGiven) -> MedicalNote:
    saving = Saving.begin(user, number, permission=Permission.MEDICAL_WRITE, request=request)
    if earlier := saving.earlier(MedicalNote):
        return earlier
    given = read_entry(MedicalNote, request, needed=("text",))
    made = MedicalNote.objects.create(person=saving.case.person, by=user, **given)
    return saving.done(made, Event.MEDICAL_NOTED)
