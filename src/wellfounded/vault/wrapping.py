"""One slot of the key file: how the key of the store is wrapped in it, and how the name on it is sealed."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wellfounded.vault import passphrase as passphrases
from wellfounded.vault.argon import SALT_BYTES, Cost, derive
from wellfounded.vault.key_file import canonical

NONCE_BYTES = 12
TAG_BYTES = 16
LABEL_STEP = 64  # a sealed name tells its length in steps of so many bytes only

Head = dict[str, Any]


class Guess:
    """What somebody gave, held against slots. A passphrase is computed once for all slots of the same cost."""

    def __init__(self, salt: bytes, *, passphrase: str, answers: Mapping[str, bytes]) -> None:
        self.salt = salt
        self._passphrase = passphrases.as_bytes(passphrase)
        self._answers = answers
        self._derived: dict[tuple[Cost, bytes], bytes] = {}

    def fits(self, head: Head) -> bool:
        """Whether everything that this slot asks for was given."""
        passphrase = bool(self._passphrase) or "memory" not in head
        return passphrase and ("credential" not in head or head["credential"] in self._answers)

    def derived(self, head: Head) -> bytes:
        """The passphrase under this slot's cost."""
        salt = as_bytes(head["salt"]) if head.get("version") is None else self.salt[:SALT_BYTES]
        cost = _cost(head)
        if (cost, salt) not in self._derived:
            self._derived[cost, salt] = derive(self._passphrase, salt, cost=cost)
        return self._derived[cost, salt]

    def answer(self, head: Head) -> bytes:
        return self._answers[head["credential"]]


def is_sane(head: Head) -> bool:
    """Whether a slot may be tried: of a version that is known, and not dearer than anybody would make it."""
    known = head.get("version") in {None, 2} and ("memory" in head or "credential" in head)
    return known and _has_its_parts(head) and ("memory" not in head or _cost(head).is_sane())


def _has_its_parts(head: Head) -> bool:
    """Whoever writes on the disk of a closed office writes the digest anew: what stands in a slot is looked at."""
    sealed = [(head["wrapped"], NONCE_BYTES + TAG_BYTES)]
    sealed += [(head["salt"], SALT_BYTES)] if head.get("version") is None else []
    texts = [] if head.get("version") is None else [head["number"]]
    texts += [head["credential"], head["prf_salt"]] if "credential" in head else []
    numbers = [head["memory"], head["passes"], head["lanes"]] if "memory" in head else []
    return (
        all(len(as_bytes(text)) >= least for text, least in sealed)
        and all(isinstance(text, str) for text in texts)
        and all(type(number) is int for number in numbers)
    )


def _cost(head: Head) -> Cost:
    return Cost(head["memory"], head["passes"], head["lanes"])


def wrapped(head: Head, key: bytes, *, guess: Guess) -> Head:
    """The slot with the key in it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_wrapping_key(head, guess)).encrypt(nonce, key, canonical(head))
    return head | {"wrapped": as_text(nonce + sealed)}


def unwrapped(slot: Head, guess: Guess) -> bytes | None:
    """The key; None when something that the slot asks for was not given.

    Raises:
        InvalidTag: what was given does not open it.
    """
    if not guess.fits(slot):
        return None
    head = {name: value for name, value in slot.items() if name != "wrapped"}
    sealed = as_bytes(slot["wrapped"])
    return AESGCM(_wrapping_key(head, guess)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], canonical(head))


def _wrapping_key(head: Head, guess: Guess) -> bytes:
    if head.get("version") is None:  # the first format
        return guess.derived(head)
    parts = [guess.derived(head)] if "memory" in head else []
    if "credential" in head:
        parts.append(guess.answer(head))
    info = f"wellfounded key slot {head['version']} {head['number']} {len(parts)}".encode()
    return HKDF(SHA256(), 32, salt=guess.salt, info=info).derive(b"".join(parts))


def sealed_label(label: Mapping[str, str], key: bytes, *, number: str) -> str:
    """Who holds a slot, readable with the key of the store only."""
    plain = json.dumps(dict(label), ensure_ascii=False).encode()
    padded = plain + b" " * (-len(plain) % LABEL_STEP)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return as_text(nonce + AESGCM(_label_key(key)).encrypt(nonce, padded, number.encode()))


def opened_label(head: Head, key: bytes) -> dict[str, str]:
    sealed = as_bytes(head["label"])
    plain = AESGCM(_label_key(key)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], head["number"].encode())
    label: dict[str, str] = json.loads(plain)
    return label


def _label_key(key: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"wellfounded names of slots").derive(key)


def as_text(raw: bytes) -> str:
    return b64encode(raw).decode()


def as_bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
