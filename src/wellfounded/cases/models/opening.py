"""Which cases an account opened today, and from which device: what the limit of a day is counted from."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from wellfounded.cases.models.case import Case


class CaseOpening(models.Model):
    """One case, opened by one account on one day, however often. Yesterday's rows go with today's first."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    day = models.DateField()
    device = models.CharField(max_length=64, blank=True)  # a digest; empty for a command

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["device", "day"], name="cases_opened_on_device")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "day", "case"], name="cases_opening_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} by {self.user} on {self.day}"
