"""A day by which something has to be done, computed by an action from the rules of the case's profile."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models.case import Case


class DeadlineKind(models.TextChoices):
    APPEAL = "appeal", _("Appeal")
    NO_SHOW_CLOSURE = "no_show_closure", _("Closure after an absence")
    FINAL_CLOSURE = "final_closure", _("Closure after a final decision")
    FIRST_DECISION = "first_decision", _("First decision")


class SettledHow(models.TextChoices):
    DONE = "done", _("Done")
    PASSED = "passed", _("Passed")
    DROPPED = "dropped", _("No longer needed")


class CountedFrom(models.TextChoices):
    """The event that began a term, as the page tells it after the day."""

    CLAIM = "claim", _("the claim was made")
    SERVED = "served", _("it reached the person")
    SENT = "sent", _("it was sent")
    LETTER = "letter", _("the date of the letter")
    PRESUMED = "presumed", _("the law may count it as arrived")
    TOLD_OF_ABSENCE = "told_of_absence", _("the person was told of the absence")
    APPEAL_PERIOD_OVER = "appeal_period_over", _("the time to appeal ended")


class Doubt(models.TextChoices):
    """What is not known of a term. The earliest day is the one to keep; the latest that may be right is told."""

    SENDING = "sending", _("Nobody noted on which day it was sent, so the date of the letter counts.")
    PRESUMED = "presumed", _("The law may count the letter as arrived before it reached the person.")
    IN_DETENTION = (
        "in_detention",
        _("Nobody noted whether the person is in detention, so it is the shorter term of those who are."),
    )
    ACCELERATED = (
        "accelerated",
        _(
            "Nobody noted whether the claim was refused as inadmissible or manifestly unfounded, or in a short or "
            "accelerated procedure, so it is the shorter term of such refusals."
        ),
    )


class Deadline(models.Model):
    """One deadline of a case. A passed one refuses nobody: it tells people what is late."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=20, choices=DeadlineKind)
    profile = models.CharField(max_length=40)
    from_day = models.DateField()
    # Blank in rows that were written before it was noted.
    start = models.CharField(max_length=20, choices=CountedFrom, blank=True)
    due_on = models.DateField()
    # Where something is not known: the latest day that may be the last one, and what it is (of `Doubt`, by spaces).
    latest_on = models.DateField(null=True)
    doubts = models.CharField(max_length=60, blank=True)
    # How far its legal basis was checked: read, quoted, unchecked.
    checked = models.CharField(max_length=10)
    settled_how = models.CharField(max_length=10, choices=SettledHow, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on"], condition=Q(settled_at=None), name="cases_deadline_running"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(settled_at=None), name="cases_one_deadline_of_a_kind_runs"
            ),
            models.CheckConstraint(condition=Q(kind__in=DeadlineKind.values), name="cases_deadline_kind_is_known"),
            models.CheckConstraint(condition=Q(due_on__gte=F("from_day")), name="cases_deadline_runs_forward"),
            models.CheckConstraint(
                condition=Q(doubts="", latest_on=None)
                | (~Q(doubts="") & Q(latest_on__isnull=False, latest_on__gte=F("due_on"))),
                name="cases_deadline_doubt_has_its_latest_day",
            ),
            models.CheckConstraint(
                condition=Q(settled_how="", settled_by=None, settled_at=None)
                | (~Q(settled_how="") & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="cases_deadline_settled_has_how_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()} {self.due_on}"

    @property
    def last_possible(self) -> date:
        """The last day that may still be in time."""
        return self.latest_on or self.due_on

    @property
    def what_is_not_known(self) -> list[str]:
        """A sentence for each doubt."""
        return [str(Doubt(doubt).label) for doubt in self.doubts.split()]
