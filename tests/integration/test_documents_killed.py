"""Adding documents that is killed in the middle goes on where it was: nothing is lost, and nothing stands twice."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.index.reach import Gate, Reach
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite

FILES = 9
STOPS = (2, 5)
PATIENCE = 120.0  # seconds
ALL = Reach(Gate.everything())


def documents(library: Path) -> int:
    if not library.is_file():
        return 0
    with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM evidence_documents").fetchone()[0])
        except sqlite3.OperationalError:  # not made yet, or being written
            return 0


def adding(folder: Path, library: Path) -> list[str]:
    program = "from wellfounded.cli.main import main; main()"
    return [sys.executable, "-c", program, "evidence", "add", str(folder), "--library", str(library)]


def killed_at(count: int, folder: Path, *, library: Path) -> None:
    """Start, and kill it once so many documents are in."""
    with subprocess.Popen(adding(folder, library), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        until = time.monotonic() + PATIENCE
        while documents(library) < count:
            assert child.poll() is None, "it ended before it was killed"
            assert time.monotonic() < until
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)


def everything(library: Path) -> dict[str, object]:
    """What the library tells of each file's own word, and the counts that the ranking rests on."""
    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        index = SqlIndex(SQLite(connection), Analyzer())
        found = {
            f"elephant{number}": [
                (index.passages([one.id], ALL)[0].passage.text, round(one.score, 5))
                for one in index.ranked([f"elephant{number}"], ALL, limit=9)
            ]
            for number in range(FILES)
        }
        groups = connection.execute("SELECT language, passages, length FROM evidence_groups").fetchall()
        tables = ("documents", "passages", "texts", "postings")
        rows = [connection.execute(f"SELECT count(*) FROM evidence_{name}").fetchone()[0] for name in tables]  # noqa: S608 - our own names
        return {**found, "groups": groups, "rows": rows, "river": index.count(["river"], ALL)}


@pytest.mark.skipif(sys.platform != "linux", reason="documents are read in a guarded process, which Linux has")
def test_documents_are_all_there_once_after_two_kills(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(FILES):
        text = f"Paper {number} tells of elephant{number} and of the river.\n\nIts second part tells of it again."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    library, whole = tmp_path / "killed.evidence", tmp_path / "whole.evidence"
    for stop in STOPS:
        killed_at(stop, folder, library=library)
        assert documents(library) < FILES, "it was killed too late to tell"
    done = subprocess.run(adding(folder, library), check=True, capture_output=True, text=True)
    assert "already there" in done.stdout
    subprocess.run(adding(folder, whole), check=True, capture_output=True)
    found = everything(library)
    assert documents(library) == FILES
    assert [len(found[f"elephant{number}"]) for number in range(FILES)] == [1] * FILES  # type: ignore[arg-type]  # a list there
    assert found == everything(whole)
