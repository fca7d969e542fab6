"""Who works on a case, how it is examined and in which order, and the four status axes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.casework.cast import Cast, make_user
from tests.casework.decisions import make_decision, served
from tests.casework.factories import assign, make_case, make_staffed_case
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.access import cases_of
from wellfounded.cases.actions.assign_user import AssignmentGiven, assign_user
from wellfounded.cases.actions.change_status import StatusGiven, change_status
from wellfounded.cases.actions.end_assignment import AssignmentEnded, end_assignment
from wellfounded.cases.actions.hand_over import HandOver, hand_over
from wellfounded.cases.actions.set_modality import ModalityGiven, set_modality
from wellfounded.cases.actions.set_priority import PriorityGiven, set_priority
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import (
    Assignment,
    Case,
    DerivativeStatus,
    FactEntry,
    FindingEntry,
    Interview,
    Modality,
    Priority,
    Receipt,
    Recommendation,
    Relation,
)
from wellfounded.cases.states import State
from wellfounded.cases.status_values import LegalBasis, RefugeeStatus


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case on which only the registrar works, beside one where everybody does."""
    make_staffed_case(cast)
    case = make_case(cast.registrar)
    assign(case, cast.registrar, relation=Relation.REGISTRAR)
    return case


@pytest.mark.parametrize("relation", Relation)
def test_each_relation_needs_its_role(cast: Cast, case: Case, relation: Relation) -> None:
    wanted = AssignmentGiven(username=relation.value, relation=relation)
    made = assign_user(cast.registrar, case.number, request=wanted)
    assert (made.user, made.relation) == (getattr(cast, relation.value), relation)
    assert assign_user(cast.registrar, case.number, request=wanted) == made
    with pytest.raises(Invalid) as refused:
        assign_user(cast.registrar, case.number, request=AssignmentGiven(username="matcher", relation=relation))
    with pytest.raises(Invalid) as nobody:
        assign_user(cast.registrar, case.number, request=AssignmentGiven(username="nobody", relation=relation))
    assert refused.value.fields == nobody.value.fields


def test_a_closed_account_is_not_assigned(cast: Cast, case: Case) -> None:
    cast.reviewer.is_active = False
    cast.reviewer.save()
    with pytest.raises(Invalid):
        assign_user(cast.registrar, case.number, request=AssignmentGiven(username="reviewer", relation="reviewer"))


@pytest.mark.parametrize(
    "request_", [AssignmentGiven(username="", relation=""), AssignmentGiven(username="reviewer", relation="friend")]
)
def test_what_is_missing_is_said(cast: Cast, case: Case, request_: AssignmentGiven) -> None:
    with pytest.raises(Invalid):
        assign_user(cast.registrar, case.number, request=request_)


def test_nobody_assigns_themselves_to_a_case_they_cannot_open(cast: Cast, case: Case) -> None:
    with pytest.raises(NotFound):
        assign_user(cast.outsider, case.number, request=AssignmentGiven(username="outsider", relation="registrar"))
    assign(case, cast.adjudicator, relation=Relation.ADJUDICATOR)
    with pytest.raises(NotAllowed):
        assign_user(cast.adjudicator, case.number, request=AssignmentGiven(username="outsider", relation="registrar"))


def test_adjudicator_and_reviewer_are_two_people(cast: Cast, case: Case) -> None:
    both = make_user("both", Role.ADJUDICATOR, Role.REVIEWER)
    first = assign_user(cast.registrar, case.number, request=AssignmentGiven(username="both", relation="adjudicator"))
    wish = AssignmentGiven(username="both", relation="reviewer")
    with pytest.raises(Invalid):
        assign_user(cast.registrar, case.number, request=wish)
    end_assignment(cast.registrar, case.number, request=AssignmentEnded(username="both", relation="adjudicator"))
    first.refresh_from_db()
    assert first.ended_by == cast.registrar
    assert assign_user(cast.registrar, case.number, request=wish).user == both


@pytest.mark.parametrize("finds", ["adjudicator", "interviewer"])
@pytest.mark.parametrize("first", [True, False])
def test_whoever_may_find_does_not_review_at_the_same_time(cast: Cast, case: Case, finds: str, *, first: bool) -> None:
    """An interviewer writes findings too; whoever may assign does not bring themselves to the other side either."""
    make_user("both", Role(finds), Role.REVIEWER)
    one, other = (finds, "reviewer") if first else ("reviewer", finds)
    assign_user(cast.registrar, case.number, request=AssignmentGiven(username="both", relation=one))
    by = User.objects.get(username="both")
    with pytest.raises(Invalid, match="other side"):
        assign_user(by, case.number, request=AssignmentGiven(username="both", relation=other))


def by_finding(case: Case, user: User) -> None:
    FindingEntry.objects.create(
        case=case, entity="person", criterion="objective_risk", version=1, word="established", record={}, by=user
    )


def by_fact(case: Case, user: User) -> None:
    FactEntry.objects.create(
        case=case, entity="person", fact="fears_return", version=1, record={}, state="unknown", by=user
    )


def by_recommending(case: Case, user: User) -> None:
    receipt = Receipt.objects.create(case=case, made_by=user, data={}, seal="0" * 64)
    Recommendation.objects.create(
        case=case,
        by=user,
        outcome="refused",
        reasons="x",
        receipt=receipt,
        ended_at=timezone.now(),
        ended_how="returned",
    )


def by_hearing(case: Case, user: User) -> None:
    moment = timezone.now()
    Interview.objects.create(
        case=case, number=1, state="ended", officer=user, planned_by=user, started_at=moment, ended_at=moment
    )


@pytest.mark.parametrize("took_part", [by_finding, by_fact, by_recommending, by_hearing])
def test_nobody_comes_back_to_review_what_they_found(
    cast: Cast, case: Case, took_part: Callable[[Case, User], None]
) -> None:
    """Also after their assignment was ended, and whoever recommends the second time."""
    both = make_user("both", Role.ADJUDICATOR, Role.INTERVIEWER, Role.REVIEWER)
    assign_user(cast.registrar, case.number, request=AssignmentGiven(username="both", relation="adjudicator"))
    took_part(case, both)
    end_assignment(cast.registrar, case.number, request=AssignmentEnded(username="both", relation="adjudicator"))
    wish = AssignmentGiven(username="both", relation="reviewer")
    with pytest.raises(Invalid, match="does not review"):
        assign_user(cast.registrar, case.number, request=wish)
    other = make_case(cast.registrar)
    assign(other, cast.registrar, relation=Relation.REGISTRAR)
    assert assign_user(cast.registrar, other.number, request=wish).user == both


@pytest.mark.parametrize(
    ("relation", "column"), [("interviewer", "interviewer_sex"), ("interpreter", "interpreter_sex")]
)
def test_the_sex_that_was_chosen_is_kept_or_a_reason_is_given(
    cast: Cast, case: Case, relation: str, column: str
) -> None:
    setattr(case, column, "female")
    case.save()
    with pytest.raises(Invalid) as refused:
        assign_user(cast.registrar, case.number, request=AssignmentGiven(username=relation, relation=relation))
    assert set(refused.value.fields) == {"note"}
    why = AssignmentGiven(username=relation, relation=relation, note="Nobody else speaks the dialect; she agreed.")
    assert assign_user(cast.registrar, case.number, request=why).note
    Assignment.objects.filter(relation=relation, case=case).delete()
    user = getattr(cast, relation)
    user.sex = "female"
    user.save()
    assert (
        assign_user(cast.registrar, case.number, request=AssignmentGiven(username=relation, relation=relation)).user
        == user
    )


def test_the_last_who_can_assign_hands_over_instead_of_leaving(cast: Cast, case: Case) -> None:
    leave = AssignmentEnded(username="registrar", relation="registrar", key="k")
    assign(case, cast.adjudicator, relation=Relation.ADJUDICATOR)
    with pytest.raises(NotNow):
        end_assignment(cast.registrar, case.number, request=leave)
    assign(case, cast.reviewer, relation=Relation.REVIEWER)
    ended = end_assignment(cast.registrar, case.number, request=leave)
    assert ended.ended_by == cast.registrar
    assert case not in cases_of(cast.registrar)


def test_a_reviewer_who_lost_the_role_does_not_keep_the_case(cast: Cast, case: Case) -> None:
    assign(case, cast.reviewer, relation=Relation.REVIEWER)
    cast.reviewer.role_grants.all().delete()
    leave = AssignmentEnded(username="registrar", relation="registrar")
    with pytest.raises(NotNow):
        end_assignment(cast.registrar, case.number, request=leave)


def test_everybody_may_leave_and_only_who_assigns_may_send_away(cast: Cast) -> None:
    case = make_staffed_case(cast, state=State.INTERVIEW)
    for relation in [Relation.COUNSEL, Relation.OBSERVER, Relation.INTERPRETER]:
        own = AssignmentEnded(username=relation.value, relation=relation, key=relation.value)
        user = getattr(cast, relation.value)
        assert end_assignment(user, case.number, request=own).ended_by == user
    away = AssignmentEnded(username="registrar", relation="registrar")
    with pytest.raises(NotAllowed):
        end_assignment(cast.adjudicator, case.number, request=away)
    gone = AssignmentEnded(username="counsel", relation="counsel")
    with pytest.raises(Invalid):
        end_assignment(cast.registrar, case.number, request=gone)


def test_a_case_is_handed_to_a_colleague_of_the_same_role(cast: Cast, case: Case) -> None:
    wish = HandOver(username="outsider", relation="registrar", note="Her sister may come on Monday.", key="k")
    made = hand_over(cast.registrar, case.number, request=wish)
    assert (made.user, made.note) == (cast.outsider, "Her sister may come on Monday.")
    assert case in cases_of(cast.outsider)
    assert case not in cases_of(cast.registrar)


@pytest.mark.parametrize(
    ("username", "relation", "field"),
    [
        ("registrar", "registrar", "username"),
        ("adjudicator", "registrar", "username"),
        ("outsider", "adjudicator", "relation"),
    ],
)
def test_some_hand_overs_are_refused_and_nothing_changes(
    cast: Cast, case: Case, username: str, relation: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        hand_over(cast.registrar, case.number, request=HandOver(username=username, relation=relation))
    assert set(refused.value.fields) == {field}
    assert case in cases_of(cast.registrar)


def test_counsel_and_observer_hand_nothing_over(cast: Cast) -> None:
    case = make_staffed_case(cast)
    for user in [cast.counsel, cast.observer]:
        with pytest.raises(NotAllowed):
            hand_over(user, case.number, request=HandOver(username="registrar", relation=user.username))


# ── priority, modality, status ───────────────────────────────────────────────────────────────────────────────────────
TWICE: list[tuple[Callable[..., Any], Any]] = [
    (assign_user, AssignmentGiven(username="reviewer", relation="reviewer", key="k")),
    (set_priority, PriorityGiven(priority=1, reason="A transport is announced.", key="k")),
    (set_modality, ModalityGiven(modality="prima_facie", reason="Group recognition.", key="k")),
    (change_status, StatusGiven(axis="process", value="on_hold", reason="She is ill.", key="k")),
]


@pytest.mark.parametrize(("act", "request_"), TWICE, ids=[act.__name__ for act, _ in TWICE])
def test_each_verb_writes_once_and_keeps_others_out(
    cast: Cast, case: Case, act: Callable[..., Any], request_: Any
) -> None:
    made = act(cast.registrar, case.number, request=request_)
    assert act(cast.registrar, case.number, request=request_) == made
    case.refresh_from_db()
    assert case.version == 1
    with pytest.raises(NotFound):
        act(cast.outsider, case.number, request=request_)


def test_a_hand_over_or_leaving_that_arrives_twice_is_done_once(cast: Cast) -> None:
    case = make_staffed_case(cast)
    make_user("next", Role.ADJUDICATOR)
    assign(case, cast.second_reviewer, relation=Relation.REVIEWER)
    away = AssignmentEnded(username="counsel", relation="counsel", key="a")
    assert end_assignment(cast.registrar, case.number, request=away) == end_assignment(
        cast.registrar, case.number, request=away
    )
    cast.outsider.role_grants.filter(role="reviewer").delete()
    assign(case, cast.outsider, relation=Relation.INTERVIEWER)
    assign(case, cast.outsider, relation=Relation.ADJUDICATOR)
    over = HandOver(username="next", relation="adjudicator", key="b")
    assert hand_over(cast.outsider, case.number, request=over) == hand_over(cast.outsider, case.number, request=over)


def test_priority_and_modality_out_of_the_ordinary_need_a_reason(cast: Cast, case: Case) -> None:
    for priority in Priority:
        if priority != Priority.ORDINARY:
            with pytest.raises(Invalid):
                set_priority(cast.registrar, case.number, request=PriorityGiven(priority=priority))
    for modality in Modality:
        if modality != Modality.REGULAR:
            with pytest.raises(Invalid):
                set_modality(cast.registrar, case.number, request=ModalityGiven(modality=modality))
    set_priority(cast.registrar, case.number, request=PriorityGiven(priority=3))
    set_modality(cast.registrar, case.number, request=ModalityGiven(modality="regular"))
    for wrong in [PriorityGiven(priority=9, reason="x")]:
        with pytest.raises(Invalid):
            set_priority(cast.registrar, case.number, request=wrong)
    for words in ["", "quick"]:
        with pytest.raises(Invalid):
            set_modality(cast.registrar, case.number, request=ModalityGiven(modality=words, reason="x"))


@pytest.mark.parametrize("state", State)
def test_the_modality_stands_once_the_claim_is_reviewed(cast: Cast, case: Case, state: State) -> None:
    case.state = state
    case.save()
    request = ModalityGiven(modality="regular")
    if state in {State.REGISTERED, State.INTERVIEW, State.ASSESSMENT}:
        assert set_modality(cast.registrar, case.number, request=request).modality == "regular"
    else:
        with pytest.raises(NotNow):
            set_modality(cast.registrar, case.number, request=request)


@pytest.mark.parametrize(
    ("axis", "value", "who", "state", "answer"),
    [
        ("process", "closed", "registrar", State.REGISTERED, None),
        ("category", "group", "adjudicator", State.REGISTERED, None),
        ("category", "group", "reviewer", State.REGISTERED, NotAllowed),
        ("refugee_status", "refugee", "registrar", State.SERVED, NotAllowed),
        ("refugee_status", "refugee", "adjudicator", State.SERVED, NotAllowed),
        ("refugee_status", "refugee", "reviewer", State.SERVED, NotNow),
        ("refugee_status", "not_recognised", "reviewer", State.CLOSED, NotNow),
        ("refugee_status", "refugee", "reviewer", State.DECISION, NotNow),
        ("refugee_status", "asylum_seeker", "reviewer", State.REGISTERED, None),
        ("legal_basis", "convention", "reviewer", State.DECIDED, NotNow),
        ("legal_basis", "convention", "reviewer", State.ASSESSMENT, NotNow),
        ("legal_basis", "refugee", "reviewer", State.SERVED, Invalid),
        ("process", "refugee", "registrar", State.SERVED, Invalid),
        ("mood", "good", "registrar", State.SERVED, Invalid),
        ("process", "", "registrar", State.SERVED, Invalid),
    ],
)
def test_the_four_axes_stay_apart(  # noqa: PLR0913, PLR0917 - the columns of a truth table
    cast: Cast, axis: str, value: str, who: str, state: State, answer: type[Exception] | None
) -> None:
    case = make_staffed_case(cast, state=state)
    request = StatusGiven(axis=axis, value=value)
    if answer is None:
        entry = change_status(getattr(cast, who), case.number, request=request)
        assert [one.axis for one in case.statuses.all()] == [entry.axis]
    else:
        with pytest.raises(answer):
            change_status(getattr(cast, who), case.number, request=request)
        assert not case.statuses.exists()


@pytest.mark.parametrize(
    ("outcome", "allowed"),
    [
        ("refugee", {"refugee", "convention", "mandate", "oau", "cartagena", "national", "temporary"}),
        ("complementary", {"protected", "complementary", "national", "temporary"}),
        ("refused", {"not_recognised", "not_of_concern", "asylum_seeker"}),
        ("ceased", {"ended", "not_of_concern", "asylum_seeker"}),
    ],
)
def test_one_person_enters_what_several_decided_and_nothing_else(cast: Cast, outcome: str, allowed: set[str]) -> None:
    """A status is not taken from anybody, nor given, by whoever keeps the axes."""
    case = make_staffed_case(cast, state=State.SERVED)
    make_decision(case, cast, outcome=outcome, **served(cast.second_reviewer))
    entered = set()
    for axis, values in (("refugee_status", RefugeeStatus.values), ("legal_basis", LegalBasis.values)):
        for value in values:
            try:
                change_status(cast.reviewer, case.number, request=StatusGiven(axis=axis, value=value))
            except NotNow:
                continue
            entered.add(value)
    assert entered == allowed


def test_a_status_that_derives_from_a_relative_may_be_entered(cast: Cast) -> None:
    principal, case = make_staffed_case(cast, state=State.SERVED), make_staffed_case(cast, state=State.CLOSED)
    decision = make_decision(principal, cast, outcome="refugee", **served(cast.second_reviewer))
    asked = StatusGiven(axis="refugee_status", value="refugee")
    with pytest.raises(NotNow):
        change_status(cast.reviewer, case.number, request=asked)
    receipt = Receipt.objects.create(case=case, made_by=cast.adjudicator, data={}, seal="0" * 64)
    people = {"assessed_by": cast.adjudicator, "granted_by": cast.reviewer}
    DerivativeStatus.objects.create(case=case, principal=decision, own_receipt=receipt, relationship="child", **people)
    assert change_status(cast.reviewer, case.number, request=asked).value == "refugee"


def test_a_status_does_not_begin_in_the_future(cast: Cast, case: Case) -> None:
    request = StatusGiven(axis="process", value="on_hold", since=date(2999, 1, 1))
    with pytest.raises(Invalid) as refused:
        change_status(cast.registrar, case.number, request=request)
    assert set(refused.value.fields) == {"since"}
