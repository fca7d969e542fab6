"""From recommendation to service: three people, each on their own page, and what each of them may not do."""

from __future__ import annotations

import re

from django.test import Client
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.decisions import GRANTED, OPEN, REFUSED, answered, case_in_assessment, draft_of, recommended
from tests.casework.factories import assign
from tests.casework.pages import address, page_of, signed_in
from wellfounded.accounts.models import RoleGrant, User
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.models import Case, Decision, Exhibit, ExhibitOpened, Recommendation, Relation, Review
from wellfounded.cases.states import State
from wellfounded.web.forms.assessment import name_of


def recommendation_form(case: Case, outcome: str = "refugee", **changed: str) -> dict[str, str]:
    answers = {name_of(key): text for key, text in answered(case).items()}
    return {"outcome": outcome, "reasons": "As found on the record", **answers} | changed


def test_the_whole_way_from_recommendation_to_service(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    signed_in(client, cast.adjudicator)
    typed = recommendation_form(case)
    assert client.post(address("recommend", case), typed)["Location"] == address("decision", case)
    signed_in(client, cast.reviewer)
    assert "Review the recommendation" in page_of(client, "decision", case)
    assert client.post(address("review", case), {"result": "agree", "remarks": "Sound"}).status_code == 302
    signed_in(client, cast.adjudicator)
    assert "Sound" in page_of(client, "decision", case)
    made = client.post(address("decision_draft", case), {"languages": ["en", "ko"]})
    drafted = Decision.objects.get(case=case)
    assert made["Location"] == address("decision_text", case, drafted.pk)
    signed_in(client, cast.second_reviewer, proved=True)
    page = page_of(client, "decision_sign", case)
    assert "The applicant is recognised as a refugee." in page
    assert client.post(address("decision_sign", case), {}).status_code == 422
    assert client.post(address("decision_sign", case), {"read": "on"}).status_code == 302
    signed_in(client, cast.registrar)
    assert "Serve the decision" in page_of(client, "decision", case)
    today = timezone.localdate().isoformat()
    served = {"letter_date": today, "served_on": today, "how": "in_person", "language": "en"}
    assert client.post(address("decision_serve", case), served).status_code == 302
    case.refresh_from_db()
    assert case.state == State.SERVED
    assert "Recognised as a refugee" in page_of(signed_in(client, cast.counsel), "decision", case)


def test_only_outcomes_that_the_record_allows_are_offered_and_the_others_say_why(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    page = page_of(signed_in(client, cast.adjudicator), "recommend", case)
    offered = re.findall(r'name="outcome" value="(\w+)"', page)
    assert offered == ["refugee"]
    assert "On the record the person is entitled to what this outcome would deny." in page
    refused = client.post(address("recommend", case), recommendation_form(case, "refused", reasons="Typed with care"))
    assert refused.status_code == 422
    assert "Typed with care" in refused.content.decode()
    assert not Recommendation.objects.exists()


def test_a_way_of_examining_that_only_grants_offers_no_refusal(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    signed_in(client, cast.adjudicator)
    assert 'value="refused"' in page_of(client, "recommend", case)
    Case.objects.filter(pk=case.pk).update(modality="prima_facie", modality_reason="A group")
    page = page_of(client, "recommend", case)
    assert 'value="refused"' not in page
    assert "only there to grant" in page


def test_a_remark_without_an_answer_is_named_beside_its_field(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    wanted = answered(case)
    assert wanted
    signed_in(client, cast.adjudicator)
    typed = recommendation_form(case, "refused") | {name_of(key): "" for key in wanted}
    answer = client.post(address("recommend", case), typed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert {name_of(key) for key in wanted} <= set(form.errors)
    assert client.post(address("recommend", case), recommendation_form(case, "refused")).status_code == 302
    assert Recommendation.objects.get().remarks_answered == wanted


def test_a_returned_recommendation_comes_back_with_what_was_typed(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    recommended(case, cast)
    back = Reviewing(result="return", codes=("reasons_unclear",))
    review_recommendation(cast.reviewer, case.number, request=back)
    page = page_of(signed_in(client, cast.adjudicator), "recommend", case)
    assert re.search(r'value="refugee"[^>]*checked', page)
    assert "As found." in page


def test_a_recommendation_is_taken_back_by_its_author_alone(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    recommended(case, cast)
    assert client.get(address("recommend", case)).status_code == 302  # nobody is signed in
    assert signed_in(client, cast.reviewer).post(address("recommendation_withdraw", case)).status_code == 403
    signed_in(client, cast.adjudicator)
    assert "Take your recommendation back" in page_of(client, "decision", case)
    assert client.get(address("recommend", case)).status_code == 409
    assert client.post(address("recommendation_withdraw", case)).status_code == 302
    assert "Withdrawn by its author" in page_of(client, "decision", case)


def test_the_review_lays_everything_side_by_side(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    exhibit = Exhibit.objects.create(
        case=case,
        label="E-1",
        title="Letter of the aunt",
        kind="statement",
        media="pdf",
        sha256="b" * 64,
        size=1,
        pages=4,
        added_by=cast.registrar,
    )
    ExhibitOpened.objects.create(exhibit=exhibit, user=cast.adjudicator, furthest=2)
    recommended(case, cast, "refused")
    page = page_of(signed_in(client, cast.reviewer), "review", case)
    for words in [
        "As found.",
        "Looked at; it may stand.",
        "Return to North Korea",
        "Letter of the aunt",
        "to page 2 of 4",
        "never",
        "On what the conclusions rest",
    ]:
        assert words in page, words


def test_a_return_needs_a_reason_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    recommended(case, cast)
    signed_in(client, cast.reviewer)
    typed = {"result": "return", "remarks": "Look at page 2", "finding-1": "PRK objective_risk", "note-1": "Which one?"}
    wrong = client.post(address("review", case), typed)
    assert wrong.status_code == 422
    assert "Look at page 2" in wrong.content.decode()
    assert "Which one?" in wrong.content.decode()
    assert (
        client.post(address("review", case), typed | {"codes": ["standard"], "code-1": "standard"}).status_code == 302
    )
    review = Review.objects.get()
    assert review.codes == "standard"
    assert review.points == [{"code": "standard", "entity": "PRK", "item": "objective_risk", "note": "Which one?"}]
    # The one who drafted reads it, also after the next recommendation.
    recommended(case, cast)
    page = page_of(signed_in(client, cast.adjudicator), "decision", case)
    assert "Look at page 2" in page
    assert "The wrong standard or burden of proof" in page


def test_a_second_opinion_is_somebody_elses(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    recommended(case, cast)
    signed_in(client, cast.reviewer)
    assert client.post(address("review", case), {"result": "second_opinion"}).status_code == 422
    asked = {"result": "second_opinion", "remarks": "Is this a social group?"}
    assert client.post(address("review", case), asked).status_code == 302
    assert "Review the recommendation" not in page_of(client, "decision", case)
    again = client.post(address("review", case), {"result": "agree", "key": "other"})
    assert again.status_code == 422
    second = page_of(signed_in(client, cast.second_reviewer), "review", case)
    assert "Is this a social group?" in second


def make_reviewer_too(cast: Cast, case: Case) -> User:
    """The adjudicator with every role and relation that a review and a signature ask for."""
    RoleGrant.objects.create(user=cast.adjudicator, role=Role.REVIEWER)
    assign(case, cast.adjudicator, relation=Relation.REVIEWER)
    return User.objects.get(pk=cast.adjudicator.pk)


def test_whoever_recommended_neither_reviews_nor_signs_on_page_or_by_action(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    own = make_reviewer_too(cast, case)
    recommended(case, cast)
    signed_in(client, own, proved=True)
    assert "Review the recommendation" not in page_of(client, "decision", case)
    assert client.get(address("review", case)).status_code == 403
    assert client.post(address("review", case), {"result": "agree"}).status_code == 403
    assert client.get(address("assessment_rests_on", case)).status_code == 403
    assert not Review.objects.exists()
    review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree"))
    draft_decision(own, case.number, request=Drafting())
    assert "Sign the decision" not in page_of(client, "decision", case)
    assert client.get(address("decision_sign", case)).status_code == 403
    assert client.post(address("decision_sign", case), {"read": "on"}).status_code == 403
    assert client.post(address("decision_send_back", case), {"codes": ["law"]}).status_code == 403
    # Negative control: somebody else with the same roles may.
    signed_in(client, cast.second_reviewer, proved=True)
    assert client.get(address("decision_sign", case)).status_code == 200


def test_a_refusal_is_not_signed_by_its_reviewer(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    recommended(case, cast, "refused")
    review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree"))
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    assert signed_in(client, cast.reviewer, proved=True).get(address("decision_sign", case)).status_code == 403
    assert signed_in(client, cast.second_reviewer, proved=True).get(address("decision_sign", case)).status_code == 200


def test_signing_asks_again_who_is_there(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    draft_of(case, cast)
    signed_in(client, cast.second_reviewer)
    for answer in [
        client.get(address("decision_sign", case)),
        client.post(address("decision_sign", case), {"read": "on"}),
    ]:
        assert answer.status_code == 302
        assert "reauthenticate" in answer["Location"]
    case.refresh_from_db()
    assert case.state == State.DECISION


def test_a_page_of_nothing_to_do_says_so(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    assert signed_in(client, cast.reviewer, proved=True).get(address("review", case)).status_code == 409
    assert client.get(address("decision_sign", case)).status_code == 409
    signed_in(client, cast.adjudicator)
    assert client.get(address("decision_serve", case)).status_code == 409
    assert client.get(address("decision_paragraph", case, "en", 1)).status_code == 409
    assert "Nothing is recommended yet." in page_of(client, "decision", case)
