"""Random cases under a law, and everything that they could still turn into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from tests.factories import ACT, DECISION, PUT, blank
from tests.property.dice import Dice
from wellfounded.law.case_file import (
    Answer,
    Case,
    Closing,
    FactRecord,
    FactState,
    FindingWord,
    HumanFinding,
    Slot,
    Span,
    Value,
)
from wellfounded.law.catalogue import FactDefinition, FactType
from wellfounded.law.law import Law
from wellfounded.law.program import LeafKind, Program, slots_read
from wellfounded.law.whatif import with_fact, with_finding

Entry = FactRecord | HumanFinding
RECORDS = ("open", "closed", "digest")
DAYS = (date(2008, 1, 1), date(2010, 3, 1), date(2012, 9, 1))


def slots_of(program: Program) -> tuple[Slot, ...]:
    """Everything on the record that the program reads, in order of first use."""
    found: dict[Slot, None] = {}
    for leaf in program.leaves:
        if leaf.kind in {LeafKind.FACT, LeafKind.TEST, LeafKind.HUMAN}:
            found |= dict.fromkeys(slot for slot in slots_read(leaf) if is_placed(program.law, slot))
    return tuple(found)


def is_placed(law: Law, slot: Slot) -> bool:
    """Whether a slot is where its fact or criterion belongs: a test looks for its second date in two places."""
    item = law.facts.get(slot[1]) or law.criteria.get(slot[1])
    return item is not None and (item.scope == "person") == (slot[0] == "person")


def values_of(fact: FactDefinition) -> tuple[Value, ...]:
    """A few values that a fact may take, enough to fall on both sides of every test."""
    if fact.type is FactType.DATE:
        return tuple(Span(day, day) for day in DAYS)
    if fact.type is FactType.QUANTITY:
        return (1.0, 5.0, 9.0)
    if fact.type is FactType.CHOICE:
        return tuple(fact.options or {})
    if fact.type is FactType.CHOICES:
        return (("hunger",), ("faith", "work"))
    return (None,)


def full_entries(law: Law, slot: Slot) -> tuple[Entry, ...]:
    """Every way in which a slot can be settled, with the point put."""
    fact = law.facts.get(slot[1])
    if fact is None:
        return tuple(HumanFinding(word, ACT, PUT) for word in (FindingWord.ESTABLISHED, FindingWord.NOT_ESTABLISHED))
    if fact.type is FactType.YES_NO:
        return (FactRecord(FactState.ESTABLISHED, put=PUT), FactRecord(FactState.REFUTED, put=PUT))
    return tuple(FactRecord(FactState.ESTABLISHED, value, put=PUT) for value in values_of(fact))


def entered(case: Case, slot: Slot, *, entry: Entry) -> Case:
    """The case with one fact or finding."""
    return (
        with_finding(case, slot, finding=entry)
        if isinstance(entry, HumanFinding)
        else with_fact(case, slot, record=entry)
    )


def filled(case: Case, entries: Iterable[tuple[Slot, Entry]]) -> Case:
    for slot, entry in entries:
        case = entered(case, slot, entry=entry)
    return case


def random_entry(dice: Dice, law: Law, *, slot: Slot) -> Entry:
    """Whatever may stand in a slot: settled, doubtful, contradicted or silent; put or not, asked or not."""
    put = PUT if dice.one_in(2) else None
    fact = law.facts.get(slot[1])
    if fact is None:
        return HumanFinding(dice.pick(tuple(FindingWord)), ACT, put)
    state = dice.pick((FactState.ESTABLISHED, FactState.REFUTED, *FactState))
    if fact.type is not FactType.YES_NO and state is FactState.REFUTED:
        state = FactState.CONTRADICTED
    value = dice.pick(values_of(fact)) if state.affirmed else None
    benefit = ACT if dice.one_in(2) else None
    return FactRecord(state, value, dice.pick((None, Answer.DONT_KNOW, Answer.YES)), benefit_of_doubt=benefit, put=put)


def random_case(dice: Dice, program: Program, *, record: str = "open", share: int = 2) -> Case:
    """A case in which about one slot in `share` holds something; `record` may be “any” of them."""
    case = as_record(blank(all_put=dice.one_in(3)), dice.pick(RECORDS) if record == "any" else record)
    for slot in slots_of(program):
        if dice.one_in(share):
            case = entered(case, slot, entry=random_entry(dice, program.law, slot=slot))
    if dice.one_in(5) and "low" in program.law.criteria:
        conceded = HumanFinding(FindingWord.CONCEDED, ACT, PUT if dice.one_in(2) else None)
        case = entered(case, ("AAA", "low"), entry=conceded)
    return case


def as_record(case: Case, record: str) -> Case:
    """The case with an open record, a closed one or a digest."""
    closing = Closing(DECISION, "adjudicator-1") if record == "closed" else None
    return replace(case, closing=closing, digest=record == "digest")


def learnt(dice: Dice, program: Program, *, case: Case) -> Case:
    """The case with more on the record: unknown facts become known, points are put; what was found stays found."""
    for slot in slots_of(program):
        now: Any = case.finding(slot) if slot[1] in program.law.criteria else case.fact(slot)
        choice = dice.pick(("nothing", "learn", "put"))
        if choice == "learn" and is_silent(now):
            case = entered(case, slot, entry=random_entry(dice, program.law, slot=slot))
        elif choice == "put" and now is not None:
            case = entered(case, slot, entry=replace(now, put=PUT))
    return case


def is_silent(entry: Entry | None) -> bool:
    """Whether nothing was found in a slot."""
    if isinstance(entry, HumanFinding):
        return entry.word in {FindingWord.LEFT_OPEN, FindingWord.NOT_REACHED, FindingWord.PARTLY_ESTABLISHED}
    return entry is None or entry.state in {FactState.UNKNOWN, FactState.UNKNOWABLE}


def completions(program: Program, case: Case) -> Iterator[Case]:
    """The case with every open slot settled, in every possible way, and everything settled put."""
    places: list[list[tuple[Slot, Entry]]] = []
    for slot in slots_of(program):
        now: Any = case.finding(slot) if slot[1] in program.law.criteria else case.fact(slot)
        ways = (_affirmed(now),) if is_settled(now) else full_entries(program.law, slot)
        places.append([(slot, entry) for entry in ways])
    for chosen in product(*places):
        yield filled(case, chosen)


def is_settled(entry: Entry | None) -> bool:
    """Whether what stands in a slot carries findings: it can be put and confirmed, but no longer come out otherwise."""
    if isinstance(entry, HumanFinding):
        return not is_silent(entry)
    return entry is not None and (
        entry.state.settled or (entry.state is FactState.POSSIBLE and entry.benefit_of_doubt is not None)
    )


def _affirmed(entry: Any) -> Entry:
    """A settled entry after it was put; a possible fact becomes established."""
    doubtful = isinstance(entry, FactRecord) and entry.state is FactState.POSSIBLE
    settled: Entry = replace(entry, state=FactState.ESTABLISHED, put=PUT) if doubtful else replace(entry, put=PUT)
    return settled
