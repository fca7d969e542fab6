"""Vectors in the background: a few at a time, kept as they come, counted through the gate; nothing waits for them."""

from __future__ import annotations

import fcntl
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.db import OperationalError, connection

from tests.casework.cast import Cast
from wellfounded.cases.actions import shelve_document as shelving
from wellfounded.cases.actions.judge_source import SourceJudged, judge_source
from wellfounded.cases.actions.shelve_document import read_document_anew, shelve_document
from wellfounded.cases.actions.shelve_source import SourceShelved, shelve_source
from wellfounded.cases.actions.tie_passage import PassageTied, tie_passage
from wellfounded.cases.shelf import shelf_gate
from wellfounded.config import beside
from wellfounded.evidence.documents.extraction import Extraction
from wellfounded.evidence.documents.whole import carry_out, whole
from wellfounded.evidence.search.index import held
from wellfounded.evidence.search.index.reach import Filters
from wellfounded.evidence.search.meaning.embedder import Vectors
from wellfounded.library import office_index, vectors
from wellfounded.library.models import ShelfDocument
from wellfounded.library.reading import search
from wellfounded.vault import unlocked

OPEN = b"Those sent back face torture.\n\n\xea\xb0\x95\xec\x9d\xb4 \xec\x96\xbc\xec\x97\x88\xeb\x8b\xa4.\n"
SECRET = b"A cable of some length.\n"


class Lengths:
    """A model by which texts of like length mean the same."""

    model = "lengths-1"

    def questions(self, texts: Sequence[str]) -> Vectors:
        rows = np.array([[len(text), 10.0] for text in texts], dtype=np.float32).reshape(len(texts), 2)
        found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return found

    passages = questions


@pytest.fixture(autouse=True)
def _one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def unguarded(payload: bytes) -> Extraction:
        return whole(payload, carry_out)

    monkeypatch.setattr(shelving, "read_document", unguarded)
    for module in (vectors, office_index, beside):
        monkeypatch.setattr(module, "installed_embedders", lambda: (Lengths(),))


def shelved(cast: Cast, content: bytes, *, shelf: str = "open") -> ShelfDocument:
    source = shelve_source(cast.adjudicator, request=SourceShelved(title="A report", shelf=shelf))
    return shelve_document(cast.adjudicator, source.pk, content=content)


def test_it_goes_on_where_it_stopped_and_then_rests(cast: Cast) -> None:
    shelved(cast, OPEN)
    gate = shelf_gate(cast.adjudicator)
    assert vectors.progress(gate) == vectors.Progress(0, 2)
    assert vectors.work_some(most=1) == 1
    assert vectors.progress(gate) == vectors.Progress(1, 2)  # a stop here loses nothing
    assert beside.step() == beside.BREATH
    assert vectors.progress(gate) == vectors.Progress(2, 2)
    assert beside.step() == beside.IDLE


def test_another_language_is_found_by_meaning_in_a_list_of_its_own_and_can_be_left_out(cast: Cast) -> None:
    shelved(cast, OPEN)
    gate = shelf_gate(cast.adjudicator)
    assert search("torture", gate, filters=Filters()).others == []  # nothing was worked out yet
    while vectors.work_some():
        pass
    hits = search("torture", gate, filters=Filters())
    assert [str(one.passage.language) for one in hits.others] == ["ko"]
    assert all(str(one.passage.language) == "en" for one in hits.found)
    assert search("torture", gate, filters=Filters(), others=False).others == []


def test_what_is_restricted_is_not_in_the_count_of_others(cast: Cast) -> None:
    shelved(cast, OPEN)
    while vectors.work_some():
        pass
    shelved(cast, SECRET, shelf="restricted")
    assert vectors.progress(shelf_gate(cast.reviewer)) == vectors.Progress(2, 3)
    counsel = vectors.progress(shelf_gate(cast.counsel))
    assert counsel == vectors.Progress(2, 2)
    assert counsel.hundredths == 100


def test_a_tie_or_a_judgement_costs_no_vector(cast: Cast) -> None:
    document = shelved(cast, OPEN)
    while vectors.work_some():
        pass
    tie_passage(cast.adjudicator, document.pk, request=PassageTied(quote="face torture", about="torture_risk"))
    judged = SourceJudged(standard="reliability", grade="fair", reason="one witness")
    judge_source(cast.adjudicator, document.source.pk, request=judged)
    assert vectors.progress(shelf_gate(cast.adjudicator)) == vectors.Progress(2, 2)


def test_the_process_holds_the_vectors_of_its_store_until_it_is_locked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelved(cast, OPEN)
    while vectors.work_some():
        pass
    gate, times, real = shelf_gate(cast.adjudicator), [], held.read

    def counted(*args: Any, **known: Any) -> held.Standing:
        times.append(1)
        return real(*args, **known)

    monkeypatch.setattr(held, "read", counted)
    for _ in range(3):
        assert search("torture", gate, filters=Filters()).others
    assert len(times) == 1
    assert search("torture", shelf_gate(cast.counsel), filters=Filters()).others  # another reader, the same vectors
    assert len(times) == 1
    unlocked.forget("a/store.db")
    assert not office_index.held_vectors().models
    assert search("torture", gate, filters=Filters()).others
    assert len(times) == 2


def test_what_went_while_a_model_worked_leaves_no_vector(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    document = shelved(cast, OPEN)
    other = whole(b"Something else altogether.", carry_out)

    class Slow(Lengths):
        def passages(self, texts: Sequence[str]) -> Vectors:
            monkeypatch.setattr(shelving, "read_document", lambda _payload: other)
            read_document_anew(cast.adjudicator, document.pk)
            return self.questions(texts)

    monkeypatch.setattr(vectors, "installed_embedders", lambda: (Slow(),))
    vectors.work_some()
    assert not office_index.office_index().vectors.holds_any("lengths-1")
    assert vectors.progress(shelf_gate(cast.adjudicator)) == vectors.Progress(0, 1)


def test_a_busy_store_is_left_in_peace(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []
    monkeypatch.setattr(connection, "close", lambda: closed.append(cast))
    monkeypatch.setattr(beside, "close_old_connections", lambda: None)

    def busy() -> int:
        raise OperationalError("database is locked")

    assert beside.step(busy) == beside.IDLE
    assert closed


def test_one_process_does_it_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    with beside.alone(), (tmp_path / "vectors.lock").open("w") as other, pytest.raises(OSError, match="unavailable"):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with (tmp_path / "vectors.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(OSError, match="unavailable"), beside.alone():
            pass


def test_without_a_model_nothing_is_begun(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (vectors, beside):
        monkeypatch.setattr(module, "installed_embedders", tuple)
    assert beside.begin() is None
    assert vectors.progress(shelf_gate(cast.adjudicator)) is None
    assert vectors.work_some() == 0
