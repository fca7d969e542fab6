"""Rows of an office that seals its columns: what lies in the table, who reads it, and what is refused.

On SQLite as on PostgreSQL: a column does not ask where it is.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, F
from django.test.utils import CaptureQueriesContext

from tests.casework.cast import Cast
from tests.casework.factories import make_case
from tests.integration.casework.sealed_rows.in_the_table import NOT_OURS, WORDS, lies
from wellfounded.cases.models import HistoryEntry
from wellfounded.identity.dates.partial_date import parse
from wellfounded.persons.models import Identity, MedicalNote, Person
from wellfounded.vault.office_keys import data_keys, keyring
from wellfounded.vault.office_keys.keyring import NoKey, PersonKeyring
from wellfounded.vault.office_keys.store import KeyStore
from wellfounded.vault.sealed_columns import Closed, SealedColumnError, in_clear
from wellfounded.vault.sealed_columns.cipher import PREFIX

pytestmark = pytest.mark.django_db


def test_without_a_key_store_the_words_lie_as_they_are(cast: Cast) -> None:
    """The control of every test here."""
    person = Person.objects.create(reference="P-1")
    note = MedicalNote.objects.create(person=person, text=WORDS, by=cast.protection_officer)
    assert lies(note, "text") == WORDS
    assert MedicalNote.objects.get(text=WORDS) == note


def test_words_are_sealed_in_the_table_and_read_by_who_has_the_key(note: MedicalNote, reader: PersonKeyring) -> None:
    assert lies(note, "text").startswith(PREFIX)
    assert "scar" not in lies(note, "text")
    with keyring.use(reader):
        assert MedicalNote.objects.get().text == WORDS
        assert MedicalNote.objects.values_list("text", flat=True)[0] == WORDS
        assert MedicalNote.objects.values("text").get() == {"text": WORDS}


@pytest.mark.usefixtures("store")
def test_what_is_written_once_is_not_looked_for_first(cast: Cast, reader: PersonKeyring) -> None:
    """Its number is drawn before; to look for it means to seal its words twice."""
    case = make_case(cast.registrar)
    line = HistoryEntry(case=case, told={"what": WORDS}, by=cast.registrar)
    with keyring.use(reader), CaptureQueriesContext(connection) as queries:
        line.save()
    said = [query["sql"] for query in queries if '"cases_historyentry"' in query["sql"]]
    assert [one.split()[0] for one in said if "nextval" not in one] == ["INSERT"]


def test_nobodys_and_a_strangers_keyring_read_sealed(note: MedicalNote, stranger: PersonKeyring) -> None:
    for ring in (None, stranger):
        with keyring.use(ring):
            read = MedicalNote.objects.get(pk=note.pk).text
        assert read == "sealed"
        assert isinstance(read, Closed)


def test_a_row_that_was_read_without_the_key_is_saved_as_it_lay(note: MedicalNote, reader: PersonKeyring) -> None:
    before = lies(note, "text")
    blind = MedicalNote.objects.get()
    blind.save()
    assert lies(note, "text") == before
    with keyring.use(reader):
        assert MedicalNote.objects.get().text == WORDS


def test_a_stranger_seals_nothing_where_a_key_is_and_nobody_without_a_keyring(
    note: MedicalNote, stranger: PersonKeyring
) -> None:
    for ring in (None, stranger):
        with keyring.use(ring), pytest.raises(NoKey), transaction.atomic():
            MedicalNote.objects.create(person=note.person, text="more", by=note.by)
    assert MedicalNote.objects.count() == 1


def test_what_is_empty_stays_empty_and_is_found_by_it(note: MedicalNote, reader: PersonKeyring) -> None:
    assert lies(note, "source") == ""
    assert MedicalNote.objects.filter(source="").count() == 1
    assert MedicalNote.objects.exclude(text="").count() == 1
    with keyring.use(reader):
        note.source = "Dr. Example"
        note.save()
    assert MedicalNote.objects.filter(source="").count() == 0


@pytest.mark.parametrize(
    "asked",
    [
        {"text": WORDS},
        {"text__in": [WORDS]},
        {"text__contains": "scar"},
        {"text__icontains": "scar"},
        {"text__startswith": "sealed1"},
        {"text__gt": "a"},
        {"text__regex": "sc.r"},
    ],
    ids=lambda asked: next(iter(asked)),
)
def test_a_comparison_with_sealed_words_is_refused(note: MedicalNote, asked: dict[str, Any]) -> None:
    assert note.pk
    with pytest.raises(SealedColumnError, match=r"MedicalNote\.text"):
        list(MedicalNote.objects.filter(**asked))


def test_words_past_the_row_are_refused_and_words_of_the_program_are_not(
    note: MedicalNote, reader: PersonKeyring
) -> None:
    with keyring.use(reader):
        with pytest.raises(SealedColumnError), transaction.atomic():
            MedicalNote.objects.update(text="changed")
        note.text = "changed"
        with pytest.raises(SealedColumnError), transaction.atomic():
            MedicalNote.objects.bulk_update([note], ["text"])
        MedicalNote.objects.update(text=in_clear("(erased)"))
        assert MedicalNote.objects.get().text == "(erased)"
        MedicalNote.objects.update(text="")
        assert MedicalNote.objects.get().text == ""


def test_many_rows_at_once_are_sealed(cast: Cast, reader: PersonKeyring) -> None:
    person = Person.objects.create(reference="P-1")
    with keyring.use(reader):
        rows = [MedicalNote(person=person, text=f"{WORDS} {n}", by=cast.protection_officer) for n in range(3)]
        made = MedicalNote.objects.bulk_create(rows)
        assert [note.text for note in MedicalNote.objects.order_by("pk")] == [f"{WORDS} {n}" for n in range(3)]
    assert all("scar" not in lies(note, "text") for note in made)


def test_each_way_of_reading_a_row_tells_which_row_it_is(cast: Cast, reader: PersonKeyring) -> None:
    """Where the query does not, nothing is read: better than words of another row."""
    person = Person.objects.create(reference="P-1")
    with keyring.use(reader):
        row = Identity.objects.create(person=person, birth=parse("1992"), birth_place="Hoeryong")
        MedicalNote.objects.bulk_create(
            [MedicalNote(person=person, text=f"{WORDS} {n}", by=cast.protection_officer) for n in range(2)]
        )
        assert Person.objects.select_related("identity").get().identity.birth_place == "Hoeryong"
        assert Person.objects.values_list("identity__birth_place", "identity__birth").get() == ("Hoeryong", row.birth)
        assert Person.objects.annotate(of=F("identity__birth_place")).get().of == "Hoeryong"
        assert Identity.objects.defer("birth_place").get().birth_place == "Hoeryong"
        notes = MedicalNote.objects.filter(person=person).order_by()
        assert sorted(notes.union(notes).values_list("text", flat=True)) == [f"{WORDS} 0", f"{WORDS} 1"]
        assert {one.text for one in person.medical_notes.distinct()} == {f"{WORDS} 0", f"{WORDS} 1"}
        assert sorted(one.text for one in notes.annotate(n=Count("pk"))) == [f"{WORDS} 0", f"{WORDS} 1"]
        assert Person.objects.filter(pk=person.pk, medical_notes__text="").exists() is False
        assert Person.objects.create(reference="P-2").pk
        assert list(Person.objects.order_by("pk").values_list("identity__birth_place", flat=True)) == ["Hoeryong", None]
        [raw, _] = MedicalNote.objects.raw("SELECT * FROM persons_medicalnote ORDER BY id")
        assert raw.text == NOT_OURS


def test_an_erased_key_leaves_sealed_words_for_everybody(
    note: MedicalNote, store: KeyStore, reader: PersonKeyring
) -> None:
    assert data_keys.erase(store, f"person:{note.person_id}", compartment="medical")
    with keyring.use(PersonKeyring(store, "user:1", private=lambda: reader.private)):
        assert MedicalNote.objects.get().text == "sealed"


def test_lengths_show_in_steps_only(cast: Cast, reader: PersonKeyring) -> None:
    person = Person.objects.create(reference="P-1")
    with keyring.use(reader):
        made = [
            MedicalNote.objects.create(person=person, text="x" * n, by=cast.protection_officer) for n in (1, 31, 32)
        ]
    assert [len(lies(note, "text")) for note in made][:2] == [len(lies(made[0], "text"))] * 2
    assert len(lies(made[2], "text")) > len(lies(made[1], "text"))
