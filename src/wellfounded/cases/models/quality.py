"""Quality review: a random sample of decisions, and a sheet of marks for each. Nobody's claim is scored."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellfounded.cases.models.append_only import WrittenOnce
from wellfounded.cases.models.decision import Decision
from wellfounded.vault.sealed_columns import SealedText, Sealing


class QualitySample(WrittenOnce):
    """How a sample was drawn. With its seed anybody can draw it again."""

    seed = models.CharField(max_length=64)
    first_day = models.DateField()
    last_day = models.DateField()
    percent = models.PositiveSmallIntegerField()
    cap = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Exact(Length("seed"), 64), name="cases_sample_has_seed"),
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="cases_sample_days_in_order"),
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="cases_sample_percent"),
            models.CheckConstraint(condition=Q(cap__gte=1), name="cases_sample_cap"),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}, at most {self.cap}"


class QualityReview(models.Model):
    """One sampled decision, and who looked at it: somebody who took no part."""

    sealing: ClassVar = Sealing("decision", way="decision__case")
    sample = models.ForeignKey(QualitySample, models.PROTECT, related_name="reviews")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="quality_reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    remarks = SealedText(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["sample", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sample", "decision"], name="cases_sampled_once"),
            models.CheckConstraint(
                condition=Q(by=None, done_at=None) | Q(by__isnull=False, done_at__isnull=False),
                name="cases_quality_review_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision.case} in {self.sample}"


class Mark(models.TextChoices):
    CORRECT = "correct", pgettext_lazy("without error", "Correct")
    MINOR = "minor", _("Minor error")
    SIGNIFICANT = "significant", _("Significant error")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class QualityMark(WrittenOnce):
    """The mark of one indicator (`indicators`)."""

    sealing: ClassVar = Sealing("decision", way="review__decision__case")
    review = models.ForeignKey(QualityReview, models.PROTECT, related_name="marks")
    indicator = models.CharField(max_length=40)
    mark = models.CharField(max_length=20, choices=Mark)
    note = SealedText(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "indicator"], name="cases_indicator_marked_once"),
            models.CheckConstraint(condition=Q(mark__in=Mark.values), name="cases_mark_is_known"),
            models.CheckConstraint(
                condition=Q(mark__in=["correct", "not_applicable"]) | ~Q(note=""), name="cases_error_has_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.get_mark_display()}"
