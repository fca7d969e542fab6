"""Small files for tests: harmless ones of every kind, and hostile ones, each made here and not kept."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pypdfium2
from docx import Document
from docx.oxml import parse_xml
from PIL import Image, PngImagePlugin


def pdf(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def written_pdf(text: str) -> bytes:
    """A PDF with one line of Latin text, written by hand."""
    words = f"BT /F1 18 Tf 60 760 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (table, len(body))


def png(size: tuple[int, int] = (40, 30), *, comment: str = "") -> bytes:
    out = io.BytesIO()
    told = PngImagePlugin.PngInfo()
    if comment:
        told.add_text("Comment", comment)
    Image.new("RGB", size, "navy").save(out, format="PNG", pnginfo=told)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def tracked_docx() -> bytes:
    """A sentence of which two words were taken out and two others put in, by somebody, on two days."""
    document = Document()
    paragraph = document.add_paragraph("Those sent back ")
    who = 'w:author="A. Clerk" w:date="2024-01-2{day}T09:00:00Z"'
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for tag, text, words, day in (("del", "delText", "face torture", 6), ("ins", "t", "are fined", 7)):
        said = f"<w:r><w:{text}>{words}</w:{text}></w:r>"
        paragraph._p.append(parse_xml(f'<w:{tag} {word} w:id="{day}" {who.format(day=day)}>{said}</w:{tag}>'))  # noqa: SLF001 - the library writes no tracked changes
    paragraph.add_run(".")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


def huge_png() -> bytes:
    """A picture of 900 million points in a few hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00")) + chunk(b"IEND", b"")


def sound() -> bytes:
    """A tenth of a second of silence."""
    samples = b"\x00\x00" * 800
    form = struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(samples))
        + b"WAVEfmt "
        + form
        + b"data"
        + struct.pack("<I", len(samples))
        + samples
    )
