"""Names exactly as given, in any script. A name is never forced into Latin letters, and never deleted."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class Script(models.TextChoices):
    """ISO 15924, with an open end."""

    HANGUL = "Hang", _("Hangul")
    HAN = "Hani", _("Chinese characters")
    LATIN = "Latn", _("Latin")
    CYRILLIC = "Cyrl", _("Cyrillic")
    KANA = "Kana", _("Japanese kana")
    ARABIC = "Arab", _("Arabic")
    MIXED = "Zyyy", _("Another or mixed")


class NameOrder(models.TextChoices):
    FAMILY_FIRST = "family_first", _("Family name first")
    GIVEN_FIRST = "given_first", _("Given name first")
    SINGLE = "single", _("A single name")
    UNKNOWN = "unknown", _("Not known")


class NameKind(models.TextChoices):
    OWN = "own", _("Own name")
    FORMER = "former", _("Former name")
    ALIAS = "alias", _("Alias")
    HOUSEHOLD = "household", _("Name used in a Chinese household")
    PAPER = "paper", _("Name on a paper that is not their own")
    CALLED = "called", _("What people call them")


class PersonName(models.Model):
    """One name in one script. The parts are optional: the text as given is what counts."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="names")
    text = SealedChar(_("name as given"), max_length=200)
    script = models.CharField(_("script"), max_length=4, choices=Script, blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    order = models.CharField(_("order"), max_length=20, choices=NameOrder, default=NameOrder.UNKNOWN)
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind, default=NameKind.OWN)
    family_part = SealedChar(_("family name"), max_length=100, blank=True)
    given_part = SealedChar(_("given name"), max_length=100, blank=True)
    note = SealedChar(_("note"), max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = SealedText(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="persons_name_is_not_empty"),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="persons_name_withdrawal_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.text
