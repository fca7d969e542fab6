"""Korean and Chinese texts: unchecked until a qualified reader has signed them off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.cases.actions.sign_off_text import SigningOff, sign_off_text, withdraw_sign_off
from wellfounded.cases.decision_wording import SOURCE_LANGUAGE
from wellfounded.cases.models import TextSignOff
from wellfounded.cases.permissions import Permission, check
from wellfounded.web.attempt import attempt
from wellfounded.web.forms.texts import SignOffForm
from wellfounded.web.paper_texts import KINDS, LANGUAGES, kind_of
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.accounts.models import Language
    from wellfounded.web.paper_texts import Kind

UNPROCESSABLE = 422
FILLED_IN = re.compile(r"%\(\w+\)[sd]")


@dataclass(frozen=True, slots=True)
class Row:
    kind: Kind
    language: Language
    signed: TextSignOff | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A text in both languages."""

    name: str
    english: str
    theirs: str

    @property
    def untranslated(self) -> bool:
        """The same in both languages, and not only marks and what is filled in."""
        return self.english == self.theirs and any(one.isalpha() for one in FILLED_IN.sub("", self.english))


def texts(request: HttpRequest) -> HttpResponse:
    check(user_of(request), Permission.OFFICE_TEXTS_SIGN_OFF)
    rows = [Row(kind, language, _standing(kind, language)) for kind in KINDS for language in LANGUAGES]
    earlier = TextSignOff.objects.select_related("by", "withdrawn_by").order_by("-pk")
    return render(request, "web/texts/list.html", {"rows": rows, "earlier": earlier})


def text(request: HttpRequest, *, kind: str, language: str) -> HttpResponse:
    """Every text of a paper beside the English; a POST signs them off."""
    user = user_of(request)
    check(user, Permission.OFFICE_TEXTS_SIGN_OFF)
    row = _row(kind, language)
    form = SignOffForm(request.POST or None, initial={"hash": row.kind.hash(language)})
    pairs = _pairs(row)
    if form.is_bound and attempt(form, lambda: _sign(request, row=row, form=form)) is not None:
        messages.success(request, _("The texts are signed off."))
        return HttpResponseRedirect(reverse("texts"))
    context = {"row": row, "pairs": pairs, "form": form, "incomplete": _incomplete(pairs)}
    return render(request, "web/texts/one.html", context, status=UNPROCESSABLE if form.errors else 200)


def _pairs(row: Row) -> list[Pair]:
    english, theirs = row.kind.messages(SOURCE_LANGUAGE), row.kind.messages(row.language)
    return [Pair(name, english[name], theirs[name]) for name in english]


def _incomplete(pairs: list[Pair]) -> bool:
    return any(pair.untranslated for pair in pairs)


def _sign(request: HttpRequest, *, row: Row, form: SignOffForm) -> TextSignOff:
    """What changed while somebody read is not what was read: the hash is then not taken. Nor is half a translation."""
    seen = form.cleaned_data["hash"]
    read = seen == row.kind.hash(row.language) and not _incomplete(_pairs(row))
    asked = SigningOff(
        language=row.language, kind=row.kind.slug, hash=seen if read else "", statement=form.cleaned_data["statement"]
    )
    return sign_off_text(user_of(request), request=asked)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    withdraw_sign_off(user_of(request), pk)
    messages.success(request, _("The signature is taken back. No such paper is served until it is signed again."))
    return HttpResponseRedirect(reverse("texts"))


def _row(slug: str, code: str) -> Row:
    kind, language = kind_of(slug), next((one for one in LANGUAGES if one.value == code), None)
    if kind is None or language is None:
        raise Http404
    return Row(kind, language, _standing(kind, language))


def _standing(kind: Kind, language: Language) -> TextSignOff | None:
    """The signature under exactly the present texts."""
    signed = TextSignOff.objects.filter(kind=kind.slug, language=language, hash=kind.hash(language), withdrawn_at=None)
    return signed.select_related("by").first()


addresses = (
    path("office/texts/", texts, name="texts"),
    path("office/texts/<slug:kind>/<slug:language>/", text, name="text"),
    path("office/texts/signatures/<int:pk>/withdraw/", withdraw, name="withdraw_sign_off"),
)
