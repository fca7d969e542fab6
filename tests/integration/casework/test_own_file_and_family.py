"""After service: the own file is given, and family members have a status by it."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.days import TODAY, TOMORROW, in_days
from tests.casework.decisions import state_of
from tests.casework.factories import make_case, make_staffed_case
from tests.casework.refusals import invalid
from wellfounded.cases.actions.add_household_member import MemberGiven, add_household_member
from wellfounded.cases.actions.close_case import Closing, close_case
from wellfounded.cases.actions.grant_derivative_status import Deriving, grant_derivative_status
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.actions.make_receipt import ReceiptWanted, make_receipt
from wellfounded.cases.actions.release_own_file import Releasing, release_own_file
from wellfounded.cases.errors import NotAllowed, NotNow
from wellfounded.cases.models import Case, DerivativeStatus, StatusEntry

WITHHELD = {
    "medical": "Goes by the doctor",
    "evidence": "Names another applicant",
    "country_information": "Public; a list is given",
    "assessment": "Not part of the file",
    "sources": "Protected",
    "log": "Kept by oversight",
}
GIVEN = ("identity", "account", "papers", "decision")


def releasing(**change: Any) -> Releasing:
    fields = {"to": "applicant", "asked_on": TODAY, "given": GIVEN, "withheld": WITHHELD}
    return Releasing(**in_days(fields | change))


# ── the own file ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_own_file_is_given_part_by_part(cast: Cast, refused: Case) -> None:
    request = releasing(key="k")
    made = release_own_file(cast.registrar, refused.number, request=request)
    assert release_own_file(cast.registrar, refused.number, request=request) == made
    assert (made.given, set(made.withheld)) == (["account", "decision", "identity", "papers"], set(WITHHELD))


def test_before_an_interview_and_a_decision_there_is_less_to_give(cast: Cast) -> None:
    case = make_staffed_case(cast)
    invalid(lambda: release_own_file(cast.registrar, case.number, request=releasing()), "given")
    release_own_file(cast.registrar, case.number, request=releasing(given=("identity", "papers")))


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"to": ""}, ["to"]),
        ({"to": "embassy"}, ["to"]),
        ({"asked_on": None}, ["asked_on"]),
        ({"asked_on": TOMORROW}, ["asked_on"]),
        ({"given": ("identity", "papers", "decision")}, ["account"]),
        ({"given": ("identity", "papers", "decision"), "withheld": WITHHELD | {"account": "Too long"}}, ["account"]),
        ({"given": (*GIVEN, "sources")}, ["sources"]),
        ({"given": (*GIVEN, "medical")}, ["medical"]),
        ({"withheld": WITHHELD | {"medical": " "}}, ["medical"]),
        ({"withheld": WITHHELD | {"rumours": "x"}}, ["given"]),
    ],
    ids=str,
)
def test_nothing_of_the_own_file_is_passed_over(
    cast: Cast, refused: Case, change: dict[str, Any], fields: list[str]
) -> None:
    invalid(lambda: release_own_file(cast.registrar, refused.number, request=releasing(**change)), *fields)


def test_a_protected_source_is_never_handed_over(cast: Cast, refused: Case) -> None:
    rest = {part: reason for part, reason in WITHHELD.items() if part != "sources"}
    request = releasing(given=(*GIVEN, "sources"), withheld=rest)
    invalid(lambda: release_own_file(cast.registrar, refused.number, request=request), "sources")


def test_counsel_is_given_the_file_only_of_their_own_client(cast: Cast, refused: Case) -> None:
    request = releasing(to="counsel")
    release_own_file(cast.registrar, refused.number, request=request)
    refused.assignments.filter(relation="counsel").update(ended_at=timezone.now(), ended_by=cast.registrar)
    invalid(lambda: release_own_file(cast.registrar, refused.number, request=request), "to")


# ── family members ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_status_derives_after_findings_of_ones_own_by_two_people(cast: Cast, granted: Case, refused: Case) -> None:
    alone = make_staffed_case(cast, state="assessment")
    for wrong in (alone, make_staffed_case(cast, state="assessment", derives_from=refused)):
        with pytest.raises(NotNow, match="no family member"):
            grant_derivative_status(cast.reviewer, wrong.number, request=Deriving(relationship="daughter"))
    child = make_staffed_case(cast, state="assessment", derives_from=granted)
    request = Deriving(relationship="daughter", key="k")
    with pytest.raises(NotNow, match="own fear"):
        grant_derivative_status(cast.reviewer, child.number, request=request)
    with pytest.raises(NotNow):
        close_case(cast.registrar, child.number, request=Closing(kind="derived", reason="x"))
    make_receipt(cast.reviewer, child.number, request=ReceiptWanted())
    with pytest.raises(NotAllowed):
        grant_derivative_status(cast.reviewer, child.number, request=request)
    make_receipt(cast.adjudicator, child.number, request=ReceiptWanted())
    invalid(lambda: grant_derivative_status(cast.reviewer, child.number, request=Deriving()), "relationship")
    made = grant_derivative_status(cast.reviewer, child.number, request=request)
    assert grant_derivative_status(cast.reviewer, child.number, request=request) == made
    assert (made.assessed_by, made.granted_by) == (cast.adjudicator, cast.reviewer)
    assert StatusEntry.objects.get(case=child).value == "derivative"
    with pytest.raises(NotNow, match="already"):
        grant_derivative_status(cast.reviewer, child.number, request=replace(request, key=""))
    close_case(cast.registrar, child.number, request=Closing(kind="derived", reason="Status from the mother"))
    assert state_of(child) == "closed"
    assert DerivativeStatus.objects.count() == 1


def test_the_one_from_whom_a_status_derives_is_family_on_record_in_an_open_case(cast: Cast, granted: Case) -> None:
    child, hidden = make_staffed_case(cast, state="assessment"), make_case(cast.registrar)
    make_receipt(cast.adjudicator, child.number, request=ReceiptWanted())
    asked = Deriving(relationship="daughter", principal=granted.number)
    for wrong in (hidden.number, "C-0000-0000", child.number, granted.number):
        request = replace(asked, principal=wrong)
        invalid(partial(grant_derivative_status, cast.reviewer, child.number, request=request), "principal")
    link_relative(cast.registrar, child.number, request=RelativeGiven(relation="mother", case=granted.number))
    made = grant_derivative_status(cast.reviewer, child.number, request=asked)
    child.refresh_from_db()
    assert (made.principal.case, child.derives_from) == (granted, granted)


@pytest.mark.parametrize("how", ["linked by the other", "of one household"])
def test_family_may_be_on_record_on_the_other_side(cast: Cast, granted: Case, how: str) -> None:
    child = make_staffed_case(cast, state="assessment")
    make_receipt(cast.adjudicator, child.number, request=ReceiptWanted())
    if how == "linked by the other":
        link_relative(cast.registrar, granted.number, request=RelativeGiven(relation="daughter", case=child.number))
    else:
        home = add_household_member(cast.registrar, granted.number, request=MemberGiven(focal_point=True)).household
        add_household_member(cast.registrar, child.number, request=MemberGiven(household=home.reference))
    request = Deriving(relationship="daughter", principal=granted.number)
    assert grant_derivative_status(cast.reviewer, child.number, request=request).principal.case == granted
