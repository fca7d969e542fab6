"""Two pages open at once: nobody signs, agrees to or serves another thing than the one that their page showed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.days import TODAY
from tests.casework.decisions import REFUSED, answered, case_in_assessment, recommended, to_state
from tests.casework.pages import signed_in
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.edit_paragraph import Editing, edit_paragraph
from wellfounded.cases.actions.recommend import Recommending, recommend
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.send_back_decision import send_back_decision
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.actions.withdraw_before_service import Withdrawing, withdraw_before_service
from wellfounded.cases.actions.withdraw_recommendation import TakingBack, withdraw_recommendation
from wellfounded.cases.errors import Stale
from wellfounded.cases.models import Case, Decision, Review
from wellfounded.cases.models.decision import current_decision, standing_recommendation
from wellfounded.cases.text_shown import text_shown
from wellfounded.cases.typed_text import clean

OTHERS_WORDS = "The applicant has no fear at all."


@pytest.fixture
def drafted(cast: Cast) -> Decision:
    case = to_state(case_in_assessment(cast), cast, "decision")
    return draft_decision(cast.adjudicator, case.number, request=Drafting())


def edit(cast: Cast, decision: Decision, text: str = OTHERS_WORDS) -> None:
    asked = Editing(language="en", paragraph=1, text=text)
    edit_paragraph(cast.adjudicator, decision.case.number, request=asked)


def test_nobody_signs_what_was_written_after_they_had_read(cast: Cast, drafted: Decision) -> None:
    asked = SigningDecision(read=True, shown=text_shown(drafted))
    edit(cast, drafted)
    with pytest.raises(Stale):
        sign_decision(cast.second_reviewer, drafted.case.number, request=asked)
    drafted.refresh_from_db()
    assert (drafted.state, drafted.decided_by) == ("draft", None)
    edit(cast, drafted, text="")  # as it was: what they read is what stands
    assert sign_decision(cast.second_reviewer, drafted.case.number, request=asked).state == "signed"


def test_the_page_of_a_signature_shows_what_changed_and_asks_to_read_again(
    client: Client, cast: Cast, drafted: Decision
) -> None:
    there = reverse("decision_sign", args=[drafted.case.number])
    signed_in(client, cast.second_reviewer, proved=True)
    read = client.get(there).context["form"].initial["shown"]
    edit(cast, drafted)
    answer = client.post(there, {"read": "on", "shown": read})
    page = answer.content.decode()
    assert (answer.status_code, current_decision(drafted.case).state) == (422, "draft")  # type: ignore[union-attr]  # drafted above
    assert OTHERS_WORDS in page
    assert "The text was changed after you opened this page" in page
    assert answer.context["form"]["read"].value() is False
    assert f'name="shown" value="{text_shown(drafted)}"' in page
    assert client.post(there, {"read": "on", "shown": text_shown(drafted)}).status_code == 302
    assert current_decision(drafted.case).state == "signed"  # type: ignore[union-attr]  # drafted above


def other_recommendation(cast: Cast, case: Case) -> int:
    """The one that was read is taken back, and the opposite recommended."""
    first = recommended(case, cast, "refused")
    withdraw_recommendation(cast.adjudicator, case.number, request=TakingBack())
    asked = Recommending(outcome="refugee", reasons="On second thoughts.", answers=answered(case))
    recommend(cast.adjudicator, case.number, request=replace(asked, departs_reason="The risk is real."))
    return first.pk


def test_nobody_agrees_to_another_recommendation_than_the_one_they_read(cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    read = other_recommendation(cast, case)
    with pytest.raises(Stale):
        review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree", recommendation=read))
    assert not Review.objects.exists()
    now = standing_recommendation(case)
    assert now is not None
    review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree", recommendation=now.pk))
    asked = Reviewing(codes=("law",), recommendation=read)
    with pytest.raises(Stale):
        send_back_decision(cast.second_reviewer, case.number, request=asked)


def test_the_page_of_a_review_shows_the_newer_one_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    read = other_recommendation(cast, case)
    there = reverse("review", args=[case.number])
    answer = signed_in(client, cast.reviewer).post(
        there, {"result": "agree", "remarks": "Well", "recommendation": read}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Review.objects.exists()
    assert "On second thoughts." in page
    assert "Another recommendation stands now" in page
    assert ">\nWell</textarea>" in page
    now = standing_recommendation(case)
    assert now is not None
    assert f'name="recommendation" value="{now.pk}"' in page
    assert client.post(there, {"result": "agree", "recommendation": now.pk}).status_code == 302


def test_no_letter_is_served_for_another_decision_than_its_own(client: Client, cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "decided")
    first = current_decision(case)
    assert first is not None
    withdraw_before_service(cast.reviewer, case.number, request=Withdrawing(reason="A slip"))
    again = draft_decision(cast.adjudicator, case.number, request=Drafting())
    sign_decision(cast.second_reviewer, case.number, request=SigningDecision(read=True))
    there = reverse("decision_serve", args=[case.number])
    typed = {"letter_date": TODAY.day, "served_on": TODAY.day, "how": "in_person", "language": "en"}
    answer = signed_in(client, cast.registrar).post(there, typed | {"decision": first.pk})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "was withdrawn, and another one signed" in page
    assert f'name="decision" value="{again.pk}"' in page
    assert client.post(there, typed | {"decision": again.pk}).status_code == 302


def test_what_a_program_wrote_with_its_own_line_ends_is_edited_in_a_browser(cast: Cast, drafted: Decision) -> None:
    """A browser sends every line end as two signs. It is the same text, and nobody else changed it."""
    drafted.paragraphs.filter(number=1).update(generated="First line.\nSecond line.")
    sent = "First line.\r\nSecond line."
    asked = Editing(language="en", paragraph=1, text=sent, before=sent)
    assert edit_paragraph(cast.adjudicator, drafted.case.number, request=asked).edited == ""  # nothing differs
    asked = replace(asked, text="First line.\r\nAnother line.")
    made = edit_paragraph(cast.adjudicator, drafted.case.number, request=asked)
    assert made.edited == "First line.\nAnother line."
    asked = replace(asked, text="Mine", before=sent)
    with pytest.raises(Stale):
        edit_paragraph(cast.adjudicator, drafted.case.number, request=asked)


def test_one_kind_of_line_end_is_kept() -> None:
    assert clean(" one\r\ntwo\rthree\nfour\x00 ") == "one\ntwo\nthree\nfour"
