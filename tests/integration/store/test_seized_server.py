"""A server is seized: planted words in every sealed column, then its dump, files and backup are looked through.

The whole: WELLFOUNDED_PLANTED=1000. The control is the same office without a key store.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[3]
PLANTED = int(os.environ.get("WELLFOUNDED_PLANTED", "100"))
PLACES = {"dump", "dump, custom", "heap and log", "backup"}
pytestmark = pytest.mark.skipif(settings.DB != "postgres", reason="the store of these tests is not PostgreSQL")


def seized(control: str = "") -> dict[str, dict[str, int]]:
    """On a server of its own: other tests leave their own words in the log of theirs."""
    rig = [sys.executable, "-m", "tests.sealed.server", str(PLANTED), *([control] if control else [])]
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
    found: dict[str, dict[str, int]] = json.loads(ran.stdout.splitlines()[-1])
    return found


def test_nothing_of_a_seized_server_holds_a_planted_word_in_any_form() -> None:
    found = seized()
    assert found.pop("planted")["words"] >= PLANTED
    assert found.pop("left out") == {}
    assert found == {place: {} for place in PLACES}


def test_without_a_key_store_they_are_found() -> None:
    found = seized("CLEAR")
    for place in PLACES - {"backup"}:  # which is sealed to the recovery, whatever lies in it
        assert found[place].get("utf-8") or found[place].get("packed utf-8"), place


def test_an_office_that_began_in_clear_and_was_sealed_afterwards_holds_none_once_it_was_swept() -> None:
    """Sealing was killed three times in its midst. The control is what was found before."""
    found = seized("LATE")
    assert found.pop("killed") == dict.fromkeys("012", -signal.SIGKILL)
    assert found.pop("left")["rows"] > 0
    assert found["before: heap and log"].get("utf-8")
    assert found["before: dump"].get("utf-8")
    assert found.pop("before sweeping").get("words in clear"), "the server keeps what it marked as removed"
    assert {place: told for place, told in found.items() if not place.startswith("before: ")} == {
        place: {} for place in PLACES
    }
