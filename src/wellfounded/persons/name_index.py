"""Files people under the keys of their names, and finds who shares one. The identity core compares them then.

Each key is kept with its gist, which ranks those who share it, so that who was registered long ago is compared as
readily as who came today. See docs/reference/name-index.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Exists, Max, OuterRef

from wellfounded.identity.index.hashing import Hashing, asked_years, years_of
from wellfounded.identity.index.postings import ROW, Ranking, rows_of
from wellfounded.identity.names.keys import asked, filed
from wellfounded.persons.models import Identity, NameKey, NameSecret, Person
from wellfounded.persons.name_masks import Filing, Masks, mask_older
from wellfounded.vault.sealed_columns import Closed, SealedToYou, is_on

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.identity.dates.partial_date import PartialDate

MOST_CANDIDATES = 500
APART = 0.001
"""What a name counts whose bearers were born in other years: they come last, but a wrong date hides nobody."""


def file_names(person: Person) -> None:
    """File the person under the keys of their names, and the years of their birth, as they stand now.

    Raises:
        SealedToYou: a name is sealed to whoever does it: nobody would find the person by it any more.
    """
    names = _names(person)
    if any(isinstance(name, Closed) for name in names):
        raise SealedToYou
    birth = Identity.objects.filter(person=person).values_list("birth", flat=True).first()
    secret = NameSecret.of_this_register()
    filings = filings_of(names, birth, secret=secret)
    wanted = Masks(secret).put_on(filings, person.pk) if is_on() else set(filings)
    rows = NameKey.objects.filter(person=person)
    held = set(map(Filing._make, rows.values_list(*Filing._fields)))
    rows.filter(hash__in=[row.hash for row in held - wanted]).delete()
    NameKey.objects.bulk_create([NameKey(person=person, **row._asdict()) for row in sorted(wanted - held)])
    mask_older(secret)


def sharing_a_name(person: Person) -> QuerySet[Person]:
    """Others who are found by this person's names, at most `MOST_CANDIDATES`: those whose names agree best."""
    identity = getattr(person, "identity", None)
    birth = identity.birth if identity is not None else None
    return _best(_names(person), birth, among=NameKey.objects.exclude(person=person))


def filed_under(names: Iterable[str], birth: PartialDate | None) -> QuerySet[Person]:
    """People who are filed under a key of one of these names, at most `MOST_CANDIDATES`: whose names agree best."""
    return _best(names, birth, among=NameKey.objects.all())


def shares_a_name(names: Iterable[str], *, person: str) -> Exists:
    """A condition on rows that point to a person by the field `person`: filed under a key of one of these names.

    It is asked for each row apart, so that people behind other rows cost nothing, seen or unseen.
    """
    found = _asking().asked(names)
    return Exists(NameKey.objects.filter(person=OuterRef(person), hash__in=found))


def filings_of(names: Iterable[str], birth: PartialDate | None, *, secret: bytes) -> list[Filing]:
    """How somebody of these names is filed. When this changes, everybody is filed anew by a migration."""
    posting = Hashing(secret, filed).posted(tuple(names), years_of(birth))
    hashes, rows = rows_of([(0, posting.packed())])
    return list(map(Filing, hashes.tolist(), rows["gist"].tolist(), rows["year"].tolist()))


def hashes_of(names: Iterable[str], *, secret: bytes) -> set[int]:
    """The hashes alone, as migrations filed them that knew no gists."""
    return {row.hash for row in filings_of(names, None, secret=secret)}


def _best(names: Iterable[str], birth: PartialDate | None, *, among: QuerySet[NameKey]) -> QuerySet[Person]:
    """Ranked as the index of one's own ranks. Only here no year shuts anybody out: papers may tell what it hides."""
    asking = _asking()
    found = asking.asked(names)
    last = Person.objects.aggregate(last=Max("pk"))["last"] or 0
    masks = Masks(asking.secret) if is_on() else None
    ranking = Ranking(among=last, years=asked_years(birth), secret=asking.secret, apart=APART)
    rows = among.filter(hash__in=found).order_by("hash").values_list("hash", "person", "gist", "born")
    for value, sharing in groupby(rows.iterator(), key=itemgetter(0)):
        held = np.array([row[1:] for row in sharing], ROW)
        ranking.count((held if masks is None else masks.take_off(held, of=value)).tobytes(), found[value])
    return Person.objects.filter(pk__in=ranking.best(MOST_CANDIDATES))


def _asking() -> Hashing:
    return Hashing(NameSecret.of_this_register(), asked)


def _names(person: Person) -> list[str]:
    return [name.text for name in person.names.all() if name.withdrawn_at is None]
