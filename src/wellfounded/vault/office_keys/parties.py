"""Whoever can be given a key: a person, a group of people, the recovery of the office. Each is a pair of keys.

The private half of a person is a seed that lies sealed under argon2id of their passphrase. The pair itself is the one
of the recovery (ML-KEM-768 with X25519): who records what is sealed today must break both.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellfounded.vault import passphrase as passphrases
from wellfounded.vault.argon import SALT_BYTES, Cost, derive
from wellfounded.vault.errors import RecoveryRefused, SlotDamaged, WrongPassphrase
from wellfounded.vault.recovery import SEED_BYTES, Quorum, Recovered

NONCE_BYTES = 12
RECOVERY = "recovery"
GROUP = "group:"


class WrapBrokenError(Exception):
    """What was sealed to this party, for this purpose, is not what lies there."""


@dataclass(frozen=True, slots=True)
class SealedSeed:
    """A private half under a passphrase, with what every guess at it costs."""

    salt: bytes
    cost: Cost
    sealed: bytes


class PrivateKey:
    """The private half of a party. In memory only, and only for the time of one request.

    The pair is made of its seed when it is first used: every request has one, and few open anything with it.
    """

    def __init__(self, seed: bytes) -> None:
        self.seed = seed

    @cached_property
    def _opener(self) -> Recovered:
        return Recovered(self.seed)

    @classmethod
    def new(cls) -> PrivateKey:
        return cls(secrets.token_bytes(SEED_BYTES))

    @property
    def public(self) -> bytes:
        return self._opener.quorum.public

    def open(self, sealed: bytes, *, purpose: bytes) -> bytes:
        """Raises WrapBrokenError: it was sealed to another party, for another purpose, or changed since."""
        try:
            return self._opener.open(sealed, purpose=purpose)
        except RecoveryRefused:
            raise WrapBrokenError from None


def seal_to(public: bytes, secret: bytes, *, purpose: bytes) -> bytes:
    """A secret that only the private half of this party opens, and only for this purpose."""
    return Quorum(public).seal(secret, purpose=purpose)


def seal_seed(seed: bytes, passphrase: str, *, cost: Cost, bound_to: bytes) -> SealedSeed:
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    key = derive(passphrases.as_bytes(passphrase), salt, cost=cost)
    return SealedSeed(salt, cost, nonce + AESGCM(key).encrypt(nonce, seed, bound_to))


def open_seed(seed: SealedSeed, passphrase: str, *, bound_to: bytes) -> PrivateKey:
    """The private half.

    Raises:
        WrongPassphrase: this passphrase does not open it.
        SlotDamaged: it asks for more than anybody would have made it cost.
    """
    if not seed.cost.is_sane():
        raise SlotDamaged("A person's key asks for hours of computing. The key store was changed; restore it.")
    key = derive(passphrases.as_bytes(passphrase), seed.salt, cost=seed.cost)
    try:
        return PrivateKey(AESGCM(key).decrypt(seed.sealed[:NONCE_BYTES], seed.sealed[NONCE_BYTES:], bound_to))
    except (InvalidTag, ValueError):  # a seal that was cut short reads like a wrong passphrase
        raise WrongPassphrase(
            "This passphrase does not open your key. If it was changed lately, try the one before."
        ) from None
