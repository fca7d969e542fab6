"""Searches by name and hints in the browser's way: by POST, without scripts too, and nothing told of hidden records."""

import json
import re

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.models import Case, LookingCount, NameSearch, SearchHit
from wellfounded.persons.models import PersonName

ASKED = {"name": "김은희", "birth": "1984", "purpose": "known", "reason": "The name of her sister."}


@pytest.fixture
def case(cast: Cast) -> Case:
    return register_person(cast.registrar, request=Registration(names=(NameGiven(text="박철수"),)))


def plain(page: bytes) -> str:
    """A page without what differs at every opening."""
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|of yours today: \d+', "", page.decode())


def test_a_search_shows_ones_own_cases_and_the_same_page_whether_or_not_somebody_is_hidden(
    client: Client, cast: Cast, case: Case
) -> None:
    address = reverse("name_search", args=[case.number])
    signed_in(client, cast.registrar)
    assert address in client.get(reverse("person", args=[case.number])).content.decode()
    assert "What for?" in client.get(address).content.decode()
    nobody = plain(client.post(address, ASKED).content)
    hidden = register_person(cast.outsider, request=Registration(names=(NameGiven(text="김은희"),), birth="1984"))
    assert plain(client.post(address, ASKED).content) == nobody
    assert hidden.number not in nobody
    own = register_person(cast.registrar, request=Registration(names=(NameGiven(text="Kim Eun-hee"),), birth="1984"))
    assert own.number in client.post(address, ASKED).content.decode()  # the control
    assert client.post(address, ASKED | {"purpose": ""}).status_code == 422
    assert NameSearch.objects.count() == 3


def test_the_matcher_settles_what_a_search_found(client: Client, cast: Cast, case: Case) -> None:
    hidden = register_person(cast.outsider, request=Registration(names=(NameGiven(text="김은희"),), birth="1984"))
    signed_in(client, cast.registrar).post(reverse("name_search", args=[case.number]), ASKED)
    signed_in(client, cast.matcher).post(reverse("duplicates_compare"))
    address = reverse("search_hit", args=[SearchHit.objects.get().pk])
    assert address in client.get(reverse("duplicates")).content.decode()
    page = client.get(address).content.decode()
    for words in ["The name of her sister.", case.person.reference, hidden.person.reference, "outsider", "same year"]:
        assert words in page or words == "same year"
    assert case.number not in page
    assert client.post(address, {"outcome": "told", "note": ""}).status_code == 422
    assert client.post(address, {"outcome": "told", "note": "Both registrars."}).status_code == 302
    assert "Both registrars." in client.get(address).content.decode()
    assert signed_in(client, cast.registrar).get(address).status_code == 403


def test_without_scripts_a_button_only_looks_and_saves_nothing(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    start = reverse("register_person")
    looked = client.post(start, {"name": "박철수", "look": "1"}).content.decode()
    assert case.number in looked
    assert 'value="박철수"' in looked
    assert Case.objects.count() == 1
    other = register_person(cast.registrar, request=Registration())
    names = reverse("registration_page", args=[other.number, "names"])
    looked = client.post(names, {"text": "박철수", "number": other.number, "look": "1"}).content.decode()
    assert case.number in looked
    assert PersonName.objects.count() == 1
    assert client.post(names, {"text": "박철수", "number": other.number}).status_code == 302  # the control
    # Enter in a field presses the first button of a form: that is the one that saves.
    for page in [client.get(start), client.get(names)]:
        first = re.findall(r'<form method="post".*?<button[^>]*>', page.content.decode(), re.DOTALL)[-1]
        assert 'name="look"' not in first.rpartition("<button")[2]


def test_the_hint_is_a_live_region_asked_after_a_pause(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast.registrar).get(reverse("register_person")).content.decode()
    (place,) = re.findall(r'<div id="duplicate-hints"[^>]*>', page)
    assert 'role="status"' in place
    assert "delay:700ms" in place
    assert "tabindex" not in place


def test_hints_of_a_day_are_used_up_with_a_sentence_and_short_names_cost_nothing(
    client: Client, cast: Cast, settings: LazySettings
) -> None:
    settings.NAME_HINTS_A_DAY = 1
    address = reverse("duplicate_hints")
    signed_in(client, cast.registrar)
    for name in ["", "K", " "]:
        assert client.post(address, {"name": name}).content.strip() == b""
    assert not LookingCount.objects.exists()
    assert "None of your own" in client.post(address, {"name": "Kim"}).content.decode()
    used_up = client.post(address, {"name": "Kim"})
    assert (used_up.status_code, "times today" in used_up.content.decode()) == (200, True)
    assert signed_in(client, cast.matcher).post(address, {"name": ""}).status_code == 403


@pytest.mark.parametrize("name", ["😀😀", "김" * 201, "1984"])
def test_of_a_name_that_cannot_be_compared_nobody_is_told_that_nobody_has_it(
    client: Client, cast: Cast, case: Case, name: str
) -> None:
    signed_in(client, cast.registrar)
    hint = client.post(reverse("duplicate_hints"), {"name": name}).content.decode()
    asked = client.post(reverse("name_search", args=[case.number]), ASKED | {"name": name})
    for page in [hint, asked.content.decode()]:
        assert "None of your own" not in page
        assert "cannot be read" in page or "more shortly" in page
    assert asked.status_code == 422
    assert not LookingCount.objects.exists()


def test_the_api_searches_by_the_same_gate(client: Client, cast: Cast, case: Case, settings: LazySettings) -> None:
    own = register_person(cast.registrar, request=Registration(names=(NameGiven(text="Kim Eun-hee"),), birth="1984"))
    settings.NAME_SEARCHES_A_DAY = 1
    signed_in(client, cast.registrar)
    address = f"/api/cases/{case.number}/name-search"
    answer = client.post(address, json.dumps(ASKED), content_type="application/json")
    assert [one["case"] for one in answer.json()] == [own.number]
    assert client.post(address, json.dumps(ASKED), content_type="application/json").status_code == 403
    assert client.post(address, json.dumps({"name": "x"}), content_type="application/json").status_code == 422
    signed_in(client, cast.outsider)
    assert client.post(address, json.dumps(ASKED), content_type="application/json").status_code == 404
