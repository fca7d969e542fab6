"""By every way a file comes in, a hostile one is refused or read, within the time and memory of its guarded child.

`WELLFOUNDED_UPLOADS=whole` gives every way every hostile file; CI gives each its own, and a share of the others.
"""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest

from tests.casework import files
from tests.security import hostile_uploads
from tests.security.hostile_documents import HOSTILE
from tests.security.hostile_uploads import OF_TASK, OPTIONS, WAYS, corpus
from wellfounded.cases.actions.import_list import LIMITS as OF_LISTS
from wellfounded.cases.actions.shelve_source import LIMITS as OF_SOURCES
from wellfounded.cases.reading_case_file import LIMITS as OF_CASE_FILES
from wellfounded.vault import walls
from wellfounded.vault.child import Limits, Refusal, run_guarded
from wellfounded.vault.parsers import TASKS

PACKAGE = Path(__file__).parents[2] / "src" / "wellfounded"
WHOLE = os.environ.get("WELLFOUNDED_UPLOADS") == "whole"
CORPUS = corpus(whole=WHOLE)
# What the office gives each; a seal takes half a gigabyte for a second on purpose, before anything is read.
LIMITS = {"person_list": OF_LISTS, "case_file": OF_CASE_FILES, "source_table": OF_SOURCES}
# A case file is checked against the whole of the law, which is loaded anew in each child.
SECONDS = {"case_file": float(OF_CASE_FILES.cpu_seconds)}
ENTITIES = ("with laughs", "that reads a file")
FIELDS = ("FileField(", "UploadedFile, File(")


def upload_fields() -> set[str]:
    sources = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    return {str(path.relative_to(PACKAGE)) for path, text in sources.items() if any(mark in text for mark in FIELDS)}


def test_every_way_in_is_known_and_leads_to_a_guarded_child() -> None:
    assert upload_fields() == set(WAYS)
    tasks = {task for named in WAYS.values() for task in named.split()}
    assert tasks <= set(TASKS)
    assert tasks | {"page"} == set(OF_TASK)
    assert len({name for made in OF_TASK.values() for name in made} | set(HOSTILE)) >= 40


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize(("task", "name"), [(task, name) for task, name, _ in CORPUS])
def test_a_hostile_file_is_refused_or_read_in_time(task: str, name: str) -> None:
    content = next(make for one, called, make in CORPUS if (one, called) == (task, name))()
    before = spent()
    found = run_guarded(task, content, options=OPTIONS, limits=LIMITS.get(task))
    assert spent() - before <= SECONDS.get(task, 5.0)
    assert found.refused is None or found.refused in {
        Refusal.CRASHED,
        Refusal.NOT_THIS_TYPE,
        Refusal.TOO_BIG,
        Refusal.TOO_SLOW,
    }
    if found.refused is None:
        assert set(found.walls) >= walls.NEEDED
        # What XML would fetch or multiply is not read; a list of people says so in words.
        assert name not in OF_TASK[task] or not name.endswith(ENTITIES) or "message" in found.result


@pytest.mark.parametrize("task", ["exhibit", "page", "photo", "sheet"])  # to the others it is a text like any
def test_a_drawing_that_may_hold_script_comes_in_nowhere(task: str) -> None:
    found = run_guarded(task, HOSTILE["drawing with a script"][0](), options=OPTIONS, limits=LIMITS.get(task))
    assert found.refused is Refusal.NOT_THIS_TYPE


def test_what_is_given_is_as_tight_as_was_promised() -> None:
    assert (Limits().memory_mb, Limits().cpu_seconds) == (512, 10)
    assert all(limits.cpu_seconds <= 60 for limits in LIMITS.values())


# The other side: what is honest comes in by its way.
@pytest.mark.parametrize(
    ("task", "content"),
    [
        ("csv_table", b"Names\nRi Seol-hwa\n"),
        ("sheet", hostile_uploads.workbook(rows=3)),
        ("source_table", b"| title |\n| -- |\n| Report |\n"),
        ("photo", files.png()),
        ("exhibit", files.sound()),
        ("exhibit", files.docx("Guards fired.")),
        ("page", files.written_pdf("Guards fired.")),
        ("person_list", b"Names,DateOfBirth\nRi Seol-hwa,1992\n"),
    ],
)
def test_an_honest_file_comes_in(task: str, content: bytes) -> None:
    assert run_guarded(task, content, options=OPTIONS, limits=LIMITS.get(task)).refused is None
