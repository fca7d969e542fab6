"""The text of a decision on its pages: who writes, reads and serves it, and how it comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.decisions import GRANTED, REFUSED, case_in_assessment, draft_of, recommended, to_state
from tests.casework.pages import address, page_of, signed_in
from wellfounded.accounts.models import Language
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.edit_paragraph import Editing, edit_paragraph
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.serve_decision import Serving, serve_decision
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.actions.withdraw_before_service import Withdrawing, withdraw_before_service
from wellfounded.cases.models import Decision, DecisionParagraph
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.states import State

PDF_HASH = "a" * 64


def test_paragraphs_stand_side_by_side_with_what_they_rest_on(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    drafted = draft_of(case, cast)
    page = page_of(signed_in(client, cast.adjudicator), "decision_text", case, drafted.pk)
    assert page.count('<span lang="en">') >= drafted.paragraphs.filter(language="en").count()
    assert page.count('<span lang="ko">') >= drafted.paragraphs.filter(language="ko").count()
    assert "unchecked: no qualified reader has signed these texts off" in page
    assert "What paragraph 8 rests on" in page
    assert "lines 33 to 80" in page
    assert address("assessment_finding", case, "person", "refugee_status") in page


def test_a_draft_needs_a_language(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    recommended(case, cast)
    review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree"))
    signed_in(client, cast.adjudicator)
    assert "Draft the decision" in page_of(client, "decision_draft", case)
    assert client.post(address("decision_draft", case), {}).status_code == 422
    assert not Decision.objects.exists()


def test_an_edited_paragraph_keeps_its_links_and_shows_what_was_generated(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    drafted = draft_of(case, cast)
    signed_in(client, cast.adjudicator)
    place = drafted.paragraphs.get(language="en", message="heard").number
    there = address("decision_paragraph", case, "en", place)
    row = DecisionParagraph.objects.filter(decision=drafted, language="en", number=place)
    before = row.get()
    done = client.post(there, {"text": "The applicant was heard twice.", "before": before.text})
    assert done["Location"] == f"{address('decision_text', case, drafted.pk)}#paragraph-{place}"
    after = row.get()
    assert (after.text, after.links) == ("The applicant was heard twice.", before.links)
    page = client.get(there).content.decode()
    assert "As it was generated" in page
    assert before.generated in page
    text = page_of(client, "decision_text", case, drafted.pk)
    assert "Edited in one language and not in the others:" in text
    signing = signed_in(client, cast.second_reviewer, proved=True).post(address("decision_sign", case), {"read": "on"})
    assert signing.status_code == 422
    assert "so it cannot be signed" in signing.content.decode()


def test_a_paragraph_that_somebody_else_edited_is_not_written_over(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    drafted = draft_of(case, cast)
    before = drafted.paragraphs.get(language="en", number=1).text
    theirs = Editing(language="en", paragraph=1, text="Theirs", before=before)
    edit_paragraph(cast.reviewer, case.number, request=theirs)
    signed_in(client, cast.adjudicator)
    there = address("decision_paragraph", case, "en", 1)
    late = client.post(there, {"text": "Mine", "before": before})
    page = late.content.decode()
    assert late.status_code == 422
    assert "Now stands here: “Theirs”." in page
    assert ">\nMine</textarea>" in page
    assert 'name="before" value="Theirs"' in page
    assert client.post(there, {"text": "Mine", "before": "Theirs"}).status_code == 302
    assert drafted.paragraphs.get(language="en", number=1).text == "Mine"


@pytest.mark.parametrize("route", ["decision_text", "decision_paragraph", "decision_draft", "decision_sign"])
def test_a_draft_is_read_by_those_who_decide_only(client: Client, cast: Cast, route: str) -> None:
    case = case_in_assessment(cast, GRANTED)
    drafted = draft_of(case, cast)
    of_route: dict[str, list[object]] = {"decision_text": [drafted.pk], "decision_paragraph": ["en", 1]}
    args = of_route.get(route, [])
    for user in [cast.counsel, cast.registrar, cast.protection_officer, cast.interviewer]:
        answer = signed_in(client, user, proved=True).get(address(route, case, *args))
        assert answer.status_code == 403, user
        page = client.get(address("decision", case)).content.decode()
        assert "As found." not in page
        assert "Recognised as a refugee" not in page


def test_a_served_decision_is_read_by_counsel_without_who_said_what_before(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    to_state(case, cast, "served", outcome="refused")
    served = current_decision(case)
    assert served is not None
    for user in [cast.counsel, cast.registrar, cast.protection_officer]:
        signed_in(client, user)
        page = page_of(client, "decision", case)
        assert "Refused" in page
        for hidden in ["Recommendation:", "Reviews", "Receipt:", cast.second_reviewer.username]:
            assert hidden not in page, hidden
        text = page_of(client, "decision_text", case, served.pk)
        assert "The claim is refused." in text
        assert "rests on" not in text
    assert "What paragraph" in page_of(signed_in(client, cast.observer), "decision_text", case, served.pk)


def test_what_was_drafted_before_stays_hidden_after_service(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    first = to_state(case, cast, "decided", outcome="refused").decisions.get()
    withdraw_before_service(cast.reviewer, case.number, request=Withdrawing(reason="The wrong date"))
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    sign_decision(cast.second_reviewer, case.number, request=SigningDecision(read=True))
    today = timezone.localdate()
    serving = Serving(letter_date=today, served_on=today, how="in_person", language="en")
    served = serve_decision(cast.registrar, case.number, request=serving)
    for user, status, told in [(cast.counsel, 404, False), (cast.observer, 200, True)]:
        signed_in(client, user)
        assert client.get(address("decision_text", case, served.pk)).status_code == 200
        assert client.get(address("decision_text", case, first.pk)).status_code == status
        assert ("The wrong date" in page_of(client, "decision", case)) == told


def test_no_decision_of_another_case_is_read_through_this_one(client: Client, cast: Cast) -> None:
    case, other = case_in_assessment(cast, GRANTED), case_in_assessment(cast, GRANTED)
    drafted = draft_of(other, cast)
    recommended(case, cast)
    signed_in(client, cast.adjudicator)
    assert client.get(address("decision_text", case, drafted.pk)).status_code == 404
    assert client.get(address("decision_text", other, drafted.pk)).status_code == 200
    assert client.get(address("decision_paragraph", other, "zh-hans", 1)).status_code == 404
    assert client.get(address("decision_paragraph", other, "en", 999)).status_code == 404


def test_nothing_is_served_in_a_language_that_nobody_signed_off(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    to_state(case, cast, "decided")
    signed_in(client, cast.registrar)
    today = timezone.localdate()
    typed = {"letter_date": today, "served_on": today, "how": "in_person", "language": Language.KOREAN.value}
    page = page_of(client, "decision_serve", case)
    assert "Nothing is served in these languages before a qualified reader" in page
    refused = client.post(address("decision_serve", case), typed | {"letter_hash": PDF_HASH})
    assert refused.status_code == 422
    assert "decision_letter" in str(refused.context["form"].errors)
    assert PDF_HASH in refused.content.decode()


def test_a_letter_is_not_served_before_its_date(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    to_state(case, cast, "decided")
    signed_in(client, cast.registrar)
    today = timezone.localdate()
    typed = {"letter_date": today, "served_on": today - timedelta(days=1), "how": "by_post", "language": "en"}
    refused = client.post(address("decision_serve", case), typed)
    assert "served_on" in refused.context["form"].errors
    assert client.post(address("decision_serve", case), typed | {"served_on": today}).status_code == 302
    page = page_of(client, "decision", case)
    assert "By post" in page
    assert client.get(address("decision_serve", case)).status_code == 409


def test_a_signed_decision_is_withdrawn_before_service_and_stays_readable(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    to_state(case, cast, "decided")
    assert signed_in(client, cast.adjudicator).get(address("decision_withdraw", case)).status_code == 403
    signed_in(client, cast.reviewer)
    assert client.post(address("decision_withdraw", case), {"reason": ""}).status_code == 422
    assert client.post(address("decision_withdraw", case), {"reason": "The wrong date"}).status_code == 302
    page = page_of(client, "decision", case)
    assert "The wrong date" in page
    assert "Draft the decision" in page
    withdrawn = Decision.objects.get(case=case)
    assert "This decision was withdrawn" in page_of(client, "decision_text", case, withdrawn.pk)


def test_whoever_was_to_sign_sends_it_back_with_coded_reasons(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    draft_of(case, cast)
    signed_in(client, cast.second_reviewer)
    assert client.post(address("decision_send_back", case), {"remarks": "Not so"}).status_code == 422
    assert client.post(address("decision_send_back", case), {"codes": ["law"], "remarks": "Not so"}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.ASSESSMENT
    page = page_of(signed_in(client, cast.adjudicator), "decision", case)
    assert "sent back before signing" in page
    assert "replaced" in page
