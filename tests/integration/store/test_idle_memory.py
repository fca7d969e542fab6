"""What a sealed office keeps in memory once everybody left: every writable page of every process is searched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[3]
WORDS = 12
NOTHING = {"words": 0, "private keys": 0, "keys of cases": 0}
pytestmark = pytest.mark.skipif(settings.DB != "postgres", reason="the store of these tests is not PostgreSQL")


def looked_through() -> dict[str, dict[str, int]]:
    rig = [sys.executable, "-m", "tests.sealed.memory", str(WORDS)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    ran = subprocess.run(
        [ROOT / "scripts" / "postgres", "--throwaway", *rig],
        cwd=ROOT,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    read: dict[str, dict[str, int]] = json.loads(ran.stdout.splitlines()[-1])
    return read


def held(found: dict[str, int]) -> dict[str, int]:
    return {name: found[name] for name in NOTHING}


def test_processes_that_rested_hold_no_word_and_no_key_of_anybody() -> None:
    """One run, since making the office takes longest; processes that are kept are the control."""
    found = looked_through()
    assert held(found["new office"]) == NOTHING  # whoever made it knew every key
    for control in ("at once", "a while later, kept"):
        assert found[control]["words"] > 0
    assert found["at once, before a rest"]["words"] > 0
    assert found["rested"]["processes"] > 0
    assert held(found["a while later, rested"]) == NOTHING
