"""Exports on the screen: asked for with a purpose, let out once after a fresh proof, agreed to by a second person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment, to_state
from tests.casework.factories import make_case, make_staffed_case
from tests.casework.pages import alike, signed_in
from wellfounded.cases.models import Case, Export
from wellfounded.persons.exchange.files import as_csv
from wellfounded.persons.exchange.row import COLUMNS
from wellfounded.persons.models import Consent, Person

pytestmark = pytest.mark.django_db

ASKED = {"kind": "case_file", "recipient_kind": "office", "purpose": "second look at the law", "language": "en"}


SECRET = "a passphrase for tests"  # noqa: S105 - of tests alone
SEAL = {"passphrase": SECRET, "again": SECRET}


def not_there(client: Client, name: str, part: int | str) -> str:
    """The page of what is missing, without its own address, which its language form carries."""
    address = reverse(name, args=[part])
    answer = client.get(address)
    assert answer.status_code == 404
    return alike(answer.content, address)


def asks(client: Client, case: Case, **fields: Any) -> Any:
    return client.post(reverse("export_ask", args=[case.number]), ASKED | fields)


@pytest.mark.parametrize(("who", "led"), [("adjudicator", True), ("counsel", False)])
def test_only_who_keeps_the_recipients_is_led_to_them(client: Client, cast: Cast, who: str, led: bool) -> None:  # noqa: FBT001 - a column
    make_staffed_case(cast)
    signed_in(client, getattr(cast, who))
    assert (reverse("recipients") in client.get(reverse("exports")).content.decode()) is led
    assert (client.get(reverse("recipients")).status_code == 200) is led


def test_the_questions_show_what_the_person_agreed_to(client: Client, cast: Cast) -> None:
    case = make_staffed_case(cast)
    signed_in(client, cast.adjudicator)
    address = reverse("export_ask", args=[case.number])
    assert "before a consent is recorded" in client.get(address).content.decode()
    Consent.objects.create(
        person=case.person,
        purpose="resettlement",
        recipient="Embassy of Elsewhere",
        recipient_kind="state",
        recipient_state="CAN",
        data_class="whole_file",
        language="ko",
        means="writing",
        given_on=date(2024, 3, 3),
        recorded_by=cast.registrar,
    )
    assert "Embassy of Elsewhere" in client.get(address).content.decode()


def test_a_copy_leaves_once_and_only_after_a_fresh_proof(client: Client, cast: Cast) -> None:
    case = make_staffed_case(cast)
    page = asks(signed_in(client, cast.adjudicator), case)
    export = Export.objects.get()
    assert page["Location"] == reverse("export", args=[export.pk])
    assert "Let it out" in client.get(page["Location"]).content.decode()
    address = reverse("export_file", args=[export.pk])
    asked_who = client.post(address)
    assert (asked_who.status_code, "reauthenticate" in asked_who["Location"]) == (302, True)
    export.refresh_from_db()
    assert export.left_at is None
    signed_in(client, cast.adjudicator, proved=True)
    assert client.get(address).status_code == 405
    for typed in ({}, {"passphrase": SECRET}, {"passphrase": "short", "again": "short"}):
        assert client.post(address, typed).status_code == 422
    left = client.post(address, SEAL)
    assert left["Content-Disposition"] == f'attachment; filename="wellfounded-{export.pk}.json.age"'
    assert (left["Content-Type"], left["Cache-Control"]) == ("application/age-encryption", "no-store")
    assert client.post(address, SEAL).status_code == 409
    assert "This left." in client.get(page["Location"]).content.decode()


def test_what_is_wrong_stands_beside_the_fields_and_nothing_is_lost(client: Client, cast: Cast) -> None:
    case = make_staffed_case(cast)
    page = asks(signed_in(client, cast.adjudicator), case, recipient_kind="other", recipient="Embassy of Elsewhere")
    assert page.status_code == 422
    assert 'value="Embassy of Elsewhere"' in page.content.decode()
    assert not Export.objects.exists()


def test_others_exports_and_hidden_cases_look_like_missing_ones(client: Client, cast: Cast) -> None:
    case, hidden = make_staffed_case(cast), make_case(cast.registrar)
    asks(signed_in(client, cast.adjudicator), case)
    pk = Export.objects.get().pk
    signed_in(client, cast.counsel, proved=True)
    for name in ("export", "export_agree"):
        assert not_there(client, name, pk) == not_there(client, name, pk + 1)
    assert client.post(reverse("export_file", args=[pk])).status_code == 404
    assert not_there(client, "export_ask", hidden.number) == not_there(client, "export_ask", "C-99999")
    assert signed_in(client, cast.interviewer).get(reverse("export_ask", args=[case.number])).status_code == 403


def test_many_people_wait_for_a_second_person_who_is_entitled_to_all(client: Client, cast: Cast) -> None:
    cases = [make_staffed_case(cast) for _ in range(21)]
    numbers = " ".join(case.number for case in cases)
    signed_in(client, cast.adjudicator, proved=True)
    asked = {"kind": "register_csv", "recipient_kind": "office", "purpose": "moving house", "numbers": numbers}
    assert client.post(reverse("export_list"), asked).status_code == 302
    pk = Export.objects.get().pk
    assert "A second person" in client.get(reverse("export", args=[pk])).content.decode()
    assert client.post(reverse("export_file", args=[pk])).status_code == 409
    assert client.get(reverse("export_agree", args=[pk])).status_code == 404
    cases[-1].assignments.filter(user=cast.counsel).delete()
    signed_in(client, cast.counsel)
    assert "moving house" not in client.get(reverse("exports")).content.decode()
    assert client.post(reverse("export_agree", args=[pk])).status_code == 404
    signed_in(client, cast.protection_officer)
    assert "moving house" in client.get(reverse("exports")).content.decode()
    assert cases[0].number in client.get(reverse("export_agree", args=[pk])).content.decode()
    assert client.post(reverse("export_agree", args=[pk])).status_code == 302
    signed_in(client, cast.adjudicator, proved=True)
    assert client.post(reverse("export_file", args=[pk]), SEAL).status_code == 200


def test_the_papers_of_a_decision_lead_to_the_same_questions(client: Client, cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "served")
    signed_in(client, cast.adjudicator, proved=True)
    page = client.get(reverse("decision_docx", args=[case.number]), follow=True)
    assert '<option value="decision_docx" selected>' in page.content.decode()
    asks(client, case, kind="decision_docx", recipient_kind="applicant")
    left = client.post(reverse("export_file", args=[Export.objects.get().pk]))
    assert left.content.startswith(b"PK")
    assert signed_in(client, cast.observer).get(reverse("decision_pdf", args=[case.number])).status_code == 403


def test_the_navigation_leads_there_for_those_who_may_export(client: Client, cast: Cast) -> None:
    for user, shown in ((cast.adjudicator, True), (cast.oversight, False), (cast.registrar, False)):
        page = signed_in(client, user).get("/").content.decode()
        assert (f'href="{reverse("exports")}"' in page) is shown


def test_the_questionnaire_is_there_for_everybody_by_post(client: Client, cast: Cast) -> None:
    signed_in(client, cast.interpreter)
    assert client.get(reverse("questionnaire")).status_code == 405
    assert client.post(reverse("questionnaire")).content.startswith(b"PK")


# ── a list comes in ──────────────────────────────────────────────────────────────────────────────────────────────────
def a_list(*rows: dict[str, str], name: str = "list.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, as_csv([dict.fromkeys(COLUMNS, "") | row for row in rows]))


def bring_in(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post(reverse("register_list"), {"content": file})


def test_a_list_comes_in_whole(client: Client, cast: Cast) -> None:
    page = bring_in(
        signed_in(client, cast.registrar), a_list({"Names": "리설화", "CaseNumber": "X-1"}, {"Names": "김은희"})
    )
    assert page.status_code == 200
    text = page.content.decode()
    assert all(case.number in text for case in Case.objects.all())
    assert Case.objects.count() == 2
    assert "CaseNumber" in text.split("<details>")[0]


def test_a_row_that_needs_mending_keeps_the_whole_list_out(client: Client, cast: Cast) -> None:
    rows = a_list({"Names": "리설화"}, {"Nationalities": "XXX", "DateOfBirth": "the day before"})
    page = bring_in(signed_in(client, cast.registrar), rows)
    text = page.content.decode()
    assert page.status_code == 422
    assert '<td data-label="Row">3</td>' in text
    assert "<code>Nationalities</code>" in text
    assert "<code>DateOfBirth</code>" in text
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"Colour\nred\n", "Colour"),
        (b"Names,Names\na,b\n", "there twice"),
        (b"\xff\xfe\x00", "neither a list"),
        (b"PK\x03\x04broken", "list"),
    ],
)
def test_a_file_that_is_no_list_is_told_so(client: Client, cast: Cast, content: bytes, said: str) -> None:
    page = bring_in(signed_in(client, cast.registrar), SimpleUploadedFile("list.csv", content))
    assert page.status_code == 422
    assert said in page.content.decode().split("error-summary", 1)[1]


def test_a_list_that_was_not_chosen_is_asked_for(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast.registrar).post(reverse("register_list"), {})
    assert page.status_code == 422
    assert "Choose a file" in page.content.decode()


def test_only_registrars_bring_lists_in(client: Client, cast: Cast) -> None:
    signed_in(client, cast.adjudicator)
    assert client.get(reverse("register_list")).status_code == 403
    assert bring_in(client, a_list({"Names": "리설화"})).status_code == 403
    assert not Case.objects.exists()
