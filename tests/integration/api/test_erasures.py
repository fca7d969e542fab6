"""Erasure and holds through the API: two people, a fresh proof, and no count for whoever may not read the part."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.pages import signed_in
from wellfounded.accounts.models import User
from wellfounded.cases.models import Case, Closure, Erasure, Hold
from wellfounded.persons.models import MedicalNote


@pytest.fixture
def case(cast: Cast) -> Case:
    made = make_staffed_case(cast, state="closed")
    Closure.objects.create(case=made, kind="withdrawal", reason="x", by=cast.registrar)
    MedicalNote.objects.create(person=made.person, text="scars", by=cast.registrar)
    return made


def post(user: User, address: str, *, proved: bool = False, **body: Any) -> Any:
    client = signed_in(Client(), user, proved=proved)
    return client.post(f"/api{address}", body, content_type="application/json")


def get(user: User, address: str) -> Any:
    return signed_in(Client(), user).get(f"/api{address}").json()


def test_two_people_erase_after_a_fresh_proof(cast: Cast, case: Case) -> None:
    made = post(cast.registrar, f"/cases/{case.number}/erasures", compartments=["medical"], why="wish").json()["id"]
    address = f"/erasures/{made}/carry-out"
    assert post(cast.reviewer, address).status_code == 403
    assert post(cast.registrar, address, proved=True).status_code == 403
    waiting = get(cast.reviewer, "/erasures")
    assert [(one["id"], one["case"], one["rows"], one["done_at"]) for one in waiting] == [(made, case.number, {}, None)]
    assert post(cast.reviewer, address, proved=True).json() == {"what": "Erasure", "id": made, "number": ""}
    assert not MedicalNote.objects.exists()
    assert get(cast.registrar, "/erasures")[0]["rows"] == {"medical": None}
    parts = {one["compartment"]: one for one in get(cast.registrar, f"/cases/{case.number}/keeping")["parts"]}
    assert (parts["medical"]["erased"], parts["identity"]["erased"], parts["account"]["years"]) == (True, False, 3)


def test_what_was_asked_is_given_up(cast: Cast, case: Case) -> None:
    made = post(cast.registrar, f"/cases/{case.number}/erasures", compartments=["medical"], why="wish").json()["id"]
    assert post(cast.outsider, f"/erasures/{made}/withdraw").status_code == 404
    assert post(cast.registrar, f"/erasures/{made}/withdraw").json()["id"] == made
    assert (Erasure.objects.exists(), MedicalNote.objects.exists()) == (False, True)


def test_a_second_erasure_is_refused_with_the_name_of_the_first(cast: Cast, case: Case) -> None:
    address = f"/cases/{case.number}/erasures"
    assert post(cast.registrar, address, compartments=["medical"], why="wish").status_code == 200
    again = post(cast.reviewer, address, compartments=["medical"], why="wish")
    assert (again.status_code, "registrar asked for it on" in again.json()["message"]) == (409, True)
    assert Erasure.objects.count() == 1


def test_a_hold_is_placed_and_lifted_by_two(cast: Cast, case: Case) -> None:
    assert post(cast.counsel, f"/cases/{case.number}/holds").json()["fields"].keys() == {"reason"}
    hold = post(cast.counsel, f"/cases/{case.number}/holds", reason="A court asks.").json()["id"]
    kept = get(cast.counsel, f"/cases/{case.number}/keeping")
    assert ("A hold stands" in kept["obstacle"], kept["holds"][0]["lifting_asked"]) == (True, False)
    assert post(cast.registrar, f"/holds/{hold}/lift").status_code == 200
    assert get(cast.counsel, f"/cases/{case.number}/keeping")["holds"][0]["lifting_asked"]
    assert post(cast.reviewer, f"/holds/{hold}/lift").status_code == 200
    assert Hold.objects.get().lifted_at
