"""`wellfounded erase`, as two colleagues call it."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings

from tests.casework.cast import Cast
from tests.casework.codes import code_of, stand_still
from tests.casework.factories import make_staffed_case
from tests.integration.cli.door import wellfounded
from wellfounded.accounts.models import User
from wellfounded.cases.actions import sweep_server as sweeping
from wellfounded.cases.models import Case, Closure, Erasure, Hold
from wellfounded.cases.server_sweeping import Swept
from wellfounded.persons.models import MedicalNote


@pytest.fixture
def case(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr(settings, "DB", "open")
    stand_still(monkeypatch)
    made = make_staffed_case(cast, state="closed")
    Closure.objects.create(case=made, kind="withdrawal", reason="x", by=cast.registrar)
    MedicalNote.objects.create(person=made.person, text="scars", by=cast.registrar)
    return made


def by(user: User, *words: str) -> str:
    """What the command says, typed by this person."""
    Authenticator.objects.filter(user=user).delete()
    secret = generate_totp_secret()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})
    typed = f"{user.username}-passphrase\n{code_of(secret)}\n"
    said = wellfounded("erase", *words, "--by", user.username, typed=typed)
    return f"{said.code} {said.out} {said.beside}"


def test_two_people_erase_and_are_told_what_is_not_confirmed(cast: Cast, case: Case) -> None:
    said = by(cast.registrar, "ask", "--case", case.number, "--part", "medical", "--why", "wish")
    assert "Erasure 1 waits" in said.replace(f"Erasure {Erasure.objects.get().pk}", "Erasure 1")
    number = str(Erasure.objects.get().pk)
    assert by(cast.registrar, "do", "--erasure", number).startswith("2")
    said = by(cast.reviewer, "do", "--erasure", number)
    assert "medical: 1 rows erased." in said
    assert "not confirmed: backups made before this erasure" in said
    assert not MedicalNote.objects.exists()


def test_a_hold_is_placed_by_one_and_lifted_by_two(cast: Cast, case: Case) -> None:
    assert "stands" in by(cast.counsel, "hold", "--case", case.number, "--reason", "A court asks.")
    number = str(Hold.objects.get().pk)
    assert "hold" in by(cast.registrar, "ask", "--case", case.number, "--part", "medical", "--why", "wish")
    assert "Asked." in by(cast.registrar, "lift", "--hold", number)
    assert "is lifted" in by(cast.reviewer, "lift", "--hold", number)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(("whole", "told"), [(True, 0), (False, 2)])
def test_the_server_is_swept_by_whoever_keeps_the_store(
    cast: Cast, *, whole: bool, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no PostgreSQL" in by(cast.administrator, "sweep")
    assert by(cast.registrar, "sweep").startswith("2")
    monkeypatch.setattr(sweeping, "sweep", lambda: Swept(70, statistics=whole, log=whole))
    said = by(cast.administrator, "sweep")
    assert ("70 tables" in said, said.count("not done")) == (True, told)
