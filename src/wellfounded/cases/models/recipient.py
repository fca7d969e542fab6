"""Who may be sealed to: a name, a State, and a public key that two people have compared with its owner."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.models.consent import RecipientKind

LONGEST_KEY = 200


class Recipient(models.Model):
    """Somebody outside, written in by one person and confirmed by another. Ended, never deleted."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind of recipient"), max_length=20, choices=RecipientKind)
    state = models.CharField(_("State that they belong or answer to"), max_length=3)
    # The public half of an age key; the other half never comes near this office.
    key = models.CharField(_("public key"), max_length=LONGEST_KEY)
    fingerprint = models.CharField(max_length=80)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key"], condition=Q(ended_at=None), name="cases_recipient_key_once"),
            models.CheckConstraint(condition=~Q(confirmed_by=F("added_by")), name="cases_recipient_second_person"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="cases_recipient_confirmed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="cases_recipient_ended_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~(Q(name="") | Q(state="") | Q(key="") | Q(fingerprint="")),
                name="cases_recipient_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

    @property
    def in_force(self) -> bool:
        """Whether something may be sealed to this key."""
        return self.confirmed_at is not None and self.ended_at is None
