"""One form of a case that calls one action and goes back: the pages that need no more than that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from wellfounded.cases.permissions import Permission
    from wellfounded.web.forms.question import QuestionForm
    from wellfounded.web.registration.page import Save


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """What the page asks, who may, which action keeps it, and the name of the page it goes back to."""

    question: str
    permission: Permission
    form: Callable[..., QuestionForm]
    save: Save
    back: str
    tab: str
    note: str = ""
    button: str = ""


def add(request: HttpRequest, number: str, *, adding: Adding) -> HttpResponse:
    user = user_of(request)
    case = open_case(user, number, permission=adding.permission)
    form, back = adding.form(posted(request)), reverse(adding.back, args=[number])
    if attempt(form, lambda: adding.save(user, number, form=form)) is not None:
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(back)
    context = {"form": form, "back": back, "question": adding.question, "note": adding.note}
    context["button"] = adding.button or _("Save")
    status = 422 if form.errors else 200
    return render(request, "web/case/adding.html", case_frame(user, case, tab=adding.tab) | context, status=status)
