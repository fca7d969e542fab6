"""Registers a person and their claim: person, identity, case and the registrar's assignment in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Office
from wellfounded.audit.events import Event
from wellfounded.cases.actions.add_name import NameGiven, write_name
from wellfounded.cases.deadlines import set_deadline
from wellfounded.cases.entry import country_code, read_typed
from wellfounded.cases.key_sharing import share_keys
from wellfounded.cases.models import Assignment, Axis, Case, DeadlineKind, Relation, SavedRequest, StatusEntry
from wellfounded.cases.numbers import draw_number
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.possible_duplicates import queue_check
from wellfounded.cases.saving import Saving, kept_key
from wellfounded.cases.status_values import RefugeeStatus
from wellfounded.cases.typed_text import refuse
from wellfounded.law.library import load_library
from wellfounded.persons.models import Identity, Nationality, Person, PersonName, SpokenLanguage

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

# Column of a table: field of the registration.
_IDENTITY = {name: name for name in ("sex", "birth", "birth_country", "birth_place")}
_NATIONALITY = {"country": "nationality", "how_known": "nationality_known"}
_LANGUAGE = {"language": "language", "dialect": "dialect"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Nothing is needed. What is not said now can be added later, and is blank until then."""

    names: tuple[NameGiven, ...] = ()
    sex: str = ""
    birth: str = ""
    birth_country: str = ""
    birth_place: str = ""
    nationality: str = ""
    nationality_known: str = ""
    language: str = ""
    dialect: str = ""
    # Of the office unless said otherwise.
    profile: str = ""
    host: str = ""
    claim_date: date | None = None
    key: str = ""


@dataclass(slots=True)
class _Reading:
    """What was typed, as the tables want it, and everything that cannot be used."""

    request: Registration
    problems: dict[str, str] = field(default_factory=dict)

    def table(self, model: type[models.Model], columns: dict[str, str]) -> dict[str, Any]:
        given, wrong = read_typed(model, {column: getattr(self.request, name) for column, name in columns.items()})
        self.problems |= {columns[column]: sentence for column, sentence in wrong.items()}
        return given

    def names(self) -> list[dict[str, Any]]:
        given = []
        for number, name in enumerate(self.request.names, start=1):
            one, wrong = read_typed(PersonName, name.as_typed())
            self.problems |= {f"names-{number}-{column}": sentence for column, sentence in wrong.items()}
            given += [one] if "text" in one else []
        return given

    def head(self, office: Office) -> dict[str, Any]:
        profile, host = self.request.profile or office.profile, self.request.host or office.host
        if profile not in load_library().profile_names():
            self.problems["profile"] = _("There is no profile of this name.")
        try:
            host = country_code(host)
        except ValueError as wrong:
            self.problems["host"] = str(wrong)
        day = self.request.claim_date or timezone.localdate()
        return {"profile": profile, "host": host, "claim_date": day, "fictional": office.fictional}


@transaction.atomic
def register_person(user: User, *, request: Registration) -> Case:
    """The new case, assigned to whoever registered it.

    Raises:
        NotAllowed: the user is no registrar.
        Invalid: something that was typed cannot be used.
    """
    check(user, Permission.OFFICE_CASE_REGISTER)
    if earlier := _registered_before(user, request):
        return earlier
    reading = _Reading(request)
    names, head = reading.names(), reading.head(Office.objects.first() or Office())
    tables = {
        Identity: reading.table(Identity, _IDENTITY),
        Nationality: reading.table(Nationality, _NATIONALITY),
        SpokenLanguage: reading.table(SpokenLanguage, _LANGUAGE),
    }
    refuse(reading.problems)
    person = _write_person(tables, names, user=user)
    case = Case.objects.create(
        number=draw_number(Case, column="number", prefix="C"), person=person, registered_by=user, **head
    )
    Assignment.objects.create(case=case, user=user, relation=Relation.REGISTRAR, made_by=user)
    share_keys(case)
    StatusEntry.objects.create(
        case=case, axis=Axis.REFUGEE_STATUS, value=RefugeeStatus.ASYLUM_SEEKER, since=case.claim_date, by=user
    )
    set_deadline(case, DeadlineKind.FIRST_DECISION, start=case.claim_date, by=user)
    return Saving(user, case, request).done(case, Event.CASE_REGISTERED)


def _registered_before(user: User, request: Registration) -> Case | None:
    """The case that this very request made when it arrived before."""
    key = kept_key(request)
    made = SavedRequest.objects.filter(key=key, case__registered_by=user, made=F("case_id"))
    saved = made.select_related("case").first() if key else None
    return Saving(user, saved.case, request).earlier(Case) if saved else None


def _write_person(
    tables: dict[type[models.Model], dict[str, Any]], names: list[dict[str, Any]], *, user: User
) -> Person:
    person = Person.objects.create(reference=draw_number(Person, column="reference", prefix="P"))
    Identity.objects.create(person=person, **tables[Identity])
    if "country" in tables[Nationality]:
        Nationality.objects.create(person=person, **tables[Nationality])
    if "language" in tables[SpokenLanguage]:
        SpokenLanguage.objects.create(person=person, **tables[SpokenLanguage])
    for name in names:
        write_name(person, name, user=user)
    queue_check(person, user=user)
    return person
