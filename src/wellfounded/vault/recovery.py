"""Recovery: a key pair whose private half exists only as three shares, any two of which make it again.

Backups are sealed to the public half, and so is the key of the store, so that an office whose people forgot their
passphrases is not lost. No administrator, and no single holder of a share, can open either. What is sealed is sealed
with HPKE by ML-KEM-768 and X25519 together: who records it today must break both.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

import shamir_mnemonic
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from shamir_mnemonic.share import Share

from wellfounded.vault.errors import RecoveryRefused

NEEDED, SHARES = 2, 3
SEED_BYTES = 32
MLKEM_PUBLIC_BYTES = 1184
SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class Quorum:
    """The public half: what is sealed to it opens with two shares."""

    public: bytes

    @property
    def fingerprint(self) -> str:
        """Short enough to be read aloud, and to stand in the log."""
        return hashlib.sha256(b"wellfounded recovery 1" + self.public).hexdigest()[:32]

    def can_be_sealed_to(self) -> bool:
        """Whether these bytes are public halves at all."""
        try:
            return bool(self.seal(b"", purpose=b""))
        except ValueError:
            return False

    def seal(self, secret: bytes, *, purpose: bytes) -> bytes:
        key = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.public[:MLKEM_PUBLIC_BYTES]),
            X25519PublicKey.from_public_bytes(self.public[MLKEM_PUBLIC_BYTES:]),
        )
        return SUITE.encrypt(secret, key, info=purpose)


class Recovered:
    """The private half, made again from shares. It is in memory only, and only while it is used."""

    def __init__(self, seed: bytes) -> None:
        self._mlkem = MLKEM768PrivateKey.from_seed_bytes(_part(seed, b"ml-kem-768", length=64))
        self._x25519 = X25519PrivateKey.from_private_bytes(_part(seed, b"x25519", length=32))
        self._vouching = _part(seed, b"vouching", length=32)

    @property
    def quorum(self) -> Quorum:
        mlkem = self._mlkem.public_key().public_bytes_raw()
        return Quorum(mlkem + self._x25519.public_key().public_bytes_raw())

    def vouch(self, text: bytes) -> bytes:
        """What only two shares make, and only two shares know again: that they were there when this was said."""
        return hmac.digest(self._vouching, text, "sha256")

    def vouched(self, text: bytes, *, voucher: bytes) -> bool:
        return hmac.compare_digest(self.vouch(text), voucher)

    def open(self, sealed: bytes, *, purpose: bytes) -> bytes:
        """What was sealed to this quorum for this purpose.

        Raises:
            RecoveryRefused: it was sealed to other shares, for another purpose, or changed since.
        """
        try:
            return SUITE.decrypt(sealed, MLKEM768X25519PrivateKey(self._mlkem, self._x25519), info=purpose)
        except (InvalidTag, ValueError):
            raise RecoveryRefused(
                "These shares are whole, and this was not sealed to them. Look for the shares of the same date."
            ) from None


def new_shares() -> tuple[list[str], Quorum]:
    """Three shares of a new secret, in words, and the public half. The secret itself is kept nowhere."""
    seed = secrets.token_bytes(SEED_BYTES)
    words = shamir_mnemonic.generate_mnemonics(1, [(NEEDED, SHARES)], seed, iteration_exponent=0)[0]
    return words, Recovered(seed).quorum


def check_share(words: str) -> str:
    """The words of one share, spelled alike: a wrong or missing word is told before the next share is asked for.

    Raises:
        RecoveryRefused: it is no share, or has a wrong word.
    """
    try:
        spelled = " ".join(words.lower().split())
        Share.from_mnemonic(spelled)
    except shamir_mnemonic.MnemonicError:
        raise RecoveryRefused(
            "This is no share: a word is missing, wrong or in another place. Compare it with the paper."
        ) from None
    return spelled


def recovered(shares: Iterable[str]) -> Recovered:
    """The private half.

    Raises:
        RecoveryRefused: too few shares, the same one twice, or shares that do not belong together.
    """
    given = sorted({check_share(words) for words in shares})
    if len(given) != NEEDED:
        raise RecoveryRefused(f"{NEEDED} different shares are needed, of the {SHARES} that were given out.")
    try:
        return Recovered(shamir_mnemonic.combine_mnemonics(given))
    except shamir_mnemonic.MnemonicError:
        raise RecoveryRefused("These shares do not belong together. Look for the shares of the same date.") from None


def _part(seed: bytes, name: bytes, *, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=b"wellfounded recovery 1 " + name).derive(seed)
