"""A law compiled for the shape of a case: a graph of nodes in topological order, ready to be evaluated.

Leaves are facts, tests of dates and choices, human findings and treaty bindings; inner nodes are *all*, *any*, *not*
and *at least*. A leaf exists once for every way in which it counts: whether its criterion admits a possible fact, in
which direction it counts for the applicant, and against whom it closes. So the rules of fairness are settled at the
leaves, and everything above them is plain strong Kleene logic.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wellfounded.law.case_file import PERSON
from wellfounded.law.rule import facts_tested, names_in

if TYPE_CHECKING:
    from wellfounded.law.case_file import Case, Slot
    from wellfounded.law.law import Law


class Op(IntEnum):
    """What a node does with its children."""

    LEAF = 0
    ALL = 1
    ANY = 2
    NOT = 3
    AT_LEAST = 4


class LeafKind(IntEnum):
    """What a leaf reads."""

    FACT = 0
    TEST = 1
    HUMAN = 2
    BOUND = 3
    EMPTY = 4
    TRANSITION = 5


@dataclass(frozen=True, slots=True)
class Leaf:
    """One way in which something on the record counts.

    `helps` is 1 when *true* helps the applicant, -1 when it hurts. `closes_to` is the value (0, 1, 2) that an open
    fact takes when the record is closed, `unraised` the value at which the exception (`unless`) that it belongs to
    fails; 1 stays open. `test` is the rule of a `TEST` or `BOUND` leaf.
    """

    kind: LeafKind
    slot: Slot
    helps: int
    closes_to: int
    admits_possible: bool
    test: Any = None
    unraised: int = 1


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the program. `key` is set on the top node of a criterion: (criterion, entity, polarity)."""

    op: Op
    children: tuple[int, ...] = ()
    count: int = 0
    leaf: int = -1
    rule: Any = None


def slots_read(leaf: Leaf) -> tuple[Slot, ...]:
    """Every slot whose record a leaf reads: its own, and the second date or quantity of a test."""
    entity, name = leaf.slot
    others = [other for other in names_in(leaf.test) if other != name] if leaf.kind is LeafKind.TEST else []
    return (leaf.slot, *((place, other) for other in others for place in dict.fromkeys((entity, PERSON))))


CriterionKey = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a case decides the graph: its countries with their links, its destinations and its routes."""

    countries: tuple[tuple[str, tuple[str, ...], bool], ...]
    routes: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, case: Case) -> Shape:
        """The shape of a case."""
        countries = tuple(
            (code, tuple(sorted(country.links)), country.destination) for code, country in case.countries.items()
        )
        routes = tuple((code, end) for code, country in case.countries.items() for end in country.routes)
        return cls(countries, routes)

    def group(self, name: str, entity: str) -> tuple[str, ...]:
        """The entities of a `for_each` group, seen from `entity`."""
        if name == "onward":
            return tuple(f"{start}>{end}" for start, end in self.routes if start == entity)
        if name == "destination":  # return is asked for every country that the person belongs to, marked or not
            return tuple(code for code, links, destination in self.countries if destination or links)
        if name == "country":
            return tuple(code for code, _, _ in self.countries)
        return tuple(code for code, links, _ in self.countries if name in links)


@dataclass(frozen=True, eq=False)
class Program:
    """The compiled graph. Children stand before their parents, so one pass in order evaluates everything."""

    law: Law
    shape: Shape
    leaves: tuple[Leaf, ...]
    nodes: tuple[Node, ...]
    tops: dict[CriterionKey, int]
    parents: tuple[tuple[int, ...], ...]
    leaf_nodes: dict[Slot, tuple[int, ...]] = field(default_factory=dict)
    criterion_at: dict[int, CriterionKey] = field(default_factory=dict)

    @cached_property
    def all_readings(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """The nodes of every criterion, by criterion and entity, the favourable direction first."""
        found: dict[tuple[str, str], list[int]] = {}
        for (name, entity, sign), place in self.tops.items():
            found.setdefault((name, entity), []).insert(0 if sign > 0 else 1, place)
        return {key: tuple(places) for key, places in found.items()}

    def compared(self, leaf: Leaf) -> tuple[Slot, ...]:
        """The facts that a test compares its own fact with, each where its scope puts it."""
        facts = self.law.facts
        others = (name for name in facts_tested(leaf.test) if name != leaf.slot[1] and name in facts)
        return tuple((PERSON if facts[name].scope == PERSON else leaf.slot[0], name) for name in others)

    def readings(self, criterion: str, entity: str) -> tuple[int, ...]:
        """The nodes of a criterion for an entity: one for each direction in which it is used."""
        return self.all_readings.get((criterion, entity), ())


def cone_of(program: Program, tops: tuple[int, ...]) -> set[int]:
    """Every node under some nodes, themselves included."""
    seen: set[int] = set()
    stack = list(tops)
    while stack:
        place = stack.pop()
        if place not in seen:
            seen.add(place)
            stack.extend(program.nodes[place].children)
    return seen
