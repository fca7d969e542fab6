"""What each reader keeps of a document: its tables, its changes, its paragraphs, what it says of itself."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from docx import Document
from docx.oxml import parse_xml
from PIL import Image

from tests.security.hostile_documents import W, pdf_with
from wellfounded.evidence.documents.content_type import Kind
from wellfounded.evidence.documents.extract import extract
from wellfounded.evidence.documents.extraction import Extraction, as_plain, from_plain
from wellfounded.evidence.documents.refusal import DocumentRefused

NOTE = f'xmlns:w="{W}" w:author="A. Editor" w:date="2024-05-01T10:00:00Z"'


def taken(payload: bytes) -> Extraction:
    return extract(payload)[0]


@pytest.fixture
def docx() -> bytes:
    document = Document()
    document.core_properties.title = "On returns"
    document.sections[0].header.paragraphs[0].text = "A/HRC/25/63"
    document.add_paragraph("43. Guards fired.")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, (("Year", "Returned"), ("2023", "600")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    changed = document.add_paragraph("They were ")._p  # noqa: SLF001 - python-docx has no tracked changes of its own
    changed.append(parse_xml(f'<w:del {NOTE} w:id="1"><w:r><w:delText>economic migrants</w:delText></w:r></w:del>'))
    changed.append(parse_xml(f'<w:ins {NOTE} w:id="2"><w:r><w:t>persons</w:t></w:r></w:ins>'))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_docx_keeps_its_table_header_and_both_sides_of_a_change(docx: bytes) -> None:
    found = taken(docx)
    assert "43. Guards fired.\n\nYear\tReturned\n2023\t600\n\nThey were persons" in found.text
    assert "A/HRC/25/63" in found.text
    assert [(change.kind, change.words, change.by) for change in found.changes] == [
        ("taken out", "economic migrants", "A. Editor"),
        ("put in", "persons", "A. Editor"),
    ]
    assert found.hints.title == "On returns"
    assert any("2 tracked changes" in remark for remark in found.remarks)


def test_a_web_page_without_what_surrounds_it() -> None:
    page = """<html><head><title>Returns</title><meta name="author" content="Jane Writer"></head><body>
    <nav><a href=/>Home</a> <a href=/shop>Our shop</a></nav><article><h1>Returns</h1>
    <p>About six hundred people were returned in one night, a broadcaster said on Thursday.</p>
    <p>The ministry said that it knew of no such people, and that the law was applied to all alike.</p>
    <table><tr><td>Year</td><td>Returned</td></tr><tr><td>2023</td><td>600</td></tr></table></article>
    <footer>All rights reserved by the shop</footer></body></html>"""
    found = taken(page.encode())
    assert (
        "six hundred people were returned in one night, a broadcaster said on Thursday.\n\nThe ministry" in found.text
    )
    assert "| Year | Returned |\n| 2023 | 600 |" in found.text
    assert "shop" not in found.text
    assert found.hints.author == "Jane Writer"


def test_a_web_page_of_a_few_words_is_taken_whole() -> None:
    found = taken(b"<html><body><p>Gone.</p></body></html>")
    assert found.text == "Gone."


def test_a_web_page_in_the_coding_that_it_states() -> None:
    page = (
        "<html><head><meta charset='euc-kr'></head><body><p>북한 이탈 주민은 강제로 송환된다고 한다.</p></body></html>"
    )
    assert "강제로 송환된다고" in taken(page.encode("euc-kr")).text


def test_paragraphs_of_a_pdf_are_told_by_white_space() -> None:
    lines = [(700, "43. Guards fired at those"), (686, "who crossed the river."), (658, "They aimed low.")]
    content = b"".join(b"BT /F 12 Tf 50 %d Td (%s) Tj ET " % (height, words.encode()) for height, words in lines)
    more = b"BT /F 12 Tf 50 644 Td (Nobody asked why.) Tj ET"
    found = taken(pdf_with(content + more))
    assert found.text == "43. Guards fired at those\nwho crossed the river.\n\nThey aimed low.\nNobody asked why."
    assert found.pages[0].number == 1


def test_a_mail_in_html_with_a_file() -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "가 <a@example.org>",
        "보고",
        "Fri, 07 Feb 2014 10:00:00 +0900",
    )
    message["To"] = "b@example.org"
    message.set_content("<html><body><p>See the file.</p></body></html>", subtype="html")
    message.add_attachment(b"x", maintype="text", subtype="plain", filename="보고서.txt")
    found = taken(message.as_bytes())
    assert found.text.startswith("From: 가 <a@example.org>\nTo: b@example.org\nDate: Fri, 07 Feb 2014 10:00:00 +0900")
    assert "\n\nSee the file.\n\nAttached: 보고서.txt" in found.text
    assert found.attachments[0].name == "보고서.txt"
    assert found.hints.day == "2014-02-07"


def test_a_mail_of_a_day_that_is_no_day_is_still_read() -> None:
    head = b"From: A <a@example.org>\r\nDate: Mon, 3 Mar 99999999999999999999 10:00:00 +0000\r\nSubject: News\r\n"
    mail = taken(head + b"To: b@example.org\r\nMIME-Version: 1.0\r\n\r\nGuards fired.\r\n")
    assert "Date: Mon, 3 Mar 99999999999999999999 10:00:00 +0000" in mail.text
    assert "Guards fired." in mail.text
    assert (mail.hints.title, mail.hints.day) == ("News", "")


def test_a_mail_in_a_coding_that_nobody_knows_is_still_read() -> None:
    head = b"From: a@example.org\nTo: b@example.org\nSubject: s\nContent-Type: text/plain; charset=zz-top\n\n"
    assert "Guards fired." in taken(head + b"Guards fired.").text


def test_signs_that_print_nothing_are_left_out_and_the_rest_is_in_one_form() -> None:
    assert taken("e\u0301x\u00adx\u200b\r\ny\u202ez".encode()).text == "\u00e9xx\nyz"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_picture_is_a_page_to_scan(form: str) -> None:
    out = io.BytesIO()
    Image.new("L", (30, 30), 255).save(out, form)
    found, total = extract(out.getvalue())
    assert (found.kind, found.text, found.scanned, total) == (Kind[form], "", (1,), 1)


def test_an_extraction_passes_out_of_the_process_whole(docx: bytes) -> None:
    for payload in (docx, pdf_with(), b"words"):
        assert from_plain(*as_plain(taken(payload))) == taken(payload)


@pytest.mark.parametrize("wrong", [{"kind": "exe"}, {"pages": [1]}, {"attachments": ["a"]}, {"scanned": ["x"]}])
def test_what_is_of_another_shape_is_not_let_in(wrong: dict[str, object]) -> None:
    plain, files = as_plain(taken(b"words"))
    with pytest.raises((ValueError, TypeError)):
        from_plain(plain | wrong, files)


def test_a_page_that_is_not_there_is_refused() -> None:
    assert extract(pdf_with(), first_page=9)[0].pages == ()
    with pytest.raises(DocumentRefused):
        extract(b"%PDF-1.7 and nothing more")
