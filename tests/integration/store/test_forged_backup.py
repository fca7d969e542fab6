"""A backup that somebody else sealed to this recovery, whose public half is no secret: nothing of it is laid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from wellfounded.cli.store import restoring
from wellfounded.vault import backup_file
from wellfounded.vault.errors import BackupBroken
from wellfounded.vault.recovery import Recovered

QUORUM = Recovered(bytes(32))
WHOLE: dict[str, Any] = {
    "kind": "facts",
    "engine": "sqlcipher",
    "program": "1",
    "checkpoint": "",
    "key": bytes(32).hex(),
}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "store"},
        {"kind": ["facts"]},
        {"engine": "other"},
        {"engine": {}},
        {"program": 1},
        {"checkpoint": None},
        {"key": None},
        {"key": "00"},
        {"key": "z" * 64},
    ],
)
def test_what_it_says_of_itself_is_looked_at_first(tmp_path: Path, change: dict[str, Any]) -> None:
    file, place = tmp_path / "forged.backup", tmp_path / "office"
    with file.open("wb") as out:
        backup_file.write(out, [(WHOLE | change, ()), ({"kind": "store"}, (b"x",))], quorum=QUORUM.quorum)
    with pytest.raises(BackupBroken):
        restoring.brought_back(file, QUORUM, sealed=restoring.looked_at(file), place=place)
    assert not place.exists()


def test_what_the_office_writes_passes() -> None:
    """The control."""
    facts = restoring._facts(iter([(WHOLE, iter(()))]))  # noqa: SLF001 - beyond it a store is laid
    assert facts == WHOLE
