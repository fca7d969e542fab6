"""The case: its number, its law, its state, who is assigned, and the four status axes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.states import State
from wellfounded.persons.models import Person
from wellfounded.vault.sealed_columns import SealedText, Sealing


class Modality(models.TextChoices):
    """How the claim is examined. Simplified and prima facie only ever lead to a grant."""

    REGULAR = "regular", _("Regular")
    ACCELERATED = "accelerated", _("Accelerated: less time, the same guarantees")
    SIMPLIFIED = "simplified", _("Simplified: only to grant")
    MERGED = "merged", _("Merged with registration")
    PRIMA_FACIE = "prima_facie", _("Prima facie: only to grant")


class Priority(models.IntegerChoices):
    """What a worklist shows first. It orders work and says nothing of the claim."""

    RETURN_IMMINENT = 1, _("Return is imminent")
    URGENT = 2, _("Urgent")
    ORDINARY = 3, _("Ordinary")


class Case(models.Model):
    """One claim of one person. Facts, findings, interviews and papers point here."""

    sealing: ClassVar = Sealing("course", way="")
    number = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    # A family member's case whose status would follow from this one's; each still has findings of its own.
    derives_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="derived")
    profile = models.CharField(max_length=40)
    host = models.CharField(max_length=3)
    claim_date = models.DateField()
    state = models.CharField(max_length=20, choices=State, default=State.REGISTERED)
    modality = models.CharField(max_length=20, choices=Modality, default=Modality.REGULAR)
    modality_reason = SealedText(blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.ORDINARY)
    priority_reason = SealedText(blank=True)
    interviewer_sex = models.CharField(max_length=10, blank=True)
    interpreter_sex = models.CharField(max_length=10, blank=True)
    fictional = models.BooleanField(default=False)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(auto_now_add=True)
    record_closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    record_closed_at = models.DateTimeField(null=True)
    all_points_put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    all_points_put_at = models.DateTimeField(null=True)
    all_points_put_reason = SealedText(blank=True)
    moved_at = models.DateTimeField(auto_now_add=True)
    # Counts every write to the case, so that a page typed against an older one is not written over a newer one.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "priority", "registered_at"], name="cases_worklist"),
            # Whoever has thousands of cases is shown the first of them without sorting the rest.
            models.Index(fields=["priority", "registered_at", "id", "state"], name="cases_in_order"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="cases_state_is_known"),
            models.CheckConstraint(
                condition=Q(record_closed_by=None, record_closed_at=None)
                | Q(record_closed_by__isnull=False, record_closed_at__isnull=False),
                name="cases_closing_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(all_points_put_by=None, all_points_put_at=None)
                | Q(all_points_put_by__isnull=False, all_points_put_at__isnull=False),
                name="cases_all_put_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(derives_from=None) | ~Q(derives_from=F("id")), name="cases_derives_from_another"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Relation(models.TextChoices):
    """How a user stands to a case. A role without a relation opens no case."""

    REGISTRAR = "registrar", _("registrar")
    INTERVIEWER = "interviewer", _("interviewer")
    INTERPRETER = "interpreter", _("interpreter")
    ADJUDICATOR = "adjudicator", _("adjudicator")
    REVIEWER = "reviewer", _("reviewer")
    COUNSEL = "counsel", _("counsel")
    OBSERVER = "observer", _("observer")
    PROTECTION_OFFICER = "protection_officer", _("protection officer")


class Assignment(models.Model):
    """A user on a case in one relation, from a day, until it is ended."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    relation = models.CharField(max_length=20, choices=Relation)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    note = SealedText(blank=True)  # what a hand-over says

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            # What every list starts from: the cases that a user now has.
            models.Index(fields=["user", "relation", "case"], condition=Q(ended_at=None), name="cases_assigned_now"),
            # What was handed over to a user lately, with something said.
            models.Index(
                fields=["user", "made_at"], condition=Q(ended_at=None) & ~Q(note=""), name="cases_handed_over"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "user", "relation"], condition=Q(ended_at=None), name="cases_assigned_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="cases_assignment_end_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.user} as {self.get_relation_display()}"


class Axis(models.TextChoices):
    """The four status axes, which stay apart."""

    REFUGEE_STATUS = "refugee_status", _("Refugee status")
    CATEGORY = "category", _("Status category")
    LEGAL_BASIS = "legal_basis", _("Legal basis")
    PROCESS = "process", _("Process status")


class StatusEntry(models.Model):
    """A value on one axis from a day, with its reason. The newest entry of an axis is the present one."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="statuses")
    axis = models.CharField(max_length=20, choices=Axis)
    value = models.CharField(max_length=40)
    reason = SealedText(blank=True)
    since = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["axis", "since", "id"]

    def __str__(self) -> str:
        return f"{self.case} {self.axis}: {self.value}"
