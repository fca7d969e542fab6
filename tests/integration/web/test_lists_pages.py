"""Lists in the browser's way, for matchers; every page of them says that a hit is a lead and nothing more."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast, make_user
from tests.casework.pages import signed_in
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.models import ImportedList, ListHit, ListJudgement

GIVEN = {"kind": "sanctions", "title": "A list", "source": "Its maker, 2024-05-01"}
TABLE = "number,names,born\nL1,Kim Eun-hee,1984\n,Nobody,\n"
LEAD = "never by itself an indication for exclusion"


def sheet(table: str = TABLE) -> SimpleUploadedFile:
    return SimpleUploadedFile("list.csv", table.encode())


def test_a_list_is_brought_in_screened_and_a_hit_judged(client: Client, cast: Cast) -> None:
    case = register_person(cast.registrar, request=Registration(names=(NameGiven(text="김은희"),), birth="1984"))
    signed_in(client, cast.matcher)
    new = reverse("new_list")
    assert new in client.get(reverse("lists")).content.decode()
    assert reverse("lists") in client.get(reverse("duplicates")).content.decode()
    refused = client.post(new, GIVEN | {"content": sheet()})
    assert refused.status_code == 422
    for words in ["Some rows are refused", "row 3", "Nothing was brought in"]:
        assert words in refused.content.decode()
    assert client.post(new, GIVEN | {"content": sheet(), "without_refused": "on", "title": ""}).status_code == 422
    answer = client.post(new, GIVEN | {"content": sheet(), "without_refused": "on"})
    listed = ImportedList.objects.get()
    address = reverse("list", args=[listed.pk])
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert "Not compared yet: 1" in client.get(address).content.decode()
    assert client.post(reverse("screen_list", args=[listed.pk])).status_code == 403
    assert reverse("screen_list", args=[listed.pk]) not in client.get(address).content.decode()
    signed_in(client, make_user("second_matcher", Role.MATCHER))
    assert reverse("screen_list", args=[listed.pk]) in client.get(address).content.decode()
    assert client.post(reverse("screen_list", args=[listed.pk])).status_code == 302
    hit = reverse("list_hit", args=[ListHit.objects.get().pk])
    page = client.get(address).content.decode()
    assert hit in page
    assert "once more" in page
    pages = [reverse("lists"), new, address, hit]
    assert all(LEAD in client.get(page).content.decode() for page in pages)
    shown = client.get(hit).content.decode()
    assert case.person.reference in shown
    assert case.number not in shown
    assert client.post(hit, {"verdict": "unsure", "reason": ""}).status_code == 422
    assert client.post(hit, {"verdict": "unsure", "reason": "No paper."}).status_code == 302
    assert ListJudgement.objects.get().reason == "No paper."
    assert "Somebody else has to look as well" in client.get(hit).content.decode()
    again = client.post(hit, {"verdict": "same", "reason": "One village."}).content.decode()
    assert "You have judged this already" in again
    assert "One village." in again


def test_a_list_of_nobody_and_a_broken_file_are_said(client: Client, cast: Cast) -> None:
    signed_in(client, cast.matcher)
    nobody = client.post(reverse("new_list"), GIVEN | {"content": sheet("number,names\n1,\n")})
    assert "Nobody on this list can be read" in nobody.content.decode()
    broken = client.post(reverse("new_list"), GIVEN | {"content": sheet("<other/>")})
    assert (broken.status_code, "is not known" in broken.content.decode()) == (422, True)
    without = client.post(reverse("new_list"), GIVEN)
    assert without.status_code == 422
    assert "A file has to be chosen again." in without.content.decode()
    assert not ImportedList.objects.exists()


@pytest.mark.parametrize("user", ["registrar", "adjudicator", "reviewer", "oversight", "administrator"])
def test_nobody_else_opens_a_list(client: Client, cast: Cast, user: str) -> None:
    signed_in(client, getattr(cast, user))
    for name, arguments in [("lists", []), ("new_list", []), ("list", [1]), ("list_hit", [1])]:
        assert client.get(reverse(name, args=arguments)).status_code == 403
    assert client.post(reverse("screen_list", args=[1])).status_code == 403
    assert reverse("lists") not in client.get(reverse("home")).content.decode()


def test_the_api_brings_in_screens_and_judges(client: Client, cast: Cast) -> None:
    register_person(cast.registrar, request=Registration(names=(NameGiven(text="김은희"),), birth="1984"))
    signed_in(client, cast.matcher)
    refused = client.post("/api/lists", GIVEN | {"content": sheet()}).json()
    assert (refused["id"], refused["entries"], refused["rows"][0]["where"]) == (None, 1, "row 3")
    made = client.post("/api/lists", GIVEN | {"content": sheet(), "without_refused": "true"}).json()
    screening = f"/api/lists/{made['id']}/screen"
    assert client.post(screening, "{}", content_type="application/json").status_code == 403
    signed_in(client, make_user("second_matcher", Role.MATCHER))
    assert client.post(screening, "{}", content_type="application/json").status_code == 200
    judged = json.dumps({"hit": ListHit.objects.get().pk, "verdict": "same", "reason": "x"})
    assert client.post("/api/lists/hits/judge", judged, content_type="application/json").status_code == 200
    assert re.fullmatch("same", ListJudgement.objects.get().verdict)
