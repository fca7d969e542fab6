"""What was erased leaves no name in rows that stay; nothing is erased under a hold, nor before its time."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.closed_files import asked, closed, closed_case, open_case_with_name
from tests.casework.factories import make_staffed_case
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.ask_erasure import ask_erasure
from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure
from wellfounded.cases.actions.lift_hold import lift_hold
from wellfounded.cases.actions.place_hold import place_hold
from wellfounded.cases.compartments import KEPT, Compartment
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Case, Erasure, Export, Hold
from wellfounded.cases.retention import ending_of, kept_until, rules
from wellfounded.persons.models import Consent
from wellfounded.web.models import KeptForm

ALL = tuple(Compartment)


@pytest.fixture
def case(cast: Cast) -> Case:
    return closed_case(cast)


@pytest.fixture
def other(cast: Cast) -> Case:
    return open_case_with_name(cast)


NAME = "Kim Chol-su, her brother"


def names_left() -> list[str]:
    """Every text of every kept table in which the name still stands."""
    found = []
    for label in (*KEPT, "web.KeptForm"):
        for row in apps.get_model(label)._base_manager.values():  # noqa: SLF001 - the public way to ask a model
            found += [f"{label}.{column}" for column, word in row.items() if NAME in str(word)]
    return sorted(found)


def named_everywhere(cast: Cast, case: Case) -> None:
    consent = {"person": case.person, "data_class": "identity", "language": "ko", "means": "speech"}
    consent |= {"recorded_by": cast.registrar, "given_on": timezone.localdate()}
    Consent.objects.create(recipient=NAME, purpose=f"Tell {NAME}.", recipient_kind="relative", **consent)
    Consent.objects.create(
        recipient="Ministry", purpose="Stay", recipient_kind="state", recipient_state="KOR", host_reason=NAME, **consent
    )
    export = {"kind": "register_csv", "people": 1, "asked_by": cast.registrar, "numbers": [case.number]}
    Export.objects.create(recipient_kind="other", recipient=NAME, recipient_state="KOR", purpose=NAME, **export)
    Export.objects.create(recipient_kind="applicant", purpose=NAME, **export)
    hold = place_hold(cast.counsel, case.number, reason=f"{NAME} asks a court.")
    lift_hold(cast.registrar, hold.pk)
    lift_hold(cast.reviewer, hold.pk)
    KeptForm.objects.create(user=cast.registrar, address=f"/cases/{case.number}/people/", words=[["name", NAME]])


# ── words in rows that stay ──────────────────────────────────────────────────────────────────────────────────────────
def test_when_all_has_gone_no_row_that_stays_names_anybody(cast: Cast, case: Case, other: Case) -> None:
    named_everywhere(cast, case)
    assert len(names_left()) == 8
    beside = KeptForm.objects.create(user=cast.registrar, address=f"/cases/{other.number}/", words=[["name", "Pak"]])
    elsewhere = Export.objects.create(
        kind="register_csv",
        recipient_kind="applicant",
        purpose="x",
        people=1,
        asked_by=cast.registrar,
        numbers=[other.number],
    )
    done = carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked(*ALL)).pk)
    assert names_left() == []
    assert list(Hold.objects.values_list("reason", flat=True)) == ["(erased)"]
    assert set(Consent.objects.values_list("recipient", "purpose")) == {("(erased)", "(erased)"), ("Ministry", "Stay")}
    never_left = Export.objects.exclude(pk=elsewhere.pk).order_by("pk")
    assert list(never_left.values_list("recipient", "purpose")) == [("(erased)", "(erased)"), ("", "(erased)")]
    elsewhere.refresh_from_db()
    assert (elsewhere.purpose, list(KeptForm.objects.all())) == ("x", [beside])
    assert done.done_at


def test_to_whom_something_left_stays_known(cast: Cast, case: Case) -> None:
    given = {"kind": "register_csv", "recipient_kind": "applicant", "purpose": "x", "people": 1, "sealed_how": "paper"}
    Export.objects.create(
        numbers=[case.number], asked_by=cast.registrar, left_at=timezone.now(), sha256="0" * 64, **given
    )
    carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked("identity")).pk)
    assert Export.objects.get().purpose == "x"


# ── holds ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_hold_stops_what_was_asked_and_two_people_lift_it(cast: Cast, case: Case) -> None:
    asking = ask_erasure(cast.registrar, case.number, request=asked("medical"))
    hold = place_hold(cast.counsel, case.number, reason="An application to a court is pending.")
    with pytest.raises(NotNow, match="hold"):
        carry_out_erasure(cast.reviewer, asking.pk)
    with pytest.raises(NotNow, match="hold"):
        ask_erasure(cast.registrar, case.number, request=asked("medical"))
    assert kept_until(case, Compartment.MEDICAL) is None
    lift_hold(cast.registrar, hold.pk)
    with pytest.raises(NotAllowed, match="does not lift it"):
        lift_hold(cast.registrar, hold.pk)
    with pytest.raises(NotAllowed):
        lift_hold(cast.counsel, hold.pk)
    assert Hold.objects.get().lifted_at is None
    lift_hold(cast.reviewer, hold.pk)
    with pytest.raises(NotNow, match="lifted before"):
        lift_hold(cast.reviewer, hold.pk)
    carry_out_erasure(cast.reviewer, asking.pk)
    events = [Event.HOLD_PLACED, Event.HOLD_LIFTING_ASKED, Event.HOLD_LIFTED]
    assert list(Detail.objects.filter(event__in=events).order_by("pk").values_list("event", flat=True)) == events


def test_a_hold_has_a_reason_and_is_there(cast: Cast, case: Case) -> None:
    with pytest.raises(Invalid):
        place_hold(cast.counsel, case.number, reason=" ")
    with pytest.raises(NotFound):
        lift_hold(cast.reviewer, 99)


# ── clocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("kind", "ending"), [("withdrawal", "withdrawn"), ("left", "left"), ("final", "refused")])
@pytest.mark.parametrize("compartment", [Compartment.MEDICAL, Compartment.SOURCES, Compartment.ACCOUNT])
def test_each_clock_ends_on_its_day(cast: Cast, kind: str, ending: str, compartment: Compartment) -> None:
    years = rules()["years"][compartment][ending]
    early = closed(make_staffed_case(cast), cast, kind=kind, years=years - 0.1)
    late = closed(make_staffed_case(cast), cast, kind=kind, years=years + 0.1)
    assert (ending_of(early), ending_of(late)) == (ending, ending)
    request = asked(compartment, why="retention")
    with pytest.raises(NotNow, match="has not ended"):
        ask_erasure(cast.registrar, early.number, request=request)
    assert ask_erasure(cast.registrar, late.number, request=request).compartments == [compartment]
    kept = kept_until(late, compartment)
    assert kept is not None
    assert kept < timezone.localdate()


def test_an_open_case_has_no_clock(cast: Cast, other: Case) -> None:
    assert ending_of(other) is None
    assert kept_until(other, Compartment.MEDICAL) is None
    assert str(Hold(case=other)) == f"hold on {other}"
    assert str(Erasure(case=other, asked_by=cast.registrar)) == f"erasure in {other}"
