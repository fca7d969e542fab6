"""Recommend an outcome, or take one's own recommendation back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.actions.recommend import Recommending, recommend
from wellfounded.cases.actions.withdraw_recommendation import TakingBack, withdraw_recommendation
from wellfounded.cases.decision_policies import departs, obstacles, to_answer
from wellfounded.cases.errors import Invalid
from wellfounded.cases.ground import ground_of, open_proceeding
from wellfounded.cases.models import Recommendation
from wellfounded.cases.outcomes import OF_A_CLAIM, OF_A_PROCEEDING, Outcome
from wellfounded.cases.permissions import Permission
from wellfounded.cases.screening import remarks
from wellfounded.web.assessment import words
from wellfounded.web.assessment.conclusions import of_person, of_places
from wellfounded.web.assessment.frame import Opened, assessment_frame, opened
from wellfounded.web.assessment.remark_words import remark_words
from wellfounded.web.assessment.remarks import remark_groups
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.assessment import RecommendForm, name_of
from wellfounded.web.forms.question import QuestionForm
from wellfounded.web.registration.page import plain
from wellfounded.web.views.adding import Adding, add

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest

    from wellfounded.cases.decision_policies import Ground


def recommending(request: HttpRequest, number: str) -> HttpResponse:
    """The outcomes that the record allows, why the others are not open, and every remark that wants an answer."""
    found = opened(request, number, permission=Permission.RECOMMEND)
    grounds, told = _grounds(found), remarks(found.assessment)
    free = [ground.outcome for ground in grounds if not obstacles(ground)]
    form = RecommendForm(
        posted(request),
        initial=_before(found),
        outcomes=[(outcome.value, outcome.label) for outcome in free],
        remarks={
            key: (remark_words(one, found.assessment.law), words.titled(one.mend))
            for key, one in to_answer(told).items()
        },
        departs=any(departs(ground) for ground in grounds if ground.outcome in free),
    )
    if attempt(form, lambda: _recommend(found, form)) is not None:
        messages.success(request, _("Recommended. Somebody else reviews it now."))
        return HttpResponseRedirect(reverse("decision", args=[number]))
    context = {
        "form": form,
        "blocked": [(ground.outcome.label, obstacles(ground)) for ground in grounds if ground.outcome not in free],
        "person": of_person(found.facts),
        "places": of_places(found.facts),
        "groups": remark_groups(found.assessment, told, number=number),
        "back": reverse("assessment", args=[number]),
    }
    status = 422 if form.errors else 200
    return render(request, "web/decision/recommend.html", assessment_frame(found, part="") | context, status=status)


def _recommend(found: Opened, form: RecommendForm) -> Recommendation:
    typed = form.cleaned_data
    asked = Recommending(
        outcome=typed["outcome"],
        reasons=typed["reasons"],
        answers=form.answers(),
        departs_reason=typed.get("departs_reason", ""),
        key=typed["key"],
    )
    try:
        return recommend(found.user, found.number, request=asked)
    except Invalid as refused:
        raise Invalid(form.with_own_names(refused.fields)) from refused


def _grounds(found: Opened) -> list[Ground]:
    """On what each outcome of this kind of proceeding would stand."""
    known = OF_A_CLAIM if open_proceeding(found.case) is None else OF_A_PROCEEDING
    return [ground_of(found.case, one, assessment=found.assessment) for one in Outcome if one in known]


def _before(found: Opened) -> dict[str, Any]:
    """What this person wrote the last time, so that a returned recommendation is mended and not typed anew."""
    last = Recommendation.objects.filter(case=found.case, by=found.user).last()
    if last is None:
        return {}
    answers = {name_of(key): text for key, text in last.remarks_answered.items()}
    return {"outcome": last.outcome, "reasons": last.reasons, "departs_reason": last.departs_reason} | answers


def take_back(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Take your recommendation back"),
        permission=Permission.RECOMMEND,
        form=QuestionForm,
        save=plain(withdraw_recommendation, TakingBack),
        back="decision",
        tab="decision",
        note=_("The case goes back to assessment. The recommendation and its reasons are kept."),
        button=_("Take it back"),
    )
    return add(request, number, adding=adding)


addresses = (
    path("cases/<str:number>/recommend/", recommending, name="recommend"),
    path("cases/<str:number>/recommend/withdraw/", take_back, name="recommendation_withdraw"),
)
