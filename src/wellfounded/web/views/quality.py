"""The review of quality: random samples, the sheet of a decision, and how findings spread between officers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.access import cases_of, open_case
from wellfounded.cases.actions.draw_quality_sample import draw_quality_sample
from wellfounded.cases.actions.mark_quality import mark_quality
from wellfounded.cases.errors import NotFound
from wellfounded.cases.indicators import Indicator
from wellfounded.cases.models import Mark, QualitySample
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.quality import consistency, sheet_of
from wellfounded.law.case_file import FindingWord
from wellfounded.web.attempt import attempt
from wellfounded.web.finding_words import FINDING_WORDS
from wellfounded.web.forms.quality import DrawForm, SheetForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.accounts.models import User

UNPROCESSABLE = 422
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sampled decision of a case that the user may open, and who has filled in its sheet."""

    number: str
    by: str


@dataclass(frozen=True, slots=True)
class Others:
    """The rest of a sample: how many wait and how many are done, and nothing of which they are."""

    waiting: int
    done: int


def quality(request: HttpRequest) -> HttpResponse:
    """The samples; a POST draws a new one."""
    user = user_of(request)
    check(user, Permission.OFFICE_QUALITY_SAMPLE)
    form = DrawForm(request.POST if request.method == "POST" else None)
    made = attempt(form, lambda: draw_quality_sample(user, request=form.drawing())) if form.is_bound else None
    if made is not None:
        return HttpResponseRedirect(reverse("quality_sample", args=[made.pk]))
    context = {"form": form, "samples": QualitySample.objects.order_by("-pk")[:SHOWN]}
    return render(request, "web/quality/list.html", context, status=UNPROCESSABLE if form.errors else 200)


def sample(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_QUALITY_SAMPLE)
    found = QualitySample.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such sample."))
    counts = sheet_of(user, found)
    sheet = [(Indicator(name).label, list(marks.values())) for name, marks in counts.items()]
    rows, others = _sampled(user, found)
    context = {"sample": found, "rows": rows, "others": others, "sheet": sheet, "marks": Mark.labels}
    return render(request, "web/quality/sample.html", context)


def _sampled(user: User, found: QualitySample) -> tuple[list[Sampled], Others]:
    """A number tells that a case exists: it is shown to those who may open the case. Registrars see what waits."""
    reviews = list(found.reviews.select_related("decision__case", "by"))
    keys = [review.decision.case_id for review in reviews]
    open_to_user = set(cases_of(user).filter(pk__in=keys).values_list("pk", flat=True))
    shown = [review for review in reviews if review.decision.case_id in open_to_user]
    hidden = [review for review in reviews if review.decision.case_id not in open_to_user]
    done = sum(review.by_id is not None for review in hidden)
    rows = [Sampled(review.decision.case.number, by=review.by.username if review.by else "") for review in shown]
    return rows, Others(waiting=len(hidden) - done, done=done)


def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The sheet of a sampled case, for a reviewer who took no part in it."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.QUALITY_MARK)
    form = SheetForm(request.POST if request.method == "POST" else None)
    done = attempt(form, lambda: mark_quality(user, number, request=form.marking())) if form.is_bound else None
    if done is not None:
        messages.success(request, _("The sheet is saved."))
        return HttpResponseRedirect(reverse("quality_sample", args=[done.sample_id]))
    context = {"form": form, "case": case}
    return render(request, "web/quality/sheet.html", context, status=UNPROCESSABLE if form.errors else 200)


def spread(request: HttpRequest) -> HttpResponse:
    found = consistency(user_of(request))
    rows = [(one, list(one.words.values())) for one in found]
    words = [FINDING_WORDS[word] for word in FindingWord]
    return render(request, "web/quality/consistency.html", {"rows": rows, "words": words})


addresses = (
    path("office/quality/", quality, name="quality"),
    path("office/quality/consistency/", spread, name="consistency"),
    path("office/quality/<int:pk>/", sample, name="quality_sample"),
    path("cases/<str:number>/quality/", sheet, name="quality_sheet"),
)
