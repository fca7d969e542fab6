"""2,000 generated cases in every form hold what was permitted and nothing else; what holds more is found out.

CI takes a hundredth; `WELLFOUNDED_EXPORTS=whole` takes all of them, as `make gate` does, and `20-120` a part of them.
"""

from __future__ import annotations

import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image, PngImagePlugin

from tests.property import forms
from tests.property.forms import CANARIES, FORMS, Form, forms_of
from wellfounded.letters.package import packed, timeless
from wellfounded.letters.paper import pdf

FIRST, _, END = os.environ.get("WELLFOUNDED_EXPORTS", "").replace("whole", "0-2000").partition("-")
SEEDS = range(int(FIRST or 0), int(END or 20))
DICE = random.Random  # one name for the makers below


def test_every_form_of_every_case_holds_what_was_permitted_and_nothing_else() -> None:
    wrong = [(seed, form.name, form.problems()) for seed in SEEDS for form in forms_of(seed) if form.problems()]
    assert wrong == []


# From here on something is put into a product that was not permitted: each must be found.


def in_zip(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = change(parts.get(name, b""))
    return packed(parts)


def in_document(words: str) -> Callable[[bytes], bytes]:
    return lambda content: in_zip(
        content, "word/document.xml", lambda xml: xml.replace(b"</w:body>", f"{words}</w:body>".encode())
    )


def in_workbook(change: Callable[[object], None]) -> Callable[[bytes], bytes]:
    def changed(content: bytes) -> bytes:
        book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
        change(book)
        book.save(out)
        return timeless(out.getvalue())

    return changed


def folded_row(book: object) -> None:
    book.worksheets[0].row_dimensions[2].hidden = True  # type: ignore[attr-defined] # openpyxl publishes no types


def folded_sheet(book: object) -> None:
    book.create_sheet("rest").sheet_state = "veryHidden"  # type: ignore[attr-defined] # the same


def noted(book: object) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - of this control alone

    book.worksheets[0]["A1"].comment = Comment(CANARIES[0], "x")  # type: ignore[attr-defined] # the same


def maker_named(book: object) -> None:
    book.properties.creator = CANARIES[0]  # type: ignore[attr-defined] # the same


def with_words(words: str, style: str = "") -> Callable[[bytes], bytes]:
    """Another paper with the words of a canary on it, shown or not."""
    return lambda _content: pdf(
        f'<html><head><title>Extract</title></head><body><p style="{style}">{words}</p></body></html>'
    )


def with_attachment(content: bytes) -> bytes:
    document, out = pypdfium2.PdfDocument(content), io.BytesIO()
    document.new_attachment("rest.txt").set_data(CANARIES[0].encode())
    document.save(out)
    return out.getvalue()


def telling_png(_content: bytes) -> bytes:
    told, out = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Comment", CANARIES[0])
    Image.new("RGB", (9, 9)).save(out, format="PNG", pnginfo=told)
    return out.getvalue()


def with_picture(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".png"))
    return in_zip(content, name, telling_png)


HIDDEN: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a paragraph more": ("decision_docx", in_document(f"<w:p><w:r><w:t>{CANARIES[0]}</w:t></w:r></w:p>")),
    "words that are not shown": (
        "decision_docx",
        in_document("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Case</w:t></w:r></w:p>"),
    ),
    "a change that was tracked": ("decision_docx", in_document("<w:p><w:del><w:r/></w:del></w:p>")),
    "a comment part": ("decision_docx", lambda made: in_zip(made, "word/comments.xml", lambda _: b"<x/>")),
    "data of another program": ("decision_docx", lambda made: in_zip(made, "customXml/item1.xml", lambda _: b"<x/>")),
    "who wrote it": (
        "decision_docx",
        lambda made: in_zip(made, "docProps/core.xml", lambda xml: xml.replace(b"<dc:creator>", b"<dc:creator>Ada")),
    ),
    "a word in the mark-up": (
        "decision_docx",
        lambda made: in_zip(made, "word/styles.xml", lambda xml: xml + b"<!-- canary -->"),
    ),
    "words of nobody's case": ("extract", with_words(CANARIES[1])),
    "white words": ("extract", with_words(CANARIES[1], "color: white")),
    "words under a box": ("extract", with_words(CANARIES[1], "background: black; color: black")),
    "words beside the sheet": ("extract", with_words(CANARIES[1], "position: absolute; left: -3cm")),
    "tiny words": ("extract", with_words(CANARIES[1], "font-size: .1pt")),
    "a file attached": ("extract", with_attachment),
    "bytes behind the end": ("own_file", lambda made: made + CANARIES[2].encode()),
    "bytes before the beginning": ("own_file", lambda made: CANARIES[2].encode() + made),
    "a row more": ("register_csv", lambda made: made + b"x\r\n"),
    "a cell more": ("register_csv", lambda made: made.rstrip(b"\r\n") + b"," + CANARIES[0].encode() + b"\r\n"),
    "a row less": ("register_csv", lambda made: b"\r\n".join(made.split(b"\r\n")[:1])),
    "a hidden sheet": ("register_xlsx", in_workbook(folded_sheet)),
    "a row folded away": ("register_xlsx", in_workbook(folded_row)),
    "a note on a cell": ("register_xlsx", in_workbook(noted)),
    "who made the book": ("register_xlsx", in_workbook(maker_named)),
    "a field more": ("case_file", lambda made: json.dumps(json.loads(made) | {"name": CANARIES[0]}).encode()),
    "a field twice": ("case_file", lambda made: b'{"name": "x", "name": "y"}' if made else b""),
    "a file more": ("bundle", lambda made: in_zip(made, "rest.txt", lambda _: CANARIES[0].encode())),
    "a picture that tells": ("bundle", with_picture),
    "a word on the whole": ("bundle", lambda made: made[:-2] + b"\x03\x00abc"),
    "bytes before the archive": ("bundle", lambda made: b"MZ" + made),
}


@cache
def unchanged(kind: str, seed: int) -> Form:
    """The control: as it is, it may leave. Several changes begin at the same form."""
    form: Form = FORMS[kind](DICE(seed))
    assert form.problems() == []
    return form


@pytest.mark.parametrize("what", HIDDEN)
def test_what_was_not_permitted_is_found(what: str) -> None:
    kind, change = HIDDEN[what]
    for seed in range(3):
        form = unchanged(kind, seed)
        assert replace(form, content=change(form.content)).problems(), seed


@pytest.mark.parametrize(
    "kind", [name for name, make in FORMS.items() if name.startswith(("decision", "own", "ext", "state"))]
)
def test_a_text_that_was_not_permitted_is_found_on_every_paper(kind: str) -> None:
    """The paper is whole; what may be on it is one text shorter."""
    found = 0
    for seed in range(3):
        form = unchanged(kind, seed)
        longest = max(form.permitted.texts, key=len)
        less = replace(form.permitted, texts=tuple(one for one in form.permitted.texts if one != longest))
        found += bool(replace(form, permitted=less).problems())
    assert found == 3


def test_no_form_is_left_out() -> None:
    from wellfounded.letters.products import PRODUCTS  # noqa: PLC0415 - needs Django set up

    shared = {
        "appeal_pdf": "decision_pdf",
        "appeal_docx": "decision_docx",
        "brief_pdf": "own_file",
        "brief_docx": "decision_docx",
    }
    assert {shared.get(kind, kind) for kind in PRODUCTS} == set(forms.FORMS)
