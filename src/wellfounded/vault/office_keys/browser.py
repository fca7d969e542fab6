"""How a person's key outlives a request without lying anywhere: half of what opens it is in their browser's cookie.

The session keeps the private half sealed under that secret; the database, the key store and an idle process have
nothing that opens it. When the session goes, it is gone.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wellfounded.vault.office_keys.parties import NONCE_BYTES, PrivateKey
from wellfounded.vault.wrapping import as_bytes, as_text

SECRET_BYTES = 32


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def seal_for(private: PrivateKey, secret: str, *, person: str) -> str:
    """What the session keeps."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return as_text(nonce + AESGCM(_key(secret)).encrypt(nonce, private.seed, person.encode()))


def open_from(kept: str, secret: str, *, person: str) -> PrivateKey | None:
    """The private half; None when the cookie is another one, or the session was changed."""
    try:
        raw = as_bytes(kept)
        return PrivateKey(AESGCM(_key(secret)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], person.encode()))
    except (InvalidTag, ValueError):
        return None


def _key(secret: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"wellfounded key in a browser 1").derive(secret.encode())
