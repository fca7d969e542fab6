"""The public half of a recovery beside the store."""

import json
import os
from base64 import b64encode
from pathlib import Path

import pytest

from tests.unit.vault.killed_changes import killed_at
from wellfounded.law.atomic import write_atomically
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
    "change",
    [
        {"format": "other"},
        {"public": "AAAA"},
        {"public": 1},
        {"public": b64encode(b"\xff" * quorum_file.PUBLIC_BYTES).decode()},
        {"key": None},
        {"key": "?"},
    ],
)
def test_a_damaged_one_is_said(path: Path, change: dict[str, object]) -> None:
    quorum_file.write(path, Recovered(bytes(32)).quorum, made="2026-11-22", store_key=KEY)
    path.write_text(json.dumps(json.loads(path.read_bytes()) | change), encoding="utf-8")
    with pytest.raises(RecoveryRefused, match="damaged"):
        quorum_file.read(path)


@pytest.mark.parametrize("part", ["format", "made", "public", "key"])
def test_one_from_which_a_part_was_taken_is_damaged(path: Path, part: str) -> None:
    quorum_file.write(path, Recovered(bytes(32)).quorum, made="2026-11-22", store_key=KEY)
    content = json.loads(path.read_bytes())
    del content[part]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(RecoveryRefused, match="damaged"):
        quorum_file.read(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"[" * 99_999])
def test_what_is_no_recovery_is_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(RecoveryRefused, match="damaged"):
        quorum_file.read(path)


def test_an_old_recovery_is_overwritten_once_the_new_one_stands(path: Path) -> None:
    """It holds the key of the store, sealed to the old shares. A look at the disk would see it as another name does."""
    old, new = Recovered(bytes(32)), Recovered(b"x" * 32)
    quorum_file.write(path, old.quorum, made="2026-11-21", store_key=KEY)
    kept = path.with_name("kept")
    kept.hardlink_to(path)
    quorum_file.write(path, new.quorum, made="2026-11-22", store_key=KEY)
    standing = quorum_file.read(path)
    assert standing is not None
    assert standing.store_key(new) == KEY
    assert kept.read_bytes() == b""
    assert {one.name for one in path.parent.iterdir()} == {path.name, "kept"}


def test_to_replace_it_only_would_have_been_seen(path: Path) -> None:
    """The control."""
    old = Recovered(bytes(32))
    quorum_file.write(path, old.quorum, made="2026-11-21", store_key=KEY)
    kept = path.with_name("kept")
    kept.hardlink_to(path)
    write_atomically(path, b"new")
    standing = quorum_file.read(kept)
    assert standing is not None
    assert standing.store_key(old) == KEY


def test_killed_at_each_step_a_recovery_stands_and_no_old_one_is_kept(tmp_path: Path) -> None:
    old, new = Recovered(bytes(32)), Recovered(b"x" * 32)
    for step in range(100):
        home = tmp_path / str(step)
        home.mkdir()
        path, kept = home / quorum_file.NAME, home / "kept"
        quorum_file.write(path, old.quorum, made="2026-11-21", store_key=KEY)
        kept.hardlink_to(path)
        pid = os.fork()
        if pid == 0:  # pragma: no cover - another process
            killed_at(step)
            quorum_file.write(path, new.quorum, made="2026-11-22", store_key=KEY)
            os._exit(0)
        status = os.waitpid(pid, 0)[1]
        standing = quorum_file.read(path)
        assert standing is not None
        now = new if standing.quorum == new.quorum else old
        assert standing.store_key(now) == KEY
        quorum_file.clear_leftovers(path)  # as the next start does
        assert {one.name for one in home.iterdir()} == {path.name, "kept"}
        assert (kept.read_bytes() == b"") == (now is new)
        if status == 0:
            assert now is new
            return
    pytest.fail("the change never came to its end")


def test_one_that_cannot_be_read_back_takes_the_place_of_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quorum_file.write(path, Recovered(bytes(32)).quorum, made="2026-11-22", store_key=KEY)
    before = path.read_bytes()
    monkeypatch.setattr(quorum_file, "PUBLIC_BYTES", 1)
    with pytest.raises(RecoveryRefused):
        quorum_file.write(path, Recovered(b"x" * 32).quorum, made="2026-11-22", store_key=KEY)
    assert path.read_bytes() == before
    quorum_file.clear_leftovers(path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
