"""From resolved law and the shape of a case to a program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wellfounded.law.case_file import PERSON, Slot
from wellfounded.law.criterion import Burden, Criterion, Scope, Side
from wellfounded.law.errors import Code, LawError, Problem
from wellfounded.law.program import CriterionKey, Leaf, LeafKind, Node, Op, Program, Shape, slots_read
from wellfounded.law.rule import (
    CASE_DATES,
    AllOf,
    AnyOf,
    AtCountry,
    AtEnd,
    AtLeast,
    Bound,
    Choice,
    Compare,
    ForEach,
    Name,
    Not,
    SameAs,
    ThisCountry,
    Years,
    names_in,
    names_outside_exceptions,
)
from wellfounded.law.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wellfounded.law.law import Law

AGAINST_APPLICANT = frozenset({Burden.APPLICANT, Burden.SHARED})
FALSE, OPEN, TRUE = (int(value) for value in Truth)


@lru_cache(maxsize=256)
def compile_law(law: Law, shape: Shape) -> Program:
    """The program of `law` for cases of this shape. Programs are kept, so that a caseload compiles once."""
    return _Compiler(law, shape).compile()


@dataclass(frozen=True, slots=True)
class _Where:
    """The place in the law that is being compiled.

    `sign` is the direction in which it counts (1 when *true* helps the applicant), `polarity` whether it stands plain
    or negated in its own criterion, `exception` the same for the exception it belongs to (0 outside any).
    """

    entity: str
    criterion: Criterion
    sign: int
    polarity: int = 1
    exception: int = 0

    @property
    def key(self) -> CriterionKey:
        return self.criterion.id, self.entity, self.sign

    def turned(self) -> _Where:
        """The same place on the other side of a *not*."""
        return replace(self, sign=-self.sign, polarity=-self.polarity, exception=-self.exception)


def _closing_value(where: _Where) -> int:
    """The value an open fact takes at closing: it turns its criterion against whoever bears the burden."""
    criterion = where.criterion
    if criterion.burden is Burden.NONE:
        return OPEN
    against_applicant = criterion.burden in AGAINST_APPLICANT
    met = against_applicant == (criterion.favours is Side.STATE)
    return TRUE if met == (where.polarity > 0) else FALSE


def _reading(rule: Any) -> tuple[Any, ...]:
    """What the reasons say of a rule beside its parts: nodes that read otherwise are kept apart."""
    return type(rule), getattr(rule, "group", ""), getattr(rule, "code", ""), bool(getattr(rule, "exceptions", 0))


def _exceptional(law: Law) -> frozenset[str]:
    """The criteria that the conclusions use, but only through exceptions."""
    everything = _reached(law, names_in)
    return everything - _reached(law, names_outside_exceptions)


def _reached(law: Law, names: Callable[[Any], Iterator[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [goal.id for goal in law.goals()]
    while waiting:
        name = waiting.pop()
        if name not in found and name in law.criteria:
            found.add(name)
            waiting.extend(names(law.criteria[name].rule))
    return frozenset(found)


class _Compiler:
    def __init__(self, law: Law, shape: Shape) -> None:
        self.law = law
        self.shape = shape
        self.leaves: list[Leaf] = []
        self.nodes: list[Node] = []
        self.tops: dict[CriterionKey, int] = {}
        self.known: dict[Any, int] = {}
        self.open: list[CriterionKey] = []
        self.exceptional = _exceptional(law)

    def compile(self) -> Program:
        for goal in self.law.goals():
            self._everywhere(goal)
        for criterion in self.law.criteria.values():
            self._everywhere(criterion, only_missing=True)
        parents: list[list[int]] = [[] for _ in self.nodes]
        slots: dict[Slot, list[int]] = {}
        for place, node in enumerate(self.nodes):
            for child in node.children:
                parents[child].append(place)
            if node.op is Op.LEAF:
                for slot in slots_read(self.leaves[node.leaf]):
                    slots.setdefault(slot, []).append(place)
        return Program(
            law=self.law,
            shape=self.shape,
            leaves=tuple(self.leaves),
            nodes=tuple(self.nodes),
            tops=self.tops,
            parents=tuple(tuple(dict.fromkeys(found)) for found in parents),
            leaf_nodes={slot: tuple(found) for slot, found in slots.items()},
            criterion_at={place: key for key, place in self.tops.items()},
        )

    def _everywhere(self, criterion: Criterion, *, only_missing: bool = False) -> None:
        sign = 1 if criterion.favours is Side.APPLICANT else -1
        for entity in self._entities(criterion):
            if only_missing and any((criterion.id, entity, side) in self.tops for side in (1, -1)):
                continue
            self._criterion(_Where(entity, criterion, sign))

    def _entities(self, criterion: Criterion) -> tuple[str, ...]:
        if criterion.scope is Scope.PERSON:
            return (PERSON,)
        if criterion.scope is Scope.ROUTE:
            return tuple(f"{start}>{end}" for start, end in self.shape.routes)
        if criterion.goal:
            return self.shape.group("destination", PERSON)
        return self.shape.group("country", PERSON)

    def _criterion(self, where: _Where) -> int:
        """The node of a criterion, read in one direction for one entity."""
        criterion, key = where.criterion, where.key
        if key in self.tops:
            return self.tops[key]
        if key in self.open:
            way = " -> ".join(name for name, _, _ in (*self.open[self.open.index(key) :], key))
            raise LawError.one(
                Problem(Code.LAW_CIRCLE, f"The rules run in a circle: {way}.", "Break the circle.", criterion.file)
            )
        self.open.append(key)
        if criterion.transition_open:
            body = self._leaf(LeafKind.TRANSITION, (where.entity, criterion.id), where=where)
        elif criterion.evaluative:
            body = self._leaf(LeafKind.HUMAN, (where.entity, criterion.id), where=where)
        else:
            inside = replace(where, polarity=1, exception=int(criterion.id in self.exceptional))
            body = self._rule(criterion.rule, inside)
        self.open.pop()
        self.tops[key] = self._add(Node(Op.ALL, (body,), rule=criterion.id))
        return self.tops[key]

    def _rule(self, rule: Any, where: _Where) -> int:
        match rule:
            case Name(name) | SameAs(name):
                return self._name(name, where)
            case AtEnd() | AtCountry():
                return self._elsewhere(rule, where)
            case Not() | AllOf() | AnyOf() | AtLeast():
                return self._shared(self._inner(rule, where))
            case ForEach():
                return self._for_each(rule, where)
        return self._test(rule, where)

    def _elsewhere(self, rule: AtEnd | AtCountry, where: _Where) -> int:
        """Something about a route's far end or a country that is named; open where the case does not have it."""
        code = rule.code if isinstance(rule, AtCountry) else where.entity.partition(">")[2]
        if code not in self.shape.group("country", PERSON):
            return self._leaf(LeafKind.EMPTY, (code, rule.id), where=where)
        return self._name(rule.id, replace(where, entity=code))

    def _inner(self, rule: Any, where: _Where) -> Node:
        elsewhere = (part.code for part in getattr(rule, "parts", ()) if isinstance(part, ThisCountry))
        if isinstance(rule, AllOf) and any(code != where.entity for code in elsewhere):
            return Node(Op.ANY, rule=rule)  # a rule about another country: false here, and nothing of it is looked at
        match rule:
            case Not(part):
                return Node(Op.NOT, (self._rule(part, where.turned()),), rule=rule)
            case AnyOf(parts):
                return Node(Op.ANY, self._parts(parts, where), rule=rule)
            case AtLeast(count, parts):
                return Node(Op.AT_LEAST, self._parts(parts, where), count, rule=rule)
        plain = len(rule.parts) - rule.exceptions
        exceptions = self._parts(rule.parts[plain:], replace(where, exception=-1))
        return Node(Op.ALL, self._parts(rule.parts[:plain], where) + exceptions, rule=rule)

    def _test(self, rule: Any, where: _Where) -> int:
        match rule:
            case ThisCountry(code):
                return self._shared(Node(Op.ALL if where.entity == code else Op.ANY, rule=rule))
            case Compare(fact=fact) | Choice(fact=fact):
                return self._leaf(LeafKind.TEST, self._slot(fact, where), where=where, test=rule)
            case Years(start=start, end=end):
                dated = end if start in CASE_DATES else start
                return self._leaf(LeafKind.TEST, self._slot(dated, where), where=where, test=rule)
            case Bound(instrument, article):
                return self._leaf(LeafKind.BOUND, (PERSON, f"{instrument} {article}"), where=where, test=rule)
        message = f"“{where.criterion.id}” has a rule that cannot be compiled."
        raise LawError.one(Problem(Code.LAW_RULE, message, "Mend the rule.", where.criterion.file))

    def _parts(self, parts: tuple[Any, ...], where: _Where) -> tuple[int, ...]:
        return tuple(self._rule(part, where) for part in parts)

    def _for_each(self, rule: ForEach, where: _Where) -> int:
        members = self.shape.group(rule.group, where.entity)
        if not members:
            return self._for_none(rule, where)
        children = tuple(self._rule(rule.part, replace(where, entity=member)) for member in members)
        return self._shared(Node(Op.ALL if rule.every else Op.ANY, children, rule=rule))

    def _for_none(self, rule: ForEach, where: _Where) -> int:
        """A group with nothing recorded in it is open, unless a fact says that there is none."""
        empty = self._leaf(LeafKind.EMPTY, (where.entity, rule.group), where=where, test=replace(rule, part=None))
        if not rule.none_when:
            return empty
        if rule.every:
            return self._shared(Node(Op.ANY, (self._name(rule.none_when, where), empty), rule=rule))
        there_is_none = self._name(rule.none_when, where.turned())
        some = self._shared(Node(Op.NOT, (there_is_none,), rule=Not(Name(rule.none_when))))
        return self._shared(Node(Op.ALL, (some, empty), rule=rule))

    def _name(self, name: str, where: _Where) -> int:
        if name in self.law.facts:
            return self._leaf(LeafKind.FACT, self._slot(name, where), where=where)
        found = self._find(name, where)
        return self._criterion(_Where(self._place(found.scope, name, where=where), found, where.sign))

    def _find(self, name: str, where: _Where) -> Criterion:
        found = self.law.criteria.get(name)
        if found is None:
            message = f"“{where.criterion.id}” names “{name}”, which is neither a fact nor a criterion."
            raise LawError.one(Problem(Code.LAW_NAME, message, "Mend the name, or add it.", where.criterion.file))
        return found

    def _slot(self, fact: str, where: _Where) -> Slot:
        definition = self.law.facts.get(fact)
        if definition is None:
            message = f"“{where.criterion.id}” names the fact “{fact}”, which is not in the catalogue."
            raise LawError.one(Problem(Code.LAW_NAME, message, "Mend the name, or add the fact.", where.criterion.file))
        return self._place(definition.scope, fact, where=where), fact

    def _place(self, scope: Scope, name: str, *, where: _Where) -> str:
        """Where something of `scope` stands, seen from an entity."""
        entity = where.entity
        if scope is Scope.PERSON:
            return PERSON
        if scope is Scope.COUNTRY and entity != PERSON:
            return entity.partition(">")[0]
        if scope is Scope.ROUTE and ">" in entity:
            return entity
        criterion = where.criterion
        message = f"“{criterion.id}” is about the {criterion.scope} but uses “{name}”, which is about a {scope}."
        raise LawError.one(Problem(Code.WRONG_SCOPE, message, "Use for_each, or change the scope.", criterion.file))

    def _leaf(self, kind: LeafKind, slot: Slot, *, where: _Where, test: Any = None) -> int:
        closes = _closing_value(where) if kind in {LeafKind.FACT, LeafKind.TEST} else OPEN
        unraised = TRUE if where.exception < 0 else FALSE if where.exception > 0 else OPEN
        leaf = Leaf(kind, slot, where.sign, closes, self.law.admits_possible(where.criterion), test, unraised)
        if leaf not in self.known:
            self.leaves.append(leaf)
            self.known[leaf] = self._add(Node(Op.LEAF, leaf=len(self.leaves) - 1))
        return self.known[leaf]

    def _shared(self, node: Node) -> int:
        key = (node.op, node.children, node.count, *_reading(node.rule))
        if key not in self.known:
            self.known[key] = self._add(node)
        return self.known[key]

    def _add(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1
