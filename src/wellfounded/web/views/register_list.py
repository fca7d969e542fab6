"""Brings a list of people into the register: the whole list, or nothing and every row that is to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import path

from wellfounded.cases.actions.import_register import import_register
from wellfounded.cases.permissions import Permission, check
from wellfounded.persons.exchange.files import FileRefused, ignored_columns, rows_in
from wellfounded.persons.exchange.row import COLUMNS, WRITTEN_ONLY
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.exports import REFUSALS, RegisterForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.persons.exchange.row import Row


def register_list(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_CASE_REGISTER)
    form = RegisterForm(posted(request), request.FILES or None)
    rows = _rows(form) if form.is_valid() else None
    report = None if rows is None else import_register(user, rows=rows)
    wrong = bool(form.errors or (report and report.refused))
    context = {
        "form": form,
        "report": report,
        "ignored": ignored_columns(rows or []),
        "columns": [column for column in COLUMNS if column not in WRITTEN_ONLY],
    }
    return render(request, "web/exports/register_list.html", context, status=422 if wrong else 200)


def _rows(form: RegisterForm) -> list[Row] | None:
    """The rows of the file; what keeps the whole file from being read is said beside its field."""
    try:
        return rows_in(form.cleaned_data["content"].read())
    except FileRefused as refused:
        form.add_error("content", str(REFUSALS[refused.code]) % {"named": refused.named})
        return None


addresses = (path("office/register-list/", register_list, name="register_list"),)
