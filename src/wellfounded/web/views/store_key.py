"""A security key for one's own way to the store: enrolled, and taken out again, at the computer of the office."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.accounts.reauthentication import needs_proof_on
from wellfounded.cases.actions.add_security_key import add_security_key
from wellfounded.cases.actions.remove_security_key import remove_security_key
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.own_slots import own_slots
from wellfounded.cases.store_keeping import path_of_slots
from wellfounded.vault import security_key, slot
from wellfounded.vault.errors import KeyRefused, VaultError
from wellfounded.vault.security_key import Asked
from wellfounded.vault.slot import Given
from wellfounded.web.forms.store_key import BOTH, REFUSALS, AddKeyForm, RemoveKeyForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

PAGE = "store_key"
ASKED = "store_key_asked"  # in the session: the challenge and the salt of the page that is open, neither of them secret


@needs_proof_on(PAGE)
def own_keys(request: HttpRequest) -> HttpResponse:
    """The keys of one's own slots, and the form for another one."""
    form = AddKeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _done(form, lambda: _add(request, form)):
        messages.success(request, _("The key opens your slot. Keep it apart from this computer."))
        return HttpResponseRedirect(reverse(PAGE))
    return _page(request, form)


@require_POST
@needs_proof_on(PAGE)
def remove(request: HttpRequest, way: str) -> HttpResponse:
    """Back to the page, whether it was taken out or not."""
    form = RemoveKeyForm(request.POST)
    if _done(form, lambda: _remove(request, form, number=way)):
        messages.success(request, _("The key opens nothing any more. A copy of the old key file it still opens."))
        return HttpResponseRedirect(reverse(PAGE))
    return _page(request, AddKeyForm(), refused=form)


def _done(form: Form, act: Callable[[], None]) -> bool:
    if not form.is_valid():
        return False
    try:
        act()
    except Invalid as refused:
        for field, sentence in refused.fields.items():
            form.add_error(field, sentence)
    except NotNow as refused:
        form.add_error(None, refused.message)
    except KeyRefused as refused:
        form.add_error(None, REFUSALS[refused.reason])
    except VaultError as refused:
        form.add_error(None, refused.message)
    return not form.errors


def _add(request: HttpRequest, form: Form) -> None:
    asked, salt = _put(request)
    found = security_key.enrolled(form.cleaned_data["credential"], asked, salt=salt)
    together = form.cleaned_data["way"] == BOTH
    add_security_key(user_of(request), form.cleaned_data["passphrase"], security_key=found, together=together)


def _remove(request: HttpRequest, form: Form, *, number: str) -> None:
    answers = {}
    if form.cleaned_data["credential"]:
        answers = security_key.answered(form.cleaned_data["credential"], _put(request)[0])
    given = Given(form.cleaned_data["passphrase"], answers)
    remove_security_key(user_of(request), number, given=given)


def _put(request: HttpRequest) -> tuple[Asked, str]:
    """What the page put to the key, once."""
    challenge, salt = request.session.pop(ASKED, None) or (security_key.by_chance(), security_key.by_chance())
    return Asked(challenge, f"{request.scheme}://{request.get_host()}"), salt


def _page(request: HttpRequest, form: AddKeyForm, *, refused: RemoveKeyForm | None = None) -> HttpResponse:
    try:
        held = own_slots(user_of(request))
        salts = slot.security_keys(path_of_slots())
    except VaultError as damaged:
        raise NotNow(damaged.message) from None
    challenge, salt = request.session[ASKED] = [security_key.by_chance(), security_key.by_chance()]
    context = {
        "slots": held,
        "keys": [one for one in held if one.security_key],
        "here": request.get_host().partition(":")[0] == security_key.HERE,
        "form": form,
        "remove_form": refused or RemoveKeyForm(auto_id="remove_%s"),
        "refused": refused,
        "to_make": security_key.to_make(challenge, salt, known=salts),
        "to_answer": security_key.to_answer(challenge, salts),
    }
    wrong = form.errors or (refused and refused.errors)
    return render(request, "web/store/key.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else 200)


addresses = (
    path("office/store/key/", own_keys, name=PAGE),
    path("office/store/key/<str:way>/remove/", remove, name="store_key_remove"),
)
