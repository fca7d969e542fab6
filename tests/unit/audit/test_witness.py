"""A witness signs only what follows from what it has seen, and a log that shows two histories is found out."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.unit.audit import naive
from wellfounded.audit.note import NoteError, Signed, Signer, sign
from wellfounded.audit.proof_file import LARGEST, read_given
from wellfounded.audit.standalone_verifier import Misfit
from wellfounded.audit.standalone_verifier import WitnessKey as OtherKey
from wellfounded.audit.tree import Head, leaf_hash
from wellfounded.audit.witness import SplitView, Witness, WitnessKey, cosign, cosigned_at, new_witness, read_witness

PRIVATE = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
LOG = Signer("wellfounded-log/test", PUBLIC)
TIME = datetime(2026, 3, 2, tzinfo=UTC)
LEAVES = [leaf_hash(bytes([number])) for number in range(40)]
TRIALS = 10_000 if os.environ.get("WELLFOUNDED_PROOFS") == "whole" else 300


def note_of(leaves: list[bytes]) -> str:
    return sign(Signed(LOG.name, Head(len(leaves), naive.root(leaves)), TIME), PRIVATE)


@pytest.fixture
def witness() -> Witness:
    return new_witness("unhcr.example/seoul", LOG.line())


def seen(witness: Witness, size: int) -> tuple[Witness, str]:
    return cosign(witness, note_of(LEAVES[:size]), seconds=1_770_000_000)


def test_the_first_checkpoint_is_taken_and_the_next_with_its_proof(witness: Witness) -> None:
    after, note = seen(witness, 7)
    assert cosigned_at(note, after.key()) == 1_770_000_000
    proof = naive.consistency(7, LEAVES[:20])
    later, note = cosign(after, note_of(LEAVES[:20]), proof=proof, seconds=1_770_000_100)
    assert later.last == note_of(LEAVES[:20])
    assert cosign(later, note_of(LEAVES[:20]), seconds=1)[0] == later  # the same one again


@pytest.mark.parametrize(
    ("leaves", "proof", "said"),
    [
        (LEAVES[:6], [], "one with 7 was seen before"),
        (LEAVES[:20], [], "It was not shown"),
        (LEAVES[:20], naive.consistency(6, LEAVES[:20]), "It was not shown"),
        (LEAVES[1:21], naive.consistency(7, LEAVES[1:21]), "It was not shown"),
        (LEAVES[1:8], [], "It was not shown"),
    ],
)
def test_what_does_not_follow_is_not_signed(
    witness: Witness, leaves: list[bytes], proof: list[bytes], said: str
) -> None:
    after, _ = seen(witness, 7)
    with pytest.raises(SplitView, match=said):
        cosign(after, note_of(leaves), proof=proof, seconds=1)


def test_another_log_is_not_signed(witness: Witness) -> None:
    other = bytes(32)
    note = sign(Signed(LOG.name, Head(7, naive.root(LEAVES[:7])), TIME), other)
    with pytest.raises(NoteError, match="not signed by"):
        cosign(witness, note, seconds=1)


def test_two_histories_never_get_the_same_signature() -> None:
    """Three witnesses; the log forks somewhere and tries every proof that it can make, also spoiled ones."""
    dice, forked = Random(6), 0  # noqa: S311 - a drill
    for trial in range(TRIALS):
        fork = dice.randrange(1, 30)
        other = [*LEAVES[:fork], *(leaf_hash(bytes([200, trial % 250, place])) for place in range(10))]
        watching = [Witness(f"w{place}", bytes([place]) * 32, LOG) for place in range(3)]
        first = dice.randrange(1, 40)
        watcher, _ = seen(watching[trial % 3], first)
        size = (
            dice.randrange(first, 41) if len(other) < first else dice.randrange(min(first, len(other)), len(other) + 1)
        )
        size = min(max(size, 1), len(other))
        branch = other[:size]
        proof = naive.consistency(min(first, size), branch)
        if proof and dice.random() < 0.3:
            proof[dice.randrange(len(proof))] = LEAVES[dice.randrange(40)]
        follows = size >= first and naive.root(branch[:first]) == naive.root(LEAVES[:first])
        if follows:
            continue
        forked += 1
        with pytest.raises(SplitView):
            cosign(watcher, note_of(branch), proof=proof, seconds=trial)
    assert forked > TRIALS / 4


def test_a_witness_that_checks_nothing_signs_both(monkeypatch: pytest.MonkeyPatch, witness: Witness) -> None:
    """The negative control."""
    monkeypatch.setattr("wellfounded.audit.witness.check_consistency", lambda *_, **__: None)
    after, _ = seen(witness, 7)
    assert cosigned_at(cosign(after, note_of(LEAVES[1:21]), seconds=1)[1], after.key()) == 1


def test_both_verifiers_know_the_signature_and_every_one_bit_change_of_it(witness: Witness) -> None:
    after, note = seen(witness, 7)
    own, other = WitnessKey.read(after.key().line()), OtherKey(after.key().line())
    assert cosigned_at(note, own) is not None
    assert other.signed(note)
    stranger = replace(own, public=bytes([1] * 32))
    assert cosigned_at(note, stranger) is None
    raw = note.encode()
    for place in range(len(raw)):
        changed = (raw[:place] + bytes([raw[place] ^ 1 << place % 7]) + raw[place + 1 :]).decode(errors="replace")
        mine = cosigned_at(changed, own) is not None
        try:
            theirs = other.signed(changed)
        except Misfit:
            theirs = False
        in_the_log_own_line = changed.splitlines()[-1] == note.splitlines()[-1] and (
            changed.rpartition("\n\n")[0] == note.rpartition("\n\n")[0]
        )
        assert mine == theirs == in_the_log_own_line, place


@pytest.mark.parametrize(
    "line", ["", "w", "w+00+AA==", LOG.line(), "w+00000000+" + "A" * 44, "+00+AA==", "w+zz+not base64"]
)
def test_only_the_key_of_a_witness_is_one(line: str) -> None:
    with pytest.raises(NoteError, match="not the key of a witness"):
        WitnessKey.read(line)
    with pytest.raises(Misfit):
        OtherKey(line)


@pytest.mark.parametrize("name", ["", "two words", "a+b"])
def test_a_name_fits_on_the_line(name: str) -> None:
    with pytest.raises(NoteError, match="no blanks"):
        new_witness(name, LOG.line())


def test_the_file_of_a_witness_comes_back_and_a_changed_one_is_refused(witness: Witness) -> None:
    after, _ = seen(witness, 7)
    assert read_witness(after.write()) == after
    kept = json.loads(after.write())
    for changed in (
        {"format": "other"},
        {"private": "AA=="},
        {"log": "x"},
        {"last": note_of(LEAVES[:7]).replace("7", "8", 1)},
        {"name": 3},
    ):
        with pytest.raises(NoteError):
            read_witness(json.dumps(kept | changed))
    for text in ("", "[]", "{}", "[" * 9999):
        with pytest.raises(NoteError, match="not the file of a witness"):
            read_witness(text)


def test_a_proof_is_read_from_what_the_office_sends() -> None:
    record = {"kind": "consistency", "old": "a", "new": "b", "hashes": ["A" * 43 + "="]}
    header = json.dumps({"kind": "log"})
    given = read_given(f"{header}\n{json.dumps(record)}\n")
    assert (given.older, given.note, given.proof) == ("a", "b", (bytes(32),))
    assert read_given("a note\n").note == "a note\n"
    for changed in (
        {"kind": "inclusion"},
        {"hashes": ["AA=="]},
        {"hashes": "AAAA"},
        {"hashes": ["A" * 43 + "="] * 200},
        {"old": 1},
        {"new": None},
        {"more": 1},
    ):
        with pytest.raises(NoteError):
            read_given(f"{header}\n{json.dumps(record | changed)}\n")
    for text in ("{", "{}\n{}", "{}\n[]", "{}\n" + "[" * 9999, "{" * (LARGEST + 1)):
        with pytest.raises(NoteError):
            read_given(text)


def test_what_no_file_can_hold_is_refused_and_breaks_nothing(witness: Witness) -> None:
    """JSON brings in half a character, which has no bytes; found by throwing noise at the readers."""
    note = note_of(LEAVES[:7])
    with pytest.raises(NoteError):
        cosign(witness, note.replace("time", "ti\ud800me"), seconds=1)
    for reader in (Signer.read, WitnessKey.read):
        with pytest.raises(NoteError):
            reader("w\ud800+00000000+" + "A" * 44)
    after, cosigned = seen(witness, 7)
    assert cosigned_at(cosigned.replace("time", "ti\ud800me", 1), after.key()) is None
    assert not OtherKey(after.key().line()).signed(cosigned.replace("time", "ti\ud800me", 1))


def test_a_line_that_is_no_signature_hides_none(witness: Witness) -> None:
    """Found in the same way: the two verifiers said different things of it."""
    after, note = seen(witness, 7)
    spoiled = note.replace(f"— {after.name} ", f"— {after.name} not base64\n— {after.name} ")
    assert cosigned_at(spoiled, after.key()) is not None
    assert OtherKey(after.key().line()).signed(spoiled)
