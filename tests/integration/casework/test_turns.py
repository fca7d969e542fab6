"""What is counted and then written holds when many ask in the same moment: limits of a day, and who must remain.

On SQLite a transaction is the only writer. On PostgreSQL each of these went wrong before people waited for their turn:
limits were passed, administrators ended in a deadlock, an erasure was carried out four times and its receipt lost.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from tests.casework.cast import Cast, make_user
from tests.casework.closed_files import asked, closed_case
from tests.casework.factories import assign, make_case, make_staffed_case
from tests.casework.shared_store import in_threads, shared_store
from wellfounded.accounts.models import RoleGrant, User
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.ask_erasure import ask_erasure
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.actions.assign_user import AssignmentGiven, assign_user
from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure
from wellfounded.cases.actions.close_account import close_account
from wellfounded.cases.actions.merge_records import Merging, merge_records
from wellfounded.cases.actions.place_hold import place_hold
from wellfounded.cases.actions.set_priority import PriorityGiven, set_priority
from wellfounded.cases.actions.withdraw_role import withdraw_role
from wellfounded.cases.errors import Invalid, NotAllowed, NotNow
from wellfounded.cases.models import (
    Assignment,
    Case,
    CaseOpening,
    DuplicateLead,
    Erasure,
    Hold,
    LeadReason,
    Relation,
)
from wellfounded.cases.turns import take_turn
from wellfounded.persons.models import Person

__all__ = ["shared_store"]
AT_ONCE, LIMIT = 24, 5
TURNS = 4
REFUSED = (Invalid, NotAllowed, NotNow)
pytestmark = pytest.mark.usefixtures("shared_store")


def done(act: Callable[[], object]) -> bool:
    try:
        act()
    except REFUSED:
        return False
    return True


def at_once(*acts: Callable[[], object]) -> int:
    """How many were not refused."""
    return sum(in_threads(*[partial(done, act) for act in acts]))


def once(act: Callable[[], object]) -> None:
    in_threads(act)


def caseload() -> tuple[Cast, list[str]]:
    cast = Cast.make()
    numbers = [make_staffed_case(cast, state="assessment").number for _ in range(AT_ONCE)]
    Case.objects.update(registered_at=timezone.now() - timedelta(days=2))
    return cast, numbers


def prefer(user: User, number: str) -> None:
    set_priority(user, number, request=PriorityGiven(priority=1, reason="Return is imminent."))


# ── the cases of a day ───────────────────────────────────────────────────────────────────────────────────────────────
def test_of_many_cases_opened_at_once_the_limit_of_the_account_are_open(settings: LazySettings) -> None:
    settings.CASES_A_DAY = LIMIT
    [(cast, numbers)] = in_threads(caseload)
    reading = [partial(open_case, cast.registrar, number) for number in numbers[: AT_ONCE // 2]]
    writing = [partial(prefer, cast.registrar, number) for number in numbers[AT_ONCE // 2 :]]
    assert at_once(*reading, *writing) == LIMIT
    [opened] = in_threads(lambda: set(CaseOpening.objects.values_list("case__number", flat=True)))
    assert len(opened) == LIMIT
    assert at_once(*[partial(prefer, cast.registrar, number) for number in opened]) == LIMIT  # and they stay open


def test_of_many_cases_opened_at_once_the_limit_of_the_device_are_open(settings: LazySettings) -> None:
    settings.CASES_A_DAY_ON_A_DEVICE = LIMIT
    [(cast, numbers)] = in_threads(caseload)
    colleagues = (cast.registrar, cast.adjudicator, cast.reviewer)
    for user in colleagues:
        user.device = "one telephone"
    acts = [partial(open_case, colleagues[place % 3], number) for place, number in enumerate(numbers)]
    assert at_once(*acts) == LIMIT


def test_one_case_opened_in_many_windows_at_once_is_one(settings: LazySettings) -> None:
    settings.CASES_A_DAY = 1
    [(cast, numbers)] = in_threads(caseload)
    assert at_once(*[partial(open_case, cast.registrar, numbers[0])] * 8) == 8
    assert in_threads(CaseOpening.objects.count) == [1]


def test_whoever_opens_several_in_one_step_waits_for_nobody_in_a_circle() -> None:
    """Exports of many cases beside single acts on the same ones, by the same account and from the same device."""
    [(cast, numbers)] = in_threads(caseload)
    for user in (cast.registrar, cast.adjudicator):
        user.device = "one computer"

    def export() -> None:
        for turn in range(TURNS):
            few = tuple(numbers[turn : turn + 12])
            wanted = ExportAsked(kind="register_csv", numbers=few, recipient_kind="office", purpose="a list")
            ask_export(cast.adjudicator, wanted)

    def act(user: User, order: list[str]) -> None:
        for number in order:
            place_hold(user, number, reason="A court asks.")

    backwards = numbers[::-1]
    acts = [partial(act, cast.adjudicator, one) for one in (numbers, backwards)]
    assert at_once(export, export, *acts, partial(act, cast.registrar, backwards)) == 5


def test_a_turn_that_would_be_over_at_once_is_refused() -> None:
    if connection.vendor == "postgresql":
        with pytest.raises(TransactionManagementError):
            once(lambda: take_turn("anything"))


# ── who must remain ──────────────────────────────────────────────────────────────────────────────────────────────────
def administrators() -> int:
    held_now = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, withdrawn_at=None, user__is_active=True)
    return held_now.values("user").distinct().count()


@pytest.mark.parametrize("dismiss", [close_account, partial(withdraw_role, role=Role.ADMINISTRATOR.value)])
def test_two_administrators_who_dismiss_each_other_leave_one(dismiss: Callable[..., object]) -> None:
    for turn in range(TURNS):
        names = [f"{one}{turn}" for one in "ab"]
        first, second = in_threads(*[partial(make_user, name, Role.ADMINISTRATOR) for name in names])
        at_once(partial(dismiss, first, second.username), partial(dismiss, second, first.username))
        [left] = in_threads(administrators)
        assert left == 1
        once(lambda: RoleGrant.objects.all().delete())


def test_nobody_is_given_a_case_while_the_role_for_it_is_withdrawn() -> None:
    [cast] = in_threads(Cast.make)

    def made(name: str) -> list[str]:
        make_user(name, Role.ADJUDICATOR)
        return [make_staffed_case(cast, state="assessment").number for _ in range(4)]

    def stranded(name: str) -> bool:
        keeps_role = RoleGrant.objects.filter(user__username=name, withdrawn_at=None).exists()
        return Assignment.objects.filter(user__username=name, ended_at=None).exists() and not keeps_role

    for name in (f"colleague{turn}" for turn in range(TURNS)):
        [numbers] = in_threads(partial(made, name))
        given = AssignmentGiven(username=name, relation="adjudicator")
        give = [partial(assign_user, cast.registrar, number, request=given) for number in numbers]
        at_once(*give, partial(withdraw_role, cast.administrator, name, role="adjudicator"))
        assert in_threads(partial(stranded, name)) == [False]


# ── what goes, and what is read as one ──────────────────────────────────────────────────────────────────────────────
def test_what_is_erased_twice_at_once_has_one_receipt() -> None:
    def made() -> tuple[Cast, int]:
        cast = Cast.make()
        case = closed_case(cast)
        return cast, ask_erasure(cast.registrar, case.number, request=asked("medical")).pk

    [(cast, pk)] = in_threads(made)
    at_once(*[lambda: carry_out_erasure(cast.reviewer, pk)] * 4)  # on SQLite the log may be cut by another
    [told] = in_threads(lambda: Detail.objects.filter(event=Event.ERASURE_DONE).count())
    [receipt] = in_threads(lambda: Erasure.objects.get(pk=pk).receipt)
    assert (told, receipt["rows"]) == (1, {"medical": {"persons.MedicalNote": 1}})


def test_nothing_of_a_person_is_erased_while_another_case_of_theirs_is_held() -> None:
    [cast] = in_threads(Cast.make)

    def made() -> tuple[int, str]:
        case = closed_case(cast)
        other = make_case(cast.registrar, person=case.person, state="closed")
        assign(other, cast.registrar, relation=Relation.REGISTRAR)
        return ask_erasure(cast.registrar, case.number, request=asked("medical")).pk, other.number

    def erased_after_it_was_held(pk: int, other: str) -> bool:
        erasure, hold = Erasure.objects.get(pk=pk), Hold.objects.get(case__number=other)
        return erasure.done_at is not None and hold.placed_at < erasure.done_at

    for _turn in range(TURNS):
        [(pk, other)] = in_threads(made)
        at_once(
            partial(carry_out_erasure, cast.reviewer, pk),
            partial(place_hold, cast.registrar, other, reason="A court asks."),
        )
        assert in_threads(partial(erased_after_it_was_held, pk, other)) == [False]


def test_three_records_are_never_read_as_one_in_a_circle() -> None:
    def made() -> tuple[list[User], list[Merging]]:
        matchers = [make_user(f"matcher{one}", Role.MATCHER) for one in "abc"]
        by = {"judged_by": matchers[0], "settled_by": matchers[1], "settled_at": timezone.now(), "verdict": "same"}
        a, b, c = (Person.objects.create(reference=f"P-turn-{one}") for one in "abc")
        wanted = []
        for kept, merged in ((a, b), (b, c), (c, a)):
            older, newer = sorted((kept, merged), key=lambda one: one.pk)
            lead = DuplicateLead.objects.create(person=older, other=newer, reason=LeadReason.AGREES, **by)
            wanted.append(Merging(lead=lead.pk, kept=kept.reference, reason="One person."))
        return matchers, wanted

    [(matchers, wanted)] = in_threads(made)
    acts = [partial(merge_records, user, request=one) for user, one in zip(matchers, wanted, strict=True)]
    assert at_once(*acts) == 2
