"""What was saved under the key of a request, so that a submit that arrives twice writes once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from wellfounded.cases.models.append_only import WrittenOnce
from wellfounded.cases.models.case import Case
from wellfounded.vault.sealed_columns import SealedChar, Sealing


class SavedRequest(WrittenOnce):
    """The client makes the key, once for each page that it shows. `digest` tells the same words from other ones."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="saved_requests")
    key = models.CharField(max_length=64)
    digest = SealedChar(max_length=64)
    made = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "key"], name="cases_request_saved_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.key}"
