import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.unit.identity.batch_register import REGISTER, small_pieces
from wellfounded.identity.batch import dedupe as whole
from wellfounded.identity.batch.dedupe import Batch, Progress, Stage, cleared, dedupe
from wellfounded.identity.batch.engines import EngineMissingError, EngineName
from wellfounded.identity.batch.rows import SCHEMA, table_of
from wellfounded.identity.batch.seal import Seal
from wellfounded.identity.batch.work_folder import NotAWorkFolderError, opened


def test_who_may_be_one_person_is_found_and_weighed() -> None:
    pairs = dedupe(REGISTER).pairs
    found = [(pair.one.key, pair.other.key) for pair in pairs]
    assert {("1", "2"), ("5", "6")} <= set(found)
    assert ("1", "3") not in found
    assert not any("4" in pair for pair in found)
    assert found == [pair for _, pair in sorted(zip((-p.weighing.total for p in pairs), found, strict=True))]


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_records_make_no_pair(count: int) -> None:
    assert dedupe(REGISTER[:count]).pairs == []


@pytest.mark.parametrize(
    ("module", "engine"),
    [("splink", "duckdb"), ("splink.backends.duckdb", "duckdb"), ("pyspark.sql", "spark")],
)
def test_without_the_packages_it_is_said(monkeypatch: pytest.MonkeyPatch, module: str, engine: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(EngineMissingError):
        dedupe(REGISTER, Batch(EngineName(engine)))


def test_a_row_has_nulls_for_what_is_not_known() -> None:
    table = table_of(REGISTER)
    assert table.schema == SCHEMA
    rows = table.to_pylist()
    assert (rows[0]["county"], rows[0]["province"]) == ("HG-03", "HG")
    assert rows[7]["born_first"] is None
    assert rows[7]["sex"] is None
    assert rows[4]["born_last"] - rows[4]["born_first"] <= 1


def test_pieces_change_nothing_and_are_told_one_by_one(tmp_path: Path) -> None:
    told: list[Progress] = []
    assert dedupe(REGISTER, small_pieces(tmp_path / "work"), told=told.append) == dedupe(REGISTER)
    assert told[:4] == [Progress(Stage.ROWS, number, 4) for number in range(1, 5)]
    assert told[4:6] == [Progress(Stage.FOUND, 1, 2), Progress(Stage.FOUND, 2, 2)]
    assert told[-1] == Progress(Stage.WEIGHED, told[-1].of, told[-1].of)


def test_what_was_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Batch(folder=tmp_path / "work")
    before = dedupe(REGISTER, kept)
    monkeypatch.setattr(whole, "table_of", None)
    monkeypatch.setattr(whole, "engine", None)
    assert dedupe(REGISTER, kept) == before
    cleared(tmp_path / "work")
    assert not list(tmp_path.iterdir())
    with pytest.raises(TypeError):  # the negative control: nothing is kept now, and nothing can be made
        dedupe(REGISTER, kept)


@pytest.mark.parametrize("change", ["register", "settings", "pieces"])
def test_of_another_register_or_other_settings_nothing_is_taken(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "work"
    dedupe(REGISTER, Batch(folder=folder))
    if change == "settings":
        monkeypatch.setattr(whole, "LEAST_WEIGHT", -20.0)
    records = REGISTER[1:] if change == "register" else REGISTER
    batch = Batch(folder=folder, rows_at_once=3 if change == "pieces" else 10_000)
    made = Mock(side_effect=table_of)
    monkeypatch.setattr(whole, "table_of", made)
    found = dedupe(records, batch)
    assert made.called
    assert found == dedupe(records)


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("kept")
    with pytest.raises(NotAWorkFolderError, match=r"letter\.txt"):
        dedupe(REGISTER, Batch(folder=tmp_path))
    assert (tmp_path / "letter.txt").read_text() == "kept"


def test_two_batches_do_not_share_a_folder(tmp_path: Path) -> None:
    with (
        opened(tmp_path / "work", {}, seal=Seal.of(REGISTER)),
        pytest.raises(NotAWorkFolderError, match="Another batch"),
    ):
        dedupe(REGISTER, Batch(folder=tmp_path / "work"))


def test_the_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    dedupe(REGISTER, Batch(folder=tmp_path / "work"))
    assert (tmp_path / "work").stat().st_mode & 0o077 == 0
