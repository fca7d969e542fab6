"""The case’s own pages: the tabs and links by permission, assignments, status, history, the person and the family."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign, make_case, make_staffed_case
from tests.casework.pages import signed_in
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.correct_identity import IdentityGiven, correct_identity
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.actions.note_medical import MedicalNoteGiven, note_medical
from wellfounded.cases.actions.protect_source import SourceGiven, protect_source
from wellfounded.cases.models import Assignment, Case, Relation, StatusEntry
from wellfounded.cases.states import State
from wellfounded.persons.models import ExclusionFlag, Photo


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_staffed_case(cast, state=State.INTERVIEW)


def text_of(client: Client, route: str, case: Case) -> str:
    answer = client.get(reverse(route, args=[case.number]))
    assert answer.status_code == 200, route
    return answer.content.decode()


@pytest.mark.parametrize("relation", Relation)
def test_the_overview_opens_for_everybody_of_the_case(
    client: Client, cast: Cast, case: Case, relation: Relation
) -> None:
    text = text_of(signed_in(client, getattr(cast, relation.value)), "case", case)
    assert text.count("<h1") == 1
    assert "Who has access" in text
    # An interpreter opens the case and reads no name.
    assert ("Nobody is recorded yet" in text) == (relation is not Relation.INTERPRETER)


@pytest.mark.parametrize(
    ("claimed", "law"),
    [
        (date(2012, 1, 1), "Law on Control of the Entry and Exit of Aliens 1985"),
        (date(2020, 1, 1), "Exit and Entry Administration Law 2012"),
    ],
)
def test_the_overview_names_the_law_of_the_day_of_the_claim(
    client: Client, cast: Cast, case: Case, *, claimed: date, law: str
) -> None:
    Case.objects.update(profile="china", claim_date=claimed)
    assert law in text_of(signed_in(client, cast.adjudicator), "case", case)


def test_a_law_that_is_not_held_is_shown_by_its_name(client: Client, cast: Cast, case: Case) -> None:
    Case.objects.update(profile="a-lost-pack")
    assert "<dd>a-lost-pack</dd>" in text_of(signed_in(client, cast.adjudicator), "case", case)


@pytest.mark.parametrize(
    ("relation", "person", "history", "medical", "sources"),
    [
        (Relation.REGISTRAR, 200, 200, 403, 403),
        (Relation.INTERVIEWER, 200, 200, 403, 403),
        (Relation.INTERPRETER, 403, 403, 403, 403),
        (Relation.ADJUDICATOR, 200, 200, 200, 200),
        (Relation.REVIEWER, 200, 200, 200, 200),
        (Relation.COUNSEL, 200, 403, 200, 403),
        (Relation.OBSERVER, 200, 200, 403, 403),
        (Relation.PROTECTION_OFFICER, 200, 200, 200, 403),
    ],
)
def test_each_compartment_opens_for_its_own_readers(  # noqa: PLR0913 - a table with these columns
    client: Client, cast: Cast, case: Case, *, relation: Relation, person: int, history: int, medical: int, sources: int
) -> None:
    signed_in(client, getattr(cast, relation.value))
    routes = {"person": person, "case_history": history, "medical": medical, "sources": sources}
    found = {route: client.get(reverse(route, args=[case.number])).status_code for route in routes}
    assert found == routes


def test_what_lies_apart_is_explained_or_not_there_at_all(client: Client, cast: Cast, case: Case) -> None:
    note_medical(cast.protection_officer, case.number, request=MedicalNoteGiven(text="Old fracture of the arm"))
    protect_source(cast.adjudicator, case.number, request=SourceGiven(label="neighbour A", who="Mrs Choe"))
    for user, notes, sources in [
        (cast.registrar, False, False),
        (cast.counsel, True, False),
        (cast.reviewer, True, True),
    ]:
        text = text_of(signed_in(client, user), "person", case)
        assert "fracture" not in text
        assert "neighbour A" not in text
        assert ("Open the medical notes" in text) == notes
        assert ("Medical notes lie apart" in text) == (not notes)
        assert ("Protected sources" in text) == sources
    assert "fracture" in text_of(signed_in(client, cast.reviewer), "medical", case)
    assert "Mrs Choe" in text_of(client, "sources", case)


@pytest.mark.parametrize(
    ("adding", "typed", "reading", "user", "reader"),
    [
        ("medical_add", {"text": "needs insulin"}, "medical", "interviewer", "reviewer"),
        ("source_add", {"label": "uncle B", "who": "needs insulin"}, "sources", "interviewer", "reviewer"),
    ],
)
def test_a_compartment_may_be_added_to_without_reading_it(  # noqa: PLR0913 - a table with these columns
    client: Client, cast: Cast, case: Case, *, adding: str, typed: dict[str, str], reading: str, user: str, reader: str
) -> None:
    signed_in(client, getattr(cast, user))
    address = reverse(adding, args=[case.number])
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    assert client.post(address, typed)["Location"] == reverse("person", args=[case.number])
    assert client.get(reverse(reading, args=[case.number])).status_code == 403
    assert "needs insulin" in text_of(signed_in(client, getattr(cast, reader)), reading, case)


def test_the_history_tells_who_and_when_and_hides_what_happened_in_a_compartment(
    client: Client, cast: Cast, case: Case
) -> None:
    correct_identity(cast.registrar, case.number, request=IdentityGiven(birth_place="Musan"))
    note_medical(cast.protection_officer, case.number, request=MedicalNoteGiven(text="x"))
    client.get(reverse("case", args=["C-NNNN-NNNN"]))
    registrars = text_of(signed_in(client, cast.registrar), "case_history", case)
    assert "Identity" in registrars
    assert "protection_officer" not in registrars
    assert "Musan" not in registrars
    assert "Case read" not in registrars
    assert "Case read" in client.get(reverse("case_history", args=[case.number]), {"show": "all"}).content.decode()
    assert "Medical" in text_of(signed_in(client, cast.reviewer), "case_history", case)


def test_a_correction_shows_old_new_who_and_why(client: Client, cast: Cast, case: Case) -> None:
    correct_identity(cast.registrar, case.number, request=IdentityGiven(birth_country="CHN", sex="male"))
    given = IdentityGiven(birth_country="PRK", sex="female", reason="misheard")
    correct_identity(cast.registrar, case.number, request=given)
    text = text_of(signed_in(client, cast.registrar), "person", case)
    for words in ["<del>China</del>", "<ins>North Korea</ins>", "<del>Male</del>", "<ins>Female</ins>", "misheard"]:
        assert words in text


def test_a_relative_is_named_only_to_those_who_may_open_their_case(client: Client, cast: Cast, case: Case) -> None:
    theirs = make_case(cast.registrar, derives_from=case)
    assign(theirs, cast.registrar, relation=Relation.REGISTRAR)
    theirs.person.names.create(text="김은주", added_by=cast.registrar)
    link_relative(cast.registrar, case.number, request=RelativeGiven(relation="sister", case=theirs.number))
    for route in ["case", "person"]:
        mine = text_of(signed_in(client, cast.registrar), route, case)
        assert theirs.number in mine
        assert "김은주" in mine
        other = text_of(signed_in(client, cast.reviewer), route, case)
        assert theirs.number not in other
        assert "김은주" not in other
        assert "in a case that is not open to you" in other


def test_people_are_assigned_handed_over_and_taken_off(client: Client, cast: Cast) -> None:
    case = make_case(cast.registrar)
    assign(case, cast.registrar, relation=Relation.REGISTRAR)
    signed_in(client, cast.registrar)
    address = reverse("assignments", args=[case.number])
    wrong = client.post(address, {"username": "reviewer", "relation": "interviewer", "note": "speaks Hamgyong"})
    assert wrong.status_code == 422
    assert "speaks Hamgyong" in wrong.content.decode()
    assert client.post(address, {"username": "interviewer", "relation": "interviewer"}).status_code == 302
    end = reverse("assignment_end", args=[case.number])
    client.post(end, {"username": "interviewer", "relation": "interviewer"})
    assert not Assignment.objects.filter(case=case, user=cast.interviewer, ended_at=None).exists()
    last = client.post(end, {"username": "registrar", "relation": "registrar"}, follow=True)
    assert "Hand it over instead" in last.content.decode()
    over = {"username": "outsider", "relation": "registrar", "note": "The aunt comes on Monday."}
    assert client.post(reverse("hand_over", args=[case.number]), over)["Location"] == "/"
    assert client.get(reverse("case", args=[case.number])).status_code == 404
    assert "The aunt comes on Monday." in text_of(signed_in(client, cast.outsider), "assignments", case)
    assign(case, cast.counsel, relation=Relation.COUNSEL)
    assert "The aunt comes on Monday." not in text_of(signed_in(client, cast.counsel), "assignments", case)


@pytest.mark.parametrize(
    ("user", "status"), [("registrar", 302), ("reviewer", 302), ("counsel", 403), ("observer", 403)]
)
def test_only_those_who_may_assign_do(client: Client, cast: Cast, case: Case, user: str, status: int) -> None:
    make_user("second_interviewer", Role.INTERVIEWER)
    signed_in(client, getattr(cast, user))
    typed = {"username": "second_interviewer", "relation": "interviewer"}
    assert client.post(reverse("assignments", args=[case.number]), typed).status_code == status
    assert ("Assign somebody" in text_of(client, "assignments", case)) == (status == 302)


def test_each_axis_is_changed_alone_by_whoever_may(client: Client, cast: Cast, case: Case) -> None:
    def address(axis: str) -> str:
        return reverse("status_change", args=[case.number, axis])

    signed_in(client, cast.registrar)
    assert client.get(address("refugee_status")).status_code == 403
    assert client.get(address("no_axis")).status_code == 404
    assert client.post(address("process"), {"value": "on_hold", "since": "3024-01-01"}).status_code == 422
    typed = {"value": "on_hold", "since": "2024-05-01", "reason": "in hospital"}
    assert client.post(address("process"), typed).status_code == 302
    assert list(StatusEntry.objects.filter(case=case).values_list("axis", "value")) == [("process", "on_hold")]
    text = text_of(client, "case_status", case)
    assert "in hospital" in text
    assert address("process") in text
    assert address("legal_basis") not in text


def test_the_duplicates_are_settled_by_two_matchers_who_do_not_see_each_others_word(client: Client, cast: Cast) -> None:
    second = make_user("second_matcher", Role.MATCHER)
    for user in [cast.registrar, cast.outsider]:
        signed_in(client, user).post(reverse("register_person"), {"name": "김은희", "birth": "1984"})
    signed_in(client, cast.matcher).post(reverse("duplicates_compare"))
    queue = client.get(reverse("duplicates")).content.decode()
    (address,) = set(re.findall(r"/duplicates/\d+/", queue))
    pair = client.get(address).content.decode()
    assert pair.count("김은희") == 4
    assert "same words" in pair
    assert "<img" not in pair
    second_person = Case.objects.get(registered_by=cast.outsider).person
    Photo.objects.create(person=second_person, picture=b"2", added_by=cast.outsider)
    assert re.findall(r'<img src="([^?"]+)', client.get(address).content.decode()) == [f"{address}photo/2/"]
    assert client.get(f"{address}photo/2/").content == b"2"
    assert client.get(f"{address}photo/1/").status_code == 404
    assert not re.search(r"C-[0-9A-Z]{4}-[0-9A-Z]{4}", pair)  # no case number of anybody
    assert client.post(address, {"verdict": "same", "reason": ""}).status_code == 422
    assert client.post(address, {"verdict": "same", "reason": "The same village, too."}).status_code == 302
    assert "The same village" in client.get(address).content.decode()
    assert client.post(address, {"verdict": "same", "reason": "again"}).status_code == 422
    signed_in(client, second)
    assert "The same village" not in client.get(address).content.decode()
    assert client.post(address, {"verdict": "same", "reason": "Photo of the card."}).status_code == 302
    settled = client.get(address).content.decode()
    assert "The same village" in settled
    assert "Nothing waits for you" in client.get(reverse("duplicates")).content.decode()


@pytest.mark.parametrize("user", ["registrar", "reviewer", "administrator", "oversight"])
def test_only_a_matcher_sees_possible_duplicates(client: Client, cast: Cast, user: str) -> None:
    signed_in(client, getattr(cast, user))
    assert client.get(reverse("duplicates")).status_code == 403
    assert client.get(reverse("duplicate_pair", args=[1])).status_code == 403
    assert client.post(reverse("duplicates_compare")).status_code == 403
    assert isinstance(getattr(cast, user), User)


@pytest.mark.parametrize(("route", "most"), [("case", 45), ("registration", 80), ("person", 80)])
def test_a_page_asks_the_store_no_more_for_a_large_family_than_for_a_small_one(
    client: Client, cast: Cast, case: Case, *, route: str, most: int
) -> None:
    signed_in(client, cast.registrar)
    counts = []
    for relation in ["mother", "son", "daughter"]:
        link_relative(cast.registrar, case.number, request=RelativeGiven(relation=relation, described="x"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(route, args=[case.number]))
        counts.append(len(queries))
    assert counts[1] == counts[2] <= most, counts


def test_a_stage_leads_on_only_where_the_user_may_go(client: Client, cast: Cast) -> None:
    case = make_staffed_case(cast)
    link = reverse("registration", args=[case.number])
    assert f'<a href="{link}">Register</a>' in text_of(signed_in(client, cast.registrar), "case", case)
    assert link not in text_of(signed_in(client, cast.counsel), "case", case)


def test_a_hand_over_keeps_what_was_typed_and_what_is_missing_is_not_found(
    client: Client, cast: Cast, case: Case
) -> None:
    signed_in(client, cast.registrar)
    address = reverse("hand_over", args=[case.number])
    assert "Hand over your part" in text_of(client, "hand_over", case)
    answer = client.post(address, {"username": "", "relation": "registrar", "note": "The aunt comes on Monday."})
    assert answer.status_code == 422
    assert "The aunt comes on Monday." in answer.content.decode()
    client.post(address, {"username": "outsider", "relation": "registrar"})
    assert client.post(reverse("assignment_end", args=[case.number])).status_code == 404
    assert signed_in(client, cast.matcher).get(reverse("duplicate_pair", args=[404])).status_code == 404


def test_a_flag_and_a_stateless_person_are_ended_and_shown_in_words(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.interviewer)
    flags = reverse("registration_page", args=[case.number, "flags"])
    assert client.post(flags, {"code": "LP-CR", "note": "said so himself"}).status_code == 302
    flag = ExclusionFlag.objects.get(person=case.person)
    assert "LP-CR" in text_of(client, "person", case)
    assert "LP-CR" not in text_of(signed_in(client, cast.registrar), "person", case)
    signed_in(client, cast.interviewer)
    end = reverse("registration_end", args=[case.number, "flags", flag.pk])
    assert client.post(end, {"reason": "mistaken for his brother"}).status_code == 302
    assert "LP-CR" not in text_of(client, "person", case)
    client.post(reverse("registration_page", args=[case.number, "nationalities"]), {"stateless": "on"})
    assert "Stateless" in text_of(client, "person", case)
