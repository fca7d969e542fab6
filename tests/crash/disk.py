"""A disk that keeps only what it was made to keep: what was synced, and of the rest whatever the crash left.

A file that was written and not synced may hold any of its writes, in part by sectors of 512 bytes, or none. A name that
was made, changed or removed since its folder was synced may be as it was before; names keep their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.crash.recorded import Op

SECTOR = 512


@dataclass(eq=False)
class File:
    durable: bytes = b""
    pending: list[Op] = field(default_factory=list)

    def now(self) -> bytes:
        return applied(self.durable, self.pending)

    def sync(self) -> None:
        self.durable, self.pending = self.now(), []

    def crashed(self, dice: Random) -> bytes:
        """One of the contents that a crash may leave."""
        return applied(self.durable, _left_of(self.pending, dice)) if self.pending else self.durable


@dataclass
class Disk:
    """`names` as the folder knows them durably; `moves` since then."""

    names: dict[str, File]
    moves: list[tuple[Op, File]] = field(default_factory=list)
    here: dict[str, File] = field(default_factory=dict)

    @classmethod
    def of(cls, home: Path) -> Disk:
        files = {path.name: File(path.read_bytes()) for path in home.iterdir() if not path.name.endswith("-shm")}
        return cls(dict(files), here=dict(files))

    def take(self, op: Op) -> None:
        if op.what in {"write", "truncate"}:
            if op.path in self.here:
                self.here[op.path].pending.append(op)
        elif op.what == "sync":
            if op.path in self.here:
                self.here[op.path].sync()
        elif op.what == "sync folder":
            self.names, self.moves = dict(self.here), []
        elif op.what != "create" or op.path not in self.here:
            made = File()
            _move(self.here, op, made)
            self.moves.append((op, made))

    def crashed(self, dice: Random) -> dict[str, bytes]:
        """One of the folders that a crash may leave."""
        names = dict(self.names)
        for op, made in self.moves[: dice.randint(0, len(self.moves))]:
            _move(names, op, made)
        return {name: file.crashed(dice) for name, file in names.items()}


def crashes(home: Path, ops: list[Op], *, count: int, dice: Random) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """So many folders that a crash at some moment may leave, each with what was acknowledged before."""
    disk, said = Disk.of(home), list[str]()
    moments = sum(op.what != "said" for op in ops)
    passed = 0
    for op in ops:
        if op.what == "said":
            said.extend(op.data.decode().splitlines())
            continue
        disk.take(op)
        passed += 1
        for _ in range(passed * count // moments - (passed - 1) * count // moments):
            yield disk.crashed(dice), said


def applied(content: bytes, ops: list[Op]) -> bytes:
    if not ops:
        return content
    made = bytearray(content)
    for op in ops:
        if op.what == "truncate":
            made = made[: op.at].ljust(op.at, b"\0")
        else:
            made.extend(bytes(max(0, op.at - len(made))))
            made[op.at : op.at + len(op.data)] = op.data
    return bytes(made)


def _move(names: dict[str, File], op: Op, made: File) -> None:
    if op.what == "create":
        names.setdefault(op.path, made)
    elif op.what == "remove":
        names.pop(op.path, None)
    elif op.path in names:
        names[op.to] = names.pop(op.path)


def _left_of(pending: list[Op], dice: Random) -> list[Op]:
    way = dice.randrange(5)
    if way == 0:
        return []
    if way == 1:
        return list(pending)
    if way == 2:
        return pending[: dice.randint(0, len(pending))]
    kept = [op for op in pending if dice.random() < 0.5]
    return kept if way == 3 else [torn for op in kept for torn in _torn(op, dice)]


def _torn(op: Op, dice: Random) -> Iterator[Op]:
    """Some of the sectors of a write."""
    if op.what != "write":
        yield op
        return
    for start in range(0, len(op.data), SECTOR):
        if dice.random() < 0.5:
            yield Op("write", op.path, op.at + start, op.data[start : start + SECTOR])
