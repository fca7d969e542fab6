"""The decision of a case: where it stands and what may be done, its text, and every paragraph of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.edit_paragraph import edit_paragraph
from wellfounded.cases.actions.sign_decision import edited_in_one_language
from wellfounded.cases.appeal_told import tells_another_term
from wellfounded.cases.appeals import decided_appeal
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow, Stale
from wellfounded.cases.models import DeadlineKind, Decision, DecisionParagraph, DecisionState
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.permissions import Permission, allowing, check
from wellfounded.web.address import address_of
from wellfounded.web.assessment.frame import shelf_of
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.case_tabs import DECISION_PAGE
from wellfounded.web.decision.acts import acts_of, standing_of
from wellfounded.web.decision.paragraphs import languages_of, links_of, paragraphs_of
from wellfounded.web.decision.past import after_of, appeals_of, recommendations_of
from wellfounded.web.forms.decision import DraftForm, ParagraphForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


def decision(request: HttpRequest, number: str) -> HttpResponse:
    """Each reader sees the part that is theirs: before service a recommendation is for those who decide."""
    user = user_of(request)
    case = _opened(user, number)
    allows, now = allowing(user, case), standing_of(user, case)
    full = allows(Permission.DECISION_READ)
    served = allows(Permission.DECISION_READ_SERVED)
    shown = _decisions(case, full=full) if full or served else []
    appealed = decided_appeal(case) if served else None
    context: dict[str, Any] = {
        "acts": acts_of(now),
        "full": full,
        "recommendations": recommendations_of(case) if full else [],
        "decisions": shown,
        "appeals": appeals_of(case, results=full) if served else [],
        "after": after_of(case),
        "decided_appeal": appealed,
        "writes_reasons": appealed is not None and appealed.decided_by == user,
        "serves": allows(Permission.DECISION_SERVE),
        "exports": allows(Permission.CASE_EXPORT),
        "another_term": _tells_another_term(shown),
        "downloads": _downloads(number) if any(one.state != DecisionState.DRAFT for one in shown) else [],
    }
    return render(request, "web/decision/decision.html", case_frame(user, case, tab="decision") | context)


def _opened(user: User, number: str) -> Case:
    """The case for the page of its decision: for reading it, or for an act of the user's own."""
    try:
        return open_case(user, number, permission=Permission.DECISION_READ_SERVED)
    except NotAllowed:
        case = open_case(user, number)
        if not any(map(allowing(user, case), DECISION_PAGE)):
            check(user, Permission.DECISION_READ_SERVED, case=case)
        return case


def _decisions(case: Case, *, full: bool) -> list[Decision]:
    """Every decision, the newest first; those who do not decide see what was served."""
    people = ("recommended_by", "reviewed_by", "also_reviewed_by", "decided_by", "served_by", "withdrawn_by")
    rows = case.decisions.select_related(*people).order_by("-pk")
    return list(rows if full else rows.filter(state=DecisionState.SERVED))


def _tells_another_term(shown: list[Decision]) -> bool:
    """Of the newest, while it can still be drafted anew, or somebody can still be told."""
    newest = shown[0] if shown else None
    if newest is None or newest.replaced_at is not None or newest.withdrawn_at is not None:
        return False
    served = newest.state == DecisionState.SERVED
    runs = newest.case.deadlines.filter(kind=DeadlineKind.APPEAL, settled_at=None).exists()
    return (not served or runs) and tells_another_term(newest)


def _downloads(number: str) -> list[tuple[str, str]]:
    """The paper itself, as soon as its pages are there."""
    routes = (("decision_pdf", "PDF"), ("decision_docx", "DOCX"))
    return [(address, label) for route, label in routes if (address := address_of(route, number))]


def draft(request: HttpRequest, number: str) -> HttpResponse:
    user = user_of(request)
    case = open_case(user, number, permission=Permission.DECISION_DRAFT)
    form = DraftForm(posted(request))
    if made := attempt(form, lambda: draft_decision(user, number, request=_drafting(form))):
        messages.success(request, _("Drafted. Read every paragraph; each can be edited."))
        return HttpResponseRedirect(reverse("decision_text", args=[number, made.pk]))
    context = {
        "form": form,
        "back": reverse("decision", args=[number]),
        "button": _("Draft the decision"),
        "question": _("Draft the decision"),
        "note": _("Numbered paragraphs are written from the findings. Each stays linked to what it rests on."),
    }
    status = 422 if form.errors else 200
    return render(request, "web/case/adding.html", case_frame(user, case, tab="decision") | context, status=status)


def _drafting(form: DraftForm) -> Drafting:
    return Drafting(languages=tuple(form.cleaned_data["languages"]), key=form.cleaned_data["key"])


def text(request: HttpRequest, number: str, *, pk: int) -> HttpResponse:
    """The numbered paragraphs, the languages side by side, each with what it rests on."""
    user = user_of(request)
    case, shown = _text_of(user, number, pk=pk)
    allows = allowing(user, case)
    is_draft = shown.state == DecisionState.DRAFT and shown.replaced_at is None
    context = {
        "decision": shown,
        "languages": languages_of(shown),
        "paragraphs": paragraphs_of(shown, shelf_of(case), links=allows(Permission.ASSESSMENT_READ)),
        "edits": is_draft and allows(Permission.DECISION_DRAFT),
        "signs": is_draft and allows(Permission.DECISION_DECIDE),
        "uneven": edited_in_one_language(shown) if is_draft else (),
    }
    return render(request, "web/decision/text.html", case_frame(user, case, tab="decision") | context)


def _text_of(user: User, number: str, *, pk: int) -> tuple[Case, Decision]:
    """A decision for reading. Whoever does not decide reads it once it was served; before, it is not there."""
    try:
        case = open_case(user, number, permission=Permission.DECISION_READ)
        found = case.decisions.filter(pk=pk).first()
    except NotAllowed:
        case = open_case(user, number, permission=Permission.DECISION_READ_SERVED)
        found = case.decisions.filter(pk=pk, state=DecisionState.SERVED).first()
    if found is None:
        raise NotFound("")
    return case, found


def paragraph(request: HttpRequest, number: str, *, language: str, place: int) -> HttpResponse:
    """What was generated beside what is edited; what it rests on stays linked."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.DECISION_DRAFT)
    drafted, shown = _paragraph(case, language, place=place)
    form = ParagraphForm(posted(request), initial={"text": shown.text, "before": shown.text})
    there = f"{reverse('decision_text', args=[number, drafted.pk])}#paragraph-{place}"
    if attempt(form, lambda: _edit(user, case, form=form, shown=shown)) is not None:
        messages.success(request, _("The paragraph is saved."))
        return HttpResponseRedirect(there)
    form.fields["text"].widget.attrs["lang"] = shown.language
    others = drafted.paragraphs.filter(number=place).exclude(language=language)
    context = {
        "form": form,
        "paragraph": shown,
        "links": links_of(shown, shelf_of(case)),
        "others": others,
        "back": there,
    }
    status = 422 if form.errors else 200
    return render(
        request, "web/decision/paragraph.html", case_frame(user, case, tab="decision") | context, status=status
    )


def _paragraph(case: Case, language: str, *, place: int) -> tuple[Decision, DecisionParagraph]:
    drafted = current_decision(case)
    if drafted is None or drafted.state != DecisionState.DRAFT:
        raise NotNow(_("Only a draft can be edited."))
    shown = drafted.paragraphs.filter(language=language, number=place).first()
    if shown is None:
        raise NotFound("")
    return drafted, shown


def _edit(user: User, case: Case, *, form: ParagraphForm, shown: DecisionParagraph) -> DecisionParagraph:
    """What somebody else wrote meanwhile is shown beside what was typed; saving once more replaces it."""
    try:
        asked = form.request(language=shown.language, paragraph=shown.number)
        return edit_paragraph(user, case.number, request=asked)
    except Stale as stale:
        form.show_newer(str(stale.theirs["text"]))
        raise


addresses = (
    path("cases/<str:number>/decision/", decision, name="decision"),
    path("cases/<str:number>/decision/draft/", draft, name="decision_draft"),
    path("cases/<str:number>/decision/<int:pk>/text/", text, name="decision_text"),
    path("cases/<str:number>/decision/paragraph/<str:language>/<int:place>/", paragraph, name="decision_paragraph"),
)
