"""What left the house, or is about to: what, about whom, to whom, for what, and who let it out."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models.recipient import Recipient
from wellfounded.persons.models.consent import Consent
from wellfounded.vault.sealed_columns import SealedChar, Sealing

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
    EXTRACT = "extract", _("Single extract: who the person is, and the status held")
    STATE_LETTER = "state_letter", _("Letter to an authority, which names nobody")
    BRIEF_PDF = "brief_pdf", _("Brief of evidence as PDF")
    BRIEF_DOCX = "brief_docx", _("Brief of evidence as DOCX")


class RecipientOfExport(models.TextChoices):
    APPLICANT = "applicant", _("The applicant")
    COUNSEL = "counsel", _("Counsel of the case")
    OFFICE = "office", _("This office, on its own machine")
    OTHER = "other", _("Somebody else, with consent")


class Informed(models.TextChoices):
    """Who was told before identifying data go to a State that may return the person."""

    COUNSEL = "counsel", _("Counsel of the person")
    UNHCR = "unhcr", _("UNHCR")


class SealedHow(models.TextChoices):
    KEY = "key", _("Sealed to the recipient’s key")
    PASSPHRASE = "passphrase", _("Sealed with a passphrase")
    PAPER = "paper", _("A paper, handed over")
    EARLIER = "earlier", _("Before exports were sealed")


class Export(models.Model):
    """One leaving. It is asked for, agreed to by a second person where many are in it, and made once."""

    sealing: ClassVar = Sealing("exports", way="asked_by")
    kind = models.CharField(max_length=20, choices=ExportKind)
    recipient_kind = models.CharField(max_length=10, choices=RecipientOfExport)
    recipient = SealedChar(max_length=200, blank=True)
    recipient_state = models.CharField(max_length=3, blank=True)
    purpose = SealedChar(max_length=200)
    language = models.CharField(max_length=10, blank=True)
    numbers = models.JSONField()
    # Of each case the consent that was acted on, by number.
    consents = models.JSONField(default=dict)
    # The consent whose one extract this is.
    extract_of = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    sealed_to = models.ForeignKey(Recipient, models.PROTECT, null=True, related_name="+")
    sealed_how = models.CharField(max_length=10, choices=SealedHow, blank=True)
    # The States that must not have it, with blanks between: the table itself refuses one of them as the recipient.
    barred = models.TextField(blank=True)
    # Whether it names somebody to a State that may send them back.
    returning = models.BooleanField(default=False)
    informed = models.CharField(max_length=10, choices=Informed, blank=True)
    # Whether it names somebody to a State that one record alone says is not feared.
    on_one_word = models.BooleanField(default=False)
    people = models.PositiveIntegerField()
    # With these, how many different people left of late by whoever asks, or to this recipient: the larger.
    people_lately = models.PositiveIntegerField(default=0)
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
                condition=Q(left_at=None)
                | Q(people_lately__lte=ALONE_UP_TO, on_one_word=False)
                | Q(approved_by__isnull=False),
                name="cases_many_lately_and_one_word_need_two",
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
            models.CheckConstraint(
                condition=Q(recipient_kind="other") | Q(recipient_state=""), name="cases_export_state_of_others_alone"
            ),
            models.CheckConstraint(
                condition=Q(recipient_state="") | ~Q(barred__contains=F("recipient_state")),
                name="cases_export_never_to_a_feared_state",
            ),
            models.CheckConstraint(
                condition=Q(returning=False)
                | Q(left_at=None)
                | (
                    Q(kind=ExportKind.EXTRACT, people=1, approved_by__isnull=False, extract_of__isnull=False)
                    & ~Q(informed="")
                ),
                name="cases_export_to_a_returning_state",
            ),
            models.UniqueConstraint(
                fields=["extract_of"], condition=Q(left_at__isnull=False), name="cases_export_one_extract_a_consent"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None, sealed_how="") | (Q(left_at__isnull=False) & ~Q(sealed_how="")),
                name="cases_export_left_is_sealed_or_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(recipient_kind="other")
                | Q(sealed_how__in=["", SealedHow.EARLIER])
                | Q(sealed_how=SealedHow.KEY, sealed_to__isnull=False),
                name="cases_export_to_others_by_their_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.people}"
