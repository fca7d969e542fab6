"""A person's own file on paper: what was released, why the rest was kept back, and never a protected source."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.casework.cast import Cast
from tests.casework.decisions import REFUSED, case_in_assessment, to_state
from tests.casework.factories import assign
from tests.casework.interviews import answered, case_in_interview
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.actions.decide_appeal import DecidingAppeal, decide_appeal
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.release_own_file import Releasing, release_own_file
from wellfounded.cases.actions.serve_appeal import ServingAppeal, serve_appeal
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.models import Case, Relation
from wellfounded.cases.own_file import ALWAYS, Part, parts_of
from wellfounded.letters.gate import let_out
from wellfounded.letters.own_file.parts import PARTS
from wellfounded.persons.models import Consent, MedicalNote, PersonName, ProtectedSource

WITHHELD = "It would put another person in danger."
SOURCE = "the teacher of the village school"


@pytest.fixture
def case(cast: Cast) -> Case:
    found = case_in_interview(cast)
    answered(cast, found)
    person = found.person
    PersonName.objects.create(person=person, text="리설화", added_by=cast.registrar)
    MedicalNote.objects.create(person=person, text="An old fracture", by=cast.protection_officer)
    ProtectedSource.objects.create(person=person, label="S1", who=SOURCE, by=cast.interviewer)
    return found


def release(cast: Cast, case: Case, *given: str, withheld: str = WITHHELD) -> None:
    rest = {part.value: withheld for part in parts_of(case) if part not in ALWAYS and part.value not in given}
    always = [part.value for part in parts_of(case) if part in ALWAYS]
    asked = Releasing(to="applicant", asked_on=timezone.localdate(), given=(*always, *given), withheld=rest)
    release_own_file(cast.adjudicator, case.number, request=asked)


def printed(cast: Cast, case: Case, **fields: Any) -> str:
    given = {"kind": "own_file", "recipient_kind": "applicant", "purpose": "on request"} | fields
    export = ask_export(cast.adjudicator, ExportAsked(numbers=(case.number,), **given))
    product = let_out(cast.adjudicator, export.pk)
    assert (product.media_type, product.name) == ("application/pdf", f"wellfounded-{export.pk}.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(product.content)).pages)
    return " ".join(text.split())


def test_it_prints_what_was_released_and_why_the_rest_was_not(cast: Cast, case: Case) -> None:
    release(cast, case, "log")
    text = printed(cast, case)
    assert "리설화" in text
    assert "한밤중에 강을 건넜습니다" in text
    assert "I crossed the river at night" in text
    assert "adjudicator: Case read" in text.replace("Case opened", "Case read")
    assert WITHHELD in text
    assert "An old fracture" not in text
    assert SOURCE not in text
    assert "protected" not in text.casefold()


def test_the_newest_release_counts(cast: Cast, case: Case) -> None:
    release(cast, case)
    release(cast, case, "medical")
    assert "An old fracture" in printed(cast, case)
    release(cast, case)
    assert "An old fracture" not in printed(cast, case)


def test_nothing_is_printed_before_it_was_released_to_this_recipient(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow):
        printed(cast, case)
    release(cast, case)
    with pytest.raises(NotNow):
        printed(cast, case, recipient_kind="counsel")


@pytest.mark.parametrize("recipient", ["office", "other"])
def test_it_goes_to_nobody_else(cast: Cast, case: Case, recipient: str) -> None:
    release(cast, case)
    with pytest.raises(Invalid) as refused:
        printed(cast, case, recipient_kind=recipient)
    assert "recipient_kind" in refused.value.fields


def test_a_reason_that_says_who_a_source_is_stops_the_paper(cast: Cast, case: Case) -> None:
    release(cast, case, withheld=f"Because of {SOURCE.upper()}.")
    with pytest.raises(NotNow, match="protected source"):
        printed(cast, case)


def test_every_part_but_the_sources_can_be_printed(case: Case) -> None:
    assert set(PARTS) == set(parts_of(case)) - {"sources"} | {"decision"}
    for part in PARTS.values():
        assert all(isinstance(line, str) for line in part(case))


def test_it_says_which_consent_was_taken_back(cast: Cast, case: Case) -> None:
    given: dict[str, Any] = {"recipient": "A clinic", "recipient_kind": "health", "data_class": "identity"}
    given |= {"language": "ko", "means": "writing", "given_on": date(2024, 3, 3), "recorded_by": cast.registrar}
    Consent.objects.create(person=case.person, purpose="Care", **given)
    given |= {"withdrawn_on": date(2024, 4, 4), "withdrawn_by": cast.registrar}
    Consent.objects.create(person=case.person, purpose="Housing", **given)
    told = [line for line in PARTS[Part.IDENTITY](case) if line.startswith("Consent")]
    assert told == [
        "Consent: Care, A clinic (2024-03-03)",
        "Consent: Housing, A clinic, withdrawn 2024-04-04 (2024-03-03)",
    ]


def test_the_decision_on_an_appeal_is_in_it_once_it_was_served(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast, REFUSED), cast, "served", outcome="refused")
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    lodge_appeal(cast.counsel, case.number, request=Lodging(lodged_by="applicant"))
    asked = DecidingAppeal(outcome="granted", granted="refugee", reasons="The fear is well founded.")
    decide_appeal(cast.outsider, case.number, request=asked)
    assert "The fear is well founded." not in list(PARTS[Part.DECISION](case))
    today = timezone.localdate()
    serving = ServingAppeal(letter_date=today, served_on=today, how="in_person", language="en")
    serve_appeal(cast.registrar, case.number, request=serving)
    *_, head, reasons = PARTS[Part.DECISION](case)
    assert head == f"Decision on your appeal: Status granted on appeal, Recognised as a refugee, {today}"
    assert reasons == "The fear is well founded."
