"""A reminder says nothing of somebody in the household whose case the reader may not open."""

import pytest

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign, make_case, make_staffed_case
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.models import Case, Relation
from wellfounded.cases.registration import entry_of, housemates_of, registration_of
from wellfounded.persons.models import Household, HouseholdMember, Identity
from wellfounded.web.registration.family_rows import family_of
from wellfounded.web.registration.notices import notices_of


@pytest.fixture
def case(cast: Cast) -> Case:
    """Somebody who speaks for a household of two, as they say."""
    case = make_staffed_case(cast)
    household = Household.objects.create(reference="H-1", size_said=2)
    HouseholdMember.objects.create(household=household, person=case.person, focal_point=True)
    return case


@pytest.fixture
def hidden(cast: Cast, case: Case) -> Case:
    """A second person of the household, of whom everything would be remarked, with a registrar of their own."""
    theirs = make_case(cast.outsider)
    assign(theirs, cast.outsider, relation=Relation.REGISTRAR)
    Identity.objects.create(person=theirs.person, sex="male", marital_status="single")
    household = Household.objects.get(reference="H-1")
    wife = {"relationship": "spouse", "focal_point": True}
    HouseholdMember.objects.create(household=household, person=theirs.person, **wife)
    assert case.person != theirs.person
    return theirs


def seen(user: User, case: Case) -> tuple[object, ...]:
    notices = registration_of(user, case.number).notices
    shown = notices_of(user, case)
    return notices, shown.odd, shown.missing, family_of(user, case), entry_of(user, case).members


def test_all_is_as_if_there_were_nobody_else(cast: Cast, case: Case, hidden: Case) -> None:
    with_them = seen(cast.registrar, case)
    HouseholdMember.objects.filter(person=hidden.person).delete()
    assert seen(cast.registrar, case) == with_them


def test_whoever_may_open_both_is_reminded_of_both(cast: Cast, case: Case, hidden: Case) -> None:
    both = make_user("both", Role.REGISTRAR)
    assign(case, both, relation=Relation.REGISTRAR)
    assign(hidden, both, relation=Relation.REGISTRAR)
    names = {notice.name for notice in registration_of(both, case.number).notices}
    assert {"focal_point_twice", "spouse_not_married"} <= names
    assert "household_size_differs" not in names
    assert [one.number for one in family_of(both, case)] == [hidden.number]
    alone = {notice.name for notice in registration_of(cast.registrar, case.number).notices}
    assert not {"focal_point_twice", "spouse_not_married"} & alone
    assert "household_size_differs" in alone
    assert (set(housemates_of(both, case)), set(housemates_of(cast.registrar, case))) == (
        {case.person_id, hidden.person_id},
        {case.person_id},
    )


def test_whoever_left_the_household_is_no_housemate(cast: Cast, case: Case, hidden: Case) -> None:
    assign(hidden, cast.registrar, relation=Relation.REGISTRAR)
    assert hidden.person_id in housemates_of(cast.registrar, case)
    HouseholdMember.objects.filter(person=hidden.person).update(left=True)
    assert hidden.person_id not in housemates_of(cast.registrar, case)
