"""A whole log is said to be whole, and each kind of change is named with its place."""

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import transaction

from tests.integration.audit.tampering import tamper
from wellfounded.audit.checkpoint import make_checkpoint, sign_text, signer
from wellfounded.audit.commitment import leaf_of
from wellfounded.audit.erasure import erase, erase_subject
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Checkpoint, Detail, Entry, LogKey, Tombstone
from wellfounded.audit.note import Signed, open_note, sign
from wellfounded.audit.proofs import head_at
from wellfounded.audit.tree import EMPTY_ROOT, Head, peak_of
from wellfounded.audit.verify import verify_log

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    for number in range(count):
        record(Event.CASE_OPENED, actor="mina", subject=f"C-{number % 3:05}")


def told(*against: str) -> list[str]:
    return [f"{trouble.place} {trouble.what}" for trouble in verify_log(against=against).troubles]


def test_an_empty_log_is_whole() -> None:
    report = verify_log()
    assert (report.whole, report.head) == (True, Head(0, EMPTY_ROOT))


def test_a_log_with_checkpoints_and_erasures_is_whole() -> None:
    write(5)
    first = make_checkpoint(actor="mina")
    write(6)
    erase_subject("C-00001", actor="mina", reason="retention")
    make_checkpoint(actor="mina")
    write(2)
    report = verify_log(against=[first.note])
    assert report.troubles == ()
    assert (report.whole, report.head.size, report.erased, report.checkpoints) == (True, 16, 4, 3)
    assert report.head == head_at(16)


def test_a_checkpoint_is_signed_by_the_key_of_the_log_and_covers_its_own_entry() -> None:
    write(3)
    checkpoint = make_checkpoint(actor="mina")
    signed = open_note(checkpoint.note, signer())
    assert signed == Signed(signer().name, head_at(4), checkpoint.time)
    assert Detail.objects.get(entry=3).event == Event.LOG_CHECKPOINTED
    assert LogKey.objects.count() == 1


def test_another_text_is_signed_with_the_key_of_the_log_and_never_passes_for_a_checkpoint() -> None:
    write(3)
    head = Signed(signer().name, head_at(3), datetime(2026, 3, 2, tzinfo=UTC)).text().encode()
    key, signature = Ed25519PublicKey.from_public_bytes(signer().public), sign_text(head)
    key.verify(signature, b"wellfounded-bundle/1\n" + head)
    for text in (head, b"wellfounded-bundle/1\n" + head + b" "):
        with pytest.raises(InvalidSignature):
            key.verify(signature, text)


# ── what is changed ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_changed_detail_is_named() -> None:
    write(8)
    tamper("UPDATE audit_detail SET actor = 'somebody' WHERE entry_id = 4")
    assert told() == ["Entry 4 no longer says what was recorded"]


def test_a_changed_time_is_named_and_checkpoints_no_longer_fit() -> None:
    write(7)
    pk = make_checkpoint(actor="mina").pk
    tamper("UPDATE audit_entry SET time = %s WHERE number = 4", datetime(2020, 1, 1, tzinfo=UTC))
    assert told() == [
        "Entry 4 or one before it was changed: its subtree has another root",
        "Entry 5 or one before it was changed: its subtree has another root",
        "Entry 7 or one before it was changed: its subtree has another root",
        f"Checkpoint {pk} has another root: something before it was changed or removed",
    ]


def test_a_log_written_anew_fits_itself_and_not_a_checkpoint_kept_outside() -> None:
    """The strongest thief: the owner of the store, with the key of the log."""
    write(3)
    kept = make_checkpoint(actor="mina").note
    entry = Entry.objects.get(number=3)
    detail = entry.detail
    detail.subject = "C-99999"
    leaf = leaf_of(entry.time, detail.commitment())
    peaks = [bytes(Entry.objects.get(number=number).peak) for number in (2, 1)]
    tamper("UPDATE audit_detail SET subject = 'C-99999' WHERE entry_id = 3")
    values = (detail.commitment(), peak_of(leaf, peaks))
    tamper("UPDATE audit_entry SET commitment = %s, peak = %s WHERE number = 3", *values)
    key = LogKey.objects.get()
    row = Checkpoint.objects.get()
    again = Signed(key.origin, head_at(4), row.time)
    tamper("UPDATE audit_checkpoint SET root = %s, note = %s", again.head.root, sign(again, bytes(key.private)))
    assert told() == []
    assert told(kept) == ["Checkpoint given, no. 1 has another root: something before it was changed or removed"]


def test_entries_cut_off_at_the_end_are_noticed_by_a_checkpoint() -> None:
    write(4)
    make_checkpoint(actor="mina")
    tamper("DELETE FROM audit_detail WHERE entry_id >= 3")
    tamper("DELETE FROM audit_entry WHERE number >= 3")
    (trouble,) = told()
    assert trouble.endswith("has 5 entries, and the log has only 3")


def test_an_entry_taken_out_of_the_middle_is_named() -> None:
    write(4)
    tamper("DELETE FROM audit_detail WHERE entry_id = 2")
    tamper("DELETE FROM audit_entry WHERE number = 2")
    assert told()[0] == "Entry 2 is missing; the next one is entry 3"


def test_a_detail_that_vanished_untold_is_named() -> None:
    write(4)
    tamper("DELETE FROM audit_detail WHERE entry_id = 2")
    assert told() == ["Entry 2 no longer says what it is about, and no erasure was told of"]


def test_an_erasure_that_no_entry_tells_of_is_named() -> None:
    write(4)
    Tombstone.objects.create(erased_id=1, told_by_id=3)
    assert told() == [
        "Entry 1 still says what it is about, though its erasure was told of",
        "Entry 3 does not tell of just those erasures that point to it",
    ]


def test_an_erasure_is_told_of_by_just_one_entry() -> None:
    write(4)
    number = erase([0, 1], actor="mina", reason="retention")
    tamper("DELETE FROM audit_tombstone WHERE erased_id = 1")
    assert told() == [
        "Entry 1 no longer says what it is about, and no erasure was told of",
        f"Entry {number} does not tell of just those erasures that point to it",
    ]


def test_the_entry_that_tells_of_an_erasure_must_be_there() -> None:
    write(4)
    number = erase([0], actor="mina", reason="retention")
    tamper("DELETE FROM audit_detail WHERE entry_id = %s", number)
    tamper("DELETE FROM audit_entry WHERE number = %s", number)
    assert told() == [f"Entry {number} should tell of an erasure, and is not in the log"]
    transaction.set_rollback(True)  # else Django asks whether every entry is where something points to


def test_a_detail_without_its_entry_is_named() -> None:
    write(2)
    tamper("DELETE FROM audit_entry WHERE number = 1")
    assert told() == ["Entry 1 is missing, and what it was about still stands"]
    transaction.set_rollback(True)


def test_a_checkpoint_that_was_changed_removed_or_misfiled_is_named() -> None:
    write(2)
    for _ in range(3):
        make_checkpoint(actor="mina")
    first, second, third = Checkpoint.objects.all()
    tamper("UPDATE audit_checkpoint SET note = %s WHERE id = %s", first.note.replace("\n3\n", "\n2\n"), first.pk)
    tamper("UPDATE audit_checkpoint SET time = %s WHERE id = %s", datetime(2020, 1, 1, tzinfo=UTC), second.pk)
    tamper("DELETE FROM audit_checkpoint WHERE id = %s", third.pk)
    assert told() == [
        "Entry 4 tells of a checkpoint that is no longer kept",
        f"Checkpoint {first.pk} The checkpoint is not signed by {signer().name}, or was changed since.",
        f"Checkpoint {second.pk} is filed under another size, root or time",
    ]
    assert told("anything")[-1].startswith("Checkpoint given, no. 1 The checkpoint is not signed")


# ── what is erased ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_erasure_takes_what_is_about_the_subject_and_leaves_every_root() -> None:
    write(6)
    before = head_at(6)
    number = erase_subject("C-00001", actor="mina", reason="retention")
    assert not Detail.objects.filter(subject="C-00001").exists()
    assert Detail.objects.filter(subject="C-00002").count() == 2
    assert head_at(6) == before
    telling = Detail.objects.get(entry=number)
    assert bytes(telling.payload) == b'{"entries":[1,4],"reason":"retention"}'
    assert (telling.subject, telling.event) == ("", Event.LOG_ERASED)


def test_what_tells_of_erasures_and_checkpoints_is_never_erased() -> None:
    write(1)
    number = erase([0], actor="mina", reason="retention")
    make_checkpoint(actor="mina")
    assert erase([0, 1, 2, 7], actor="mina", reason="retention") is None
    assert erase_subject("", actor="mina", reason="retention") is None
    assert Detail.objects.filter(pk=number).exists()


def test_another_erased_time_would_still_be_noticed() -> None:
    write(4)
    erase([2], actor="mina", reason="retention")
    assert told() == []
    tamper("UPDATE audit_entry SET time = %s WHERE number = 2", datetime(2020, 1, 1, tzinfo=UTC))
    assert told()[0].startswith("Entry 2 or one before it was changed")
