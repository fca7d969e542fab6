"""What the memory of an encrypted office holds while it is open, and that nothing of it runs once it is closed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.casework.prepared import prepared_office

ROOT = Path(__file__).parents[2]
WORDS = 6
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root reads the memory of another program")


def test_an_open_office_holds_key_and_words_and_a_closed_one_is_gone(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The first half is the control, and what the threat model says openly."""
    rig = [sys.executable, "-m", "tests.crash.memory", str(WORDS), str(prepared_office(tmp_path_factory))]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    ran = subprocess.run(rig, cwd=ROOT, env=kept, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    assert found["opened"]["words"] == 0
    assert found["opened"]["keys"] > 0
    assert found["everybody left"]["words"] > 0
    serving = found["processes that serve it"]
    assert serving.pop("open") >= found["everybody left"]["processes"] == 3
    assert serving == {"that may leave a dump": 0, "closed": 0, "left of those before": 0}
    assert found["disk"] == {"keys": 0, "passphrases": 0, "words": 0}
