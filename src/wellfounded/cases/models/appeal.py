"""What comes after service, on the same record: appeal, re-opening, proceedings about a status, closure, family."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Language
from wellfounded.cases.models.append_only import WrittenOnce
from wellfounded.cases.models.case import Case
from wellfounded.cases.models.decision import Decision, Receipt, ServedHow
from wellfounded.vault.sealed_columns import SealedChar, SealedJSON, SealedText, Sealing


class LodgedBy(models.TextChoices):
    APPLICANT = "applicant", _("The applicant")
    COUNSEL = "counsel", _("Counsel")
    OTHER = "other", _("Somebody for the applicant")


class AppealOutcome(models.TextChoices):
    CONFIRMED = "confirmed", _("The decision stands")
    GRANTED = "granted", _("Status granted on appeal")
    SENT_BACK = "sent_back", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")


_NOT_DECIDED = Q(outcome="", decided_by=None, decided_at=None)
_DECIDED = ~Q(outcome="") & Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(reasons="")

_NOT_SERVED = Q(letter_date=None, served_on=None, served_by=None, served_how="", letter_language="")
_SERVED = (
    Q(decided_at__isnull=False, letter_date__isnull=False, served_on__isnull=False, served_by__isnull=False)
    & Q(served_on__gte=F("letter_date"))
    & ~Q(served_how="")
    & ~Q(letter_language="")
)


class Appeal(models.Model):
    """An appeal against a decision. The people of that decision stand in it, so that none of them can decide it."""

    sealing: ClassVar = Sealing("decision", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="appeals")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals")
    lodged_on = models.DateField()
    lodged_by = models.CharField(max_length=20, choices=LodgedBy)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    grounds = SealedText(blank=True)  # an appeal without grounds is an appeal
    due_on = models.DateField(null=True)
    in_time = models.BooleanField(default=True)
    late_reason = SealedText(blank=True)
    first_recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    first_reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    first_decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=AppealOutcome, blank=True)
    # What a granting appeal grants: an outcome of `outcomes`.
    granted = models.CharField(max_length=20, blank=True)
    reasons = SealedText(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # The language in which whoever decided wrote the reasons; other languages stand in `AppealReasons`.
    reasons_language = models.CharField(max_length=10, choices=Language, default=Language.ENGLISH)
    letter_date = models.DateField(null=True)
    served_on = models.DateField(null=True)
    served_how = models.CharField(max_length=20, choices=ServedHow, blank=True)
    served_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    letter_language = models.CharField(max_length=10, choices=Language, blank=True)
    letter_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=_NOT_SERVED | _SERVED, name="cases_appeal_served_has_all_of_it"),
            models.UniqueConstraint(fields=["case"], condition=Q(decided_at=None), name="cases_one_appeal_pending"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *AppealOutcome.values]), name="cases_appeal_outcome_is_known"
            ),
            models.CheckConstraint(condition=_NOT_DECIDED | _DECIDED, name="cases_appeal_has_who_when_and_why"),
            models.CheckConstraint(
                condition=~Q(decided_by=F("first_recommended_by"))
                & ~Q(decided_by=F("first_reviewed_by"))
                & ~Q(decided_by=F("first_decided_by")),
                name="cases_appeal_decided_by_somebody_new",
            ),
            models.CheckConstraint(
                condition=(Q(outcome="granted") & Q(granted__in=["refugee", "complementary", "status_kept"]))
                | (~Q(outcome="granted") & Q(granted="")),
                name="cases_granting_appeal_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: appeal of {self.lodged_on}"


class AppealAddition(WrittenOnce):
    """What followed after an appeal was lodged: further grounds, why it came late, or both."""

    sealing: ClassVar = Sealing("decision", way="appeal__case")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="additions")
    came_on = models.DateField()
    grounds = SealedText(blank=True)
    late_reason = SealedText(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(grounds="", late_reason=""), name="cases_appeal_addition_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal}: added on {self.came_on}"


class AppealReasons(WrittenOnce):
    """The reasons of an appeal in another language than that in which they were written; the newest counts."""

    sealing: ClassVar = Sealing("decision", way="appeal__case")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="other_reasons")
    language = models.CharField(max_length=10, choices=Language)
    text = SealedText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="cases_appeal_reasons_say_something"),
        ]

    def __str__(self) -> str:
        return f"{self.appeal}: {self.language}"


class FindingOnAppeal(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    REPLACED = "replaced", _("Found otherwise")
    SENT_BACK = "sent_back", _("To be found again")
    NOT_REACHED = "not_reached", _("Not reached")


class AppealResult(models.Model):
    """What the appeal said of one finding. Its authors are shown it until they have seen it."""

    sealing: ClassVar = Sealing("decision", way="appeal__case")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="results")
    entity = models.CharField(max_length=7)
    criterion = models.CharField(max_length=100)
    outcome = models.CharField(max_length=20, choices=FindingOnAppeal)
    note = SealedText(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["appeal", "entity", "criterion"], name="cases_appeal_result_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=FindingOnAppeal.values), name="cases_appeal_result_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["confirmed", "not_reached"]) | ~Q(note=""),
                name="cases_changed_finding_has_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal}: {self.entity} {self.criterion}"


class AppealReader(models.Model):
    """An author of a finding to whom the result of an appeal goes back."""

    result = models.ForeignKey(AppealResult, models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["result", "user"], name="cases_appeal_reader_once"),
        ]

    def __str__(self) -> str:
        return f"{self.result} for {self.user}"


class ReopenedWhy(models.TextChoices):
    CHANGED = "changed", _("Circumstances changed")
    NEW_EVIDENCE = "new_evidence", _("New material evidence")
    DOUBT = "doubt", _("Serious reason to think that the decision was wrong")
    RETURNED = "returned", _("The applicant came back")


class Reopening(WrittenOnce):
    """A case that was closed or decided was opened again, and why."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="reopenings")
    why = models.CharField(max_length=20, choices=ReopenedWhy)
    reason = SealedText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(why__in=ReopenedWhy.values), name="cases_reopened_why_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_reopening_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: opened again"


class ProceedingKind(models.TextChoices):
    CANCELLATION = "cancellation", _("Cancellation")
    CESSATION = "cessation", _("Cessation")


class Proceeding(models.Model):
    """A proceeding about a status that somebody holds: told first, then heard, then decided like any claim."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="proceedings")
    kind = models.CharField(max_length=20, choices=ProceedingKind)
    reason = SealedText()
    # The day on which the person was told of it, and of what is held against the status.
    told_on = models.DateField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    about = models.ForeignKey(Decision, models.PROTECT, related_name="proceedings")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="cases_one_proceeding_at_a_time"),
            models.CheckConstraint(condition=Q(kind__in=ProceedingKind.values), name="cases_proceeding_kind_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_proceeding_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="cases_proceeding_end_has_decision_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()}"


class NoShowNotice(WrittenOnce):
    """The applicant did not come, and was told so: the case may be closed only some weeks after this day."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="no_show_notices")
    missed_on = models.DateField()
    told_on = models.DateField()
    how = SealedText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(missed_on__lte=F("told_on")), name="cases_notice_follows_the_absence"),
            models.CheckConstraint(condition=~Q(how=""), name="cases_notice_says_how"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: notice of {self.told_on}"


class ClosureKind(models.TextChoices):
    WITHDRAWAL = "withdrawal", _("Withdrawn by the applicant")
    NO_SHOW = "no_show", _("The applicant did not come")
    FINAL = "final", _("The decision is final")
    DERIVED = "derived", _("Status derives from a family member's")
    LEFT = "left", _("Left, died or was taken over by another office")


class Closure(WrittenOnce):
    """A case was closed: never a finding on the claim."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="closures")
    kind = models.CharField(max_length=20, choices=ClosureKind)
    reason = SealedText()
    notice = models.ForeignKey(NoShowNotice, models.PROTECT, null=True, related_name="closures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=ClosureKind.values), name="cases_closure_kind_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_closure_has_reason"),
            models.CheckConstraint(
                condition=~Q(kind="no_show") | Q(notice__isnull=False), name="cases_no_show_needs_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()}"


class DerivativeStatus(WrittenOnce):
    """Status that follows from a family member's. The person's own findings stand first, on their own receipt."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="derivative_statuses")
    principal = models.ForeignKey(Decision, models.PROTECT, related_name="derivatives")
    own_receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="+")
    relationship = SealedChar(max_length=100)
    reason = SealedText(blank=True)
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "principal"], name="cases_derivative_status_once"),
            models.CheckConstraint(
                condition=~Q(granted_by=F("assessed_by")), name="cases_nobody_grants_on_own_assessment"
            ),
            models.CheckConstraint(condition=~Q(relationship=""), name="cases_derivative_names_relationship"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: derives from {self.principal.case}"


class ReleasedTo(models.TextChoices):
    APPLICANT = "applicant", _("The applicant")
    COUNSEL = "counsel", _("Counsel")


class OwnFileRelease(WrittenOnce):
    """The person's own file was handed over on request: what was given, and what was withheld and why."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="own_file_releases")
    to = models.CharField(max_length=20, choices=ReleasedTo)
    asked_on = models.DateField()
    given = SealedJSON(default=list)
    # The reason, under the name of each part that was not given.
    withheld = SealedJSON(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(to__in=ReleasedTo.values), name="cases_own_file_goes_to_the_person"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: own file to {self.get_to_display()}"
