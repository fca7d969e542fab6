"""A batch that is killed in the middle goes on where it was when the same command is given again."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.unit.identity.batch_register import REGISTER, small_pieces
from wellfounded.identity.batch.dedupe import Progress, Stage, dedupe

CHILD = """
import sys, time
from pathlib import Path
from tests.unit.identity.batch_register import REGISTER, small_pieces
from wellfounded.identity.batch.dedupe import Stage, dedupe

def told(one):
    if (one.stage, one.done) == (Stage.WEIGHED, 1):
        print(one.of, flush=True)
        time.sleep(600)

dedupe(REGISTER, small_pieces(Path(sys.argv[1])), told=told)
"""


def test_a_killed_batch_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with subprocess.Popen([sys.executable, "-c", CHILD, str(folder)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        pieces = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
    kept = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.sealed")}
    assert pieces > 1
    assert {name.split("-")[0] for name in kept} == {"rows", "found", "weighed"}
    (folder / "weighed-00002.part").write_bytes(b"half")  # as a kill in the middle of a write leaves it
    told: list[Progress] = []
    pairs = dedupe(REGISTER, small_pieces(folder), told=told.append)
    assert pairs == dedupe(REGISTER)
    assert {name: (folder / name).stat().st_mtime_ns for name in kept} == kept
    assert told[-1] == Progress(Stage.WEIGHED, pieces, pieces)
    assert len(list(folder.glob("weighed-*.sealed"))) == pieces
    assert not list(folder.glob("*.part"))
