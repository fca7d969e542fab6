"""What an amendment changes: two versions of the law compared exactly, with a case that shows the difference.

For each conclusion both versions become decision diagrams over the same facts. Equal diagrams prove that nothing
changes; otherwise the cheapest way through their difference is a witness: the fewest facts that must hold for one
version to answer otherwise than the other, and among those the case in which most is left unasked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wellfounded.law.compile import compile_law
from wellfounded.law.diagram import NO, YES, Diagram, DiagramTooLargeError
from wellfounded.law.evaluate import OPEN
from wellfounded.law.exact import diagram_of
from wellfounded.law.measure import binding_value
from wellfounded.law.program import LeafKind, Program, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from wellfounded.law.law import Law

DIFF_LIMIT = 400_000
HOLDS, FAILS = 1_000_000, 1  # no case names a million facts: one more that fails never outweighs one less that holds
USUAL = Shape((("PRK", ("nationality",), True), ("KOR", ("nationality",), True), ("CHN", (), True)), (("CHN", "PRK"),))


@dataclass(frozen=True, slots=True)
class Witness:
    """Facts under which two versions differ: as few as can be hold, and every fact that is not named fails.

    Each is (slot, test or None) with its value, and what each version answers.
    """

    facts: tuple[tuple[Any, bool], ...]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """How one conclusion differs between two versions.

    `share` is the part of all assignments of facts in which they differ (no measure of how many people that is).
    `proved` is False where the diagrams grew too large to compare.
    """

    criterion: str
    entity: str
    changed: bool
    proved: bool = True
    witness: Witness | None = None
    share: float = 0.0
    appeared: bool = False
    vanished: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when two laws are compared: the host State and the day, which settle the treaty bindings."""

    host: str
    day: date


def compare_laws(
    before: Law, after: Law, *, place: Place, shape: Shape = USUAL, all_criteria: bool = False
) -> tuple[Difference, ...]:
    """Every conclusion (or every criterion) of two laws compared, the changed ones first."""
    old, new = compile_law(before, shape), compile_law(after, shape)
    differences = [_compare(key, old, new=new, place=place) for key in _keys(old, new, all_criteria=all_criteria)]
    return tuple(sorted(differences, key=lambda item: (not item.changed, item.criterion, item.entity)))


def rules_changed(before: Law, after: Law) -> tuple[str, ...]:
    """The criteria whose rule, standard, burden or text differs between two laws, by id."""
    names = before.criteria.keys() | after.criteria.keys()
    return tuple(sorted(name for name in names if _said(before, name) != _said(after, name)))


def _said(law: Law, name: str) -> Any:
    criterion = law.criteria.get(name)
    if criterion is None:
        return None
    standard = law.standard_of(criterion)
    return (
        criterion.rule,
        criterion.burden,
        standard.standard.id if standard else "",
        criterion.untranslatable,
        criterion.text,
    )


def _keys(old: Program, new: Program, *, all_criteria: bool) -> Iterator[tuple[str, str]]:
    for name, entity in dict.fromkeys((*old.all_readings, *new.all_readings)):
        criterion = new.law.criteria.get(name) or old.law.criteria[name]
        if all_criteria or criterion.goal:
            yield name, entity


def _compare(key: tuple[str, str], old: Program, *, new: Program, place: Place) -> Difference:
    name, entity = key
    tops = [program.readings(name, entity) for program in (old, new)]
    if not tops[0] or not tops[1]:
        return Difference(name, entity, changed=True, appeared=not tops[0], vanished=not tops[1])
    diagram = Diagram(DIFF_LIMIT)
    try:
        ends = [
            diagram_of(program, top[0], diagram=diagram, known=_treaties(program, place))
            for program, top in zip((old, new), tops, strict=True)
        ]
        differ = diagram.differ(ends[0], ends[1])
    except (DiagramTooLargeError, RecursionError):
        return Difference(name, entity, changed=bool(rules_changed(old.law, new.law)), proved=False)
    if differ == NO:
        return Difference(name, entity, changed=False)
    found = diagram.cheapest(differ, goal=YES, price=lambda _, value: HOLDS if value else FAILS)
    facts = found[1] if found else {}
    before, after = (diagram.answer(end, _Otherwise(facts)) for end in ends)
    return Difference(
        name, entity, changed=True, witness=Witness(tuple(facts.items()), before, after), share=diagram.share(differ)
    )


class _Otherwise(dict[Any, bool]):
    """An assignment in which every fact that is not named is false."""

    def __missing__(self, key: Any) -> bool:
        return False


def _treaties(program: Program, place: Place) -> Callable[[int], int]:
    """Treaty bindings as recorded; everything else free."""

    def known(node: int) -> int:
        leaf = program.leaves[program.nodes[node].leaf]
        return (
            binding_value(program.law, leaf.test, host=place.host, day=place.day)
            if leaf.kind is LeafKind.BOUND
            else OPEN
        )

    return known
