"""Who said what in a document: candidates found by rules, which count only when a person confirmed them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellfounded.evidence.statements.statement import Kind, Mode
from wellfounded.library.models.document import DocumentText
from wellfounded.library.models.tie import Decided, Directions


class Kinds(models.TextChoices):
    PERSON = Kind.PERSON.value, _("a person")
    GROUP = Kind.GROUP.value, _("a group")
    ORGANISATION = Kind.ORGANISATION.value, _("an organisation")
    STATE = Kind.STATE.value, _("a State")
    DOCUMENT = Kind.DOCUMENT.value, _("a document")
    MEDIA = Kind.MEDIA.value, _("media")
    UNNAMED = Kind.UNNAMED.value, _("not named")


class Modes(models.TextChoices):
    DIRECT = Mode.DIRECT.value, _("word for word")
    MIXED = Mode.MIXED.value, _("partly word for word")
    INDIRECT = Mode.INDIRECT.value, _("in other words")


class Standing(models.TextChoices):
    CANDIDATE = "candidate", _("Candidate")
    # A decision is confirmed on appeal in another sense, which other languages have another word for.
    CONFIRMED = "confirmed", pgettext_lazy("of a statement", "Confirmed")
    REJECTED = "rejected", _("Rejected")


class Voice(models.Model):
    """One speaker across documents, as persons said. It bears no name: each statement says how it names them."""

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"speaker {self.pk}"


class ShelfStatement(models.Model):
    """A statement. `found` keeps what the rules found, whatever a person edited since."""

    text = models.ForeignKey(DocumentText, models.CASCADE, related_name="statements")
    first = models.PositiveIntegerField()
    content = models.TextField()
    cue = models.CharField(max_length=200, blank=True)
    speaker = models.CharField(max_length=300, blank=True)
    # The program supplied the name for a pronoun: the reader must see that.
    resolved = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, choices=Kinds, default=Kinds.UNNAMED)
    role = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=3, blank=True)
    mode = models.CharField(max_length=10, choices=Modes)
    stance = models.CharField(max_length=40, blank=True)
    said_when = models.CharField(max_length=200, blank=True)
    said_where = models.CharField(max_length=200, blank=True)
    relayed_by = models.JSONField(default=list)
    language = models.CharField(max_length=5)
    rule = models.CharField(max_length=100)
    found = models.JSONField(default=dict)
    # Who speaks, across documents; and the statements whose speaker, somebody said, is another.
    voice = models.ForeignKey(Voice, models.SET_NULL, null=True, related_name="statements")
    not_same = models.JSONField(default=list)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.CANDIDATE)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["first", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(standing="candidate", decided_by=None, decided_at=None)
                | (~Q(standing="candidate") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="library_statement_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker or self.get_kind_display()}: {self.content[:60]}"

    @property
    def verb(self) -> str:
        """The words that attribute, to be shown before the content: that somebody denied it is no detail."""
        return " ".join(self.cue.strip(" :：,，").split())


class StatementTie(models.Model):
    """A statement tied to a criterion, or a suggestion rejected, by a person."""

    statement = models.ForeignKey(ShelfStatement, models.CASCADE, related_name="ties")
    about = models.CharField(max_length=100)
    direction = models.CharField(max_length=10, choices=Directions)
    state = models.CharField(max_length=10, choices=Decided)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["statement", "about"], name="library_statement_tie_once"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.about}"
