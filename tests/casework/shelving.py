"""A document on the shelf by its forms, read in this process: the guarded child has tests of its own."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from wellfounded.cases.actions import shelve_document as shelving
from wellfounded.evidence.documents.extraction import Extraction
from wellfounded.evidence.documents.whole import carry_out, whole
from wellfounded.library.models import ShelfDocument, Source

NEWS = (
    "12. The ministry denied that those sent back face torture.\n\n"
    "13. A lawyer said that those sent back are tortured in camps.\n\n14. The river <b>freezes</b> in January.\n"
)


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def unguarded(payload: bytes) -> Extraction:
        return whole(payload, carry_out)

    monkeypatch.setattr(shelving, "read_document", unguarded)


def file(content: str, name: str = "x.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


def on_the_shelf(officer: Client, **typed: str) -> ShelfDocument:
    source = {"title": "A report", "shelf": "open", "address_kind": "original", "country": "CHN"} | typed
    gone = officer.post(reverse("shelf_add"), source)
    assert gone.status_code == 302, gone.content.decode()
    added = officer.post(reverse("shelf_document_add", args=[Source.objects.latest("pk").pk]), {"content": file(NEWS)})
    assert added.status_code == 302, added.content.decode()
    return ShelfDocument.objects.latest("pk")
