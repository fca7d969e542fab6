"""One value of a sealed column: AES-256-GCM, bound to its table, its column, the number of its key, and its row.

The key belongs to one subject and compartment, so that a value moved to another case opens to nothing. Values of older
versions are bound to no row: the number of their key says so. Lengths show in steps of `STEP` bytes only.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PREFIX = "sealed1:"
PREFIX_BYTES = PREFIX.encode()
OF_A_ROW = ".r"  # after the number of the key: bound to its row
NONCE_BYTES = 12
STEP = 32
END = b"\x80"


def seal(plain: bytes, key: bytes, *, key_id: str, where: str, row: int | None = None) -> bytes:
    """`where` names table and column, `row` the number of the row; without one it opens in every row."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    padded = plain + END + b"\0" * (-(len(plain) + 1) % STEP)
    number = key_id if row is None else f"{key_id}{OF_A_ROW}"
    sealed = AESGCM(key).encrypt(nonce, padded, _bound(number, where, row=row))
    return PREFIX_BYTES + number.encode() + b":" + nonce + sealed


def key_of(sealed: bytes) -> str:
    """The number of the key, which stands before what is sealed."""
    return _number(sealed).removesuffix(OF_A_ROW)


def is_of_a_row(sealed: bytes) -> bool:
    return _number(sealed).endswith(OF_A_ROW)


def unseal(sealed: bytes, key: bytes, *, where: str, row: int | None = None) -> bytes | None:
    """What was sealed; None when it was changed, or stood elsewhere."""
    number = _number(sealed)
    raw = sealed[len(PREFIX_BYTES) + len(number) + 1 :]
    try:
        padded = AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound(number, where, row=row))
    except (InvalidTag, ValueError):
        return None
    return padded.rstrip(b"\0")[: -len(END)]


def as_text(sealed: bytes) -> str:
    head, number, raw = sealed.split(b":", 2)
    return f"{head.decode()}:{number.decode()}:{urlsafe_b64encode(raw).decode()}"


def from_text(text: str) -> bytes:
    """The sealed bytes; what is no base64 becomes bytes that open to nothing."""
    head, number, raw = [*text.split(":", 2), "", ""][:3]
    before = f"{head}:{number}:".encode("utf-8", "replace")  # a text of JSON may hold halves of a sign
    try:
        return before + urlsafe_b64decode(raw)
    except ValueError:
        return before


def _number(sealed: bytes) -> str:
    return sealed[len(PREFIX_BYTES) :].split(b":", 1)[0].decode("ascii", "replace")


def _bound(number: str, where: str, *, row: int | None) -> bytes:
    if number.endswith(OF_A_ROW):
        return f"wellfounded column 2\0{where}\0{number}\0{row}".encode()
    return f"wellfounded column 1\0{where}\0{number}".encode()
