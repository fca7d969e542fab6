"""In a sealed office the index of names tells neither years of birth nor gists, and ranks as ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from django.apps import apps
from django.db import connection

from tests.casework.cast import Cast
from tests.sealed.office import SealedOffice
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index.postings import ROW
from wellfounded.persons import name_index, name_masks
from wellfounded.persons.models import Identity, NameKey, NameSecret, Person, PersonName
from wellfounded.persons.name_index import file_names, filed_under
from wellfounded.persons.name_masks import DONE, GISTS, MASKED, Filing, Masks, mask_older
from wellfounded.vault.office_keys import in_use, keyring

pytestmark = pytest.mark.django_db
NAME, YEAR = "김철수", 1984


@pytest.fixture(params=[True, False], ids=["sealed", "in clear"])
def office(request: pytest.FixtureRequest, cast: Cast, tmp_path: Path) -> Iterator[SealedOffice]:
    """With people of one name, all but the last born in one year, whom the registrar filed."""
    made = SealedOffice(tmp_path / "keys" if request.param else None)
    with in_use.using(made.store):
        with made.acting(cast.registrar):
            for number in range(5):
                file(cast, number, born=YEAR if number < 4 else 1950)
        yield made


@pytest.fixture
def sealed(office: SealedOffice) -> SealedOffice:
    if office.store is None:
        pytest.skip("of a sealed office")
    return office


def file(cast: Cast, number: int, *, born: int) -> None:
    person = Person.objects.create(reference=f"P-{number}")
    PersonName.objects.create(person=person, text=NAME, added_by=cast.registrar)
    Identity.objects.create(person=person, birth=parse(str(born)))
    file_names(person)


def asking(office: SealedOffice, cast: Cast) -> AbstractContextManager[object]:
    return nullcontext() if office.store is None else office.acting(cast.matcher)  # who reads every name


def found(born: int) -> list[str]:
    return sorted(one.reference for one in filed_under([NAME], parse(str(born))))


def test_equal_years_and_gists_look_different_and_no_year_is_told(office: SealedOffice) -> None:
    rows = NameKey.objects.filter(hash=NameKey.objects.values_list("hash", flat=True)[0])
    born, gists = set(rows.values_list("born", flat=True)), set(rows.values_list("gist", flat=True))
    assert len(rows) == 5
    if office.store is None:  # the control
        assert (born, len(gists)) == ({YEAR, 1950}, 1)
        return
    assert (len(born) > 3, len(gists)) == (True, 5)  # of 16,384 years two are the same now and then
    assert min(born) >= MASKED
    assert max(born) < 2 * MASKED  # what the column holds


def test_who_was_born_in_the_year_that_is_asked_for_comes_first(
    office: SealedOffice, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with asking(office, cast):
        assert found(YEAR) == found(1950) == [f"P-{n}" for n in range(5)]
        monkeypatch.setattr(name_index, "MOST_CANDIDATES", 1)
        assert found(1950) == ["P-4"]
        monkeypatch.setattr(name_index, "MOST_CANDIDATES", 4)
        assert found(YEAR) == [f"P-{n}" for n in range(4)]


def test_a_person_is_filed_once_and_anew_when_the_birth_changes(office: SealedOffice, cast: Cast) -> None:
    with asking(office, cast):
        before = set(NameKey.objects.values_list("pk", flat=True))
        person = Person.objects.get(reference="P-4")
        file_names(person)
        assert set(NameKey.objects.values_list("pk", flat=True)) == before
        row = person.identity
        row.birth = parse(str(YEAR))
        row.save()
        file_names(person)
        assert set(NameKey.objects.values_list("pk", flat=True)) != before
        assert NameKey.objects.count() == len(before)


def test_rows_of_an_older_version_are_read_and_masked_little_by_little(
    sealed: SealedOffice, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sealed.store is not None
    with asking(sealed, cast):
        secret, masks = NameSecret.of_this_register(), Masks(NameSecret.of_this_register())
        for row in NameKey.objects.all():
            held = np.array([(row.person_id, row.gist, row.born)], ROW)
            [(_, row.gist, row.born)] = masks.take_off(held, of=row.hash).tolist()
            row.save()
        sealed.store.write_note(DONE, "")
        assert set(NameKey.objects.values_list("born", flat=True)) == {YEAR, 1950}
        monkeypatch.setattr(name_masks, "AT_ONCE", 2)
        many, steps = NameKey.objects.count(), 0
        monkeypatch.setattr(name_index, "MOST_CANDIDATES", 1)
        while not sealed.store.note(DONE):
            assert found(1950) == ["P-4"]  # of whatever is masked by then
            assert NameKey.objects.filter(born__gte=MASKED).count() == min(2 * steps, many)
            mask_older(secret)
            steps += 1
        assert NameKey.objects.filter(born__lt=MASKED).count() == 0
        assert found(1950) == ["P-4"]


def test_the_mask_of_another_secret_and_another_row_is_another() -> None:
    filing = Filing(hash=7, gist=GISTS, born=9999)
    lies = [
        next(iter(Masks(secret).put_on([filing._replace(hash=value)], person)))[1:]
        for secret, value, person in ((b"a" * 32, 7, 1), (b"b" * 32, 7, 1), (b"a" * 32, 8, 1), (b"a" * 32, 7, 2))
    ]
    assert len(set(lies)) == 4
    assert filing[1:] not in lies


@pytest.mark.parametrize(("gist", "born"), [(0, 0), (GISTS, 9999), (1, 1984)])
def test_what_a_mask_covers_comes_back(gist: int, born: int) -> None:
    masks = Masks(b"s" * 32)
    for person in (1, 2**32 - 1):
        [lies] = masks.put_on([Filing(2**32 - 1, gist, born)], person)
        assert 0 <= lies.gist <= GISTS
        [back] = masks.take_off(np.array([(person, lies.gist, lies.born)], ROW), of=lies.hash).tolist()
        assert back == (person, gist, born)


@pytest.mark.usefixtures("office")
def test_without_the_secret_nobody_is_masked(cast: Cast) -> None:
    """Where nothing is sealed nothing happens."""
    with in_use.using(None), keyring.use(None):
        before = set(NameKey.objects.values_list("pk", "born"))
        mask_older(b"s" * 32, all_of_them=True)
        assert set(NameKey.objects.values_list("pk", "born")) == before
    assert cast.registrar.pk


def test_a_migration_files_nobody_anew_where_it_has_no_keys(office: SealedOffice) -> None:
    NameKey.objects.filter(person__reference="P-0").delete()  # as if an older version had filed under fewer keys
    held = NameKey.objects.count()
    migration = import_module("wellfounded.persons.migrations.0011_file_names_anew")
    migration.file_anew(apps, SimpleNamespace(connection=connection))
    assert (NameKey.objects.count() == held) is (office.store is not None)
