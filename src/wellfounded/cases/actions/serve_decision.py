"""Serve a signed decision: when it was sent, when it reached the person, and how. Then the term of appeal runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Language
from wellfounded.audit.events import Event
from wellfounded.cases.appeal_term import set_appeal_term
from wellfounded.cases.days import problems_of_days
from wellfounded.cases.deadline_terms import rules_of
from wellfounded.cases.deadlines import set_deadline, settle_deadline
from wellfounded.cases.errors import NotNow, Stale
from wellfounded.cases.models import DeadlineKind, Decision, DecisionState, ServedHow, SettledHow
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.permissions import Permission
from wellfounded.cases.punctuation import listed
from wellfounded.cases.saving import Saving
from wellfounded.cases.signed_texts import unsigned_texts
from wellfounded.cases.states import State
from wellfounded.cases.status_after import write_status
from wellfounded.cases.typed_text import one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """`texts` are the hashes of the letter's own texts by kind; `letter_hash` is of the paper that was handed over.

    `sent_on` is the day on which it left the office, or counsel had it. `shorter_applies` says whether the profile's
    shorter term of appeal is theirs. Either may stay unknown, and then the earliest last day is kept.
    `decision` is the key of the one whose letter it is; without it, the one that stands is meant.
    """

    letter_date: date | None = None
    sent_on: date | None = None
    served_on: date | None = None
    how: str = ""
    language: str = ""
    shorter_applies: bool | None = None
    letter_hash: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    decision: int | None = None
    key: str = ""


@transaction.atomic
def serve_decision(user: User, number: str, *, request: Serving) -> Decision:
    saving = Saving.begin(user, number, permission=Permission.DECISION_SERVE, request=request)
    if (earlier := saving.earlier(Decision)) is not None:
        return earlier
    decision = current_decision(saving.case)
    if decision is None or decision.state != DecisionState.SIGNED:
        raise NotNow(_("Only a signed decision can be served."))
    if request.decision is not None and request.decision != decision.pk:
        raise Stale(_("The decision of this page was withdrawn, and another one signed. Serve the letter of that one."))
    refuse(_problems(decision, request))
    decision.state, decision.served_by = DecisionState.SERVED, user
    decision.letter_date, decision.served_on = request.letter_date, request.served_on
    decision.served_how, decision.letter_language = request.how, request.language
    decision.letter_hash = request.letter_hash
    decision.sent_on = request.served_on if request.how == ServedHow.IN_PERSON else request.sent_on
    decision.shorter_applies = request.shorter_applies if _knows_shorter(decision) else None
    decision.save()
    write_status(decision, by=user)
    _set_deadlines(decision, user=user)
    saving.move(State.SERVED)
    return saving.done(decision, Event.DECISION_SERVED, how=request.how, language=request.language)


def _knows_shorter(decision: Decision) -> bool:
    rule = rules_of(decision.case.profile).terms.get(DeadlineKind.APPEAL)
    return rule is not None and rule.shorter is not None


def _set_deadlines(decision: Decision, *, user: User) -> None:
    settle_deadline(decision.case, DeadlineKind.FIRST_DECISION, how=SettledHow.DONE, by=user)
    appeal = set_appeal_term(decision, by=user)
    if appeal is not None:  # nothing is final before the last day that may be in time
        set_deadline(decision.case, DeadlineKind.FINAL_CLOSURE, start=appeal.last_possible, by=user)


def _problems(decision: Decision, request: Serving) -> dict[str, str]:
    problems = required({"how": request.how, "language": request.language})
    problems |= one_of("how", request.how, known=ServedHow.values)
    problems |= one_of("language", request.language, known=Language.values)
    problems |= _problems_of_days(request)
    if "language" in problems:
        return problems
    if not decision.paragraphs.filter(language=request.language).exists():
        problems["language"] = _("The decision was not drafted in this language.")
    elif unsigned := unsigned_texts(request.language, request.texts):
        problems["language"] = _(
            "No qualified reader has signed off these texts in this language: %(kinds)s. Nothing is served in it."
        ) % {"kinds": listed(unsigned)}
    return problems


def _problems_of_days(request: Serving) -> dict[str, str]:
    problems = problems_of_days(letter_date=request.letter_date, served_on=request.served_on)
    if request.letter_date and request.served_on and request.letter_date > request.served_on:
        problems["served_on"] = _("A letter cannot be served before its own date.")
    return problems | _problems_of_sending(request)


def _problems_of_sending(request: Serving) -> dict[str, str]:
    """It may stay unknown; what is told has to fit with the other days."""
    sent, letter, served = request.sent_on, request.letter_date, request.served_on
    if sent is None:
        return {}
    if sent > timezone.localdate():
        return {"sent_on": _("This day has not come yet.")}
    if letter is not None and sent < letter:
        return {"sent_on": _("A letter cannot be sent before its own date.")}
    if served is not None and sent > served:
        return {"sent_on": _("It cannot be sent after it reached the person.")}
    if served is not None and sent < served and request.how == ServedHow.IN_PERSON:
        return {"sent_on": _("What is handed over in person is sent on that day.")}
    return {}
