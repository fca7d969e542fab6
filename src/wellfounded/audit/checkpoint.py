"""Checkpoints: the log's size and root, signed. Given to others, they show any later change of what came before."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.utils import timezone

from wellfounded.audit.backup_signature import BACKUP, BackupSignature
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Checkpoint, LogKey
from wellfounded.audit.note import Signed, Signer, sign
from wellfounded.audit.proofs import head_at

if TYPE_CHECKING:
    from datetime import datetime

BUNDLE = b"wellfounded-bundle/1\n"


def make_checkpoint(*, actor: str) -> Checkpoint:
    """Sign the log as it stands, the entry that tells of this checkpoint included."""
    with transaction.atomic():
        number = record(Event.LOG_CHECKPOINTED, actor=actor)
        key = _key()
        signed = Signed(key.origin, head_at(number + 1), timezone.now())
        return Checkpoint.objects.create(
            size=signed.head.size, root=signed.head.root, time=signed.time, note=sign(signed, bytes(key.private))
        )


def signer() -> Signer:
    """The log's public key: what an office publishes, and others check against."""
    key = _key()
    return Signer(key.origin, bytes(key.public))


def sign_text(text: bytes, *, first: bytes = BUNDLE) -> bytes:
    """A signature with the log's key over another text of the office. Its first words tell it from a checkpoint."""
    return Ed25519PrivateKey.from_private_bytes(bytes(_key().private)).sign(first + text)


def sign_backup(digest: bytes, *, time: datetime, voucher: bytes) -> bytes:
    """What stands at the end of a backup of which this is the digest."""
    unsigned = BackupSignature(signer(), time, voucher)
    return replace(unsigned, signature=sign_text(unsigned.text(digest), first=BACKUP)).write()


def _key() -> LogKey:
    """The key of this log, made when it is first asked for.

    The name comes from the key: it tells two logs apart and nothing about the office.
    """
    key = LogKey.objects.first()
    if key is not None:
        return key
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    origin = f"wellfounded-log/{hashlib.sha256(public).hexdigest()[:16]}"
    made, _ = LogKey.objects.get_or_create(
        pk=1,
        defaults={
            "origin": origin,
            "private": private.private_bytes_raw(),
            "public": public,
            "made_at": timezone.now(),
        },
    )
    return made
