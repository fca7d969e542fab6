"""A backup as a file: what is in it opens with two shares alone, and a changed one gives nothing."""

import hashlib
import io

import pytest

from wellfounded.vault import backup_file, recovery
from wellfounded.vault.backup_file import Member
from wellfounded.vault.errors import BackupBroken, RecoveryRefused
from wellfounded.vault.recovery import Recovered

QUORUM = Recovered(bytes(32))
CONTENT: list[Member] = [({"kind": "facts"}, ()), ({"kind": "store"}, (b"canary", b"", b"of a page" * 300))]


def written(content: list[Member] | None = None) -> io.BytesIO:
    out = io.BytesIO()
    backup_file.write(out, CONTENT if content is None else content, quorum=QUORUM.quorum)
    return out


def read(backup: io.BytesIO, opener: Recovered = QUORUM) -> list[tuple[str, bytes]]:
    sealed = backup_file.look_at(backup)
    members = backup_file.members(backup, sealed, key=backup_file.key_of(sealed, opener))
    return [(head["kind"], b"".join(parts)) for head, parts in members]


def test_two_shares_give_everything_back() -> None:
    backup = written()
    assert b"canary" not in backup.getvalue()
    assert read(backup) == [("facts", b""), ("store", b"canary" + b"of a page" * 300)]
    assert read(written([])) == []


def test_the_writer_reads_it_back_with_the_key_that_it_then_forgets() -> None:
    out = io.BytesIO()
    key = backup_file.write(out, CONTENT, quorum=QUORUM.quorum)
    found = []
    for head, parts in backup_file.members(out, backup_file.look_at(out), key=key):
        found.append(head["kind"])
        assert sum(map(len, parts)) >= 0
    assert found == ["facts", "store"]
    assert key not in out.getvalue()


def test_other_shares_open_nothing() -> None:
    with pytest.raises(RecoveryRefused, match="not sealed to them"):
        read(written(), recovery.recovered(recovery.new_shares()[0][:2]))


def test_damage_shows_without_any_key() -> None:
    whole = written().getvalue()
    for place in range(0, len(whole), 7):
        changed = whole[:place] + bytes([whole[place] ^ 64]) + whole[place + 1 :]
        with pytest.raises(BackupBroken):
            backup_file.look_at(io.BytesIO(changed))
    for end in (0, 5, 30, 400, len(whole) - 33, len(whole) - 1):
        with pytest.raises(BackupBroken):
            backup_file.look_at(io.BytesIO(whole[:end]))


def test_a_change_with_a_digest_that_fits_shows_when_it_is_opened() -> None:
    whole = bytearray(written().getvalue())
    whole[-60] ^= 1
    forged = bytes(whole[:-32]) + hashlib.sha256(whole[:-32]).digest()
    assert backup_file.look_at(io.BytesIO(forged)).version == 1
    with pytest.raises(BackupBroken):
        read(io.BytesIO(forged))


def test_a_version_that_is_not_known_is_said() -> None:
    newer = written().getvalue().replace(b'"version": 1', b'"version": 3', 1)
    with pytest.raises(BackupBroken, match="newer version of the program"):
        backup_file.look_at(io.BytesIO(newer))


@pytest.mark.parametrize(
    "head",
    [
        b"{}",
        b"[]",
        b"null",
        b"[" * 5000,
        b"\xff",
        b'{"version": 1, "quorum": "", "key": "?"}',
        b'{"version": Infinity, "quorum": "", "key": ""}',
    ],
)
def test_what_is_no_head_of_a_backup_is_refused(head: bytes) -> None:
    raw = backup_file.MARK + len(head).to_bytes(4, "big") + head
    with pytest.raises(BackupBroken, match="no backup"):
        backup_file.look_at(io.BytesIO(raw))


def test_a_member_that_says_more_than_there_is_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a faulty writer would seal."""
    faulty = b"\0\0\0\x10" + b'{"kind":"store"}' + b"\0\0\0\x09short"
    monkeypatch.setattr(backup_file, "_framed", lambda _: iter([faulty]))
    backup = written()
    with pytest.raises(BackupBroken):
        read(backup)


@pytest.mark.parametrize("head", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 99_999])
def test_a_member_whose_head_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, head: bytes) -> None:
    """Whoever knows the public half of the recovery can seal anything to it."""
    monkeypatch.setattr(backup_file, "_framed", lambda _: iter([len(head).to_bytes(4, "big") + head + bytes(4)]))
    backup = written()
    with pytest.raises(BackupBroken):
        read(backup)
