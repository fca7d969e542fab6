"""Argon2id as this house uses it: how dear it is on this machine, and the key that a passphrase gives."""

from __future__ import annotations

import time
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from wellfounded.vault.errors import SlotDamaged

KEY_BYTES = 32
SALT_BYTES = 16
AIM_SECONDS = 0.5  # leaves room under one second when the machine is busy


@dataclass(frozen=True, slots=True)
class Cost:
    """What every guess costs: memory in KiB, passes over it, lanes."""

    memory: int
    passes: int
    lanes: int

    def is_sane(self) -> bool:
        """Whether a file that names it may be believed: it asks for at most 2 GiB and 64 passes."""
        return 8 * self.lanes <= self.memory <= 2 << 20 and 0 < self.passes <= 64 and 0 < self.lanes <= 16  # noqa: PLR2004 - bounds


LEAST = Cost(memory=64 << 10, passes=3, lanes=4)  # RFC 9106, the second recommended choice
MOST_MEMORY = 512 << 10


def derive(passphrase: bytes, salt: bytes, *, cost: Cost) -> bytes:
    """The key that a passphrase gives.

    Raises:
        SlotDamaged: it asks for more memory than there is, or its salt is none.
    """
    try:
        return hash_secret_raw(passphrase, salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)
    except HashingError as error:
        raise SlotDamaged(
            f"To open this, {cost.memory >> 10} MB of memory are asked for, and it could not be done: {error}. "
            "Close other programs. If it stays so, the file was changed: restore it from a backup."
        ) from None


def calibrated(aim: float = AIM_SECONDS) -> Cost:
    """The dearest cost that this machine bears in about `aim` seconds, never under `LEAST`."""
    cost = LEAST
    while cost.memory < MOST_MEMORY and _seconds(cost) * 2 <= aim:
        cost = Cost(cost.memory * 2, cost.passes, cost.lanes)
    return cost


def _seconds(cost: Cost) -> float:
    started = time.perf_counter()
    derive(b"measure", b"\0" * SALT_BYTES, cost=cost)
    return time.perf_counter() - started
