"""Accounts of colleagues: for the administrator, and without any word of a case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.accounts.models import RoleGrant, User
from wellfounded.accounts.reauthentication import needs_proof
from wellfounded.cases.actions.close_account import close_account
from wellfounded.cases.actions.create_account import NewAccount, create_account
from wellfounded.cases.actions.grant_role import grant_role
from wellfounded.cases.actions.reset_sign_in import reset_sign_in
from wellfounded.cases.actions.withdraw_role import withdraw_role
from wellfounded.cases.errors import NotFound
from wellfounded.cases.leaving import held_by
from wellfounded.cases.permissions import Permission, check
from wellfounded.web.attempt import attempt
from wellfounded.web.forms.accounts import GrantForm, LeavingForm, NewAccountForm, SureForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from wellfounded.cases.actions.create_account import MadeAccount

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Row:
    user: User
    roles: list[str]


def accounts(request: HttpRequest) -> HttpResponse:
    check(user_of(request), Permission.OFFICE_ACCOUNTS_MANAGE)
    rows = [Row(one, [str(grant.get_role_display()) for grant in one.role_grants.all()]) for one in _with_roles()]
    return render(request, "web/accounts/list.html", {"rows": rows})


def new_account(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_ACCOUNTS_MANAGE)
    form = NewAccountForm(request.POST or None, initial={"language": user.language})
    made = attempt(form, lambda: create_account(user, request=_new_account(form))) if form.is_bound else None
    if made:
        return _show_once(request, made)
    return render(request, "web/accounts/new.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


def _new_account(form: NewAccountForm) -> NewAccount:
    typed = form.cleaned_data
    return NewAccount(**typed | {"roles": tuple(typed["roles"])})


def account(request: HttpRequest, username: str) -> HttpResponse:
    """One account, with its roles; a POST grants another role."""
    user = user_of(request)
    check(user, Permission.OFFICE_ACCOUNTS_MANAGE)
    shown = _account(username)
    form = GrantForm(request.POST or None)
    if form.is_bound and attempt(form, lambda: grant_role(user, username, role=form.cleaned_data["role"])) is not None:
        return _done(request, username, said=_("The role is granted."))
    context = {"shown": shown, "form": form, "own": shown.pk == user.pk}
    return render(request, "web/accounts/one.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, username: str) -> HttpResponse:
    """Where cases are held in the role, the page asks who takes them, and sends the role again."""
    user, role = user_of(request), request.POST.get("role", "")
    check(user, Permission.OFFICE_ACCOUNTS_MANAGE)
    form = _leaving(request, username)
    act = partial(withdraw_role, user, username, role=role)
    if attempt(form, lambda: act(hand_over_to=form.cleaned_data["hand_over_to"])) is not None:
        return _done(request, username, said=_("The role is withdrawn."))
    context = {"form": form, "shown": _account(username), "role": role, "held": held_by(user, username)}
    return _sure(request, "web/accounts/withdraw.html", context=context)


def close(request: HttpRequest, username: str) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_ACCOUNTS_MANAGE)
    form = _leaving(request, username)
    act = partial(close_account, user, username)
    if form.is_bound and attempt(form, lambda: act(hand_over_to=form.cleaned_data["hand_over_to"])) is not None:
        return _done(request, username, said=_("The account is closed."))
    context = {"form": form, "shown": _account(username), "held": held_by(user, username)}
    return _sure(request, "web/accounts/close.html", context=context)


def _leaving(request: HttpRequest, username: str) -> LeavingForm:
    colleagues = User.objects.filter(is_active=True).exclude(username=username).order_by("username")
    choices = [(one.username, str(one)) for one in colleagues]
    return LeavingForm(request.POST if request.method == "POST" else None, colleagues=choices)


@needs_proof
def reset(request: HttpRequest, username: str) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_ACCOUNTS_MANAGE)
    form = SureForm(request.POST if request.method == "POST" else None)
    made = attempt(form, lambda: reset_sign_in(user, username)) if form.is_bound else None
    if made:
        return _show_once(request, made)
    return _sure(request, "web/accounts/reset.html", context={"form": form, "shown": _account(username)})


def _sure(request: HttpRequest, template: str, *, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=UNPROCESSABLE if context["form"].errors else 200)


def _show_once(request: HttpRequest, made: MadeAccount) -> HttpResponse:
    """The passphrase is on this one page and nowhere else, so nothing leads back to it."""
    return render(request, "web/accounts/made.html", {"made": made})


def _done(request: HttpRequest, username: str, *, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("account", args=[username]))


def _with_roles() -> QuerySet[User]:
    held = RoleGrant.objects.filter(withdrawn_at=None).order_by("role")
    return User.objects.prefetch_related(Prefetch("role_grants", queryset=held)).order_by("-is_active", "username")


def _account(username: str) -> User:
    found = _with_roles().filter(username=username).first()
    if found is None:
        raise NotFound(_("There is no account with this sign-in name."))
    return found


addresses = (
    path("office/accounts/", accounts, name="accounts"),
    path("office/accounts/new/", new_account, name="new_account"),
    path("office/accounts/of/<str:username>/", account, name="account"),
    path("office/accounts/of/<str:username>/withdraw/", withdraw, name="withdraw_role"),
    path("office/accounts/of/<str:username>/close/", close, name="close_account"),
    path("office/accounts/of/<str:username>/reset/", reset, name="reset_sign_in"),
)
