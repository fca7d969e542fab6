"""Where a document comes from, and what people think of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.evidence.documents.source_record import (
    AddressKind,
    Grade,
    Location,
    Period,
    Relay,
    Retrieval,
    SourceRecord,
    Standard,
    Way,
)
from wellfounded.evidence.documents.source_record import Judgement as Judged


class Shelf(models.TextChoices):
    """Who may read: everybody who works on cases and counsel, or only those who judge."""

    OPEN = "open", _("Open: everybody who works on a case, and counsel")
    RESTRICTED = "restricted", _("Restricted: adjudicators and reviewers only")


class AddressKinds(models.TextChoices):
    ORIGINAL = AddressKind.ORIGINAL.value, _("the publisher’s own copy")
    MIRROR = AddressKind.MIRROR.value, _("somebody’s copy")
    RELAY = AddressKind.RELAY.value, _("a report of it by others")


class Standards(models.TextChoices):
    RELEVANCE = Standard.RELEVANCE.value, _("Relevance")
    RELIABILITY = Standard.RELIABILITY.value, _("Reliability and balance")
    ACCURACY = Standard.ACCURACY.value, _("Accuracy and currency")
    TRANSPARENCY = Standard.TRANSPARENCY.value, _("Transparency and traceability")


class Grades(models.TextChoices):
    GOOD = Grade.GOOD.value, _("good")
    FAIR = Grade.FAIR.value, _("fair")
    POOR = Grade.POOR.value, _("poor")


class Source(models.Model):
    """A source record. Only its title is always there: what is unknown stays empty and is shown as not recorded."""

    shelf = models.CharField(max_length=20, choices=Shelf, default=Shelf.OPEN)
    # The number it bears in the list that it was brought in with.
    listed_as = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=300, blank=True)
    authors = models.JSONField(default=list)
    published = models.DateField(null=True)
    published_as = models.CharField(max_length=100, blank=True)
    period_first = models.DateField(null=True)
    period_last = models.DateField(null=True)
    address = models.CharField(max_length=1000, blank=True)
    address_kind = models.CharField(max_length=10, choices=AddressKinds, default=AddressKinds.ORIGINAL)
    # Through whom the words came, from the speaker to the file.
    relays = models.JSONField(default=list)
    symbol = models.CharField(max_length=100, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    retrieved_on = models.DateField(null=True)
    retrieved_way = models.CharField(max_length=10, blank=True)
    languages = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    method_stated = models.BooleanField(null=True)
    single_informant = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["title", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["listed_as", "title"], condition=~Q(listed_as=""), name="library_source_of_list_once"
            ),
            models.CheckConstraint(
                condition=Q(period_first=None) | Q(period_last=None) | Q(period_first__lte=F("period_last")),
                name="library_source_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(retrieved_on=None, retrieved_way="") | Q(retrieved_on__isnull=False, retrieved_way__gt=""),
                name="library_source_got_some_way",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """By what a case file names it."""
        return f"S{self.pk}"

    def record(self) -> SourceRecord:
        """The same for the core: judgements in the order in which they were made."""
        got = Retrieval(self.retrieved_on, Way(self.retrieved_way)) if self.retrieved_on else None
        document = self.documents.order_by("-id").first()
        return SourceRecord(
            id=self.listed_as or self.label,
            title=self.title,
            publisher=self.publisher,
            authors=tuple(self.authors),
            published=self.published,
            published_as=self.published_as,
            period=Period(self.period_first, self.period_last),
            location=Location(self.address, AddressKind(self.address_kind), tuple(Relay(name) for name in self.relays)),
            symbol=self.symbol,
            licence=self.licence,
            retrieved=got,
            sha256=document.sha256 if document else "",
            languages=tuple(self.languages),
            countries=tuple(self.countries),
            topics=tuple(self.topics),
            method_stated=self.method_stated,
            single_informant=self.single_informant,
            judgements=tuple(judgement.judged() for judgement in self.judgements.select_related("by")),
            note=self.note,
        )


class Judgement(models.Model):
    """What a person thinks of a source by one of the four standards, and why. The newest counts."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="judgements")
    standard = models.CharField(max_length=20, choices=Standards)
    grade = models.CharField(max_length=10, choices=Grades)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(reason=""), name="library_judgement_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.standard}: {self.grade}"

    def judged(self) -> Judged:
        """The same for the core."""
        return Judged(Standard(self.standard), Grade(self.grade), self.reason, self.by.username, self.at.date())
