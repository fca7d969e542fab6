"""Exhibits: papers, pictures and recordings with hash, custody and the passages that were marked in them.

The bytes as received lie in a table of their own, so that a list of exhibits never reads them.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models.append_only import WrittenOnce
from wellfounded.cases.models.case import Case
from wellfounded.cases.models.interview import Interview
from wellfounded.vault.sealed_columns import SealedBytes, SealedChar, SealedText, Sealing


class ExhibitKind(models.TextChoices):
    IDENTITY = "identity", _("Identity or family paper")
    STATEMENT = "statement", _("Written statement")
    MEDICAL = "medical", _("Medical report")
    EXPERT = "expert", _("Expert opinion")
    OFFICIAL = "official", _("Paper of an authority or court")
    PHOTO = "photo", _("Photograph")
    RECORDING = "recording", _("Recording of an interview")
    COUNTRY = "country", _("Country information")
    OTHER = "other", _("Other")


class MediaType(models.TextChoices):
    """What the content is; found by the guarded child, never taken from a file's name."""

    PDF = "pdf", "PDF"
    PNG = "png", "PNG"
    JPEG = "jpeg", "JPEG"
    DOCX = "docx", "DOCX"
    TEXT = "text", _("Text")
    AUDIO = "audio", _("Recording")


class Exhibit(WrittenOnce):
    """One paper of a case, under a label that evidence refers to."""

    sealing: ClassVar = Sealing("account", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="exhibits")
    label = models.CharField(max_length=20)
    title = SealedChar(max_length=200)
    kind = models.CharField(max_length=20, choices=ExhibitKind)
    # The interview that a recording holds.
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, related_name="recordings")
    media = models.CharField(max_length=10, choices=MediaType)
    language = models.CharField(max_length=20, blank=True)
    dated = models.DateField(null=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "label"], name="cases_exhibit_label_of_case"),
            models.UniqueConstraint(fields=["case", "sha256"], name="cases_exhibit_file_once"),
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="cases_exhibit_has_its_hash"),
            models.CheckConstraint(
                condition=Q(interview=None) | Q(kind=ExhibitKind.RECORDING), name="cases_only_recordings_of_interviews"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.label}"


class ExhibitContent(WrittenOnce):
    """The bytes exactly as received. They are parsed only in the guarded child."""

    sealing: ClassVar = Sealing("account", way="exhibit__case")
    exhibit = models.OneToOneField(Exhibit, models.PROTECT, related_name="content")
    original = SealedBytes()

    def __str__(self) -> str:
        return f"{self.exhibit}: {self.exhibit.sha256[:12]}"


class ExhibitPage(models.Model):
    """The text of a page, and its picture once somebody looked at it."""

    sealing: ClassVar = Sealing("account", way="exhibit__case")
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="page_set")
    number = models.PositiveIntegerField()
    text = SealedText(blank=True)
    picture = SealedBytes(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="cases_exhibit_page_once"),
        ]

    def __str__(self) -> str:
        return f"{self.exhibit}, {self.number}"


class CustodyKind(models.TextChoices):
    RECEIVED = "received", _("Received")
    COPIED = "copied", _("Copied")
    HANDED_ON = "handed_on", _("Handed on")
    RETURNED = "returned", _("Returned to the applicant")


class CustodyEvent(WrittenOnce):
    """Where the paper itself went: from whom or to whom, on a day."""

    sealing: ClassVar = Sealing("account", way="exhibit__case")
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="custody")
    kind = models.CharField(max_length=20, choices=CustodyKind)
    on = models.DateField()
    party = SealedChar(max_length=200)
    note = SealedText(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.exhibit}: {self.get_kind_display()} {self.on}"


class ExhibitOpened(models.Model):
    """Who has opened an exhibit: a reviewer sees whether the drafter read it."""

    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="opened")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    first_at = models.DateTimeField(auto_now_add=True)
    # The furthest page that was shown.
    furthest = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["first_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exhibit", "user"], name="cases_exhibit_opened_once"),
        ]

    def __str__(self) -> str:
        return f"{self.exhibit} by {self.user}"


class Passage(WrittenOnce):
    """A passage marked in an exhibit: the words themselves with what stands before and after, and where."""

    sealing: ClassVar = Sealing("account", way="exhibit__case")
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="passages")
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = SealedText()
    before = SealedChar(max_length=60, blank=True)
    after = SealedChar(max_length=60, blank=True)
    entity = models.CharField(max_length=20)
    fact = models.CharField(max_length=100)
    direction = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["page", "start"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="cases_passage_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.exhibit}, {self.page}"
