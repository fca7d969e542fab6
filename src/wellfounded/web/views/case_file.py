"""Brings a case file into the register as a new case: the whole file, or nothing and every line to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.actions.import_case_file import import_case_file
from wellfounded.cases.permissions import Permission, check
from wellfounded.law.errors import CaseError
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.case_file import CaseFileForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.law.errors import Problem

SHOWN = 200  # lines to be mended; when these are, the rest is told


def case_file(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_CASE_REGISTER)
    form = CaseFileForm(posted(request), request.FILES or None)
    case, problems = _brought_in(user, form)
    if case is not None:
        messages.success(request, _("The case file was brought in. Assign a colleague who goes through what it holds."))
        return HttpResponseRedirect(reverse("case", args=[case.number]))
    wrong = form.errors or problems
    context = {"form": form, "problems": problems[:SHOWN], "rest": max(len(problems) - SHOWN, 0)}
    return render(request, "web/exports/case_file.html", context, status=422 if wrong else 200)


def _brought_in(user: User, form: CaseFileForm) -> tuple[Case | None, tuple[Problem, ...]]:
    try:
        return attempt(form, lambda: import_case_file(user, request=form.request())), ()
    except CaseError as wrong:
        return None, wrong.problems


addresses = (path("office/case-file/", case_file, name="case_file"),)
