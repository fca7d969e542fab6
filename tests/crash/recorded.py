"""What a process asked of the disk, call by call, as `strace` saw it. Only calls on one folder are kept."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = "openat,close,pwrite64,write,lseek,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2"
LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Op:
    """`what`: write, truncate, sync, create, rename, remove, sync folder, or said."""

    what: str
    path: str = ""
    at: int = 0
    data: bytes = b""
    to: str = ""


def record(home: Path, *arguments: str, log: Path) -> list[Op]:
    """Run the worker on this folder and return what it asked of the disk, in order."""
    command = [sys.executable, "-m", "tests.crash.worker", str(home), *arguments]
    trace = ["strace", "-f", "-qq", "-xx", "-s", "200000", "-e", f"trace={CALLS}", "-o", str(log)]
    subprocess.run([*trace, *command], cwd=ROOT, check=True, capture_output=True)
    with log.open(encoding="ascii") as lines:
        return list(_Reader(home).ops(lines))


class _Reader:
    def __init__(self, home: Path) -> None:
        self.home = str(home)
        self.open: dict[int, str] = {}
        self.places: dict[int, int] = {}
        self.known = {path.name for path in home.iterdir()}

    def ops(self, lines: Iterator[str]) -> Iterator[Op]:
        self.known.clear()
        for line in lines:
            found = LINE.match(line)
            if found is None or int(found[3]) < 0:
                continue
            texts = [bytes.fromhex(text.replace("\\x", "")) for text in TEXT.findall(found[2])]
            yield from self._op(found[1], found[2], texts=texts, result=int(found[3]))

    def _op(self, call: str, said: str, *, texts: list[bytes], result: int) -> Iterator[Op]:
        if call == "openat":
            yield from self._opened(texts[0].decode("utf-8", "replace"), said, result)
            return
        if call.startswith(("unlink", "rename")):
            yield from self._named(call, [text.decode("utf-8", "replace") for text in texts])
            return
        handle = int(said.split(",", maxsplit=1)[0])
        if call == "close":
            self.open.pop(handle, None)
        if (path := self.open.get(handle)) is None:
            return
        if call == "lseek":
            self.places[handle] = result
        elif call in {"write", "pwrite64"}:
            at = int(said.rpartition(",")[2]) if call == "pwrite64" else self.places.get(handle, 0)
            self.places[handle] = at + result
            data = texts[0][:result]
            yield Op("said", data=data) if path == "acknowledged" else Op("write", path, at, data)
        elif call == "ftruncate":
            yield Op("truncate", path, int(said.rpartition(",")[2]))
        elif call in {"fsync", "fdatasync"}:
            yield Op("sync", path) if path else Op("sync folder")

    def _opened(self, path: str, said: str, handle: int) -> Iterator[Op]:
        self.open.pop(handle, None)
        if not path.startswith(self.home):
            return
        name = path.removeprefix(self.home).lstrip("/")
        self.open[handle], self.places[handle] = name, 0
        if "O_CREAT" in said and name and name != "acknowledged" and not name.endswith("-shm"):
            yield Op("create", name)
        if "O_TRUNC" in said:
            yield Op("truncate", name, 0)

    def _named(self, call: str, paths: list[str]) -> Iterator[Op]:
        if not all(path.startswith(self.home) for path in paths):
            return
        names = [path.removeprefix(self.home).lstrip("/") for path in paths]
        if call.startswith("unlink"):
            yield Op("remove", names[0])
        else:
            yield Op("rename", names[0], to=names[1])
