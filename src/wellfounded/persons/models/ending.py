"""What may end: it stays in the record with who ended it, when and why, and counts no longer."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from wellfounded.vault.sealed_columns import SealedText


class Ending(models.Model):
    """Three columns for the end of a row. Nothing is ever deleted."""

    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_reason = SealedText(blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None, ended_reason="")
                | (Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(ended_reason="")),
                name="persons_%(class)s_end_has_who_when_and_why",
            ),
        ]
