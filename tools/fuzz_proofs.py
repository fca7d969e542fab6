"""Throws altered checkpoints, proofs and witness files at their readers: `python -m tools.fuzz_proofs SECONDS`.

A reader may refuse, with the error that it declares, and nothing else. And both verifiers must say the same of a
witness's signature. The first fault ends the run and shows the text that made it.
"""

from __future__ import annotations

import json
import sys
import time
from base64 import b64encode
from collections import Counter
from datetime import UTC, datetime
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wellfounded.audit.note import NoteError, Signed, Signer, open_note, sign
from wellfounded.audit.proof_file import read_given
from wellfounded.audit.standalone_verifier import Misfit, Verifier
from wellfounded.audit.standalone_verifier import WitnessKey as OtherKey
from wellfounded.audit.tree import Growing, Head, Kept, consistency_path, leaf_hash, needed, root_of_span
from wellfounded.audit.witness import WitnessKey, cosign, cosigned_at, new_witness, read_witness

PRIVATE = bytes(range(32))
LOG = Signer("wellfounded-log/fuzz", Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw())
SIGNS = '{}[]",:+=/\\\n\u2014 0123456789AZaz\x00\ud800\U0001f512eE-.'
OLD, NEW = 7, 20


def main(seconds: float) -> None:
    dice, until, seen = Random(time.time_ns()), time.monotonic() + seconds, Counter[str]()  # noqa: S311 - no secret is drawn
    seeds = _seeds()
    while time.monotonic() < until:
        kind = dice.choice(sorted(seeds))
        text = _altered(seeds[kind], dice)
        try:
            seen[f"{kind} {'taken' if _read(kind, text) else 'refused'}"] += 1
        except Exception:
            print(f"{kind}: {text!r}")
            raise
    print(json.dumps({"texts": sum(seen.values()), **dict(sorted(seen.items()))}))


def _seeds() -> dict[str, str]:
    tree, kept = Growing(), list[Kept]()
    roots = {}
    for number in range(NEW):
        leaf = leaf_hash(bytes([number]))
        kept.append(Kept(leaf, tree.append(leaf)))
        roots[number + 1] = tree.root()
    notes = {
        size: sign(Signed(LOG.name, Head(size, roots[size]), datetime(2026, 3, 2, tzinfo=UTC)), PRIVATE)
        for size in (OLD, NEW)
    }
    path = consistency_path(OLD, NEW)
    steps = [root_of_span(span, {number: kept[number] for number in needed(span)}.__getitem__) for span in path]
    header = json.dumps({"kind": "log", "format": 1, "origin": LOG.name, "key": LOG.line()})
    witness = new_witness("witness.example", LOG.line())
    after, cosigned = cosign(witness, notes[OLD], seconds=1_770_000_000)
    encoded = [_base64(step) for step in steps]
    proof = json.dumps({"kind": "consistency", "old": notes[OLD], "new": notes[NEW], "hashes": encoded})
    return {
        "note": notes[OLD],
        "cosigned": f"{after.key().line()}\n{cosigned}",
        "proof": f"{header}\n{proof}\n",
        "witness": after.write(),
        "key": LOG.line(),
    }


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _altered(text: str, dice: Random) -> str:
    for _ in range(dice.randrange(4)):
        at, end = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        way = dice.randrange(5)
        if way == 0:
            text = text[:at] + dice.choice(SIGNS) + text[at + 1 :]
        elif way == 1:
            text = text[:at] + text[end:]
        elif way == 2:  # noqa: PLR2004 - one of five ways
            text = text[:at] + text[at:end] * dice.randrange(1, 4) + text[end:]
        elif way == 3:  # noqa: PLR2004 - the same
            text = text[:at] + "".join(dice.choices(SIGNS, k=dice.randrange(8))) + text[at:]
        else:
            text = text[:at] + "[" * dice.randrange(2000) + text[at:]
        text = text or " "
    return text


def _read(kind: str, text: str) -> bool:
    """Whether it was taken."""
    try:
        if kind == "note":
            open_note(text, LOG)
        elif kind == "key":
            Signer.read(text)
        elif kind == "witness":
            read_witness(text)
        elif kind == "proof":
            read_given(text)
            return not Verifier(LOG.line()).run(text)
        else:
            return _both(text)
    except NoteError:
        return False
    return True


def _both(text: str) -> bool:
    line, _, note = text.partition("\n")
    key = WitnessKey.read(line)
    own = cosigned_at(note, key) is not None
    try:
        other = OtherKey(line).signed(note)
    except Misfit:
        other = False
    if own != other:
        raise AssertionError(own, other)
    return own


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600)
