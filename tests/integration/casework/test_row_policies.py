"""Queries behind the program's back, as the office's user of the database: rows of others' cases are not there."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_case, make_staffed_case
from wellfounded.accounts.models import RoleGrant, User
from wellfounded.accounts.roles import ASKING, Role
from wellfounded.accounts.row_security import RowSecurityMiddleware
from wellfounded.cases import row_policies
from wellfounded.cases.models import Assignment, Case, CaseCountry, FactEntry, Relation
from wellfounded.cases.recipients import feared_states
from wellfounded.persons.models import Journey, MedicalNote, Person, PersonName
from wellfounded.vault.row_security import NOBODY, OFFICE, VARIABLE, speak_for, speaking_for

ROLE = "office_of_the_tests"
BEFORE = f"""
    CREATE OR REPLACE FUNCTION wellfounded_compares() RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM public.accounts_rolegrant
            WHERE user_id = {row_policies.SELF} AND role = 'matcher' AND withdrawn_at IS NULL
        )
    $$"""  # noqa: S608 - constants of this program
pytestmark = [
    pytest.mark.skipif(settings.DB != "postgres", reason="only PostgreSQL has policies for rows"),
    pytest.mark.django_db,
]


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case of everybody of the cast but the outsider, with a name, a note and a fact."""
    case = make_staffed_case(cast)
    PersonName.objects.create(person=case.person, text="한바다", added_by=cast.registrar)
    MedicalNote.objects.create(person=case.person, text="A scar.", by=cast.protection_officer)
    FactEntry.objects.create(
        case=case, entity="PRK", fact="is_outside", version=1, record={}, state="unknown", by=cast.adjudicator
    )
    return case


@pytest.fixture
def _as_the_office(case: Case) -> Iterator[None]:  # noqa: ARG001 - what it made is there before
    """The user of the tests is a superuser, whom no policy holds."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot be altered
        for statement in row_policies.install():
            cursor.execute(statement)
        cursor.execute(f"CREATE ROLE {ROLE}")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    with speaking_for(NOBODY):
        yield


def counted() -> tuple[int, int, int]:
    return PersonName.objects.count(), MedicalNote.objects.count(), FactEntry.objects.count()


def seen_by(whose: User | str) -> tuple[int, int, int]:
    with speaking_for(whose.pk if isinstance(whose, User) else whose):
        return counted()


def withdraw(user: User, *, by: User) -> None:
    RoleGrant.objects.filter(user=user).update(withdrawn_at=timezone.now(), withdrawn_by=by)


def refused_by_the_server() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing")


def told() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [VARIABLE])
        return str(cursor.fetchone()[0])


@pytest.mark.usefixtures("_as_the_office")
def test_whoever_works_on_the_case_sees_its_rows_and_nobody_else(cast: Cast) -> None:
    for one in (cast.registrar, cast.interviewer, cast.adjudicator, cast.reviewer, cast.counsel, cast.observer):
        assert seen_by(one) == (1, 1, 1)
    for one in (cast.outsider, cast.oversight, cast.administrator):
        assert seen_by(one) == (0, 0, 0)


@pytest.mark.usefixtures("_as_the_office")
@pytest.mark.parametrize("said", [NOBODY, "0", "-1", "anybody", "office ", "1 OR true", "9" * 30])
def test_what_names_nobody_shows_nothing(said: str) -> None:
    assert seen_by(said) == (0, 0, 0)


@pytest.mark.usefixtures("_as_the_office")
def test_a_connection_that_was_told_nothing_shows_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"RESET {VARIABLE}")
    assert counted() == (0, 0, 0)


@pytest.mark.usefixtures("_as_the_office")
def test_a_matcher_compares_names_and_reads_no_notes(cast: Cast) -> None:
    assert seen_by(cast.matcher) == (1, 0, 0)
    with speaking_for(OFFICE):
        withdraw(cast.matcher, by=cast.registrar)
    assert seen_by(cast.matcher) == (0, 0, 0)


@pytest.mark.usefixtures("_as_the_office")
@pytest.mark.parametrize("beside", sorted(ASKING))
def test_a_matcher_whose_role_rests_sees_what_the_program_shows(cast: Cast, beside: Role) -> None:
    with speaking_for(OFFICE):
        RoleGrant.objects.create(user=cast.matcher, role=beside, granted_by=cast.administrator)
    assert User.objects.get(pk=cast.matcher.pk).roles == {beside}
    assert seen_by(cast.matcher) == (0, 0, 0)
    with speaking_for(OFFICE):
        other = RoleGrant.objects.filter(user=cast.matcher, role=beside)
        other.update(withdrawn_at=timezone.now(), withdrawn_by=cast.administrator)
    assert seen_by(cast.matcher) == (1, 0, 0)


@pytest.mark.usefixtures("_as_the_office")
@pytest.mark.parametrize("role", [role for role in Role if role not in ASKING])
def test_beside_another_role_that_goes_with_it_a_matcher_goes_on(cast: Cast, role: Role) -> None:
    with speaking_for(OFFICE):
        RoleGrant.objects.get_or_create(user=cast.matcher, role=role, withdrawn_at=None)
    assert Role.MATCHER in User.objects.get(pk=cast.matcher.pk).roles
    assert seen_by(cast.matcher) == (1, 0, 0)


@pytest.mark.usefixtures("_as_the_office")
def test_an_upgraded_office_asks_for_the_roles_in_force(cast: Cast) -> None:
    """The control is the function of the version before."""
    with speaking_for(OFFICE):
        RoleGrant.objects.create(user=cast.matcher, role=Role.REGISTRAR, granted_by=cast.administrator)
    [upgrade] = import_module("wellfounded.cases.migrations.0025_matcher_at_rest").Migration.operations
    for statements, seen in (([BEFORE], (1, 0, 0)), (upgrade.sql, (0, 0, 0))):
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            for statement in statements:
                cursor.execute(statement)
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
        assert seen_by(cast.matcher) == seen


@pytest.mark.usefixtures("_as_the_office")
def test_an_interpreter_sees_rows_while_the_interview_lasts(cast: Cast, case: Case) -> None:
    assert Assignment.objects.filter(case=case, user=cast.interpreter, relation=Relation.INTERPRETER).exists()
    Case.objects.filter(pk=case.pk).update(state="assessment")
    assert seen_by(cast.interpreter) == (0, 0, 0)
    Case.objects.filter(pk=case.pk).update(state="interview")
    assert seen_by(cast.interpreter) == (1, 1, 1)


@pytest.mark.usefixtures("_as_the_office")
def test_a_relation_that_ended_or_whose_role_is_withdrawn_shows_nothing(cast: Cast, case: Case) -> None:
    case.assignments.filter(user=cast.counsel).update(ended_at=case.registered_at, ended_by=cast.registrar)
    assert seen_by(cast.counsel) == (0, 0, 0)
    withdraw(cast.reviewer, by=cast.registrar)
    assert seen_by(cast.reviewer) == (0, 0, 0)
    assert seen_by(cast.adjudicator) == (1, 1, 1)


@pytest.mark.usefixtures("_as_the_office")
def test_nobody_writes_into_the_case_of_another(cast: Cast, case: Case) -> None:
    with speaking_for(cast.outsider.pk):
        assert not MedicalNote.objects.filter(person=case.person).update(text="Changed behind the program’s back.")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            MedicalNote.objects.create(person=case.person, text="Added.", by=cast.outsider)


@pytest.mark.usefixtures("_as_the_office")
def test_somebody_of_no_case_yet_is_registered(cast: Cast) -> None:
    with speaking_for(cast.registrar.pk):
        person = Person.objects.create(reference="P-new")
        PersonName.objects.create(person=person, text="New", added_by=cast.registrar)
        make_case(cast.registrar, person=person)
        assert not PersonName.objects.filter(person=person).exists()  # a case of nobody yet


@pytest.mark.usefixtures("_as_the_office")
def test_whoever_does_not_see_a_journey_still_sends_nothing_to_the_state_fled_from(cast: Cast, case: Case) -> None:
    with speaking_for(OFFICE):
        CaseCountry.objects.filter(case=case).delete()
        Journey.objects.create(person=case.person, origin="ERI")
    with speaking_for(cast.outsider.pk):
        assert not Journey.objects.exists()
        assert "ERI" in feared_states(case)


@pytest.mark.usefixtures("_as_the_office")
def test_a_command_sees_all_and_then_what_its_person_sees(cast: Cast) -> None:
    with speaking_for(OFFICE):
        assert counted() == (1, 1, 1)
        speak_for(cast.outsider.pk)
        assert counted() == (0, 0, 0)
    assert told() == NOBODY


@pytest.mark.usefixtures("_as_the_office")
def test_without_the_policy_the_rows_are_there(cast: Cast) -> None:
    """The control."""
    assert seen_by(cast.outsider) == (0, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in row_policies.remove():
            cursor.execute(statement)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    assert seen_by(cast.outsider) == (1, 1, 1)


@pytest.mark.usefixtures("_as_the_office")
def test_two_requests_on_one_connection_see_each_their_own(cast: Cast) -> None:
    seen: list[tuple[tuple[int, int, int], str]] = []

    class Request:
        def __init__(self, user: object) -> None:
            self.user = user

    def view(_request: object) -> object:
        seen.append((counted(), told()))
        return object()

    inside = RowSecurityMiddleware(view)  # type: ignore[arg-type] # a view that only counts
    server = connection.connection.info.backend_pid
    for user in (cast.adjudicator, cast.outsider, None, cast.adjudicator):
        inside(Request(user))  # type: ignore[arg-type] # the middleware asks for nothing else
        assert told() == NOBODY
        assert counted() == (0, 0, 0)
    assert [rows for rows, _told in seen] == [(1, 1, 1), (0, 0, 0), (0, 0, 0), (1, 1, 1)]
    assert connection.connection.info.backend_pid == server


@pytest.mark.usefixtures("_as_the_office")
def test_a_request_that_fails_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), speaking_for(cast.adjudicator.pk):
        _ = 1 // (PersonName.objects.count() - 1)  # the one row is seen
    assert (told(), counted()) == (NOBODY, (0, 0, 0))
    with pytest.raises(DatabaseError), transaction.atomic(), speaking_for(cast.adjudicator.pk):
        refused_by_the_server()
    assert (told(), counted()) == (NOBODY, (0, 0, 0))
