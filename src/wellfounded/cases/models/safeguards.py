"""What protects an applicant on the way: counselling first, a guardian and a child's best interests, help any time."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models.case import Case
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class Counselling(models.Model):
    """What was explained, in which language. An interview waits until all four were."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="counsellings")
    rights = models.BooleanField(_("rights"), default=False)
    steps = models.BooleanField(_("steps of the procedure"), default=False)
    confidentiality = models.BooleanField(_("confidentiality"), default=False)
    complaints = models.BooleanField(_("how to complain"), default=False)
    language = models.CharField(_("language"), max_length=20)
    interpreter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    questions = SealedText(_("what the applicant asked, and the answers"), blank=True)
    on = models.DateField(_("on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(rights=True) | Q(steps=True) | Q(confidentiality=True) | Q(complaints=True),
                name="cases_counselling_explained_something",
            ),
        ]

    def __str__(self) -> str:
        return f"counselling of {self.case}"


class Guardian(models.Model):
    """Who stands by a child, or by an adult who cannot follow the procedure alone."""

    sealing: ClassVar = Sealing("identity", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="guardians")
    name = SealedChar(_("name"), max_length=200)
    capacity = SealedChar(_("in what capacity"), max_length=200, blank=True)
    contact = SealedChar(_("how to reach them"), max_length=200, blank=True)
    # Nobody may stand by a child against whom they have an interest.
    conflict_checked = models.BooleanField(_("no conflict of interest was found"), default=False)
    applicant_heard = SealedText(_("what the applicant says of the choice"), blank=True)
    appointed_on = models.DateField(_("since"))
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField(_("until"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_reason = SealedText(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["appointed_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None) | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="cases_guardian_end_has_who_and_when",
            ),
            models.CheckConstraint(condition=Q(conflict_checked=True), name="cases_guardian_was_checked"),
        ]

    def __str__(self) -> str:
        return f"guardian in {self.case}"


class BestInterestsStep(models.TextChoices):
    ASSESSMENT = "assessment", _("Assessment")
    DETERMINATION = "determination", _("Determination")


class BestInterests(models.Model):
    """A step in finding what is best for a child. It is never a reason to refuse."""

    sealing: ClassVar = Sealing("needs", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="best_interests")
    step = models.CharField(_("step"), max_length=20, choices=BestInterestsStep)
    child_says = SealedText(_("what the child says"), blank=True)
    conclusion = SealedText(_("conclusion"))
    arrangements = SealedText(_("what follows for interview and care"), blank=True)
    on = models.DateField(_("on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "best interests"
        ordering: ClassVar[list[str]] = ["on", "id"]

    def __str__(self) -> str:
        return f"best interests in {self.case}"


class SupportKind(models.TextChoices):
    MEDICAL = "medical", _("Medical care")
    PSYCHOLOGICAL = "psychological", _("Psychological care")
    SHELTER = "shelter", _("Shelter")
    SAFETY = "safety", _("Safety")
    LEGAL = "legal", _("Legal aid")
    CHILD = "child", _("Care for a child")
    SURVIVOR = "survivor", _("Help after sexual or domestic violence")
    OTHER = "other", _("Other")


class SupportReferral(models.Model):
    """Help that was asked for. It needs no story, stops nothing and weighs nothing in the claim."""

    sealing: ClassVar = Sealing("needs", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="support_referrals")
    kind = models.CharField(_("kind of help"), max_length=20, choices=SupportKind)
    to = SealedChar(_("to whom"), max_length=200)
    urgent = models.BooleanField(_("without delay"), default=False)
    note = SealedText(_("note"), blank=True)
    # The consent under which anything was told about the person; without it only the kind of help was named.
    consent = models.ForeignKey("persons.Consent", models.PROTECT, null=True, related_name="referrals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"referral in {self.case}"
