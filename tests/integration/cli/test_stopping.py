"""Ctrl-C, a window that is closed and a program that is ended, each at a moment that the test chooses."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ENDINGS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
WHILE_READ = """
import os, sys
class Moment:
    def find_spec(self, name, *_):
        if name == "wellfounded.cli.program":
            os.kill(os.getpid(), int(os.environ["ENDING"]))
sys.meta_path.insert(0, Moment())
"""
# A store is laid to be looked at; the signal comes in the midst, and once more when it is about to be taken away.
IN_THE_MIDST = """
import os, shutil
from pathlib import Path
from wellfounded.cli import obligations
from wellfounded.cli.store.restoring import room_in
from wellfounded.cli.stopping import if_stopped

def told():
    os.kill(os.getpid(), int(os.environ["ENDING"]))

def work(*_, **__):
    with if_stopped("Give it again."), room_in(Path(os.environ["HERE"]), prefix=".laid.") as place:
        (place / "store").write_bytes(b"what nobody else may read")
        told()

def again(*what, remove=shutil.rmtree, **how):
    told()
    remove(*what, **how)

shutil.rmtree = again
obligations._show = work
"""


# As in a window of its own, whatever the one of the tests does.
USUAL = """
import signal
for one in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(one, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
RUN = """
from wellfounded.cli.main import main
main()
"""
PASSED_OVER = "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
# The last one that holds the other end of the terminal lets it go.
WINDOW_GOES = """
import os
def told(before=told):
    if "WINDOW" in os.environ:
        os.close(int(os.environ.pop("WINDOW")))
    before()
"""


def command(*program: str) -> list[str]:
    return [sys.executable, "-c", "".join([USUAL, *program, RUN]), "obligations", "CHN"]


def told(ending: signal.Signals, here: Path) -> dict[str, str]:
    return os.environ | {"ENDING": str(int(ending)), "HERE": str(here)}


def stopped(*program: str, ending: signal.Signals, here: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*program), env=told(ending, here), capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_stop_while_the_commands_are_read_is_one_line(ending: signal.Signals, tmp_path: Path) -> None:
    done = stopped(WHILE_READ, ending=ending, here=tmp_path)
    assert (done.returncode, done.stderr) == (128 + ending, "Stopped. Nothing was begun.\n")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_stop_in_the_midst_leaves_nothing_and_says_what_to_do(ending: signal.Signals, tmp_path: Path) -> None:
    done = stopped(IN_THE_MIDST, ending=ending, here=tmp_path)
    assert (done.returncode, done.stderr) == (128 + ending, "Stopped. Give it again.\n")
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_ends_goes_on_and_leaves_nothing_either(tmp_path: Path) -> None:
    """As under `nohup`: the window is gone, the command is not."""
    done = stopped(PASSED_OVER, IN_THE_MIDST, ending=signal.SIGHUP, here=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_a_window_that_is_gone_takes_no_words_and_all_is_tidied(tmp_path: Path) -> None:
    master, slave = pty.openpty()
    environment = told(signal.SIGHUP, tmp_path) | {"WINDOW": str(master)}
    with subprocess.Popen(
        command(IN_THE_MIDST, WINDOW_GOES), env=environment, stdout=slave, stderr=slave, pass_fds=[master]
    ) as program:
        os.close(master)
        os.close(slave)
        assert program.wait(120) == 128 + signal.SIGHUP
    assert list(tmp_path.iterdir()) == []
