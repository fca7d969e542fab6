"""The assessment's pages: conclusions with return apart, reasons, what is open, a person's finding, what if."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.decisions import EXCLUDED, GRANTED, OPEN, REFUSED, case_in_assessment, recommended
from tests.casework.factories import make_case, make_staffed_case
from tests.casework.pages import signed_in
from wellfounded.accounts.models import Language
from wellfounded.cases.actions.make_finding import FindingMade, make_finding
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.models import Case, FindingEntry, Receipt, Relation
from wellfounded.cases.states import State

CONTRADICTED = "ex-12-overseas-worker"
PAGES = {
    "assessment": "What follows from the record",
    "assessment_flips": "One change from coming out otherwise",
    "assessment_open": "What is open",
    "assessment_remarks": "Remarks",
    "assessment_country": "Country information that bears on this case",
    "assessment_timeline": "Timeline of the account",
    "assessment_what_if": "What if it were otherwise?",
    "assessment_needed": "What would be needed",
}
READERS = {Relation.INTERVIEWER, Relation.ADJUDICATOR, Relation.REVIEWER, Relation.OBSERVER}


def text_of(client: Client, route: str, *args: object, **asked: str) -> str:
    answer = client.get(reverse(route, args=args), asked)
    assert answer.status_code == 200, route
    return answer.content.decode()


@pytest.mark.parametrize("relation", Relation)
def test_the_assessment_opens_for_its_own_readers(client: Client, cast: Cast, relation: Relation) -> None:
    case = case_in_assessment(cast, GRANTED)
    signed_in(client, getattr(cast, relation.value))
    opens = 200 if relation in READERS else 404 if relation is Relation.INTERPRETER else 403
    own = [reverse("assessment_finding", args=[case.number, "person", "refugee_status"])]
    for address in [*(reverse(route, args=[case.number]) for route in PAGES), *own]:
        assert client.get(address).status_code == opens, address
    writes = {Relation.INTERVIEWER, Relation.ADJUDICATOR}
    for route, fits in {"record_close": 409, "record_all_put": 200}.items():  # it is closed already
        status = fits if relation in writes else 404 if relation is Relation.INTERPRETER else 403
        assert client.get(reverse(route, args=[case.number])).status_code == status
    rests = 200 if relation is Relation.REVIEWER else 404 if relation is Relation.INTERPRETER else 403
    assert client.get(reverse("assessment_rests_on", args=[case.number])).status_code == rests


def told(page: bytes, number: str) -> str:
    """A page without what differs at every request: the form's token, and the number that was asked for."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode()).replace(number, "")


def test_a_hidden_case_is_as_if_missing(client: Client, cast: Cast) -> None:
    case = make_case(cast.registrar, state=State.ASSESSMENT)
    signed_in(client, cast.outsider)
    for route in [*PAGES, "assessment_rests_on", "record_close", "recommend", "review", "decision"]:
        hidden = client.get(reverse(route, args=[case.number]))
        missing = client.get(reverse(route, args=["C-99999"]))
        assert hidden.status_code == missing.status_code == 404
        assert told(hidden.content, case.number) == told(missing.content, "C-99999")


def test_a_finding_that_the_law_does_not_have_is_not_found(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, cast.adjudicator)
    for place in [("person", "no_such_thing"), ("KOR", "persecution"), ("PRK", "refugee_status")]:
        assert client.get(reverse("assessment_finding", args=[case.number, *place])).status_code == 404


@pytest.mark.parametrize("example", [OPEN, GRANTED, REFUSED, EXCLUDED, CONTRADICTED])
def test_every_page_opens_for_every_kind_of_record(client: Client, cast: Cast, example: str) -> None:
    case = case_in_assessment(cast, example)
    signed_in(client, cast.reviewer)
    for route, heading in PAGES.items():
        page = text_of(client, route, case.number)
        assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == [heading]
        assert " style=" not in page
        assert "<style" not in page
    for within in ["assessment_needed", "assessment_rests_on", "assessment_flips"]:
        assert client.get(reverse(within, args=[case.number]), headers={"HX-Request": "true"}).status_code == 200


@pytest.mark.parametrize("language", Language.values)
def test_every_page_opens_in_every_language(client: Client, cast: Cast, language: str) -> None:
    case = case_in_assessment(cast, CONTRADICTED)
    cast.reviewer.language = language
    cast.reviewer.save()
    signed_in(client, cast.reviewer)
    own = reverse("assessment_finding", args=[case.number, "PRK", "persecution"])
    for address in [*(reverse(route, args=[case.number]) for route in PAGES), own]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()


def test_conclusions_come_first_and_return_is_a_question_of_its_own(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    page = text_of(signed_in(client, cast.adjudicator), "assessment", case.number)
    assert page.index("The person") < page.index("Return to China") < page.index("Element by element")
    # Not a refugee, and yet not to be sent back to North Korea: both stand on the page.
    refugee = page[page.index('id="refugee_status-person"') :].partition("</section>")[0]
    to_korea = page[page.index('id="return_barred-PRK"') :].partition("</section>")[0]
    assert 'class="finding not-established"' in refugee.partition("</h3>")[0]
    assert 'class="finding met"' in to_korea.partition("</h4>")[0]


def test_without_a_destination_the_page_says_that_return_is_not_answered(client: Client, cast: Cast) -> None:
    case = make_staffed_case(cast, state=State.ASSESSMENT)
    page = text_of(signed_in(client, cast.adjudicator), "assessment", case.number)
    assert "the question of return is not answered for any place" in page


def test_closing_reads_not_established_and_never_disproved(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    signed_in(client, cast.adjudicator)
    page = text_of(client, "assessment_finding", case.number, "person", "cessation")
    head = page.partition("Reasons")[0]
    assert 'class="finding not-established">not established' in head
    assert "not established, never disproved" in head
    assert text_of(client, "assessment", case.number).count("disproved") == 0


def test_a_contradicted_conclusion_is_open_and_says_so(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, CONTRADICTED)
    page = text_of(signed_in(client, cast.adjudicator), "assessment", case.number)
    assert "open: the evidence contradicts itself" in page
    assert "waits for a contradicted fact" in page


def test_a_finding_shows_its_law_how_far_checked_reasons_evidence_and_a_picture(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    page = text_of(signed_in(client, cast.adjudicator), "assessment_finding", case.number, "PRK", "past_harm")
    for words in [
        "Standard of proof",
        "Who bears it if it stays open",
        "read at the source",
        "Beaten and starved in the holding centre",
        "lines 131 to 170",
        "page 2",
        "<svg",
        'role="img"',
        'aria-labelledby="tree-title tree-words"',
    ]:
        assert words in page, words
    assert "Show only what decides" in text_of(
        client, "assessment_finding", case.number, "PRK", "past_harm", show="all"
    )


def test_what_is_open_says_why_who_bears_it_and_what_closes_it(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    page = text_of(signed_in(client, cast.adjudicator), "assessment_open", case.number)
    for words in ["Find, as a person", "Ask the applicant", "Look up", "Who bears it:", "Needed for:", "Being killed"]:
        assert words in page, words
    assert "may hurt: ask late" in page


def test_country_facts_carry_date_period_and_whether_they_are_due(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    page = text_of(signed_in(client, cast.adjudicator), "assessment_country", case.number)
    assert "Published 7 February 2014." in page
    assert "About the time until" in page
    assert "age alone never weakens it" in page
    assert 'id="prk-interrogation"' in page


def test_remarks_say_what_to_do(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    page = text_of(signed_in(client, cast.adjudicator), "assessment_remarks", case.number)
    assert "REV-10" in page
    assert "Find each fact with a reason" in page


def finding_form(**changed: object) -> dict[str, object]:
    return {"seen": "0", "word": "established", "reason": "The pattern of returns", "also": "line 3; page 2"} | changed


def test_a_person_finds_what_no_rule_answers(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, cast.adjudicator)
    address = reverse("assessment_find", args=[case.number, "PRK", "objective_risk"])
    page = client.get(address).content.decode()
    for words in ["No rule answers this", "Known of the country", "Standard of proof", "counts only once the point"]:
        assert words in page, words
    wrong = client.post(address, finding_form(reason="", also="the second interview"))
    assert wrong.status_code == 422
    assert "the second interview" in wrong.content.decode()
    assert not FindingEntry.objects.filter(case=case).exists()
    given = finding_form(rests_on=["prk-returnees-tortured"], standard="reasonable_possibility")
    assert client.post(address, given)["Location"] == address.removesuffix("find/")
    made = FindingEntry.objects.get(case=case, criterion="objective_risk")
    assert made.record["rests_on"] == ["prk-returnees-tortured", "line 3", "page 2"]
    assert made.record["standard"] == "reasonable_possibility"
    shown = client.get(address.removesuffix("find/")).content.decode()
    assert "The pattern of returns" in shown
    assert 'class="finding met"' in shown


def test_a_finding_of_somebody_else_in_between_is_shown_and_not_written_over(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, cast.adjudicator)
    theirs = FindingMade(entity="PRK", criterion="objective_risk", word="left_open", reason="Ask first")
    make_finding(cast.interviewer, case.number, request=theirs)
    address = reverse("assessment_find", args=[case.number, "PRK", "objective_risk"])
    late = client.post(address, finding_form(key="one"))
    page = late.content.decode()
    assert late.status_code == 422
    assert "Ask first" in page
    assert "The pattern of returns" in page
    assert FindingEntry.objects.filter(case=case).count() == 1
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    assert client.post(address, finding_form(seen=seen[1], key="two")).status_code == 302
    assert FindingEntry.objects.filter(case=case).count() == 2


@pytest.mark.parametrize(("user", "status"), [("reviewer", 403), ("observer", 403), ("counsel", 403)])
def test_only_those_who_assess_find(client: Client, cast: Cast, user: str, status: int) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, getattr(cast, user))
    address = reverse("assessment_find", args=[case.number, "PRK", "objective_risk"])
    assert client.get(address).status_code == status
    assert client.post(address, finding_form()).status_code == status
    assert not FindingEntry.objects.filter(case=case).exists()


def test_nothing_is_found_once_the_case_went_to_review(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    recommended(case, cast)
    signed_in(client, cast.adjudicator)
    address = reverse("assessment_find", args=[case.number, "PRK", "objective_risk"])
    assert client.get(address).status_code == 409
    late = client.post(address, finding_form(seen="1", reason="Too late but not lost"))
    assert late.status_code == 422
    assert "Too late but not lost" in late.content.decode()


def test_what_if_saves_nothing_and_tells_the_worse_side_only_to_the_reviewer(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    before = Case.objects.values().get(pk=case.pk), FindingEntry.objects.count()
    supposed = {"PRK-recognised_as_national": "no"}
    told = {}
    for user in [cast.adjudicator, cast.reviewer]:
        signed_in(client, user)
        address = reverse("assessment_what_if", args=[case.number])
        told[user.username] = (
            client.post(address, supposed)
            .content.decode()
            .partition('<form method="post" autocomplete="off" data-again')[0]
        )
    assert "The reviewer sees what" in told["adjudicator"]
    assert ">Refugee</a>" not in told["adjudicator"]
    assert ">Refugee</a>" in told["reviewer"]
    assert (Case.objects.values().get(pk=case.pk), FindingEntry.objects.count()) == before


def test_what_if_towards_the_applicant_is_told_to_everybody(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, cast.interviewer)
    address = reverse("assessment_what_if", args=[case.number])
    page = client.post(address, {"PRK-torture_risk": "yes"}).content.decode()
    assert "Needs complementary protection" in page.partition("Against the applicant")[0]
    assert "What would change" not in client.post(address, {}).content.decode()


def test_what_a_conclusion_rests_on_is_told_as_what_stands(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    page = text_of(signed_in(client, cast.reviewer), "assessment_rests_on", case.number, show="now")
    assert "It rests on this:" in page
    assert "does not hold" not in page
    assert "“Treated as a national by that country (North Korea)” holds" in page


def test_the_record_is_closed_and_opened_again_with_a_reason(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, cast.adjudicator)
    address = reverse("record_close", args=[case.number])
    page = client.get(address).content.decode()
    assert "nobody has found these facts" in page
    assert "The hardship was serious" in page
    refused = client.post(address, {"answers_left_reason": ""})
    assert refused.status_code == 422
    assert client.post(address, {"answers_left_reason": "Not material"}).status_code == 302
    assert "Closed on" in text_of(client, "assessment", case.number)
    again = reverse("record_reopen", args=[case.number])
    assert client.post(again, {"reason": ""}).status_code == 422
    assert client.post(again, {"reason": "A new paper came"}).status_code == 302
    assert "what is not known yet stays open" in text_of(client, "assessment", case.number)


def test_all_points_put_is_declared_with_a_reason(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, cast.adjudicator)
    address = reverse("record_all_put", args=[case.number])
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"reason": "Second interview, lines 3 to 9"}).status_code == 302
    assert "Second interview, lines 3 to 9" in text_of(client, "assessment", case.number)


@pytest.mark.parametrize(
    ("user", "status"), [("adjudicator", 302), ("reviewer", 302), ("interviewer", 403), ("observer", 403)]
)
def test_a_receipt_is_made_by_whoever_may(client: Client, cast: Cast, user: str, status: int) -> None:
    case = case_in_assessment(cast, GRANTED)
    signed_in(client, getattr(cast, user))
    assert client.post(reverse("receipt_make", args=[case.number])).status_code == status
    assert Receipt.objects.filter(case=case).exists() == (status == 302)


def test_a_returned_recommendation_brings_its_comments_to_the_drafter(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    recommended(case, cast)
    point = {"code": "standard", "entity": "PRK", "item": "objective_risk", "note": "Which one?"}
    back = Reviewing(result="return", codes=("reasons_unclear",), points=(point,), remarks="Read page 2 again")
    review_recommendation(cast.reviewer, case.number, request=back)
    said = ["The recommendation came back", "The reasons cannot be followed", "Which one?", "Read page 2 again"]
    drafter = text_of(signed_in(client, cast.adjudicator), "assessment", case.number)
    assert all(words in drafter for words in said)
    # Who may not read the decision does not read what was said of it either.
    interviewer = text_of(signed_in(client, cast.interviewer), "assessment", case.number)
    assert not any(words in interviewer for words in said)


def test_a_law_that_does_not_answer_is_said_and_does_not_break_the_page(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN, profile="unhcr")
    Case.objects.filter(pk=case.pk).update(profile="no-such-profile")
    answer = signed_in(client, cast.adjudicator).get(reverse("assessment", args=[case.number]))
    assert answer.status_code == 409
    assert "no-such-profile" in answer.content.decode()
