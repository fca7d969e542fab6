"""Facts on the pages: said is not found, both texts are shown when somebody was faster, doubt is an act of its own."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.interviews import FACT, answered, case_in_interview, fact_of
from tests.casework.pages import alike, signed_in
from wellfounded.cases.actions.set_fact import FactFound, set_fact
from wellfounded.cases.models import Case, CaseCountry, FactEntry

FOUND = {"state": "established", "reason": "Told in detail and alike.", "seen": "1"}


@pytest.fixture
def case(cast: Cast) -> Case:
    case = case_in_interview(cast)
    answered(cast, case)
    return case


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.adjudicator)


def at(case: Case, route: str, fact: str = FACT, *, entity: str = "PRK") -> str:
    return reverse(route, args=[case.number, entity, fact])


def words(response: Any) -> str:
    return str(response.content.decode())


def test_what_was_said_waits_in_the_table_until_a_person_finds_it(officer: Client, case: Case) -> None:
    table = reverse("facts", args=[case.number])
    assert "waits for you" in words(officer.get(table))
    assert "interview-1, line 2" in words(officer.get(table))
    assert officer.post(at(case, "fact"), FOUND)["Location"] == at(case, "fact")
    assert fact_of(case).state == "established"
    assert "waits for you" not in words(officer.get(table))
    one = words(officer.get(at(case, "fact")))
    assert "Told in detail and alike." in one
    assert "한밤중에 강을 건넜습니다" in one


def test_a_state_without_a_reason_comes_back_with_every_word(officer: Client, case: Case) -> None:
    typed = {"state": "refuted", "reason": "", "seen": "1", "rests-detail": "그 다리는 없다", "side-detail": "rebuts"}
    answer = officer.post(at(case, "fact"), typed)
    assert answer.status_code == 422
    assert "그 다리는 없다" in words(answer)
    assert fact_of(case).state == "unknown"


def test_a_doubled_submit_finds_once(officer: Client, case: Case) -> None:
    for _ in range(2):
        officer.post(at(case, "fact"), FOUND | {"key": "once"})
    assert fact_of(case).version == 2


def test_both_texts_are_shown_when_somebody_was_faster(officer: Client, cast: Cast, case: Case) -> None:
    shown = officer.get(at(case, "fact")).context["form"]["seen"].value()
    theirs = FactFound(entity="PRK", fact=FACT, seen=1, state="refuted", reason="The bridge was not there.")
    set_fact(cast.interviewer, case.number, request=theirs)
    late = officer.post(at(case, "fact"), FOUND | {"seen": shown, "key": "k"})
    assert late.status_code == 422
    text = words(late)
    for word in ("Somebody else was faster", "The bridge was not there.", "Told in detail and alike.", "refuted"):
        assert word in text
    assert fact_of(case).version == 2
    form = late.context["form"]
    again = FOUND | {"seen": form["seen"].value(), "key": form["key"].value()}
    assert officer.post(at(case, "fact"), again).status_code == 302
    assert (fact_of(case).version, fact_of(case).state) == (3, "established")


def test_credibility_is_kept_for_one_fact_and_signed_only_by_whoever_assessed_it(
    officer: Client, cast: Cast, case: Case
) -> None:
    typed = {"result": "accepted", "distorting": ["trauma", "interpreter"], "side-detail": "supports"}
    officer.post(at(case, "fact"), FOUND | typed | {"rests-detail": "line 2"})
    kept = fact_of(case).record["credibility"]
    assert kept["by"] == "adjudicator"
    assert kept["indicators"] == [{"indicator": "detail", "direction": "supports", "rests_on": "line 2"}]
    other = signed_in(Client(), cast.interviewer)
    page = other.get(at(case, "fact")).context["form"]
    same = {name: page[name].value() for name in page.fields if page[name].value()}
    other.post(at(case, "fact"), same | {"state": "possible", "reason": "Not sure."})
    assert fact_of(case).record["credibility"] == kept
    assert fact_of(case).record["by"] == "interviewer"


def test_the_benefit_of_the_doubt_is_an_act_of_its_own(officer: Client, case: Case) -> None:
    assert "Give it" not in words(officer.get(at(case, "fact")))
    officer.post(at(case, "fact"), FOUND | {"state": "possible"})
    assert "Give it" in words(officer.get(at(case, "fact")))
    refused = officer.post(at(case, "fact_doubt"), {"reason": "", "benefit_of_doubt": "노력을 다했다", "seen": "2"})
    assert refused.status_code == 422
    assert "노력을 다했다" in words(refused)
    given = {"reason": "One voice only.", "benefit_of_doubt": "Did all that could be done.", "seen": "2"}
    assert officer.post(at(case, "fact_doubt"), given).status_code == 302
    doubt = fact_of(case).record["benefit_of_doubt"]
    assert (doubt["by"], doubt["reason"]) == ("adjudicator", "Did all that could be done.")
    late = officer.post(at(case, "fact_doubt"), given)
    assert fact_of(case).version == 3
    assert "Somebody else was faster" in words(late)


def test_evidence_is_added_from_a_line_or_from_another_source(officer: Client, case: Case) -> None:
    officer.post(at(case, "fact_evidence"), {"said_in": "1.1", "direction": "rebuts", "weight": "strong"})
    officer.post(at(case, "fact_evidence"), {"source": "Report 12", "at": "page 4", "direction": "supports"})
    items = fact_of(case).record["evidence"]
    assert [(one["source"], one["at"]) for one in items[1:]] == [("interview-1", "line 1"), ("Report 12", "page 4")]
    wrong = officer.post(at(case, "fact_evidence"), {"note": "무슨 보고서", "direction": ""})
    assert wrong.status_code == 422
    assert "무슨 보고서" in words(wrong)


def test_any_fact_of_the_catalogue_is_found_by_its_words(officer: Client, case: Case) -> None:
    CaseCountry.objects.create(case=case, code="CHN", destination=True)
    searched = officer.get(reverse("facts", args=[case.number]), {"q": "birth"}).context["searched"]
    assert at(case, "fact", "birth_date", entity="person") in {address for _title, _text, address in searched}
    officer.post(at(case, "fact", "birth_date", entity="person"), FOUND | {"seen": "0", "value": "1984"})
    assert FactEntry.objects.get(fact="birth_date").record["value"] == "1984"


def test_a_value_that_is_left_blank_stays_as_it_was(officer: Client, case: Case) -> None:
    there = at(case, "fact", "birth_date", entity="person")
    officer.post(there, FOUND | {"seen": "0", "value": "1984"})
    officer.post(there, FOUND | {"seen": "1", "value": "", "reason": "Again."})
    assert fact_of(case, "birth_date", entity="person").record["value"] == "1984"


def test_who_may_see_and_who_may_find(cast: Cast, case: Case) -> None:
    for name, sees, finds in [
        ("interviewer", True, True),
        ("adjudicator", True, True),
        ("reviewer", True, False),
        ("observer", True, False),
        ("counsel", False, False),
        ("registrar", False, False),
        ("protection_officer", False, False),
    ]:
        client = signed_in(Client(), getattr(cast, name))
        for address in (reverse("facts", args=[case.number]), at(case, "fact")):
            assert client.get(address).status_code == (200 if sees else 403), name
        for route in ("fact_doubt", "fact_evidence"):
            assert client.get(at(case, route)).status_code == (200 if finds else 403), name
        if sees and not finds:
            assert client.post(at(case, "fact"), FOUND).status_code == 403
            assert "Find this fact" not in words(client.get(at(case, "fact")))
    assert fact_of(case).version == 1


@pytest.mark.parametrize("route", ["fact", "fact_doubt", "fact_evidence"])
def test_a_hidden_case_looks_like_a_missing_one(cast: Cast, case: Case, route: str) -> None:
    outsider = signed_in(Client(), cast.outsider)
    missing = outsider.get(reverse(route, args=["C-99999", "PRK", FACT]))
    hidden = outsider.get(at(case, route))
    assert hidden.status_code == missing.status_code == 404
    assert alike(hidden.content, case.number) == alike(missing.content, "C-99999")
    officer = signed_in(Client(), cast.adjudicator)
    for address in (at(case, route, "no_such_fact"), at(case, route, entity="RUS")):
        assert officer.get(address).status_code == 404
