"""From recommendation to service: recommend, review, draft, edit, sign, serve."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from wellfounded.api.shapes import REFUSALS, CaseNumber
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.edit_paragraph import Editing, edit_paragraph
from wellfounded.cases.actions.recommend import Recommending, recommend
from wellfounded.cases.actions.release_own_file import Releasing, release_own_file
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.send_back_decision import send_back_decision
from wellfounded.cases.actions.serve_decision import Serving
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.actions.withdraw_before_service import Withdrawing, withdraw_before_service
from wellfounded.cases.actions.withdraw_recommendation import TakingBack, withdraw_recommendation
from wellfounded.cases.appeals import term_of_appeal
from wellfounded.cases.models import Decision, DecisionState
from wellfounded.cases.permissions import Permission
from wellfounded.cases.reading_decisions import decision_for
from wellfounded.cases.text_shown import text_shown
from wellfounded.letters.decision.serving import serve_letter

router = Router(tags=["decisions"])


class ParagraphShown(Schema):
    language: str
    number: int
    text: str
    edited: bool
    links: list[dict[str, Any]]


class DecisionShown(Schema):
    """`shown` is what whoever signs sends along, so that nobody signs another text than this one.

    `appeal_due_on` is the last day to appeal that is to be kept. Where `appeal_doubts` says what is not known of it,
    none that comes until `appeal_latest_on` is late.
    """

    id: int
    shown: str
    outcome: str
    state: str
    letter_date: date | None
    sent_on: date | None
    served_on: date | None
    appeal_due_on: date | None
    appeal_latest_on: date | None
    appeal_doubts: list[str]
    paragraphs: list[ParagraphShown]


@router.get(
    "/{number}/decision",
    response={200: DecisionShown, **REFUSALS},
    operation_id="decision",
    openapi_extra=of_permission(Permission.DECISION_READ_SERVED),
)
def decision(request: HttpRequest, number: CaseNumber) -> dict[str, Any]:
    """The decision that stands, paragraph by paragraph; a draft only to those who work on it."""
    found = decision_for(user_of(request), number)
    plain = ("id", "outcome", "state", "letter_date", "sent_on", "served_on")
    paragraphs = [
        {
            "language": one.language,
            "number": one.number,
            "text": one.text,
            "edited": bool(one.edited),
            "links": one.links,
        }
        for one in found.paragraphs.all()
    ]
    shown = {name: getattr(found, name) for name in plain} | _term(found)
    return shown | {"shown": text_shown(found), "paragraphs": paragraphs}


def _term(found: Decision) -> dict[str, Any]:
    term = term_of_appeal(found.case) if found.state == DecisionState.SERVED else None
    return {
        "appeal_due_on": term.due_on if term else None,
        "appeal_latest_on": term.latest_on if term else None,
        "appeal_doubts": term.doubts.split() if term else [],
    }


P = Permission
add_verbs(
    router,
    Verb(address="/{number}/recommendation", act=recommend, asked=Recommending, permission=P.RECOMMEND),
    Verb(
        address="/{number}/recommendation/withdraw",
        act=withdraw_recommendation,
        asked=TakingBack,
        permission=P.RECOMMEND,
    ),
    Verb(address="/{number}/review", act=review_recommendation, asked=Reviewing, permission=P.REVIEW),
    Verb(address="/{number}/decision", act=draft_decision, asked=Drafting, permission=P.DECISION_DRAFT),
    Verb(
        address="/{number}/decision/paragraphs/{paragraph}",
        act=edit_paragraph,
        asked=Editing,
        permission=P.DECISION_DRAFT,
    ),
    Verb(address="/{number}/decision/send-back", act=send_back_decision, asked=Reviewing, permission=P.DECISION_DECIDE),
    Verb(address="/{number}/decision/sign", act=sign_decision, asked=SigningDecision, permission=P.DECISION_DECIDE),
    Verb(address="/{number}/decision/serve", act=serve_letter, asked=Serving, permission=P.DECISION_SERVE),
    Verb(
        address="/{number}/decision/withdraw",
        act=withdraw_before_service,
        asked=Withdrawing,
        permission=P.DECISION_WITHDRAW,
    ),
    Verb(address="/{number}/own-file", act=release_own_file, asked=Releasing, permission=P.OWN_FILE_RELEASE),
)
