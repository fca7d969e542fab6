"""What the shelf says of a country, on its pages: boards, reports and briefs, and what leaves it."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from docx import Document
from pypdf import PdfReader

from tests.casework.cast import Cast
from tests.casework.interviews import case_in_interview
from tests.casework.pages import signed_in
from tests.casework.shelving import NEWS, file, on_the_shelf, read_here
from wellfounded.law.library import load_library
from wellfounded.library.models import ShelfDocument, ShelfStatement, Source

ARTICLES = Path(__file__).parents[3].parent / "shared" / "articles"


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.adjudicator)


def words(response: Any) -> str:
    return str(response.content.decode())


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
        assert "against it: Ministry (denied):" in words_of or "against it Ministry (denied):" in words_of
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
