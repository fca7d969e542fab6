"""In a crowd of people who share a key of a name, the one who bears it is compared, however long ago registered."""

from collections.abc import Iterable
from itertools import cycle, islice

import pytest

from tests.casework.cast import Cast
from tests.casework.leads import waiting
from wellfounded.accounts.models import User
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.models import Case
from wellfounded.cases.possible_duplicates import work_through
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index.postings import Ranking
from wellfounded.persons.models import Identity, NameKey, NameSecret, Person, PersonName
from wellfounded.persons.name_index import MOST_CANDIDATES, file_names, filed_under, filings_of

CROWD = 3_000
# One key with 김정은, which a spelling that leaves vowels open may mean as well. In characters none of them is meant.
OTHERS = ("김종운", "김중은", "김정온", "김증언", "김종은", "김중운", "김정운", "김종언")
ASKED = "金正恩"


def register(user: User, name: str, *, birth: str = "") -> Case:
    return register_person(user, request=Registration(names=(NameGiven(text=name),), birth=birth))


def crowd(names: Iterable[str], births: Iterable[str], *, user: User, many: int = CROWD) -> None:
    """People who came later than everybody who is there, filed as the register files them."""
    secret = NameSecret.of_this_register()
    people = Person.objects.bulk_create(Person(reference=f"P-{number:04}-CROWD") for number in range(many))
    named = list(zip(people, islice(cycle(names), many), islice(cycle(births), many), strict=True))
    PersonName.objects.bulk_create(PersonName(person=one, text=name, added_by=user) for one, name, _ in named)
    Identity.objects.bulk_create(Identity(person=one, birth=parse(birth)) for one, _, birth in named)
    filings = {pair: filings_of([pair[0]], parse(pair[1]), secret=secret) for pair in {(b, c) for _, b, c in named}}
    NameKey.objects.bulk_create(
        NameKey(person=one, **filing._asdict()) for one, name, birth in named for filing in filings[name, birth]
    )


def newest_first(ranking: Ranking, most: int) -> list[int]:
    """Whom an office compared before it kept gists."""
    found = {int(one) for ids, _ in ranking._found for one in ids}  # noqa: SLF001 - the control looks inside
    return sorted(found, reverse=True)[:most]


def test_the_oldest_record_is_found_behind_thousands_who_share_a_key(cast: Cast) -> None:
    oldest = register(cast.registrar, "김정은")
    work_through(cast.matcher)
    crowd(OTHERS, ["1990"], user=cast.registrar)
    newest = register(cast.outsider, ASKED)
    work_through(cast.matcher)
    assert {lead.person for lead in waiting() if lead.other == newest.person} >= {oldest.person}


def test_the_control_that_takes_the_newest_first_misses_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ranking, "best", newest_first)
    oldest = register(cast.registrar, "김정은")
    work_through(cast.matcher)
    crowd(OTHERS, ["1990"], user=cast.registrar)
    register(cast.outsider, ASKED)
    work_through(cast.matcher)
    assert oldest.person not in {lead.person for lead in waiting()}


def test_among_namesakes_those_of_the_same_year_are_compared(cast: Cast) -> None:
    oldest = register(cast.registrar, "김정은", birth="1984")
    crowd(["김정은"], ["1960", "1961", "1962"], user=cast.registrar)
    found = filed_under([ASKED], parse("1984"))
    assert found.count() == MOST_CANDIDATES
    assert oldest.person in found
    assert oldest.person not in filed_under([ASKED], parse("1960"))  # the control: a year of others


def test_a_wrong_year_alone_shuts_nobody_out(cast: Cast) -> None:
    """Papers may tell what a date hides; the comparison weighs both."""
    case = register(cast.registrar, "김정은", birth="1984")
    assert case.person in filed_under([ASKED], parse("1950"))


def test_a_birth_that_is_corrected_is_filed_anew(cast: Cast) -> None:
    case = register(cast.registrar, "김정은", birth="1984")
    keys = NameKey.objects.filter(person=case.person)
    held = set(keys.values_list("hash", "gist"))
    assert set(keys.values_list("born", flat=True)) == {1984}
    Identity.objects.filter(person=case.person).update(birth=parse("1986"))
    file_names(case.person)
    assert set(keys.values_list("born", flat=True)) == {1986}
    assert set(keys.values_list("hash", "gist")) == held


def test_who_has_no_name_that_can_be_read_finds_nobody(cast: Cast) -> None:
    register(cast.registrar, "김정은")
    assert not filed_under([], None)
    assert not filed_under([""], parse("1984"))
