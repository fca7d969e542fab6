"""Registration in the browser’s way: nothing is compulsory, nothing typed is lost, nothing is erased by a blank."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.casework import files
from tests.casework.cast import Cast
from tests.casework.factories import assign, make_case, make_staffed_case
from tests.casework.pages import signed_in
from wellfounded.cases.models import Case, Relation
from wellfounded.cases.permissions import may
from wellfounded.persons.models import Identity, Journey, SpecificNeed
from wellfounded.persons.quality import CHECKS
from wellfounded.web.registration.notices import PAGE_OF
from wellfounded.web.registration.pages import PAGES


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_staffed_case(cast)


def page(case: Case, slug: str) -> str:
    return reverse("registration_page", args=[case.number, slug])


# Everything that can be asked, answered once as somebody would.
ANSWERS: dict[str, dict[str, Any]] = {
    "names": {"text": "김은희", "kind": "own", "order": "family_first", "language": "ko"},
    "sex": {"sex": "female"},
    "birth": {"birth": "음력 1984-03-05"},
    "birthplace": {"birth_country": "PRK", "birth_place": "Musan"},
    "nationalities": {"country": "PRK", "how_known": "said", "feared": "yes"},
    "life": {"marital_status": "married", "occupations": "Miner 2001–2010"},
    "home": {"origin_region": "North Hamgyong", "origin_place": "Musan"},
    "photo": {"content": files.png()},
    "household": {"relationship": "spouse", "focal_point": "no", "size_said": "3"},
    "relatives": {"relation": "daughter", "described": "eldest daughter", "alive": "yes"},
    "documents": {"kind": "identity_card", "held": "seized", "number": "12", "seen": "on"},
    "journey": {"origin": "PRK", "fled": "2024-01", "stages-1-country": "CHN", "stages-1-place": "Yanji"},
    "earlier-claims": {"country": "THA", "body": "UNHCR"},
    "languages": {"language": "ko", "dialect": "Hamgyong", "wants_interview": "yes", "wants_letters": "no"},
    "contact": {"means": "through", "value": "the pastor’s sister", "message_may_be_left": "no"},
    "not-to-be-told": {"who": "the husband’s family"},
    "needs": {"code": "LP-RR", "note": "afraid of a raid"},
    "consents": {
        "purpose": "medical care",
        "recipient": "City clinic",
        "recipient_kind": "health",
        "data_class": "needs",
        "language": "ko",
        "means": "speech",
    },
    "counselling": {"rights": "on", "steps": "on", "language": "ko"},
    "chosen-sex": {"interviewer_sex": "female", "interpreter_sex": "no_matter"},
    "guardian": {"name": "Ms Lee", "conflict_checked": "on"},
    "best-interests": {"step": "assessment", "conclusion": "Stay with the aunt."},
    "priority": {"priority": "1", "reason": "raids this week"},
    "modality": {"modality": "accelerated", "reason": "manifest need"},
}


def _sent(typed: dict[str, Any]) -> dict[str, Any]:
    """What is typed as a browser sends it."""
    return {
        name: SimpleUploadedFile("a name.png", told) if isinstance(told, bytes) else told
        for name, told in typed.items()
    }


def test_the_whole_way_from_an_empty_start_to_the_look_through(client: Client, cast: Cast) -> None:
    signed_in(client, cast.registrar)
    assert "Nothing here is compulsory" in client.get(reverse("register_person")).content.decode()
    started = client.post(reverse("register_person"), {})
    case = Case.objects.get()
    assert started["Location"] == reverse("registration", args=[case.number])
    assert set(ANSWERS) == set(PAGES) - {"flags"}
    for slug, typed in ANSWERS.items():
        shown = client.get(page(case, slug))
        assert shown.content.decode().count("<h1") == 1, slug
        saved = client.post(page(case, slug), _sent(typed))
        assert saved.status_code == 302, (slug, saved.context["form"].errors)
    listed = client.get(started["Location"]).content.decode()
    assert "Nothing yet" not in listed
    through = client.get(reverse("registration_look_through", args=[case.number])).content.decode()
    for word in [
        "김은희",
        "day 5 of month 3, 1984 of the lunar calendar",
        "Musan",
        "North Korea",
        "eldest daughter",
        "Yanji",
        "LP-RR",
        "City clinic",
    ]:
        assert word in through, word
    assert may(cast.registrar, PAGES["names"].needs, case=case)


@pytest.mark.parametrize(
    ("slug", "wrong"),
    [
        ("names", {"text": "", "note": "called so by the neighbours"}),
        ("birth", {"birth": "32 March", "part_said": ""}),
        ("documents", {"kind": "", "number": "KJ-772", "issued": "spring"}),
        ("household", {"household": "H-1111-1111", "since": "1999-13"}),
        ("relatives", {"relation": "", "described": "하나뿐인 동생"}),
        ("journey", {"fled": "last year", "stages-2-place": "Yanji station"}),
        ("languages", {"language": "", "dialect": "Yanbian"}),
        ("needs", {"code": "XX-99", "note": "needs a chair"}),
        ("consents", {"purpose": "shelter", "recipient": "", "recipient_kind": "state"}),
        ("counselling", {"language": "", "questions": "Will they send me back?"}),
        ("guardian", {"name": "Ms Lee", "capacity": "aunt"}),
        ("priority", {"priority": "1", "reason": ""}),
    ],
)
def test_wrong_input_comes_back_with_every_word_and_says_what_to_do(
    client: Client, cast: Cast, case: Case, slug: str, wrong: dict[str, str]
) -> None:
    answer = signed_in(client, cast.registrar).post(page(case, slug), wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="error-summary"' in text
    for typed in wrong.values():
        assert typed in text
    targets = re.findall(r'<li><a href="#([^"]*)"', text)
    assert all(f'id="{target}"' in text for target in targets)
    assert len(targets) == len([name for name in answer.context["form"].errors if name != "__all__"])


def test_a_name_that_is_too_long_is_told_beside_the_name(client: Client, cast: Cast) -> None:
    answer = signed_in(client, cast.registrar).post(reverse("register_person"), {"name": "x" * 400})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["name"]
    assert not Case.objects.exists()


def test_a_blank_erases_nothing_and_a_ticked_field_does_with_a_reason(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    client.post(page(case, "birthplace"), {"birth_country": "PRK", "birth_place": "Musan"})
    assert client.post(page(case, "birthplace"), {"birth_country": "", "birth_place": ""}).status_code == 302
    identity = Identity.objects.get(person=case.person)
    assert (identity.birth_country, identity.birth_place) == ("PRK", "Musan")
    without = client.post(page(case, "birthplace"), {"clear": "birth_place"})
    assert without.status_code == 422
    client.post(page(case, "birthplace"), {"clear": "birth_place", "reason": "It was the mother’s."})
    identity.refresh_from_db()
    assert (identity.birth_country, identity.birth_place) == ("PRK", "")


def test_a_change_by_somebody_else_is_shown_beside_what_was_typed(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    client.post(page(case, "birthplace"), {"birth_place": "Musan"})
    shown = client.get(page(case, "birthplace")).context["form"]["shown"].value()
    Identity.objects.filter(person=case.person).update(birth_place="Hoeryong")
    mine = {"birth_place": "Musan-gun", "shown": shown, "reason": "corrected by the person"}
    answer = client.post(page(case, "birthplace"), mine)
    text = answer.content.decode()
    assert "Hoeryong" in text
    assert "Musan-gun" in text
    again = mine | {"shown": answer.context["form"]["shown"].value()}
    assert client.post(page(case, "birthplace"), again).status_code == 302
    assert Identity.objects.get(person=case.person).birth_place == "Musan-gun"


def test_a_birth_date_can_be_put_together_from_parts(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    parts = {"part_calendar": "lunar", "part_year": "1984", "part_month": "10L", "part_about": "on"}
    client.post(page(case, "birth"), parts)
    assert str(Identity.objects.get(person=case.person).birth) == "lunar:1984-10L~"
    both = client.post(page(case, "birth"), {"birth": "1990", "part_year": "1984"})
    assert both.status_code == 422


def test_rows_of_the_way_close_up_and_an_error_stays_at_its_row(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    typed = {"stages-1-country": "CHN", "stages-3-country": "LAO", "stages-3-arrived": "2024-13"}
    answer = client.post(page(case, "journey"), typed)
    assert list(answer.context["form"].errors) == ["stages-2-arrived"]
    client.post(page(case, "journey"), typed | {"stages-3-arrived": "2024-03"})
    stages = Journey.objects.get(person=case.person).stages.values_list("position", "country")
    assert list(stages) == [(1, "CHN"), (2, "LAO")]


def test_what_is_taken_out_of_use_stays_in_the_record(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    for slug in ["names", "needs", "consents", "guardian"]:
        client.post(page(case, slug), ANSWERS[slug])
        row = next(row for row in PAGES[slug].rows(case) if row.pk)
        address = reverse("registration_end", args=[case.number, slug, row.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"reason": "misheard"}).status_code == 302
        assert [one.over for one in PAGES[slug].rows(case)] == [True], slug
        assert client.get(address).status_code == 404


def test_a_need_is_chosen_from_the_list_and_no_flag_is_offered(client: Client, cast: Cast, case: Case) -> None:
    shown = signed_in(client, cast.registrar).get(page(case, "needs")).content.decode()
    assert "PG-HR ·" in shown
    assert "LP-CR" not in shown
    client.post(page(case, "needs"), {"code": "PG-HR · whatever the list says"})
    assert SpecificNeed.objects.get(person=case.person).code == "PG-HR"
    assert client.get(page(case, "flags")).status_code == 403
    assert "LP-CR ·" in signed_in(client, cast.interviewer).get(page(case, "flags")).content.decode()


@pytest.mark.parametrize("slug", PAGES)
def test_each_question_opens_for_those_who_may_answer_it_and_for_nobody_else(
    client: Client, cast: Cast, case: Case, slug: str
) -> None:
    for relation in Relation:
        user = getattr(cast, relation.value)
        expected = 200 if may(user, PAGES[slug].needs, case=case) else 403
        if relation is Relation.INTERPRETER:
            expected = 404  # the interview is not going on
        for answer in [signed_in(client, user).get(page(case, slug))]:
            assert answer.status_code == expected, (relation, slug)


def test_a_hidden_case_looks_like_a_missing_one_byte_for_byte(client: Client, cast: Cast) -> None:
    hidden = make_case(cast.registrar)
    signed_in(client, cast.outsider)
    routes = ["case", "registration", "registration_look_through", "person", "case_history", "assignments"]
    routes += ["case_status", "hand_over", "medical", "sources"]
    addresses = [reverse(route, args=["C-NNNN-NNNN"]) for route in routes]
    addresses += [reverse("registration_page", args=["C-NNNN-NNNN", slug]) for slug in [*PAGES, "no-such-page"]]
    for address in addresses:
        missing = client.get(address)
        other = client.get(address.replace("C-NNNN-NNNN", hidden.number))
        assert (missing.status_code, other.status_code) == (404, 404), address
        # The address itself comes back in the form that changes the language: it is what was asked for.
        asked_for = other.content.replace(hidden.number.encode(), b"C-NNNN-NNNN")
        assert _without_token(missing.content) == _without_token(asked_for), address
    assign(hidden, cast.outsider, relation=Relation.REGISTRAR)  # the control: it is there
    assert client.get(reverse("case", args=[hidden.number])).status_code == 200


def _without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)


def test_hints_of_duplicates_have_one_shape_whether_or_not_somebody_hidden_resembles(
    client: Client, cast: Cast
) -> None:
    address, asked = reverse("duplicate_hints"), {"name": "Kim Ŭn-hŭi"}
    signed_in(client, cast.registrar)
    nobody = client.post(address, asked).content
    theirs = signed_in(Client(), cast.outsider)
    theirs.post(reverse("register_person"), asked)
    assert client.post(address, asked).content == nobody
    number = Case.objects.get().number
    assert number in theirs.post(address, asked).content.decode()  # the control: it is there
    assert number not in theirs.post(address, asked | {"number": number}).content.decode()
    assert signed_in(Client(), cast.matcher).post(address, asked).status_code == 403


def test_how_a_date_is_read_is_told_while_it_is_typed(client: Client, cast: Cast) -> None:
    signed_in(client, cast.registrar)
    told = {
        text: client.post(reverse("date_reading"), {"birth": text}).content.decode()
        for text in ["1984-03", "lunar 1984-03-05", "x", ""]
    }
    assert "between 1984-03-01 and 1984-03-31" in told["1984-03"]
    assert "Read as the day 1984-04-05." in told["lunar 1984-03-05"]
    assert "year first" in told["x"]
    assert told[""].strip() == ""


def test_what_contradicts_itself_is_a_reminder_with_a_way_to_its_page_and_refuses_nothing(
    client: Client, cast: Cast, case: Case
) -> None:
    signed_in(client, cast.registrar)
    for slug, typed in [("sex", {"sex": "male"}), ("needs", {"code": "PG-HR"}), ("birth", {"birth": "2090"})]:
        assert client.post(page(case, slug), typed).status_code == 302
    listed = client.get(reverse("registration", args=[case.number])).content.decode()
    assert "A pregnancy is noted for a man." in listed
    assert "The date of birth lies ahead." in listed
    assert listed.count(f'href="{page(case, "birth")}"') == 3  # the task, and two reminders
    watched = signed_in(client, cast.counsel).get(reverse("registration", args=[case.number])).content.decode()
    assert "A pregnancy is noted for a man." in watched
    assert page(case, "birth") not in watched


def test_every_check_of_quality_points_to_a_page_or_is_known_to_have_none() -> None:
    assert {check.field for check in CHECKS} - set(PAGE_OF) == {"status"}
    assert set(PAGE_OF.values()) <= set(PAGES)


def test_a_change_from_elsewhere_leads_back_there_and_a_plain_save_goes_on(
    client: Client, cast: Cast, case: Case
) -> None:
    signed_in(client, cast.registrar)
    typed = {"sex": "female"}
    assert client.post(page(case, "sex"), typed)["Location"] == page(case, "birth")
    for name, route in [("look-through", "registration_look_through"), ("person", "person"), ("case", "case")]:
        there = client.post(page(case, "sex") + f"?from={name}", typed)["Location"]
        assert there == reverse(route, args=[case.number])
    assert client.post(page(case, "sex") + "?from=https://example.org", typed)["Location"] == page(case, "birth")
    last = client.post(page(case, "modality"), {"modality": "regular"})
    assert last["Location"] == reverse("registration", args=[case.number])


def test_a_photo_is_shown_where_the_person_is_shown_and_taken_out_again(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    person, picture = (reverse(name, args=[case.number]) for name in ("person", "person_photo"))
    assert "<img" not in client.get(person).content.decode()
    assert client.get(picture).status_code == 404
    nothing = client.post(page(case, "photo"), {})
    assert nothing.status_code == 422
    assert "Choose a file" in nothing.content.decode()
    client.post(page(case, "photo"), _sent(ANSWERS["photo"]))
    shown = client.get(picture)
    assert (shown.headers["Content-Type"], shown.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    for address in (person, page(case, "photo")):
        assert f'<img src="{picture}?' in client.get(address).content.decode()
    (ending,) = re.findall(r'href="(/cases/[^"]+/photo/\d+/end/)"', client.get(page(case, "photo")).content.decode())
    assert "erased" in client.get(ending).content.decode()
    assert client.post(ending).status_code == 302
    assert client.get(picture).status_code == 404
    assert "<img" not in client.get(person).content.decode()


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("contact", "the pastor’s sister"),
        ("documents", "Identity card"),
        ("not-to-be-told", "the husband’s family"),
        ("relatives", "eldest daughter"),
    ],
)
def test_what_no_longer_stands_is_ended_with_a_reason_and_shown_apart(
    client: Client, cast: Cast, case: Case, slug: str, words: str
) -> None:
    signed_in(client, cast.registrar)
    client.post(page(case, slug), ANSWERS[slug])
    (ending,) = re.findall(r'href="(/cases/[^"]+/\d+/end/)"', client.get(page(case, slug)).content.decode())
    assert words in client.get(ending).content.decode()
    without = client.post(ending, {"reason": ""})
    assert "This is still blank." in without.content.decode()
    assert client.post(ending, {"reason": "She has moved away."}).status_code == 302
    text = client.get(page(case, slug)).content.decode()
    assert (ending in text, "No longer in use" in text, words in text) == (False, True, True)
    assert "She has moved away." in text
    assert words not in client.get(reverse("person", args=[case.number])).content.decode()
    assert client.get(ending).status_code == 404
