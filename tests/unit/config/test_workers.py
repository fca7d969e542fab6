"""Copies of the process that serves: one that ends is replaced, and none outlives the first."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 20.0
PROGRAM = Path(__file__).with_name("copies.py")


@contextmanager
def serving(folder: Path, how: str = "waits") -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, PROGRAM, folder, how], stdout=subprocess.PIPE, text=True) as program:
        try:
            yield program
        finally:
            program.kill()


def copies(folder: Path) -> set[int]:
    return {int(file.name) for file in folder.iterdir()}


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def soon(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


def test_each_copy_serves_and_all_end_with_the_first_when_it_is_told_to(tmp_path: Path) -> None:
    with serving(tmp_path) as program:
        assert soon(lambda: len(copies(tmp_path)) == 2)
        program.send_signal(signal.SIGTERM)
        said, _ = program.communicate(timeout=PATIENCE)
    assert said == "closed\n"
    assert not any(map(is_alive, copies(tmp_path)))


def test_a_copy_that_was_just_begun_ends_before_the_first(tmp_path: Path) -> None:
    with serving(tmp_path, "begins slowly") as program:
        assert soon(lambda: len(copies(tmp_path)) == 1)
        program.send_signal(signal.SIGTERM)
        assert program.wait(PATIENCE) == 0
        assert not any(map(is_alive, copies(tmp_path)))


def test_a_copy_that_has_ended_already_stops_no_end(tmp_path: Path) -> None:
    with serving(tmp_path, "all are told") as program:
        assert soon(lambda: len(copies(tmp_path)) == 2)
        os.kill(min(copies(tmp_path)), signal.SIGKILL)
        said, _ = program.communicate(timeout=PATIENCE)
    assert (said, program.returncode) == ("closed\n", 0)
    assert not any(map(is_alive, copies(tmp_path)))


def test_a_copy_that_is_killed_is_replaced_and_it_is_said(tmp_path: Path) -> None:
    with serving(tmp_path) as program:
        assert soon(lambda: len(copies(tmp_path)) == 2)
        killed = min(copies(tmp_path))
        os.kill(killed, signal.SIGKILL)
        assert soon(lambda: len(copies(tmp_path)) == 3)
        assert {pid for pid in copies(tmp_path) if is_alive(pid)} == copies(tmp_path) - {killed}
        assert program.stdout is not None
        assert "status 9" in program.stdout.readline()
        assert program.poll() is None


def test_no_copy_outlives_the_first_even_when_it_is_killed(tmp_path: Path) -> None:
    with serving(tmp_path) as program:
        assert soon(lambda: len(copies(tmp_path)) == 2)
        program.kill()
        assert soon(lambda: not any(map(is_alive, copies(tmp_path))))


def test_copies_that_end_at_once_are_not_made_again_for_ever(tmp_path: Path) -> None:
    with serving(tmp_path, "ends at once") as program:
        said, _ = program.communicate(timeout=PATIENCE)
    assert program.returncode == 2
    assert "ended as soon as it began" in said
    assert len(copies(tmp_path)) <= 2


def test_a_copy_that_rests_is_replaced_at_once_and_nothing_is_said(tmp_path: Path) -> None:
    with serving(tmp_path, "rests") as program:
        assert soon(lambda: len(copies(tmp_path)) == 4)
        assert soon(lambda: sum(map(is_alive, copies(tmp_path))) == 2)
        program.send_signal(signal.SIGTERM)
        said, _ = program.communicate(timeout=PATIENCE)
    assert said == "closed\n"
