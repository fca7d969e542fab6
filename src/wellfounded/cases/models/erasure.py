"""Erasures of parts of a file, and the holds that stop them. Two people for each step that cannot be taken back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models.case import Case
from wellfounded.vault.sealed_columns import SealedText, Sealing


class ErasedWhy(models.TextChoices):
    """There is no other reason, and none of them names anybody."""

    RETENTION = "retention", _("The time for which it is kept has ended")
    WISH = "wish", _("The person asks for it")
    MISTAKE = "mistake", _("It should never have been kept")


class Erasure(models.Model):
    """Asked for by one person, carried out by another. `receipt` counts what went and says what is not confirmed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="erasures")
    compartments = models.JSONField()
    why = models.CharField(max_length=20, choices=ErasedWhy)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    receipt = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(done_by=F("asked_by")), name="cases_erasure_second_person"),
            models.CheckConstraint(
                condition=Q(done_by=None, done_at=None) | Q(done_by__isnull=False, done_at__isnull=False),
                name="cases_erasure_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"erasure in {self.case}"


class Hold(models.Model):
    """Nothing of the case is erased while it stands. Anybody on the case places one; two people lift it."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    reason = SealedText()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(auto_now_add=True)
    lifting_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(reason=""), name="cases_hold_has_reason"),
            models.CheckConstraint(condition=~Q(lifted_by=F("lifting_asked_by")), name="cases_hold_second_person"),
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(lifting_asked_by__isnull=False, lifted_by__isnull=False, lifted_at__isnull=False),
                name="cases_hold_lifting_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"hold on {self.case}"
