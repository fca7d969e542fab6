"""The public half of a recovery beside the store."""

import json
from pathlib import Path

import pytest

from wellfounded.vault import quorum_file
from wellfounded.vault.errors import RecoveryRefused
from wellfounded.vault.recovery import Recovered

KEY = b"k" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / quorum_file.NAME


def test_it_comes_back_and_gives_the_key_to_the_quorum_alone(path: Path) -> None:
    assert quorum_file.read(path) is None
    whole = Recovered(bytes(32))
    quorum_file.write(path, whole.quorum, made="2026-11-22", store_key=KEY)
    standing = quorum_file.read(path)
    assert standing is not None
    assert (standing.quorum, standing.made) == (whole.quorum, "2026-11-22")
    assert standing.store_key(whole) == KEY
    with pytest.raises(RecoveryRefused):
        standing.store_key(Recovered(b"x" * 32))


def test_without_a_key_of_the_store_there_is_none_to_give(path: Path) -> None:
    quorum_file.write(path, Recovered(bytes(32)).quorum, made="2026-11-22", store_key=None)
    standing = quorum_file.read(path)
    assert standing is not None
    assert standing.key == b""


@pytest.mark.parametrize(
    "change", [{"format": "other"}, {"public": "AAAA"}, {"public": 1}, {"key": None}, {"key": "?"}]
)
def test_a_damaged_one_is_said(path: Path, change: dict[str, object]) -> None:
    quorum_file.write(path, Recovered(bytes(32)).quorum, made="2026-11-22", store_key=KEY)
    path.write_text(json.dumps(json.loads(path.read_bytes()) | change), encoding="utf-8")
    with pytest.raises(RecoveryRefused, match="damaged"):
        quorum_file.read(path)
