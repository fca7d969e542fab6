"""Files made to do harm: each by a few lines, so that none lies in the repository."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage

from PIL import Image
from pypdf import PdfReader, PdfWriter

MB = 1 << 20
MAIN = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
)
EMPTY_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


# ── DOCX ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def word(body: str, *, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def docx(main: str | bytes = word(said("Guards fired.")), **more: str | bytes) -> bytes:
    out = io.BytesIO()
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, MAIN: main, "word/_rels/document.xml.rels": EMPTY_RELS}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | more).items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_that_lies_about_its_size() -> bytes:
    body = word(said("x" * 20 * MB))
    return docx(body).replace(struct.pack("<I", len(body)), struct.pack("<I", 1000))


def docx_named_twice() -> bytes:
    out = io.BytesIO(docx())
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr(MAIN, word(said("Nobody fired.")))
    return out.getvalue()


def docx_locked() -> bytes:
    content = bytearray(docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(mark, start + 1)) >= 0:
            content[start + place] |= 1
    return bytes(content)


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def archive_in_archive(depth: int) -> bytes:
    content = b"x"
    for _ in range(depth):
        content = archive(inner=content)
    return content


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def pdf(*objects: bytes, head: bytes = b"") -> bytes:
    """Objects numbered from 1, the first of them the catalogue."""
    out = bytearray(head + b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


CATALOGUE, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F 12 Tf 50 700 Td (Guards fired at those who crossed.) Tj ET"


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def page(box: bytes = b"0 0 595 842") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % box


def pdf_with(
    content: bytes = WORDS, more: bytes = b"", *, catalogue: bytes = CATALOGUE, box: bytes = b"0 0 595 842"
) -> bytes:
    return pdf(catalogue, PAGES, page(box), stream(content, more), FONT)


def pdf_bomb(times: int, filters: int) -> bytes:
    content = b"q " * times
    for _ in range(filters):
        content = zlib.compress(content, 9)
    return pdf_with(content, b"/Filter[" + b"/FlateDecode" * filters + b"]")


def pdf_of_words(times: int) -> bytes:
    return pdf_with(zlib.compress(b"BT /F 1 Tf (%s) Tj ET " % (b"a" * 1000) * times), b"/Filter/FlateDecode")


def pdf_of_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(count))
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return pdf(CATALOGUE, pages, *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count)


def pdf_nested(depth: int) -> bytes:
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (n + 1, n - 1) for n in range(2, depth)]
    return pdf(CATALOGUE, *nodes, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth - 1))


def pdf_locked() -> bytes:
    writer, out = PdfWriter(PdfReader(io.BytesIO(pdf_with()))), io.BytesIO()
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def pdf_form_in_itself() -> bytes:
    form = stream(b"/X Do " * 50, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>")
    page_ = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<</XObject<</X 4 0 R>>>>>>"
    return pdf(CATALOGUE, PAGES, page_, form, stream(b"/X Do"))


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *, rows: bytes = b"", more: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def png_of_comments() -> bytes:
    texts = b"".join(chunk(b"zTXt", b"k\0\0" + zlib.compress(b"x" * 30 * MB)) for _ in range(8))
    return png(9, 9, rows=b"\0" * 90, more=texts)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("L", (40, 40), 200).save(out, "JPEG")
    return out.getvalue()


def tiff_in_a_circle() -> bytes:
    entries = [(256, 9), (257, 9), (258, 8), (259, 1), (262, 1), (273, 8), (278, 9), (279, 81)]
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + table + struct.pack("<I", 8) + b"\0" * 99


def tiff_of_pages(count: int) -> bytes:
    out = io.BytesIO()
    first, *others = [Image.new("1", (8, 8), 1) for _ in range(count)]
    first.save(out, "TIFF", save_all=True, append_images=others)
    return out.getvalue()


# ── mail ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
MAIL = b"From: a@example.org\nTo: b@example.org\nSubject: s\nDate: Fri, 07 Feb 2014 10:00:00 +0000\n"


def mail_nested(depth: int) -> bytes:
    heads = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return MAIL + b"MIME-Version: 1.0\n" + heads + b"Content-Type: text/plain\n\nend\n"


def mail_of_parts(count: int) -> bytes:
    parts = b"--b\nContent-Type: text/plain\n\nx\n" * count
    return MAIL + b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n' + parts + b"--b--\n"


def mail_with(content: bytes, name: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "s"
    message.set_content("See the file.")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


HTML = b"<!doctype html><html><body><p>Guards fired at those who crossed the river.</p></body></html>"
Maker = Callable[[], bytes]
TAKEN = "taken"

# What each is, and the words with which it may be answered: a reason, or that its text is taken.
HOSTILE: dict[str, tuple[Maker, set[str]]] = {
    "nothing": (lambda: b"", {"empty"}),
    "blanks and zeros": (lambda: b" \n\0" * 999, {"empty"}),
    "docx that unpacks to 101 MB": (lambda: docx(word(said("x" * 101 * MB))), {"too_large"}),
    "docx that lies about its size": (docx_that_lies_about_its_size, {"too_large", "broken"}),
    "docx of 5,000 parts": (lambda: docx(**{f"p{n}": b"" for n in range(5_000)}), {"too_large"}),
    "docx of a million paragraphs": (lambda: docx(word("<w:p/>" * 6_000_000)), {"too_large", "too_slow", "broken"}),
    "docx 100,000 deep": (lambda: docx(word("<w:p>" * 100_000 + "</w:p>" * 100_000)), {"broken", "too_deep"}),
    "docx with laughs": (lambda: docx(word("&i;", head=LAUGHS + "]>")), {"entities"}),
    "docx that reads a file": (lambda: docx(word(said("&e;"), head=OUTSIDE)), {"entities"}),
    "docx that reads a file in its links": (
        lambda: docx(**{"word/_rels/document.xml.rels": OUTSIDE + EMPTY_RELS}),
        {"entities"},
    ),
    "docx with macros": (lambda: docx(**{"word/vbaProject.bin": b"x"}), {"macros"}),
    "docx with ActiveX": (lambda: docx(**{"word/activeX/activeX1.xml": b"<x/>"}), {"macros"}),
    "docx with a password on its parts": (docx_locked, {"password"}),
    "docx with two bodies": (docx_named_twice, {"two_types"}),
    "docx behind a web page": (lambda: HTML + docx(), {"two_types"}),
    "docx before a web page": (lambda: docx() + HTML, {"two_types", "not_taken"}),
    "docx cut in half": (lambda: docx()[:700], {"broken", "not_taken"}),
    "docx that is no XML": (lambda: docx(b"\xff" * 999), {"broken"}),
    "archive": (lambda: archive(report=b"x"), {"not_taken"}),
    "archive in archives": (lambda: archive_in_archive(50), {"not_taken"}),
    "workbook": (lambda: archive(**{"xl/workbook.xml": b"<x/>"}), {"not_taken"}),
    "old Office file, or a locked new one": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999, {"not_taken"}),
    "pdf cut in half": (lambda: pdf_with()[:300], {"broken"}),
    "pdf with a password": (pdf_locked, {"password"}),
    "pdf of 10,000 pages": (lambda: pdf_of_pages(10_000), {"too_many_pages"}),
    "pdf of 2,900 blank pages": (lambda: pdf_of_pages(2_900), {"no_text"}),
    "pdf whose pages turn in a circle": (
        lambda: pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        {"broken", "no_text"},
    ),
    "pdf nested 5,000 deep": (lambda: pdf_nested(5_000), {"broken", "no_text"}),
    "pdf that says it has a thousand million pages": (
        lambda: pdf(CATALOGUE, b"<</Type/Pages/Kids[]/Count 1000000000>>"),
        {"broken", "too_many_pages"},
    ),
    "pdf that unpacks to 200 MB": (lambda: pdf_bomb(100 * MB, 1), {"too_large", "too_slow", "broken", "no_text"}),
    "pdf packed three times": (lambda: pdf_bomb(100 * MB, 3), {"too_large", "too_slow", "broken", "no_text"}),
    "pdf with a page of 50 million letters": (lambda: pdf_of_words(50_000), {"too_large", "too_slow", "broken"}),
    "pdf that is 10 thousand km wide": (lambda: pdf_with(box=b"0 0 30000000000 842"), {TAKEN, "broken", "no_text"}),
    "pdf that runs JavaScript": (
        lambda: pdf_with(catalogue=b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>"),
        {TAKEN},
    ),
    "pdf that starts a program": (
        lambda: pdf_with(catalogue=b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>"),
        {TAKEN},
    ),
    "pdf with a form in itself": (pdf_form_in_itself, {"no_text", "broken", "too_slow"}),
    "pdf without pages": (lambda: pdf(b"<</Type/Catalog>>"), {"broken"}),
    "pdf by name alone": (lambda: b"%PDF-1.7\n" + b"\x93\x00\xff" * 999, {"broken"}),
    "pdf and archive": (lambda: pdf_with() + archive(report=b"x"), {"two_types"}),
    "pdf and docx": (lambda: pdf_with() + docx(), {"two_types"}),
    "pdf and web page": (lambda: pdf(CATALOGUE, PAGES, head=b"<html><script>alert(1)</script>"), {"two_types"}),
    "pdf and mail": (lambda: MAIL + b"\n" + pdf_with(), {"two_types"}),
    "pdf and program": (lambda: b"MZ\x90\x00\xfe\xff" + pdf_with(), {"two_types"}),
    "pdf and picture": (lambda: jpeg()[:20] + pdf_with(), {"two_types"}),
    "png of 900 million points": (lambda: png(30_000, 30_000), {"too_large"}),
    "png with 240 MB of comments": (png_of_comments, {"broken", "too_large", "no_text"}),
    "png cut in half": (lambda: png(99, 99, rows=b"\0" * 10_000)[:60], {"broken", "no_text"}),
    "png without rows": (lambda: png(99, 99), {"broken"}),
    "png and archive": (lambda: png(9, 9, rows=b"\0" * 90) + archive(report=b"x"), {"two_types"}),
    "png with a web page in it": (
        lambda: png(9, 9, rows=b"\0" * 90, more=chunk(b"tEXt", b"k\0" + HTML)),
        {"two_types"},
    ),
    "jpeg and archive": (lambda: jpeg() + archive(report=b"x"), {"two_types"}),
    "jpeg by name alone": (lambda: b"\xff\xd8\xff" + b"\x00" * 99, {"broken"}),
    "gif and archive": (lambda: b"GIF89a" + archive(report=b"x"), {"two_types", "not_taken"}),
    "tiff whose pages turn in a circle": (tiff_in_a_circle, {"broken", "no_text", "too_slow", "too_many_pages"}),
    "tiff of 600 pages": (lambda: tiff_of_pages(600), {"too_many_pages"}),
    "webp by name alone": (lambda: b"RIFF\xff\xff\xff\x7fWEBPVP8L" + b"\xff" * 99, {"broken"}),
    "drawing with a script": (lambda: b"<svg xmlns='x'><script>alert(1)</script></svg>", {"not_taken"}),
    "xml with laughs": ((LAUGHS + "]><x>&i;</x>").encode, {"not_taken"}),
    "web page 100,000 deep": (lambda: b"<html><body>" + b"<div>" * 100_000 + b"x", {"too_deep"}),
    "web page with entities": (
        lambda: b"<!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><html>&e;",
        {"entities"},
    ),
    "web page of 25 MB": (lambda: b"<html><body>" + b"<p>word</p>" * 2_300_000, {"too_large"}),
    "web page of a million attributes": (
        lambda: b"<html><body><p " + b"".join(b"a%d=1 " % n for n in range(1_000_000)) + b">words here</p>",
        {TAKEN, "too_slow", "too_large", "broken", "no_text"},
    ),
    "web page of unclosed marks": (
        lambda: b"<html><body>" + b"<b><i>" * 90 + b"<p>word" * 90_000,
        {TAKEN, "too_slow", "too_deep", "broken", "too_large"},
    ),
    "web page of script alone": (lambda: b"<html><script>document.write('x')</script></html>", {"no_text"}),
    "mail nested 2,000 deep": (lambda: mail_nested(2_000), {"broken", "too_deep", "too_large", TAKEN}),
    "mail of 100,000 parts": (lambda: mail_of_parts(100_000), {"too_large"}),
    "mail with a field of 20 MB": (
        lambda: MAIL + b"X: " + b"a" * 20 * MB + b"\n\nwords",
        {TAKEN, "too_slow", "broken"},
    ),
    "mail with broken base64": (
        lambda: MAIL + b"Content-Transfer-Encoding: base64\nContent-Type: text/plain\n\n@@@@words",
        {TAKEN, "broken"},
    ),
    "mail in a coding that nobody knows": (
        lambda: MAIL + b'Content-Type: text/plain; charset="zz-top"\n\nwords of a mail',
        {TAKEN, "broken"},
    ),
    "program": (lambda: b"MZ\x90\x00" + b"\0" * 99, {"not_taken"}),
    "program of Linux": (lambda: b"\x7fELF" + b"\0" * 99, {"not_taken"}),
    "packed file": (lambda: b"\x1f\x8b\x08\x00" + zlib.compress(b"x"), {"not_taken"}),
    "rich text with an object": (lambda: b"{\\rtf1{\\object\\objocx{\\*\\objdata 01050000}}}", {"not_taken"}),
    "zeros among words": (lambda: b"words\0words " * 99, {"not_taken"}),
    "half a letter of UTF-16": (lambda: b"\xff\xfea\0b\0c", {"not_taken"}),
    "noise": (lambda: bytes((n * n * 7919 + n // 3) % 256 for n in range(50_000)), {"not_taken"}),
    "55 MB of one word": (lambda: b"a" * 55 * MB, {TAKEN, "too_large", "too_slow"}),
}
