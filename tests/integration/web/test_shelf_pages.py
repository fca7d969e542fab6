"""The shelf in the browser's way: searching, reading, tying, confirming; and what is not there for whom."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from docx import Document
from pypdf import PdfReader

from tests.casework import files
from tests.casework.cast import Cast
from tests.casework.interviews import case_in_interview
from tests.casework.pages import alike, signed_in
from wellfounded.cases.actions import shelve_document as shelving
from wellfounded.evidence.documents.extraction import Extraction
from wellfounded.evidence.documents.whole import carry_out, whole
from wellfounded.law.library import load_library
from wellfounded.library.models import ShelfDocument, ShelfStatement, Source, StatementTie, Tie

ARTICLES = Path(__file__).parents[3].parent / "shared" / "articles"
NEWS = (
    "12. The ministry denied that those sent back face torture.\n\n"
    "13. A lawyer said that those sent back are tortured in camps.\n\n14. The river <b>freezes</b> in January.\n"
)


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def unguarded(payload: bytes) -> Extraction:
        return whole(payload, carry_out)

    monkeypatch.setattr(shelving, "read_document", unguarded)


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.adjudicator)


def words(response: Any) -> str:
    return str(response.content.decode())


def file(content: str, name: str = "x.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


def on_the_shelf(officer: Client, **typed: str) -> ShelfDocument:
    source = {"title": "A report", "shelf": "open", "address_kind": "original", "country": "CHN"} | typed
    gone = officer.post(reverse("shelf_add"), source)
    assert gone.status_code == 302, words(gone)
    added = officer.post(reverse("shelf_document_add", args=[Source.objects.latest("pk").pk]), {"content": file(NEWS)})
    assert added.status_code == 302, words(added)
    return ShelfDocument.objects.latest("pk")


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


def test_the_open_shelf_leaves_in_other_shapes_without_what_is_restricted_or_unconfirmed(officer: Client) -> None:
    document = on_the_shelf(officer, publisher="=cmd()")
    officer.post(reverse("shelf_statements", args=[document.pk]))
    denial = ShelfStatement.objects.order_by("first")[0]
    officer.post(reverse("shelf_statement", args=[denial.pk]), {"speaker": "Ministry"})
    officer.post(reverse("shelf_add"), {"title": "A cable", "shelf": "restricted", "address_kind": "original"})
    given = {kind: officer.post(reverse("shelf_export", args=[kind])) for kind in ("csv", "ftm", "uwazi", "statements")}
    for answer in given.values():
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert "A cable" not in words(answer)
        assert "lawyer" not in words(answer)
    assert ",'=cmd()," in words(given["csv"])
    entities = [json.loads(line) for line in words(given["ftm"]).splitlines()]
    assert {entity["schema"] for entity in entities} == {"Document", "Organization", "Note"}
    rows = list(csv.DictReader(io.StringIO(given["statements"].content.decode("utf-8-sig"))))
    assert [row["speaker"] for row in rows] == ["Ministry"]
    assert officer.post(reverse("shelf_export", args=["xml"])).status_code == 404


def test_the_two_articles_stand_against_each_other_on_a_board(officer: Client) -> None:
    """As files in, as statements out: the claim of a State beside those who answer it, through whom each came."""
    if not ARTICLES.is_dir():
        pytest.skip("the articles are not here")
    for path in sorted(ARTICLES.glob("*.txt")):
        officer.post(
            reverse("shelf_add"), {"title": path.stem, "shelf": "open", "address_kind": "relay", "relays": "X"}
        )
        sent = {"content": file(path.read_text(encoding="utf-8"))}
        assert (
            officer.post(reverse("shelf_document_add", args=[Source.objects.latest("pk").pk]), sent).status_code == 302
        )
        officer.post(reverse("shelf_statements", args=[ShelfDocument.objects.latest("pk").pk]))
    assert ShelfStatement.objects.count() > 40
    question = "chn-no-procedure"
    sides = {"defectors in China": "rebuts", "screening system": "supports"}
    for said, direction in sides.items():
        spoken = ShelfStatement.objects.filter(content__contains=said, kind__in=("person", "state"))
        one = spoken.filter(state="CHN" if direction == "rebuts" else "").latest("first")
        officer.post(reverse("shelf_statement", args=[one.pk]), {"speaker": one.speaker, "role": one.role})
        tie = {"about": question, "direction": direction}
        officer.post(reverse("shelf_statement_tie", args=[one.pk]), tie)
    board = words(officer.get(reverse("shelf_board"), {"question": question}))
    halves = board.partition("Speaks against it")
    for half, speaker in ((halves[0], "screening system"), (halves[2], "defectors in China")):
        assert speaker in half
        assert "through X" in half
    assert "What binds China" in halves[2]
    assert "What binds" not in halves[0]


def test_a_country_report_names_what_a_fact_bears_on_in_the_language_of_the_screen(officer: Client) -> None:
    law = load_library()
    bears_on = next(fact.bears_on for fact in law.country_facts if fact.id == "prk-exit-ban")
    title = law.facts[next(name for name in bears_on if name in law.facts)].title
    for language in ("en", "ko"):
        officer.post(reverse("set_language"), {"language": language})
        docx = officer.post(reverse("shelf_country_report", args=["PRK", "docx"]))
        told = "\n".join(one.text for one in Document(io.BytesIO(docx.content)).paragraphs)
        with override(language):
            assert gettext(title) in told
        assert (title in told) == (language == "en")


def test_a_country_report_cites_what_carries_each_fact_and_holds_nothing_restricted(officer: Client) -> None:
    document = on_the_shelf(officer, relays="ANI")
    tie = {"quote": "face torture", "about": "prk-returnees-tortured", "direction": "supports"}
    officer.post(reverse("shelf_document", args=[document.pk]), tie)
    officer.post(reverse("shelf_add"), {"title": "A cable", "shelf": "restricted", "address_kind": "original"})
    secret = reverse("shelf_document_add", args=[Source.objects.latest("pk").pk])
    officer.post(secret, {"content": file(NEWS + "It is secret.")})
    officer.post(reverse("shelf_document", args=[ShelfDocument.objects.latest("pk").pk]), tie | {"quote": "secret"})
    officer.post(reverse("shelf_statements", args=[document.pk]))
    denial = ShelfStatement.objects.order_by("first")[0]
    officer.post(reverse("shelf_statement", args=[denial.pk]), {"speaker": "Ministry"})
    against = {"about": "prk-returnees-tortured", "direction": "rebuts"}
    officer.post(reverse("shelf_statement_tie", args=[denial.pk]), against)
    docx = officer.post(reverse("shelf_country_report", args=["PRK", "docx"]))
    assert docx["Content-Disposition"] == 'attachment; filename="country-PRK.docx"'
    told = "\n".join(one.text for one in Document(io.BytesIO(docx.content)).paragraphs)
    pdf = officer.post(reverse("shelf_country_report", args=["PRK", "pdf"]))
    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    for words_of in (told, " ".join(pages.split())):
        assert "face torture" in words_of
        assert "accepted by adjudicator" in words_of.casefold()
        assert "against it: Ministry" in words_of or "against it Ministry" in words_of
        assert "No passage is on the shelf for this fact." in words_of
        assert "secret" not in words_of
        assert "A cable" not in words_of
    assert officer.post(reverse("shelf_country_report", args=["XXX", "pdf"])).status_code == 404
    assert officer.post(reverse("shelf_country_report", args=["PRK", "xml"])).status_code == 404
    assert officer.get(reverse("shelf_country_report", args=["PRK", "pdf"])).status_code == 405


def test_the_brief_of_a_case_leads_to_the_words_and_to_its_papers(officer: Client, cast: Cast) -> None:
    case = case_in_interview(cast)
    document = on_the_shelf(officer, country="PRK")
    page = words(officer.get(reverse("case_brief", args=[case.number])))
    assert f"{reverse('case_shelf_document', args=[case.number, document.pk])}?at=" in page
    assert "nobody has accepted it" in page
    assert "kind=brief_pdf" in page
    assert "No passage is on the shelf for this fact." in page
    assert reverse("case_brief", args=[case.number]) in words(officer.get(reverse("evidence", args=[case.number])))
    assert "kind=brief_pdf" not in words(
        signed_in(Client(), cast.observer).get(reverse("case_brief", args=[case.number]))
    )


def test_what_a_state_says_stands_beside_what_binds_it_and_what_others_say_does_not(officer: Client) -> None:
    document = on_the_shelf(officer, published="2024-01-26", relays="ANI")
    officer.post(reverse("shelf_statements", args=[document.pk]))
    denial, claim = ShelfStatement.objects.order_by("first")[:2]
    ShelfStatement.objects.filter(pk=denial.pk).update(state="CHN")  # as the rules find it for a ministry that is named
    for one, direction in ((denial, "rebuts"), (claim, "supports")):
        officer.post(reverse("shelf_statement", args=[one.pk]), {"speaker": f"Speaker {direction}"})
        for about in ("torture_risk", "prk-returnees-tortured"):
            tie = {"about": about, "direction": direction}
            officer.post(reverse("shelf_statement_tie", args=[one.pk]), tie)
    board = words(officer.get(reverse("shelf_board"), {"question": "torture_risk"}))
    supports, _, rebuts = board.partition("Speaks against it")
    assert re.search(r"What binds China, as recorded for \S* ?26 ?\S* 2024", rebuts)
    assert "China is bound since 1988" in rebuts
    assert "What binds" not in supports
    assert board.count("Also bears on:") == 2
    shown = words(officer.get(reverse("shelf_statement", args=[denial.pk])))
    assert "What binds China" in shown
    assert "What binds" not in words(officer.get(reverse("shelf_statement", args=[claim.pk])))


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
