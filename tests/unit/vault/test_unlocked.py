"""The keys that the process holds."""

from pathlib import Path

import pytest

from wellfounded.vault import unlocked
from wellfounded.vault.errors import StoreLocked


def test_a_key_is_held_until_it_is_forgotten() -> None:
    unlocked.hold("a/store.db", b"k" * 32)
    assert unlocked.key_for(Path("a/store.db").absolute()) == b"k" * 32
    unlocked.forget("a/store.db")
    unlocked.forget("a/store.db")
    with pytest.raises(StoreLocked, match=r"store\.db is locked.+\[WF-111\]"):
        unlocked.key_for("a/store.db")


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes, not 31"):
        unlocked.hold("store.db", b"k" * 31)


def test_whoever_holds_something_of_a_store_lets_go_of_it_with_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    let_go: list[str] = []
    monkeypatch.setattr(unlocked, "_beside", [])
    unlocked.when_forgotten(lambda: let_go.append("again"))
    unlocked.forget("a/store.db")
    unlocked.forget_all()
    assert let_go == ["again", "again"]
