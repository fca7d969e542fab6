"""Recipients outside the house, with a key that the tests can open, and what leaves to them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pyrage
from django.utils import timezone

from tests.casework.cast import Cast
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.models import Case, Export, Recipient
from wellfounded.letters.gate import Product
from wellfounded.persons.models import Consent
from wellfounded.vault.recipients import fingerprint_of

IDENTITY = pyrage.x25519.Identity.generate()
KEY = str(IDENTITY.to_public())
PURPOSE = "family tracing"


def recipient(cast: Cast, name: str, state: str, **fields: Any) -> Recipient:
    given: dict[str, Any] = {"name": name, "kind": "state", "state": state, "key": KEY}
    given["fingerprint"] = fingerprint_of(KEY)
    given |= {"added_by": cast.adjudicator, "confirmed_by": cast.protection_officer, "confirmed_at": timezone.now()}
    return Recipient.objects.create(**(given | fields))


def consent(cast: Cast, case: Case, to: Recipient, **fields: Any) -> Consent:
    given = {
        "purpose": PURPOSE,
        "recipient": to.name,
        "recipient_kind": to.kind,
        "recipient_state": to.state,
        "data_class": "identity",
        "language": "ko",
        "means": "writing",
        "given_on": date(2024, 3, 3),
    }
    return Consent.objects.create(person=case.person, recorded_by=cast.registrar, **(given | fields))


def asked(cast: Cast, to: Recipient, *cases: Case, kind: str) -> Export:
    request = ExportAsked(
        kind=kind,
        numbers=tuple(case.number for case in cases),
        recipient_kind="other",
        recipient=to.name,
        recipient_state=to.state,
        purpose=PURPOSE,
    )
    return ask_export(cast.adjudicator, request)


def opened(product: Product) -> tuple[str, bytes]:
    """The cover, and the file."""
    return inside(pyrage.decrypt(product.content, [IDENTITY]))


def inside(package: bytes) -> tuple[str, bytes]:
    """The same of a package that is open."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        cover, file = sorted(archive.namelist(), key=lambda name: name != "cover.txt")
        return archive.read(cover).decode(), archive.read(file)
