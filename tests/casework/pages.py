"""The office's pages, opened in Django's test client by somebody who is signed in as that person would be."""

from __future__ import annotations

import re
import time

from allauth.account.internal.flows import login
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from wellfounded.accounts.models import User
from wellfounded.cases.models import Case

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of invented people


def set_up(user: User) -> None:
    """What everybody must have before any page opens: a second factor and recovery codes."""
    kinds = Authenticator.Type
    if not Authenticator.objects.filter(user=user).exists():
        Authenticator.objects.bulk_create(
            [
                Authenticator(user=user, type=kinds.TOTP, data={"secret": SECRET}),
                Authenticator(user=user, type=kinds.RECOVERY_CODES, data={"seed": "0" * 80, "used_mask": 0}),
            ]
        )


def alike(page: bytes, number: str) -> str:
    """A page without what differs at every opening: the form's token, and the number that was asked for."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode()).replace(number, "")


def signed_in(client: Client, user: User, *, proved: bool = False) -> Client:
    """The client with a session of this user. `proved`: passphrase or factor was given again a moment ago."""
    set_up(user)
    client.force_login(user, backend=BACKEND)
    if proved:
        session = client.session
        session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)  # noqa: SLF001 - allauth has no other way to say it
        session.save()
    return client


def address(route: str, case: Case, *args: object) -> str:
    """Of a page of this case."""
    return reverse(route, args=[case.number, *args])


def page_of(client: Client, route: str, case: Case, *args: object) -> str:
    answer = client.get(address(route, case, *args))
    assert answer.status_code == 200, route
    return answer.content.decode()
