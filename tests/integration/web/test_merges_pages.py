"""Two records read as one, and two again, in the browser's way."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign
from tests.casework.pages import signed_in
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.judge_duplicate import LeadJudged, judge_duplicate
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.models import Case, DuplicateLead, Merge, Relation
from wellfounded.persons.models import IdentityDocument, Kinship, PersonName, Photo


@pytest.fixture
def cases(cast: Cast) -> list[Case]:
    return [
        register_person(user, request=Registration(names=(NameGiven(text=name),), birth="1984"))
        for user, name in [(cast.registrar, "김은희"), (cast.outsider, "Kim Eun-hee")]
    ]


@pytest.fixture
def lead(cast: Cast, cases: list[Case]) -> DuplicateLead:
    found = DuplicateLead.objects.create(person=cases[0].person, other=cases[1].person, reason="agrees")
    for user in [cast.matcher, make_user("second_matcher", Role.MATCHER)]:
        judge_duplicate(user, request=LeadJudged(lead=found.pk, verdict="same", reason="The card."))
    return found


def test_a_pair_is_merged_and_undone(client: Client, cast: Cast, cases: list[Case], lead: DuplicateLead) -> None:
    signed_in(client, cast.matcher)
    pair, merge, undo = (
        reverse(name, args=[lead.pk]) for name in ["duplicate_pair", "merge_records", "unmerge_records"]
    )
    assert client.get(undo).headers["Location"] == pair
    shown = client.get(pair).content.decode()
    assert merge in shown
    assert "outsider, registrar" in shown
    assert merge not in client.get(reverse("duplicates")).content.decode()
    assert "Said to be one person" in client.get(reverse("duplicates")).content.decode()
    assert client.post(merge, {"kept": cases[1].person.reference, "reason": ""}).status_code == 422
    assert client.post(merge, {"kept": cases[1].person.reference, "reason": "The card."}).status_code == 302
    assert client.get(merge).headers["Location"] == pair
    assert "is read as a part of" in client.get(pair).content.decode()
    assert "Read as one" in client.get(reverse("duplicates")).content.decode()
    name = add_name(cast.registrar, cases[0].number, request=NameGiven(text="김순이"))
    kin = Kinship.objects.create(
        person=cases[1].person, relation="sister", described="the elder", added_by=cast.registrar
    )
    photo = Photo.objects.create(person=cases[0].person, picture=b"1", added_by=cast.registrar)
    page = client.get(undo).content.decode()
    for words in ["김순이", "the elder", photo.added_at.date().isoformat()]:
        assert words in page
    for case, called in zip(cases, ["김은희", "Kim Eun-hee"], strict=True):  # a number alone says nothing to people
        assert page.count(f"{case.person.reference} · {called}") == 3
    placed = {f"relative-{kin.pk}": "merged", f"photo-{photo.pk}": "merged"}
    form = client.post(undo, {}).context["form"]  # all that is missing is told at once, where it is missing
    assert set(form.errors) == {"reason", f"name-{name.pk}", *placed}
    answer = client.post(undo, placed | {"reason": "Two cards."})
    assert set(answer.context["form"].errors) == {f"name-{name.pk}"}
    assert answer.status_code == 422
    assert "Say for each thing" in answer.content.decode()
    assert client.post(undo, placed | {"reason": "Two cards.", f"name-{name.pk}": "kept"}).status_code == 302
    assert PersonName.objects.get(pk=name.pk).person == cases[1].person
    assert Kinship.objects.get().person == cases[0].person
    assert Merge.objects.get().undone_reason == "Two cards."


def test_a_judgement_that_comes_too_late_is_told_so_and_its_words_stand_on_the_page(
    client: Client, lead: DuplicateLead
) -> None:
    third = make_user("third_matcher", Role.MATCHER)
    address, typed = reverse("duplicate_pair", args=[lead.pk]), {"verdict": "different", "reason": "Two scars."}
    page = signed_in(client, third).post(address, typed).content.decode()
    assert "have settled this pair meanwhile" in page
    assert "Two scars." in page
    assert "What you had typed" not in client.get(address).content.decode()
    first = lead.judgements.get(by__username="second_matcher").by
    DuplicateLead.objects.update(verdict="", judged_by=None, settled_by=None, settled_at=None)
    page = signed_in(client, first).post(address, typed).content.decode()
    assert "You have judged this already" in page
    assert "Two scars." in page


def test_a_reader_of_both_cases_sees_both_records_together(
    client: Client, cast: Cast, cases: list[Case], lead: DuplicateLead
) -> None:
    IdentityDocument.objects.create(person=cases[1].person, kind="passport", number="X1", added_by=cast.outsider)
    signed_in(client, cast.matcher)
    client.post(reverse("merge_records", args=[lead.pk]), {"kept": cases[1].person.reference, "reason": "The card."})
    person = reverse("person", args=[cases[0].number])
    alone = signed_in(client, cast.registrar).get(person).content.decode()
    assert "another record" not in alone
    assert "Kim Eun-hee" not in alone
    assign(cases[1], cast.registrar, relation=Relation.REGISTRAR)
    both = client.get(person).content.decode()
    for words in ["another record", "stands for both", cases[1].number, "Kim Eun-hee", "X1"]:
        assert words in both
    assert "stands for both" not in client.get(reverse("person", args=[cases[1].number])).content.decode()


def test_of_two_matchers_at_once_the_later_is_told_and_keeps_what_was_typed(
    client: Client, cast: Cast, cases: list[Case], lead: DuplicateLead
) -> None:
    """Neither is told that there is nothing here, and no word is lost."""
    merge, undo = (reverse(name, args=[lead.pk]) for name in ["merge_records", "unmerge_records"])
    typed = {"kept": cases[1].person.reference, "reason": "The card, and the scar."}
    signed_in(client, cast.matcher).post(merge, typed | {"reason": "The card."})
    signed_in(client, User.objects.get(username="second_matcher"))
    assert "These records are read as one already." in client.get(merge, follow=True).content.decode()
    late = client.post(merge, typed)
    assert late.status_code == 422
    assert "These records are read as one already." in late.content.decode()
    assert "The card, and the scar." in late.content.decode()
    signed_in(client, cast.matcher).post(undo, {"reason": "Two cards."})
    signed_in(client, User.objects.get(username="second_matcher"))
    assert "They are two records already." in client.get(undo, follow=True).content.decode()
    late = client.post(undo, {"reason": "Two cards, two scars."})
    assert late.status_code == 409
    assert "Two cards, two scars." in late.content.decode()


def test_the_pair_tells_of_a_merge_that_was_undone_and_offers_it_to_others_only(
    client: Client, cast: Cast, cases: list[Case], lead: DuplicateLead
) -> None:
    pair, merge, undo = (
        reverse(name, args=[lead.pk]) for name in ["duplicate_pair", "merge_records", "unmerge_records"]
    )
    signed_in(client, cast.matcher).post(merge, {"kept": cases[1].person.reference, "reason": "The card."})
    assert "<q>The card.</q>" in client.get(pair).content.decode()
    client.post(undo, {"reason": "Two cards."})
    own = client.get(pair).content.decode()
    assert "<q>Two cards.</q>" in own
    assert "Somebody who neither made nor undid it has to make it again." in own
    assert merge not in own
    other = signed_in(client, User.objects.get(username="second_matcher")).get(pair).content.decode()
    assert "<q>Two cards.</q>" in other
    assert merge in other


def test_the_records_to_choose_from_are_called_by_their_names(
    client: Client, cast: Cast, cases: list[Case], lead: DuplicateLead
) -> None:
    page = signed_in(client, cast.matcher).get(reverse("merge_records", args=[lead.pk])).content.decode()
    assert f"{cases[1].person.reference} · Kim Eun-hee" in page


def test_what_is_known_of_neither_stands_in_one_line(client: Client, cast: Cast, lead: DuplicateLead) -> None:
    page = signed_in(client, cast.matcher).get(reverse("duplicate_pair", args=[lead.pk])).content.decode()
    rows, _line, after = page.partition("Not known of either:")
    assert "Birth place" in after.partition("</p>")[0]
    assert '<th scope="row">Birth place' not in rows
    assert '<th scope="row">Names' in rows


@pytest.mark.parametrize("user", ["registrar", "reviewer", "administrator", "oversight"])
def test_only_a_matcher_opens_these_pages(client: Client, cast: Cast, lead: DuplicateLead, user: str) -> None:
    signed_in(client, getattr(cast, user))
    for name in ["merge_records", "unmerge_records"]:
        assert client.get(reverse(name, args=[lead.pk])).status_code == 403
