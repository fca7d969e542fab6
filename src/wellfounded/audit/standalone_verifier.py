"""Checks an exported log, or a proof from it, without Wellfounded. Needs Python 3.9 and the package `cryptography`.

    python standalone_verifier.py EXPORT [--key KEY] [--against NOTE --witness KEY]

KEY is the line that the office published. Without it the key inside the file is used: then the file is only compared
with itself, and whoever made it could have made the key as well. NOTE is a checkpoint that was kept elsewhere;
each witness whose key is given must have signed it. Exit code 0: everything fits; 2: something does not.

It shares no code with the program: it was written from RFC 9162 and docs/reference/log-format.md, in another way.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HASH = 32
LARGEST = 2**62
FORMAT = 1
ERASED = "office:log:erased"
# What a record may hold, by how much of the entry it opens.
CLOSED = {"leaf"}
COMMITTED = {"time", "commitment"}
OPENED = COMMITTED | {"salt", "event", "actor", "subject", "detail"}
PROOF = {"checkpoint", "hashes"}

Record = dict[str, Any]


class Misfit(Exception):  # noqa: N818 - it is what was found, not an error of this file
    """Something that does not fit."""


# ── hashes ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01", left, right)


def left_part(size: int) -> int:
    """How many of `size` leaves stand under the left child of the root."""
    part = 1
    while part * 2 < size:
        part *= 2
    return part


class Roots:  # of a log that is read leaf by leaf
    def __init__(self) -> None:
        self.size = 0
        self.stack: list[tuple[int, bytes]] = []  # perfect subtrees: how many leaves, root

    def add(self, leaf: bytes) -> None:
        self.stack.append((1, leaf))
        self.size += 1
        while len(self.stack) > 1 and self.stack[-1][0] == self.stack[-2][0]:
            count, right = self.stack.pop()
            _, left = self.stack.pop()
            self.stack.append((2 * count, node(left, right)))

    def root(self) -> bytes:
        if not self.stack:
            return sha256()
        found = self.stack[-1][1]
        for _, left in self.stack[-2::-1]:
            found = node(left, found)
        return found


def inclusion_root(leaf: bytes, number: int, *, size: int, steps: list[bytes]) -> bytes:
    """The root that follows from a leaf and the steps of its proof, taken from the front of `steps`."""
    if size == 1:
        return leaf
    left = left_part(size)
    if number < left:
        below = inclusion_root(leaf, number, size=left, steps=steps)
        return node(below, step_of(steps))
    below = inclusion_root(leaf, number - left, size=size - left, steps=steps)
    return node(step_of(steps), below)


def consistency_roots(old: int, new: int, *, known: bytes | None, steps: list[bytes]) -> tuple[bytes, bytes]:
    """The two roots that follow from a proof. `known` is the older root, while this subtree begins the older log."""
    if old == new:
        root = step_of(steps) if known is None else known
        return root, root
    left = left_part(new)
    if old <= left:
        first, second = consistency_roots(old, left, known=known, steps=steps)
        return first, node(second, step_of(steps))
    first, second = consistency_roots(old - left, new - left, known=None, steps=steps)
    shared = step_of(steps)
    return node(shared, first), node(shared, second)


def step_of(steps: list[bytes]) -> bytes:
    if not steps:
        raise Misfit("the proof is too short")
    return steps.pop(0)


# ── checkpoints ──────────────────────────────────────────────────────────────────────────────────────────────────────
class Key:  # from the line that the office published
    def __init__(self, line: str) -> None:
        parts = line.strip().split("+", 2)
        if len(parts) != 3:  # noqa: PLR2004 - name, id, key
            raise Misfit("the key is not a line of name, id and key")
        self.name, stated, text = parts
        data = decoded(text, "the key")
        if len(data) != 1 + HASH or data[0] != 1:
            raise Misfit("the key is not an Ed25519 key")
        self.id = sha256(self.name.encode(errors="surrogatepass"), b"\n", data)[:4]
        if stated != self.id.hex():
            raise Misfit("the id of the key does not fit it")
        self.public = Ed25519PublicKey.from_public_bytes(data[1:])

    def read(self, note: str) -> tuple[int, bytes]:
        """Size and root of a checkpoint, once its signature was checked."""
        text, mark, signatures = note.rpartition("\n\n")
        signed = (text + "\n").encode(errors="surrogatepass")
        if not mark or not any(self.signed(line, signed) for line in signatures.split("\n")):
            raise Misfit(f"the signature of {self.name} is missing or does not fit")
        lines = text.split("\n")
        name, size, _, time = lines if len(lines) == 4 else [""] * 4  # noqa: PLR2004 - as log-format.md says
        if name != self.name or not is_counted(size) or time[:5] != "time " or not is_counted(time[5:]):
            raise Misfit("the signed text is not a checkpoint of this log")
        return int(lines[1]), hash_of(lines[2], "the root")

    def signed(self, line: str, text: bytes) -> bool:
        start = f"\u2014 {self.name} "
        if not line.startswith(start):
            return False
        data = loosely(line[len(start) :])
        try:
            self.public.verify(data[4:], text)
        except InvalidSignature:
            return False
        return data[:4] == self.id


class WitnessKey:  # from the line that a witness published
    def __init__(self, line: str) -> None:
        parts = line.strip().split("+", 2)
        data = decoded(parts[-1], "the key of a witness")
        self.name, self.id = parts[0], sha256(parts[0].encode(errors="surrogatepass"), b"\n", data)[:4]
        if len(parts) != 3 or len(data) != 1 + HASH or data[0] != 4 or parts[1] != self.id.hex():  # noqa: PLR2004 - name, id, key; its kind
            raise Misfit("a witness is given as a line of name, id and key")
        self.public = Ed25519PublicKey.from_public_bytes(data[1:])

    def signed(self, note: str) -> bool:
        text, _, signatures = note.rpartition("\n\n")
        start = f"\u2014 {self.name} "
        lines = [line[len(start) :] for line in signatures.split("\n") if line.startswith(start)]
        return any(self.fits(loosely(line), text + "\n") for line in lines)

    def fits(self, data: bytes, text: str) -> bool:
        seconds = int.from_bytes(data[4:12], "big")
        try:
            self.public.verify(data[12:], f"cosignature/v1\ntime {seconds}\n{text}".encode(errors="surrogatepass"))
        except InvalidSignature:
            return False
        return data[:4] == self.id


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def leaf_of(record: Record) -> bytes:
    """The leaf of an entry: given, or made from what is opened."""
    if "leaf" in record:
        return hash_of(record["leaf"], "the leaf")
    commitment = hash_of(record["commitment"], "the commitment")
    if "salt" in record:
        texts = [record[name].encode() for name in ("event", "actor", "subject", "detail")]
        framed = [part for text in texts for part in (len(text).to_bytes(8, "big"), text)]
        if sha256(b"wellfounded log event 1\n", hash_of(record["salt"], "the salt"), *framed) != commitment:
            raise Misfit("it does not say what was recorded")
    time = whole(record["time"]).to_bytes(8, "big")
    return sha256(b"\x00", b"wellfounded log entry 1\n", time, commitment)


def check_form(record: Record, *forms: set[str]) -> None:
    if set(record) - {"kind", "number"} not in forms:
        raise Misfit("it holds more, or less, than can be checked")


def check_inclusion(record: Record, key: Key) -> tuple[int, bytes]:
    check_form(record, CLOSED | PROOF, COMMITTED | PROOF, OPENED | PROOF)
    size, root = key.read(record["checkpoint"])
    number, steps = whole(record["number"]), hashes(record)
    if not number < size <= LARGEST:
        raise Misfit("the checkpoint does not reach to this entry")
    if inclusion_root(leaf_of(record), number, size=size, steps=steps) != root or steps:
        raise Misfit("the proof does not lead to the root of the checkpoint")
    return size, root


def check_consistency(record: Record, key: Key) -> set[tuple[int, bytes]]:
    check_form(record, {"old", "new", "hashes"})
    (old, old_root), (new, new_root) = key.read(record["old"]), key.read(record["new"])
    steps = hashes(record)
    if not 0 < old <= new <= LARGEST:
        raise Misfit("nothing can be proved between these two checkpoints")
    if consistency_roots(old, new, known=old_root, steps=steps) != (old_root, new_root) or steps:
        raise Misfit("the proof does not lead to the roots of the checkpoints")
    return {(old, old_root), (new, new_root)}


def hashes(record: Record) -> list[bytes]:
    return [hash_of(text, "a step of the proof") for text in record["hashes"]]


def hash_of(text: str, what: str) -> bytes:
    data = decoded(text, what)
    if len(data) != HASH:
        raise Misfit(f"{what} does not have {HASH} bytes")
    return data


def loosely(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        return b""


def decoded(text: str, what: str) -> bytes:
    data = loosely(text)
    if not data:
        raise Misfit(f"{what} is not base64")
    return data


def unambiguous(pairs: list[tuple[str, Any]]) -> Record:
    """A key that stands twice is read differently by different programs."""
    record = dict(pairs)
    if len(record) != len(pairs):
        raise Misfit("a key stands twice")
    return record


def is_counted(text: str) -> bool:
    """A whole number, written in the one way."""
    return text.isascii() and text.isdigit() and (text == "0" or text[0] != "0")


def whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Misfit("a number is not a whole number")
    return value


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────
class Verifier:
    """Reads an export line by line and collects what does not fit."""

    def __init__(self, published: str | None = None, *, against: list[str] = [], witnesses: list[str] = []) -> None:  # noqa: B006 - they are only read
        self.published, self.against, self.witnesses = published, against, witnesses
        self.key: Key | None = None
        self.stated: int | None = None  # how many entries the file says it has
        self.leaves: list[bytes] = []
        self.checkpoints: list[tuple[int, bytes, str]] = []  # size, root, where
        self.claimed: defaultdict[int, set[int]] = defaultdict(set)  # erased entries by the entry said to tell of it
        self.told: dict[int, set[int]] = {}  # erased entries by the entry that does tell of it
        self.proofs = 0
        self.heads: set[tuple[int, bytes]] = set()  # of the checkpoints that were proved
        self.troubles: list[str] = []

    def run(self, text: str) -> list[str]:
        """Everything that does not fit, each with its line or entry."""
        for at, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
            try:
                self.take(json.loads(line, object_pairs_hook=unambiguous), at)
            except Misfit as misfit:
                self.troubles.append(f"line {at}: {misfit}")
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
                self.troubles.append(f"line {at}: it is not in the form of an export")
            if self.key is None:
                return self.troubles
        if self.witnesses and not self.against:
            self.troubles.append("no checkpoint was given that the witness could have signed")
        for place, note in enumerate(self.against, start=1):
            try:
                self.compare(note, f"checkpoint given, no. {place}")
            except Misfit as misfit:
                self.troubles.append(f"checkpoint given, no. {place}: {misfit}")
        self.finish()
        return self.troubles

    def compare(self, note: str, where: str) -> None:
        """A checkpoint that was kept elsewhere: signed by all witnesses, and another view of the same log."""
        size, root = self.key.read(note) if self.key else (0, b"")
        for witness in map(WitnessKey, self.witnesses):
            if not witness.signed(note):
                raise Misfit(f"{witness.name} did not sign it")
        if self.leaves:
            self.checkpoints.append((size, root, where))
        elif (size, root) not in self.heads:
            raise Misfit("no proof of the file leads to it")

    def take(self, record: Record, at: int) -> None:
        kind = record["kind"]
        if self.key is None:
            self.header(record)
        elif kind == "entry":
            self.entry(record)
        elif kind == "checkpoint":
            check_form(record, {"note"})
            self.checkpoints.append((*self.key.read(record["note"]), f"line {at}"))
        elif kind == "inclusion":
            self.heads.add(check_inclusion(record, self.key))
            self.proofs += 1
        elif kind == "consistency":
            self.heads |= check_consistency(record, self.key)
            self.proofs += 1
        else:
            raise Misfit("it is of no known kind")

    def header(self, record: Record) -> None:
        if record["kind"] != "log" or record["format"] != FORMAT:
            raise Misfit("the file is not an export of a log, or of a format that this verifier does not know")
        if self.published is not None and self.published.strip() != record["key"]:
            raise Misfit("the file names another key than the one that was published")
        self.stated = whole(record["size"]) if "size" in record else None
        self.key = Key(record["key"])

    def entry(self, record: Record) -> None:
        number = len(self.leaves)
        # A broken entry keeps its place, so that the others are told of by their own numbers.
        self.leaves.append(bytes(HASH))
        if whole(record["number"]) != number:
            raise Misfit(f"entry {number} is missing or out of place")
        check_form(record, CLOSED, OPENED, COMMITTED | {"erased_by"})
        self.leaves[number] = leaf_of(record)
        if "erased_by" in record:
            self.claimed[whole(record["erased_by"])].add(number)
        if record.get("event") == ERASED:
            self.told[number] = set(json.loads(record["detail"])["entries"])

    def finish(self) -> None:
        if self.stated is not None and self.stated != len(self.leaves):
            self.troubles.append(f"the file has {len(self.leaves)} entries and says that it has {self.stated}")
        for number in sorted(set(self.told) | set(self.claimed)):
            if self.told.get(number, set()) != self.claimed[number]:
                self.troubles.append(f"entry {number} does not tell of just those erasures that point to it")
        roots = Roots()
        for size, root, where in sorted(self.checkpoints):
            if size > len(self.leaves):
                self.troubles.append(f"{where}: the checkpoint has {size} entries, the file only {len(self.leaves)}")
                continue
            for leaf in self.leaves[roots.size : size]:
                roots.add(leaf)
            if roots.root() != root:
                self.troubles.append(f"{where}: the checkpoint has another root than the entries before it")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check an exported log of Wellfounded, or a proof from it.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--key", help="the line that the office published")
    parser.add_argument("--against", type=Path, action="append", default=[], help="a checkpoint kept elsewhere")
    parser.add_argument("--witness", action="append", default=[], help="the line of a witness who must have signed it")
    asked = parser.parse_args(arguments)
    try:
        text = asked.export.read_bytes().decode("utf-8")
        notes = [path.read_bytes().decode("utf-8") for path in asked.against]
    except (OSError, UnicodeDecodeError) as error:
        say(f"The file cannot be read: {error}")
        return 2
    verifier = Verifier(asked.key, against=notes, witnesses=asked.witness)
    for trouble in verifier.run(text):
        say(trouble)
    say(summary(verifier))
    return 2 if verifier.troubles else 0


def summary(verifier: Verifier) -> str:
    looked = f"{len(verifier.leaves)} entries, {len(verifier.checkpoints)} checkpoints, {verifier.proofs} proofs"
    found = f"{len(verifier.troubles)} do not fit." if verifier.troubles else "everything fits."
    key = "" if verifier.published else " No published key was given: the file was compared with its own key only."
    return f"{looked}: {found}{key}"


def say(line: str) -> None:
    print(line)  # noqa: T201 - it talks to a terminal


if __name__ == "__main__":  # pragma: no cover - the tests run this in a process of its own
    sys.exit(main())
