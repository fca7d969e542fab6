"""Every way by which a file comes in, and hostile files for each, made by a few lines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

from tests.casework import files
from tests.security.hostile_documents import HOSTILE, LAUGHS, MB, OUTSIDE, archive, jpeg, pdf_with, png

# The task of the guarded child that reads what comes in there. A file field that stands nowhere here fails the build.
WAYS = {
    "web/forms/case_file.py": "case_file",
    "web/forms/evidence.py": "exhibit",  # papers, pictures and recordings; their pages are drawn by `page`
    "web/forms/exports.py": "csv_table sheet",
    "web/forms/identity.py": "photo",
    "web/forms/lists.py": "person_list",
    "web/forms/shelf.py": "document source_table",
    "api/resources/case_files.py": "case_file",
    "api/resources/exhibits.py": "exhibit",
    "api/resources/lists.py": "person_list",
    "api/resources/people.py": "photo",
    "api/resources/shelf.py": "document source_table",
}
OPTIONS = {"most_rows": 5000, "most_entries": 50_000, "number": 1, "passphrase": "x" * 12, "most": MB}
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)


def workbook(sheet: bytes = b"", *, rows: int = 1) -> bytes:
    """A workbook; `sheet` stands in the place of its one sheet."""
    book, out = Workbook(), io.BytesIO()
    for number in range(rows):
        book.worksheets[0].append(["Names", number])
    book.save(out)
    if not sheet:
        return out.getvalue()
    made = io.BytesIO()
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            after.writestr(part, sheet if part.endswith("sheet1.xml") else before.read(part))
    return made.getvalue()


def lists_in_xml(head: str, body: str) -> bytes:
    return f'<?xml version="1.0"?>{head}<CONSOLIDATED_LIST>{body}</CONSOLIDATED_LIST>'.encode()


def yaml_bomb() -> bytes:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(f'*{chr(97 + n)}' for _ in range(9))}]" for n in range(20)]
    return "\n".join(lines).encode()


Maker = Callable[[], bytes]
# Beside those for documents, which every other way gets as well.
OF_TASK: dict[str, dict[str, Maker]] = {
    "sheet": {
        "workbook that unpacks to 200 MB": lambda: workbook(
            (SHEET % ("<row><c><v>1</v></c></row>" * 8_000_000)).encode()
        ),
        "workbook of a million columns": lambda: workbook(
            (SHEET % f"<row>{'<c><v>1</v></c>' * 300_000}</row>").encode()
        ),
        "workbook with laughs": lambda: workbook((LAUGHS + "]>" + SHEET % "<row><c><v>&i;</v></c></row>").encode()),
        "workbook that reads a file": lambda: workbook((OUTSIDE + SHEET % "<row><c><v>&e;</v></c></row>").encode()),
        "workbook nested 100,000 deep": lambda: workbook(b"<x>" * 100_000),
        "workbook and pdf": lambda: pdf_with() + workbook(),
        "workbook without sheets": lambda: archive(**{"xl/workbook.xml": b"<workbook/>"}),
        "row at the end of the world": lambda: workbook(
            (SHEET % '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>').encode()
        ),
    },
    "csv_table": {
        "csv of 6,000 rows": lambda: b"Names\n" * 6_000,
        "csv with a cell of 9 MB": lambda: b'Names\n"' + b"a" * 9 * MB + b'"\n',
        "csv of a million columns": lambda: b"," * 1_000_000,
        "csv with an open quote": lambda: b'Names\n"open',
    },
    "source_table": {
        "markdown of bars": lambda: b"|" * 1_000_000 + b"\n" + b"|-" * 500_000,
        "markdown of links": lambda: b"| a |\n| -- |\n| " + b"[" * 100_000 + b" |",
        "markdown of stars": lambda: b"| a |\n| -- |\n| " + b"*" * 200_000 + b" |",
        "table of a million rows": lambda: b"a,b\n" + b"1,2\n" * 1_000_000,
    },
    "person_list": {
        "list in XML with laughs": lambda: lists_in_xml(LAUGHS + "]>", "&i;"),
        "list in XML that reads a file": lambda: lists_in_xml(OUTSIDE, "&e;"),
        "list in XML 100,000 deep": lambda: lists_in_xml("", "<x>" * 100_000),
        "json 100,000 deep": lambda: b'{"a":' * 100_000,
        "json with a number of a million digits": lambda: b'{"a":' + b"9" * 1_000_000 + b"}",
        "workbook that unpacks to 200 MB": lambda: workbook(
            (SHEET % ("<row><c><v>1</v></c></row>" * 8_000_000)).encode()
        ),
    },
    "case_file": {
        "yaml bomb": yaml_bomb,
        "yaml 50,000 deep": lambda: b"[" * 50_000,
        "yaml that calls python": lambda: b"!!python/object/apply:os.system ['true']",
        "yaml with a key twice": lambda: b"case: a\ncase: b",
        "seal that asks for hours": lambda: (
            b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 30\nQUFB\n--- AAAA\n"
        ),
        "seal for a program": lambda: b"age-encryption.org/v1\n-> yubikey x\nQUFB\n--- AAAA\n",
    },
    "photo": {
        "photo of 900 million points": lambda: png(30_000, 30_000),
        "photo and archive": lambda: jpeg() + archive(report=b"x"),
        "photo with a long comment": lambda: files.png(comment="x" * MB),
    },
    "exhibit": {
        "recording by name alone": lambda: b"RIFF\xff\xff\xff\x7fWAVE" + b"\xff" * 999,
        "recording and archive": lambda: files.sound() + archive(report=b"x"),
        "recording and pdf": lambda: files.sound() + pdf_with(),
    },
    "page": {"page of a broken pdf": lambda: pdf_with()[:300]},
    "document": {},
}


def corpus(*, whole: bool) -> list[tuple[str, str, Maker]]:
    """Task, name and maker: each file made for a way, and of the documents a share for every way but their own."""
    drawn = {name: make for name, (make, _) in list(HOSTILE.items())[:: 1 if whole else 18]}
    rows = [(task, name, make) for task, made in OF_TASK.items() for name, make in made.items()]
    others = [task for task in OF_TASK if task != "document"]  # what they do to it is asked in its own test
    return rows + [(task, name, make) for task in others for name, make in drawn.items()]
