"""Two records of one person read as one, and two again: what follows when two matchers have said “the same”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.actions.merge_records import Merging, merge_records
from wellfounded.cases.actions.unmerge_records import Unmerging, unmerge_records
from wellfounded.cases.duplicate_pairs import open_pair
from wellfounded.cases.errors import NotNow
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.merge import MergeForm, UnmergeForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def merge(request: HttpRequest, lead: int) -> HttpResponse:
    """Asked only of a pair that two matchers called one person."""
    user = user_of(request)
    opened = open_pair(user, lead)
    if request.method != "POST" and opened.why_not_merged:  # what is sent is refused on its page, with its words
        return _to_pair(request, lead, said=opened.why_not_merged)
    form = MergeForm(posted(request), pair=opened)
    if attempt(form, lambda: merge_records(user, request=_merging(form, lead))):
        messages.success(request, _("The two records are read as one. Nothing was moved; it can be undone."))
        return HttpResponseRedirect(reverse("duplicate_pair", args=[lead]))
    context = {"pair": opened, "form": form}
    return render(request, "web/duplicates/merge.html", context, status=422 if form.errors else 200)


def unmerge(request: HttpRequest, lead: int) -> HttpResponse:
    user = user_of(request)
    opened = open_pair(user, lead)
    if opened.merge is None:
        if request.method != "POST":
            return _to_pair(request, lead, said=_("They are two records already."))
        raise NotNow(_("They are two records already."))
    form = UnmergeForm(posted(request), merge=opened.merge, added=opened.added())
    if attempt(form, lambda: unmerge_records(user, request=_unmerging(form, lead))):
        messages.success(request, _("They are two records again."))
        return HttpResponseRedirect(reverse("duplicate_pair", args=[lead]))
    context = {"pair": opened, "form": form}
    return render(request, "web/duplicates/unmerge.html", context, status=422 if form.errors else 200)


def _to_pair(request: HttpRequest, lead: int, *, said: str) -> HttpResponse:
    messages.warning(request, said)
    return HttpResponseRedirect(reverse("duplicate_pair", args=[lead]))


def _merging(form: MergeForm, lead: int) -> Merging:
    return Merging(lead=lead, kept=form.cleaned_data["kept"], reason=form.cleaned_data["reason"])


def _unmerging(form: UnmergeForm, lead: int) -> Unmerging:
    return Unmerging(
        lead=lead,
        reason=form.cleaned_data["reason"],
        to_kept=form.placed("kept"),
        to_merged=form.placed("merged"),
    )


addresses = (
    path("duplicates/<int:lead>/merge/", merge, name="merge_records"),
    path("duplicates/<int:lead>/unmerge/", unmerge, name="unmerge_records"),
)
