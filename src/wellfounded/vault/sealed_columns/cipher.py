"""One value of a sealed column: AES-256-GCM, bound to its table, its column and the number of its key.

The key belongs to one subject and compartment, so that a value moved to another case opens to nothing. Its row is not
bound: the database draws that number only after the value was sealed. Lengths show in steps of `STEP` bytes only.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PREFIX = "sealed1:"
PREFIX_BYTES = PREFIX.encode()
NONCE_BYTES = 12
STEP = 32
END = b"\x80"


def seal(plain: bytes, key: bytes, *, key_id: str, where: str) -> bytes:
    """`where` names table and column."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    padded = plain + END + b"\0" * (-(len(plain) + 1) % STEP)
    sealed = AESGCM(key).encrypt(nonce, padded, _bound(key_id, where))
    return PREFIX_BYTES + key_id.encode() + b":" + nonce + sealed


def key_of(sealed: bytes) -> str:
    """The number of the key, which stands before what is sealed."""
    return sealed[len(PREFIX_BYTES) :].split(b":", 1)[0].decode("ascii", "replace")


def unseal(sealed: bytes, key: bytes, *, where: str) -> bytes | None:
    """What was sealed; None when it was changed, or stood elsewhere."""
    key_id = key_of(sealed)
    raw = sealed[len(PREFIX_BYTES) + len(key_id) + 1 :]
    try:
        padded = AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound(key_id, where))
    except (InvalidTag, ValueError):
        return None
    return padded.rstrip(b"\0")[: -len(END)]


def as_text(sealed: bytes) -> str:
    head, key_id, raw = sealed.split(b":", 2)
    return f"{head.decode()}:{key_id.decode()}:{urlsafe_b64encode(raw).decode()}"


def from_text(text: str) -> bytes:
    """The sealed bytes; what is no base64 becomes bytes that open to nothing."""
    head, key_id, raw = [*text.split(":", 2), "", ""][:3]
    before = f"{head}:{key_id}:".encode("utf-8", "replace")  # a text of JSON may hold halves of a sign
    try:
        return before + urlsafe_b64decode(raw)
    except ValueError:
        return before


def _bound(key_id: str, where: str) -> bytes:
    return f"wellfounded column 1\0{where}\0{key_id}".encode()
