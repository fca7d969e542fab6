"""Age files that cost nothing to make and to open: of the same format, with a passphrase that is hardly stretched.

The library takes as long as a second takes on this computer, each time. What it makes is tried in `unit/vault`.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b64encode
from itertools import count

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"age-encryption.org/v1"
WORK = 1  # the least, as a power of two
CHUNK = 64 << 10


def cheap_encrypt(content: bytes, passphrase: str) -> bytes:
    """As `pyrage.passphrase.encrypt`."""
    key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    stretched = hashlib.scrypt(passphrase.encode(), salt=VERSION + b"/scrypt" + salt, n=1 << WORK, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(stretched).encrypt(bytes(12), key, None)
    head = b"\n".join([VERSION, b"-> scrypt %s %d" % (_text(salt), WORK), _text(wrapped), b"---"])
    mac = hmac.digest(_derived(key, b"", b"header"), head, "sha256")
    return head + b" " + _text(mac) + b"\n" + nonce + _stream(_derived(key, nonce, b"payload"), content)


def _stream(key: bytes, content: bytes) -> bytes:
    """In chunks, of which the last is marked."""
    cipher, out = ChaCha20Poly1305(key), b""
    for number in count():
        chunk, content = content[:CHUNK], content[CHUNK:]
        out += cipher.encrypt(number.to_bytes(11) + bytes([not content]), chunk, None)
        if not content:
            break
    return out


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _text(value: bytes) -> bytes:
    return b64encode(value).rstrip(b"=")
