"""The smallest flip against trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from tests.property.claims import Entry, entered, filled, full_entries
from tests.property.promises import Key, determined, program_of
from wellfounded.law.assess import assess_under
from wellfounded.law.case_file import Case, Slot
from wellfounded.law.finding import Label
from wellfounded.law.law import Law
from wellfounded.law.support import support_of
from wellfounded.law.whatif import Flip, smallest_flip

MOST = 3  # a flip of more changes is not tried against all smaller ones


def flip_fails(law: Law, case: Case, *, key: Key, goal: Label) -> list[str]:
    """Whether the smallest flip misses its goal, or a smaller set of changes reaches it."""
    assessment = assess_under(case, law)
    flip = smallest_flip(assessment, assessment[key], goal=goal)
    slots = slots_under(law, key)
    if flip is None:
        reached = any(finds(law, other, key=key) is goal for other in settlings(law, case, slots=slots))
        return [f"no flip to {goal}, but a way leads there"] if reached else []
    after = finds(law, flipped(law, case, flip=flip), key=key)
    complaints = [] if after is goal else [f"the flip leads to {after}, not to {goal}"]
    for count in range(min(len(flip.changes), MOST)):
        for chosen in combinations(slots, count):
            if any(finds(law, other, key=key) is goal for other in settlings(law, case, slots=chosen)):
                return [*complaints, f"{len(flip.changes)} changes, but {chosen} suffice"]
    return complaints


def slots_under(law: Law, key: Key) -> tuple[Slot, ...]:
    """What a criterion can depend on."""
    program = program_of(law)
    support = support_of(program)
    names = [name for place in program.readings(*key) for name in support.of(place)]
    return tuple(dict.fromkeys(slot for slot, _ in names))


def finds(law: Law, case: Case, *, key: Key) -> Label | None:
    return determined(assess_under(case, law)).get(key)


def flipped(law: Law, case: Case, *, flip: Flip) -> Case:
    """The case after the changes of a flip, everything put."""
    changes = [(change.slot, yes_or_no(law, change.slot, yes=change.value)) for change in flip.changes]
    return filled(case, changes)


def yes_or_no(law: Law, slot: Slot, *, yes: bool) -> Entry:
    established, refuted = full_entries(law, slot)
    return established if yes else refuted


def settlings(law: Law, case: Case, *, slots: tuple[Slot, ...]) -> Iterator[Case]:
    """The case with some slots settled in every way."""
    for chosen in product((True, False), repeat=len(slots)):
        other = case
        for slot, yes in zip(slots, chosen, strict=True):
            other = entered(other, slot, entry=yes_or_no(law, slot, yes=yes))
        yield other
