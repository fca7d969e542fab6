"""How long a file is kept, what is due, and erasing by two people: what goes and what stays is said before the act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.accounts.reauthentication import needs_proof
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.ask_erasure import ask_erasure
from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure
from wellfounded.cases.actions.lift_hold import lift_hold
from wellfounded.cases.actions.place_hold import place_hold
from wellfounded.cases.actions.withdraw_erasure import withdraw_erasure
from wellfounded.cases.erasing import has_write_ahead_log
from wellfounded.cases.erasure_preview import preview, rows_told
from wellfounded.cases.erasures import (
    asked_erasures,
    due,
    obstacle,
    open_erasure,
    open_hold,
    parts_of,
    waiting_erasures,
    waiting_liftings,
)
from wellfounded.cases.models import Hold
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.retention import ending_of, held, rules
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.erasure_words import ENDINGS, PARTS, gaps_of, part_words, things_of
from wellfounded.web.forms.erasure import AskErasureForm, CarryOutForm, HoldForm
from wellfounded.web.pages import page_number, pages_of
from wellfounded.web.unfit import fits
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django_stubs_ext import StrPromise

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Erasure

UNPROCESSABLE = 422


def erasures(request: HttpRequest) -> HttpResponse:
    """What is due in one's cases, what waits for a second person, and what one asked for."""
    user, number = user_of(request), page_number(request)
    found = due(user, page=number)
    context = {
        "due": [(one, ENDINGS[one.ending], part_words(part.compartment for part in one.parts)) for one in found.lines],
        "pages": pages_of(request, number=number, more=found.more),
        "waiting": _with_parts(waiting_erasures(user)),
        "liftings": waiting_liftings(user),
        "mine": _with_parts(asked_erasures(user)),
    }
    return render(request, "web/erasure/list.html", context)


def _with_parts(found: Iterable[Erasure]) -> list[tuple[Erasure, list[StrPromise], bool]]:
    """Each with the words of its parts, and whether a hold stops it."""
    return [(one, part_words(one.compartments), one.done_at is None and held(one.case)) for one in found]


def keeping(request: HttpRequest, number: str) -> HttpResponse:
    """The clocks, holds and erasures of one case."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.CASE_HOLD)
    ending = ending_of(case)
    context = {
        "parts": [(PARTS[one.compartment], one) for one in parts_of(case)],
        "ending": ENDINGS[ending] if ending else "",
        "holds": Hold.objects.filter(case=case).select_related("placed_by", "lifting_asked_by", "lifted_by"),
        "erases": may(user, Permission.CASE_ERASE, case=case),
        "may_ask": fits(user, case, route="erasure_ask"),
        "obstacle": obstacle(case),
        "source": rules()["source"],
    }
    return render(request, "web/erasure/keeping.html", case_frame(user, case, tab="overview") | context)


def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Nothing goes by this page: a second person carries it out."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.CASE_ERASE)
    form = AskErasureForm(posted(request))
    made = attempt(form, lambda: ask_erasure(user, number, request=form.asked_for()))
    if made is not None:
        messages.success(request, _("Asked. A second person of this case finds it under Erasure."))
        return HttpResponseRedirect(reverse("erasure", args=[made.pk]))
    parts = [(PARTS[one.compartment], one, things) for one, things in _all_things(user, case)]
    context = {"form": form, "parts": parts, "obstacle": obstacle(case), "back": reverse("keeping", args=[number])}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "web/erasure/ask.html", case_frame(user, case, tab="overview") | context, status=status)


def _all_things(user: User, case: Case) -> list[tuple[Any, Any]]:
    going = {one.compartment: one for one in preview(user, case, compartments=PARTS).going}
    return [(one, things_of(one.compartment, going[one.compartment].rows)) for one in parts_of(case)]


def erasure(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked for, or the receipt of what was done."""
    user = user_of(request)
    found = open_erasure(user, pk)
    return render(request, "web/erasure/one.html", _frame_of(user, found))


@needs_proof
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """What goes and what stays is on the page that does it. Who does it shows again that it is them."""
    user = user_of(request)
    found = open_erasure(user, pk)
    if found.done_at is not None:
        return HttpResponseRedirect(reverse("erasure", args=[pk]))
    form = CarryOutForm(posted(request), case=found.case.number)
    if attempt(form, lambda: carry_out_erasure(user, pk)) is not None:
        messages.success(request, _("Erased. The receipt says what this program cannot see to."))
        return HttpResponseRedirect(reverse("erasure", args=[pk]))
    context = _frame_of(user, found) | {"form": form, "own": found.asked_by_id == user.pk}
    return render(request, "web/erasure/carry_out.html", context, status=UNPROCESSABLE if form.errors else 200)


@needs_proof
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows are gone already; the write-ahead log is cut once more, when nobody reads."""
    done = carry_out_erasure(user_of(request), pk)
    if done.receipt["write_ahead_log_cut"]:
        messages.success(request, _("Finished."))
    else:
        messages.warning(request, _("Somebody was reading again. Try it later."))
    return HttpResponseRedirect(reverse("erasure", args=[pk]))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    withdraw_erasure(user_of(request), pk)
    messages.success(request, _("Given up. Nothing was erased."))
    return HttpResponseRedirect(reverse("erasures"))


def _frame_of(user: User, found: Erasure) -> dict[str, Any]:
    """One erasure with what it takes, or took, in words."""
    case = found.case
    context = {
        "erasure": found,
        "parts": part_words(found.compartments),
        "unfinished": found.done_at and has_write_ahead_log() and not found.receipt.get("write_ahead_log_cut"),
    }
    if found.done_at is None:
        seen = preview(user, case, compartments=found.compartments)
        context |= {
            "preview": seen,
            "going": [(PARTS[one.compartment], things_of(one.compartment, one.rows), one.rows) for one in seen.going],
            "staying": part_words(seen.staying),
            "gaps": gaps_of(seen.unreached),
            "obstacle": obstacle(case),
        }
    else:
        told = rows_told(user, found).items()
        context |= {
            "going": [(PARTS[part], things_of(part, rows), rows) for part, rows in told],
            "gaps": gaps_of(found.receipt.get("not_confirmed", [])),
        }
    return case_frame(user, case, tab="overview") | context


def place(request: HttpRequest, number: str) -> HttpResponse:
    user = user_of(request)
    case = open_case(user, number, permission=Permission.CASE_HOLD)
    form = HoldForm(posted(request))
    if attempt(form, lambda: place_hold(user, number, reason=form.cleaned_data["reason"])) is not None:
        messages.success(request, _("The hold stands. Nothing of the case is erased until two people lift it."))
        return HttpResponseRedirect(reverse("keeping", args=[number]))
    context = {"form": form, "back": reverse("keeping", args=[number])}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "web/erasure/hold.html", case_frame(user, case, tab="overview") | context, status=status)


def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """The first press asks, the second by somebody else lifts."""
    user = user_of(request)
    found = open_hold(user, pk)
    number = found.case.number
    if request.method == "POST":
        lifted = lift_hold(user, pk).lifted_at
        said = _("The hold is lifted.") if lifted else _("Asked. A second person of this case lifts it under Erasure.")
        messages.success(request, said)
        return HttpResponseRedirect(reverse("keeping", args=[number]))
    context = {"hold": found, "own": found.lifting_asked_by_id == user.pk, "back": reverse("keeping", args=[number])}
    return render(request, "web/erasure/lift.html", case_frame(user, found.case, tab="overview") | context)


addresses = (
    path("erasures/", erasures, name="erasures"),
    path("erasures/<int:pk>/", erasure, name="erasure"),
    path("erasures/<int:pk>/carry-out/", carry_out, name="erasure_carry_out"),
    path("erasures/<int:pk>/finish/", finish, name="erasure_finish"),
    path("erasures/<int:pk>/withdraw/", withdraw, name="erasure_withdraw"),
    path("holds/<int:pk>/lift/", lift, name="hold_lift"),
    path("cases/<str:number>/keeping/", keeping, name="keeping"),
    path("cases/<str:number>/keeping/erase/", ask, name="erasure_ask"),
    path("cases/<str:number>/keeping/hold/", place, name="hold_place"),
)
