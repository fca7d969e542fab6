"""Sealed texts of any signs, partial dates, data, bytes and names: each comes back whole, to who has the key."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.casework.cast import Cast
from tests.casework.factories import make_case
from tests.integration.casework.sealed_rows.in_the_table import WORDS, lies
from wellfounded.cases.models import Case, FactEntry
from wellfounded.identity.dates.partial_date import parse
from wellfounded.law.case_file import FactState
from wellfounded.persons.models import Identity, NameSecret, Person, PersonName, Photo
from wellfounded.vault.office_keys import keyring
from wellfounded.vault.office_keys.keyring import NoKey, PersonKeyring
from wellfounded.vault.sealed_columns import ClosedDate, SealedToYou, cipher
from wellfounded.vault.sealed_columns.cipher import PREFIX

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["", " ", "\0", "x\0\0", "\x80", "sealed1:a:b", "가" * 5000, "\ud800"])
def test_any_words_come_back_as_they_went_in(words: str) -> None:
    plain = words.encode("utf-8", "surrogatepass")
    sealed = cipher.as_text(cipher.seal(plain, b"k" * 32, key_id="ab", where="t.c"))
    assert cipher.unseal(cipher.from_text(sealed), b"k" * 32, where="t.c") == plain
    assert cipher.unseal(cipher.from_text(sealed), b"k" * 32, where="t.d") is None
    assert cipher.unseal(cipher.from_text(sealed), b"l" * 32, where="t.c") is None


@pytest.mark.parametrize(
    "text", ["", "sealed1", "sealed1:", "sealed1:\ud800:AAAA", "sealed1:k:\ud800", "sealed1:k:AAA"]
)
def test_a_text_that_is_no_seal_opens_to_nothing(text: str) -> None:
    """JSON can hold halves of signs."""
    from wellfounded.vault.sealed_columns import cipher  # noqa: PLC0415 - only this test looks under the column

    assert cipher.unseal(cipher.from_text(text), b"k" * 32, where="t.c") is None


def test_a_partial_date_is_sealed_and_nothing_is_known_of_it_without_the_key(reader: PersonKeyring) -> None:
    person = Person.objects.create(reference="P-1")
    with keyring.use(reader):
        row = Identity.objects.create(person=person, birth=parse("1992-spring (after the flood)"))
        assert Identity.objects.get().birth == row.birth
    assert lies(row, "birth").startswith(PREFIX)
    blind = Identity.objects.get()
    assert isinstance(blind.birth, ClosedDate)
    assert not blind.birth.bounded
    assert "1992" not in str(blind.birth)
    blind.save()
    with keyring.use(reader):
        assert Identity.objects.get().birth == row.birth


def test_data_is_sealed_and_refuses_whoever_looks_without_the_key(cast: Cast, reader: PersonKeyring) -> None:
    case = make_case(cast.registrar)
    with keyring.use(reader):
        fact = FactEntry.objects.create(
            case=case,
            entity="PRK",
            fact="a_fact",
            version=1,
            record={"value": WORDS},
            state=FactState.ESTABLISHED,
            by=cast.adjudicator,
        )
        assert FactEntry.objects.get().record == {"value": WORDS}
    assert "scar" not in str(lies(fact, "record"))
    blind = FactEntry.objects.get()
    for look in (
        lambda: blind.record["value"],
        lambda: blind.record.get("value"),
        lambda: list(blind.record),
        lambda: {**blind.record},
    ):
        with pytest.raises(SealedToYou):
            look()


def test_bytes_are_sealed(cast: Cast, reader: PersonKeyring) -> None:
    person = Person.objects.create(reference="P-1")
    with keyring.use(reader):
        photo = Photo.objects.create(person=person, picture=b"\x89PNG words", added_by=cast.registrar)
        assert bytes(Photo.objects.get().picture) == b"\x89PNG words"
    before = bytes(lies(photo, "picture"))
    assert b"PNG" not in before
    blind = Photo.objects.get()
    assert blind.picture == b""
    blind.save()
    assert bytes(lies(photo, "picture")) == before


def test_words_of_a_row_that_has_no_number_yet_are_refused(cast: Cast, reader: PersonKeyring) -> None:
    """A case is its own subject: its words come once it has a number."""
    case = make_case(cast.registrar)
    with keyring.use(reader), pytest.raises(ValueError, match="has to be saved"):
        Case.objects.create(
            number="C-2",
            person=case.person,
            profile="unhcr",
            host="CHN",
            claim_date=case.claim_date,
            registered_by=cast.registrar,
            priority_reason="hurry",
        )


def test_a_name_lies_nowhere_in_clear(reader: PersonKeyring, cast: Cast) -> None:
    person = Person.objects.create(reference="P-1")
    with keyring.use(reader):
        name = PersonName.objects.create(person=person, text="김서연", family_part="김", added_by=cast.registrar)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM persons_personname WHERE id = %s", [name.pk])
        assert not any("김" in str(value) for value in cursor.fetchone())


def test_who_has_no_key_to_the_names_hashes_none(reader: PersonKeyring, stranger: PersonKeyring) -> None:
    with keyring.use(reader):
        NameSecret.of_this_register()
    with keyring.use(stranger), pytest.raises(NoKey):
        NameSecret.of_this_register()
