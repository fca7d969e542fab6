"""Witnesses: somebody outside keeps the last checkpoint seen, and adds a signature only to one that follows from it.

A log that shows one history here and another there cannot have both signed by the same witness. The signature is what
C2SP describes (tlog-cosignature): Ed25519, of a kind of its own, over the time and the text of the checkpoint. Knows no
database: a witness needs no office, and files go to and fro.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wellfounded.audit.note import KEY_ID, NoteError, Signer, as_bytes, open_note
from wellfounded.audit.tree import SIZE, ProofError, check_consistency

COSIGNATURE = b"\x04"
DOMAIN = b"cosignature/v1\n"
TIME = 8  # bytes
FORMAT = "wellfounded witness 1"


class SplitView(NoteError):  # noqa: N818 - it is what was found
    """The log shows another history than the one that this witness has seen."""


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """Who witnesses, and the key to check it with."""

    name: str
    public: bytes

    @classmethod
    def read(cls, text: str) -> WitnessKey:
        name, _, rest = text.strip().partition("+")
        data = _decoded(rest.partition("+")[2])
        key = cls(name, data[1:])
        if not name or data[:1] != COSIGNATURE or len(key.public) != SIZE or key.line() != text.strip():
            raise NoteError("This is not the key of a witness.")
        return key

    def line(self) -> str:
        return f"{self.name}+{self.key_id().hex()}+{b64encode(COSIGNATURE + self.public).decode()}"

    def key_id(self) -> bytes:
        return hashlib.sha256(as_bytes(self.name) + b"\n" + COSIGNATURE + self.public).digest()[:KEY_ID]


@dataclass(frozen=True, slots=True)
class Witness:
    """What a witness keeps: the own key, the log's, and the last checkpoint seen as a note; empty before the first."""

    name: str
    private: bytes
    log: Signer
    last: str = ""

    def key(self) -> WitnessKey:
        public = Ed25519PrivateKey.from_private_bytes(self.private).public_key()
        return WitnessKey(self.name, public.public_bytes_raw())

    def write(self) -> str:
        kept = {"format": FORMAT, "name": self.name, "private": b64encode(self.private).decode()}
        return json.dumps(kept | {"log": self.log.line(), "last": self.last}, indent=1, ensure_ascii=False) + "\n"


def new_witness(name: str, log: str) -> Witness:
    """A witness for the log whose key is this line.

    Raises:
        NoteError: the name or the line cannot be used.
    """
    if not name or any(sign.isspace() or sign == "+" for sign in name):
        raise NoteError("The name of a witness has no blanks and no plus signs, such as “unhcr.example/seoul”.")
    return Witness(name, Ed25519PrivateKey.generate().private_bytes_raw(), Signer.read(log))


def read_witness(text: str) -> Witness:
    """What `Witness.write` wrote.

    Raises:
        NoteError: it is no file of a witness, or was changed.
    """
    try:
        kept = json.loads(text)
        made = Witness(kept["name"], b64decode(kept["private"], validate=True), Signer.read(kept["log"]), kept["last"])
        sound = (
            kept["format"] == FORMAT and bool(made.key().line()) and (not made.last or open_note(made.last, made.log))
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise NoteError("This is not the file of a witness.")
    return made


def cosign(witness: Witness, note: str, *, proof: Sequence[bytes] = (), seconds: int) -> tuple[Witness, str]:
    """The witness that has seen this checkpoint, and the checkpoint with its signature.

    `proof` shows that the checkpoint seen before is the beginning of this one.

    Raises:
        NoteError: it is no checkpoint of this log.
        SplitView: it does not follow from what was seen. Nothing is signed, and nothing forgotten.
    """
    head = open_note(note, witness.log).head
    if witness.last:
        seen = open_note(witness.last, witness.log).head
        if head.size < seen.size:
            raise SplitView(f"This checkpoint has {head.size} entries, and one with {seen.size} was seen before.")
        try:
            check_consistency(seen, head, proof=list(proof))
        except ProofError as error:
            raise SplitView(
                f"It was not shown that the first {seen.size} entries are those that were seen before. {error} "
                "Ask for a proof since the last checkpoint; if the office cannot give one, keep both and raise it."
            ) from None
    return replace(witness, last=note), f"{note}{_line(witness, note, seconds=seconds)}"


def cosigned_at(note: str, witness: WitnessKey) -> int | None:
    """When this witness signed the checkpoint, in seconds since 1970; None when it did not."""
    text, _, lines = note.rpartition("\n\n")
    for line in lines.split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, signature = rest.partition(" ")
        data = _decoded(signature)
        if (dash, name, data[:KEY_ID]) != ("—", witness.name, witness.key_id()):
            continue
        seconds = int.from_bytes(data[KEY_ID : KEY_ID + TIME])
        try:
            signed = Ed25519PublicKey.from_public_bytes(witness.public)
            signed.verify(data[KEY_ID + TIME :], _message(text + "\n", seconds))
        except InvalidSignature:
            continue
        return seconds
    return None


def _line(witness: Witness, note: str, *, seconds: int) -> str:
    text = note.rpartition("\n\n")[0] + "\n"
    signature = Ed25519PrivateKey.from_private_bytes(witness.private).sign(_message(text, seconds))
    stamped = witness.key().key_id() + seconds.to_bytes(TIME) + signature
    return f"— {witness.name} {b64encode(stamped).decode()}\n"


def _message(text: str, seconds: int) -> bytes:
    return DOMAIN + f"time {seconds}\n".encode() + as_bytes(text)


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""
