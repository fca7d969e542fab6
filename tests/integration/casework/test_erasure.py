"""A compartment is erased by two people; what is not confirmed is said, and what another file rests on stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.closed_files import asked, closed, closed_case, open_case_with_name
from tests.casework.factories import make_case, make_staffed_case
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.audit.verify import verify_log
from wellfounded.cases.actions import carry_out_erasure as carrying
from wellfounded.cases.actions.ask_erasure import ErasureAsked, ask_erasure
from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure
from wellfounded.cases.actions.place_hold import place_hold
from wellfounded.cases.actions.withdraw_erasure import withdraw_erasure
from wellfounded.cases.compartments import HOLDS, Compartment
from wellfounded.cases.erasing import KEYS_ELSEWHERE, cut_the_write_ahead_log, not_confirmed, rows_of
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Case, DuplicateLead, Erasure, Export, Hold, InterviewLine, Merge
from wellfounded.cases.retention import ending_of, kept_until, rules
from wellfounded.persons.models import Household, HouseholdMember, Kinship, MedicalNote
from wellfounded.vault.office_keys import in_use
from wellfounded.vault.office_keys.store import KeyStore

ALL = tuple(Compartment)


@pytest.fixture
def case(cast: Cast) -> Case:
    return closed_case(cast)


@pytest.fixture
def other(cast: Cast) -> Case:
    return open_case_with_name(cast)


def count(case: Case) -> dict[Compartment, int]:
    return {one: sum(rows_of(case, label, ways=ways).count() for label, ways in HOLDS[one].items()) for one in ALL}


# ── what goes ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_one_compartment_goes_and_the_others_and_other_cases_stay(cast: Cast, case: Case, other: Case) -> None:
    before, beside = count(case), count(other)
    done = carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked("medical")).pk)
    assert count(case) == before | {Compartment.MEDICAL: 0}
    assert count(other) == beside
    assert done.receipt["rows"] == {"medical": {"persons.MedicalNote": 1}}
    assert InterviewLine.objects.filter(interview__case=case).exists()
    assert Detail.objects.filter(subject=case.number).exclude(event=Event.ERASURE_DONE).exists()


def test_when_all_has_gone_the_log_says_no_more_of_the_case_and_is_whole(cast: Cast, case: Case, other: Case) -> None:
    beside = count(other)
    done = carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked(*ALL)).pk)
    assert set(count(case).values()) == {0}
    assert count(other) == beside
    told = Detail.objects.filter(subject=case.number).values_list("event", flat=True)
    assert list(told) == [Event.ERASURE_DONE]
    assert verify_log().whole
    case.refresh_from_db()
    assert (case.priority_reason, done.done_by) == ("", cast.reviewer)


def test_what_is_not_confirmed_is_said(cast: Cast, case: Case) -> None:
    given = {"kind": "register_csv", "recipient_kind": "applicant", "purpose": "x", "people": 1, "sealed_how": "paper"}
    left = Export.objects.create(
        numbers=[case.number], asked_by=cast.registrar, left_at=timezone.now(), sha256="0" * 64, **given
    )
    done = carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked("medical")).pk)
    missing = done.receipt["not_confirmed"]
    assert f"export {left.pk}, to applicant" in missing
    assert "backups made before this erasure" in missing
    assert not any("upgrade" in one for one in missing)
    assert any("write-ahead log" in one for one in missing)  # the test's own transaction keeps it open
    assert cut_the_write_ahead_log() is False


def test_in_a_sealed_office_copies_of_the_key_store_are_named(case: Case, tmp_path: Path) -> None:
    """With a backup from before, a copy of the keys from before opens what was erased."""
    assert KEYS_ELSEWHERE not in not_confirmed(case, cut=True)
    with in_use.using(KeyStore.create(tmp_path / "keys")):
        assert KEYS_ELSEWHERE in not_confirmed(case, cut=True)


@pytest.mark.parametrize("name", ["office.db.before-upgrade", ".office.db.before-upgrade", "before-upgrade.backup"])
def test_a_copy_from_before_an_upgrade_is_overwritten_with_it(
    cast: Cast, case: Case, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen through another name of the same blocks, as a look at the disk would."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    (tmp_path / name).write_bytes(b"what was erased" * 200_000)
    (tmp_path / "kept").hardlink_to(tmp_path / name)
    overwritten = list[bytes]()
    plain = os.ftruncate

    def looked_at(handle: int, length: int) -> None:
        overwritten.append((tmp_path / "kept").read_bytes())
        plain(handle, length)

    monkeypatch.setattr(os, "ftruncate", looked_at)
    done = carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked("medical")).pk)
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_bytes() == b""
    assert [len(one) for one in overwritten] == [3_000_000]
    assert b"erased" not in overwritten[0]
    assert not any("upgrade" in one for one in done.receipt["not_confirmed"])


def test_a_copy_that_cannot_be_destroyed_is_named(
    cast: Cast, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    (tmp_path / "office.db.before-upgrade").mkdir()
    done = carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked("medical")).pk)
    assert "office.db.before-upgrade, from before an upgrade of this program" in done.receipt["not_confirmed"]


# ── interrupted ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_ended_before_the_log_was_cut_has_its_receipt_and_is_finished_by_a_further_call(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = ask_erasure(cast.registrar, case.number, request=asked("medical"))

    gone = {"medical": {"persons.MedicalNote": 1}}

    def killed() -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(carrying, "cut_the_write_ahead_log", killed)
    with pytest.raises(KeyboardInterrupt):
        carry_out_erasure(cast.reviewer, asking.pk)
    asking.refresh_from_db()
    assert (asking.receipt["rows"], asking.receipt["write_ahead_log_cut"]) == (gone, False)
    assert asking.receipt["not_confirmed"]
    monkeypatch.setattr(carrying, "has_write_ahead_log", lambda: True)
    monkeypatch.setattr(carrying, "cut_the_write_ahead_log", lambda: False)
    assert carry_out_erasure(cast.reviewer, asking.pk).receipt == asking.receipt  # somebody reads still
    monkeypatch.setattr(carrying, "cut_the_write_ahead_log", lambda: True)
    place_hold(cast.counsel, case.number, reason="Nothing more goes by the further call.")
    done = carry_out_erasure(cast.reviewer, asking.pk)
    asking.refresh_from_db()
    assert (done.receipt, asking.done_at) == (asking.receipt, done.done_at)
    assert (asking.receipt["rows"], asking.receipt["write_ahead_log_cut"]) == (gone, True)
    with pytest.raises(NotNow, match="erased before"):
        carry_out_erasure(cast.reviewer, asking.pk)
    assert Detail.objects.filter(event=Event.ERASURE_DONE).count() == 1


def test_what_an_older_release_left_without_a_receipt_gets_one(cast: Cast, case: Case) -> None:
    asking = ask_erasure(cast.registrar, case.number, request=asked("medical"))
    Erasure.objects.filter(pk=asking.pk).update(done_by=cast.reviewer, done_at=timezone.now())
    done = carry_out_erasure(cast.reviewer, asking.pk)
    assert (done.receipt["rows"], "backups made before this erasure" in done.receipt["not_confirmed"]) == ({}, True)
    assert MedicalNote.objects.filter(person=case.person).exists()


def test_on_a_server_there_is_no_log_to_cut_and_no_further_call(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "has_write_ahead_log", lambda: False)
    monkeypatch.setattr(carrying, "cut_the_write_ahead_log", lambda: False)
    asking = ask_erasure(cast.registrar, case.number, request=asked("medical"))
    carry_out_erasure(cast.reviewer, asking.pk)
    with pytest.raises(NotNow, match="erased before"):
        carry_out_erasure(cast.reviewer, asking.pk)


def test_what_another_file_rests_on_stays(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = ask_erasure(cast.registrar, case.number, request=asked("account"))

    def broken() -> None:
        raise IntegrityError

    monkeypatch.setattr(connection, "check_constraints", broken)
    with pytest.raises(NotNow, match="Another file"), transaction.atomic():
        carry_out_erasure(cast.reviewer, asking.pk)
    monkeypatch.undo()
    assert InterviewLine.objects.filter(interview__case=case).exists()


# ── who, and when not ────────────────────────────────────────────────────────────────────────────────────────────────
def test_one_person_alone_erases_nothing(cast: Cast, case: Case) -> None:
    asking = ask_erasure(cast.registrar, case.number, request=asked("medical"))
    with pytest.raises(NotAllowed, match="does not carry it out"):
        carry_out_erasure(cast.registrar, asking.pk)
    with pytest.raises(NotAllowed):
        carry_out_erasure(cast.counsel, asking.pk)
    with pytest.raises(NotFound):
        carry_out_erasure(cast.outsider, asking.pk)
    with pytest.raises(NotFound):
        carry_out_erasure(cast.reviewer, asking.pk + 99)
    assert count(case)[Compartment.MEDICAL] == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.filter(pk=asking.pk).update(done_by=cast.registrar, done_at=timezone.now())
    carry_out_erasure(cast.reviewer, asking.pk)
    with pytest.raises(NotAllowed, match="does not carry it out"):
        carry_out_erasure(cast.registrar, asking.pk)


@pytest.mark.parametrize("wrong", [asked(), asked("medical", why=""), asked("medical", why="x"), asked("nothing")])
def test_what_and_why_have_to_be_said(cast: Cast, case: Case, wrong: ErasureAsked) -> None:
    with pytest.raises(Invalid):
        ask_erasure(cast.registrar, case.number, request=wrong)


def test_an_open_case_and_a_person_with_another_open_case_are_left_alone(cast: Cast, case: Case, other: Case) -> None:
    with pytest.raises(NotNow, match="closed case"):
        ask_erasure(cast.registrar, other.number, request=asked("medical"))
    make_case(cast.registrar, person=case.person)
    with pytest.raises(NotNow, match="another case that is open"):
        ask_erasure(cast.registrar, case.number, request=asked("medical"))


def test_the_decision_goes_last(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow, match="goes last"):
        ask_erasure(cast.registrar, case.number, request=asked("decision"))
    first = tuple(one for one in ALL if one is not Compartment.DECISION)
    carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked(*first)).pk)
    carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked("decision")).pk)
    assert ending_of(case) is None
    assert kept_until(case, Compartment.IDENTITY) is None


def second(cast: Cast, case: Case, *, years: float = 0) -> Case:
    """Another closed case of the same person."""
    return closed(make_staffed_case(cast, person=case.person), cast, years=years)


def test_of_two_erasures_of_a_case_the_second_waits_for_the_first(cast: Cast, case: Case) -> None:
    first = ask_erasure(cast.registrar, case.number, request=asked("medical"))
    for user, parts in ((cast.registrar, ["medical"]), (cast.reviewer, ["identity"])):
        with pytest.raises(NotNow, match="registrar asked for it on"):
            ask_erasure(user, case.number, request=asked(*parts))
    withdraw_erasure(cast.registrar, first.pk)
    second = ask_erasure(cast.registrar, case.number, request=asked("medical"))
    carry_out_erasure(cast.reviewer, second.pk)
    assert ask_erasure(cast.registrar, case.number, request=asked("identity")).done_at is None


def test_an_erasure_in_another_case_of_the_person_is_asked_for_beside_it(cast: Cast, case: Case) -> None:
    beside = closed(make_staffed_case(cast, person=case.person), cast)
    assert ask_erasure(cast.registrar, case.number, request=asked("medical")).pk
    assert ask_erasure(cast.registrar, beside.number, request=asked("account")).pk


# ── what another file of the same person, or of a relative, rests on ────────────────────────────────────────────────
def test_a_hold_on_another_case_of_the_person_holds_what_both_rest_on(cast: Cast, case: Case) -> None:
    beside = second(cast, case)
    asking = ask_erasure(cast.registrar, case.number, request=asked("medical"))
    place_hold(cast.counsel, beside.number, reason="An application to a court is pending.")
    with pytest.raises(NotNow, match="hold"):
        ask_erasure(cast.registrar, case.number, request=asked("identity"))
    with pytest.raises(NotNow, match="hold"):
        carry_out_erasure(cast.reviewer, asking.pk)
    assert MedicalNote.objects.filter(person=case.person).exists()


def test_the_time_of_another_case_of_the_person_is_waited_for(cast: Cast) -> None:
    years = rules()["years"]["medical"]["withdrawn"]
    old = closed(make_staffed_case(cast), cast, years=years + 0.1)
    young = second(cast, old, years=years - 0.1)
    request = asked("medical", why="retention")
    with pytest.raises(NotNow, match="has not ended"):
        ask_erasure(cast.registrar, old.number, request=request)
    carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, young.number, request=asked(*ALL)).pk)
    assert ask_erasure(cast.registrar, old.number, request=request).pk


@pytest.mark.parametrize("state", ["registered", "interview", "closed", "held"])
def test_how_the_other_of_two_records_stands_is_not_told(cast: Cast, case: Case, other: Case, state: str) -> None:
    """Whoever asks may not open the other one: it may be the file of somebody in hiding."""
    if state == "held":
        place_hold(cast.counsel, other.number, reason="An application to a court is pending.")
    else:
        Case.objects.filter(pk=other.pk).update(state=state)
    lead = DuplicateLead.objects.create(person=case.person, other=other.person, reason="searched")
    given = {"lead": lead, "stood": {}, "reason": "One person.", "made_by": cast.registrar}
    Merge.objects.create(kept=case.person, merged=other.person, **given)
    with pytest.raises(NotNow, match="This record is read as one with another"):
        ask_erasure(cast.registrar, case.number, request=asked("identity"))


def test_while_two_records_are_read_as_one_nothing_of_either_is_erased(cast: Cast, case: Case, other: Case) -> None:
    closed(other, cast)
    lead = DuplicateLead.objects.create(person=case.person, other=other.person, reason="searched")
    given = {"lead": lead, "stood": {}, "reason": "One person.", "made_by": cast.registrar}
    merge = Merge.objects.create(kept=case.person, merged=other.person, **given)
    for one in (case, other):
        with pytest.raises(NotNow, match="read as one with another"):
            ask_erasure(cast.registrar, one.number, request=asked("identity"))
    hold = place_hold(cast.counsel, other.number, reason="An application to a court is pending.")
    for one in (case, other):  # a hold on the one is told to nobody who asks for the other
        with pytest.raises(NotNow, match="read as one with another"):
            ask_erasure(cast.registrar, one.number, request=asked("identity"))
    Hold.objects.filter(pk=hold.pk).delete()
    Merge.objects.filter(pk=merge.pk).update(undone_by=cast.registrar, undone_at=timezone.now(), undone_reason="Two.")
    assert ask_erasure(cast.registrar, case.number, request=asked("identity")).pk


def test_a_relative_keeps_that_they_have_one_and_forgets_who(cast: Cast, case: Case, other: Case) -> None:
    given = {"relation": "father", "added_by": cast.registrar}
    Kinship.objects.create(person=case.person, relative=other.person, **given)
    theirs = Kinship.objects.create(person=other.person, relative=case.person, described="Kim Ŭn-hŭi", **given)
    carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked("identity")).pk)
    left = Kinship.objects.get()
    assert (left.pk, left.relative_id, left.described) == (theirs.pk, None, "(erased)")


def test_a_household_goes_with_its_last_member_and_its_note_with_any(cast: Cast, case: Case, other: Case) -> None:
    alone, shared = (Household.objects.create(reference=one, note="Kim Ŭn-hŭi leads it.") for one in ("H-1", "H-2"))
    for household, person in ((alone, case.person), (shared, case.person), (shared, other.person)):
        HouseholdMember.objects.create(household=household, person=person)
    theirs = Household.objects.create(reference="H-3", note="theirs")
    carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked("identity")).pk)
    assert dict(Household.objects.values_list("pk", "note")) == {shared.pk: "(erased)", theirs.pk: "theirs"}
