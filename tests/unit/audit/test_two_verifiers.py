"""Two implementations that share no code give the same answer to every proof, right or wrong."""

import json
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.audit import naive
from tests.unit.audit.test_tree import SHARED
from wellfounded.audit.standalone_verifier import Misfit, Roots, consistency_roots, inclusion_root
from wellfounded.audit.tree import Growing, Head, ProofError, check_consistency, check_inclusion, leaf_hash

LEAVES = [leaf_hash(bytes([number])) for number in range(70)]
ROOTS = [naive.root(LEAVES[:size]) for size in range(71)]
HASHES = st.sampled_from([*LEAVES[:4], *ROOTS[:4]])


def accepts(check: Callable[..., None], *arguments: Any, **keywords: Any) -> bool:
    try:
        check(*arguments, **keywords)
    except ProofError:
        return False
    return True


def alone_accepts_inclusion(leaf: bytes, number: int, *, proof: list[bytes], head: Head) -> bool:
    if any(len(hashed) != 32 for hashed in (leaf, head.root, *proof)) or not 0 <= number < head.size:
        return False  # refused where the other reads them, before it reckons
    steps = list(proof)
    try:
        return inclusion_root(leaf, number, size=head.size, steps=steps) == head.root and not steps
    except Misfit:
        return False


def alone_accepts_consistency(old: Head, new: Head, *, proof: list[bytes]) -> bool:
    if any(len(hashed) != 32 for hashed in (old.root, new.root, *proof)) or not 0 < old.size <= new.size:
        return False
    steps = list(proof)
    try:
        roots = consistency_roots(old.size, new.size, known=old.root, steps=steps)
    except Misfit:
        return False
    return roots == (old.root, new.root) and not steps


def test_they_grow_the_same_roots() -> None:
    one, other = Growing(), Roots()
    assert one.root() == other.root()
    for leaf in LEAVES:
        one.append(leaf)
        other.add(leaf)
        assert one.root() == other.root()


def spoiled(draw: Callable[[Any], Any], proof: list[bytes]) -> list[bytes]:
    """The proof, as it is or with something put in, taken out, exchanged or changed."""
    where = draw(st.integers(0, len(proof)))
    ways = [
        proof,
        proof[:where] + proof[where + 1 :],
        [*proof[:where], draw(HASHES), *proof[where:]],
        [*proof[:where], draw(HASHES), *proof[where + 1 :]],
        proof[::-1],
    ]
    return ways[draw(st.integers(0, len(ways) - 1))]


@given(st.data())
def test_they_agree_on_every_inclusion_proof(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    number = data.draw(st.integers(0, size - 1))
    proof = spoiled(data.draw, naive.inclusion(number, LEAVES[:size]))
    said_number, said_size = data.draw(st.sampled_from([(number, size), (number + 1, size), (number, size + 1)]))
    head = Head(said_size, ROOTS[size])
    said = accepts(check_inclusion, LEAVES[number], said_number, proof=proof, head=head)
    assert said == alone_accepts_inclusion(LEAVES[number], said_number, proof=proof, head=head)


@given(st.data())
def test_they_agree_on_every_consistency_proof(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    old = data.draw(st.integers(1, size))
    proof = spoiled(data.draw, naive.consistency(old, LEAVES[:size]))
    said_old = data.draw(st.sampled_from([old, old - 1, old + 1]))
    heads = Head(said_old, ROOTS[old]), Head(size, ROOTS[size])
    if said_old == 0:
        assert not accepts(check_consistency, *heads, proof=proof)
    assert accepts(check_consistency, *heads, proof=proof) == alone_accepts_consistency(*heads, proof=proof)


def test_they_agree_on_the_published_vectors() -> None:
    if not SHARED.is_file():
        pytest.skip("no copy of the published vectors here; generated proofs are compared above")
    vectors = [vector for vector in json.loads(SHARED.read_bytes()) if "start" not in vector]
    assert len(vectors) == 196
    for vector in vectors:
        proof = [b64decode(step) for step in vector["proof"] or []]
        if "leafHash" in vector:
            head = Head(vector["treeSize"], b64decode(vector["root"]))
            said = alone_accepts_inclusion(b64decode(vector["leafHash"]), vector["leafIdx"], proof=proof, head=head)
        else:
            heads = (Head(vector[f"size{at}"], b64decode(vector[f"root{at}"])) for at in (1, 2))
            said = alone_accepts_consistency(*heads, proof=proof)
        # One vector has roots of another length, equal to each other; checkpoints with such roots are refused.
        unusual = vector["desc"] == "sizes are equal (one) and proof is empty"
        assert said != vector["wantErr"] or unusual, vector["file"]
