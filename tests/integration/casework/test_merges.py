"""Two records are read as one only after two people said so, and are two again exactly as they were."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign
from tests.casework.leads import waiting
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.judge_duplicate import LeadJudged, judge_duplicate
from wellfounded.cases.actions.merge_records import Merging, merge_records
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.unmerge_records import Unmerging, unmerge_records
from wellfounded.cases.added_since import KINDS
from wellfounded.cases.duplicate_pairs import open_pair, queue_of
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound
from wellfounded.cases.merged_records import Merged, other_records, whole_record
from wellfounded.cases.models import Case, DuplicateLead, LeadReason, Merge, Relation
from wellfounded.cases.possible_duplicates import work_through
from wellfounded.persons.models import IdentityDocument, Kinship, Nationality, Person, PersonName, Photo

JOURNAL = {"cases_merge"}
# A draw by a fixed seed; WELLFOUNDED_MATRIX=whole asks for more.
EXAMPLES = 60 if os.environ.get("WELLFOUNDED_MATRIX") == "whole" else 8


def register(user: User, name: str, *, birth: str = "1984") -> Case:
    return register_person(user, request=Registration(names=(NameGiven(text=name),), birth=birth))


def lead_between(first: Person, second: Person, *, same_by: tuple[User, ...] = ()) -> DuplicateLead:
    older, newer = sorted((first, second), key=lambda one: one.pk)
    lead = DuplicateLead.objects.create(person=older, other=newer, reason=LeadReason.AGREES)
    for user in same_by:
        lead = judge_duplicate(user, request=LeadJudged(lead=lead.pk, verdict="same", reason="The card."))
    return lead


@pytest.fixture
def second(cast: Cast) -> User:
    del cast
    return make_user("second_matcher", Role.MATCHER)


@pytest.fixture
def pair(cast: Cast, second: User) -> tuple[Case, Case, DuplicateLead]:
    """A case of the registrar and one of the outsider, said to be of one person by two matchers."""
    mine, theirs = register(cast.registrar, "김은희"), register(cast.outsider, "Kim Eun-hee")
    return mine, theirs, lead_between(mine.person, theirs.person, same_by=(cast.matcher, second))


def merge(user: User, lead: DuplicateLead, *, kept: Person | None = None) -> Merge:
    asked = Merging(lead=lead.pk, kept=(kept or lead.person).reference, reason="The same card.")
    return merge_records(user, request=asked)


def every_table() -> dict[str, list[Any]]:
    """Every row of every table but the log and the journal of merges."""
    with connection.cursor() as cursor:
        tables = [one for one in connection.introspection.table_names(cursor) if not one.startswith("audit_")]
        found = {}
        for table in sorted(set(tables) - JOURNAL):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - a name of our own table
            found[table] = [tuple(map(str, row)) for row in cursor.fetchall()]
        return found


# ── nothing merges by itself ─────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("verdicts", [(), ("same",), ("different",) * 2, ("same", "different"), ("unsure",) * 2])
def test_only_a_pair_that_two_matchers_called_the_same_is_merged(
    cast: Cast, second: User, verdicts: tuple[str, ...]
) -> None:
    lead = lead_between(register(cast.registrar, "김은희").person, register(cast.outsider, "김은희").person)
    for user, verdict in zip([cast.matcher, second], verdicts, strict=False):
        judge_duplicate(user, request=LeadJudged(lead=lead.pk, verdict=verdict, reason="x"))
    told = "Two matchers have to say first that this is one person."
    assert open_pair(cast.matcher, lead.pk).why_not_merged == told
    with pytest.raises(Invalid, match=told):
        merge(cast.matcher, lead)
    assert not Merge.objects.exists()


def test_two_who_say_the_same_do_not_merge_by_that(pair: tuple[Case, Case, DuplicateLead]) -> None:
    assert pair[2].verdict == "same"
    assert not Merge.objects.exists()


def test_nobody_but_a_matcher_merges_or_undoes(cast: Cast, pair: tuple[Case, Case, DuplicateLead]) -> None:
    for user in [cast.registrar, cast.administrator, cast.oversight, cast.reviewer]:
        with pytest.raises(NotAllowed):
            merge(user, pair[2])
        with pytest.raises(NotAllowed):
            unmerge_records(user, request=Unmerging(lead=pair[2].pk, reason="x"))


# ── and two again, exactly ───────────────────────────────────────────────────────────────────────────────────────────
def test_a_merge_and_its_undoing_change_no_table(cast: Cast, pair: tuple[Case, Case, DuplicateLead]) -> None:
    before = every_table()
    made = merge(cast.matcher, pair[2], kept=pair[1].person)
    assert (made.kept, made.merged) == (pair[1].person, pair[0].person)
    assert every_table() == before
    undone = unmerge_records(cast.matcher, request=Unmerging(lead=pair[2].pk, reason="Two cards."))
    assert every_table() == before
    assert (undone.undone_by, undone.undone_reason) == (cast.matcher, "Two cards.")
    assert len(before) > 60
    assert before["persons_personname"]


def fill(person: Person, *, user: User, numbers: tuple[int, int, int, int]) -> None:
    """So many names, papers, nationalities and relatives."""
    names, papers, nationalities, kin = numbers
    for number in range(names):
        PersonName.objects.create(person=person, text=f"name {number} {person}", added_by=user)
    for number in range(papers):
        IdentityDocument.objects.create(person=person, kind="passport", number=str(number), added_by=user)
    for country in ("PRK", "KOR", "CHN")[:nationalities]:
        Nationality.objects.create(person=person, country=country)
    for number in range(kin):
        Kinship.objects.create(person=person, relation="sister", described=f"sister {number}", added_by=user)


counts = st.tuples(*[st.integers(0, 3)] * 4)


@pytest.mark.parametrize("control", ["sound", "moves"])
def test_whatever_two_records_hold_is_there_again(cast: Cast, second: User, control: str) -> None:
    """For any two records; the control merges by moving the rows, and is found out."""
    real = merge_records

    def moving(user: User, *, request: Merging) -> Merge:
        made = real(user, request=request)
        PersonName.objects.filter(person=made.merged).update(person=made.kept)
        return made

    found_out = []

    @settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(first=counts, other=counts, older=st.booleans())
    def holds(first: tuple[int, int, int, int], other: tuple[int, int, int, int], older: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
        with rolled_back():
            one, two = register(cast.registrar, "김은희").person, register(cast.outsider, "김은희").person
            fill(one, user=cast.registrar, numbers=first)
            fill(two, user=cast.outsider, numbers=other)
            lead = lead_between(one, two, same_by=(cast.matcher, second))
            before = every_table()
            act = moving if control == "moves" else real
            kept = lead.person if older else lead.other
            act(second, request=Merging(lead=lead.pk, kept=kept.reference, reason="x"))
            unmerge_records(second, request=Unmerging(lead=lead.pk, reason="y"))
            found_out.append(every_table() != before)

    holds()
    assert any(found_out) is (control == "moves")
    assert len(found_out) >= EXAMPLES // 2


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_what_came_since_is_given_to_one_of_the_two_and_nothing_vanishes(
    cast: Cast, pair: tuple[Case, Case, DuplicateLead]
) -> None:
    mine, theirs, lead = pair
    made = merge(cast.matcher, lead, kept=mine.person)
    new = add_name(cast.registrar, mine.number, request=NameGiven(text="김순이"))
    fill(theirs.person, user=cast.outsider, numbers=(1, 1, 1, 1))
    opened = open_pair(cast.matcher, lead.pk)
    assert (opened.mergeable, opened.why_not_merged) == (False, "These records are read as one already.")
    added = opened.added()
    assert {one.kind for one in added} == {"name", "document", "nationality", "relative"}
    keys = tuple(one.key for one in added)
    for wrong in [(), keys[1:], (*keys, keys[0])]:
        with pytest.raises(Invalid, match="Say for each thing"):
            unmerge_records(cast.matcher, request=Unmerging(lead=lead.pk, reason="x", to_kept=wrong))
    everything = {kind: set(table.objects.values_list("pk", flat=True)) for kind, table in KINDS.items()}
    version = Case.objects.get(pk=theirs.pk).version
    of_new = f"name-{new.pk}"
    asked = Unmerging(lead=lead.pk, reason="x", to_merged=(of_new,), to_kept=tuple(set(keys) - {of_new}))
    unmerge_records(cast.matcher, request=asked)
    assert PersonName.objects.get(pk=new.pk).person == theirs.person
    assert IdentityDocument.objects.get().person == mine.person
    assert {kind: set(table.objects.values_list("pk", flat=True)) for kind, table in KINDS.items()} == everything
    assert Case.objects.get(pk=theirs.pk).version == version + 1
    assert Detail.objects.latest("entry_id").payload == b'{"moved":5}'
    assert not Merged.now().into
    assert made.stood["name"]


def test_what_a_record_cannot_take_twice_stays_where_it_is(cast: Cast, pair: tuple[Case, Case, DuplicateLead]) -> None:
    mine, theirs, lead = pair
    Photo.objects.create(person=mine.person, picture=b"1", added_by=cast.registrar)
    Nationality.objects.create(person=mine.person, country="PRK")
    merge(cast.matcher, lead, kept=mine.person)
    photo = Photo.objects.create(person=theirs.person, picture=b"2", added_by=cast.outsider)
    with pytest.raises(Invalid, match="a photo in use"):
        unmerge_records(cast.matcher, request=Unmerging(lead=lead.pk, reason="x", to_kept=(f"photo-{photo.pk}",)))
    photo.refresh_from_db()
    assert photo.person == theirs.person
    assert Merge.objects.get().undone_at is None


# ── what stands in the way ───────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("wrong", "said"), [({"kept": "P-0000"}, "one of the two"), ({"reason": " "}, "still blank")])
def test_what_is_missing_is_said(
    cast: Cast, pair: tuple[Case, Case, DuplicateLead], wrong: dict[str, str], said: str
) -> None:
    given_well = {"lead": pair[2].pk, "kept": pair[0].person.reference, "reason": "x"}
    with pytest.raises(Invalid, match=said):
        merge_records(cast.matcher, request=Merging(**(given_well | wrong)))  # type: ignore[arg-type]  # a table of wrong fields


def test_relatives_of_each_other_are_not_merged(cast: Cast, pair: tuple[Case, Case, DuplicateLead]) -> None:
    mine, theirs, lead = pair
    kin = Kinship.objects.create(person=theirs.person, relation="sister", relative=mine.person, added_by=cast.registrar)
    with pytest.raises(Invalid, match="relatives of each other"):
        merge(cast.matcher, lead)
    kin.delete()
    assert merge(cast.matcher, lead).kept == lead.person


def test_a_merge_that_was_undone_is_made_again_only_by_somebody_new(
    cast: Cast, second: User, pair: tuple[Case, Case, DuplicateLead]
) -> None:
    lead = pair[2]
    merge(cast.matcher, lead)
    with pytest.raises(Invalid, match="read as one already"):
        merge(second, lead)
    unmerge_records(second, request=Unmerging(lead=lead.pk, reason="x"))
    for user in [cast.matcher, second]:
        with pytest.raises(Invalid, match="has to make it again"):
            merge(user, lead)
    merge(make_user("third_matcher", Role.MATCHER), lead)
    assert Merge.objects.count() == 2


def test_a_record_of_three_is_undone_from_the_last_one_on(cast: Cast, second: User) -> None:
    cases = [register(cast.registrar, "김은희") for _ in range(3)]
    people = [case.person for case in cases]
    both = (cast.matcher, second)
    first = lead_between(people[0], people[1], same_by=both)
    later = lead_between(people[1], people[2], same_by=both)
    merge(cast.matcher, first, kept=people[1])
    made = merge(cast.matcher, later, kept=people[2])
    assert (made.kept, made.merged) == (people[2], people[1])
    assert {Merged.now().survivor(one.pk) for one in people} == {people[2].pk}
    assert Merged.now().together(people[0].pk) == [people[2].pk, people[1].pk, people[0].pk]
    with pytest.raises(Invalid, match="Undo that merge first"):
        unmerge_records(second, request=Unmerging(lead=first.pk, reason="x"))
    unmerge_records(second, request=Unmerging(lead=later.pk, reason="x"))
    unmerge_records(second, request=Unmerging(lead=first.pk, reason="x"))
    with pytest.raises(Invalid, match="not merged"):
        unmerge_records(second, request=Unmerging(lead=first.pk, reason="x"))
    assert queue_of(second).merged == []
    assert len(queue_of(second).same) == 2


# ── who sees what ────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_merge_opens_no_record_and_tells_nobody(cast: Cast, pair: tuple[Case, Case, DuplicateLead]) -> None:
    mine, theirs, lead = pair
    before = Detail.objects.count()
    merge(cast.matcher, lead, kept=theirs.person)
    assert not other_records(cast.registrar, mine)
    assert Detail.objects.count() == before + 1
    assign(theirs, cast.registrar, relation=Relation.REGISTRAR)
    (other,) = other_records(cast.registrar, mine)
    assert (other.case, other.person, other.survives) == (theirs, theirs.person, True)
    assert Detail.objects.latest("entry_id").subject == theirs.number
    assert [one.survives for one in other_records(cast.registrar, theirs)] == [False]


def test_colleagues_who_keep_the_records_are_named_to_the_matcher_once_it_is_settled(
    cast: Cast, pair: tuple[Case, Case, DuplicateLead]
) -> None:
    assert open_pair(cast.matcher, pair[2].pk).keepers == ("outsider", "registrar")
    with pytest.raises(NotFound, match="no such lead"):
        open_pair(cast.matcher, 404)
    open_lead = lead_between(pair[0].person, register(cast.registrar, "김은희").person)
    assert open_pair(cast.matcher, open_lead.pk).keepers == ()


def test_records_that_are_one_are_compared_as_one(cast: Cast, pair: tuple[Case, Case, DuplicateLead]) -> None:
    mine, theirs, lead = pair
    merge(cast.matcher, lead)
    whole = whole_record(mine.person, merged=Merged.now())
    assert whole.names == ("김은희", "Kim Eun-hee")
    work_through(cast.matcher)
    assert not waiting().exists()
    third = register(cast.outsider, "김은희")
    work_through(cast.matcher)
    assert {lead.other for lead in waiting()} == {third.person}
    assert theirs.person.names.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda lead, user: {"kept": lead.person, "merged": lead.person, "reason": "x", "made_by": user},
        lambda lead, user: {"kept": lead.person, "merged": lead.other, "reason": "", "made_by": user},
        lambda lead, user: {
            "kept": lead.person,
            "merged": lead.other,
            "reason": "x",
            "made_by": user,
            "undone_reason": "x",
        },
    ],
)
def test_the_store_refuses_an_impossible_merge(
    cast: Cast, pair: tuple[Case, Case, DuplicateLead], wrong: Callable[[DuplicateLead, User], dict[str, Any]]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(lead=pair[2], stood={}, **wrong(pair[2], cast.matcher))
    assert str(Merge(kept=pair[0].person, merged=pair[1].person)).endswith(str(pair[0].person))
