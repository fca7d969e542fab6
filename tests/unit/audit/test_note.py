"""Signed notes: each part of a checkpoint counts, and nothing else is accepted in its place."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.audit.note import NoteError, Signed, Signer, open_note, sign
from wellfounded.audit.standalone_verifier import Key, Misfit
from wellfounded.audit.tree import EMPTY_ROOT, Head

# The key of RFC 8032, section 7.1, test 1.
PRIVATE = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
KEY = Ed25519PrivateKey.from_private_bytes(PRIVATE)
SIGNER = Signer("log/one", KEY.public_key().public_bytes_raw())
CHECKPOINT = Signed("log/one", Head(7, EMPTY_ROOT), datetime(2024, 3, 2, 9, 30, 0, 123456, tzinfo=UTC))
NOTE = sign(CHECKPOINT, PRIVATE)


NO_CHECKPOINTS = [
    "log/one\n7\n",
    "log/two\n" + CHECKPOINT.text().split("\n", 1)[1],
    CHECKPOINT.text().replace("\n7\n", "\n07\n"),
    CHECKPOINT.text().replace("\n7\n", "\n-7\n"),
    CHECKPOINT.text().replace("\n7\n", "\nseven\n"),
    CHECKPOINT.text().replace("\n7\n", "\n٧\n"),
    CHECKPOINT.text().replace("time ", "time  "),
    CHECKPOINT.text().replace("time 17", "time 99999999999999"),
    CHECKPOINT.text().replace(b64encode(EMPTY_ROOT).decode(), b64encode(EMPTY_ROOT[1:]).decode()),
    CHECKPOINT.text().replace(b64encode(EMPTY_ROOT).decode(), "§"),
    CHECKPOINT.text() + "more\n",
]


def signed_text(text: str) -> str:
    """Any text, rightly signed."""
    return f"{text}\n— log/one {b64encode(SIGNER.key_id() + KEY.sign(text.encode())).decode()}\n"


def test_a_note_has_the_form_of_the_specification() -> None:
    origin, size, root, time, empty, signature, end = NOTE.split("\n")
    assert (origin, size, time, empty, end) == ("log/one", "7", "time 1709371800123456", "", "")
    assert b64decode(root) == EMPTY_ROOT
    dash, name, data = signature.split(" ")
    assert (dash, name, len(b64decode(data))) == ("—", "log/one", 4 + 64)
    assert open_note(NOTE, SIGNER) == CHECKPOINT


def test_another_signer_may_add_a_line() -> None:
    other = Ed25519PrivateKey.generate()
    line = f"— witness {b64encode(bytes(4) + other.sign(b'anything')).decode()}\n"
    assert open_note(NOTE + line, SIGNER) == CHECKPOINT
    text, _, ours = NOTE.rpartition("\n\n")
    assert open_note(f"{text}\n\n{line}{ours}", SIGNER) == CHECKPOINT


@given(st.integers(0, len(NOTE.encode()) * 8 - 1))
def test_no_bit_of_a_note_can_be_changed(bit: int) -> None:
    data = bytearray(NOTE.encode())
    data[bit // 8] ^= 1 << bit % 8
    changed = data.decode("utf-8", errors="replace")
    try:
        assert open_note(changed, SIGNER) == CHECKPOINT
    except NoteError:
        return
    # Only the bits that base64 leaves unused, and the line break at the very end, may change without a trace.
    assert changed.split("\n\n")[0] == NOTE.split("\n\n")[0]


@pytest.mark.parametrize("text", NO_CHECKPOINTS)
def test_a_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    assert open_note(signed_text(CHECKPOINT.text()), SIGNER) == CHECKPOINT
    with pytest.raises(NoteError, match="not a checkpoint"):
        open_note(signed_text(text), SIGNER)
    alone = Key(SIGNER.line())
    assert alone.read(signed_text(CHECKPOINT.text())) == (7, EMPTY_ROOT)
    # The time far ahead is one that this program cannot write down; alone, its digits are all that is looked at.
    if "99999999999999" not in text:
        with pytest.raises(Misfit):
            alone.read(signed_text(text))


@pytest.mark.parametrize("note", ["", "\n\n", NOTE.split("\n\n")[0], NOTE.replace("—", "-")])
def test_what_is_not_signed_is_refused(note: str) -> None:
    with pytest.raises(NoteError, match="not signed by log/one"):
        open_note(note, SIGNER)


def test_a_signature_under_another_key_id_is_passed_over() -> None:
    text, _, line = NOTE.rpartition(" ")
    other = f"{text} {b64encode(bytes(4) + b64decode(line)[4:]).decode()}\n"
    with pytest.raises(NoteError, match="not signed"):
        open_note(other, SIGNER)
    with pytest.raises(Misfit, match="missing"):
        Key(SIGNER.line()).read(other)


def test_the_signature_of_another_key_in_our_name_is_refused() -> None:
    forged = sign(CHECKPOINT, Ed25519PrivateKey.generate().private_bytes_raw())
    with pytest.raises(NoteError, match="not signed"):
        open_note(forged, SIGNER)


def test_a_key_is_written_and_read() -> None:
    assert SIGNER.line() == f"log/one+{SIGNER.key_id().hex()}+{b64encode(bytes([1]) + SIGNER.public).decode()}"
    assert Signer.read(f"  {SIGNER.line()}\n") == SIGNER


@pytest.mark.parametrize(
    "line",
    [
        "",
        "log/one",
        SIGNER.line().replace("log/one", "log/two"),
        SIGNER.line().replace("log/one", ""),
        SIGNER.line()[:-4],
        SIGNER.line().replace("+Add", "+Bdd"),
        f"log/one+{SIGNER.key_id().hex()}+§",
    ],
)
def test_a_line_that_is_no_key_is_refused(line: str) -> None:
    assert line != SIGNER.line()
    with pytest.raises(NoteError, match="not the key"):
        Signer.read(line)
