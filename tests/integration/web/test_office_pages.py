"""Overview, quality and texts: who sees them, and what they never show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from unittest import mock

import pytest
from django.test import Client

from tests.casework.cast import Cast
from tests.casework.decisions import make_decision, served
from tests.casework.factories import assign, make_case
from tests.casework.pages import signed_in
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases import decision_wording
from wellfounded.cases.duties import Duty
from wellfounded.cases.indicators import Indicator
from wellfounded.cases.models import Case, QualityMark, QualityReview, QualitySample, Relation, TextSignOff
from wellfounded.cases.states import State
from wellfounded.web.paper_texts import KINDS

pytestmark = pytest.mark.django_db

OVERVIEW = {"registrar", "adjudicator", "reviewer", "oversight"}
PAGES = {
    "/office/overview/": OVERVIEW,
    "/office/quality/": {"reviewer"},
    "/office/quality/consistency/": {"reviewer"},
    "/office/texts/": {"reviewer", "adjudicator"},
    "/office/texts/decision/ko/": {"reviewer", "adjudicator"},
    "/me/": {role.value for role in Role},
    "/about/": {role.value for role in Role},
    "/keyboard/": {role.value for role in Role},
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", Role)
def test_a_page_opens_for_its_roles_and_no_other(client: Client, cast: Cast, page: str, role: Role) -> None:
    response = signed_in(client, getattr(cast, role.value)).get(page)
    assert response.status_code == (200 if role.value in PAGES[page] else 403)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_opens_for_a_stranger_or_carries_script_of_its_own(client: Client, cast: Cast, page: str) -> None:
    assert client.get(page).status_code == 302
    text = signed_in(client, cast.reviewer).get(page).content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick" not in text
    assert text.count("<script") == text.count('<script src="/static/')
    assert text.count("<h1>") == 1


def test_the_navigation_leads_to_what_opens(client: Client, cast: Cast) -> None:
    for role in Role:
        page = signed_in(client, getattr(cast, role.value)).get("/").content.decode()
        top = page.split("<header")[1].split("</nav>")[0]
        for address in [part.split('"')[0] for part in top.split('<li><a href="')[1:]]:
            assert client.get(address).status_code == 200, (role, address)
        for address, roles in PAGES.items():
            if address in {"/office/overview/", "/office/quality/", "/office/texts/"}:
                assert (f'href="{address}"' in top) is (role.value in roles)


def test_the_overview_shows_no_small_count(client: Client, cast: Cast) -> None:
    for state in set(State) - {State.CLOSED, State.APPEAL}:
        for _ in range(6):
            make_case(cast.registrar, state=state)
    make_case(cast.registrar, state=State.APPEAL)
    page = signed_in(client, cast.oversight).get("/office/overview/").content.decode()
    stage = page.split('id="stage"')[1].split("</section>")[0]
    shown, hidden = stage.split("<details>")
    assert "Appeal" not in shown
    assert "Appeal" in hidden
    assert '<td class="count">1</td>' not in page
    assert '<td class="count">43</td>' in shown
    assert Detail.objects.filter(event=Event.DASHBOARD_READ, actor="oversight").count() == 1


def test_an_empty_office_has_an_overview(client: Client, cast: Cast) -> None:
    assert "Too few to show anything yet" in signed_in(client, cast.reviewer).get("/office/overview/").content.decode()


@pytest.fixture
def drawn(client: Client, cast: Cast) -> tuple[Case, QualitySample]:
    """A served decision, drawn by a reviewer who had no part in it."""
    case = make_case(cast.registrar, state=State.SERVED)
    make_decision(case, cast, **served(cast.second_reviewer, served_on=date(2024, 6, 5)))
    days = {"first_day": "2024-06-01", "last_day": "2024-06-30", "percent": "100", "cap": "5"}
    response = signed_in(client, cast.reviewer).post("/office/quality/", days)
    assert response.status_code == 302, response.content.decode()
    return case, QualitySample.objects.get()


def test_a_sample_is_drawn_and_opens_no_case(client: Client, cast: Cast, drawn: tuple[Case, QualitySample]) -> None:
    case, sample = drawn
    page = signed_in(client, cast.reviewer).get(f"/office/quality/{sample.pk}/").content.decode()
    assert case.number not in page
    assert "1 decision of a case that you may not open" in page
    assert sample.seed in page
    assert client.get(f"/cases/{case.number}/quality/").status_code == 404
    assert client.get("/cases/C-99999/quality/").status_code == 404
    assert client.get("/office/quality/99/").status_code == 404
    assert signed_in(client, cast.adjudicator).get(f"/office/quality/{sample.pk}/").status_code == 403


def test_the_sheet_is_filled_in_by_somebody_who_took_no_part(
    client: Client, cast: Cast, drawn: tuple[Case, QualitySample]
) -> None:
    case, sample = drawn
    assign(case, cast.registrar, relation=Relation.REGISTRAR)
    wanted, to_fill = str(Duty.FIND_MARKER.label), str(Duty.MARK_QUALITY.label)
    assert wanted in signed_in(Client(), cast.registrar).get("/").content.decode()
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    assert wanted not in signed_in(Client(), cast.registrar).get("/").content.decode()
    page = f"/cases/{case.number}/quality/"
    assert to_fill in signed_in(client, cast.outsider).get("/").content.decode()
    assert page in client.get(f"/office/quality/{sample.pk}/").content.decode()
    typed = {indicator.value: "correct" for indicator in Indicator} | {"time": "minor", "remarks": "Well reasoned."}
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert "Say what the error is" in refused.content.decode()
    assert "Well reasoned." in refused.content.decode()
    assert not QualityMark.objects.exists()
    assert client.post(page, typed | {"note_time": "Two months without a step."}).status_code == 302
    assert QualityMark.objects.count() == len(Indicator)
    assert QualityReview.objects.get().by == cast.outsider
    assert "done by outsider" in client.get(f"/office/quality/{sample.pk}/").content.decode()
    assert to_fill not in client.get("/").content.decode()
    elsewhere = signed_in(Client(), cast.reviewer).get(f"/office/quality/{sample.pk}/").content.decode()
    assert case.number not in elsewhere
    assert "done by outsider" not in elsewhere
    assert "1 more, filled in by somebody else" in elsewhere


def test_a_sheet_is_not_for_whoever_took_part(client: Client, cast: Cast, drawn: tuple[Case, QualitySample]) -> None:
    case, _sample = drawn
    assign(case, cast.second_reviewer, relation=Relation.REVIEWER)
    assert signed_in(client, cast.second_reviewer).get(f"/cases/{case.number}/quality/").status_code == 403


def test_days_in_the_wrong_order_are_said(client: Client, cast: Cast) -> None:
    days = {"first_day": "2024-06-30", "last_day": "2024-06-01", "percent": "0", "cap": "0"}
    response = signed_in(client, cast.reviewer).post("/office/quality/", days)
    assert response.status_code == 422
    assert "The last day comes after the first." in response.content.decode()
    assert not QualitySample.objects.exists()


def test_half_a_translation_is_not_signed_off(client: Client, cast: Cast) -> None:
    page = "/office/texts/decision/ko/"
    kind = KINDS[0]
    half = replace(kind, messages=lambda _language: kind.messages("en"))
    with mock.patch("wellfounded.web.views.texts.kind_of", return_value=half):
        response = signed_in(client, cast.reviewer).get(page)
        assert "Some texts are not translated yet" in response.content.decode()
        assert client.post(page, {"hash": kind.hash("ko"), "statement": "Sworn translator."}).status_code == 422
    assert not TextSignOff.objects.exists()


@pytest.fixture
def _translated() -> Iterator[None]:
    """Whatever the catalogues hold today."""
    with mock.patch("wellfounded.web.views.texts._incomplete", return_value=False):
        yield


@pytest.mark.usefixtures("_translated")
@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_texts_are_unchecked_until_somebody_signs_them_off(client: Client, cast: Cast, language: str) -> None:
    signed_in(client, cast.reviewer)
    all_texts = len(KINDS) * 2  # in Korean and in Chinese
    assert client.get("/office/texts/").content.decode().count("Unchecked") == all_texts
    page = f"/office/texts/decision/{language}/"
    seen = decision_wording.text_hash(language)
    assert f'value="{seen}"' in client.get(page).content.decode()
    assert client.post(page, {"hash": seen, "statement": " "}).status_code == 422
    assert client.post(page, {"hash": "0" * 64, "statement": "Sworn translator."}).status_code == 422
    assert client.post(page, {"statement": "Sworn translator."}).status_code == 422
    assert not TextSignOff.objects.exists()
    assert client.post(page, {"hash": seen, "statement": "Sworn translator."}).status_code == 302
    made = TextSignOff.objects.get()
    assert (made.language, made.kind, made.hash, made.by) == (language, "decision", seen, cast.reviewer)
    listed = client.get("/office/texts/").content.decode()
    assert listed.count("Unchecked") == all_texts - 1
    client.post(f"/office/texts/signatures/{made.pk}/withdraw/")
    assert client.get("/office/texts/").content.decode().count("Unchecked") == all_texts
    assert client.post(f"/office/texts/signatures/{made.pk}/withdraw/").status_code == 404


@pytest.mark.parametrize("page", ["decision/en", "decision/fr", "nothing/ko"])
def test_other_texts_are_not_there(client: Client, cast: Cast, page: str) -> None:
    assert signed_in(client, cast.reviewer).get(f"/office/texts/{page}/").status_code == 404


def test_a_signature_is_for_its_roles_only(client: Client, cast: Cast) -> None:
    seen = decision_wording.text_hash("ko")
    signed_in(client, cast.registrar).post("/office/texts/decision/ko/", {"hash": seen, "statement": "I can read."})
    assert not TextSignOff.objects.exists()
