"""Who has the office open: one server has one home, and a wipe ends all of it, or says that it could not."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.unit.config.test_workers import is_alive, soon
from wellfounded.config import running

PATIENCE = 30.0
PROGRAM = Path(__file__).with_name("opened.py")


@contextmanager
def opened(home: Path, *how: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, PROGRAM, home, *how], stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "open\n"
            yield program
        finally:
            program.kill()


def copies(home: Path) -> set[int]:
    return {int(file.name.split()[1]) for file in home.glob("copy *")}


def test_a_second_server_on_the_same_home_is_refused_and_the_first_stays_the_one_to_end(tmp_path: Path) -> None:
    with opened(tmp_path, "0") as first:
        command = [sys.executable, str(PROGRAM), str(tmp_path), "0"]
        second = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert second.returncode == 2
        assert f"is open already, by process {first.pid}" in second.stdout
        assert "[WF-110]" in second.stdout
        assert running.first_process(tmp_path) == first.pid
        assert running.end(tmp_path)
        assert first.wait(PATIENCE) == -signal.SIGKILL
    assert not running.is_open(tmp_path)
    assert running.end(tmp_path)  # again, when nobody is there
    with opened(tmp_path, "0") as after:
        assert running.first_process(tmp_path) == after.pid


def test_those_who_look_do_not_take_each_other_for_an_office(tmp_path: Path) -> None:
    (tmp_path / running.NAME).write_text(str(os.getpid()), encoding="ascii")  # of an office that was killed
    handle = os.open(tmp_path / running.NAME, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        assert running.first_process(tmp_path) is None
    finally:
        os.close(handle)


@pytest.mark.parametrize("written", ["", "no number"])
def test_an_office_that_has_not_written_its_number_is_not_taken_for_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setattr(running, "LONGEST", 0.05)
    with opened(tmp_path, "0") as office:
        (tmp_path / running.NAME).write_text(written, encoding="ascii")
        assert running.is_open(tmp_path)
        assert not running.end(tmp_path)
        assert office.poll() is None


def test_one_that_cannot_be_ended_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: int) -> None:
        raise PermissionError

    with opened(tmp_path, "0"):
        monkeypatch.setattr(os, "kill", refused)
        assert not running.end(tmp_path)
        monkeypatch.undo()


@pytest.mark.parametrize("count", ["0", "2"])
def test_from_inside_all_processes_end_and_none_is_started_in_their_place(tmp_path: Path, count: str) -> None:
    with opened(tmp_path, count, "wipes") as office:
        assert office.stdout is not None
        assert office.stdout.read() == ""  # no copy was started again, and none is left
        assert office.wait(PATIENCE) == (-signal.SIGKILL if count != "0" else 0)
    assert len(copies(tmp_path)) <= max(int(count), 1)
    assert soon(lambda: not any(map(is_alive, copies(tmp_path))))
    assert not running.is_open(tmp_path)
    assert (tmp_path / "at last").read_text(encoding="ascii") == "False"  # nobody had it open any more


def test_the_first_process_is_ended_even_when_nobody_can_read_who_it_is(tmp_path: Path) -> None:
    with opened(tmp_path, "2", "wipes") as office:
        (tmp_path / running.NAME).unlink()
        assert office.wait(PATIENCE) == -signal.SIGKILL
    assert soon(lambda: not any(map(is_alive, copies(tmp_path))))
