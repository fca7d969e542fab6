"""Files on the shelf, byte for byte, and the texts that were taken from them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from wellfounded.evidence.documents.extraction import Change
from wellfounded.library.models.source import Source


class ShelfDocument(models.Model):
    """A file as received. It lies in the encrypted store and is parsed only in the guarded child."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="documents")
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    original = models.BinaryField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="library_document_has_its_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.sha256[:12]}"

    @property
    def text(self) -> DocumentText:
        """The text that counts: that of the newest extraction."""
        return self.texts.order_by("-id")[0]


class DocumentText(models.Model):
    """A text that was taken from a document, and by what. An earlier one stays: citations were made from it."""

    document = models.ForeignKey(ShelfDocument, models.CASCADE, related_name="texts")
    text = models.TextField()
    method = models.CharField(max_length=200)
    remarks = models.JSONField(default=list)
    # What was tracked in a DOCX: kind, words, by whom, when, and the words before. The text is read as if accepted.
    changes = models.JSONField(default=list)
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.document}: {self.method}"

    @property
    def tracked(self) -> list[Change]:
        """The tracked changes, in the order of the document."""
        return [Change(*change) for change in self.changes]
