"""Nobody leaves a case without a colleague; an administrator learns numbers and counts, and hands over in one step."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign, make_case, make_staffed_case
from tests.casework.pages import signed_in
from wellfounded.accounts.models import Sex, User
from wellfounded.accounts.roles import Role
from wellfounded.audit.models import Detail
from wellfounded.cases import leaving
from wellfounded.cases.access import cases_of
from wellfounded.cases.actions.close_account import close_account
from wellfounded.cases.actions.withdraw_role import withdraw_role
from wellfounded.cases.errors import Invalid, NotAllowed, NotNow
from wellfounded.cases.leaving import held_by
from wellfounded.cases.models import Assignment, Case, Relation


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_staffed_case(cast)


@pytest.fixture
def successor(db: None) -> User:  # noqa: ARG001 - asks pytest for the database
    return make_user("successor", Role.INTERVIEWER, Role.REGISTRAR)


def held(user: User) -> list[tuple[str, str]]:
    rows = Assignment.objects.filter(user=user, ended_at=None).order_by("case__number", "relation")
    return list(rows.values_list("case__number", "relation"))


def test_an_account_with_cases_is_not_closed_and_their_numbers_are_told(cast: Cast, case: Case) -> None:
    closed = make_case(cast.registrar, state="closed")
    assign(closed, cast.interviewer, relation=Relation.INTERVIEWER)
    with pytest.raises(NotNow, match="2 cases have to be handed over first") as refused:
        close_account(cast.administrator, "interviewer")
    assert (case.number in str(refused.value), closed.number in str(refused.value)) == (True, True)
    assert User.objects.get(username="interviewer").is_active
    Assignment.objects.filter(case=closed).delete()
    with pytest.raises(NotNow, match="1 case has to be handed over first"):
        close_account(cast.administrator, "interviewer")


def test_a_role_with_cases_is_not_withdrawn_and_others_are(cast: Cast, case: Case) -> None:
    both = make_user("both", Role.REGISTRAR, Role.INTERVIEWER)
    assign(case, both, relation=Relation.INTERVIEWER)
    with pytest.raises(NotNow, match=case.number):
        withdraw_role(cast.administrator, "both", role=Role.INTERVIEWER)
    withdraw_role(cast.administrator, "both", role=Role.REGISTRAR)
    assert User.objects.get(username="both").roles == {Role.INTERVIEWER}
    Assignment.objects.filter(user=both).delete()
    withdraw_role(cast.administrator, "both", role=Role.INTERVIEWER)


def test_in_one_step_every_case_goes_to_a_colleague_and_tells_of_it(cast: Cast, case: Case, successor: User) -> None:
    second, noise = make_staffed_case(cast), make_case(cast.registrar)
    assign(second, successor, relation=Relation.INTERVIEWER)  # is on it already
    before = held(cast.registrar)
    close_account(cast.administrator, "interviewer", hand_over_to="successor")
    assert held(successor) == [(case.number, "interviewer"), (second.number, "interviewer")]
    assert held(cast.interviewer) == []
    assert held(cast.registrar) == before
    assert set(cases_of(successor)) == {case, second}
    made = Assignment.objects.get(case=case, user=successor)
    ended = Assignment.objects.get(case=case, user=cast.interviewer)
    assert (made.made_by, ended.ended_by) == (cast.administrator, cast.administrator)
    case.refresh_from_db()
    noise.refresh_from_db()
    assert (case.version, noise.version) == (1, 0)
    told = Detail.objects.filter(event="case:assignment:handed_over").values_list("subject", "actor")
    assert sorted(told) == [(case.number, "administrator"), (second.number, "administrator")]
    closing = Detail.objects.get(event="office:account:closed")
    assert b'"handed_over":2' in bytes(closing.payload).replace(b" ", b"")


def test_a_role_goes_with_the_cases_held_in_it_and_with_no_other(cast: Cast, case: Case, successor: User) -> None:
    both = make_user("both", Role.REGISTRAR, Role.INTERVIEWER)
    assign(case, both, relation=Relation.INTERVIEWER)
    assign(case, both, relation=Relation.REGISTRAR)
    withdraw_role(cast.administrator, "both", role=Role.INTERVIEWER, hand_over_to="successor")
    assert (held(both), held(successor)) == ([(case.number, "registrar")], [(case.number, "interviewer")])


def test_what_cannot_go_to_somebody_stays_with_everything_else_and_nothing_is_told_of_it(
    cast: Cast, case: Case, successor: User
) -> None:
    chosen = make_staffed_case(cast)
    Case.objects.filter(pk=chosen.pk).update(interviewer_sex=Sex.FEMALE)
    before = held(cast.interviewer)
    with pytest.raises(NotNow) as refused:
        close_account(cast.administrator, "interviewer", hand_over_to="successor")
    assert (chosen.number in str(refused.value), case.number in str(refused.value)) == (True, False)
    assert not re.search("female|chose|sex", str(refused.value))
    assert (held(cast.interviewer), held(successor)) == (before, [])
    assert not Detail.objects.filter(event="case:assignment:handed_over").exists()


@pytest.mark.parametrize("to", ["nobody", "interviewer", "gone"])
def test_the_colleague_has_to_be_there(cast: Cast, case: Case, to: str) -> None:
    User.objects.filter(pk=make_user("gone", Role.INTERVIEWER).pk).update(is_active=False)
    with pytest.raises(Invalid) as refused:
        close_account(cast.administrator, "interviewer", hand_over_to=to)
    assert set(refused.value.fields) == {"hand_over_to"}
    assert held(cast.interviewer) == [(case.number, "interviewer")]


def test_many_numbers_are_cut_short(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "SHOWN", 1)
    first, second = make_staffed_case(cast), make_staffed_case(cast)
    with pytest.raises(NotNow) as refused:
        close_account(cast.administrator, "interviewer")
    assert f"{first.number} …" in str(refused.value)
    assert second.number not in str(refused.value)


@pytest.mark.usefixtures("case")
def test_an_administrator_sees_counts_and_nobody_else_does(cast: Cast) -> None:
    assert held_by(cast.administrator, "interviewer") == [("interviewer", 1)]
    assert held_by(cast.administrator, "matcher") == []
    with pytest.raises(NotAllowed):
        held_by(cast.registrar, "interviewer")


def post(client: Client, route: str, **typed: Any) -> Any:
    return client.post(reverse(route, args=["interviewer"]), typed)


def test_the_page_asks_who_takes_the_cases(client: Client, cast: Cast, case: Case, successor: User) -> None:
    signed_in(client, cast.administrator)
    shown = client.get(reverse("close_account", args=["interviewer"])).content.decode()
    assert ("Cases that are held now:" in shown, case.number in shown) == (True, False)
    refused = post(client, "close_account", hand_over_to="")
    assert (refused.status_code, case.number in refused.content.decode()) == (422, True)
    role = post(client, "withdraw_role", role="interviewer")
    text = role.content.decode()
    assert (role.status_code, case.number in text, 'name="role" value="interviewer"' in text) == (422, True, True)
    assert post(client, "withdraw_role", role="interviewer", hand_over_to="successor").status_code == 302
    assert held(successor) == [(case.number, "interviewer")]
    assert post(client, "close_account", hand_over_to="").status_code == 302
    assert "Cases that are held now:" not in client.get(reverse("close_account", args=["matcher"])).content.decode()
