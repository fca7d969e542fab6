"""A command that asks who gives it stops guesses as the page does, and together with it."""

from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.casework.cast import make_user
from tests.casework.codes import code_of, stand_still
from tests.integration.cli.door import wellfounded
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of the test is open already, and nothing has to be unlocked."""
    monkeypatch.setattr(settings, "DB", "open")
    monkeypatch.chdir(tmp_path)
    stand_still(monkeypatch)


@pytest.fixture
def oversight() -> User:
    return make_user("oversight", Role.OVERSIGHT)


def typed(user: User) -> str:
    """Passphrase and code, as the person would type them."""
    secret = generate_totp_secret()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})
    return f"{user.username}-passphrase\n{code_of(secret)}\n"


@pytest.mark.parametrize("wrong", ["passphrase", "code"])
def test_guessing_at_a_command_locks_the_name_as_the_page_does(oversight: User, client: Client, wrong: str) -> None:
    right = typed(oversight)
    passphrase, code = right.split()
    guess = f"another passphrase\n{code}\n" if wrong == "passphrase" else f"{passphrase}\n000\n"
    asked = ("audit", "export", "--details", "--by", "oversight", "--out", "kept.jsonl")
    for _ in range(5):
        assert "do not open an account" in wellfounded(*asked, typed=guess).beside
    said = wellfounded(*asked, typed=right)
    assert (said.code, "Too many wrong tries" in said.beside, Path("kept.jsonl").exists()) == (2, True, False)
    entry = {"login": "oversight", "password": "oversight-passphrase"}
    assert client.post(reverse("account_login"), entry).status_code != 302
    assert Detail.objects.filter(event=Event.SIGN_IN_REFUSED, actor="oversight").count() >= 6
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert wellfounded(*asked, typed=right).code == 0
    assert not AccessAttempt.objects.exists()


def test_a_name_that_is_no_account_is_locked_like_one(oversight: User) -> None:
    asked = ("audit", "export", "--details", "--by", "nobody", "--out", "kept.jsonl")
    right = typed(oversight)
    said = [wellfounded(*asked, typed=right).beside for _ in range(6)]
    assert ["Too many wrong tries" in one for one in said] == [False] * 5 + [True]
    assert wellfounded(*asked[:4], "oversight", *asked[5:], typed=right).code == 0  # the control
