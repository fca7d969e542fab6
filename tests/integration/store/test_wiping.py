"""`vault wipe` at the command line: it finishes what was begun, ends what runs, and says what it could not do."""

import signal
from pathlib import Path

import pytest
import typer

from tests.integration.store.test_store_comes_back import PROGRAM, ran
from tests.unit.config.test_running import opened
from wellfounded.cli.store import wiping
from wellfounded.config import running
from wellfounded.vault import key_file
from wellfounded.vault.errors import VaultError

LEFT = (".office.key.replaced", "office.recovery", "office.db", "office.db-wal")


def test_a_wipe_that_was_killed_after_the_key_file_is_finished(tmp_path: Path) -> None:
    for name in LEFT:
        (tmp_path / name).write_bytes(b"left")
    with opened(tmp_path, "2") as office:
        wiped = ran(PROGRAM, "vault", "wipe", "--now", WELLFOUNDED_HOME=str(tmp_path))
        assert wiped.returncode == 0, wiped.stderr
        assert "No key of this office" in wiped.stdout
        assert office.wait(30) == -signal.SIGKILL
    assert not any((tmp_path / name).exists() for name in LEFT)
    again = ran(PROGRAM, "vault", "wipe", "--now", WELLFOUNDED_HOME=str(tmp_path))
    assert again.returncode == 2
    assert "Nothing was left to wipe" in again.stderr


def test_an_office_that_runs_is_ended_even_when_no_file_is_left(tmp_path: Path) -> None:
    with opened(tmp_path, "0") as office:
        assert wiping._wiped(tmp_path, office=running)  # noqa: SLF001 - without a program around it
        assert office.wait(30) == -signal.SIGKILL
    assert not wiping._wiped(tmp_path, office=running)  # noqa: SLF001 - the same


def test_what_could_not_be_done_is_told_and_the_office_is_ended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / key_file.NAME).mkdir()
    with opened(tmp_path, "0") as office:
        refused = ran(PROGRAM, "vault", "wipe", "--now", WELLFOUNDED_HOME=str(tmp_path))
        assert refused.returncode == 2
        assert "Not everything could be destroyed" in refused.stderr
        assert office.wait(30) == -signal.SIGKILL
    monkeypatch.setattr(running, "LONGEST", 0.05)
    with opened(tmp_path, "0"):
        (tmp_path / running.NAME).write_bytes(b"")  # nobody knows which process it is
        with pytest.raises(VaultError, match=r"could be destroyed.+ did not end"):
            wiping._wiped(tmp_path, office=running)  # noqa: SLF001 - without a program around it


def test_the_office_is_ended_whatever_else_goes_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Path, *, keys: Path | None) -> None:
        raise typer.Abort(keys)

    monkeypatch.setattr(wiping, "wipe", interrupted)
    with opened(tmp_path, "0") as office:
        with pytest.raises(typer.Abort):
            wiping._wiped(tmp_path, office=running)  # noqa: SLF001 - without a program around it
        assert office.wait(30) == -signal.SIGKILL
