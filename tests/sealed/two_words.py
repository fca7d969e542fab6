"""A sealed office in which two people wrote one word each: the case that is lost, found again or read by a stranger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.sealed.office import SealedOffice
from wellfounded.persons.models import MedicalNote, PersonName
from wellfounded.vault.office_keys import in_use, keyring

WORDS = "a scar at the wrist"


@pytest.fixture
def office(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SealedOffice]:
    """A case of which the protection officer alone wrote a medical note, and the registrar a name."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(settings, "DB", "postgres")
    made = SealedOffice(tmp_path / "keys")
    person = make_staffed_case(cast).person
    with in_use.using(made.store):
        with made.acting(cast.protection_officer) as officer:
            MedicalNote.objects.create(person=person, text=WORDS, by=officer)
        with made.acting(cast.registrar) as registrar:
            PersonName.objects.create(person=person, text=WORDS, added_by=registrar)
        with made.acting(cast.matcher):
            keyring.to_seal("namesecret:1", "names")
        yield made
