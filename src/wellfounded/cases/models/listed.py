"""Lists of people from outside, and who of the register may be on them. Nothing of a case refers to these tables.

A hit is a lead: never a fact, and never by itself an indication for exclusion. Matchers alone see it.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models.duplicate import LeadReason, Verdict
from wellfounded.persons.fields import SealedPartialDate
from wellfounded.persons.models import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedJSON, SealedText, Sealing


class ListKind(models.TextChoices):
    MISSING = "missing", _("Missing persons")
    REPATRIATED = "repatriated", _("Persons who were sent back")
    SANCTIONS = "sanctions", _("Sanctions")


class ImportedList(models.Model):
    """A list as it was brought in. `problems` says row by row what was refused, or read without a part, and why."""

    sealing: ClassVar = Sealing("lists", way="by")
    kind = models.CharField(_("kind"), max_length=20, choices=ListKind)
    title = SealedChar(_("title"), max_length=200)
    source = SealedText(_("where it comes from, and of which day it is"))
    shape = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    refused = models.PositiveIntegerField()
    problems = SealedJSON()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(source=""), name="cases_list_has_title_and_source"),
            models.CheckConstraint(condition=Q(kind__in=ListKind.values), name="cases_list_has_a_kind"),
            models.UniqueConstraint(fields=["digest"], name="cases_list_brought_in_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ListedPerson(models.Model):
    """One entry, as the list says."""

    sealing: ClassVar = Sealing("lists", way="listed__by")
    listed = models.ForeignKey(ImportedList, models.PROTECT, related_name="entries")
    number = models.CharField(max_length=200)
    names = SealedJSON()
    birth = SealedPartialDate()
    more = SealedJSON()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["listed", "number"], name="cases_listed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.listed}"


class ListScreening(models.Model):
    """A part of a list held against the register: up to which entry, how many were compared, how many hits are new."""

    listed = models.ForeignKey(ImportedList, models.PROTECT, related_name="screenings")
    upto = models.ForeignKey(ListedPerson, models.PROTECT, null=True, related_name="+")
    compared = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"screening of {self.listed}"


class ListHit(models.Model):
    """Somebody of the register who may be on a list."""

    entry = models.ForeignKey(ListedPerson, models.PROTECT, related_name="hits")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=LeadReason)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entry", "person"], name="cases_list_hit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} may be {self.entry}"


class ListJudgement(models.Model):
    """What one matcher says of a hit. The next one says theirs without having seen it; it stays a lead."""

    sealing: ClassVar = Sealing("identity", way="hit__person")
    hit = models.ForeignKey(ListHit, models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = SealedText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["hit", "by"], name="cases_list_hit_judged_once_by_each"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_list_judgement_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.hit}: {self.verdict}"
