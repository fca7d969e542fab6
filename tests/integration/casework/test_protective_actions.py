"""Needs, consents and safeguards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.accounts.models import Office
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.appoint_guardian import GuardianGiven, appoint_guardian
from wellfounded.cases.actions.end_guardian import GuardianEnded, end_guardian
from wellfounded.cases.actions.end_specific_need import NeedEnded, end_specific_need
from wellfounded.cases.actions.note_specific_need import NeedGiven, note_specific_need
from wellfounded.cases.actions.record_best_interests import BestInterestsGiven, record_best_interests
from wellfounded.cases.actions.record_consent import ConsentGiven, record_consent
from wellfounded.cases.actions.record_counselling import CounsellingGiven, record_counselling
from wellfounded.cases.actions.refer_for_support import ReferralGiven, refer_for_support
from wellfounded.cases.actions.withdraw_consent import ConsentWithdrawn, withdraw_consent
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound
from wellfounded.cases.models import Case
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.recipients import consents_in_force, feared_states
from wellfounded.cases.states import State
from wellfounded.persons.models import FLAGS, Consent, ExclusionFlag, Journey, Nationality, SpecificNeed

DOCTOR: dict[str, Any] = {
    "purpose": "Treatment",
    "recipient": "A clinic",
    "recipient_kind": "health",
    "data_class": "medical",
    "language": "ko",
    "means": "speech",
}


@pytest.fixture
def case(cast: Cast) -> Case:
    make_staffed_case(cast)  # noise: a second case that no test may touch
    return make_staffed_case(cast)


TWICE: list[tuple[Callable[..., Any], Any]] = [
    (note_specific_need, NeedGiven(code="PG", key="k")),
    (record_consent, ConsentGiven(**DOCTOR, key="k")),
    (record_counselling, CounsellingGiven(language="ko", rights=True, key="k")),
    (appoint_guardian, GuardianGiven(name="A guardian", conflict_checked=True, key="k")),
    (record_best_interests, BestInterestsGiven(step="assessment", conclusion="With her aunt.", key="k")),
    (refer_for_support, ReferralGiven(kind="medical", to="A clinic", key="k")),
]


@pytest.mark.parametrize(("act", "request_"), TWICE, ids=[act.__name__ for act, _ in TWICE])
def test_each_verb_writes_once_and_keeps_others_out(
    cast: Cast, case: Case, act: Callable[..., Any], request_: Any
) -> None:
    made = act(cast.registrar, case.number, request=request_)
    assert act(cast.registrar, case.number, request=request_) == made
    assert type(made).objects.count() == 1
    with pytest.raises(NotFound):
        act(cast.outsider, case.number, request=request_)
    with pytest.raises(NotAllowed):
        act(cast.observer, case.number, request=request_)


# ── needs ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_need_is_noted_once_and_ends_with_a_reason(cast: Cast, case: Case) -> None:
    need = note_specific_need(cast.protection_officer, case.number, request=NeedGiven(code="pg-hr"))
    same = note_specific_need(cast.registrar, case.number, request=NeedGiven(code="PG-HR", note="In May"))
    assert (same.pk, same.note, same.list_version, same.noted_by) == (need.pk, "In May", "v3", cast.protection_officer)
    assert note_specific_need(cast.registrar, case.number, request=NeedGiven(code="PG-HR", note="In May")) == need
    with pytest.raises(Invalid) as refused:
        note_specific_need(cast.registrar, case.number, request=NeedGiven(code="PG-HR", note="In June"))
    assert set(refused.value.fields) == {"note"}
    with pytest.raises(Invalid):
        end_specific_need(cast.registrar, case.number, request=NeedEnded(code="PG-HR", reason=" "))
    request = NeedEnded(code="PG-HR", reason="The child is born.", key="k")
    ended = end_specific_need(cast.registrar, case.number, request=request)
    assert (ended.ended_by, ended.ended_reason) == (cast.registrar, "The child is born.")
    assert end_specific_need(cast.registrar, case.number, request=request) == ended
    with pytest.raises(Invalid):
        end_specific_need(cast.registrar, case.number, request=NeedEnded(code="PG-HR", reason="Again"))
    assert note_specific_need(cast.registrar, case.number, request=NeedGiven(code="PG-HR")) != ended


@pytest.mark.parametrize("code", ["", "XX-XX", "PG-"])
def test_only_codes_of_the_list_are_noted(cast: Cast, case: Case, code: str) -> None:
    with pytest.raises(Invalid):
        note_specific_need(cast.registrar, case.number, request=NeedGiven(code=code))


@pytest.mark.parametrize("code", FLAGS)
def test_what_points_towards_exclusion_is_kept_from_those_who_arrange_help(cast: Cast, case: Case, code: str) -> None:
    flag = note_specific_need(cast.interviewer, case.number, request=NeedGiven(code=code))
    assert isinstance(flag, ExclusionFlag)
    assert not SpecificNeed.objects.exists()
    for user in [cast.registrar, cast.protection_officer]:
        assert may(user, Permission.NEEDS_READ, case=case)
        assert not may(user, Permission.FLAGS_READ, case=case)
        with pytest.raises(NotAllowed):
            note_specific_need(user, case.number, request=NeedGiven(code=code))
        with pytest.raises(NotAllowed):
            end_specific_need(user, case.number, request=NeedEnded(code=code, reason="x"))
    assert isinstance(
        end_specific_need(cast.adjudicator, case.number, request=NeedEnded(code=code, reason="x")), ExclusionFlag
    )


def test_the_database_keeps_the_two_tables_apart(cast: Cast, case: Case) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecificNeed.objects.create(person=case.person, code="LP-CR", list_version="v3", noted_by=cast.registrar)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExclusionFlag.objects.create(person=case.person, code="PG", list_version="v3", noted_by=cast.registrar)


def test_the_log_names_no_code(cast: Cast, case: Case) -> None:
    note_specific_need(cast.interviewer, case.number, request=NeedGiven(code="SV-SS", note="Told in May"))
    row = Detail.objects.get(event="case:need:noted")
    assert "SV" not in str(row.payload)
    assert "May" not in str(row.payload)


# ── consents ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_consent_says_everything_or_what_is_missing(cast: Cast, case: Case) -> None:
    consent = record_consent(cast.registrar, case.number, request=ConsentGiven(**DOCTOR))
    assert (consent.given_on, consent.recorded_by) == (timezone.localdate(), cast.registrar)
    nothing: dict[str, Any] = dict.fromkeys(DOCTOR, "")
    with pytest.raises(Invalid) as refused:
        record_consent(cast.registrar, case.number, request=ConsentGiven(**nothing))
    assert set(refused.value.fields) == set(DOCTOR)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recipient_kind": "state"}, "recipient_state"),
        ({"recipient_kind": "state", "recipient_state": "PRK"}, "recipient_state"),
        ({"recipient_state": "PRK"}, "recipient_state"),
        ({"recipient_state": "PRK", "data_class": "statistics", "host_reason": "They insist."}, "recipient_state"),
        ({"recipient_state": "CHN"}, "host_reason"),
        ({"recipient_state": "CHN", "data_class": "identity"}, "host_reason"),
        ({"given_on": date(2999, 1, 1)}, "given_on"),
    ],
)
def test_some_consents_are_refused_whoever_gave_them(
    cast: Cast, case: Case, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        record_consent(cast.registrar, case.number, request=ConsentGiven(**(DOCTOR | changes)))
    assert set(refused.value.fields) == {field}
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient_state": "CHN", "data_class": "needs"},
        {"recipient_state": "CHN", "host_reason": "A hospital must know whom it treats."},
        {"recipient_kind": "state", "recipient_state": "KOR", "data_class": "identity"},
    ],
)
def test_other_consents_stand(cast: Cast, case: Case, changes: dict[str, Any]) -> None:
    assert record_consent(cast.registrar, case.number, request=ConsentGiven(**(DOCTOR | changes))).pk


def test_a_state_is_feared_until_somebody_records_that_it_is_not(case: Case) -> None:
    assert feared_states(case) == {"PRK"}
    Office.objects.create(pk=1, name="An office", feared="ERI, SYR")
    kor = Nationality.objects.create(person=case.person, country="KOR")
    Nationality.objects.create(person=case.person, stateless=True)
    Journey.objects.create(person=case.person, origin="RUS")
    case.refresh_from_db()
    assert feared_states(case) == {"ERI", "SYR", "KOR", "RUS"}
    kor.feared = False
    kor.save()
    assert feared_states(case) == {"ERI", "SYR", "RUS"}
    Nationality.objects.create(person=case.person, country="RUS", feared=False)
    Nationality.objects.create(person=case.person, country="ERI", feared=False)
    assert feared_states(case) == {"ERI", "SYR"}


def test_a_consent_stops_when_it_is_withdrawn_or_its_recipient_is_feared(cast: Cast, case: Case) -> None:
    given = ConsentGiven(**DOCTOR, recipient_state="KOR", given_on=timezone.localdate() - timedelta(days=3))
    first = record_consent(cast.registrar, case.number, request=given)
    second = record_consent(cast.registrar, case.number, request=ConsentGiven(**DOCTOR))
    assert consents_in_force(case) == [first, second]
    Nationality.objects.create(person=case.person, country="KOR")
    assert consents_in_force(case) == [second]
    request = ConsentWithdrawn(consent=second.pk, key="k")
    withdrawn = withdraw_consent(cast.protection_officer, case.number, request=request)
    assert withdraw_consent(cast.protection_officer, case.number, request=request) == withdrawn
    assert (withdrawn.withdrawn_on, withdrawn.withdrawn_by) == (timezone.localdate(), cast.protection_officer)
    assert consents_in_force(case) == []
    with pytest.raises(Invalid):
        withdraw_consent(cast.registrar, case.number, request=ConsentWithdrawn(consent=second.pk))


def test_the_database_wants_a_state_with_its_authority(cast: Cast, case: Case) -> None:
    fields = DOCTOR | {"recipient_kind": "state", "given_on": date(2024, 1, 1), "recorded_by": cast.registrar}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=case.person, **fields)


# ── counselling, children, help ──────────────────────────────────────────────────────────────────────────────────────
def test_counselling_says_what_was_explained_and_through_whom(cast: Cast, case: Case) -> None:
    case.state = State.INTERVIEW
    case.save()
    request = CounsellingGiven(language="ko", rights=True, steps=True, interpreted_by="interpreter")
    assert record_counselling(cast.registrar, case.number, request=request).interpreter == cast.interpreter
    wrong = CounsellingGiven(language="", interpreted_by="nobody", on=date(2999, 1, 1))
    with pytest.raises(Invalid) as refused:
        record_counselling(cast.registrar, case.number, request=wrong)
    assert set(refused.value.fields) == {"language"}
    wrong = CounsellingGiven(language="ko", interpreted_by="nobody", on=date(2999, 1, 1))
    with pytest.raises(Invalid) as refused:
        record_counselling(cast.registrar, case.number, request=wrong)
    assert set(refused.value.fields) == {"rights", "on", "interpreted_by"}


def test_a_guardian_has_no_interest_against_the_child(cast: Cast, case: Case) -> None:
    with pytest.raises(Invalid) as refused:
        appoint_guardian(cast.registrar, case.number, request=GuardianGiven(name="A broker"))
    assert set(refused.value.fields) == {"conflict_checked"}
    guardian = appoint_guardian(
        cast.protection_officer, case.number, request=GuardianGiven(name="An aunt", conflict_checked=True)
    )
    for wrong in [
        GuardianEnded(guardian=guardian.pk, reason=""),
        GuardianEnded(guardian=guardian.pk + 9, reason="Left"),
    ]:
        with pytest.raises(Invalid):
            end_guardian(cast.registrar, case.number, request=wrong)
    request = GuardianEnded(guardian=guardian.pk, reason="She moved away.", key="k")
    ended = end_guardian(cast.registrar, case.number, request=request)
    assert (ended.ended_by, ended.ended_reason) == (cast.registrar, "She moved away.")
    assert end_guardian(cast.registrar, case.number, request=request) == ended


@pytest.mark.parametrize("state", State)
def test_help_may_be_asked_for_in_every_state(cast: Cast, case: Case, state: State) -> None:
    case.state = state
    case.save()
    referral = refer_for_support(cast.registrar, case.number, request=ReferralGiven(kind="survivor", to="A shelter"))
    case.refresh_from_db()
    assert (referral.consent, case.state) == (None, state)


def test_help_tells_of_the_person_only_under_a_consent_in_force(cast: Cast, case: Case) -> None:
    consent = record_consent(cast.registrar, case.number, request=ConsentGiven(**DOCTOR))
    other = record_consent(cast.registrar, case.number, request=ConsentGiven(**DOCTOR))
    request = ReferralGiven(kind="medical", to="A clinic", under=other.pk)
    assert refer_for_support(cast.registrar, case.number, request=request).consent == other
    withdraw_consent(cast.registrar, case.number, request=ConsentWithdrawn(consent=consent.pk))
    gone = ReferralGiven(kind="medical", to="A clinic", under=consent.pk)
    with pytest.raises(Invalid):
        refer_for_support(cast.registrar, case.number, request=gone)
