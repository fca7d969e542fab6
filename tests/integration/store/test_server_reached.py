"""A PostgreSQL that is not there, or lets nobody in, is told in words; and whom nothing names the server knows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from wellfounded.cli import office
from wellfounded.cli.office import OfficeError
from wellfounded.config import owner
from wellfounded.vault.errors import VaultError

SERVE = [sys.executable, "-m", "wellfounded.config.serve", "--empty", "--prepare"]
CREATE = [str(Path(sys.executable).with_name("wellfounded")), "backup", "create", "--by", "keeper", "--out", "a.backup"]


@pytest.mark.parametrize("command", [SERVE, CREATE])
def test_a_server_that_does_not_answer_is_told_in_words(command: list[str], tmp_path: Path) -> None:
    told = {"WELLFOUNDED_DB": "postgres", "WELLFOUNDED_DB_HOST": str(tmp_path), "WELLFOUNDED_HOME": str(tmp_path)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    done = subprocess.run(
        command, env=kept | told, cwd=tmp_path, input="", capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert "PostgreSQL cannot be reached" in done.stderr
    assert "WF-110" in done.stderr


@pytest.mark.skipif(settings.DB != "postgres", reason="the store of these tests is not PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_the_rights_go_to_whom_the_server_knows_where_no_setting_names_the_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    granted: list[str] = []
    mine = str(connection.settings_dict["USER"])
    monkeypatch.setattr(owner, "grant_to", lambda _, role: granted.append(role))
    monkeypatch.setattr(settings, "DB_OWNER", mine)
    monkeypatch.setenv("PGUSER", mine)
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "USER", "")
    try:
        with owner.as_owner():
            pass
        assert granted == [mine]
        monkeypatch.setattr(settings, "DB_OWNER", "nobody_of_that_name")
        with pytest.raises(VaultError, match="nobody_of_that_name"), owner.as_owner():
            pass
    finally:
        connection.close()


def test_a_server_that_goes_away_in_a_command_is_no_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.connection", SimpleNamespace(vendor="postgresql"))
    words = "did not answer to the end: gone away. What was begun"
    with pytest.raises(OfficeError, match=words), office._told_if_the_server_goes():  # noqa: SLF001 - of every command
        raise OperationalError("gone away\n  and more")
    monkeypatch.setattr("django.db.connection", SimpleNamespace(vendor="sqlite"))
    with pytest.raises(OperationalError), office._told_if_the_server_goes():  # noqa: SLF001 - the same
        raise OperationalError
