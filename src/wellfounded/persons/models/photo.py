"""The photo of a person, in the identity compartment. Nobody needs one, and a missing photo is nothing to remark."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedBytes, Sealing


class Photo(models.Model):
    """A fresh picture that the guarded child made; the file that was sent is not kept.

    Of a photo that was taken out only the row stays: that there was one, and who took it out when. The picture is gone.
    """

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="photos")
    picture = SealedBytes(null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person"], condition=Q(removed_at=None), name="persons_photo_one_in_use"),
            models.CheckConstraint(
                condition=Q(removed_by=None, removed_at=None, picture__isnull=False)
                | Q(removed_by__isnull=False, removed_at__isnull=False, picture=None),
                name="persons_photo_removed_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"photo of {self.person}"
