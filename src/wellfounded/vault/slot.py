"""The key file beside the store: a random key, wrapped under a passphrase.

The store is encrypted under a key drawn by chance, so that the passphrase can change without writing the store anew.
The file holds a list of ways to that key; today there is one, a passphrase. One way for each person, security keys and
recovery come into the same list.

A digest over the file tells damage apart from a wrong passphrase, and a key-check tells that the key is the store's.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellfounded.vault import passphrase as passphrases
from wellfounded.vault.argon import SALT_BYTES, Cost, calibrated, derive
from wellfounded.vault.errors import SlotDamaged, VaultError, WrongPassphrase

FORMAT = "wellfounded key file 1"
KEY_BYTES = 32
NONCE_BYTES = 12
LARGEST = 100_000


def create(path: Path, passphrase: str, *, cost: Cost | None = None) -> bytes:
    """A new key file with a new key, which is returned. Never replaces a file: with it the store would be lost.

    Raises:
        VaultError: the file is there already, or the passphrase is too short.
    """
    passphrases.check_new(passphrase)
    if path.exists():
        raise VaultError(f"{path} is there already. It opens a store; move both away together before making a new one.")
    key = secrets.token_bytes(KEY_BYTES)
    _write(path, _file(key, passphrase, cost=cost or calibrated()), passphrase=passphrase)
    return key


def open_slot(path: Path, passphrase: str) -> bytes:
    """The store's key.

    Raises:
        WrongPassphrase: the file is whole and the passphrase does not open it.
        SlotDamaged: the file is missing or not as it was written.
    """
    content = _read(path)
    for way in content["ways"]:
        key = _unwrapped(way, passphrase)
        if key is not None:
            if not hmac.compare_digest(_check(key), _bytes(content["check"])):
                raise SlotDamaged(f"{path} opens to a key that is not the store's. Restore it from a backup.")
            return key
    raise WrongPassphrase(
        "This passphrase does not open the store. Look at the language of the keyboard and at Caps Lock."
    )


def change_passphrase(path: Path, *, old: str, new: str, cost: Cost | None = None) -> None:
    """Wrap the same key under another passphrase. The old file is replaced once the new one was written and opened.

    Raises:
        WrongPassphrase: the old passphrase is not the one.
        SlotDamaged: the file is missing or not as it was written.
        VaultError: the new passphrase is too short.
    """
    key = open_slot(path, old)
    passphrases.check_new(new)
    _write(path, _file(key, new, cost=cost or calibrated()), passphrase=new)


def _file(key: bytes, passphrase: str, *, cost: Cost) -> dict[str, Any]:
    head = {
        "kind": "passphrase",
        "kdf": "argon2id",
        "memory": cost.memory,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": _text(secrets.token_bytes(SALT_BYTES)),
    }
    nonce = secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(_wrapping_key(head, passphrase)).encrypt(nonce, key, _canonical(head))
    way = head | {"wrapped": _text(nonce + wrapped)}
    content = {"format": FORMAT, "check": _text(_check(key)), "ways": [way]}
    return content | {"sha256": _digest(content)}


def _unwrapped(way: dict[str, Any], passphrase: str) -> bytes | None:
    head = {name: value for name, value in way.items() if name != "wrapped"}
    sealed = _bytes(way["wrapped"])
    try:
        key = _wrapping_key(head, passphrase)
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _canonical(head))
    except InvalidTag:
        return None


def _wrapping_key(head: dict[str, Any], passphrase: str) -> bytes:
    cost = Cost(head["memory"], head["passes"], head["lanes"])
    return derive(passphrases.as_bytes(passphrase), _bytes(head["salt"]), cost=cost)


def _read(path: Path) -> dict[str, Any]:
    """The content of a key file that is as it was written."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SlotDamaged(f"The key file {path} cannot be read: {error.strerror}. Without it no store opens.") from None
    try:
        content: dict[str, Any] = json.loads(raw) if len(raw) <= LARGEST else {}
        digest = content.pop("sha256")
        whole = content["format"] == FORMAT and hmac.compare_digest(digest, _digest(content))
        costs = [Cost(way["memory"], way["passes"], way["lanes"]) for way in content["ways"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        whole, costs = False, []
    if not whole or not all(cost.is_sane() for cost in costs):
        raise SlotDamaged(f"The key file {path} is damaged. Restore it from a backup; no passphrase opens it as it is.")
    return content


def _write(path: Path, content: dict[str, Any], *, passphrase: str) -> None:
    """Write beside, sync, open it again with the passphrase, and only then put it in its place."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        beside = Path(stream.name)
        try:
            stream.write(json.dumps(content, indent=1).encode())
            stream.flush()
            os.fsync(stream.fileno())
            open_slot(beside, passphrase)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _check(key: bytes) -> bytes:
    """Tells whether a key is the right one, and nothing about it."""
    return hmac.digest(key, b"wellfounded: this is the key of the store", "sha256")


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(content)).hexdigest()


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
