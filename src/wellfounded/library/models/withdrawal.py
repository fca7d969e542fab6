"""A source taken off the shelf: why, by whom, and whether somebody put it back. Nothing of it is destroyed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from wellfounded.library.models.source import Source


class Withdrawal(models.Model):
    """One withdrawal of a source. It holds until it is put back, and is kept then too."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="withdrawals")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    put_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    put_back_at = models.DateTimeField(null=True)
    put_back_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(reason=""), name="library_withdrawal_has_its_reason"),
            models.CheckConstraint(
                condition=Q(put_back_by=None, put_back_at=None, put_back_reason="")
                | (Q(put_back_by__isnull=False, put_back_at__isnull=False) & ~Q(put_back_reason="")),
                name="library_withdrawal_put_back_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(put_back_at=None), name="library_source_withdrawn_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: withdrawn"
