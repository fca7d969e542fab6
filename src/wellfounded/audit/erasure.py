"""Erases what entries are about. The entries stay, and so does every root and every proof."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail, Tombstone

# What tells how the log itself was kept holds nothing about a person, and must stay readable.
KEPT = (Event.LOG_CHECKPOINTED, Event.LOG_ERASED)


def erase_subject(subject: str, *, actor: str, reason: str) -> int | None:
    """Erase the details of every entry about this subject. Returns the number of the entry that tells of it.

    The entry names the numbers and the reason, never the subject. None when there was nothing to erase.
    """
    with transaction.atomic():
        about = Detail.objects.filter(subject=subject).exclude(event__in=KEPT)
        return erase(about.values_list("pk", flat=True), actor=actor, reason=reason)


def erase(numbers: Collection[int], *, actor: str, reason: str) -> int | None:
    """Erase the details of these entries. `reason` is a code or a rule of retention, never a name."""
    with transaction.atomic():
        found = Detail.objects.filter(pk__in=list(numbers)).exclude(event__in=KEPT)
        erased = sorted(found.values_list("pk", flat=True))
        if not erased:
            return None
        told_by = record(Event.LOG_ERASED, actor=actor, detail={"entries": erased, "reason": reason})
        Tombstone.objects.bulk_create([Tombstone(erased_id=number, told_by_id=told_by) for number in erased])
        Detail.objects.filter(pk__in=erased).delete()
        return told_by
