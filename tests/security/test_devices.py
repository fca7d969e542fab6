"""A session opens nothing on another device than its own, and each account and device opens so many cases a day."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.pages import signed_in
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.models import Case

HOME = reverse("home")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


def browser(cast: Cast, *, agent: str = FIREFOX) -> Client:
    """The adjudicator's browser, after its first page."""
    client = signed_in(Client(headers={"User-Agent": agent}), cast.adjudicator)
    assert client.get(HOME).status_code == 200
    return client


def copied(client: Client, *cookies: str, agent: str = FIREFOX) -> Client:
    """Another device that was given these cookies."""
    thief = Client(headers={"User-Agent": agent})
    for name in cookies:
        thief.cookies[name] = client.cookies[name].value
    return thief


def refusals() -> list[str]:
    return list(Detail.objects.filter(event=Event.DEVICE_REFUSED).values_list("actor", flat=True))


# ── the session ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_session_cookie_alone_opens_nothing_elsewhere_and_ends(cast: Cast) -> None:
    own = browser(cast)
    key = own.cookies["sessionid"].value
    assert copied(own, "sessionid").get(HOME).status_code == 302
    assert not Session.objects.filter(session_key=key).exists()
    assert refusals() == ["adjudicator"]
    assert own.get(HOME).status_code == 302  # whoever it belongs to signs in again


def test_without_the_guard_it_would_open(cast: Cast, settings: LazySettings) -> None:
    own = browser(cast)
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("DeviceMiddleware")]
    assert copied(own, "sessionid").get(HOME).status_code == 200


def test_what_it_does_not_stop_is_a_copy_of_everything(cast: Cast) -> None:
    """Said in the manual: this defends a cookie that leaked alone, not a browser that was copied."""
    assert copied(browser(cast), "sessionid", "device").get(HOME).status_code == 200
    assert refusals() == []


def test_all_cookies_in_another_kind_of_browser_open_nothing(cast: Cast) -> None:
    assert copied(browser(cast), "sessionid", "device", agent=CHROME).get(HOME).status_code == 302
    assert refusals() == ["adjudicator"]


def test_a_newer_version_of_the_same_browser_goes_on(cast: Cast) -> None:
    own = browser(cast)
    newer = copied(own, "sessionid", "device", agent=FIREFOX.replace("140.0", "141.0"))
    assert newer.get(HOME).status_code == 200


def test_the_program_interface_is_bound_as_well(cast: Cast) -> None:
    assert copied(browser(cast), "sessionid").get("/api/worklist").status_code in {302, 401, 403}
    assert refusals() == ["adjudicator"]


def test_the_cookie_is_for_no_script_and_no_other_site(cast: Cast, settings: LazySettings) -> None:
    cookie = browser(cast).cookies["device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["path"]) == (True, "Strict", "", "/")
    settings.HTTPS = True
    safe = browser(cast).cookies["__Host-device"]
    assert (safe["secure"], safe["path"], safe["domain"]) == (True, "/", "")


def test_a_session_before_the_sign_in_is_bound_as_well(cast: Cast, client: Client) -> None:
    session = client.session
    session["anything"] = 1
    session.save()
    client.get(reverse("account_login"))
    assert copied(client, "sessionid").get(reverse("account_login")).status_code == 200
    assert refusals() == []  # nobody was signed in: there is no account to be told of
    assert not Session.objects.filter(session_key=client.cookies["sessionid"].value).exists()
    assert cast.adjudicator.device == ""


def test_the_device_keeps_its_name_when_somebody_signs_out(cast: Cast) -> None:
    own = browser(cast)
    name = own.cookies["device"].value
    own.get(reverse("account_login"))
    own.post(reverse("account_logout"))
    assert own.cookies["device"].value == name
    assert not own.cookies["sessionid"].value


# ── the cases of a day ───────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def cases(cast: Cast) -> list[Case]:
    return [make_staffed_case(cast, state="assessment") for _ in range(4)]


def page(client: Client, case: Case) -> int:
    return client.get(reverse("case", args=[case.number])).status_code


def test_a_device_opens_so_many_cases_whoever_sits_at_it(cast: Cast, cases: list[Case], settings: LazySettings) -> None:
    settings.CASES_A_DAY_ON_A_DEVICE = 3
    own = browser(cast)
    assert [page(own, case) for case in cases[:2]] == [200, 200]
    signed_in(own, cast.reviewer)
    assert [page(own, case) for case in (cases[0], cases[2], cases[3])] == [200, 200, 403]
    assert page(own, cases[1]) == 403  # the reviewer had not opened it, and the device is at its limit
    elsewhere = Client()
    assert page(signed_in(elsewhere, cast.reviewer), cases[3]) == 200


def test_whoever_reaches_the_limit_is_told_and_oversight_sees_it(
    cast: Cast, cases: list[Case], settings: LazySettings
) -> None:
    settings.CASES_A_DAY = 2
    own = browser(cast)
    assert [page(own, case) for case in cases] == [200, 200, 403, 403]
    answer = own.get(reverse("case", args=[cases[3].number])).content.decode()
    assert "You have opened 2 cases today" in answer
    log = signed_in(Client(), cast.oversight).get("/office/log/").content.decode()
    alert = log.split('<div class="notice warn"')[1].split("</div>")[0]
    assert "adjudicator" in alert
    assert "3 times" in alert
    assert cases[3].number not in alert


def test_without_a_limit_reached_oversight_sees_no_alert(cast: Cast, cases: list[Case]) -> None:
    assert page(browser(cast), cases[0]) == 200
    assert "notice warn" not in signed_in(Client(), cast.oversight).get("/office/log/").content.decode()
