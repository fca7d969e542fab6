"""`wellfounded duplicates`, `lists` and `case search`, as a matcher and a registrar call them."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings

from tests.casework.cast import Cast, make_user
from tests.casework.codes import code_of, stand_still
from tests.integration.cli.door import Said, wellfounded
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.models import Case, DuplicateLead, ImportedList, ListHit, ListJudgement, Merge, NameSearch
from wellfounded.persons.models import PersonName

LIST = "number,names,born\nL1,Kim Eun-hee,1984\n,Nobody,\n"
GIVEN = ("--kind", "missing", "--title", "Missing", "--source", "A list of 2026-11-02")


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:  # noqa: ARG001 - the staff
    """The store of the test is open already, and nothing has to be unlocked."""
    monkeypatch.setattr(settings, "DB", "open")
    monkeypatch.chdir(tmp_path)
    stand_still(monkeypatch)


def told(user: User, *words: str) -> Said:
    """What the program says to this person, who proves who they are."""
    secret = generate_totp_secret()
    Authenticator.objects.update_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": secret}}
    )
    typed = f"{user.username}-passphrase\n{code_of(secret)}\n"
    return wellfounded(*words, "--by", user.username, typed=typed)


def registered(user: User, name: str) -> Case:
    return register_person(user, request=Registration(names=(NameGiven(text=name),), birth="1984"))


def test_a_pair_is_compared_judged_by_two_merged_and_made_two_again(cast: Cast) -> None:
    first, second = registered(cast.registrar, "김은희"), registered(cast.outsider, "Kim Eun-hee")
    other = make_user("second_matcher", Role.MATCHER)
    assert "Compared: 2 people, 0 searches" in told(cast.matcher, "duplicates", "compare").out
    lead = str(DuplicateLead.objects.get().pk)
    assert f"{lead} {first.person} and {second.person}" in told(cast.matcher, "duplicates", "list").out
    shown = told(cast.matcher, "duplicates", "show", lead).out
    assert "김은희" in shown
    assert "nats" in shown
    judge = ("duplicates", "judge", lead, "--verdict", "same", "--reason", "One paper.")
    merge = ("duplicates", "merge", lead, "--kept", first.person.reference, "--reason", "Agreed.")
    assert "Somebody else has to look" in told(cast.matcher, *judge).out
    assert told(cast.matcher, *merge).code == 2
    assert "Settled" in told(other, *judge).out
    assert "One paper." in told(cast.matcher, "duplicates", "show", lead).out
    assert told(cast.matcher, *merge).code == 0
    assert Merge.objects.filter(undone_at=None).exists()
    added = add_name(cast.registrar, first.number, request=NameGiven(text="김순희"))
    assert f"name-{added.pk}" in told(cast.matcher, "duplicates", "show", lead).out
    undo = ("duplicates", "unmerge", lead, "--reason", "Sisters.")
    assert told(cast.matcher, *undo).code == 2
    assert told(cast.matcher, *undo, "--to-merged", f"name-{added.pk}").code == 0
    assert PersonName.objects.get(pk=added.pk).person == second.person


def test_a_list_comes_in_is_screened_and_a_hit_judged(cast: Cast) -> None:
    case = registered(cast.registrar, "김은희")
    Path("missing.csv").write_text(LIST, encoding="utf-8")
    refused = told(cast.matcher, "lists", "import", "missing.csv", *GIVEN)
    assert (refused.code, "row 3" in refused.out, "Nothing was brought in" in refused.out) == (2, True, True)
    assert not ImportedList.objects.exists()
    assert "1 people" in told(cast.matcher, "lists", "import", "missing.csv", *GIVEN, "--without-refused").out
    listed = str(ImportedList.objects.get().pk)
    assert f"{listed} Missing" in told(cast.matcher, "lists", "show").out
    second = make_user("second_matcher", Role.MATCHER)
    assert "another matcher does" in told(cast.matcher, "lists", "screen", listed).beside
    assert "Compared: 1 of the list. New leads: 1." in told(second, "lists", "screen", listed).out
    hit = str(ListHit.objects.get().pk)
    assert case.person.reference in told(cast.matcher, "lists", "show", "--list", listed).out
    shown = told(cast.matcher, "lists", "hit", hit).out
    assert case.person.reference in shown
    assert case.number not in shown
    judge = ("lists", "judge", hit, "--verdict", "different", "--reason", "Another year.")
    assert "stays a lead" in told(cast.matcher, *judge).out
    assert told(second, *judge).code == 0
    assert ListJudgement.objects.count() == 2
    assert "Another year." in told(cast.matcher, "lists", "hit", hit).out


def test_nobody_else_matches(cast: Cast) -> None:
    for words in [("duplicates", "list"), ("duplicates", "compare"), ("lists", "show"), ("duplicates", "show", "1")]:
        said = told(cast.registrar, *words)
        assert (said.code, said.out) == (2, "")


def test_a_search_needs_a_case_a_purpose_and_a_reason(cast: Cast) -> None:
    mine, here = registered(cast.registrar, "김은희"), registered(cast.registrar, "박철수")
    registered(cast.outsider, "김은희")
    search = ("case", "search", here.number, "Kim Eun-hee", "--purpose", "relative")
    assert told(cast.registrar, *search, "--reason", " ").code == 2
    assert not NameSearch.objects.exists()
    found = told(cast.registrar, *search, "--reason", "Her sister.", "--birth", "1984")
    assert mine.number in found.out
    assert found.out.count("C-") == 1
    nobody = told(cast.registrar, "case", "search", here.number, "류하늘", "--purpose", "known", "--reason", "New.")
    assert "Nobody of your own cases" in nobody.out
    assert NameSearch.objects.count() == 2
