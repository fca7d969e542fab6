"""A fictional office for the matrix: a case in every state with everybody on it, and whoever stands outside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign, make_staffed_case
from tests.casework.files import png
from tests.security.oracle import Stand
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.cases.models import Case, CaseCountry, Interview, Relation
from wellfounded.cases.states import State

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from tests.security.endpoints import Endpoint
    from wellfounded.accounts.models import User

# Nothing of a case changes by these.
READING = (Event.CASE_OPENED, Event.CASE_REFUSED, Event.CASE_SEARCHED, Event.INTERVIEW_READ)
# Nobody of these is on any case, whatever their role.
OUTSIDE = ("matcher", "oversight", "administrator", "outsider", "former", "stripped")
PEOPLE = (*(relation.value for relation in Relation), *OUTSIDE)


@dataclass(frozen=True)
class Office:
    """The users by name, and a case in each state."""

    users: dict[str, User]
    cases: dict[str, Case]

    @classmethod
    def make(cls) -> Office:
        cast = Cast.make()
        users = {name: getattr(cast, name) for name in (*(one.value for one in Relation), *OUTSIDE[:4])}
        # One whose part in the case is over, and one whose role was withdrawn.
        users |= {"former": make_user("former", Role.ADJUDICATOR), "stripped": make_user("stripped")}
        cases = {state.value: _case(cast, state) for state in State}
        for case in cases.values():
            over = assign(case, users["former"], relation=Relation.ADJUDICATOR)
            over.ended_at, over.ended_by = timezone.now(), cast.registrar
            over.save()
            assign(case, users["stripped"], relation=Relation.ADJUDICATOR)
        return cls(users, cases)


# What each of them is, in words of the table.
STANDS = {relation.value: Stand(frozenset({relation.value}), frozenset({relation.value})) for relation in Relation} | {
    "matcher": Stand(frozenset({"matcher"})),
    "oversight": Stand(frozenset({"oversight"})),
    "administrator": Stand(frozenset({"administrator"})),
    "outsider": Stand(frozenset({"registrar", "interviewer", "adjudicator", "reviewer"})),
    "former": Stand(frozenset({"adjudicator"})),
    "stripped": Stand(frozenset(), frozenset({"adjudicator"})),
}


def stand_of(name: str, state: str) -> Stand:
    return replace(STANDS[name], state=state)


def _case(cast: Cast, state: State) -> Case:
    """The interview goes on wherever one may read it at all."""
    case = make_staffed_case(cast, state=state)
    CaseCountry.objects.create(case=case, code="PRK", nationality=True, destination=True)
    interview_in(case, cast)
    return case


def interview_in(case: Case, cast: Cast, **fields: Any) -> Interview:
    """An interview that goes on."""
    people = {"officer": cast.interviewer, "planned_by": cast.interviewer, "interpreter": cast.interpreter}
    given = {"case": case, "number": 1, "state": "going_on", "started_at": timezone.now(), **people}
    return Interview.objects.create(**given | fields)


def ask(client: Client, endpoint: Endpoint, method: str, *, number: str = "C-0000-0000") -> HttpResponse:
    """The answer of an address; an operation gets the smallest body that it takes."""
    address = endpoint.address(number)
    if method == "GET":
        return client.get(address)  # type: ignore[return-value] # the test client's own kind of answer
    if endpoint.takes_file:
        sent = {"content": SimpleUploadedFile("x.png", png()), "kind": "photo", "title": "x", "source": "x"}
        return client.post(address, sent)  # type: ignore[return-value] # the same
    if endpoint.of_api:
        return client.post(address, endpoint.body or {}, content_type="application/json")  # type: ignore[return-value] # the same
    return client.post(address, {})  # type: ignore[return-value] # the same
