"""After a decision: appeals and what returns to the authors, opening again, closing, the own file, family."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.casework.cast import Cast, make_user
from tests.casework.decisions import GRANTED, OPEN, REFUSED, case_in_assessment, to_state
from tests.casework.factories import assign
from tests.casework.pages import address, page_of, signed_in
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.make_receipt import ReceiptWanted, make_receipt
from wellfounded.cases.models import (
    Appeal,
    AppealReader,
    Case,
    Closure,
    DerivativeStatus,
    NoShowNotice,
    OwnFileRelease,
    Proceeding,
    Relation,
    ReopenedWhy,
    Reopening,
)
from wellfounded.cases.states import State


@pytest.fixture
def refused(cast: Cast) -> Case:
    return to_state(case_in_assessment(cast, REFUSED), cast, "served", outcome="refused")


@pytest.fixture
def granted(cast: Cast) -> Case:
    return to_state(case_in_assessment(cast, GRANTED), cast, "served")


def third_reviewer(case: Case) -> User:
    """A reviewer who took no part."""
    user = make_user("third_reviewer", Role.REVIEWER)
    assign(case, user, relation=Relation.REVIEWER)
    return user


def test_counsel_lodges_an_appeal_and_it_may_come_without_grounds(client: Client, cast: Cast, refused: Case) -> None:
    signed_in(client, cast.counsel)
    page = page_of(client, "appeal_lodge", refused)
    assert "Last day in time:" in page
    future = timezone.localdate() + timedelta(days=3)
    wrong = client.post(address("appeal_lodge", refused), {"lodged_on": future, "grounds": "Another dialect"})
    assert wrong.status_code == 422
    assert "Another dialect" in wrong.content.decode()
    assert client.post(address("appeal_lodge", refused), {"lodged_by": "counsel"}).status_code == 302
    refused.refresh_from_db()
    assert refused.state == State.APPEAL
    assert "waiting" in page_of(client, "decision", refused)


def test_grounds_that_follow_are_shown_and_read_before_the_appeal_is_decided(
    client: Client, cast: Cast, refused: Case
) -> None:
    signed_in(client, cast.counsel)
    assert address("appeal_add", refused) not in page_of(client, "decision", refused)
    lodge_appeal(cast.counsel, refused.number, request=Lodging(lodged_by="counsel"))
    assert address("appeal_add", refused) in page_of(client, "decision", refused)
    decider = third_reviewer(refused)
    reading = Client()
    signed_in(reading, decider)
    opened = page_of(reading, "appeal_decide", refused)
    assert "No grounds were given" in opened
    blank = client.post(address("appeal_add", refused), {"grounds": ""})
    assert (blank.status_code, "Write the grounds" in blank.content.decode()) == (422, True)
    assert client.post(address("appeal_add", refused), {"grounds": "Another dialect"}).status_code == 302
    typed = {"outcome": "confirmed", "reasons": "The account is not consistent.", "shown": "0"}
    late = reading.post(address("appeal_decide", refused), typed)
    assert late.status_code == 422
    for words in ("Something was added", "Another dialect", "The account is not consistent."):
        assert words in late.content.decode()
    assert "No grounds were given" not in late.content.decode()
    again = typed | {"shown": late.context["form"]["shown"].value()}
    assert reading.post(address("appeal_decide", refused), again).status_code == 302
    page = page_of(client, "decision", refused)
    assert "Another dialect" in page
    assert address("appeal_add", refused) not in page


@pytest.mark.parametrize("user", ["adjudicator", "reviewer", "second_reviewer"])
def test_nobody_of_the_decision_decides_the_appeal(client: Client, cast: Cast, refused: Case, user: str) -> None:
    lodge_appeal(cast.counsel, refused.number, request=Lodging(lodged_by="counsel"))
    signed_in(client, getattr(cast, user))
    assert "Decide the appeal" not in page_of(client, "decision", refused)
    assert client.get(address("appeal_decide", refused)).status_code == 403
    assert client.post(address("appeal_decide", refused), {"outcome": "confirmed", "reasons": "So"}).status_code == 403
    assert not Appeal.objects.filter(decided_at__isnull=False).exists()


def test_what_an_appeal_says_of_a_finding_goes_back_to_its_authors(client: Client, cast: Cast, refused: Case) -> None:
    lodge_appeal(cast.counsel, refused.number, request=Lodging(lodged_by="counsel", grounds="Another dialect"))
    signed_in(client, third_reviewer(refused))
    page = page_of(client, "appeal_decide", refused)
    assert "Another dialect" in page
    assert "<details><summary>Further findings" in page
    typed = {
        "outcome": "sent_back",
        "reasons": "One question was not asked",
        "results-2": "person refugee_status",
        "outcome-2": "sent_back",
    }
    wrong = client.post(address("appeal_decide", refused), typed)
    assert wrong.status_code == 422
    assert "results-2" in wrong.context["form"].errors
    assert "One question was not asked" in wrong.content.decode()
    assert "<details open><summary>Further findings" in wrong.content.decode()
    assert client.post(address("appeal_decide", refused), typed | {"note-2": "Ask about the aunt"}).status_code == 302
    refused.refresh_from_db()
    assert refused.state == State.ASSESSMENT
    drafter = page_of(signed_in(client, cast.adjudicator), "assessment", refused)
    assert "What an appeal said of your finding" in drafter
    assert "Ask about the aunt" in drafter
    reader = AppealReader.objects.get(user=cast.adjudicator)
    seen = reverse("appeal_seen", args=[refused.number, reader.result_id])
    assert client.post(seen).status_code == 302
    assert "Ask about the aunt" not in page_of(client, "assessment", refused)
    assert "Ask about the aunt" in page_of(client, "decision", refused)
    # Not theirs: nothing was sent to them.
    assert signed_in(client, cast.observer).post(seen).status_code == 404
    assert "Ask about the aunt" not in page_of(client, "assessment", refused)
    assert "Ask about the aunt" not in page_of(signed_in(client, cast.counsel), "decision", refused)


def test_the_reasons_are_taken_to_be_in_the_language_of_the_screen(client: Client, cast: Cast, refused: Case) -> None:
    lodge_appeal(cast.counsel, refused.number, request=Lodging(lodged_by="counsel"))
    signed_in(client, third_reviewer(refused))
    client.post(reverse("set_language"), {"language": "ko"})
    assert '<option value="ko" selected>' in page_of(client, "appeal_decide", refused)


def test_a_missing_finding_is_asked_for_beside_the_first_row(client: Client, cast: Cast, refused: Case) -> None:
    lodge_appeal(cast.counsel, refused.number, request=Lodging(lodged_by="counsel"))
    signed_in(client, third_reviewer(refused))
    wrong = client.post(address("appeal_decide", refused), {"outcome": "sent_back", "reasons": "Again"})
    assert "results-1" in wrong.context["form"].errors


def test_where_no_appeal_waits_there_is_none_to_decide(client: Client, refused: Case) -> None:
    signed_in(client, third_reviewer(refused))
    assert client.get(address("appeal_decide", refused)).status_code == 409


def test_an_appeal_that_grants_says_which_status(client: Client, cast: Cast, refused: Case) -> None:
    lodge_appeal(cast.counsel, refused.number, request=Lodging(lodged_by="counsel"))
    signed_in(client, third_reviewer(refused))
    typed = {"outcome": "granted", "reasons": "The risk is real"}
    assert "granted" in client.post(address("appeal_decide", refused), typed).context["form"].errors
    assert client.post(address("appeal_decide", refused), typed | {"granted": "refugee"}).status_code == 302
    page = page_of(signed_in(client, cast.counsel), "decision", refused)
    assert "Status granted on appeal" in page
    assert "Recognised as a refugee" in page
    assert client.get(address("appeal_decide", refused)).status_code == 403


def test_a_refused_case_is_opened_again_with_a_reason(client: Client, cast: Cast, refused: Case) -> None:
    assert signed_in(client, cast.adjudicator).get(address("case_reopen", refused)).status_code == 403
    signed_in(client, cast.reviewer)
    assert client.post(address("case_reopen", refused), {"why": "", "reason": "New letter"}).status_code == 422
    typed = {"why": ReopenedWhy.values[0], "reason": "New letter", "into": "interview"}
    assert client.post(address("case_reopen", refused), typed).status_code == 302
    assert Reopening.objects.filter(case=refused).exists()
    assert "New letter" in page_of(client, "decision", refused)


def test_a_status_that_is_held_is_examined_only_in_a_proceeding(client: Client, cast: Cast, granted: Case) -> None:
    signed_in(client, cast.reviewer)
    page = page_of(client, "decision", granted)
    assert "Open the case again" not in page
    assert "Begin to examine cessation" in page
    for route in ["begin_cessation", "begin_cancellation"]:
        assert client.post(address(route, granted), {"reason": ""}).status_code == 422
    typed = {"reason": "Took the old passport again", "told_on": timezone.localdate()}
    assert client.post(address("begin_cessation", granted), typed).status_code == 302
    assert Proceeding.objects.get(case=granted).kind == "cessation"
    assert "going on" in page_of(client, "decision", granted)
    # The reason is for those who decide.
    assert "Took the old passport" not in page_of(signed_in(client, cast.registrar), "decision", granted)


def test_cancellation_is_begun_likewise(client: Client, cast: Cast, granted: Case) -> None:
    signed_in(client, cast.reviewer)
    typed = {"reason": "The papers were another’s", "told_on": timezone.localdate()}
    assert client.post(address("begin_cancellation", granted), typed).status_code == 302
    assert Proceeding.objects.get(case=granted).kind == "cancellation"


def test_an_absence_is_noted_and_closes_only_after_its_time(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN, heard=False)
    signed_in(client, cast.registrar)
    today = timezone.localdate()
    wrong = client.post(address("absence_note", case), {"missed_on": today, "how": "Through the aunt"})
    assert wrong.status_code == 422
    assert "Through the aunt" in wrong.content.decode()
    typed = {"missed_on": today, "told_on": today, "how": "Through the aunt"}
    assert client.post(address("absence_note", case), typed).status_code == 302
    assert NoShowNotice.objects.filter(case=case).exists()
    too_soon = client.post(address("case_close", case), {"kind": "no_show", "reason": "Did not come again"})
    assert too_soon.status_code == 422
    assert "This case can be closed after" in too_soon.content.decode()
    assert "Did not come again" in too_soon.content.decode()
    assert "Did not come" in page_of(client, "decision", case)


def test_a_withdrawal_is_explained_first(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, cast.registrar)
    typed = {"kind": "withdrawal", "reason": "Goes on to a third country"}
    assert "understood" in client.post(address("case_close", case), typed).context["form"].errors
    assert client.post(address("case_close", case), typed | {"understood": "on"}).status_code == 302
    assert Closure.objects.get(case=case).kind == "withdrawal"
    assert signed_in(client, cast.reviewer).get(address("case_close", case)).status_code == 403


def test_every_part_of_the_own_file_is_given_or_withheld_with_a_reason(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, cast.registrar)
    page = page_of(client, "own_file", case)
    assert "it cannot be withheld" in page
    assert "Never handed over" in page
    typed = {
        "to": "applicant",
        "asked_on": timezone.localdate(),
        "identity": "give",
        "account": "give",
        "papers": "give",
        "medical": "give",
        "evidence": "give",
        "country_information": "give",
        "assessment": "keep",
        "why-assessment": "Deliberation of the office",
        "sources": "keep",
        "log": "give",
    }
    wrong = client.post(address("own_file", case), typed)
    assert wrong.status_code == 422
    assert "sources" in wrong.context["form"].errors
    assert "Deliberation of the office" in wrong.content.decode()
    assert client.post(address("own_file", case), typed | {"why-sources": "A name may cost a life"}).status_code == 302
    made = OwnFileRelease.objects.get(case=case)
    assert set(made.withheld) == {"assessment", "sources"}
    assert "Deliberation of the office" in page_of(client, "decision", case)
    assert signed_in(client, cast.counsel).get(address("own_file", case)).status_code == 403


def test_a_family_members_status_needs_findings_of_their_own(client: Client, cast: Cast, granted: Case) -> None:
    child = case_in_assessment(cast, OPEN)
    link_relative(cast.registrar, child.number, request=RelativeGiven(relation="mother", case=granted.number))
    signed_in(client, cast.reviewer)
    assert "Grant the status of a family member" in page_of(client, "decision", child)
    assert "Grant the status of a family member" not in page_of(client, "decision", case_in_assessment(cast, OPEN))
    typed = {"relationship": "daughter", "principal": granted.number}
    none_yet = client.post(address("derivative_status", child), typed)
    assert none_yet.status_code == 422
    assert "First make findings" in none_yet.content.decode()
    make_receipt(cast.adjudicator, child.number, request=ReceiptWanted())
    assert client.post(address("derivative_status", child), {}).status_code == 422
    assert client.post(address("derivative_status", child), typed).status_code == 302
    assert DerivativeStatus.objects.get(case=child).granted_by == cast.reviewer
    assert "daughter" in page_of(client, "decision", child)


@pytest.mark.parametrize("user", ["interviewer", "interpreter"])
def test_the_page_is_closed_to_those_who_have_no_part_in_it(
    client: Client, cast: Cast, refused: Case, user: str
) -> None:
    answer = signed_in(client, getattr(cast, user)).get(address("decision", refused))
    assert answer.status_code == {"interviewer": 403, "interpreter": 404}[user]


def test_the_letter_on_an_appeal_is_written_printed_and_served_from_the_page(
    client: Client, cast: Cast, refused: Case
) -> None:
    lodge_appeal(cast.counsel, refused.number, request=Lodging(lodged_by="counsel"))
    decider = third_reviewer(refused)
    signed_in(client, cast.registrar)
    assert client.get(address("appeal_serve", refused)).status_code == 409
    assert address("appeal_serve", refused) not in page_of(client, "decision", refused)
    signed_in(client, decider)
    typed = {"outcome": "confirmed", "reasons": "진술은 일관되지 않습니다.", "language": "ko"}
    assert client.post(address("appeal_decide", refused), typed).status_code == 302
    assert address("appeal_word", refused) in page_of(client, "decision", refused)
    assert client.post(address("appeal_word", refused), {"language": "en"}).status_code == 422
    written = {"language": "en", "reasons": "The account is not consistent."}
    assert client.post(address("appeal_word", refused), written).status_code == 302
    assert client.get(address("appeal_serve", refused)).status_code == 403
    signed_in(client, cast.adjudicator)
    assert "export/?kind=appeal_pdf" in page_of(client, "decision", refused)
    signed_in(client, cast.registrar)
    page = page_of(client, "decision", refused)
    assert address("appeal_serve", refused) in page
    assert address("appeal_word", refused) not in page
    asked = client.get(address("appeal_serve", refused)).context
    assert len(asked["unchecked"]) == 1
    assert {code for code, _name in asked["form"].fields["language"].choices} == {"", "en", "ko"}
    today = timezone.localdate().isoformat()
    serving = {"letter_date": today, "served_on": today, "how": "in_person", "language": "ko"}
    unread = client.post(address("appeal_serve", refused), serving)
    assert (unread.status_code, "qualified reader" in unread.content.decode()) == (422, True)
    assert client.post(address("appeal_serve", refused), serving | {"language": "en"}).status_code == 302
    page = page_of(client, "decision", refused)
    assert "Served on" in page
    assert address("appeal_serve", refused) not in page
    assert client.get(address("appeal_serve", refused)).status_code == 409
