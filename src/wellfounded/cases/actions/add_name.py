"""Adds a name exactly as it was given, in whatever script."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.possible_duplicates import queue_check
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import Person, PersonName
from wellfounded.persons.script_of import script_of

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGiven:
    """Only the text is needed; a script that is not said is seen from the letters."""

    text: str
    script: str = ""
    language: str = ""
    order: str = ""
    kind: str = ""
    family_part: str = ""
    given_part: str = ""
    note: str = ""
    key: str = ""

    def as_typed(self) -> dict[str, Any]:
        return {name: typed for name, typed in asdict(self).items() if name != "key"}


@transaction.atomic
def add_name(user: User, number: str, *, request: NameGiven) -> PersonName:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(PersonName):
        return earlier
    given = read_entry(PersonName, request, needed=("text",))
    name = write_name(saving.case.person, given, user=user)
    queue_check(saving.case.person, user=user)
    return saving.done(name, Event.IDENTITY_ADDED, what="name")


def write_name(person: Person, given: dict[str, Any], *, user: User) -> PersonName:
    """A name that was read already, with its script."""
    script = {"script": script_of(given["text"])} | given
    return PersonName.objects.create(person=person, added_by=user, **script)
