"""Who lives together, who speaks for them, and who is kin, whether in the register or only described."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.fields import SealedPartialDate
from wellfounded.persons.models.ending import Ending
from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class Relationship(models.TextChoices):
    """To the focal point of a household, or to a relative."""

    SPOUSE = "spouse", _("Wife, husband or partner")
    SON = "son", _("Son")
    DAUGHTER = "daughter", _("Daughter")
    CHILD = "child", _("Child")
    FATHER = "father", _("Father")
    MOTHER = "mother", _("Mother")
    BROTHER = "brother", _("Brother")
    SISTER = "sister", _("Sister")
    GRANDPARENT = "grandparent", _("Grandparent")
    GRANDCHILD = "grandchild", _("Grandchild")
    UNCLE_OR_AUNT = "uncle_or_aunt", _("Uncle or aunt")
    NEPHEW_OR_NIECE = "nephew_or_niece", _("Nephew or niece")
    COUSIN = "cousin", _("Cousin")
    IN_LAW = "in_law", _("Relative by marriage")
    FOSTER_CHILD = "foster_child", _("Child in care")
    OTHER = "other", _("Other")
    UNRELATED = "unrelated", _("Not related")


class Household(models.Model):
    """People who registered together. The size is as they say, and may differ from who came."""

    reference = models.CharField(max_length=20, unique=True)
    size_said = models.PositiveSmallIntegerField(_("how many belong to it, as they say"), null=True)
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.reference


class HouseholdMember(models.Model):
    """A person in a household, from and until. More than one focal point, or none, is a warning and no error."""

    sealing: ClassVar = Sealing("identity", way="person")
    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    focal_point = models.BooleanField(_("speaks for the household"), default=False)
    relationship = models.CharField(
        _("relationship to the focal point"), max_length=20, choices=Relationship, blank=True
    )
    since = SealedPartialDate(_("since"))
    until = SealedPartialDate(_("until"))
    # Whoever left is out, even when nobody can say since when.
    left = models.BooleanField(_("no longer belongs to it"), default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=Q(left=False), name="persons_member_of_household_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.household}"


class Kinship(Ending):
    """A relative, in the register or only described. `relation` says what the relative is to the person."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="kin")
    relation = models.CharField(_("relation"), max_length=20, choices=Relationship)
    relative = models.ForeignKey(Person, models.PROTECT, null=True, related_name="kin_of")
    described = SealedChar(_("name or description"), max_length=200, blank=True)
    sex = models.CharField(_("sex"), max_length=10, blank=True)
    birth = SealedPartialDate(_("date of birth"))
    whereabouts = SealedChar(_("where they are"), max_length=200, blank=True)
    alive = models.BooleanField(_("alive"), null=True)
    note = SealedText(_("note"), blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta(Ending.Meta):
        verbose_name_plural = "kin"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Ending.Meta.constraints,
            models.CheckConstraint(
                condition=Q(relative__isnull=False) | ~Q(described=""), name="persons_relative_is_somebody"
            ),
            models.CheckConstraint(condition=~Q(relative=F("person")), name="persons_nobody_is_their_own_relative"),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} of {self.person}"
