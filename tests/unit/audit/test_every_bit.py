"""Every one-bit change of a proof is refused by both verifiers, which share no code, and both take it unchanged.

WELLFOUNDED_PROOFS=whole tries all of 1,000 proofs; the tests try a draw of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

from tests.unit.audit import naive
from tests.unit.audit.test_two_verifiers import accepts, alone_accepts_consistency, alone_accepts_inclusion
from wellfounded.audit.tree import Head, check_consistency, check_inclusion, leaf_hash

WHOLE = os.environ.get("WELLFOUNDED_PROOFS") == "whole"
PROOFS = 1_000 if WHOLE else 12
LEAVES = [leaf_hash(bytes([number])) for number in range(200)]


def changed_by_one_bit(parts: list[bytes]) -> Iterator[list[bytes]]:
    """The parts of a proof with each of their bits changed, one at a time."""
    for at, part in enumerate(parts):
        for bit in range(8 * len(part)):
            flipped = bytearray(part)
            flipped[bit // 8] ^= 1 << bit % 8
            yield [*parts[:at], bytes(flipped), *parts[at + 1 :]]


def inclusion_taken(number: int, size: int, parts: list[bytes]) -> tuple[bool, bool]:
    """By the program, and by the verifier that stands alone. The parts are the leaf, the root and the steps."""
    leaf, root, *proof = parts
    head = Head(size, root)
    own = accepts(check_inclusion, leaf, number, proof=proof, head=head)
    return own, alone_accepts_inclusion(leaf, number, proof=proof, head=head)


def consistency_taken(old: int, new: int, parts: list[bytes]) -> tuple[bool, bool]:
    first, second, *proof = parts
    heads = Head(old, first), Head(new, second)
    return accepts(check_consistency, *heads, proof=proof), alone_accepts_consistency(*heads, proof=proof)


def test_every_one_bit_change_of_an_inclusion_proof_is_refused_by_both() -> None:
    dice = Random(6)  # noqa: S311 - a drill
    for _ in range(PROOFS // 2):
        size = dice.randrange(2, 201)
        number = dice.randrange(size)
        parts = [LEAVES[number], naive.root(LEAVES[:size]), *naive.inclusion(number, LEAVES[:size])]
        assert inclusion_taken(number, size, parts) == (True, True)
        assert all(inclusion_taken(number, size, wrong) == (False, False) for wrong in changed_by_one_bit(parts))


def test_every_one_bit_change_of_a_consistency_proof_is_refused_by_both() -> None:
    dice = Random(7)  # noqa: S311 - a drill
    for _ in range(PROOFS // 2):
        new = dice.randrange(2, 201)
        old = dice.randrange(1, new)
        parts = [naive.root(LEAVES[:old]), naive.root(LEAVES[:new]), *naive.consistency(old, LEAVES[:new])]
        assert consistency_taken(old, new, parts) == (True, True)
        assert all(consistency_taken(old, new, wrong) == (False, False) for wrong in changed_by_one_bit(parts))
