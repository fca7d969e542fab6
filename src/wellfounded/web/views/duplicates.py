"""Possible duplicates, for the matcher: what waits, and two people side by side. Two matchers settle a pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wellfounded.cases.actions.judge_duplicate import LeadJudged, judge_duplicate
from wellfounded.cases.duplicate_pairs import open_pair, queue_of
from wellfounded.cases.photos import photo_of_side, present_photo
from wellfounded.cases.possible_duplicates import work_through
from wellfounded.cases.search_hits import waiting_hits, work_through_searches
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.judgement import JudgementForm
from wellfounded.web.likeness_words import STANDINGS, kin_words, waterfall
from wellfounded.web.registration import person_rows
from wellfounded.web.registration.relative_rows import relatives
from wellfounded.web.visitor import user_of
from wellfounded.web.words_sent import words_sent

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

    from wellfounded.web.registration.page import Row
    from wellfounded.web.registration.person_rows import OfPerson

COMPARED = (
    (gettext_lazy("Names"), person_rows.names),
    (gettext_lazy("Sex"), person_rows.identity_fields("sex")),
    (gettext_lazy("Birth date"), person_rows.identity_fields("birth")),
    (gettext_lazy("Birth place"), person_rows.identity_fields("birth_country", "birth_place")),
    (gettext_lazy("Parents’ names"), person_rows.identity_fields("father_name", "mother_name")),
    (gettext_lazy("Home"), person_rows.identity_fields("origin_region", "origin_place")),
    (gettext_lazy("Nationalities"), person_rows.nationalities),
    (gettext_lazy("Papers of identity"), person_rows.documents),
    (gettext_lazy("Relatives"), relatives),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One subject of both people. `same` is plain equality of the words, to be looked at, not believed."""

    label: Promise
    left: list[Row]
    right: list[Row]

    @property
    def same(self) -> bool:
        return bool({row.words for row in self.left} & {row.words for row in self.right})

    @property
    def unknown(self) -> bool:
        """Of neither: nothing is there to be compared."""
        return not self.left and not self.right


def queue(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    return render(request, "web/duplicates/queue.html", {"queue": queue_of(user), "hits": waiting_hits(user)})


@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Compares everybody who is new in the register with everybody."""
    user = user_of(request)
    compared = work_through(user) + work_through_searches(user)
    messages.success(request, _("Compared: %(count)d.") % {"count": compared})
    return HttpResponseRedirect(reverse("duplicates"))


def pair(request: HttpRequest, lead: int) -> HttpResponse:
    """Two people side by side, and this matcher's judgement."""
    user = user_of(request)
    opened = open_pair(user, lead)
    form = JudgementForm(posted(request))
    if judged := attempt(form, lambda: judge_duplicate(user, request=_judged(form, lead))):
        said = (
            _("Settled.") if judged.verdict else _("Kept. Somebody else will look as well, without seeing your word.")
        )
        messages.success(request, said)
        return HttpResponseRedirect(reverse("duplicates"))
    photos = [present_photo(side.person) for side in opened.sides]
    compared = compared_sides(*opened.sides)
    context = {
        "pair": opened,
        "compared": [one for one in compared if not one.unknown],
        "unknown": [one.label for one in compared if one.unknown],
        "parts": waterfall(opened.weighing),
        "standing": STANDINGS[opened.weighing.standing],
        "kin": [kin_words(hint) for hint in opened.kin],
        "photos": photos,
        "form": form,
        "typed": words_sent(request) if opened.own or opened.lead.verdict else [],  # no form holds them
    }
    return render(request, "web/duplicates/pair.html", context, status=422 if form.errors else 200)


def photo(request: HttpRequest, lead: int, *, side: int) -> HttpResponse:
    return HttpResponse(photo_of_side(user_of(request), lead, side=side), content_type="image/jpeg")


def _judged(form: JudgementForm, lead: int) -> LeadJudged:
    return LeadJudged(lead=lead, verdict=form.cleaned_data["verdict"], reason=form.cleaned_data["reason"])


def compared_sides(left: OfPerson, right: OfPerson) -> list[Compared]:
    """Two records by the subjects that a matcher compares."""
    return [Compared(label, rows(left), rows(right)) for label, rows in COMPARED]


addresses = (
    path("duplicates/", queue, name="duplicates"),
    path("duplicates/compare/", compare, name="duplicates_compare"),
    path("duplicates/<int:lead>/", pair, name="duplicate_pair"),
    path("duplicates/<int:lead>/photo/<int:side>/", photo, name="duplicate_photo"),
)
