"""Who a person is, as far as it is known, and what was corrected. Blank means not known and is never a “no”."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Sex
from wellfounded.persons.fields import SealedPartialDate
from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class MaritalStatus(models.TextChoices):
    SINGLE = "single", _("Single")
    MARRIED = "married", _("Married")
    TOGETHER = "together", _("Living together without papers")
    SEPARATED = "separated", _("Separated")
    DIVORCED = "divorced", _("Divorced")
    WIDOWED = "widowed", _("Widowed")


class Education(models.TextChoices):
    NONE = "none", _("None")
    PRIMARY = "primary", _("Primary school")
    SECONDARY = "secondary", _("Secondary school")
    TECHNICAL = "technical", _("Technical or vocational")
    UNIVERSITY = "university", _("University")
    OTHER = "other", _("Other")


class Identity(models.Model):
    """One row a person, in the identity compartment."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.OneToOneField(Person, models.PROTECT, related_name="identity")
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    birth = SealedPartialDate(_("date of birth"))
    birth_country = SealedChar(_("country of birth"), max_length=3, blank=True)
    birth_place = SealedChar(_("place of birth"), max_length=200, blank=True)
    marital_status = SealedChar(_("marital status"), max_length=20, choices=MaritalStatus, blank=True)
    education = SealedChar(_("education"), max_length=20, choices=Education, blank=True)
    occupations = SealedText(_("occupations, with years where known"), blank=True)
    ethnicity = SealedChar(_("ethnicity, as the person says"), max_length=100, blank=True)
    religion = SealedChar(_("religion, as the person says"), max_length=100, blank=True)
    father_name = SealedChar(_("father’s name"), max_length=200, blank=True)
    mother_name = SealedChar(_("mother’s name"), max_length=200, blank=True)
    origin_region = SealedChar(_("province or region of origin"), max_length=100, blank=True)
    origin_place = SealedChar(_("town or village of origin"), max_length=200, blank=True)
    present_region = SealedChar(_("province or region now"), max_length=100, blank=True)
    present_place = SealedChar(_("where the person lives now"), max_length=200, blank=True)
    died = SealedPartialDate(_("date of death"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(sex__in=["", *Sex.values]), name="persons_sex_is_known"),
        ]

    def __str__(self) -> str:
        return f"identity of {self.person}"


class IdentityChange(models.Model):
    """A field that was corrected: what stood there, what stands there now, who changed it, when and why."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="identity_changes")
    field = models.CharField(max_length=40)
    old = SealedText(blank=True)
    new = SealedText(blank=True)
    reason = SealedText(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(old=models.F("new")), name="persons_change_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.field}"
