"""Rows of an office that seals its columns: what lies in the table, who reads it, and what is refused.

On SQLite as on PostgreSQL: a column does not ask where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.models import Count, F

from tests.casework.cast import Cast
from tests.casework.factories import make_case
from wellfounded.cases.models import Case, FactEntry
from wellfounded.identity.dates.partial_date import parse
from wellfounded.law.case_file import FactState
from wellfounded.persons.models import Identity, MedicalNote, NameSecret, Person, PersonName, Photo
from wellfounded.persons.models.name_key import SECRET_BYTES
from wellfounded.vault.argon import Cost
from wellfounded.vault.office_keys import data_keys, entitlement, in_use, keyring, people
from wellfounded.vault.office_keys.entitlement import Entitled
from wellfounded.vault.office_keys.keyring import NoKey, PersonKeyring
from wellfounded.vault.office_keys.store import KeyStore
from wellfounded.vault.sealed_columns import (
    Closed,
    ClosedDate,
    NotOurs,
    SealedColumnError,
    SealedToYou,
    cipher,
    foreign,
    in_clear,
)
from wellfounded.vault.sealed_columns.cipher import PREFIX

pytestmark = pytest.mark.django_db
NOT_OURS = "not written by this program"
WORDS = "손목에 흉터가 있다 — a scar at the wrist"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[KeyStore]:
    made = KeyStore.create(tmp_path / "keys", cost=Cost(8, 1, 1))
    rule, founds = entitlement._rule[0], entitlement._founds[0]  # noqa: SLF001 - put back afterwards
    entitlement.give_rule(lambda _subject, _compartment: Entitled(read=frozenset({"user:1"})))
    with in_use.using(made):
        yield made
    entitlement.give_rule(rule, founds=founds)


@pytest.fixture
def reader(store: KeyStore) -> PersonKeyring:
    private = people.add_person(store, "user:1", passphrase="a passphrase", confirmed=True)  # noqa: S106 - of invented people
    return PersonKeyring(store, "user:1", private=lambda: private)


@pytest.fixture
def stranger(store: KeyStore) -> PersonKeyring:
    private = people.add_person(store, "user:2", passphrase="a passphrase", confirmed=True)  # noqa: S106 - of invented people
    return PersonKeyring(store, "user:2", private=lambda: private)


@pytest.fixture
def note(cast: Cast, reader: PersonKeyring) -> MedicalNote:
    person = Person.objects.create(reference="P-1")
    with keyring.use(reader):
        return MedicalNote.objects.create(person=person, text=WORDS, by=cast.protection_officer)


def lies(row: models.Model, column: str) -> Any:
    """What is in the table itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])  # noqa: S608, SLF001 - names of ours
        return cursor.fetchone()[0]


def lay(row: models.Model, column: str, value: Any) -> None:
    """As somebody does who writes in the database."""
    with connection.cursor() as cursor:
        sql = f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s"  # noqa: S608, SLF001 - names of ours
        cursor.execute(sql, [value, row.pk])


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


@pytest.mark.parametrize(
    ("damage", "read"),
    [
        (lambda text: f"{text[:-4]}AAAA", NOT_OURS),
        (lambda text: text[:30], NOT_OURS),
        (lambda _: PREFIX, "sealed"),  # under no key that there is
        (lambda _: f"{PREFIX}a:b", "sealed"),
        (lambda _: "words in clear", NOT_OURS),
        (lambda _: "(erased)", "(erased)"),  # what the program itself writes in clear: nothing tells who did
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


def test_who_has_no_key_to_the_names_hashes_none(reader: PersonKeyring, stranger: PersonKeyring) -> None:
    with keyring.use(reader):
        NameSecret.of_this_register()
    with keyring.use(stranger), pytest.raises(NoKey):
        NameSecret.of_this_register()


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


# ── the other kinds of column ────────────────────────────────────────────────────────────────────────────────────────
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
