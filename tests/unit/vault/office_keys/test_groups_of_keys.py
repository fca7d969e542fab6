"""A group opens for its members: who founds it, who lets others in, and what it is given."""

from __future__ import annotations

from tests.unit.vault.office_keys.colleagues import ADA, BEN, GROUP, again, entitle, ring, sealed_key
from wellfounded.vault.office_keys import data_keys, people, sharing
from wellfounded.vault.office_keys.data_keys import Purpose
from wellfounded.vault.office_keys.store import KeyStore


def test_a_group_opens_for_its_members_by_one_wrap(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=GROUP)
    sharing.found_missing(ada, ADA)
    keys = [sealed_key(ada, f"case:{number}").id for number in range(3)]
    assert people.members(store, GROUP) == {ADA}
    assert [again(ben).reads(key) for key in keys] == [None] * 3
    assert sharing.let_in(again(ada), GROUP, member=BEN)
    assert None not in [again(ben).reads(key) for key in keys]
    people.remove_member(store, GROUP, member=BEN)
    assert [again(ben).reads(key) for key in keys] == [None] * 3


def test_nobody_outside_a_group_lets_others_in(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=GROUP)
    sharing.found_missing(ada, ADA)
    sealed_key(ada)
    assert not sharing.let_in(again(ben), GROUP, member=BEN)


def test_a_group_that_is_founded_late_gets_what_its_founder_has(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=f"{ADA} {GROUP}")
    name = sealed_key(ada)
    assert data_keys.wraps_of(store, name) == {(ADA, Purpose.READ)}
    sharing.found_missing(ben, BEN)  # it does not begin with this one
    assert not people.is_known(store, GROUP)
    sharing.found_missing(ada, ADA)
    sharing.found_missing(ada, ADA)
    assert data_keys.wraps_of(store, name) == {(ADA, Purpose.READ), (GROUP, Purpose.READ)}
    sharing.let_in(again(ada), GROUP, member=BEN)
    assert again(ben).reads(name.id) is not None


def test_nobody_who_was_not_confirmed_founds_a_group(store: KeyStore) -> None:
    entitle(read=GROUP)
    sharing.found_missing(ring(store, ADA, confirmed=False), ADA)
    assert not people.is_known(store, GROUP)
