"""What lies in the working folder cannot be read without the register, and is not lost with it."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from tests.unit.identity.batch_register import REGISTER, small_pieces
from wellfounded.identity.batch import work_folder
from wellfounded.identity.batch.dedupe import dedupe
from wellfounded.identity.batch.seal import BrokenSealError, Seal

TELLING = ["김은희", "Eun-hee", "회령", "Hoeryong", "Springfield", "passport12", "1984"]


def _lies_there(folder: Path) -> list[str]:
    """The words of people that can be read in the folder, as letters or in a table's own packing."""
    octets = b"".join(path.read_bytes() for path in folder.iterdir())
    return [word for word in TELLING if word.encode() in octets or word.casefold().encode() in octets]


def test_no_word_of_a_person_lies_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dedupe(REGISTER, small_pieces(tmp_path / "work"))
    kept = [path.name for path in (tmp_path / "work").iterdir()]
    assert len(kept) > 5
    assert _lies_there(tmp_path / "work") == []
    monkeypatch.setattr(Seal, "closed", lambda _, content, *, name: content)  # noqa: ARG005 - the negative control
    dedupe(REGISTER, small_pieces(tmp_path / "open"))
    assert len(_lies_there(tmp_path / "open")) > 3


def test_only_the_same_register_opens_it() -> None:
    seal, other = Seal.of(REGISTER), Seal.of([replace(REGISTER[0], sex=""), *REGISTER[1:]])
    closed = seal.closed(b"pieces", name="rows-1")
    assert Seal.of(list(REGISTER)).opened(closed, name="rows-1") == b"pieces"
    assert seal.closed(b"pieces", name="rows-1") != closed
    assert seal.mark != other.mark
    assert seal.key.hex() not in seal.mark
    for wrong, name, octets in (
        (other, "rows-1", closed),
        (seal, "rows-2", closed),
        (seal, "rows-1", closed[:-1] + b"?"),
        (seal, "rows-1", b""),
    ):
        with pytest.raises(BrokenSealError):
            wrong.opened(octets, name=name)


def test_a_damaged_piece_is_made_again(tmp_path: Path) -> None:
    seal = Seal.of(REGISTER)
    with work_folder.opened(tmp_path / "work", {}, seal=seal) as folder:
        table = pa.table({"one": [1]})
        folder.piece("rows", lambda: table)
        assert folder.piece("rows", lambda: pa.table({"one": [2]})) == table
        (tmp_path / "work" / "rows.sealed").write_bytes(b"half of it")
        assert folder.piece("rows", lambda: pa.table({"one": [2]}))["one"].to_pylist() == [2]


def test_what_an_older_version_left_in_clear_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "rows-00001.parquet").write_bytes("김은희".encode())
    with work_folder.opened(tmp_path, {"of": "this"}, seal=Seal.of(REGISTER)):
        pass
    assert _lies_there(tmp_path) == []
