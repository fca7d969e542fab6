"""Erasure and holds on the screen: what goes and what stays is read before the act, and two people do it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_case, make_staffed_case
from tests.casework.pages import alike, signed_in
from wellfounded.accounts.models import User
from wellfounded.cases import erasing
from wellfounded.cases.actions import carry_out_erasure as carrying
from wellfounded.cases.actions.ask_erasure import ErasureAsked, ask_erasure
from wellfounded.cases.actions.place_hold import place_hold
from wellfounded.cases.actions.withdraw_erasure import withdraw_erasure
from wellfounded.cases.compartments import HOLDS, Compartment
from wellfounded.cases.models import Case, Closure, Erasure, Export, Hold
from wellfounded.cases.retention import ENDINGS
from wellfounded.persons.models import MedicalNote, PersonName
from wellfounded.web import erasure_words

pytestmark = pytest.mark.django_db


def shut(case: Case, cast: Cast, *, years: float = 0) -> Case:
    Case.objects.filter(pk=case.pk).update(state="closed")
    closure = Closure.objects.create(case=case, kind="withdrawal", reason="withdrawn", by=cast.registrar)
    Closure._base_manager.filter(pk=closure.pk).update(at=timezone.now() - timedelta(days=365.25 * years))  # noqa: SLF001 - written once otherwise
    case.refresh_from_db()
    return case


@pytest.fixture
def case(cast: Cast) -> Case:
    made = make_staffed_case(cast)
    PersonName.objects.create(person=made.person, text="Kim Ŭn-hŭi", added_by=cast.registrar)
    MedicalNote.objects.create(person=made.person, text="scars", by=cast.registrar)
    return shut(made, cast, years=1.1)


def page(client: Client, name: str, *parts: Any) -> str:
    answer = client.get(reverse(name, args=parts))
    assert answer.status_code == 200, answer
    return str(answer.content.decode())


def asked(cast: Cast, case: Case, *parts: str, why: str = "wish") -> Erasure:
    return ask_erasure(cast.registrar, case.number, request=ErasureAsked(compartments=parts, why=why))


# ── what is due ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_due_is_listed_with_its_days_and_leads_on(client: Client, cast: Cast, case: Case) -> None:
    young = shut(make_staffed_case(cast), cast, years=0.5)
    hidden = shut(make_case(cast.registrar), cast, years=30)
    signed_in(client, cast.registrar)
    listed = page(client, "erasures")
    assert "Medical records and needs, Protected sources" in listed  # a year; the account is kept for three
    assert "the claim was withdrawn" in listed
    assert reverse("keeping", args=[case.number]) in listed
    assert young.number not in listed
    assert hidden.number not in listed
    kept = page(client, "keeping", case.number)
    assert kept.count("May go") == 2
    assert "3 years" in kept
    assert reverse("erasure_ask", args=[case.number]) in kept
    assert reverse("keeping", args=[case.number]) in page(client, "case", case.number)
    assert "The case is open" in page(client, "keeping", make_staffed_case(cast).number)
    assert "Nothing in your cases" in page(signed_in(client, cast.outsider), "erasures")


def test_the_way_there_is_shown_to_those_who_erase(client: Client, cast: Cast) -> None:
    for user, shown in ((cast.registrar, True), (cast.reviewer, True), (cast.counsel, False)):
        assert (f'href="{reverse("erasures")}"' in page(signed_in(client, user), "home")) is shown


# ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_one_asks_and_nothing_goes(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    address = reverse("erasure_ask", args=[case.number])
    answer = client.post(address, {"compartments": ["medical"], "why": "retention"})
    made = Erasure.objects.get()
    assert answer["Location"] == reverse("erasure", args=[made.pk])
    assert "You asked for it" in page(client, "erasure", made.pk)
    assert reverse("erasure_carry_out", args=[made.pk]) not in page(client, "erasure", made.pk)
    assert MedicalNote.objects.exists()
    assert "Waits for a second person" in page(client, "erasures")
    assert "Erasure asked for" in page(client, "keeping", case.number)
    signed_in(client, cast.reviewer)
    assert reverse("erasure", args=[made.pk]) in page(client, "erasures")


def test_all_that_is_wrong_stands_there_at_once_and_nothing_is_lost(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    address = reverse("erasure_ask", args=[case.number])
    refused = client.post(address, {})
    text = refused.content.decode()
    said = ["Choose at least one part.", "Choose the reason."]
    assert (refused.status_code, [text.count(one) for one in said]) == (422, [2, 2])  # at the field, and in the list
    refused = client.post(address, {"compartments": ["identity", "nothing"], "why": "x"})
    assert (refused.status_code, "id_compartments_0" in refused.content.decode()) == (422, True)
    refused = client.post(address, {"compartments": ["identity"], "why": "retention"})
    text = refused.content.decode()
    assert (refused.status_code, "has not ended" in text) == (422, True)
    assert 'value="identity" id="id_compartments_0" checked' in text.replace("\n", " ")
    assert not Erasure.objects.exists()


def test_a_second_erasure_is_told_of_the_first_before_anybody_types(client: Client, cast: Cast, case: Case) -> None:
    address = reverse("erasure_ask", args=[case.number])
    signed_in(client, cast.reviewer)
    assert address in page(client, "keeping", case.number)
    first = asked(cast, case, "medical")
    refused = client.get(address)
    text = refused.content.decode()
    assert (refused.status_code, "<form" in text.partition("<main")[2]) == (409, False)
    assert f"An erasure of this case waits already: {cast.registrar} asked for it on " in text
    assert address not in page(client, "keeping", case.number)
    refused = client.post(address, {"compartments": ["sources"], "why": "wish"})
    text = refused.content.decode()
    assert (refused.status_code, "waits already" in text) == (422, True)
    assert re.search(r'value="sources"\s+id="\w+"\s+checked', text)
    assert Erasure.objects.count() == 1
    client.post(reverse("erasure_withdraw", args=[first.pk]))
    assert client.get(address).status_code == 200


def test_who_may_not_read_a_part_is_not_told_how_much_is_in_it(client: Client, cast: Cast, case: Case) -> None:
    readers = ((cast.registrar, False), (cast.reviewer, True))
    for user, told in readers:
        signed_in(client, user, proved=True)
        assert ("Medical notes and specific needs: 1" in page(client, "erasure_ask", case.number)) is told
    made = asked(cast, case, "medical", "identity")
    for user, told in readers:
        signed_in(client, user, proved=True)
        assert ("Medical notes and specific needs: 1" in page(client, "erasure_carry_out", made.pk)) is told
        assert "Names, and the index under which they are found: 1" in page(client, "erasure_carry_out", made.pk)
    client.post(reverse("erasure_carry_out", args=[made.pk]), {"number": case.number, "sure": "on"})
    assert "Medical notes and specific needs: 1" in page(client, "erasure", made.pk)
    receipt = page(signed_in(client, cast.registrar), "erasure", made.pk)
    assert "Medical notes and specific needs: 1" not in receipt
    assert "Medical notes and specific needs" in receipt


# ── carrying it out ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_second_person_reads_what_goes_and_what_stays_and_erases(client: Client, cast: Cast, case: Case) -> None:
    other = shut(make_staffed_case(cast, person=case.person), cast, years=2)
    given = {"kind": "register_csv", "recipient_kind": "applicant", "purpose": "x", "people": 1, "sealed_how": "paper"}
    left = Export.objects.create(
        numbers=[case.number], asked_by=cast.registrar, left_at=timezone.now(), sha256="0" * 64, **given
    )
    made = asked(cast, case, "medical")
    address = reverse("erasure_carry_out", args=[made.pk])
    signed_in(client, cast.reviewer)
    proof = client.get(address)
    assert (proof.status_code, "reauthenticate" in proof["Location"]) == (302, True)
    signed_in(client, cast.reviewer, proved=True)
    text = page(client, "erasure_carry_out", made.pk)
    assert "Nobody brings this back." in text
    assert other.number in text  # what is held once for the person goes from it as well
    assert f"To whom 1 export left ({left.pk})." in text
    assert "Identity, Account and evidence, Protected sources, Assessment, Decision and what followed." in text
    assert "It forgets that with the last part." in text
    assert "Backups that were made before" in text
    for typed in ({}, {"number": "C-00000", "sure": "on"}, {"number": case.number}):
        refused = client.post(address, typed)
        assert refused.status_code == 422
        assert MedicalNote.objects.exists()
    assert "not the number of the case" in client.post(address, {"number": "C-1"}).content.decode()
    assert "tick this box" in client.post(address, {"number": "C-1"}).content.decode()
    done = client.post(address, {"number": f" {case.number.lower()} ", "sure": "on"})
    assert done["Location"] == reverse("erasure", args=[made.pk])
    assert not MedicalNote.objects.exists()
    receipt = page(client, "erasure", made.pk)
    assert "What this program cannot confirm" in receipt
    assert f"Export {left.pk}, which left for: " in receipt
    assert client.get(address)["Location"] == reverse("erasure", args=[made.pk])
    assert "erased on" in page(client, "keeping", case.number)
    assert "erased on" in page(client, "erasure_ask", case.number)


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_the_page_of_an_erased_person_says_so(client: Client, cast: Cast, case: Case, language: str) -> None:
    """No line says “Nothing yet” of what is gone, and the page asks for nothing anew."""
    nothing, gone = {"en": ("Nothing yet", "Erased on"), "ko": ("아직 없음", "삭제됨"), "zh-hans": ("尚无", "已于")}[
        language
    ]
    User.objects.filter(pk=cast.registrar.pk).update(language=language)
    signed_in(client, User.objects.get(pk=cast.registrar.pk))
    kept = page(client, "person", case.number)
    assert nothing in kept
    assert gone not in kept
    made = asked(cast, case, "identity")
    carrying.carry_out_erasure(cast.reviewer, made.pk)
    told = page(client, "person", case.number)
    assert gone in told
    for route in ("person", "registration", "registration_look_through"):
        lines = page(client, route, case.number)
        assert gone in lines
        assert nothing in lines  # of what was explained to the person, which is another part and stands


def test_each_line_of_what_was_erased_says_so(client: Client, cast: Cast, case: Case) -> None:
    carrying.carry_out_erasure(cast.reviewer, asked(cast, case, "identity").pk)
    said = _said(page(signed_in(client, cast.registrar), "person", case.number))
    assert (said["Names"], said["Safe contact"], said["Guardian"]) == ("Erased",) * 3
    assert (said["Counselling"], said["Specific needs"]) == ("Nothing yet",) * 2


def test_a_part_that_somebody_may_not_read_is_not_told_to_be_gone(client: Client, cast: Cast, case: Case) -> None:
    made = asked(cast, case, "medical", "sources")
    carrying.carry_out_erasure(cast.reviewer, made.pk)
    assert "Medical records and needs" in page(signed_in(client, cast.reviewer), "person", case.number)
    assert "Protected sources." not in page(signed_in(client, cast.registrar), "person", case.number)


def _said(text: str) -> dict[str, str]:
    """What stands in each line that holds nothing."""
    return dict(re.findall(r'<dt>([^<]+)</dt><dd><span class="hint">([^<]+)</span>', text))


def test_the_last_part_says_that_the_log_forgets_and_every_page_of_the_case_opens(
    client: Client, cast: Cast, case: Case
) -> None:
    made = asked(cast, case, *Compartment)
    signed_in(client, cast.reviewer, proved=True)
    assert "forget what they said of this case" in page(client, "erasure_carry_out", made.pk)
    client.post(reverse("erasure_carry_out", args=[made.pk]), {"number": case.number, "sure": "on"})
    assert "Nothing of it is left to wait for" in page(client, "keeping", case.number)
    tabs = ["case", "person", "interviews", "evidence", "assessment", "decision", "case_history", "case_status"]
    assert [client.get(reverse(tab, args=[case.number])).status_code for tab in tabs] == [200] * len(tabs)


def test_whoever_asked_does_not_do_it_and_a_hold_stops_it(client: Client, cast: Cast, case: Case) -> None:
    made = asked(cast, case, "medical")
    sure = {"number": case.number, "sure": "on"}
    address = reverse("erasure_carry_out", args=[made.pk])
    signed_in(client, cast.registrar, proved=True)
    assert "somebody else carries it out" in page(client, "erasure_carry_out", made.pk)
    refused = client.post(address, sure)
    assert (refused.status_code, "does not carry it out" in refused.content.decode()) == (422, True)
    assert ">Held<" not in page(client, "erasures")
    place_hold(cast.counsel, case.number, reason="An application to a court is pending.")
    for user in (cast.registrar, cast.reviewer):
        assert page(signed_in(client, user), "erasures").count(">Held<") == 2  # what is due, and what was asked for
    signed_in(client, cast.reviewer, proved=True)
    refused = client.post(address, sure)
    assert (refused.status_code, "A hold stands on this case" in refused.content.decode()) == (422, True)
    for name, part in (("erasure", made.pk), ("keeping", case.number)):
        assert "A hold stands on this case" in page(client, name, part)
    assert "Held" in page(client, "erasures")
    withdraw_erasure(cast.reviewer, made.pk)
    assert "A hold stands on this case" in page(client, "erasure_ask", case.number)
    assert MedicalNote.objects.exists()


def test_what_was_asked_can_be_given_up(client: Client, cast: Cast, case: Case) -> None:
    made = asked(cast, case, "medical")
    address = reverse("erasure_withdraw", args=[made.pk])
    assert signed_in(client, cast.counsel).post(address).status_code == 403
    signed_in(client, cast.reviewer, proved=True)
    assert client.get(address).status_code == 405
    assert client.post(address)["Location"] == reverse("erasures")
    assert (Erasure.objects.exists(), MedicalNote.objects.exists()) == (False, True)
    assert client.post(address).status_code == 404
    made = asked(cast, case, "medical")
    client.post(reverse("erasure_carry_out", args=[made.pk]), {"number": case.number, "sure": "on"})
    assert client.post(reverse("erasure_withdraw", args=[made.pk])).status_code == 409


@pytest.mark.parametrize("cut", [False, True])
def test_what_could_not_be_cut_is_finished_from_its_receipt(
    client: Client, cast: Cast, case: Case, *, cut: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (erasing, carrying):
        monkeypatch.setattr(module, "has_write_ahead_log", lambda: True)
    monkeypatch.setattr("wellfounded.cases.erasures.has_write_ahead_log", lambda: True)
    monkeypatch.setattr("wellfounded.web.views.erasures.has_write_ahead_log", lambda: True)
    monkeypatch.setattr(carrying, "cut_the_write_ahead_log", lambda: False)
    made = asked(cast, case, "medical")
    signed_in(client, cast.reviewer, proved=True)
    client.post(reverse("erasure_carry_out", args=[made.pk]), {"number": case.number, "sure": "on"})
    assert "Finish it" in page(client, "erasure", made.pk)
    assert "To be finished" in page(client, "erasures")
    monkeypatch.setattr(carrying, "cut_the_write_ahead_log", lambda: cut)
    finished = client.post(reverse("erasure_finish", args=[made.pk]), follow=True).content.decode()
    assert ("Finished." in finished, "Finish it" in finished) == (cut, not cut)


# ── holds ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_hold_is_placed_with_a_reason_and_lifted_by_two(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.counsel)
    address = reverse("hold_place", args=[case.number])
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "A court asks."})["Location"] == reverse("keeping", args=[case.number])
    hold = Hold.objects.get()
    kept = page(client, "keeping", case.number)
    assert "A court asks." in kept
    lifting = reverse("hold_lift", args=[hold.pk])
    assert lifting not in kept  # counsel places one and lifts none
    assert client.get(lifting).status_code == 403
    signed_in(client, cast.registrar)
    assert lifting in page(client, "keeping", case.number)
    assert "You ask; a second person lifts it." in page(client, "hold_lift", hold.pk)
    client.post(lifting)
    assert "You asked for it" in page(client, "hold_lift", hold.pk)
    assert client.post(lifting).status_code == 403
    signed_in(client, cast.reviewer)
    assert "Lifting asked for" in page(client, "erasures")
    assert "You are the second person." in page(client, "hold_lift", hold.pk)
    assert "is lifted" in client.post(lifting, follow=True).content.decode()
    assert "lifted by registrar and reviewer" in page(client, "keeping", case.number)
    assert "Lifted by" in page(client, "hold_lift", hold.pk)
    assert client.post(lifting).status_code == 409


# ── who, and who not ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_of_a_hidden_case_an_erasure_and_a_hold_look_like_missing_ones(client: Client, cast: Cast, case: Case) -> None:
    made, hold = asked(cast, case, "medical"), place_hold(cast.counsel, case.number, reason="A court asks.")
    signed_in(client, cast.outsider, proved=True)
    names = {"erasure": made, "erasure_carry_out": made, "hold_lift": hold}
    for name, row in names.items():
        for ask in (client.get, client.post):
            shown, missing = (reverse(name, args=[pk]) for pk in (row.pk, row.pk + 99))
            if (name, ask) == ("erasure", client.post):
                continue
            answers = [ask(shown), ask(missing)]
            assert [one.status_code for one in answers] == [404, 404]
            assert alike(answers[0].content, shown) == alike(answers[1].content, missing)
    for name in ("erasure_finish", "erasure_withdraw"):
        shown, missing = (reverse(name, args=[pk]) for pk in (made.pk, made.pk + 99))
        assert alike(client.post(shown).content, shown) == alike(client.post(missing).content, missing)
    for name in ("keeping", "erasure_ask", "hold_place"):
        assert client.get(reverse(name, args=[case.number])).status_code == 404
    signed_in(client, cast.interviewer)
    assert client.get(reverse("keeping", args=[case.number])).status_code == 403


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_every_part_table_ending_and_gap_has_words(case: Case) -> None:
    assert set(erasure_words.PARTS) == set(Compartment)
    assert set(erasure_words.TABLES) == {label for ways in HOLDS.values() for label in ways}
    assert set(erasure_words.ENDINGS) == set(ENDINGS)
    for cut in (False, True):
        for code in erasing.not_confirmed(case, cut=cut):
            assert erasure_words.gaps_of([code])[0].do
    copy = "office.db.before-upgrade, from before an upgrade of this program"
    assert "office.db.before-upgrade" in erasure_words.gaps_of([copy])[0].what
    assert erasure_words.gaps_of(["what an older release said"])[0].what == "what an older release said"
