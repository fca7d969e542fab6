"""Keys follow the people of a case: given with an assignment, taken with its end, and destroyed by an erasure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import assign, make_case
from tests.sealed.office import SealedOffice
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions import sweep_server as sweeping
from wellfounded.cases.actions.assign_user import AssignmentGiven, assign_user
from wellfounded.cases.actions.close_account import close_account
from wellfounded.cases.actions.end_assignment import AssignmentEnded, end_assignment
from wellfounded.cases.actions.withdraw_role import withdraw_role
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.entitled import EXPORTS, IDENTITIES, LISTS, NAMES, OWN, entitled, party
from wellfounded.cases.erasing import HEAP
from wellfounded.cases.erasing_keys import erase_keys, keys_of
from wellfounded.cases.key_sharing import leave_groups, share_keys
from wellfounded.cases.models import Case, Erasure, Relation
from wellfounded.cases.server_sweeping import Swept
from wellfounded.persons.models import PersonName
from wellfounded.vault.office_keys import data_keys, in_use, people
from wellfounded.vault.office_keys.entitlement import Entitled
from wellfounded.vault.office_keys.store import KeyStore

pytestmark = pytest.mark.django_db
NAME = "한바다"
ADJUDICATOR = {"username": "adjudicator", "relation": "adjudicator"}
Committed = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


@pytest.fixture
def office(cast: Cast, tmp_path: Path) -> Iterator[SealedOffice]:  # noqa: ARG001 - each of the cast has keys
    made = SealedOffice(tmp_path / "keys")
    with in_use.using(made.store):
        yield made


@pytest.fixture
def store(office: SealedOffice) -> KeyStore:
    assert office.store is not None
    return office.store


@pytest.fixture
def case(cast: Cast, office: SealedOffice) -> Case:
    """A case of the registrar alone, with a name."""
    made = make_case(cast.registrar)
    assign(made, cast.registrar, relation=Relation.REGISTRAR)
    with office.acting(cast.registrar):
        PersonName.objects.create(person=made.person, text=NAME, added_by=cast.registrar)
    return made


def reads(office: SealedOffice, user: User) -> bool:
    with office.acting(user):
        return PersonName.objects.get().text == NAME


def test_whoever_is_assigned_reads_and_whoever_ended_does_not(
    cast: Cast, office: SealedOffice, case: Case, django_capture_on_commit_callbacks: Committed
) -> None:
    assert reads(office, cast.registrar)
    assert not reads(office, cast.adjudicator)
    with office.acting(cast.registrar), django_capture_on_commit_callbacks(execute=True):
        assign_user(cast.registrar, case.number, request=AssignmentGiven(**ADJUDICATOR))
    assert reads(office, cast.adjudicator)
    assert not reads(office, cast.reviewer)
    with office.acting(cast.registrar), django_capture_on_commit_callbacks(execute=True):
        end_assignment(cast.registrar, case.number, request=AssignmentEnded(**ADJUDICATOR))
    assert not reads(office, cast.adjudicator)
    assert reads(office, cast.registrar)


def test_without_a_keyring_nobody_is_let_in_and_who_must_go_goes(
    cast: Cast, office: SealedOffice, case: Case, django_capture_on_commit_callbacks: Committed
) -> None:
    held = assign(case, cast.adjudicator, relation=Relation.ADJUDICATOR)
    with office.acting(cast.registrar), django_capture_on_commit_callbacks(execute=True):
        share_keys(case)
    assert reads(office, cast.adjudicator)
    assign(case, cast.reviewer, relation=Relation.REVIEWER)
    held.ended_at, held.ended_by = timezone.now(), cast.registrar
    held.save()
    with django_capture_on_commit_callbacks(execute=True):
        share_keys(case)
    assert not reads(office, cast.adjudicator)
    assert not reads(office, cast.reviewer)
    assert reads(office, cast.registrar)


def test_where_the_key_store_is_gone_when_the_write_stands_nothing_happens(
    office: SealedOffice, case: Case, store: KeyStore, django_capture_on_commit_callbacks: Committed
) -> None:
    before = [data_keys.wraps_of(store, one) for one in data_keys.names_of(store, f"person:{case.person_id}")]
    with django_capture_on_commit_callbacks() as waiting:
        share_keys(case)
    with in_use.using(None):
        for one in waiting:
            one()
    assert [data_keys.wraps_of(store, one) for one in data_keys.names_of(store, f"person:{case.person_id}")] == before
    assert before
    assert office.store is store


def test_without_a_key_store_nothing_is_shared_left_or_erased(
    cast: Cast, django_capture_on_commit_callbacks: Committed
) -> None:
    """The control, and the office on one laptop."""
    case = make_case(cast.registrar)
    with django_capture_on_commit_callbacks() as waiting:
        share_keys(case)
        leave_groups(cast.matcher)
        erase_keys(case)
    assert waiting == []


def test_who_lost_a_role_loses_the_keys_of_its_groups_and_no_others(cast: Cast, store: KeyStore) -> None:
    for group in (IDENTITIES, NAMES):
        assert party(cast.matcher) in people.members(store, group)
    others = people.members(store, NAMES) - {party(cast.matcher)}
    withdraw_role(cast.administrator, "matcher", role=Role.MATCHER)
    assert party(cast.matcher) not in people.members(store, IDENTITIES)
    assert people.members(store, NAMES) == others
    assert party(cast.registrar) in others
    close_account(cast.administrator, "registrar")
    assert people.members(store, NAMES) == others - {party(cast.registrar)}


# ── who ought to have which ──────────────────────────────────────────────────────────────────────────────────────────
def test_what_belongs_to_one_colleague_is_read_by_them_and_by_who_works_with_it(cast: Cast) -> None:
    mine = party(cast.registrar)
    assert entitled(mine, OWN) == Entitled(read=frozenset({mine}))
    assert entitled(mine, LISTS) == Entitled(read=frozenset({IDENTITIES}))
    cast.counsel.role_grants.update(withdrawn_at=timezone.now(), withdrawn_by=cast.administrator)
    agreeing = {party(one) for one in (cast.adjudicator, cast.protection_officer, cast.outsider)}
    assert entitled(mine, EXPORTS) == Entitled(read=frozenset({mine, *agreeing}))
    assert entitled("namesecret:1", NAMES) == Entitled(read=frozenset({NAMES}))


def test_the_key_of_a_case_is_for_whoever_may_read_there(cast: Cast) -> None:
    case = make_case(cast.registrar, state="decided")
    for relation in (Relation.REGISTRAR, Relation.REVIEWER, Relation.COUNSEL):
        assign(case, getattr(cast, relation.value), relation=relation)
    readers = entitled(f"case:{case.pk}", "decision").read
    # Whoever serves prints the letter; counsel reads it once it is served.
    assert readers == {party(cast.registrar), party(cast.reviewer)}
    Case.objects.filter(pk=case.pk).update(state="decision")
    assert entitled(f"case:{case.pk}", "decision").read == {party(cast.reviewer)}
    Case.objects.filter(pk=case.pk).update(state="served")
    assert party(cast.counsel) in entitled(f"case:{case.pk}", "decision").read
    assert IDENTITIES in entitled(f"person:{case.person_id}", "identity").read


# ── an erasure ends with the keys ────────────────────────────────────────────────────────────────────────────────────
def erased(cast: Cast, case: Case, *compartments: Compartment) -> None:
    Erasure.objects.create(
        case=case,
        compartments=[str(one) for one in compartments],
        why="wish",
        asked_by=cast.registrar,
        done_by=cast.reviewer,
        done_at=timezone.now(),
    )


def test_a_key_goes_once_all_that_it_seals_was_erased(
    cast: Cast, office: SealedOffice, case: Case, *, store: KeyStore, django_capture_on_commit_callbacks: Committed
) -> None:
    subject = f"person:{case.person_id}"
    beside = make_case(cast.registrar)
    with office.acting(cast.registrar):
        PersonName.objects.create(person=beside.person, text="김별", added_by=cast.registrar)
    erased(cast, case, Compartment.MEDICAL)
    Erasure.objects.create(case=case, compartments=["identity"], why="wish", asked_by=cast.registrar)  # not yet done
    with django_capture_on_commit_callbacks(execute=True):
        erase_keys(case)
    assert data_keys.named(store, subject, compartment="identity") is not None
    erased(cast, case, *Compartment)
    with django_capture_on_commit_callbacks(execute=True):
        erase_keys(case)
    assert data_keys.named(store, subject, compartment="identity") is None
    assert data_keys.named(store, f"person:{beside.person_id}", compartment="identity") is not None


def test_a_key_that_also_seals_what_stays_is_kept() -> None:
    assert keys_of([]) == []
    assert keys_of([Compartment.MEDICAL]) == ["medical", "needs"]
    assert "exports" not in keys_of(Compartment)


# ── a receipt ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_sweep_that_could_do_nothing_leaves_every_receipt_as_it_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(cast.registrar)
    erased(cast, case, Compartment.MEDICAL)
    receipt = {"not_confirmed": [HEAP]}
    Erasure.objects.update(receipt=receipt)
    monkeypatch.setattr(sweeping, "sweep", lambda: Swept(0, statistics=False, log=False))
    sweeping.sweep_server(cast.administrator)
    assert Erasure.objects.get().receipt == receipt
    monkeypatch.setattr(sweeping, "sweep", lambda: Swept(9, statistics=True, log=False))
    sweeping.sweep_server(cast.administrator)
    assert Erasure.objects.get().receipt == {"not_confirmed": []}
