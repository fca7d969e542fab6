"""Ties from a place in a document to what it bears on, made by people."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellfounded.evidence.documents.citation import Citation
from wellfounded.evidence.linking.link import LinkState
from wellfounded.evidence.statements.bearing import Direction
from wellfounded.library.models.document import ShelfDocument


class Directions(models.TextChoices):
    SUPPORTS = Direction.SUPPORTS.value, _("speaks for it")
    REBUTS = Direction.REBUTS.value, _("speaks against it")


class Decided(models.TextChoices):
    """What a person said of it. A suggestion is no row: only what was decided is kept."""

    ACCEPTED = LinkState.ACCEPTED.value, pgettext_lazy("of a passage", "accepted")
    REJECTED = LinkState.REJECTED.value, _("rejected")


class Cited(models.Model):
    """A place in a document, kept by its words: it is found again after a new extraction."""

    document = models.ForeignKey(ShelfDocument, models.PROTECT, related_name="+")
    quote = models.TextField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    prefix = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=100, blank=True)
    page = models.PositiveIntegerField(default=0)
    paragraph = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=200)
    direction = models.CharField(max_length=10, choices=Directions)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def citation(self) -> Citation:
        """The same for the core."""
        return Citation(
            self.document.sha256,
            self.quote,
            self.first,
            self.last,
            self.prefix,
            self.suffix,
            self.page,
            self.paragraph,
            self.method,
        )


class Tie(Cited):
    """A place tied to a criterion or a country fact of the law (`about` is its id), or a suggestion rejected."""

    about = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=Decided)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="library_tie_has_words"),
            models.UniqueConstraint(fields=["document", "first", "last", "about"], name="library_tie_once"),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.direction}"
