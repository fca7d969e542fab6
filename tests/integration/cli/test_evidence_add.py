"""`wellfounded evidence add`: documents of every kind go in, whole or not at all, whatever happens on the way."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from tests.casework import files
from tests.integration.cli.door import RUNNER, wellfounded
from tests.security.hostile_documents import HTML, MAIL, docx, mail_with, pdf_with, said, word
from wellfounded.cli import evidence_intake
from wellfounded.cli.evidence_record import records_in
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.program import app
from wellfounded.evidence.documents.extraction import Extraction
from wellfounded.evidence.documents.refusal import DocumentRefused
from wellfounded.evidence.documents.source_record import SourceRecord
from wellfounded.evidence.documents.whole import Wishes, carry_out, whole
from wellfounded.law.errors import Problem
from wellfounded.vault.documents import read_document

MANY = 64  # documents, more than are added between two looks on a busy machine
PROGRAM = "from wellfounded.cli.main import main; main()"
KINDS = {
    "report.pdf": pdf_with(),
    "letter.docx": docx(word(said("Guards fired twice."))),
    "page.html": HTML,
    "mail.eml": MAIL + b"\nGuards fired thrice.",
    "note.txt": b"Guards fired at night.",
}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name, content in KINDS.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads files in this process: for tests of what is done with many of them."""

    def read(payload: bytes, *, wishes: Wishes | None = None) -> Extraction:
        return whole(payload, carry_out, wishes=wishes)

    monkeypatch.setattr(evidence_intake, "read_document", read)


def documents(library: Path) -> list[tuple[str, int]]:
    """Each title and how many passages it has."""
    statement = (
        "SELECT d.title, count(p.id) FROM evidence_documents d LEFT JOIN evidence_passages p ON p.document = d.id"
    )
    with sqlite3.connect(library) as connection:
        return list(connection.execute(f"{statement} GROUP BY d.id ORDER BY d.title"))


def test_documents_of_every_kind_are_added_and_found(shelf: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    added = wellfounded("evidence", "add", shelf, "--library", library)
    assert added.code == 0, added.beside
    assert added.out.startswith("5 added, 0 already there")
    found = wellfounded("evidence", "search", "guards", "--library", library)
    assert found.out.startswith("5 passages share a word")
    assert "report, undated, page 1, passage 1" in found.out


def test_a_name_says_nothing_of_what_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(pdf_with())
    added = wellfounded("evidence", "add", tmp_path / "report.txt", "--library", tmp_path / "library")
    assert added.out.startswith("1 added")


def test_files_in_a_mail_are_documents_of_their_own(tmp_path: Path) -> None:
    inner = mail_with(pdf_with(), "report.pdf")
    (tmp_path / "mail.eml").write_bytes(mail_with(inner, "forwarded.eml"))
    library = tmp_path / "library"
    added = wellfounded("evidence", "add", tmp_path / "mail.eml", "--library", library)
    assert added.out.startswith("3 added, 0 already there")
    assert [title for title, _ in documents(library)] == ["forwarded.eml", "mail", "report.pdf"]
    again = wellfounded("evidence", "add", tmp_path / "mail.eml", "--library", library)
    assert again.out.startswith("0 added, 1 already there")


def test_a_program_in_a_mail_is_refused_and_the_mail_is_not(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(mail_with(b"MZ\x90\0" + b"\0" * 99, "invoice.pdf"))
    added = wellfounded("evidence", "add", tmp_path / "mail.eml", "--library", tmp_path / "library")
    assert added.code == 2
    assert added.out.startswith("1 added")
    assert "invoice.pdf" in added.beside
    assert "(not_taken)" in added.beside


def test_hidden_files_and_the_library_itself_are_passed_over(shelf: Path) -> None:
    (shelf / ".DS_Store").write_bytes(b"\0\1")
    library = shelf / "library.evidence"
    assert wellfounded("evidence", "add", shelf, "--library", library).code == 0
    again = wellfounded("evidence", "add", shelf, "--library", library)
    assert (again.code, again.out[:26]) == (0, "0 added, 5 already there: ")


@pytest.mark.usefixtures("unguarded")
def test_of_a_hundred_files_ten_of_them_broken_the_others_are_added(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(100):
        broken = number % 10 == 5
        content = b"%PDF-1.7 broken" if broken else f"{number}. Guards fired {number} times.".encode()
        (folder / f"{number:03}.txt").write_bytes(content + b" %d" % number)
    library = tmp_path / "library"
    added = wellfounded("evidence", "add", folder, "--library", library)
    assert added.out.startswith("90 added, 0 already there")
    assert "10 problems" in added.beside
    assert all(f"0{ten}5.txt" in added.beside for ten in range(10))
    assert len(documents(library)) == 90


@pytest.mark.parametrize("after", [2, 9])
def test_a_kill_loses_nothing_and_doubles_nothing(after: int, tmp_path: Path) -> None:
    folder, library = tmp_path / "many", tmp_path / "library"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:04}.txt").write_text(f"{number}. Guards fired {number} times.\n\nThen not.")
    command = [sys.executable, "-c", PROGRAM, "evidence", "add", str(folder), "--library", str(library)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as child:
        while child.poll() is None and count(library) < after:
            time.sleep(0.01)
        os.killpg(child.pid, signal.SIGKILL)
    there = count(library)
    assert after <= there < MANY
    assert [passages for _, passages in documents(library)] == [2] * there
    again = wellfounded("evidence", "add", folder, "--library", library)
    assert again.out.startswith(f"{MANY - there} added, {there} already there")
    assert documents(library) == [(f"{number:04}", 2) for number in range(MANY)]


def count(library: Path) -> int:
    """How many documents are in it; 0 while it is being made."""
    if not library.exists():
        return 0
    try:
        return len(documents(library))
    except sqlite3.OperationalError:
        return 0


def test_the_core_and_the_guarded_process_take_the_same() -> None:
    for content in KINDS.values():
        assert whole(content, carry_out) == read_document(content)


def test_what_is_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_intake, "MOST_IN", 10)
    (tmp_path / "long.txt").write_bytes(b"Guards fired.")
    added = wellfounded("evidence", "add", tmp_path / "long.txt", "--library", tmp_path / "library")
    assert "(too_large)" in added.beside


def test_what_holds_no_words_is_said_to_hold_none() -> None:
    with pytest.raises(DocumentRefused, match="no words"):
        whole(docx(word(said(""))), carry_out)


RECORD = """\
sources:
  answer:
    title: A draft of an answer
    publisher: A ministry
    published: 2024-01-24
    address: {at: "https://relay.example/1", kind: relay, relays: [{by: An agency}]}
    symbol: A/1
    countries: [CHN]
"""


@pytest.mark.usefixtures("unguarded")
def test_a_document_keeps_its_source_record_and_what_was_tracked_in_it(tmp_path: Path) -> None:
    draft, record, library = tmp_path / "draft.docx", tmp_path / "sources.yaml", tmp_path / "library"
    draft.write_bytes(files.tracked_docx())
    record.write_text(RECORD, encoding="utf-8")
    said_so = wellfounded("evidence", "add", draft, "--library", library, "--record", record)
    assert said_so.code == 0, said_so.beside
    assert "[− face torture] (A. Clerk, 2024-01-26)" in said_so.out
    assert (
        "A ministry, A draft of an answer, 2024-01-24"
        in wellfounded("evidence", "search", "fined", "--library", library).out
    )
    key = sha256(draft.read_bytes()).hexdigest()
    shown = wellfounded("evidence", "source", key[:8], "--library", library)
    assert shown.code == 0, shown.beside
    assert "Those sent back… [+ are fined] (A. Clerk, 2024-01-27)" in shown.out
    again = tmp_path / "again.yaml"
    raw = RUNNER.invoke(app, ["evidence", "source", key[:8], "--library", str(library)]).stdout
    again.write_text(raw.partition("Taken by")[0], encoding="utf-8")
    (read,), problems = read_records(again)
    assert problems == []
    assert (read.sha256, read.symbol, [relay.by for relay in read.location.relays]) == (key, "A/1", ["An agency"])
    assert read.retrieved is not None


@pytest.mark.usefixtures("unguarded")
def test_without_a_record_what_was_said_of_it_is_one(shelf: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    wellfounded("evidence", "add", shelf / "note.txt", "--library", library, "--source", "A body", "--country", "PRK")
    shown = wellfounded("evidence", "source", sha256(KINDS["note.txt"]).hexdigest()[:10], "--library", library)
    assert "publisher: A body" in shown.out
    assert "- PRK" in shown.out
    assert "tracked" not in shown.out
    missing = wellfounded("evidence", "source", "ffffffff", "--library", library)
    assert (missing.code, "There is no such document." in missing.beside) == (2, True)
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("sources: {a: {titel: x}}", encoding="utf-8")
    refused = wellfounded("evidence", "add", shelf / "page.html", "--library", library, "--record", wrong)
    assert (refused.code, "titel" in refused.beside) == (2, True)
    assert len(documents(library)) == 1  # nothing went in


def read_records(path: Path) -> tuple[tuple[SourceRecord, ...], list[Problem]]:
    inputs = Inputs()
    return records_in(path, inputs), inputs.problems
