"""A process that is copied after the store was opened: two copies must never encrypt with the same chance values."""

import subprocess
import sys
from pathlib import Path

SALT = 16
PROGRAM = """
import os, sys
from sqlcipher3 import dbapi2

def made(path):
    store = dbapi2.connect(path)
    store.execute("PRAGMA key = \\"x'" + "ab" * 32 + "'\\"")
    store.execute("CREATE TABLE t (x)")
    store.commit()
    store.close()

made(sys.argv[1] + "/first")
for name in ("second", "third"):
    if os.fork() == 0:
        made(sys.argv[1] + "/" + name)
        os._exit(0)
    os.wait()
"""


def test_copies_of_a_process_draw_their_own_chance_values(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", PROGRAM, tmp_path], check=True, timeout=60)
    salts = {(tmp_path / name).read_bytes()[:SALT] for name in ("first", "second", "third")}
    assert len(salts) == 3
