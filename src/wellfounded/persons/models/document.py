"""Papers of identity: held, lost, seized, left behind, and whether the office saw them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.fields import SealedPartialDate
from wellfounded.persons.models.ending import Ending
from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class DocumentKind(models.TextChoices):
    PASSPORT = "passport", _("Passport")
    IDENTITY_CARD = "identity_card", _("Identity card")
    BIRTH_CERTIFICATE = "birth_certificate", _("Birth certificate")
    HOUSEHOLD_REGISTER = "household_register", _("Household register")
    RESIDENCE_PERMIT = "residence_permit", _("Residence permit")
    TRAVEL_DOCUMENT = "travel_document", _("Travel document")
    REFUGEE_CERTIFICATE = "refugee_certificate", _("Paper of an asylum authority or UNHCR")
    MILITARY_CARD = "military_card", _("Military card")
    PARTY_CARD = "party_card", _("Party card")
    OTHER = "other", _("Other")


class Held(models.TextChoices):
    HELD = "held", _("The person has it")
    LOST = "lost", _("Lost")
    SEIZED = "seized", _("Seized")
    LEFT_BEHIND = "left_behind", _("Left behind")
    WITH_OTHERS = "with_others", _("With somebody else")
    RETURNED = "returned", _("Given back or expired")


class IdentityDocument(Ending):
    """One paper. `own` is False for a bought or borrowed one, which says nothing of the person's honesty."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=30, choices=DocumentKind)
    number = SealedChar(_("number"), max_length=60, blank=True)
    country = SealedChar(_("issued by the State"), max_length=3, blank=True)
    held = models.CharField(_("where it is"), max_length=20, choices=Held, blank=True)
    own = models.BooleanField(_("the person’s own paper"), null=True)
    issued = SealedPartialDate(_("issued"))
    expires = SealedPartialDate(_("valid until"))
    never_expires = models.BooleanField(_("without an end of validity"), default=False)
    note = SealedText(_("note"), blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta(Ending.Meta):
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Ending.Meta.constraints,
            models.CheckConstraint(
                condition=Q(seen_by=None, seen_at=None) | Q(seen_by__isnull=False, seen_at__isnull=False),
                name="persons_document_seen_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person}"
