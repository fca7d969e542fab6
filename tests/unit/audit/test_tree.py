"""The tree against its definition, against vectors, and against every proof with one bit changed."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.audit import naive
from wellfounded.audit.tree import (
    EMPTY_ROOT,
    Growing,
    Head,
    Kept,
    ProofError,
    Span,
    check_consistency,
    check_inclusion,
    consistency_path,
    frontier,
    inclusion_path,
    leaf_hash,
    needed,
    root_of_peaks,
    root_of_span,
)

OWN = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[4] / "shared" / "data" / "merkle" / "vectors.json"
DATA = [f"line {number}".encode() for number in range(200)]
LEAVES = [leaf_hash(data) for data in DATA]


def grown(size: int) -> tuple[Growing, list[Kept]]:
    tree = Growing()
    return tree, [Kept(leaf, tree.append(leaf)) for leaf in LEAVES[:size]]


KEPT = grown(200)[1]


def made(path: list[Span]) -> list[bytes]:
    """A proof, from nothing but the entries that it says it needs."""
    return [root_of_span(span, {number: KEPT[number] for number in needed(span)}.__getitem__) for span in path]


def head(size: int) -> Head:
    return Head(size, root_of_peaks([KEPT[number].peak for number in frontier(size)]))


def holds(vector: dict[str, Any]) -> bool:
    """What the program says of a vector of the other implementation."""
    proof = [b64decode(step) for step in vector["proof"] or []]
    try:
        if "leafHash" in vector:
            tree = Head(first_of(vector, "treeSize", "end"), b64decode(vector["root"]))
            check_inclusion(b64decode(vector["leafHash"]), vector["leafIdx"], proof=proof, head=tree)
        else:
            old = Head(first_of(vector, "size1", "end"), b64decode(vector["root1"]))
            new = Head(first_of(vector, "size2", "size"), b64decode(vector["root2"]))
            check_consistency(old, new, proof=proof)
    except ProofError:
        return False
    return True


def first_of(vector: dict[str, Any], *names: str) -> int:
    return next(int(vector[name]) for name in names if name in vector)


# ── against the definition ───────────────────────────────────────────────────────────────────────────────────────────
def test_every_root_is_the_one_of_the_definition() -> None:
    tree = Growing()
    assert tree.root() == EMPTY_ROOT == naive.root([])
    for size, leaf in enumerate(LEAVES, start=1):
        tree.append(leaf)
        assert tree.root() == naive.root(LEAVES[:size]) == head(size).root


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 64, 65])
def test_every_inclusion_proof_is_the_one_of_the_definition_and_holds(size: int) -> None:
    for number in range(size):
        proof = made(inclusion_path(number, size))
        assert proof == naive.inclusion(number, LEAVES[:size])
        check_inclusion(LEAVES[number], number, proof=proof, head=head(size))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 64, 65])
def test_every_consistency_proof_is_the_one_of_the_definition_and_holds(size: int) -> None:
    for old in range(1, size + 1):
        proof = made(consistency_path(old, size))
        assert proof == naive.consistency(old, LEAVES[:size])
        check_consistency(head(old), head(size), proof=proof)


@given(st.integers(1, 200), st.data())
def test_a_proof_holds_for_its_own_place_and_sizes_only(size: int, data: st.DataObject) -> None:
    number, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    proof = made(inclusion_path(number, size))
    if other != number:
        with pytest.raises(ProofError):
            check_inclusion(LEAVES[number], other, proof=proof, head=head(size))
    old, wrong = data.draw(st.integers(1, size)), data.draw(st.integers(1, size))
    proof = made(consistency_path(old, size))
    if wrong != old:
        with pytest.raises(ProofError):
            check_consistency(Head(wrong, head(old).root), head(size), proof=proof)


# ── every bit ────────────────────────────────────────────────────────────────────────────────────────────────────────
@settings(max_examples=10)
@given(st.integers(2, 200), st.data())
def test_every_one_bit_change_of_a_proof_is_refused(size: int, data: st.DataObject) -> None:
    number, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    for changed in one_bit_changes(made(inclusion_path(number, size))):
        with pytest.raises(ProofError):
            check_inclusion(LEAVES[number], number, proof=changed, head=head(size))
    for changed in one_bit_changes(made(consistency_path(old, size))):
        with pytest.raises(ProofError):
            check_consistency(head(old), head(size), proof=changed)


@given(st.integers(2, 200), st.data())
def test_a_proof_with_a_step_too_many_or_too_few_is_refused(size: int, data: st.DataObject) -> None:
    number, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    inclusion, consistency = made(inclusion_path(number, size)), made(consistency_path(old, size))
    for wrong in (inclusion[1:], inclusion[:-1], [*inclusion, EMPTY_ROOT], [EMPTY_ROOT, *inclusion]):
        with pytest.raises(ProofError):
            check_inclusion(LEAVES[number], number, proof=wrong, head=head(size))
    for wrong in (consistency[1:], consistency[:-1], [*consistency, EMPTY_ROOT], [EMPTY_ROOT, *consistency]):
        with pytest.raises(ProofError):
            check_consistency(head(old), head(size), proof=wrong)


def one_bit_changes(proof: list[bytes]) -> list[list[bytes]]:
    """The proof with each of its bits changed, one at a time."""
    return [
        [*proof[:place], (int.from_bytes(step) ^ 1 << bit).to_bytes(32), *proof[place + 1 :]]
        for place, step in enumerate(proof)
        for bit in range(256)
    ]


def test_a_proof_for_another_root_is_refused() -> None:
    with pytest.raises(ProofError, match="another root"):
        check_inclusion(LEAVES[2], 2, proof=made(inclusion_path(2, 7)), head=Head(7, head(6).root))
    for old in (3, 4):
        for wrong_old, wrong_new in ((EMPTY_ROOT, head(7).root), (head(old).root, EMPTY_ROOT)):
            with pytest.raises(ProofError, match="another root"):
                check_consistency(Head(old, wrong_old), Head(7, wrong_new), proof=made(consistency_path(old, 7)))


def test_a_refusal_says_whether_the_proof_is_too_long_or_too_short() -> None:
    inclusion, consistency = made(inclusion_path(2, 7)), made(consistency_path(3, 7))
    with pytest.raises(ProofError, match="too long"):
        check_inclusion(LEAVES[2], 2, proof=[*inclusion, EMPTY_ROOT], head=head(7))
    with pytest.raises(ProofError, match="too long"):
        check_consistency(head(3), head(7), proof=[*consistency, EMPTY_ROOT])
    with pytest.raises(ProofError, match="too long"):
        check_consistency(head(7), head(7), proof=[EMPTY_ROOT])
    with pytest.raises(ProofError, match="too short"):
        check_inclusion(LEAVES[2], 2, proof=inclusion[:-1], head=head(7))
    with pytest.raises(ProofError, match="too short"):
        check_consistency(head(3), head(7), proof=consistency[:-1])
    with pytest.raises(ProofError, match="too short"):
        check_consistency(head(3), head(7), proof=[])


# ── nothing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_nothing_is_included_in_an_empty_log() -> None:
    with pytest.raises(ProofError, match="no entry 0"):
        check_inclusion(EMPTY_ROOT, 0, proof=[], head=Head(0, EMPTY_ROOT))
    with pytest.raises(ProofError, match="no entry 0"):
        inclusion_path(0, 0)


def test_from_an_empty_log_nothing_is_proved() -> None:
    empty = Head(0, EMPTY_ROOT)
    check_consistency(empty, empty, proof=[])
    with pytest.raises(ProofError, match="Nothing can be proved"):
        check_consistency(empty, head(1), proof=[])
    with pytest.raises(ProofError, match="Nothing can be proved"):
        consistency_path(0, 1)
    with pytest.raises(ProofError, match="roots differ"):
        check_consistency(Head(0, LEAVES[0]), Head(0, LEAVES[0]), proof=[])


@pytest.mark.parametrize("short", [b"", bytes(31), bytes(33)])
def test_what_is_no_hash_is_refused(short: bytes) -> None:
    with pytest.raises(ProofError, match="32 bytes"):
        check_inclusion(short, 0, proof=[], head=Head(1, short))
    with pytest.raises(ProofError, match="32 bytes"):
        check_consistency(head(1), head(2), proof=[short])


# ── vectors ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("size", OWN["roots"])
def test_the_roots_of_our_vectors(size: str) -> None:
    assert head(int(size)).root.hex() == OWN["roots"][size]


@pytest.mark.parametrize("vector", OWN["inclusion"], ids=lambda vector: f"{vector['number']} of {vector['size']}")
def test_the_inclusion_proofs_of_our_vectors(vector: dict[str, Any]) -> None:
    proof = [bytes.fromhex(step) for step in vector["proof"]]
    assert made(inclusion_path(vector["number"], vector["size"])) == proof
    tree = Head(vector["size"], bytes.fromhex(OWN["roots"][str(vector["size"])]))
    check_inclusion(leaf_hash(DATA[vector["number"]]), vector["number"], proof=proof, head=tree)


@pytest.mark.parametrize("vector", OWN["consistency"], ids=lambda vector: f"{vector['old']} to {vector['new']}")
def test_the_consistency_proofs_of_our_vectors(vector: dict[str, Any]) -> None:
    proof = [bytes.fromhex(step) for step in vector["proof"]]
    assert made(consistency_path(vector["old"], vector["new"])) == proof
    old, new = (Head(size, bytes.fromhex(OWN["roots"][str(size)])) for size in (vector["old"], vector["new"]))
    check_consistency(old, new, proof=proof)


def test_the_published_vectors() -> None:
    """Those of the transparency-dev library, where a copy stands beside the repository.

    Its vectors for subtrees are taken where the subtree begins at the first leaf and is not empty: then they say the
    same as RFC 9162.
    """
    if not SHARED.is_file():
        pytest.skip("no copy of the published vectors here; our own are tested above")
    vectors = [
        vector for vector in json.loads(SHARED.read_bytes()) if not vector.get("start") and vector.get("end") != 0
    ]
    wrong = [vector["file"] for vector in vectors if holds(vector) == vector["wantErr"]]
    assert wrong == []
    assert len(vectors) == 380
    assert sum(not vector["wantErr"] for vector in vectors) == 24
