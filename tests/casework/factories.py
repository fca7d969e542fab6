"""Short ways to make a case as it stands at some moment. Everything not said is plain and fictional."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from tests.casework.cast import Cast
from wellfounded.accounts.models import User
from wellfounded.cases.models import Assignment, Case, Relation
from wellfounded.persons.models import Person

_numbers = count(1)


def make_case(registrar: User, **fields: Any) -> Case:
    """A case straight into the table, with nobody assigned. Give `state=` for a case further on."""
    number = next(_numbers)
    person = fields.pop("person", None) or Person.objects.create(reference=f"P-{number:05}")
    given = {
        "number": f"C-{number:05}",
        "person": person,
        "profile": "unhcr",
        "host": "CHN",
        "claim_date": date(2024, 3, 2),
        "registered_by": registrar,
        "fictional": True,
    }
    return Case.objects.create(**(given | fields))


def assign(case: Case, user: User, *, relation: Relation) -> Assignment:
    return Assignment.objects.create(case=case, user=user, relation=relation, made_by=case.registered_by)


def make_staffed_case(cast: Cast, **fields: Any) -> Case:
    """A case on which every relation is held by the member of the cast of that name."""
    case = make_case(cast.registrar, **fields)
    for relation in Relation:
        assign(case, getattr(cast, relation.value), relation=relation)
    return case
