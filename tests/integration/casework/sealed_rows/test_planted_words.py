"""Words that somebody put into a sealed column past the program do not read as what was told.

Seals of another row, column or person, seals that were changed, and words that were never sealed.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models

from tests.casework.cast import Cast
from tests.casework.factories import make_case
from tests.integration.casework.sealed_rows.in_the_table import NOT_OURS, WORDS, lay, lies
from wellfounded.cases.compartments import ERASED
from wellfounded.cases.models import FactEntry
from wellfounded.identity.dates.partial_date import parse
from wellfounded.law.case_file import FactState
from wellfounded.persons.models import Identity, MedicalNote, NameSecret, Person, Photo
from wellfounded.persons.models.name_key import SECRET_BYTES
from wellfounded.vault.office_keys import data_keys, entitlement, in_use, keyring
from wellfounded.vault.office_keys.entitlement import Entitled
from wellfounded.vault.office_keys.keyring import NoKey, PersonKeyring
from wellfounded.vault.office_keys.store import KeyStore
from wellfounded.vault.sealed_columns import ClosedDate, NotOurs, cipher, foreign
from wellfounded.vault.sealed_columns.cipher import PREFIX

pytestmark = pytest.mark.django_db


@pytest.fixture
def older(store: KeyStore) -> KeyStore:
    """An office that sealed before values were bound to their rows: the control of the tests below."""
    store.write_note("seals", "")
    store.seals_rows = KeyStore(store.path.parent).seals_rows
    assert not store.seals_rows
    return store


def unbound(note: MedicalNote, words: str, *, store: KeyStore) -> str:
    """These words as an older version sealed them in this row."""
    [name] = data_keys.names_of(store, f"person:{note.person_id}")
    ring = keyring.current()
    key = None if ring is None else ring.holds(name)
    assert key is not None
    return cipher.as_text(cipher.seal(words.encode(), key, key_id=name.id, where="persons_medicalnote.text"))


@pytest.mark.parametrize("moved", ["row of another person", "another column"])
def test_sealed_words_in_another_place_open_to_nothing(
    note: MedicalNote, reader: PersonKeyring, stranger: PersonKeyring, moved: str
) -> None:
    """Whoever can write into the database cannot make a row say what was said elsewhere."""
    other = Person.objects.create(reference="P-2")
    entitlement.give_rule(
        lambda subject, _: Entitled(read=frozenset({"user:1" if subject == "person:0" else "user:2"}))
    )
    with keyring.use(stranger):
        there = MedicalNote.objects.create(person=other, text="theirs", source="theirs", by=note.by)
        column, row = ("text", there) if moved == "row of another person" else ("source", note)
        with connection.cursor() as cursor:
            sql = f"UPDATE persons_medicalnote SET {column} = %s WHERE id = %s"  # noqa: S608 - a name of ours
            cursor.execute(sql, [lies(note, "text"), row.pk])
        assert getattr(MedicalNote.objects.get(pk=row.pk), column) == "sealed"
    with keyring.use(reader):
        read = getattr(MedicalNote.objects.get(pk=row.pk), column)
    assert read == NOT_OURS  # although the reader has the key with which it was sealed


@pytest.mark.parametrize("bound", [True, False])
def test_two_values_of_one_column_and_case_cannot_be_exchanged(
    note: MedicalNote,
    older: KeyStore,
    reader: PersonKeyring,
    bound: bool,  # noqa: FBT001 - a case
) -> None:
    """The control is what an older version sealed: it reads as what was told."""
    with keyring.use(reader), foreign.noticing() as found:
        other = MedicalNote.objects.create(person=note.person, text="no scar", by=note.by)
        if not bound:
            for row, words in ((note, WORDS), (other, "no scar")):
                lay(row, "text", unbound(row, words, store=older))
        before = {row.pk: lies(row, "text") for row in (note, other)}
        lay(note, "text", before[other.pk])
        lay(other, "text", before[note.pk])
        read = list(MedicalNote.objects.order_by("pk").values_list("text", flat=True))
        assert read == ([NOT_OURS] * 2 if bound else ["no scar", WORDS])
        assert [one.text for one in MedicalNote.objects.order_by("pk")] == read
        assert found == ({"persons_medicalnote.text"} if bound else set())
        lay(note, "text", before[note.pk])
        assert MedicalNote.objects.get(pk=note.pk).text == WORDS


@pytest.mark.parametrize("new", [True, False])
def test_what_an_older_version_sealed_is_read_where_it_could_have_been_sealed(
    note: MedicalNote,
    store: KeyStore,
    reader: PersonKeyring,
    request: pytest.FixtureRequest,
    new: bool,  # noqa: FBT001 - a case
) -> None:
    """A new office refuses it; an older one reads it, and seals it to its row when the row is saved."""
    if not new:
        request.getfixturevalue("older")
    with keyring.use(reader):
        lay(note, "text", unbound(note, "of before", store=store))
        there = MedicalNote.objects.get()
        assert there.text == (NOT_OURS if new else "of before")
        there.save()
        assert cipher.is_of_a_row(cipher.from_text(lies(note, "text"))) is not new
        assert MedicalNote.objects.get().text == there.text


@pytest.mark.parametrize("bound", [True, False])
def test_a_row_that_is_given_to_somebody_else_as_a_whole_does_not_read_as_theirs(
    note: MedicalNote,
    older: KeyStore,
    reader: PersonKeyring,
    bound: bool,  # noqa: FBT001 - a case
) -> None:
    """Also not what an older version sealed: the key says whose words they are. The control is the row as it was."""
    other = Person.objects.create(reference="P-2")
    with keyring.use(reader):
        if not bound:
            lay(note, "text", unbound(note, WORDS, store=older))
        assert MedicalNote.objects.get().text == WORDS
        lay(note, "person_id", other.pk)
        assert MedicalNote.objects.get().text == NOT_OURS


@pytest.mark.parametrize(
    ("damage", "read"),
    [
        (lambda text: f"{text[:-4]}AAAA", NOT_OURS),
        (lambda text: text[:30], NOT_OURS),
        (lambda _: PREFIX, "sealed"),  # under no key that there is
        (lambda _: f"{PREFIX}a:b", "sealed"),
        (lambda _: "words in clear", NOT_OURS),
        (lambda _: ERASED, ERASED),  # what the program itself writes in clear: nothing tells who did
    ],
)
def test_words_that_were_changed_or_never_sealed_do_not_read_as_what_was_told(
    note: MedicalNote, reader: PersonKeyring, damage: Any, read: str
) -> None:
    before = damage(lies(note, "text"))
    lay(note, "text", before)
    with keyring.use(reader), foreign.noticing() as found:
        there = MedicalNote.objects.get()
        assert there.text == read
        assert MedicalNote.objects.values_list("text", flat=True)[0] == read
        there.source = "Dr. Example"
        there.save()
    assert found == ({"persons_medicalnote.text"} if read == NOT_OURS else set())
    if read != "(erased)":
        assert lies(note, "text") == before  # it goes back as it lay, for whoever looks into it


def test_in_an_office_that_seals_nothing_the_same_words_read_as_they_are(note: MedicalNote) -> None:
    """The control."""
    lay(note, "text", "words in clear")
    with in_use.using(None):
        assert MedicalNote.objects.get().text == "words in clear"


def test_what_nobody_sealed_reads_as_such_in_every_kind_of_column(cast: Cast, reader: PersonKeyring) -> None:
    person, case = Person.objects.create(reference="P-1"), make_case(cast.registrar)
    with keyring.use(reader):
        photo = Photo.objects.create(person=person, picture=b"\x89PNG words", added_by=cast.registrar)
        row = Identity.objects.create(person=person, birth=parse("1992"))
        fact = FactEntry.objects.create(
            case=case,
            entity="PRK",
            fact="a_fact",
            version=1,
            record={"value": WORDS},
            state=FactState.ESTABLISHED,
            by=cast.adjudicator,
        )
        lay(photo, "picture", b"another picture")
        lay(row, "birth", "1990")
        lay(fact, "record", '{"value": "another"}')
        assert Photo.objects.get().picture == b""
        birth = Identity.objects.get().birth
        assert isinstance(birth, ClosedDate)
        assert NOT_OURS in str(birth)
        planted = FactEntry.objects.get()
        with pytest.raises(NotOurs):
            planted.record["value"]
        for one in (Photo.objects.get(), Identity.objects.get(), planted):
            models.Model.save(one)
    assert bytes(lies(photo, "picture")) == b"another picture"
    assert lies(row, "birth") == "1990"
    assert "another" in str(lies(fact, "record"))


def test_a_secret_of_the_names_that_somebody_else_put_there_hashes_no_name(reader: PersonKeyring) -> None:
    """Else whoever knows it could try names on the hashes."""
    with keyring.use(reader):
        secret = NameSecret.of_this_register()
        assert len(secret) == SECRET_BYTES
        lay(NameSecret.objects.get(), "value", b"known to somebody else".ljust(SECRET_BYTES))
        with pytest.raises(NoKey):
            NameSecret.of_this_register()
