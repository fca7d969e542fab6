"""Who works on a case: assign, hand over, end. And the status of the case on its four axes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.assign_user import AssignmentGiven, assign_user
from wellfounded.cases.actions.change_status import DETERMINED, change_status
from wellfounded.cases.actions.end_assignment import AssignmentEnded, end_assignment
from wellfounded.cases.actions.hand_over import HandOver, hand_over
from wellfounded.cases.errors import CaseworkError, NotFound
from wellfounded.cases.models import Assignment, Axis, Relation
from wellfounded.cases.permissions import Permission, check, may
from wellfounded.cases.registration_policies import assignments_in_force
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.forms.procedure import AssignForm, StatusForm
from wellfounded.web.status_rows import axes_of
from wellfounded.web.views.adding import Adding, add
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.web.forms.question import QuestionForm


def assignments(request: HttpRequest, number: str) -> HttpResponse:
    """Who works on the case now and who did before; a form for whoever may assign."""
    user = user_of(request)
    case = open_case(user, number)
    assigns = may(user, Permission.OFFICE_CASE_ASSIGN)
    form = AssignForm(posted(request))
    if request.method == "POST":
        check(user, Permission.OFFICE_CASE_ASSIGN)
        if attempt(form, lambda: assign_user(user, number, request=form.request_as(AssignmentGiven))):
            messages.success(request, _("Assigned."))
            return HttpResponseRedirect(reverse("assignments", args=[number]))
    context = {
        "form": form,
        "assigns": assigns,
        "hands_over": may(user, Permission.CASE_HAND_OVER, case=case),
        "reads_notes": may(user, Permission.HISTORY_READ, case=case),  # they are among colleagues
        "present": assignments_in_force(case).select_related("user", "made_by"),
        "past": Assignment.objects.filter(case=case, ended_at__isnull=False).select_related("user", "ended_by"),
    }
    status = 422 if form.errors else 200
    return render(request, "web/case/assignments.html", case_frame(user, case, tab="overview") | context, status=status)


@require_POST
def end(request: HttpRequest, number: str) -> HttpResponse:
    """Ends an assignment; what speaks against it is told on the page."""
    user = user_of(request)
    asked = AssignmentEnded(username=request.POST.get("username", ""), relation=request.POST.get("relation", ""))
    try:
        end_assignment(user, number, request=asked)
    except NotFound:
        raise
    except CaseworkError as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("The assignment is ended."))
    # Whoever ended their own last part in the case can open it no more.
    own = asked.username == user.username
    return HttpResponseRedirect(reverse("home") if own else reverse("assignments", args=[number]))


def give_over(request: HttpRequest, number: str) -> HttpResponse:
    """Hands one's own part over to somebody else, with a note of what they should know."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.CASE_HAND_OVER)
    own = assignments_in_force(case).filter(user=user)
    form = AssignForm(posted(request), relations=[Relation(one.relation) for one in own])
    if attempt(form, lambda: hand_over(user, number, request=form.request_as(HandOver))) is not None:
        messages.success(request, _("Handed over."))
        return HttpResponseRedirect(reverse("home"))
    context = {"form": form, "back": reverse("case", args=[number]), "question": _("Hand over your part")}
    context |= {
        "button": _("Hand over"),
        "note": _("You cannot open the case any more afterwards, unless you hold another part in it."),
    }
    status = 422 if form.errors else 200
    return render(request, "web/case/adding.html", case_frame(user, case, tab="overview") | context, status=status)


def status(request: HttpRequest, number: str) -> HttpResponse:
    """The four axes with every entry on them."""
    user = user_of(request)
    case = open_case(user, number)
    changes = {axis.value: may(user, _permission(axis), case=case) for axis in Axis}
    context = {"axes": axes_of(case), "changes": changes}
    return render(request, "web/case/status.html", case_frame(user, case, tab="overview") | context)


def change(request: HttpRequest, number: str, *, axis: str) -> HttpResponse:
    """A new value on one axis. The others stay as they are."""
    if axis not in Axis.values:
        raise NotFound("")
    chosen = Axis(axis)
    adding = Adding(
        question=_("Change: %(axis)s") % {"axis": chosen.label},
        permission=_permission(chosen),
        form=partial(StatusForm, axis=chosen),
        save=_save_status,
        back="case_status",
        tab="overview",
        note=_("The four axes stay apart: none follows from another, and each has its own date."),
    )
    return add(request, number, adding=adding)


def _save_status(user: User, number: str, *, form: QuestionForm) -> object:
    if not isinstance(form, StatusForm):
        raise TypeError(form)
    return change_status(user, number, request=form.request())


def _permission(axis: Axis) -> Permission:
    return Permission.CASE_STATUS_DETERMINE if axis in DETERMINED else Permission.CASE_STATUS_CHANGE


addresses = (
    path("cases/<str:number>/assignments/", assignments, name="assignments"),
    path("cases/<str:number>/assignments/end/", end, name="assignment_end"),
    path("cases/<str:number>/hand-over/", give_over, name="hand_over"),
    path("cases/<str:number>/status/", status, name="case_status"),
    path("cases/<str:number>/status/<str:axis>/", change, name="status_change"),
)
