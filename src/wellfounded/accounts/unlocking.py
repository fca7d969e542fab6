"""The keys of whoever is signed in, in an office that seals its columns.

A passphrase opens a person's private key once. Then it lies in the session sealed under a secret that only a cookie of
that browser holds. It is opened for each request and forgotten with it. Whoever signed in with a passkey alone is asked
for the passphrase before anything else.
"""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from wellfounded.accounts.first_steps import ALWAYS_OPEN, next_step
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.vault.errors import WrongPassphrase
from wellfounded.vault.office_keys import browser, in_use, keyring, people, sharing, vouching, way_back
from wellfounded.vault.office_keys.keyring import NoKey, PersonKeyring
from wellfounded.vault.sealed_columns import foreign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wellfounded.vault.office_keys.parties import PrivateKey

KEPT = "keys"  # in the session: the private key, sealed under the secret of the cookie
NEW_SECRET = "_keys_secret"  # noqa: S105 - the name of an attribute: what the answer gives to the browser
UNLOCK = "unlock_keys"

# Sent with the user who unlocked while halves stood in the key store that are not the office's own, or who would have
# given them a key, and with their parties. What listens writes it into the log.
foreign_halves = Signal()
# Sent with the user whose request met words in sealed columns that the program never wrote, and with these columns.
foreign_words = Signal()


def party_of(user: User) -> str:
    return f"user:{user.pk}"


def cookie_name() -> str:
    """Under HTTPS a name that browsers take from this host and over HTTPS only."""
    return "__Host-keys" if settings.HTTPS else "keys"


def unlock(request: HttpRequest, user: User, *, passphrase: str) -> None:
    """Open this person's keys for the session, or make them at the first sign-in with a passphrase of their own.

    Raises:
        WrongPassphrase: it does not open them: another one was chosen since, past this program.
    """
    store = in_use.store()
    if store is None or user.passphrase_given:  # whoever gave the passphrase must not have the keys
        return
    party = party_of(user)
    known = people.is_known(store, party)
    private = people.open_person(store, party, passphrase=passphrase) if known else make_keys(user, passphrase)
    _keep(request, user, private=private)
    ring = PersonKeyring(store, party, private=lambda: private)
    sharing.found_missing(ring, party)
    way_back.give_what_is_missing(ring)
    if found := people.foreign(store):
        foreign_halves.send(sender=User, user=user, parties=found)


def make_keys(user: User, passphrase: str) -> PrivateKey:
    """A new pair of keys. Only the first of the office's caseworkers needs nobody who confirms that they are theirs.

    Who is the first, the log knows: not only the key store, in which somebody could have taken the others out.

    Raises:
        NoKey: this office seals nothing.
    """
    store = in_use.store()
    if store is None:
        raise NoKey
    works_on_cases = not user.holds(Role.ADMINISTRATOR, Role.OVERSIGHT)
    first = works_on_cases and not people.anybody_confirmed(store) and vouching.book().is_first()
    return people.add_person(store, party_of(user), passphrase=passphrase, confirmed=first)


def unlock_if_it_opens(request: HttpRequest, user: User, *, passphrase: str) -> None:
    """The same while somebody signs in; when it does not open, the page for it comes next."""
    try:
        unlock(request, user, passphrase=passphrase)
    except WrongPassphrase:
        return


@contextmanager
def unlocked(user: User, *, passphrase: str) -> Iterator[None]:
    """This person's keys for a command, as a request has them. Whoever has none yet reads “sealed”."""
    store, party = in_use.store(), party_of(user)
    if store is None or user.passphrase_given or not people.is_known(store, party):
        yield
        return
    try:
        private = people.open_person(store, party, passphrase=passphrase)
    except WrongPassphrase:  # another one was chosen since, past this program
        yield
        return
    with _noticing(user), keyring.use(PersonKeyring(store, party, private=lambda: private)):
        yield


@contextmanager
def _noticing(user: User | None) -> Iterator[None]:
    """What is met inside that is not the office's own is told to oversight."""
    with foreign.noticing() as found, vouching.noticing() as refused:
        yield
    if found and user is not None:
        foreign_words.send(sender=User, user=user, columns=sorted(found))
    if refused and user is not None:
        foreign_halves.send(sender=User, user=user, parties=sorted(refused))


def change_passphrase(request: HttpRequest, user: User, *, old: str, new: str) -> None:
    """Put the keys under the new passphrase. Call it once the change stands."""
    store = in_use.store()
    if store is None:
        return
    party = party_of(user)
    if people.is_known(store, party):
        ring = _keyring(request, user)
        try:
            private = people.open_person(store, party, passphrase=old) if ring is None else ring.private
        except WrongPassphrase:  # the page for unlocking asks for the one before
            return
        people.reseal(store, party, private=private, passphrase=new)
    else:
        private = make_keys(user, new)
    _keep(request, user, private=private)


def forget(user: User) -> None:
    """After a reset, and when somebody leaves: nobody opens these keys again. Colleagues hand the new ones on."""
    store = in_use.store()
    if store is not None and user.pk is not None:
        transaction.on_commit(lambda: people.retire(store, party_of(user)))


def _keep(request: HttpRequest, user: User, *, private: PrivateKey) -> None:
    secret = browser.new_secret()
    request.session[KEPT] = browser.seal_for(private, secret, person=party_of(user))
    setattr(request, NEW_SECRET, secret)


def _keyring(request: HttpRequest, user: User) -> PersonKeyring | None:
    store, kept = in_use.store(), request.session.get(KEPT)
    secret = getattr(request, NEW_SECRET, None) or request.COOKIES.get(cookie_name(), "")
    if store is None or not kept or not secret:
        return None
    private = browser.open_from(kept, secret, person=party_of(user))
    return None if private is None else PersonKeyring(store, party_of(user), private=lambda: private)


class KeysMiddleware:
    """Gives each request the keys of whoever it is, and takes them away with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if in_use.store() is None:
            return self.get_response(request)
        user = request.user if isinstance(request.user, User) else None
        ring = None if user is None else _keyring(request, user)
        with _noticing(user), keyring.use(ring):
            response = self.get_response(request)
        if (secret := getattr(request, NEW_SECRET, None)) is not None:
            response.set_cookie(
                cookie_name(), secret, secure=settings.HTTPS, httponly=True, samesite="Strict", path="/"
            )
        return response


class UnlockMiddleware:
    """Leads whoever has not unlocked their keys to the page for it. Stands after the first steps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        locked = in_use.store() is not None and keyring.current() is None
        if not locked or not isinstance(request.user, User) or next_step(request.user) is not None:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == UNLOCK or name in ALWAYS_OPEN:
            return None
        return _lead_to_unlock(request, to_program=getattr(view, "speaks_json", False))


def _lead_to_unlock(request: HttpRequest, *, to_program: bool) -> HttpResponse:
    address = f"{reverse(UNLOCK)}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": reverse(UNLOCK)})
    if to_program or not request.accepts("text/html"):
        sentence = gettext("Your keys are locked. Sign in with your passphrase in a browser.")
        return JsonResponse({"code": NoKey.code, "message": sentence, "fields": {}}, status=HTTPStatus.FORBIDDEN)
    return redirect(address)
