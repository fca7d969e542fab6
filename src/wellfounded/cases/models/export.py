"""What left the house, or is about to: what, about whom, to whom, for what, and who let it out."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# Above this many people a second person has to agree.
ALONE_UP_TO = 20


class ExportKind(models.TextChoices):
    DECISION_PDF = "decision_pdf", _("Decision as PDF")
    DECISION_DOCX = "decision_docx", _("Decision as DOCX")
    APPEAL_PDF = "appeal_pdf", _("Decision on an appeal as PDF")
    APPEAL_DOCX = "appeal_docx", _("Decision on an appeal as DOCX")
    CASE_FILE = "case_file", _("Case file for the law core, without names")
    REGISTER_CSV = "register_csv", _("Registration data as CSV")
    REGISTER_XLSX = "register_xlsx", _("Registration data as XLSX")
    BUNDLE = "bundle", _("Portable case bundle")
    OWN_FILE = "own_file", _("The person’s own file, as it was released")
    BRIEF_PDF = "brief_pdf", _("Brief of evidence as PDF")
    BRIEF_DOCX = "brief_docx", _("Brief of evidence as DOCX")


class RecipientOfExport(models.TextChoices):
    APPLICANT = "applicant", _("The applicant")
    COUNSEL = "counsel", _("Counsel of the case")
    OFFICE = "office", _("This office, on its own machine")
    OTHER = "other", _("Somebody else, with consent")


class Export(models.Model):
    """One leaving. It is asked for, agreed to by a second person where many are in it, and made once."""

    kind = models.CharField(max_length=20, choices=ExportKind)
    recipient_kind = models.CharField(max_length=10, choices=RecipientOfExport)
    recipient = models.CharField(max_length=200, blank=True)
    recipient_state = models.CharField(max_length=3, blank=True)
    purpose = models.CharField(max_length=200)
    language = models.CharField(max_length=10, blank=True)
    numbers = models.JSONField()
    people = models.PositiveIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(approved_by=F("asked_by")), name="cases_export_second_person"),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="cases_export_approval_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(people__lte=ALONE_UP_TO) | Q(approved_by__isnull=False),
                name="cases_many_people_need_two",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None, sha256="") | (Q(left_at__isnull=False) & ~Q(sha256="")),
                name="cases_export_left_has_hash_and_when",
            ),
            models.CheckConstraint(condition=~Q(purpose="") & Q(people__gte=1), name="cases_export_has_purpose"),
            models.CheckConstraint(
                condition=~Q(recipient_kind="other") | (~Q(recipient="") & ~Q(recipient_state="")),
                name="cases_export_names_its_recipient",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.people}"
