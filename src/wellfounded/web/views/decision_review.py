"""Review a recommendation: the assessment beside it, who opened which exhibit, the remarks and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.actions.review_recommendation import review_recommendation
from wellfounded.cases.actions.send_back_decision import send_back_decision
from wellfounded.cases.decision_policies import remark_key
from wellfounded.cases.errors import Stale
from wellfounded.cases.models import Exhibit, ExhibitOpened
from wellfounded.cases.models.decision import standing_recommendation
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.permissions import Permission
from wellfounded.cases.receipts import changed_since
from wellfounded.cases.screening import remarks
from wellfounded.web.assessment import words
from wellfounded.web.assessment.conclusions import of_person, of_places
from wellfounded.web.assessment.frame import Opened, assessment_frame, opened
from wellfounded.web.assessment.remark_words import remark_words
from wellfounded.web.assessment.remarks import remark_groups
from wellfounded.web.assessment.returned import reviews_of
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.decision import ReturnForm, ReviewForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from wellfounded.cases.models import Recommendation, Review


def review(request: HttpRequest, number: str) -> HttpResponse:
    found = opened(request, number, permission=Permission.REVIEW)
    standing = standing_recommendation(found.case)
    form = ReviewForm(posted(request), findings=finding_choices(found), initial=_read(standing))
    if attempt(form, lambda: _reviewed(review_recommendation, found, form=form)) is not None:
        messages.success(request, _("Your review is saved."))
        return HttpResponseRedirect(reverse("decision", args=[number]))
    context = {"form": form, "back": reverse("decision", args=[number])}
    if standing is not None:
        context |= _of_recommendation(found, standing)
    status = 422 if form.errors else 200
    return render(request, "web/decision/review.html", assessment_frame(found, part="") | context, status=status)


def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """Whoever was to sign it sends it back, with coded reasons as in a review."""
    found = opened(request, number, permission=Permission.DECISION_DECIDE)
    standing = standing_recommendation(found.case)
    form = ReturnForm(posted(request), findings=finding_choices(found), initial=_read(standing))
    if attempt(form, lambda: _reviewed(send_back_decision, found, form=form)) is not None:
        messages.success(request, _("Sent back. The case is in assessment again."))
        return HttpResponseRedirect(reverse("decision", args=[number]))
    context = {"form": form, "back": reverse("decision", args=[number])}
    status = 422 if form.errors else 200
    return render(request, "web/decision/send_back.html", assessment_frame(found, part="") | context, status=status)


def _read(standing: Recommendation | None) -> dict[str, int]:
    """Which one the page shows."""
    return {} if standing is None else {"recommendation": standing.pk}


def _reviewed(act: Callable[..., Review], found: Opened, *, form: ReturnForm) -> Review:
    """Of another recommendation than the page showed nothing is said yet: it is shown now, with what was typed."""
    try:
        return act(found.user, found.number, request=form.request())
    except Stale:
        form.look_again(**_read(standing_recommendation(found.case)))
        raise


def finding_choices(found: Opened) -> list[tuple[str, str]]:
    """Every finding that a reviewer may mean: conclusions, and what a person found."""
    findings = found.assessment.findings.values()
    named = [one for one in findings if one.criterion.goal or one.human is not None or one.criterion.evaluative]
    return [(f"{one.entity} {one.criterion.id}", _titled(one.criterion.title, one.entity)) for one in named]


def _titled(title: str, entity: str) -> str:
    about = words.about(entity)
    return f"{words.titled(title)} ({about})" if about else words.titled(title)


def _of_recommendation(found: Opened, standing: Recommendation) -> dict[str, Any]:
    told = remarks(found.assessment)
    answers = {key: text for key, text in standing.remarks_answered.items() if text}
    answered = [
        (remark_words(remark, found.assessment.law), answers[remark_key(remark)])
        for remark in told
        if remark_key(remark) in answers
    ]
    return {
        "recommendation": standing,
        "outcome": Outcome(standing.outcome).label,
        "reviews": reviews_of(standing),
        "changed": [words.titled(title) for title in changed_since(standing.receipt, found.assessment)],
        "person": of_person(found.facts),
        "places": of_places(found.facts),
        "groups": remark_groups(found.assessment, told, number=found.number),
        "answered": answered,
        "exhibits": _exhibits(found, standing),
    }


def _exhibits(found: Opened, standing: Recommendation) -> list[dict[str, Any]]:
    """How far the one who recommended, and the one who reviews, have opened each exhibit."""
    rows = ExhibitOpened.objects.filter(exhibit__case=found.case, user__in=[standing.by_id, found.user.pk])
    furthest = {(row.exhibit_id, row.user_id): row.furthest for row in rows}
    return [
        {
            "exhibit": exhibit,
            "drafter": furthest.get((exhibit.pk, standing.by_id)),
            "own": furthest.get((exhibit.pk, found.user.pk)),
        }
        for exhibit in Exhibit.objects.filter(case=found.case)
    ]


addresses = (
    path("cases/<str:number>/review/", review, name="review"),
    path("cases/<str:number>/decision/send-back/", send_back, name="decision_send_back"),
)
