"""The record as a whole: declare that all points were put, close it, open it again, make a receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.cases.actions.close_record import Closing, close_record
from wellfounded.cases.actions.declare_all_points_put import AllPointsPut, declare_all_points_put
from wellfounded.cases.actions.make_receipt import ReceiptWanted, make_receipt
from wellfounded.cases.actions.reopen_record import Reopening, reopen_record
from wellfounded.cases.actions.see_appeal_result import see_appeal_result
from wellfounded.cases.permissions import Permission
from wellfounded.cases.screening import points_to_put
from wellfounded.law.interview import unconfirmed
from wellfounded.web.assessment import words
from wellfounded.web.assessment.frame import Opened, assessment_frame, opened
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.assessment import ClosingForm, ReasonForm
from wellfounded.web.registration.page import plain
from wellfounded.web.views.adding import Adding, add
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.law.case_file import Slot


def close(request: HttpRequest, number: str) -> HttpResponse:
    """Before the record is closed, the page shows what is not put yet and what nobody has found."""
    found = opened(request, number, permission=Permission.ASSESSMENT_WRITE)
    form = ClosingForm(posted(request))
    if attempt(form, lambda: close_record(found.user, number, request=form.request_as(Closing))) is not None:
        messages.success(
            request, _("The record is closed. What is open now counts as not established, never as untrue.")
        )
        return HttpResponseRedirect(reverse("assessment", args=[number]))
    context = {
        "form": form,
        "to_put": [_title(found, point.slot) for point in points_to_put(found.assessment)],
        "unfound": [_title(found, slot) for slot in unconfirmed(found.assessment.case)],
        "back": reverse("assessment", args=[number]),
    }
    status = 422 if form.errors else 200
    return render(request, "web/assessment/close.html", assessment_frame(found, part="") | context, status=status)


def reopen(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Open the record again"),
        permission=Permission.ASSESSMENT_WRITE,
        form=ReasonForm,
        save=plain(reopen_record, Reopening),
        back="assessment",
        tab="assessment",
        note=_("What the closing settled is open again, and all points have to be declared put anew."),
    )
    return add(request, number, adding=adding)


def all_put(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Declare that every adverse point was put"),
        permission=Permission.ASSESSMENT_WRITE,
        form=ReasonForm,
        save=plain(declare_all_points_put, AllPointsPut),
        back="assessment",
        tab="assessment",
        note=_("You answer for it. Say where each was put. The next fact or finding ends this declaration."),
    )
    return add(request, number, adding=adding)


@require_POST
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    made = make_receipt(user_of(request), number, request=ReceiptWanted(key=request.POST.get("key", "")))
    messages.success(request, _("A receipt of the assessment is made: %(seal)s.") % {"seal": made.seal[:12]})
    return HttpResponseRedirect(reverse("assessment", args=[number]))


@require_POST
def appeal_seen(request: HttpRequest, number: str, *, result: int) -> HttpResponse:
    see_appeal_result(user_of(request), number, result=result)
    messages.success(request, _("Noted that you have read it."))
    return HttpResponseRedirect(reverse("assessment", args=[number]))


def _title(found: Opened, slot: Slot) -> str:
    title, about = found.facts.named(slot[1]), words.about(slot[0])
    return f"{title} ({about})" if about else title


addresses = (
    path("cases/<str:number>/assessment/close/", close, name="record_close"),
    path("cases/<str:number>/assessment/open-again/", reopen, name="record_reopen"),
    path("cases/<str:number>/assessment/all-put/", all_put, name="record_all_put"),
    path("cases/<str:number>/assessment/receipt/", receipt, name="receipt_make"),
    path("cases/<str:number>/assessment/appeal/<int:result>/read/", appeal_seen, name="appeal_seen"),
)
