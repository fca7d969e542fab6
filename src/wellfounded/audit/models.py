"""The tables of the log. Triggers in the database refuse what these classes never do: see `triggers`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wellfounded.audit.commitment import Opened, leaf_of
from wellfounded.audit.events import ALERTS
from wellfounded.audit.tree import Kept


class Entry(models.Model):
    """One thing that happened: when, and a commitment to what. Never changed, never removed."""

    number = models.BigIntegerField(primary_key=True)  # the position in the log, counted from 0
    time = models.DateTimeField(db_index=True)
    commitment = models.BinaryField(max_length=32)
    # The root of the largest perfect subtree that this entry completes: all that the tree needs besides the leaves.
    peak = models.BinaryField(max_length=32)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(number__gte=0), name="audit_entries_counted_from_0"),
        ]

    def __str__(self) -> str:
        return f"entry {self.number}"

    def leaf(self) -> bytes:
        return leaf_of(self.time, bytes(self.commitment))

    def kept(self) -> Kept:
        return Kept(self.leaf(), bytes(self.peak))


class Detail(models.Model):
    """What an entry is about. It may be erased, through `erasure` only, and is never changed."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="detail")
    salt = models.BinaryField(max_length=32)
    event = models.CharField(max_length=60)  # no index of all: each costs every append, and the newest are found soon
    actor = models.CharField(max_length=150, db_index=True)
    subject = models.CharField(max_length=150, blank=True, db_index=True)
    payload = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [  # of a few rows, so that other appends cost hardly more
            models.Index(
                fields=["actor", "event", "entry"], condition=Q(event__in=list(map(str, ALERTS))), name="audit_alerts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} by {self.actor}"

    def opened(self) -> Opened:
        return Opened(self.event, self.actor, self.subject, bytes(self.payload))

    def commitment(self) -> bytes:
        return self.opened().commitment(bytes(self.salt))


class Tombstone(models.Model):
    """Says which later entry tells of the erasure of an entry's detail. Without it the database refuses the erasure."""

    erased = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="tombstone")
    told_by = models.ForeignKey(Entry, models.PROTECT, related_name="tells_of")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(told_by__gt=F("erased")), name="audit_erasure_told_afterwards"),
        ]

    def __str__(self) -> str:
        return f"erased: entry {self.erased_id}"


class LogKey(models.Model):
    """The key that signs checkpoints: one row, inside the encrypted store."""

    origin = models.CharField(max_length=100)
    private = models.BinaryField(max_length=32)
    public = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(pk=1), name="audit_one_key"),
        ]

    def __str__(self) -> str:
        return self.origin


class Checkpoint(models.Model):
    """The log's size and root at a moment, signed. `note` is the whole of it as others receive it."""

    size = models.BigIntegerField(db_index=True)
    root = models.BinaryField(max_length=32)
    time = models.DateTimeField()
    note = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"
