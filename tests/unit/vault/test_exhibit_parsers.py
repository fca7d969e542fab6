"""What an exhibit may be, and what is refused. The parsers run here in the open; the walls have their own tests."""

import io

import pytest
from PIL import Image

from tests.casework import files
from wellfounded.vault.parsers import NotThisType, TooBig, exhibit, page, photo
from wellfounded.vault.parsers.recognise import kind_of


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (files.pdf(), "pdf"),
        (files.png(), "png"),
        (files.docx("하나"), "docx"),
        ("한글과 中文 and Latin\n".encode(), "text"),
        (files.sound(), "audio"),
        (b"\xef\xbb\xbfwith a mark", "text"),
        ("압록강".encode("utf-16"), "text"),
        (b"ID3 is a word at the head of a text", "text"),
        (b"<html><body>A page</body></html>", "text"),
    ],
)
def test_the_content_says_what_it_is(payload: bytes, kind: str) -> None:
    assert kind_of(payload) == kind


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b" \n ",
        b"\x00\x01\x02",
        b"\xff\xfe\x41",
        b"II*\0" + bytes(40),  # a kind that the shelf takes, and a case does not
        b"MZ\x90\x00 a program",
        files.pdf() + files.zipped(word__document_xml=b"<x/>"),  # two things at once
        files.png() + files.zipped(a=b"1"),
        files.zipped(a=b"1"),
        files.zipped(word__document_xml=b"<x/>", word__vbaProject_bin=b"1"),  # macros
    ],
)
def test_anything_else_and_two_things_at_once_are_refused(payload: bytes) -> None:
    with pytest.raises(NotThisType):
        kind_of(payload)


def test_a_zip_says_itself_that_it_unpacks_to_too_much() -> None:
    with pytest.raises(TooBig):
        kind_of(files.zipped(word__document_xml=bytes(201 << 20)))


def test_the_text_of_every_page_is_read() -> None:
    assert exhibit.parse(files.pdf(3), {}).result == {"kind": "pdf", "texts": ["", "", ""]}
    assert exhibit.parse(files.written_pdf("The river in winter"), {}).result["texts"] == ["The river in winter"]
    assert exhibit.parse(files.docx("첫째", "둘째"), {}).result["texts"] == ["첫째\n\n둘째"]
    assert exhibit.parse(files.png(), {}).result["texts"] == [""]
    assert exhibit.parse(files.sound(), {}).result["texts"] == []


def test_a_text_in_another_coding_is_read_by_the_same_rules_as_on_the_shelf() -> None:
    assert exhibit.parse("압록강을 건넌 사람들".encode("utf-16"), {}).result["texts"] == ["압록강을 건넌 사람들"]


def test_what_was_tracked_in_a_docx_is_not_lost() -> None:
    (text,) = exhibit.parse(files.tracked_docx(), {}).result["texts"]
    assert text.startswith("Those sent back are fined.")
    assert "Those sent back… [− face torture] (A. Clerk, 2024-01-26)" in text
    assert "Those sent back… [+ are fined] (A. Clerk, 2024-01-27)" in text


def test_a_long_text_is_cut_into_pages_and_loses_nothing() -> None:
    text = "\n".join(f"line {number} " + "x" * 90 for number in range(200)) + "\n" + "y" * 7000
    pages = exhibit.parse(text.encode(), {}).result["texts"]
    assert len(pages) > 5
    assert "".join(pages) == text
    assert max(map(len, pages)) <= exhibit.PAGE_OF_TEXT


@pytest.mark.parametrize("payload", [b"%PDF-1.4 but no more", b"\x89PNG\r\n\x1a\nrubbish", b"\xff\xd8\xffrubbish"])
def test_a_broken_file_is_refused_by_name(payload: bytes) -> None:
    with pytest.raises(NotThisType, match="broken"):
        exhibit.parse(payload, {})


def test_a_docx_that_holds_no_document_is_refused() -> None:
    with pytest.raises(NotThisType, match="docx"):
        exhibit.parse(files.zipped(word__document_xml=b"<x/>"), {})


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exhibit, "MOST_PAGES", 2)
    with pytest.raises(TooBig):
        exhibit.parse(files.pdf(3), {})
    with pytest.raises(TooBig):
        exhibit.parse(b"x" * 20_000, {})


@pytest.mark.parametrize("parse", [exhibit.parse, page.parse])
def test_a_picture_that_unpacks_to_gigabytes_is_refused(parse: object) -> None:
    assert callable(parse)
    with pytest.raises(TooBig):
        parse(files.huge_png(), {"number": 1})


def test_a_table_in_a_docx_is_not_lost() -> None:
    from docx import Document  # noqa: PLC0415 - only this test builds a table

    document = Document()
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "year", "1998"
    out = io.BytesIO()
    document.save(out)
    assert exhibit.parse(out.getvalue(), {}).result["texts"] == ["year\t1998"]


def test_a_page_is_drawn_anew_without_what_was_hidden_in_the_file() -> None:
    assert b"whisper" in files.png(comment="whisper")
    drawn = page.parse(files.png(comment="whisper"), {"number": 1}).parts[0]
    assert b"whisper" not in drawn
    assert Image.open(io.BytesIO(drawn)).size == (40, 30)


def test_a_page_of_a_pdf_is_drawn() -> None:
    drawn = page.parse(files.written_pdf("ink"), {"number": 1})
    assert drawn.result["width"] == page.WIDTH
    picture = Image.open(io.BytesIO(drawn.parts[0])).convert("L")
    darkest, lightest = picture.getextrema()
    assert (darkest, lightest) != (255, 255)


@pytest.mark.parametrize(
    ("payload", "number"), [(files.pdf(), 2), (files.pdf(), 0), (b"words", 1), (b"\x89PNG\r\n\x1a\nrubbish", 1)]
)
def test_no_page_no_picture(payload: bytes, number: int) -> None:
    with pytest.raises(NotThisType):
        page.parse(payload, {"number": number})


def test_a_page_as_long_as_a_road_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "LONGEST", 100)
    with pytest.raises(TooBig):
        page.parse(files.pdf(), {"number": 1})


def test_a_photo_is_a_fresh_small_picture_that_tells_nothing_of_where_it_was_taken() -> None:
    told = Image.Exif()
    told[0x0112], told[0x010F] = 6, "A telephone"  # lies on its side
    out = io.BytesIO()
    Image.new("RGB", (2000, 1000), "navy").save(out, format="JPEG", exif=told)
    assert b"telephone" in out.getvalue()
    made = photo.parse(out.getvalue(), {})
    assert made.result == {"width": 400, "height": 800}
    with Image.open(io.BytesIO(made.parts[0])) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (400, 800), {})
    assert b"telephone" not in made.parts[0]


@pytest.mark.parametrize("payload", [files.pdf(), b"words", files.png()[:20]], ids=["pdf", "words", "half"])
def test_only_a_whole_picture_is_a_photo(payload: bytes) -> None:
    with pytest.raises(NotThisType):
        photo.parse(payload, {})
