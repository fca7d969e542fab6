"""Keys of a person from sign-in to lock, and whose new keys a colleague confirms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import timezone

from tests.casework import codes
from tests.casework.cast import make_user
from tests.casework.pages import SECRET, set_up
from wellfounded.accounts import unlocking
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.accounts.unlocking import party_of
from wellfounded.audit.models import Detail
from wellfounded.audit.reading import alerts_of_log
from wellfounded.cases.actions.confirm_keys import confirm_keys
from wellfounded.cases.actions.reset_sign_in import reset_sign_in
from wellfounded.cases.entitled import NAMES
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.waiting_keys import waiting_colleagues
from wellfounded.config.urls import urlpatterns as addresses
from wellfounded.persons.models import MedicalNote, Person
from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import WrongPassphrase
from wellfounded.vault.office_keys import in_use, keyring, people, sharing
from wellfounded.vault.office_keys.keyring import NoKey, PersonKeyring
from wellfounded.vault.office_keys.store import KeyStore
from wellfounded.vault.sealed_columns import SealedToYou, foreign

PASSPHRASE = "a passphrase of the registrar"  # noqa: S105 - of invented people
UNLOCK = "/keys/unlock/"
Committed = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


def whose(_request: HttpRequest) -> HttpResponse:
    ring = keyring.current()
    return HttpResponse(ring.person if isinstance(ring, PersonKeyring) else "nobody")


def sealed(_request: HttpRequest) -> HttpResponse:
    raise SealedToYou


def no_key(_request: HttpRequest) -> HttpResponse:
    raise NoKey


def met(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(" ".join(MedicalNote.objects.values_list("text", flat=True)))


urlpatterns = [
    *addresses,
    path("met/", met),
    path("whose/", whose),
    path("sealed/", sealed),
    path("no_key/", no_key),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _fresh_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    codes.stand_still(monkeypatch)
    yield
    cache.clear()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[KeyStore]:
    with in_use.using(KeyStore.create(tmp_path / "keys", cost=Cost(8, 1, 1))) as _:
        held = in_use.store()
        assert held is not None
        yield held


def person(username: str, *roles: Role) -> User:
    user = make_user(username, *roles)
    user.set_password(PASSPHRASE)
    user.save()
    set_up(user)
    return user


@pytest.fixture
def registrar() -> User:
    return person("rowan", Role.REGISTRAR)


def sign_in(client: Client, user: User, passphrase: str = PASSPHRASE) -> Client:
    client.post("/account/login/", {"login": user.username, "password": passphrase})
    client.post("/account/2fa/authenticate/", {"code": codes.code_of(SECRET)})
    cache.clear()  # the same code opens again in these tests
    return client


def ring_of(store: KeyStore, user: User) -> PersonKeyring:
    private = people.open_person(store, party_of(user), passphrase=PASSPHRASE)
    return PersonKeyring(store, party_of(user), private=lambda: private)


# ── one person ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_without_a_key_store_nothing_is_asked_and_nothing_is_set(client: Client, registrar: User) -> None:
    """The control, and the office on one laptop."""
    sign_in(client, registrar)
    assert client.get("/whose/").content == b"nobody"
    assert "keys" not in client.cookies
    assert client.get(UNLOCK).headers["Location"] == "/"
    assert b"Nobody waits" in client.get("/keys/").content


def test_the_passphrase_of_the_sign_in_opens_the_keys(client: Client, store: KeyStore, registrar: User) -> None:
    sign_in(client, registrar)
    assert client.get("/whose/").content.decode() == party_of(registrar)
    assert people.is_confirmed(store, party_of(registrar))  # the first caseworker of the office
    cookie = client.cookies["keys"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert keyring.current() is None  # nothing stays with the process


def test_neither_store_nor_database_opens_a_session_without_the_cookie(
    client: Client, store: KeyStore, registrar: User
) -> None:
    sign_in(client, registrar)
    kept = client.session[unlocking.KEPT]
    seed = people.open_person(store, party_of(registrar), passphrase=PASSPHRASE).seed
    in_database = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert kept in in_database
    for place in (in_database.encode(), store.path.read_bytes()):
        assert seed not in place
        assert seed.hex().encode() not in place
        assert client.cookies["keys"].value.encode() not in place
    del client.cookies["keys"]
    assert client.get("/whose/").headers["Location"] == f"{UNLOCK}?next=%2Fwhose%2F"
    client.cookies["keys"] = "the cookie of another browser"
    assert client.get("/whose/").headers["Location"].startswith(UNLOCK)


def test_over_https_the_cookie_goes_to_this_host_alone(
    client: Client, store: KeyStore, registrar: User, settings: object
) -> None:
    assert store.id
    settings.HTTPS = True  # type: ignore[attr-defined] # of pytest-django, which gives it no type
    sign_in(client, registrar)
    assert client.cookies["__Host-keys"]["secure"]
    assert client.cookies["__Host-keys"]["path"] == "/"
    assert not client.cookies["__Host-keys"]["domain"]


def test_who_came_in_with_a_passkey_gives_the_passphrase_first(
    client: Client, store: KeyStore, registrar: User
) -> None:
    people.add_person(store, party_of(registrar), passphrase=PASSPHRASE, confirmed=True)
    client.force_login(registrar)
    asked = client.get("/whose/?a=b").headers["Location"]
    assert asked == f"{UNLOCK}?next=%2Fwhose%2F%3Fa%3Db"
    page = client.get(asked)
    assert b"Unlock your keys" in page.content
    wrong = client.post(UNLOCK, {"passphrase": "something else", "next": "/whose/?a=b"})
    assert b"does not open your keys" in wrong.content
    assert client.get("/whose/").status_code == HTTPStatus.FOUND
    right = client.post(UNLOCK, {"passphrase": PASSPHRASE, "next": "/whose/?a=b"})
    assert right.headers["Location"] == "/whose/?a=b"
    assert client.get("/whose/").content.decode() == party_of(registrar)


def test_unlocking_leads_to_no_other_site(client: Client, store: KeyStore, registrar: User) -> None:
    people.add_person(store, party_of(registrar), passphrase=PASSPHRASE)
    client.force_login(registrar)
    answer = client.post(UNLOCK, {"passphrase": PASSPHRASE, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_programs_and_parts_of_pages_are_told_in_their_way(client: Client, store: KeyStore, registrar: User) -> None:
    assert store.id
    client.force_login(registrar)
    told = client.get("/whose/", HTTP_ACCEPT="application/json")
    assert (told.status_code, told.json()["code"]) == (HTTPStatus.FORBIDDEN, NoKey.code)
    assert client.get("/whose/", HTTP_HX_REQUEST="true").headers["HX-Redirect"] == UNLOCK


def test_signing_out_locks(client: Client, store: KeyStore, registrar: User) -> None:
    assert store.id
    sign_in(client, registrar)
    before = Session.objects.get(pk=client.session.session_key).get_decoded()
    assert unlocking.KEPT in before
    client.post("/account/logout/")
    assert not [one for one in Session.objects.all() if unlocking.KEPT in one.get_decoded()]


def test_a_given_passphrase_makes_no_keys_and_the_own_one_does(client: Client, store: KeyStore) -> None:
    """Whoever gave it knows it."""
    new = person("nia", Role.REGISTRAR)
    new.passphrase_given = True
    new.save()
    sign_in(client, new)
    assert not people.is_known(store, party_of(new))
    typed = {"oldpassword": PASSPHRASE, "password1": "four words of nias own", "password2": "four words of nias own"}
    client.post("/account/password/change/", typed)
    assert people.open_person(store, party_of(new), passphrase="four words of nias own").public  # noqa: S106 - of invented people
    assert client.get("/whose/").content.decode() == party_of(new)


def test_a_new_passphrase_opens_the_same_keys(client: Client, store: KeyStore, registrar: User) -> None:
    sign_in(client, registrar)
    before = people.open_person(store, party_of(registrar), passphrase=PASSPHRASE).public
    typed = {"oldpassword": PASSPHRASE, "password1": "four words quite anew", "password2": "four words quite anew"}
    client.post("/account/password/change/", typed)
    assert people.open_person(store, party_of(registrar), passphrase="four words quite anew").public == before  # noqa: S106 - of invented people
    with pytest.raises(WrongPassphrase):
        people.open_person(store, party_of(registrar), passphrase=PASSPHRASE)
    assert client.get("/whose/").content.decode() == party_of(registrar)
    assert sign_in(Client(), registrar, "four words quite anew").get("/whose/").content.decode() == party_of(registrar)


def test_a_passphrase_that_was_changed_past_the_program_leads_to_the_page(
    client: Client, store: KeyStore, registrar: User
) -> None:
    people.add_person(store, party_of(registrar), passphrase="the one before", confirmed=True)  # noqa: S106 - of invented people
    sign_in(client, registrar)
    assert client.get("/whose/").headers["Location"].startswith(UNLOCK)
    client.post(UNLOCK, {"passphrase": "the one before"})
    assert client.get("/whose/").content.decode() == party_of(registrar)


def test_a_change_of_passphrase_that_does_not_open_the_keys_leaves_them_as_they_are(
    rf: RequestFactory, store: KeyStore, registrar: User
) -> None:
    """They lie under the one before, which the page for unlocking asks for."""
    before = people.add_person(store, party_of(registrar), passphrase="the one before", confirmed=True)  # noqa: S106 - of invented people
    request = rf.post("/account/password/change/")
    request.session = SessionStore()
    unlocking.change_passphrase(request, registrar, old=PASSPHRASE, new="four words quite anew")
    assert unlocking.KEPT not in request.session
    assert people.open_person(store, party_of(registrar), passphrase="the one before").seed == before.seed  # noqa: S106 - of invented people
    with pytest.raises(WrongPassphrase):
        people.open_person(store, party_of(registrar), passphrase="four words quite anew")  # noqa: S106 - of invented people


def test_an_office_that_seals_nothing_makes_no_keys(registrar: User) -> None:
    with pytest.raises(NoKey):
        unlocking.make_keys(registrar, PASSPHRASE)


@pytest.mark.parametrize("address", ["/sealed/", "/no_key/"])
def test_what_is_sealed_to_somebody_is_a_page_that_says_so(
    client: Client, store: KeyStore, registrar: User, address: str
) -> None:
    assert store.id
    sign_in(client, registrar)
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert b"key" in answer.content


def test_words_that_the_program_never_wrote_are_told_to_oversight(
    client: Client, store: KeyStore, registrar: User
) -> None:
    assert store.id
    person = Person.objects.create(reference="P-1")
    with in_use.using(None):
        MedicalNote.objects.create(person=person, text="", by=registrar)
    sign_in(client, registrar)
    client.get("/met/")
    assert alerts_of_log(timezone.now() - timedelta(days=1)) == []  # the control: nothing is there
    with in_use.using(None):
        MedicalNote.objects.update(text="words of somebody")
    assert "not written by this program" in client.get("/met/").content.decode()
    [told] = alerts_of_log(timezone.now() - timedelta(days=1))
    assert told.event == "office:words:not_ours"
    [entry] = Detail.objects.filter(event=told.event)
    assert entry.subject == registrar.username
    assert b"persons_medicalnote.text" in bytes(entry.payload)


# ── colleagues ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_administrator_or_a_watcher_is_never_the_first(store: KeyStore) -> None:
    for role in (Role.ADMINISTRATOR, Role.OVERSIGHT):
        user = person(role.value, role)
        unlocking.make_keys(user, PASSPHRASE)
        assert not people.is_confirmed(store, party_of(user))


def test_who_resets_a_sign_in_cannot_read_what_the_colleague_read(
    client: Client, store: KeyStore, registrar: User, django_capture_on_commit_callbacks: Committed
) -> None:
    """The whole way of an administrator who wants to read, and of a colleague who really forgot."""
    administrator, forgot = person("adil", Role.ADMINISTRATOR), person("faye", Role.REGISTRAR)
    unlocking.make_keys(registrar, PASSPHRASE)
    sharing.found_missing(ring_of(store, registrar), party_of(registrar))
    unlocking.make_keys(forgot, PASSPHRASE)
    with keyring.use(ring_of(store, registrar)), django_capture_on_commit_callbacks(execute=True):
        confirm_keys(registrar, "faye")
    with django_capture_on_commit_callbacks(execute=True):
        made = reset_sign_in(administrator, "faye")
    assert not people.is_known(store, party_of(forgot))
    set_up(forgot)
    sign_in(client, forgot, made.passphrase)
    typed = {"oldpassword": made.passphrase, "password1": PASSPHRASE, "password2": PASSPHRASE}
    client.post("/account/password/change/", typed)
    assert waiting_colleagues(registrar, store) == [forgot]
    assert party_of(forgot) not in people.members(store, NAMES)
    with keyring.use(ring_of(store, forgot)), pytest.raises(NotAllowed):
        confirm_keys(administrator, "faye")
    with keyring.use(ring_of(store, registrar)), django_capture_on_commit_callbacks(execute=True):
        confirm_keys(registrar, "faye")
    assert party_of(forgot) in people.members(store, NAMES)
    assert waiting_colleagues(registrar, store) == []
    assert Detail.objects.filter(event="office:keys:confirmed", actor="rowan").exists()


def test_who_confirms_has_confirmed_keys_and_confirms_somebody_else(store: KeyStore, registrar: User) -> None:
    other, third = person("olu", Role.REGISTRAR), person("tam", Role.REGISTRAR)
    unlocking.make_keys(registrar, PASSPHRASE)
    unlocking.make_keys(other, PASSPHRASE)
    with pytest.raises(NotNow):
        confirm_keys(registrar, "olu")  # locked
    with keyring.use(ring_of(store, other)), pytest.raises(NotAllowed):
        confirm_keys(other, "tam")  # not confirmed
    with keyring.use(ring_of(store, registrar)):
        with pytest.raises(NotAllowed):
            confirm_keys(registrar, "rowan")
        with pytest.raises(NotFound):
            confirm_keys(registrar, "nobody")
        with pytest.raises(NotNow):
            confirm_keys(registrar, third.username)  # has none yet
    assert not people.is_confirmed(store, party_of(other))


def test_the_page_shows_who_waits_and_confirms(
    client: Client, store: KeyStore, registrar: User, django_capture_on_commit_callbacks: Committed
) -> None:
    sign_in(client, registrar)
    assert b'href="/keys/"' in client.get("/me/").content
    waits = person("wen", Role.INTERVIEWER)
    unlocking.make_keys(waits, PASSPHRASE)
    assert b"wen" in client.get("/keys/").content
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/keys/", {"username": "wen"})
    assert people.is_confirmed(store, party_of(waits))
    assert "has their keys" in client.get("/keys/").content.decode()


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_command_has_the_keys_of_its_person_while_it_lasts(store: KeyStore, registrar: User) -> None:
    unlocking.make_keys(registrar, PASSPHRASE)
    with unlocking.unlocked(registrar, passphrase=PASSPHRASE):
        ring = keyring.current()
        assert isinstance(ring, PersonKeyring)
        assert (ring.person, ring.store) == (party_of(registrar), store)
        assert ring.private.public == people.public_of(store, [ring.person])[ring.person]
    assert keyring.current() is None


@pytest.mark.usefixtures("store")
def test_a_command_of_somebody_without_keys_goes_on_without(registrar: User) -> None:
    with unlocking.unlocked(registrar, passphrase=PASSPHRASE):
        assert keyring.current() is None
    unlocking.make_keys(registrar, "another one, chosen past this program")
    with unlocking.unlocked(registrar, passphrase=PASSPHRASE):
        assert keyring.current() is None


@pytest.mark.usefixtures("store")
def test_whoever_was_given_the_passphrase_has_no_keys_in_a_command_either(registrar: User) -> None:
    unlocking.make_keys(registrar, PASSPHRASE)
    registrar.passphrase_given = True
    with unlocking.unlocked(registrar, passphrase=PASSPHRASE):
        assert keyring.current() is None


@pytest.mark.usefixtures("store")
def test_what_a_command_meets_that_was_never_written_by_the_program_is_told(registrar: User) -> None:
    unlocking.make_keys(registrar, PASSPHRASE)
    told: list[object] = []

    def hear(**given: object) -> None:
        told.append(given["columns"])

    unlocking.foreign_words.connect(hear)
    try:
        with unlocking.unlocked(registrar, passphrase=PASSPHRASE):
            foreign.notice(MedicalNote, "text")
    finally:
        unlocking.foreign_words.disconnect(hear)
    assert told == [["persons_medicalnote.text"]]
