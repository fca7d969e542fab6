"""With a case of one's own and the key of somebody else's row nothing opens: it answers like a key that nobody has."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django.test import Client
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.decisions import make_decision, served
from tests.casework.factories import make_case, make_staffed_case
from tests.casework.files import pdf
from tests.casework.pages import signed_in
from tests.security.endpoints import Endpoint, endpoints, needed
from tests.security.office import ask, interview_in
from tests.security.oracle import Stand, allows
from wellfounded.cases.actions.add_exhibit import ExhibitAdded, add_exhibit
from wellfounded.cases.models import (
    Appeal,
    AppealReader,
    AppealResult,
    Case,
    Erasure,
    Export,
    Guardian,
    Hold,
    InterviewLine,
    Relation,
)
from wellfounded.persons.models import (
    Consent,
    ExclusionFlag,
    Household,
    HouseholdMember,
    IdentityDocument,
    Kinship,
    NotToBeTold,
    PersonName,
    Photo,
    SafeContact,
    SpecificNeed,
)
from wellfounded.web.models import KeptForm

NOBODY = 99_999
CANARY = "Canary of another case"
DAY = date(2024, 3, 2)
TOKEN = re.compile(r'(?<=csrfmiddlewaretoken" value=")\w{64}|(?<="csrf_token": ")\w{64}')


@dataclass(frozen=True, slots=True)
class Foreign:
    """A part of an address, and how a row of another case comes to have a key for it."""

    key: str
    part: str
    make: Callable[[Case, Cast], models.Model]
    # The row's own name in the address.
    column: str = "pk"


def name(case: Case, cast: Cast) -> PersonName:
    return PersonName.objects.create(person=case.person, text=CANARY, added_by=cast.registrar)


def photo(case: Case, cast: Cast) -> Photo:
    return Photo.objects.create(person=case.person, picture=CANARY.encode(), added_by=cast.registrar)


def contact(case: Case, _cast: Cast) -> SafeContact:
    return SafeContact.objects.create(person=case.person, means="phone", value=CANARY)


def document(case: Case, cast: Cast) -> IdentityDocument:
    return IdentityDocument.objects.create(person=case.person, kind="passport", number=CANARY, added_by=cast.registrar)


def not_told(case: Case, _cast: Cast) -> NotToBeTold:
    return NotToBeTold.objects.create(person=case.person, who=CANARY)


def relative(case: Case, cast: Cast) -> Kinship:
    return Kinship.objects.create(person=case.person, relation="mother", described=CANARY, added_by=cast.registrar)


def consent(case: Case, cast: Cast) -> Consent:
    given: dict[str, Any] = {"purpose": CANARY, "recipient": CANARY, "recipient_kind": "counsel"}
    given |= {"data_class": "identity", "language": "ko", "means": "speech", "given_on": DAY}
    return Consent.objects.create(person=case.person, recorded_by=cast.registrar, **given)


def guardian(case: Case, cast: Cast) -> Guardian:
    return Guardian.objects.create(
        case=case, name=CANARY, conflict_checked=True, appointed_on=DAY, appointed_by=cast.registrar
    )


def need(case: Case, cast: Cast) -> SpecificNeed:
    return SpecificNeed.objects.create(person=case.person, code="SM-CI", list_version="v3", noted_by=cast.registrar)


def flag(case: Case, cast: Cast) -> ExclusionFlag:
    return ExclusionFlag.objects.create(person=case.person, code="LP-CR", list_version="v3", noted_by=cast.interviewer)


def decision(case: Case, cast: Cast) -> models.Model:
    return make_decision(case, cast, **served(cast.second_reviewer))


def appeal_result(case: Case, cast: Cast) -> AppealResult:
    people = {"first_recommended_by": cast.adjudicator, "first_reviewed_by": cast.reviewer}
    appeal = Appeal.objects.create(
        case=case,
        decision=make_decision(case, cast, **served(cast.second_reviewer)),
        lodged_on=DAY,
        lodged_by="applicant",
        recorded_by=cast.registrar,
        first_decided_by=cast.second_reviewer,
        **people,
    )
    found = AppealResult.objects.create(
        appeal=appeal, entity="PRK", criterion="well_founded_fear", outcome="confirmed", note=CANARY
    )
    AppealReader.objects.create(result=found, user=cast.second_reviewer)
    return found


def second_interview(case: Case, cast: Cast) -> models.Model:
    return interview_in(case, cast, number=2, reason=CANARY)


def line(case: Case, cast: Cast) -> InterviewLine:
    interview = case.interviews.first() or interview_in(case, cast)
    given = {"kind": "question", "by": cast.interviewer, "text": CANARY}
    return InterviewLine.objects.create(interview=interview, number=7, **given)


def exhibit(case: Case, cast: Cast) -> models.Model:
    return add_exhibit(
        cast.adjudicator, case.number, request=ExhibitAdded(content=pdf(), kind="identity", title=CANARY)
    )


def erasure(case: Case, cast: Cast) -> Erasure:
    return Erasure.objects.create(case=case, compartments=["sources"], why="wish", asked_by=cast.second_reviewer)


def hold(case: Case, cast: Cast) -> Hold:
    return Hold.objects.create(case=case, reason=CANARY, placed_by=cast.second_reviewer)


def kept(_case: Case, cast: Cast) -> KeptForm:
    return KeptForm.objects.create(user=cast.second_reviewer, address="/", words=[["text", CANARY]])


def export(case: Case, cast: Cast) -> Export:
    return Export.objects.create(
        kind="case_file",
        recipient_kind="counsel",
        recipient=CANARY,
        purpose=CANARY,
        numbers=[case.number],
        people=1,
        asked_by=cast.second_reviewer,
    )


def passkey(_case: Case, cast: Cast) -> Authenticator:
    data = {"name": CANARY, "credential": {}}
    return Authenticator.objects.create(user=cast.second_reviewer, type=Authenticator.Type.WEBAUTHN, data=data)


FOREIGN = (
    Foreign("registration_end:names", "pk", name),
    Foreign("registration_end:photo", "pk", photo),
    Foreign("registration_end:contact", "pk", contact),
    Foreign("registration_end:documents", "pk", document),
    Foreign("registration_end:not-to-be-told", "pk", not_told),
    Foreign("registration_end:relatives", "pk", relative),
    Foreign("api.end_contact", "contact", contact),
    Foreign("api.end_document", "document", document),
    Foreign("api.end_not_to_be_told", "entry", not_told),
    Foreign("api.end_relative", "relative", relative),
    Foreign("registration_end:consents", "pk", consent),
    Foreign("registration_end:guardian", "pk", guardian),
    Foreign("registration_end:needs", "pk", need),
    Foreign("registration_end:flags", "pk", flag),
    Foreign("api.withdraw_name", "name", name),
    Foreign("api.remove_photo", "photo", photo),
    Foreign("api.withdraw_consent", "consent", consent),
    Foreign("api.end_guardian", "guardian", guardian),
    Foreign("decision_text", "pk", decision),
    Foreign("appeal_seen", "result", appeal_result),
    Foreign("api.see_appeal_result", "result", appeal_result),
    Foreign("kept_form", "pk", kept),
    Foreign("kept_words", "pk", kept),
    Foreign("discard_kept", "pk", kept),
    Foreign("api.approve_export", "export", export),
    Foreign("api.let_out", "export", export),
    Foreign("export", "pk", export),
    Foreign("export_agree", "pk", export),
    Foreign("export_file", "pk", export),
    Foreign("erasure", "pk", erasure),
    Foreign("erasure_carry_out", "pk", erasure),
    Foreign("erasure_finish", "pk", erasure),
    Foreign("erasure_withdraw", "pk", erasure),
    Foreign("hold_lift", "pk", hold),
    Foreign("api.carry_out_erasure", "erasure", erasure),
    Foreign("api.withdraw_erasure", "erasure", erasure),
    Foreign("api.lift_hold", "hold", hold),
    Foreign("mfa_remove_webauthn", "pk", passkey),
    Foreign("mfa_edit_webauthn", "pk", passkey),
    *(
        Foreign(one.key, "interview", second_interview, "number")
        for one in endpoints()
        if one.parts == {"number", "interview"}
    ),
    *(Foreign(one.key, "line", line, "number") for one in endpoints() if "line" in one.parts),
    *(Foreign(one.key, "label", exhibit, "label") for one in endpoints() if "label" in one.parts),
)
# Parts of an address that are no key of a row of a case: words of a list, and what belongs to the office as a whole.
WORDS = {"axis", "code", "criterion", "entity", "fact", "key", "kind", "language", "slug", "uidb36", "username"}
OF_OFFICE = {
    "duplicate_pair",
    "duplicate_photo",
    "list",
    "list_hit",
    "merge_records",
    "quality_sample",
    "recipient",
    "recipient_end",
    "screen_list",
    "search_hit",
    "store_key_remove",
    "api.confirm_recipient",
    "api.end_recipient",
    "api.screen_list",
    "unmerge_records",
    "withdraw_sign_off",
}
# The shelf of the office, which is read through a gate of its own; beside a case, only its pins are of that case.
OF_SHELF = {
    "api.decide_statement",
    "api.find_statements",
    "api.judge_source",
    "api.judge_speaker",
    "api.put_back_source",
    "api.shelf_passages",
    "api.shelf_source",
    "api.shelve_document",
    "api.tie_passage",
    "api.tie_statement",
    "api.withdraw_source",
    "case_shelf_document",
    "shelf_document",
    "shelf_document_add",
    "shelf_document_anew",
    "shelf_export",
    "shelf_put_back",
    "shelf_source",
    "shelf_speaker",
    "shelf_statement",
    "shelf_statement_tie",
    "shelf_statements",
    "shelf_suggestion",
    "shelf_withdraw",
}
# Places in one's own decision, counted from one: there is no key of another case.
COUNTED = {"decision_paragraph", "api.edit_paragraph"}


def test_every_key_of_an_address_is_tried() -> None:
    with_keys = {one.key for one in endpoints() if one.parts - WORDS - {"number"}}
    shut = {one.key for one in endpoints() if "nobody" in needed(one, "GET")}
    assert with_keys - OF_OFFICE - OF_SHELF - COUNTED - shut == {foreign.key for foreign in FOREIGN}


def reader_of(endpoint: Endpoint, method: str) -> str:
    """Somebody who may do this with their own case."""
    needs = needed(endpoint, method)
    for relation in (*Relation,):
        stand = Stand(frozenset({relation.value}), frozenset({relation.value}), "interview")
        if "signed in" in needs or any(allows(stand, one) for one in needs):
            return str(relation.value)
    raise AssertionError(endpoint.key)


BY_KEY = {endpoint.key: endpoint for endpoint in endpoints()}


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda foreign: foreign.key)
def test_the_key_of_another_case_is_nobodys_key(client: Client, cast: Cast, foreign: Foreign) -> None:
    endpoint = BY_KEY[foreign.key]
    own, other = make_staffed_case(cast, state="interview"), make_staffed_case(cast, state="interview")
    interview_in(own, cast)
    row = foreign.make(other, cast)
    other.assignments.update(ended_at=timezone.now(), ended_by=cast.registrar)
    before = everything_of(row)
    missing = f"E-{NOBODY}" if foreign.part == "label" else NOBODY
    for method in [endpoint.method] if endpoint.of_api else ["GET", "POST"]:
        signed_in(client, getattr(cast, reader_of(endpoint, method)), proved=True)
        with undone():
            theirs = seen(client, endpoint, method, number=own.number, **{foreign.part: getattr(row, foreign.column)})
            assert everything_of(row) == before, method
        with undone():
            nobodys = seen(client, endpoint, method, number=own.number, **{foreign.part: missing})
        assert theirs == nobodys, method
        assert CANARY not in theirs[1]
        assert theirs[0] in {302, 404, 405, 409, 422}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def seen(client: Client, endpoint: Endpoint, method: str, *, number: str, **key: Any) -> tuple[int, str]:
    """What an address says of a key, apart from the address itself and the token."""
    asked = replace(endpoint, given=endpoint.given | key)
    answer = ask(client, asked, method, number=number)
    text = TOKEN.sub("", answer.content.decode()).replace(asked.address(number), "@")
    return answer.status_code, text


def everything_of(row: models.Model) -> dict[str, Any] | None:
    return type(row)._base_manager.filter(pk=row.pk).values().first()  # noqa: SLF001 - whatever the model hides


def test_ones_own_key_does_open(client: Client, cast: Cast) -> None:
    """Without this the comparison above could not fail."""
    own = make_staffed_case(cast, state="interview")
    row = name(own, cast)
    signed_in(client, cast.registrar)
    endpoint = BY_KEY["registration_end:names"]
    status, text = seen(client, endpoint, "GET", number=own.number, pk=row.pk)
    assert status == 200
    assert CANARY in text
    assert (status, text) != seen(client, endpoint, "GET", number=own.number, pk=NOBODY)


@pytest.mark.parametrize(
    ("address", "body", "person"),
    [
        ("relatives", {"relation": "sibling", "case": "#"}, "registrar"),
        ("household", {"household": "#"}, "registrar"),
        (
            "exports",
            {"kind": "own_file", "numbers": ["#"], "recipient_kind": "applicant", "purpose": "x"},
            "counsel",
        ),
    ],
)
def test_a_number_in_a_body_tells_nothing_of_hidden_cases(
    client: Client, cast: Cast, *, address: str, body: dict[str, Any], person: str
) -> None:
    own, hidden = make_staffed_case(cast), make_case(cast.registrar, number="C-2345-6789")
    home = Household.objects.create(reference="H-2345-6789")
    HouseholdMember.objects.create(household=home, person=hidden.person)
    signed_in(client, getattr(cast, person), proved=True)
    where = "/api/exports" if address == "exports" else f"/api/cases/{own.number}/{address}"

    def said(number: str) -> tuple[int, bytes]:
        sent = json.loads(json.dumps(body).replace("#", number))
        answer = client.post(where, sent, content_type="application/json")
        return answer.status_code, answer.content

    there, not_there = ("H-2345-6789", "H-9876-5432") if address == "household" else ("C-2345-6789", "C-9876-5432")
    assert said(there) == said(not_there)
    assert said(there)[0] in {404, 422}
