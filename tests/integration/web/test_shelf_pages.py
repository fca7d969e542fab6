"""The shelf in the browser’s way: searching, reading, tying, confirming; and what is not there for whom."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.casework import files
from tests.casework.cast import Cast
from tests.casework.interviews import case_in_interview
from tests.casework.pages import alike, signed_in
from tests.casework.shelving import file, on_the_shelf, read_here
from wellfounded.library.models import ShelfDocument, ShelfStatement, Source, StatementTie, Tie


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.adjudicator)


def words(response: Any) -> str:
    return str(response.content.decode())


def proposed(page: str) -> dict[str, str]:
    """The first suggestion of a page, as its form sends it."""
    below = page.partition('id="suggested"')[2]
    return dict(re.findall(r'name="(quote|start|about|direction)" value="([^"]*)"', below)[:4])


def test_a_document_is_added_found_and_read(officer: Client) -> None:
    document = on_the_shelf(officer, publisher="A body", published="2014-02-07", relays="VOA; ANI")
    found = words(officer.get(reverse("shelf"), {"q": "torture of those sent back"}))
    assert "2 passages share a word with the question" in found
    assert "<mark>torture</mark>" in found
    assert "reliability not judged" in found
    assert "Nothing that" not in found
    assert words(officer.get(reverse("shelf"), {"q": "torture", "until": "2014-02-06"})).count("<mark>") == 0
    page = words(officer.get(reverse("shelf_document", args=[document.pk]), {"at": "70"}))
    assert "The river &lt;b&gt;freezes&lt;/b&gt; in January." in page
    assert "counting for nothing" in page
    assert "VOA → ANI" in words(officer.get(reverse("shelf_source", args=[document.source.pk])))


def test_words_are_tied_and_a_suggestion_is_accepted_or_rejected(officer: Client) -> None:
    document = on_the_shelf(officer)
    address = reverse("shelf_document", args=[document.pk])
    wrong = officer.post(address, {"quote": "never said", "about": "torture_risk", "direction": "supports"})
    assert wrong.status_code == 422
    assert "These words do not stand in the document" in words(wrong)
    untold = officer.post(address, {"quote": "sent back", "about": "torture_risk"})
    assert "Say which way it speaks." in words(untold)
    assert not Tie.objects.exists()
    officer.post(address, {"quote": "face torture", "start": "44", "about": "torture_risk", "direction": "rebuts"})
    page = words(officer.get(address))
    assert re.search(r'<mark class="pin rebuts" data-number="1">face torture</mark>', page)
    first = proposed(page)
    officer.post(reverse("shelf_suggestion", args=[document.pk]), first | {"reject": "1"})
    assert Tie.objects.get(about=first["about"], quote=first["quote"]).state == "rejected"
    assert proposed(words(officer.get(address))) != first
    told = officer.post(
        reverse("shelf_suggestion", args=[document.pk]), {"quote": "no", "start": "x" * 12}, follow=True
    )
    assert "There is no such criterion" in words(told)


def test_statements_are_confirmed_tied_and_stand_against_each_other(officer: Client) -> None:
    document = on_the_shelf(officer, relays="ANI")
    officer.post(reverse("shelf_statements", args=[document.pk]))
    denial, claim = ShelfStatement.objects.order_by("first")
    board = reverse("shelf_board")
    before = words(officer.get(board, {"question": "torture_risk"}))
    assert before.count("Nothing that somebody confirmed.") == 2  # candidates are only suggested
    assert "Candidate" in before
    tie = {"about": "torture_risk", "direction": "rebuts"}
    early = officer.post(reverse("shelf_statement_tie", args=[denial.pk]), tie, follow=True)
    assert "Confirm the statement first." in words(early)
    for one, direction in ((denial, "rebuts"), (claim, "supports")):
        address = reverse("shelf_statement", args=[one.pk])
        assert officer.get(address).status_code == 200
        officer.post(address, {"speaker": f"Speaker {direction}", "role": "office", "said_when": "Wednesday"})
        officer.post(reverse("shelf_statement_tie", args=[one.pk]), tie | {"direction": direction})
    assert StatementTie.objects.count() == 2
    after = words(officer.get(board, {"question": "torture_risk"}))
    supports, rebuts = after.index("Speaker supports"), after.index("Speaker rebuts")
    assert after.index("Speaks for it") < supports < after.index("Speaks against it") < rebuts
    # Without its cue a denial would read as the claim that it denies.
    assert f"<b>denied:</b> {denial.content}" in after
    assert f"denied: {denial.content}" in words(officer.get(reverse("shelf_document", args=[document.pk])))
    assert "through ANI" in after
    assert "question=torture_risk" in words(officer.get(board))
    officer.post(reverse("shelf_statement", args=[claim.pk]), {"speaker": "x", "reject": "1"})
    assert "Speaker supports" not in words(officer.get(board, {"question": "torture_risk"}))


def test_a_country_fact_names_its_passages_or_says_that_there_is_none(officer: Client, cast: Cast) -> None:
    number = case_in_interview(cast).number
    document = on_the_shelf(officer)
    page = words(officer.get(reverse("shelf_facts")))
    assert page.count("No passage is on the shelf.") > 50
    assert "Due for review" in page
    assert number in page  # what rests on it: the officer's own case with this country
    other = words(signed_in(Client(), cast.outsider).get(reverse("shelf_facts")))
    assert number not in other
    tie = {"quote": "face torture", "about": "prk-returnees-tortured", "direction": "supports"}
    officer.post(reverse("shelf_document", args=[document.pk]), tie)
    carried = words(officer.get(reverse("shelf_facts")))
    assert carried.count("No passage is on the shelf.") == page.count("No passage is on the shelf.") - 1


def test_a_list_is_brought_in_row_by_row(officer: Client) -> None:
    table = "| # | Document | Publisher, date |\n|---|---|---|\n| U1 | A report | A body, Mar 2006 |\n| | | x |\n"
    page = words(officer.post(reverse("shelf_list"), {"content": file(table)}))
    assert "1 sources are new, 0 were there already, of 2 rows." in page
    assert "No document is named in this row." in page
    assert officer.post(reverse("shelf_list"), {"content": file("words")}).status_code == 422
    assert "Mar 2006" in words(officer.get(reverse("shelf")))


def test_a_source_is_judged_with_a_reason(officer: Client) -> None:
    document = on_the_shelf(officer)
    address = reverse("shelf_source", args=[document.source.pk])
    assert officer.post(address, {"standard": "reliability", "grade": "fair"}).status_code == 422
    officer.post(address, {"standard": "reliability", "grade": "fair", "reason": "one witness"})
    assert "one witness" in words(officer.get(address))
    assert "reliability: fair" in words(officer.get(reverse("shelf"), {"q": "torture"}))


def test_words_are_pinned_to_a_fact_of_a_case(officer: Client, cast: Cast) -> None:
    case = case_in_interview(cast)
    document = on_the_shelf(officer)
    address = reverse("case_shelf_document", args=[case.number, document.pk])
    link = words(officer.get(reverse("shelf"), {"q": "torture", "case": case.number}))
    assert address in link
    assert officer.get(address).status_code == 200
    pin = {"quote": "face torture", "about": "PRK.returnees_ill_treated", "direction": "supports", "weight": "strong"}
    assert officer.post(address, pin | {"quote": "never"}).status_code == 422
    assert officer.post(address, pin).status_code == 302
    assert "returnees_ill_treated" in words(officer.get(address))
    shown = words(officer.get(reverse("fact", args=[case.number, "PRK", "returnees_ill_treated"])))
    assert document.source.label in shown
    criterion = pin | {"about": "PRK.torture_risk", "direction": "rebuts"}
    assert officer.post(address, criterion).status_code == 302
    finding = words(officer.get(reverse("assessment_finding", args=[case.number, "PRK", "torture_risk"])))
    assert "face torture" in finding


def test_what_is_restricted_is_not_there_for_others(officer: Client, cast: Cast) -> None:
    document = on_the_shelf(officer, shelf="restricted", title="A cable")
    assert "A cable" in words(officer.get(reverse("shelf")))
    counsel = signed_in(Client(), cast.counsel)
    assert "A cable" not in words(counsel.get(reverse("shelf")))
    assert "0 passages share" in words(counsel.get(reverse("shelf"), {"q": "torture"}))
    for route, pk in (("shelf_document", document.pk), ("shelf_source", document.source.pk)):
        here, nowhere = (reverse(route, args=[number]) for number in (pk, pk + 99))
        hidden, missing = counsel.get(here), counsel.get(nowhere)
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert alike(hidden.content, here) == alike(missing.content, nowhere)
    assert counsel.get(reverse("shelf_add")).status_code == 403


def test_a_text_taken_anew_keeps_its_ties(officer: Client) -> None:
    document = on_the_shelf(officer)
    address = reverse("shelf_document", args=[document.pk])
    officer.post(address, {"quote": "face torture", "about": "torture_risk", "direction": "supports"})
    officer.post(reverse("shelf_document_anew", args=[document.pk]))
    assert document.texts.count() == 2
    assert 'data-number="1">face torture</mark>' in words(officer.get(address))


def test_what_was_tracked_in_a_document_is_shown_with_author_and_day(officer: Client, cast: Cast) -> None:
    officer.post(reverse("shelf_add"), {"title": "A draft", "shelf": "open", "address_kind": "original"})
    sent = {"content": SimpleUploadedFile("x.docx", files.tracked_docx())}
    officer.post(reverse("shelf_document_add", args=[Source.objects.latest("pk").pk]), sent)
    document = ShelfDocument.objects.latest("pk")
    case = case_in_interview(cast)
    for address in (
        reverse("shelf_document", args=[document.pk]),
        reverse("case_shelf_document", args=[case.number, document.pk]),
    ):
        page = words(officer.get(address))
        assert "2 tracked changes" in page
        by = "<span class=.hint.>A. Clerk"
        assert re.search(rf"deleted</span> <del lang=.en.>face torture</del> {by}, 2024-01-26<", page)
        assert re.search(rf"inserted</span> <ins lang=.en.>are fined</ins> {by}, 2024-01-27<", page)
        assert "Those sent back are fined." in page
    plain = on_the_shelf(officer)
    assert "tracked change" not in words(officer.get(reverse("shelf_document", args=[plain.pk])))


def test_a_source_is_withdrawn_on_a_page_marked_everywhere_and_put_back(officer: Client, cast: Cast) -> None:
    case = case_in_interview(cast)
    document = on_the_shelf(officer)
    officer.post(reverse("shelf_statements", args=[document.pk]))
    said = ShelfStatement.objects.order_by("first")[0]
    officer.post(reverse("shelf_statement", args=[said.pk]), {"speaker": "Ministry"})
    officer.post(reverse("shelf_statement_tie", args=[said.pk]), {"about": "torture_risk", "direction": "rebuts"})
    beside = reverse("case_shelf_document", args=[case.number, document.pk])
    pin = {"quote": "face torture", "about": "PRK.torture_risk", "direction": "supports"}
    assert officer.post(beside, pin).status_code == 302
    here = reverse("shelf_source", args=[document.source.pk])
    away, back = (reverse(name, args=[document.source.pk]) for name in ("shelf_withdraw", "shelf_put_back"))
    assert away in words(officer.get(here))
    assert case.number in words(officer.get(away))  # whose findings will have to be looked at
    assert officer.post(away, {"reason": " "}).status_code == 422
    assert officer.post(away, {"reason": "<b>taken back"}).status_code == 302
    assert "stands" not in words(officer.post(away, {"reason": "twice"}))
    finding = reverse("assessment_finding", args=[case.number, "PRK", "torture_risk"])
    board = f"{reverse('shelf_board')}?question=torture_risk"
    reader = reverse("shelf_document", args=[document.pk])
    for address, mark in (
        (here, "&lt;b&gt;taken back"),
        (reader, "&lt;b&gt;taken back"),
        (beside, "&lt;b&gt;taken back"),
        (reverse("shelf_statement", args=[said.pk]), "&lt;b&gt;taken back"),
        (reverse("shelf"), ">withdrawn</span>"),
        (finding, "source withdrawn"),
        (board, "source withdrawn"),
    ):
        assert mark in words(officer.get(address)), address
    assert "0 passages share" in words(officer.get(reverse("shelf"), {"q": "torture"}))
    closed = words(officer.get(reader))
    assert "Tie words to what they bear on" not in closed
    assert "Look for statements" not in closed
    assert "withdrew the source" in words(officer.get(reverse("assessment_open", args=[case.number])))
    for address in (reverse("shelf_suggestion", args=[document.pk]), reverse("shelf_statements", args=[document.pk])):
        told = officer.post(address, {"quote": "face torture", "about": "torture_risk"}, follow=True)
        assert "This source was withdrawn." in words(told)
    assert officer.post(beside, pin).status_code == 422
    assert officer.post(back, {"reason": "printed anew"}).status_code == 302
    again = words(officer.get(here))
    assert "printed anew" in again
    assert "withdrew this source" not in again
    assert "2 passages share" in words(officer.get(reverse("shelf"), {"q": "torture of those sent back"}))
    interviewer = signed_in(Client(), cast.interviewer)
    assert away not in words(interviewer.get(here))
    assert interviewer.get(away).status_code == 403


def test_how_a_text_was_taken_is_said_in_the_language_of_the_screen(officer: Client) -> None:
    document = on_the_shelf(officer)
    address = reverse("shelf_document", args=[document.pk])
    assert "plain text, its letters read as UTF-8" in words(officer.get(address))
    officer.post(reverse("set_language"), {"language": "ko"})
    korean = words(officer.get(address))
    assert "utf-8-sig" not in korean
    assert "text as" not in korean
