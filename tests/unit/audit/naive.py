"""The tree as RFC 9162 defines it, word for word and slowly: what the program's own tree is compared with."""

import hashlib
from collections.abc import Sequence


def leaf(data: bytes) -> bytes:
    return hashlib.sha256(bytes([0]) + data).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """MTH (2.1.1), over leaf hashes."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return hashlib.sha256(bytes([1]) + root(leaves[:k]) + root(leaves[k:])).digest()


def inclusion(number: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH (2.1.3.1)."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if number < k:
        return [*inclusion(number, leaves[:k]), root(leaves[k:])]
    return [*inclusion(number - k, leaves[k:]), root(leaves[:k])]


def consistency(old: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PROOF (2.1.4.1)."""
    return _subproof(old, leaves, whole=True)


def _subproof(old: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if whole else [root(leaves)]
    k = split(len(leaves))
    if old <= k:
        return [*_subproof(old, leaves[:k], whole=whole), root(leaves[k:])]
    return [*_subproof(old - k, leaves[k:], whole=False), root(leaves[:k])]


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k
