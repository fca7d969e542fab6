"""What was acknowledged survives the end of the process, of the power and of the disk. `make crash` is the long run.

Each rig has a control that must find losses. The whole: WELLFOUNDED_CRASH=whole (2,000 kills, 100,000 crash states,
1,000 offsets of a full disk and 1,000 wipes).
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from tests.casework.prepared import made_once
from tests.crash.canaries import MARK, forms, traces
from tests.crash.full import can_mount
from tests.crash.made import BASE

ROOT = Path(__file__).parents[2]
WHOLE = os.environ.get("WELLFOUNDED_CRASH") == "whole"
records = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed: apt-get install strace")
mounts = pytest.mark.skipif(not can_mount(), reason="only root can mount a small disk")


class Found(Protocol):
    def __call__(self, what: str, *, few: int, whole: int = 0, control: str = "") -> dict[str, int]: ...


@pytest.fixture
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """In a process of its own, which sets Django up for stores on disk; each begins with a copy of the same office."""

    def make(home: Path) -> None:
        said("base", str(home))

    base = made_once(tmp_path_factory, "rig", make)

    def found(what: str, *, few: int, whole: int = 0, control: str = "") -> dict[str, int]:
        count = whole if WHOLE and whole else few
        counts: dict[str, int] = json.loads(said(what, str(count), *filter(None, [control]), base=base))["found"]
        return counts

    return found


def said(*words: str, base: Path | None = None) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WELLFOUNDED_")}
    told = kept | ({BASE: str(base)} if base else {})
    command = [sys.executable, "-m", "tests.crash", *words]
    ran = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@records
def test_no_crash_state_loses_what_was_acknowledged_or_keeps_the_store_from_opening(found: Found) -> None:
    counts = found("states", few=1_500, whole=100_000)
    assert counts.pop("different") > 500
    assert set(counts) == {"whole"}


@records
@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_with_a_weaker_promise_of_the_disk_it_loses(found: Found, synchronous: str) -> None:
    counts = found("states", few=200, whole=2_000, control=synchronous)
    assert counts["lost"] > 20
    if synchronous == "OFF":
        assert counts["not opened"] > 10


def test_a_killed_process_loses_nothing_that_it_acknowledged(found: Found) -> None:
    counts = found("kills", few=40, whole=2_000)
    assert counts.pop("acknowledged") > 0
    assert set(counts) == {"whole"}


def test_a_process_that_acknowledges_too_early_is_found_out(found: Found) -> None:
    assert found("kills", few=25, control="EARLY").get("lost", 0) > 0


@mounts
def test_a_full_disk_refuses_and_keeps_what_was_acknowledged(found: Found) -> None:
    assert set(found("full", few=40, whole=1_000)) == {"whole"}


@mounts
def test_on_a_full_disk_too_an_early_acknowledgement_is_found_out(found: Found) -> None:
    assert found("full", few=10, control="EARLY").get("lost", 0) > 0


# ── a laptop that is seized ──────────────────────────────────────────────────────────────────────────────────────────
def test_the_disk_of_a_seized_laptop_holds_no_word_in_any_form(found: Found) -> None:
    counts = found("seized", few=100, whole=1_000)
    assert counts.pop("words") >= 100
    assert counts == {"read in clear": 0}


def test_without_the_encryption_every_word_is_found(found: Found) -> None:
    counts = found("seized", few=100, whole=1_000, control="PLAIN")
    assert counts["read in clear"] == counts["words"]
    assert counts["utf-8"] > 0


@pytest.mark.parametrize("form", forms())
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zlib.compress])
def test_the_search_knows_each_form(form: str, pack: Callable[[bytes], bytes]) -> None:
    image = b"before" + pack(b"x" * 99 + forms()[form] + b"y" * 99) + b"after"
    assert form in {one.removeprefix("packed ") for one in traces(image)}
    assert traces(b"before" + pack(b"x" * 198) + b"after") == []


@pytest.mark.parametrize("before", range(3))
def test_base64_is_found_wherever_it_begins(before: int) -> None:
    assert any("base64" in one for one in traces(b64encode(b"z" * before + MARK.encode() + b"-0001 and more")))


# ── a wipe in the midst of saving ─────────────────────────────────────────────────────────────────────────────────────
def test_a_wipe_at_any_point_of_a_save_leaves_nothing_and_waits_little_for_the_disk(found: Found) -> None:
    """And takes less than a second; of a few, one that waited for a computer that others keep busy tells nothing."""
    counts = found("wiped", few=20, whole=1_000)
    assert counts.pop("killed on the way") >= 0
    usual, most = counts.pop("median"), counts.pop("p95")
    assert usual <= most <= counts.pop("longest")
    assert (most if WHOLE else usual) < 1_000_000
    assert counts.pop("waits for the disk") <= 10
    assert set(counts) == {"nothing left"}


def test_a_wipe_that_only_takes_the_key_files_name_away_is_found_out(found: Found) -> None:
    assert found("wiped", few=4, control="EARLY").get("nothing left", 0) == 0


# ── a file that is erased ────────────────────────────────────────────────────────────────────────────────────────────
def test_of_an_erased_file_nothing_is_left_in_anything_that_the_program_wrote(found: Found) -> None:
    """Nor is a word of another file lost, whose rows stand between its rows."""
    counts = found("erased", few=250, whole=1_000)
    assert counts.pop("planted") >= 250
    assert counts.pop("columns") >= 177  # each text, list and picture of every table of a file
    assert counts.pop("keys of names") > 0
    assert counts.pop("log whole") == 1
    assert counts.pop("entries about it") < 10  # its number, in its own row and in what tells of the erasure
    assert counts == {"left": 0, "keys of names left": 0, "of the other file lost": 0}


@pytest.mark.parametrize("control", ["LEAVE", "KEEP"])
def test_without_overwriting_or_without_erasing_words_are_left(found: Found, control: str) -> None:
    counts = found("erased", few=60, whole=1_000, control=control)
    assert counts["left"] > 0
    assert counts["keys of names left"] > 0
