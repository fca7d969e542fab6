"""Files that are closed, beside others that are not: what an erasure begins with."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.interviews import answered, case_in_interview
from wellfounded.cases.actions.ask_erasure import ErasureAsked
from wellfounded.cases.models import Case, Closure
from wellfounded.persons.models import MedicalNote, PersonName


def asked(*compartments: str, why: str = "wish") -> ErasureAsked:
    return ErasureAsked(compartments=compartments, why=why)


def closed(case: Case, cast: Cast, *, kind: str = "withdrawal", years: float = 0) -> Case:
    Case.objects.filter(pk=case.pk).update(state="closed")
    closure = Closure.objects.create(case=case, kind=kind, reason="withdrawn", by=cast.registrar)
    Closure._base_manager.filter(pk=closure.pk).update(at=timezone.now() - timedelta(days=365.25 * years))  # noqa: SLF001 - written once otherwise
    case.refresh_from_db()
    return case


def closed_case(cast: Cast) -> Case:
    made = case_in_interview(cast)
    answered(cast, made)
    PersonName.objects.create(person=made.person, text="Kim Ŭn-hŭi", added_by=cast.registrar)
    MedicalNote.objects.create(person=made.person, text="scars", by=cast.registrar)
    return closed(made, cast)


def open_case_with_name(cast: Cast) -> Case:
    made = make_staffed_case(cast)
    PersonName.objects.create(person=made.person, text="Pak Chŏl-su", added_by=cast.registrar)
    return made
