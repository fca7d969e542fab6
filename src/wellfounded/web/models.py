"""What the pages themselves remember: words that somebody typed while the session ended."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from wellfounded.vault.sealed_columns import SealedJSON, Sealing

LONGEST_ADDRESS = 500


class KeptForm(models.Model):
    """A form that came too late. It lies in the store for an hour, for whoever typed it, and is then erased."""

    sealing: ClassVar = Sealing("own", way="user")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    address = models.CharField(max_length=LONGEST_ADDRESS)
    # Pairs of field and words, in the order in which they were sent.
    words = SealedJSON()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"kept form {self.pk}"
