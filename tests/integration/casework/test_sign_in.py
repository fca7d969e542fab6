"""The way in: name and passphrase, the second factor that everybody has, the idle lock, and what the log says of it."""

import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from pytest_django.fixtures import Settings

from tests.casework import codes
from tests.casework.cast import Cast, make_user
from wellfounded.accounts import fictional, first_steps
from wellfounded.accounts.adapter import SecondFactorAdapter
from wellfounded.accounts.fictional import PASSPHRASE, make_colleague
from wellfounded.accounts.idle import GRAIN_SECONDS, SEEN
from wellfounded.accounts.models import Office, User
from wellfounded.accounts.reauthentication import needs_proof
from wellfounded.accounts.roles import Role
from wellfounded.audit.models import Detail
from wellfounded.config.headers import HEADERS
from wellfounded.config.urls import urlpatterns as addresses

LOGIN = "/account/login/"
CODE = "/account/2fa/authenticate/"


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"a page for {request.user}: {request.POST.get('answer', '')}")


@login_not_required
def open_page(request: HttpRequest) -> HttpResponse:
    return page(request)


urlpatterns = [
    *addresses,
    path("page/", page),
    path("guarded/", needs_proof(page)),
    path("open/", open_page),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _fresh_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rate limits and used codes lie in the cache."""
    cache.clear()
    codes.stand_still(monkeypatch)
    yield
    cache.clear()


@pytest.fixture
def colleague() -> User:
    Office.objects.create(pk=1, name="Fictional", fictional=True)
    return make_colleague("ines", [Role.INTERVIEWER], name="Ines")


@pytest.fixture
def signed_in(client: Client, colleague: User) -> Client:
    client.force_login(colleague)
    return client


def code_of(user: User) -> str:
    secret = Authenticator.objects.get(user=user, type="totp").data["secret"]
    return codes.code_of(secret)


def log() -> list[tuple[str, str]]:
    return list(Detail.objects.order_by("pk").values_list("event", "actor"))


def test_name_passphrase_and_code_open_the_office(client: Client, colleague: User) -> None:
    first = client.post(LOGIN, {"login": "ines", "password": PASSPHRASE})
    assert first.headers["Location"] == CODE
    assert client.get("/page/").status_code == HTTPStatus.FOUND  # not in yet
    client.post(CODE, {"code": code_of(colleague)})
    assert client.get("/page/").content == b"a page for Ines: "
    assert log() == [("office:session:opened", "ines")]


def test_a_code_opens_once(client: Client, colleague: User) -> None:
    code = code_of(colleague)
    for browser, comes_in in ((client, True), (Client(), False)):
        browser.post(LOGIN, {"login": "ines", "password": PASSPHRASE})
        browser.post(CODE, {"code": code})
        assert (browser.get("/page/").status_code == HTTPStatus.OK) is comes_in


@pytest.mark.usefixtures("colleague")
def test_a_refused_sign_in_is_logged_without_what_was_typed(client: Client) -> None:
    for name in ("ines", "INES", "my passphrase by mistake"):
        assert client.post(LOGIN, {"login": name, "password": "wrong"}).status_code == HTTPStatus.OK
    client.post(LOGIN, {"login": "ines", "password": PASSPHRASE})
    client.post(CODE, {"code": "000000"})
    refused = "office:session:refused"
    assert log() == [(refused, "ines"), (refused, "ines"), (refused, "(unknown)"), (refused, "ines")]
    assert "mistake" not in str(list(Detail.objects.values()))


@pytest.mark.usefixtures("colleague")
def test_guessing_locks_the_name_out_also_for_the_right_passphrase(client: Client) -> None:
    make_colleague("rowan", [Role.REGISTRAR])
    for _ in range(5):
        last = client.post(LOGIN, {"login": "ines", "password": "wrong"})
    assert last.status_code == HTTPStatus.TOO_MANY_REQUESTS
    cache.clear()  # allauth counts there as well; what is tested is the count in the store, which a restart keeps
    assert Client().post(LOGIN, {"login": "ines", "password": PASSPHRASE}).status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert Client().post(LOGIN, {"login": "rowan", "password": PASSPHRASE}).headers["Location"] == CODE


def test_signing_out_is_logged_and_clears_the_browser(signed_in: Client) -> None:
    assert "Clear-Site-Data" not in signed_in.get("/account/logout/").headers
    left = signed_in.post("/account/logout/")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert log()[-1] == ("office:session:closed", "ines")
    assert signed_in.get("/page/").status_code == HTTPStatus.FOUND


@pytest.mark.usefixtures("colleague")
def test_nobody_signed_out_is_no_entry(client: Client) -> None:
    client.post("/account/logout/")
    assert log() == []


@pytest.mark.parametrize(
    "address",
    ["signup/", "email/", "confirm-email/", "confirm-email/x/", "password/reset/", "password/set/", "inactive/"],
)
def test_what_an_office_has_not_is_not_there(client: Client, address: str) -> None:
    assert client.get(f"/account/{address}").status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"/account/{address}", {"username": "x"}).status_code == HTTPStatus.NOT_FOUND


def test_a_page_is_shut_to_strangers_unless_it_says_otherwise(client: Client) -> None:
    assert client.get("/page/").headers["Location"] == f"{LOGIN}?next=/page/"
    assert client.get("/open/").status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", ["/page/", "/open/", LOGIN, "/nothing/"])
def test_every_answer_tells_the_browser_to_keep_nothing(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].count("default-src 'none'") == 1


# The first steps: whoever has no passphrase of their own, second factor or recovery codes sees nothing else.


@pytest.mark.parametrize("role", Role)
def test_every_role_is_led_to_a_second_factor(client: Client, cast: Cast, role: Role) -> None:
    client.force_login(getattr(cast, role.value))
    assert client.get("/page/").headers["Location"] == reverse("mfa_index")
    assert client.post("/page/", {"answer": "no"}).headers["Location"] == reverse("mfa_index")
    assert client.get("/account/logout/").status_code == HTTPStatus.OK


def test_the_steps_follow_each_other(client: Client) -> None:
    user = make_user("new", Role.REGISTRAR)
    user.passphrase_given = True
    user.save()
    client.force_login(user)
    assert client.get("/page/").headers["Location"] == reverse(first_steps.CHOOSE_PASSPHRASE)
    own = "a passphrase of my own"
    changed = {"oldpassword": "new-passphrase", "password1": own, "password2": own}
    client.post(reverse(first_steps.CHOOSE_PASSPHRASE), changed)
    assert client.get("/page/").headers["Location"] == reverse(first_steps.CHOOSE_FACTOR)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "A" * 32})
    assert client.get("/page/").headers["Location"] == reverse(first_steps.MAKE_CODES)
    RecoveryCodes.activate(user)
    assert client.get("/page/").status_code == HTTPStatus.OK
    assert ("office:account:sign_in_changed", "new") in log()


def test_an_authenticator_program_and_recovery_codes_are_set_up_through_the_pages(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    user = make_user("new", Role.REGISTRAR)
    client.post(LOGIN, {"login": "new", "password": "new-passphrase"})
    client.post("/account/reauthenticate/", {"password": "new-passphrase"})
    address = reverse("mfa_activate_totp")
    assert client.get(address).status_code == HTTPStatus.OK
    secret = client.session["mfa.totp.secret"]
    code = codes.code_of(secret)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"code": code})
    assert log()[-2:] == [("office:account:sign_in_changed", "new")] * 2  # the authenticator, and the recovery codes
    assert first_steps.next_step(user) is None
    assert client.get("/page/").status_code == HTTPStatus.OK


def test_a_program_and_a_part_of_a_page_are_told_instead_of_led(client: Client, cast: Cast) -> None:
    client.force_login(cast.registrar)
    part = client.get("/page/", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Redirect"]) == (HTTPStatus.NO_CONTENT, reverse("mfa_index"))
    program = client.get("/page/", headers={"Accept": "application/json"})
    assert program.status_code == HTTPStatus.FORBIDDEN
    assert "second factor" in program.json()["message"]


def test_the_last_second_factor_stays(colleague: User) -> None:
    adapter = SecondFactorAdapter()
    totp, codes = Authenticator.objects.filter(user=colleague).order_by("-type")
    assert not adapter.can_delete_authenticator(totp)
    assert not adapter.can_delete_authenticator(codes)
    Authenticator.objects.create(user=colleague, type="webauthn", data={})
    assert adapter.can_delete_authenticator(totp)


# The idle lock.


@pytest.fixture
def away(signed_in: Client, settings: Settings) -> Client:
    """Signed in, and away for longer than the office allows."""
    signed_in.get("/page/")
    been_away(signed_in, settings.IDLE_LOCK_SECONDS)
    return signed_in


def been_away(client: Client, seconds: int) -> None:
    session = client.session
    session[SEEN] = int(time.time()) - seconds
    session.save()


def test_who_is_away_signs_in_again(away: Client) -> None:
    assert away.get("/page/").headers["Location"] == f"{LOGIN}?next=/page/"
    assert log()[-1] == ("office:session:closed", "ines")


def test_who_is_here_stays_and_is_noted_now_and_then(signed_in: Client, settings: Settings) -> None:
    signed_in.get("/page/")
    been_away(signed_in, settings.IDLE_LOCK_SECONDS - 5)
    assert signed_in.get("/page/").status_code == HTTPStatus.OK
    noted = signed_in.session[SEEN]
    assert noted >= time.time() - 5
    been_away(signed_in, GRAIN_SECONDS - 5)
    before = signed_in.session[SEEN]
    signed_in.get("/page/")
    assert signed_in.session[SEEN] == before


@pytest.fixture
def gone(away: Client) -> Client:
    """The lock fell in another window: whoever sends a form now is not known any more (`web` keeps it while it is)."""
    away.get("/page/")
    return away


@pytest.mark.parametrize("checks", [True, False])
def test_a_form_that_comes_too_late_loses_no_word(gone: Client, *, checks: bool) -> None:
    """Also when the form's token went with the session: then no page of ours may stand in its way."""
    gone.handler.enforce_csrf_checks = checks
    typed = {"answer": ["They took <b>him</b>.", "  "], "csrfmiddlewaretoken": "token"}
    typed |= dict.fromkeys(("password", "passphrase", "again"), "secret")
    late = gone.post("/page/?at=3", typed)
    assert late.status_code == HTTPStatus.UNAUTHORIZED
    text = late.content.decode()
    assert "They took &lt;b&gt;him&lt;/b&gt;." in text
    assert f"{LOGIN}?next=%2Fpage%2F%3Fat%3D3" in text
    assert "secret" not in text
    assert ">token<" not in text


def test_a_late_part_of_a_page_or_program_gets_no_page(gone: Client) -> None:
    part = gone.post("/page/", {"answer": "x"}, headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["X-Sign-In"]) == (HTTPStatus.UNAUTHORIZED, f"{LOGIN}?next=%2Fpage%2F")
    program = gone.post("/page/", {"answer": "x"}, headers={"Accept": "application/json"})
    assert (program.status_code, program.content) == (HTTPStatus.UNAUTHORIZED, b"")


def test_another_site_gets_no_page_with_words_of_its_choice(gone: Client) -> None:
    answer = gone.post("/page/", {"answer": "Call this number"}, headers={"Origin": "https://elsewhere.example"})
    assert b"Call this number" not in answer.content
    own = gone.post("/page/", {"answer": "my words"}, headers={"Origin": "http://testserver"})
    assert b"my words" in own.content


# Proof before what cannot be undone.


def test_a_fresh_proof_is_asked_for_and_the_form_goes_on(signed_in: Client) -> None:
    asked = signed_in.post("/guarded/", {"answer": "export"})
    assert asked.headers["Location"].startswith("/account/")
    session = signed_in.session
    assert "account_reauthentication_state" in session
    proved = signed_in.post("/account/reauthenticate/?next=/guarded/", {"password": PASSPHRASE})
    assert proved.content == b"a page for Ines: export"
    assert signed_in.get("/guarded/").status_code == HTTPStatus.OK


def test_an_old_proof_is_none(signed_in: Client, settings: Settings) -> None:
    signed_in.post("/account/reauthenticate/?next=/guarded/", {"password": PASSPHRASE})
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    assert signed_in.get("/guarded/").status_code == HTTPStatus.FOUND


# The fictional office.


def test_a_fictional_office_shows_how_to_sign_in(colleague: User) -> None:
    make_user("real", Role.REGISTRAR)
    (shown,) = fictional.sign_ins()
    assert (shown.username, shown.name, shown.roles) == ("ines", "Ines", "Interviewer")
    assert shown.code == code_of(colleague)
    assert 1 <= shown.seconds <= 30


def test_a_real_office_shows_nothing_even_of_marked_accounts(colleague: User) -> None:
    assert colleague.username == "ines"
    Office.objects.update(fictional=False)
    assert fictional.sign_ins() == []


def test_an_account_of_ones_own_in_a_fictional_office_is_not_shown(colleague: User) -> None:
    Authenticator.objects.filter(user=colleague).update(data={"secret": "A" * 32})
    assert fictional.sign_ins() == []


def test_a_closed_account_is_not_shown(colleague: User) -> None:
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    assert fictional.sign_ins() == []


# The negative controls: without the guard, what it keeps out comes in.


def test_each_guard_is_what_keeps_it_out(cast: Cast, settings: Settings) -> None:
    whole = list(settings.MIDDLEWARE)

    def without(name: str) -> Client:
        settings.MIDDLEWARE = [one for one in whole if not one.endswith(name)]
        assert len(settings.MIDDLEWARE) == len(whole) - 1
        return Client()

    assert without(".LoginRequiredMiddleware").get("/page/").status_code == HTTPStatus.OK
    assert "Permissions-Policy" not in without(".HeadersMiddleware").get("/open/").headers
    no_steps = without(".FirstStepsMiddleware")
    no_steps.force_login(cast.registrar)
    assert no_steps.get("/page/").status_code == HTTPStatus.OK
    never_idle = without(".IdleLockMiddleware")
    never_idle.force_login(make_colleague("ines", [Role.INTERVIEWER]))
    been_away(never_idle, 10 * settings.IDLE_LOCK_SECONDS)
    assert never_idle.get("/page/").status_code == HTTPStatus.OK


def test_a_used_code_is_known_to_every_process_that_serves(client: Client, colleague: User) -> None:
    """It lies in the store and not in the memory of one process, which a second one would not see."""
    client.post(LOGIN, {"login": "ines", "password": PASSPHRASE})
    client.post(CODE, {"code": code_of(colleague)})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_shared_memory WHERE cache_key LIKE %s", ["%mfa.totp.used%"])
        assert cursor.fetchone() == (1,)
