"""A computer that stops while a recovery is made: what stands then is what the log tells of.

A process is killed in truth at each step; then the office is opened again, as after a power cut.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.casework.prepared import LONGEST, prepared_office
from wellfounded.vault import quorum_file
from wellfounded.vault.recovery import Recovered

OLD, NEW = Recovered(b"o" * 32), Recovered(b"n" * 32)
BEGUN = """
import os, signal, sys
import django
django.setup()
from wellfounded.accounts.models import User
from wellfounded.cases.actions import create_recovery as making
from wellfounded.config import opening
from wellfounded.vault import key_file
from wellfounded.vault.recovery import Recovered

def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def put(beside, path, put=key_file.put):
    if path.name != "office.recovery":
        return put(beside, path)
    beside.replace(path)  # the one before is not overwritten yet
    kill()

opening.unlock(fictional=True)
keeper = User.objects.get(username="administrator")
making.create_recovery(keeper, Recovered(b"o" * 32).quorum)
steps = {
    "log": (making, "record", kill),
    "place": (making, "settle_recovery", kill),
    "overwritten": (key_file, "put", put),
}
setattr(*steps[sys.argv[1]])
making.create_recovery(keeper, Recovered(b"n" * 32).quorum)
"""
LOOKED = """
import json
import django
django.setup()
from wellfounded.cases import store_keeping
from wellfounded.config import opening, welcome
welcome.prepare(fictional=True)
opening.unlock(fictional=True)
standing, key = store_keeping.recovery(), store_keeping.store_key()
print(json.dumps([standing.quorum.fingerprint, standing.key.hex(), key.hex(), store_keeping.fingerprint_in_log()]))
"""


def ran(script: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    told = {"WELLFOUNDED_HOME": str(home), "DJANGO_SETTINGS_MODULE": "wellfounded.config.settings"}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, env=kept | told, capture_output=True, text=True, timeout=LONGEST, check=False)


@pytest.mark.parametrize(("step", "stands"), [("log", OLD), ("place", NEW), ("overwritten", NEW)])
def test_after_a_kill_the_recovery_is_the_one_of_the_log(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, step: str, stands: Recovered
) -> None:
    home = Path(shutil.copytree(prepared_office(tmp_path_factory), tmp_path / "office"))
    killed = ran(BEGUN, step, home=home)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    looked = ran(LOOKED, home=home)
    assert looked.returncode == 0, looked.stderr
    fingerprint, sealed, key, told = json.loads(looked.stdout)
    assert fingerprint == told == stands.quorum.fingerprint
    assert stands.open(bytes.fromhex(sealed), purpose=quorum_file.PURPOSE).hex() == key
    assert sorted(one.name for one in home.glob("*recovery*")) == [quorum_file.NAME]
    assert list(home.glob(".office*")) == []
