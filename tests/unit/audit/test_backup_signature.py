"""What an office signs of a backup: any change of it, or of what it is about, shows without a share."""

import hashlib
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wellfounded.audit.backup_signature import BACKUP, BackupSignature, signature_of
from wellfounded.audit.note import Signer
from wellfounded.vault import backup_file
from wellfounded.vault.backup_file import Sealed
from wellfounded.vault.errors import BackupBroken
from wellfounded.vault.recovery import Recovered

SHARES = Recovered(bytes(32))
MOMENT = datetime(2026, 11, 23, 5, 40, 12, 345678, tzinfo=UTC)
OURS, THEIRS = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2))


def made(digest: bytes, *, name: str = "wellfounded-log/ours", voucher: bytes = bytes(32)) -> BackupSignature:
    unsigned = BackupSignature(Signer(name, OURS.public_key().public_bytes_raw()), MOMENT, voucher)
    return replace(unsigned, signature=OURS.sign(BACKUP + unsigned.text(digest)))


def backup(**more: Any) -> bytes:
    out = io.BytesIO()
    content: list[backup_file.Member] = [({"kind": "facts"}, ()), ({"kind": "store"}, (b"a page",))]
    backup_file.write(out, content, quorum=SHARES.quorum, sign=lambda digest: made(digest, **more).write())
    return out.getvalue()


def looked_at(raw: bytes) -> Sealed:
    return backup_file.look_at(io.BytesIO(raw))


def with_signature(raw: bytes, signature: bytes) -> bytes:
    """The same backup with another signature, and digests that fit."""
    body = raw[: looked_at(raw).end] + signature + len(signature).to_bytes(4, "big")
    return body + hashlib.sha256(body).digest()


@pytest.mark.parametrize("voucher", [b"", bytes(32)])
def test_what_was_signed_is_read_again(voucher: bytes) -> None:
    found = signature_of(looked_at(backup(voucher=voucher)))
    assert found is not None
    assert (found.signer.name, found.time, found.voucher) == ("wellfounded-log/ours", MOMENT, voucher)


def test_a_backup_without_a_signature_says_so() -> None:
    out = io.BytesIO()
    backup_file.write(out, [], quorum=SHARES.quorum)
    assert signature_of(looked_at(out.getvalue())) is None


@pytest.mark.parametrize(
    "change",
    [
        {"time": 1},
        {"time": -1},
        {"time": 1.5},
        {"time": 10**30},
        {"time": "1"},
        {"voucher": ""},
        {"voucher": "AAAA"},
        {"signature": ""},
        {"signature": "?"},
        {"signer": "nobody"},
        {"signer": None},
        {"signer": Signer("another name", OURS.public_key().public_bytes_raw()).line()},
        {"signer": Signer("wellfounded-log/ours", THEIRS.public_key().public_bytes_raw()).line()},
        {"more": 1},
    ],
)
def test_an_altered_signature_is_refused(change: dict[str, Any]) -> None:
    whole = backup()
    told = json.loads(looked_at(whole).signature)
    with pytest.raises(BackupBroken, match="does not fit"):
        signature_of(looked_at(with_signature(whole, json.dumps(told | change).encode())))
    assert signature_of(looked_at(with_signature(whole, json.dumps(told).encode())))  # the control


@pytest.mark.parametrize("raw", [b"{", b"[]", b"null", b"\xff", b"[" * 4000, b" "])
def test_what_is_no_signature_is_refused(raw: bytes) -> None:
    with pytest.raises(BackupBroken, match="does not fit"):
        signature_of(looked_at(with_signature(backup(), raw)))


@pytest.mark.parametrize("name", ["a\x1b[2Jname", "a" * 101])
def test_a_name_that_a_terminal_would_obey_is_refused(name: str) -> None:
    """It is shown before anybody knows whose it is."""
    with pytest.raises(BackupBroken, match="does not fit"):
        signature_of(looked_at(backup(name=name)))


def test_a_signature_of_one_backup_does_not_fit_another() -> None:
    one, other = backup(), backup()
    with pytest.raises(BackupBroken, match="does not fit"):
        signature_of(looked_at(with_signature(one, looked_at(other).signature)))


def test_a_signed_backup_cannot_be_made_one_without_a_signature() -> None:
    """Its version is bound to what is sealed."""
    whole = backup()
    sealed = looked_at(whole)
    body = whole[: sealed.end].replace(b'"version": 2', b'"version": 1', 1)
    bare = body + hashlib.sha256(body).digest()
    seen = looked_at(bare)
    assert seen.signature == b""
    with pytest.raises(BackupBroken):
        list(backup_file.members(io.BytesIO(bare), seen, key=backup_file.key_of(seen, SHARES)))


@pytest.mark.parametrize("length", [0, 4097, 2**32 - 1])
def test_a_length_that_is_none_is_refused(length: int) -> None:
    body = backup()[:-36] + length.to_bytes(4, "big")
    with pytest.raises(BackupBroken, match="no backup"):
        looked_at(body + hashlib.sha256(body).digest())


def test_damage_shows_without_any_key() -> None:
    whole = backup()
    for place in range(0, len(whole), 11):
        changed = whole[:place] + bytes([whole[place] ^ 64]) + whole[place + 1 :]
        with pytest.raises(BackupBroken):
            looked_at(changed)
    for end in range(0, len(whole), 13):
        with pytest.raises(BackupBroken):
            looked_at(whole[:end])
