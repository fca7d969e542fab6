"""Two records of one person, read as one: the journal of merges. Nothing else changes by a merge or its undoing."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wellfounded.cases.models.duplicate import DuplicateLead
from wellfounded.persons.models import Person
from wellfounded.vault.sealed_columns import SealedText, Sealing


class Merge(models.Model):
    """`merged` is read as a part of `kept` while nobody undid it. Both keep every row of theirs.

    `stood` has the keys of the rows of both when they were merged, by kind: what is not among them came afterwards, and
    is given to one of the two when the merge is undone.
    """

    sealing: ClassVar = Sealing("identity", way="kept")
    lead = models.ForeignKey(DuplicateLead, models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stood = models.JSONField()
    reason = SealedText()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_reason = SealedText(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="cases_merged_into_one"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="cases_merge_is_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_merge_has_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None, undone_reason="")
                | (Q(undone_by__isnull=False, undone_at__isnull=False) & ~Q(undone_reason="")),
                name="cases_merge_undone_has_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} read as {self.kept}"
