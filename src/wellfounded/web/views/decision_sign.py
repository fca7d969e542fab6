"""Sign a decision, serve it, or withdraw it before it is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import formats
from django.utils.translation import gettext as _

from wellfounded.accounts.reauthentication import needs_proof
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.serve_decision import Serving
from wellfounded.cases.actions.sign_decision import SigningDecision, edited_in_one_language, sign_decision
from wellfounded.cases.actions.withdraw_before_service import Withdrawing, withdraw_before_service
from wellfounded.cases.appeal_told import tells_another_term
from wellfounded.cases.appeals import term_of_appeal
from wellfounded.cases.deadline_terms import rules_of
from wellfounded.cases.errors import NotNow, Stale
from wellfounded.cases.models import DeadlineKind, DecisionState
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.permissions import Permission
from wellfounded.cases.receipts import changed_since
from wellfounded.cases.text_shown import text_shown
from wellfounded.letters.decision.serving import serve_letter
from wellfounded.web.assessment import words
from wellfounded.web.assessment.frame import assessment_of, shelf_of
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.decision.paragraphs import languages_of, paragraphs_of
from wellfounded.web.forms.assessment import ReasonForm
from wellfounded.web.forms.decision import ServeForm, SignForm
from wellfounded.web.registration.page import plain
from wellfounded.web.views.adding import Adding, add
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Decision


@needs_proof
def sign(request: HttpRequest, number: str) -> HttpResponse:
    """The whole text is on the page of its signature. Who signs shows again that it is them."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.DECISION_DECIDE)
    form = SignForm(posted(request))
    if attempt(form, lambda: _signed(user, case, form=form)) is not None:
        messages.success(request, _("Signed. It can be served now."))
        return HttpResponseRedirect(reverse("decision", args=[number]))
    drafted = _in_state(case, DecisionState.DRAFT, otherwise=_("There is no draft to sign."))
    form.initial["shown"] = text_shown(drafted)
    changed = changed_since(drafted.recommendation.receipt, assessment_of(case))
    context = {
        "form": form,
        "decision": drafted,
        "languages": languages_of(drafted),
        "paragraphs": paragraphs_of(drafted, shelf_of(case), links=True),
        "uneven": edited_in_one_language(drafted),
        "changed": [words.titled(title) for title in changed],
        "back": reverse("decision", args=[number]),
    }
    status = 422 if form.errors else 200
    return render(request, "web/decision/sign.html", case_frame(user, case, tab="decision") | context, status=status)


def _signed(user: User, case: Case, *, form: SignForm) -> Decision:
    """What was written while they read is shown, to be read before it is signed."""
    try:
        return sign_decision(user, case.number, request=form.request_as(SigningDecision))
    except Stale:
        drafted = _in_state(case, DecisionState.DRAFT, otherwise=_("There is no draft to sign."))
        form.look_again(shown=text_shown(drafted))
        raise


def serve(request: HttpRequest, number: str) -> HttpResponse:
    """When it was sent, when it reached the person, how, and in which language. The letter's date is another day."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.DECISION_SERVE)
    signed = _in_state(case, DecisionState.SIGNED, otherwise=_("Only a signed decision can be served."))
    drafted_in = languages_of(signed)
    languages = [(one.code, one.name) for one in drafted_in]
    rule = rules_of(case.profile).terms[DeadlineKind.APPEAL]
    form = ServeForm(posted(request), languages=languages, rule=rule, initial={"decision": signed.pk})
    if attempt(form, lambda: _served(user, signed, form=form)) is not None:
        messages.success(request, _told(case))
        return HttpResponseRedirect(reverse("decision", args=[number]))
    context = {
        "form": form,
        "back": reverse("decision", args=[number]),
        "unchecked": [one.name for one in drafted_in if one.unchecked],
        "another_term": tells_another_term(signed),
    }
    status = 422 if form.errors else 200
    return render(request, "web/decision/serve.html", case_frame(user, case, tab="decision") | context, status=status)


def _told(case: Case) -> str:
    """The day to keep, and why it is not sure where it is not."""
    term = term_of_appeal(case)
    if term is None:
        return _("Served.")
    last = _("Served. Last day to appeal: %(day)s.") % {"day": formats.date_format(term.due_on)}
    return " ".join([last, *term.what_is_not_known])


def _served(user: User, signed: Decision, *, form: ServeForm) -> Decision:
    try:
        return serve_letter(user, signed.case.number, request=Serving(**form.cleaned_data))
    except Stale:
        form.look_again(decision=signed.pk)
        raise


def _in_state(case: Case, state: DecisionState, *, otherwise: str) -> Decision:
    found = current_decision(case)
    if found is None or found.state != state:
        raise NotNow(otherwise)
    return found


def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Withdraw the decision before it is served"),
        permission=Permission.DECISION_WITHDRAW,
        form=ReasonForm,
        save=plain(withdraw_before_service, Withdrawing),
        back="decision",
        tab="decision",
        note=_("An error was seen in time. The decision is kept, marked as withdrawn, and can be drafted anew."),
        button=_("Withdraw it"),
    )
    return add(request, number, adding=adding)


addresses = (
    path("cases/<str:number>/decision/sign/", sign, name="decision_sign"),
    path("cases/<str:number>/decision/serve/", serve, name="decision_serve"),
    path("cases/<str:number>/decision/withdraw/", withdraw, name="decision_withdraw"),
)
