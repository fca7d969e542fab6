"""People who may be one and the same: what is still to be looked through, and what was found. For the matcher."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.models import Person
from wellfounded.vault.sealed_columns import SealedText, Sealing


class DuplicateCheck(models.Model):
    """A person whose names or birth date are new. One row is written whether or not anybody resembles them."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"check of {self.person}"


class Verdict(models.TextChoices):
    SAME = "same", _("The same person")
    DIFFERENT = "different", _("Different people")
    UNSURE = "unsure", _("It cannot be said")


class LeadReason(models.TextChoices):
    """Why two records are thought to resemble each other, in whatever language the screen is."""

    AGREES = "agrees", _("The name may be the same, and something else agrees.")
    NO_DATE = "no_date", _("The name may be the same; a birth date is missing.")
    LITTLE = "little", _("The name may be the same; little else is known, or it differs.")
    SEARCHED = "searched", _("This name was looked for in the case of the other.")


class DuplicateLead(models.Model):
    """Two people who resemble each other, with the reason. A lead is no finding; two matchers who agree settle it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, choices=LeadReason)
    found_at = models.DateTimeField(auto_now_add=True)
    verdict = models.CharField(max_length=20, choices=Verdict, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["found_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # The older record comes first, so that a pair is one row.
            models.CheckConstraint(condition=Q(person__lt=F("other")), name="cases_lead_is_a_pair"),
            models.UniqueConstraint(fields=["person", "other"], name="cases_lead_once"),
            models.CheckConstraint(
                condition=Q(judged_by=None, settled_by=None, settled_at=None, verdict="")
                | (Q(judged_by__isnull=False, settled_by__isnull=False, settled_at__isnull=False) & ~Q(verdict="")),
                name="cases_verdict_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None) | ~Q(settled_by=F("judged_by")), name="cases_verdict_of_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} and {self.other}"


class DuplicateJudgement(models.Model):
    """What one matcher says of a lead. The next one says theirs without having seen it."""

    sealing: ClassVar = Sealing("identity", way="lead__person")
    lead = models.ForeignKey(DuplicateLead, models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = SealedText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["lead", "by"], name="cases_lead_judged_once_by_each"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_judgement_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.lead}: {self.verdict}"
