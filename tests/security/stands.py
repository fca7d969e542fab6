"""Every way to stand before a case, for the oracle in plain words and for the program as a `Standing`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, product

from tests.security.oracle import Stand
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.models import Case, Relation
from wellfounded.cases.predicates import Standing
from wellfounded.cases.states import State

ROLES = tuple(role.value for role in Role)
RELATIONS = tuple(relation.value for relation in Relation)
STATES = tuple(state.value for state in State)
PARTS = ("author", "reader", "third_person", "took_part")


def stands() -> Iterator[Stand]:
    """Every role with every relation in every state, with every part taken where they go together; then two roles, all
    roles, and no case."""
    everything = frozenset(ROLES), frozenset(RELATIONS)
    for state in STATES:
        for relation in RELATIONS:
            yield from _with_parts(frozenset({relation}), frozenset({relation}), state)
        yield from _with_parts(*everything, state)
        yield Stand(*everything, state, active=False)
    held = [*(frozenset({role}) for role in ROLES), frozenset(), everything[0]]
    for roles, relation, state in product(held, ["", *RELATIONS], STATES):
        relations = frozenset({relation} - {""})
        yield Stand(roles, relations, state)
        yield Stand(roles, relations, state, author=True, reader=True, third_person=False, took_part=True)
    for (one, other), state in product(combinations(ROLES, 2), ("interview", "decision", "served")):
        for relations in (frozenset({one, other}), frozenset({one}), frozenset({other})):
            yield Stand(frozenset({one, other}), everything[1] & relations, state)
    for role in ROLES:  # before no case
        yield Stand(frozenset({role}))
        yield Stand(frozenset({role}), active=False)


def _with_parts(roles: frozenset[str], relations: frozenset[str], state: str) -> Iterator[Stand]:
    for part in product((False, True), repeat=len(PARTS)):
        yield Stand(roles, relations, state, **dict(zip(PARTS, part, strict=True)))


@cache
def _user(active: bool) -> User:  # noqa: FBT001 - a key of the cache
    return User(username="somebody", is_active=active)


@cache
def _case(state: str) -> Case:
    return Case(number="C-0000-0000", state=state)


def standing(stand: Stand) -> Standing:
    """The same person for the program."""
    return Standing(
        _user(stand.active),
        frozenset(Role(role) for role in stand.roles),
        case=_case(stand.state) if stand.state else None,
        relations=frozenset(Relation(relation) for relation in stand.relations),
        recommended=stand.author,
        reviewed=stand.reader,
        third_person=stand.third_person,
        decided_before=stand.took_part,
    )
