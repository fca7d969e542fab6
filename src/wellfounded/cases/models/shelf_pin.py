"""Words of a document on the shelf, pinned to a fact or a criterion of a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wellfounded.cases.models.append_only import WrittenOnce
from wellfounded.cases.models.case import Case
from wellfounded.library.models.tie import Cited


class ShelfPin(WrittenOnce, Cited):
    """A pin: which words, of which document, to which place of the record, and which way they speak."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="shelf_pins")
    entity = models.CharField(max_length=20)
    item = models.CharField(max_length=100)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="cases_shelf_pin_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.item} {self.direction}"

    @property
    def place(self) -> str:
        """Where it stands, as a case file says it."""
        parts = (f"page {self.page}" if self.page else "", f"para. {self.paragraph}" if self.paragraph else "")
        return ", ".join(part for part in parts if part) or f"characters {self.first}-{self.last}"
