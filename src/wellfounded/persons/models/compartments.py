"""Medical notes and protected sources: compartments of their own, each behind a permission of its own."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class MedicalNote(models.Model):
    """What a doctor, a psychologist or the person said of their health."""

    sealing: ClassVar = Sealing("medical", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="medical_notes")
    text = SealedText(_("note"))
    source = SealedChar(_("from whom"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"medical note on {self.person}"


class ProtectedSource(models.Model):
    """Somebody who gave information on the case and would be in danger if that were known.

    Elsewhere in the file they stand under their label only.
    """

    sealing: ClassVar = Sealing("sources", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="protected_sources")
    label = models.CharField(_("label used in the file"), max_length=40)
    who = SealedText(_("who it is"))
    danger = SealedText(_("what would happen to them"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "label"], name="persons_source_label_once"),
        ]

    def __str__(self) -> str:
        return self.label
