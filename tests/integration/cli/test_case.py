"""`wellfounded case`, as a user calls it: the same actions, by somebody who proved who they are."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings

from tests.casework.cast import Cast
from tests.casework.codes import code_of, stand_still
from tests.casework.decisions import case_in_assessment
from tests.casework.factories import make_case, make_staffed_case
from tests.factories import ROOT
from tests.integration.cli.door import wellfounded
from wellfounded.accounts.models import User
from wellfounded.audit.models import Detail
from wellfounded.cases.models import Case, Export
from wellfounded.law.case_reader import case_from
from wellfounded.law.document import parse_document
from wellfounded.law.library import load_library
from wellfounded.vault.sealed import open_sealed

EXAMPLE = ROOT / "examples/fictional/ex-02-repeat-returnee.yaml"
SECRET = "four or five good words"  # noqa: S105 - of a test


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:  # noqa: ARG001 - the staff
    """The store of the test is open already, and nothing has to be unlocked."""
    monkeypatch.setattr(settings, "DB", "open")
    monkeypatch.chdir(tmp_path)
    stand_still(monkeypatch)


def typed(user: User, *more: str) -> str:
    """Passphrase and code, as the person would type them, and what is asked after that."""
    secret = generate_totp_secret()
    Authenticator.objects.update_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": secret}}
    )
    return "\n".join([f"{user.username}-passphrase", code_of(secret), *more, ""])


def test_list_shows_ones_own_cases_only(cast: Cast) -> None:
    mine, other = make_staffed_case(cast), make_case(cast.registrar)
    said = wellfounded("case", "list", "--by", "adjudicator", typed=typed(cast.adjudicator))
    assert said.code == 0, said
    assert mine.number in said.out
    assert other.number not in said.out


def test_nobody_gets_in_with_a_wrong_code(cast: Cast) -> None:
    make_staffed_case(cast)
    said = wellfounded("case", "list", "--by", "adjudicator", typed="adjudicator-passphrase\n000000\n")
    assert (said.code, said.out) == (2, "")
    assert Detail.objects.filter(event="office:session:refused").exists()


def test_show_says_who_the_person_is_to_those_who_may_know(cast: Cast) -> None:
    register = wellfounded(
        *("case", "register", "--by", "registrar", "--name", "리설화", "--nationality", "PRK"),
        typed=typed(cast.registrar),
    )
    assert register.code == 0, register
    case = Case.objects.get()
    assert register.out.endswith(f"Registered: {case.number}")
    said = wellfounded("case", "show", case.number, "--by", "registrar", typed=typed(cast.registrar))
    assert "리설화" in said.out
    assert "PRK" in said.out
    hidden = wellfounded("case", "show", case.number, "--by", "outsider", typed=typed(cast.outsider))
    missing = wellfounded("case", "show", "C-00000", "--by", "outsider", typed=typed(cast.outsider))
    assert (hidden.code, hidden.out, hidden.beside) == (2, missing.out, missing.beside)


def test_what_cannot_be_used_is_said_and_nothing_is_registered(cast: Cast) -> None:
    said = wellfounded("case", "register", "--by", "registrar", "--nationality", "Nowhere", typed=typed(cast.registrar))
    assert said.code == 2
    assert "country" in said.beside
    assert not Case.objects.exists()


def test_assess_shows_what_follows_to_those_who_assess(cast: Cast) -> None:
    case = case_in_assessment(cast)
    said = wellfounded("case", "assess", case.number, "--by", "adjudicator", typed=typed(cast.adjudicator))
    assert said.code == 0, said
    assert case.number in said.out
    refused = wellfounded("case", "assess", case.number, "--by", "registrar", typed=typed(cast.registrar))
    assert refused.code == 2


def test_import_and_export_carry_a_case_through_sealed_files(cast: Cast) -> None:
    sealed = wellfounded("case", "seal", EXAMPLE, "-o", "case.age", typed=f"{SECRET}\n{SECRET}\n")
    assert sealed.code == 0, sealed
    brought = wellfounded("case", "import", "case.age", "--by", "registrar", typed=f"{SECRET}\n{typed(cast.registrar)}")
    assert brought.code == 0, brought
    case = Case.objects.get()
    be_assigned(cast, case)
    left = wellfounded(
        *("case", "export", case.number, "--by", "adjudicator", "--purpose", "round trip", "--out", "out.age"),
        typed=typed(cast.adjudicator, SECRET, SECRET),
    )
    assert left.code == 0, left
    content = Path("out.age").read_bytes()
    assert b"format" not in content
    again = case_from(parse_document(open_sealed(content, SECRET).decode()), load_library())
    assert again.number == case.number
    assert Export.objects.get().left_at is not None
    assert sorted(path.name for path in Path().iterdir()) == ["case.age", "out.age"]


def be_assigned(cast: Cast, case: Case) -> None:
    case.assignments.create(user=cast.adjudicator, relation="adjudicator", made_by=cast.registrar)


def test_nothing_leaves_on_two_different_passphrases_or_over_another_file(cast: Cast) -> None:
    case = make_staffed_case(cast)
    command = ("case", "export", case.number, "--by", "adjudicator", "--purpose", "a look", "--out", "out.age")
    for first, second in ((SECRET, "another one of them"), ("short", "short")):
        assert wellfounded(*command, typed=typed(cast.adjudicator, first, second)).code == 2
    Path("out.age").write_text("something else")
    assert wellfounded(*command, typed=typed(cast.adjudicator, SECRET, SECRET)).code == 2
    assert Path("out.age").read_text() == "something else"
    assert not Export.objects.exists()


def test_nothing_leaves_for_a_place_that_cannot_be_written(cast: Cast) -> None:
    case = make_staffed_case(cast)
    command = ("case", "export", case.number, "--by", "adjudicator", "--purpose", "a look", "--out", "gone/out.age")
    said = wellfounded(*command, typed=typed(cast.adjudicator, SECRET, SECRET))
    assert (said.code, "WF-080" in said.beside) == (2, True)
    assert not Export.objects.exists()


def test_a_refusal_carries_the_code_of_the_manual(cast: Cast) -> None:
    said = wellfounded("case", "show", "C-2222-2222", "--by", "adjudicator", typed=typed(cast.adjudicator))
    assert (said.code, said.beside.endswith("[WF-101]")) == (2, True), said


def test_states_are_listed_without_an_office() -> None:
    assert "goes on to" in wellfounded("case", "states").out
