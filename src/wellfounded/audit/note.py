"""Signed notes and the checkpoints in them, as C2SP describes both (signed-note, tlog-checkpoint). Knows no database.

A note is a text, an empty line, and lines that each name a signer and give a signature over the text. Other signers,
such as witnesses, may add lines; a line whose signer we were not told about is passed over.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wellfounded.audit.commitment import microseconds
from wellfounded.audit.tree import SIZE, Head

ED25519 = b"\x01"
KEY_ID = 4  # bytes
_TIME = "time "


class NoteError(Exception):
    """Not a checkpoint of this log, or one that was changed."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and the key to check it with."""

    name: str
    public: bytes

    @classmethod
    def read(cls, text: str) -> Signer:
        """From the one line that an office publishes: name, key id and key, joined by plus signs."""
        name, _, rest = text.strip().partition("+")
        _, _, key = rest.partition("+")
        data = _decoded(key)
        signer = cls(name, data[1:])
        if not name or data[:1] != ED25519 or len(signer.public) != SIZE or signer.line() != text.strip():
            raise NoteError("This is not the key of a log.")
        return signer

    def line(self) -> str:
        return f"{self.name}+{self.key_id().hex()}+{_encoded(ED25519 + self.public)}"

    def key_id(self) -> bytes:
        return hashlib.sha256(as_bytes(self.name) + b"\n" + ED25519 + self.public).digest()[:KEY_ID]


@dataclass(frozen=True, slots=True)
class Signed:
    """What a checkpoint says: at this time the log of this name had this size and root."""

    origin: str
    head: Head
    time: datetime

    def text(self) -> str:
        moment = f"{_TIME}{microseconds(self.time)}"
        return "".join(f"{line}\n" for line in (self.origin, self.head.size, _encoded(self.head.root), moment))


def sign(checkpoint: Signed, private: bytes) -> str:
    """The checkpoint as a note. The log signs in its own name."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    signer = Signer(checkpoint.origin, key.public_key().public_bytes_raw())
    text = checkpoint.text()
    signature = _encoded(signer.key_id() + key.sign(text.encode()))
    return f"{text}\n— {signer.name} {signature}\n"


def open_note(note: str, signer: Signer) -> Signed:
    """What the checkpoint says, once the signature was checked.

    Raises:
        NoteError: `signer` did not sign it, or it was changed, or it is no checkpoint of this log.
    """
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    if not any(_signed_by(signer, text, line=line) for line in lines.split("\n")):
        raise NoteError(f"The checkpoint is not signed by {signer.name}, or was changed since.")
    return _read(text, signer)


def _signed_by(signer: Signer, text: str, *, line: str) -> bool:
    dash, _, rest = line.partition(" ")
    name, _, signature = rest.partition(" ")
    data = _decoded(signature)
    if (dash, name, data[:KEY_ID]) != ("—", signer.name, signer.key_id()):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(signer.public).verify(data[KEY_ID:], as_bytes(text))
    except InvalidSignature:
        return False
    return True


def _read(text: str, signer: Signer) -> Signed:
    """Only the form that `Signed.text` writes: another text with the same meaning is refused."""
    try:
        origin, size, root, moment = text.splitlines()
        seconds, rest = divmod(int(moment.removeprefix(_TIME)), 1_000_000)
        time = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
        read = Signed(origin, Head(int(size), _decoded(root)), time)
    except (ValueError, OverflowError, OSError):
        raise NoteError("The signed text is not a checkpoint.") from None
    if read.text() != text or origin != signer.name or len(read.head.root) != SIZE or read.head.size < 0:
        raise NoteError(f"The signed text is not a checkpoint of {signer.name}.")
    return read


def as_bytes(text: str) -> bytes:
    """A text as it is signed. What no file in UTF-8 holds, and JSON can still bring in, is bytes that nobody signed."""
    return text.encode("utf-8", "surrogatepass")


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decoded(text: str) -> bytes:
    """Nothing when it is not base64: the caller compares what it gets."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
