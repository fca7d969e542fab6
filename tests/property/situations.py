"""A random law with a random case under it, and what the properties draw beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from hypothesis import strategies as st

from tests.factories import CLAIM, DECISION, blank, real
from tests.property.caseloads import Rows, random_caseload
from tests.property.claims import Entry, entered, full_entries, learnt, random_case, random_entry, slots_of
from tests.property.dice import Dice, dice
from tests.property.laws import random_law
from tests.property.promises import program_of
from wellfounded.law.case_file import Case, HumanFinding, Slot
from wellfounded.law.law import Law, resolve
from wellfounded.law.rule import AllOf, AnyOf, AtEnd, AtLeast, ForEach, Name, Not, SameAs

Answers = tuple[tuple[Slot, Entry], ...]
MANY = 4000  # throws for a case under the law that is shipped


@cache
def real_law(profile: str) -> Law:
    return resolve(real(), profile, claim=CLAIM, decision=DECISION)


@dataclass(frozen=True, repr=False)
class Situation:
    """A law and a case under it; `later` is the case with more on it, `answers` are given one after another."""

    law: Law
    case: Case
    later: Case
    answers: Answers

    def __repr__(self) -> str:
        law = {
            name: (item.favours, item.burden, item.standard, in_brief(item.rule))
            for name, item in self.law.criteria.items()
        }
        answers = [(slot, _in_short(entry)) for slot, entry in self.answers]
        return f"{law}\n{_held(self.case)}\nlater {_held(self.later)}\nanswers {answers}"


def _held(case: Case) -> dict[str, object]:
    held: dict[str, object] = {"closed": case.closed, "digest": case.digest, "all put": case.all_points_put is not None}
    for name, entity in case.entities():
        held |= {f"{name}.{item}": _in_short(fact) for item, fact in entity.facts.items()}
        held |= {f"{name}.{item}": _in_short(finding) for item, finding in entity.findings.items()}
    return held


def _in_short(entry: Entry) -> str:
    put = " put" if entry.put is not None else ""
    if isinstance(entry, HumanFinding):
        return f"{entry.word}{put}"
    value = "" if entry.value is None else f" {entry.value}"
    return (
        f"{entry.state}{value}{put}{' asked' if entry.answered else ''}{' benefit' if entry.benefit_of_doubt else ''}"
    )


def in_brief(rule: object) -> str:
    """A rule on one line."""
    match rule:
        case Name(name) | SameAs(name) | AtEnd(name):
            brief = name
        case Not(part):
            brief = f"not {in_brief(part)}"
        case ForEach(group, every, part):
            brief = f"{'every' if every else 'some'} {group}: {in_brief(part)}"
        case AllOf(parts) | AnyOf(parts):
            brief = f"({(' & ' if isinstance(rule, AllOf) else ' | ').join(map(in_brief, parts))})"
        case AtLeast(count, parts):
            brief = f"{count} of ({', '.join(map(in_brief, parts))})"
        case _:
            brief = str(rule)
    return brief


def situations(record: str = "open", *, law_by: Callable[[Dice], Law] = random_law) -> st.SearchStrategy[Situation]:
    """A random law with a random case; its record is open, closed, a digest or any of them."""

    def drawn(thrown: Dice) -> Situation:
        law = law_by(thrown)
        case = random_case(thrown, program_of(law), record=record)
        slots = [thrown.pick(slots_of(program_of(law))) for _ in range(8)]
        later = learnt(thrown, program_of(law), case=case)
        answers = tuple((slot, random_entry(thrown, law, slot=slot)) for slot in slots)
        return Situation(law, case, later, answers)

    return dice().map(drawn)


def plain_situations() -> st.SearchStrategy[Situation]:
    """A law without tests of values, and an open record on which everything was put and nothing is doubtful."""

    def drawn(thrown: Dice) -> Situation:
        law = random_law(thrown, tests=False)
        case = blank(all_put=True)
        for slot in slots_of(program_of(law)):
            if thrown.one_in(2):
                case = entered(case, slot, entry=thrown.pick(full_entries(law, slot)))
        return Situation(law, case, case, ())

    return dice().map(drawn)


def real_situations(profile: str, *, record: str = "open", share: int = 8) -> st.SearchStrategy[Situation]:
    """A record under the law that is shipped; about one fact in `share` is known at first."""

    def drawn(thrown: Dice) -> Situation:
        program = program_of(real_law(profile))
        case = random_case(thrown, program, record=record, share=share)
        return Situation(program.law, case, learnt(thrown, program, case=case), ())

    return dice(MANY).map(drawn)


def caseload_rows(*, law_by: Callable[[Dice], Law] = random_law) -> st.SearchStrategy[Rows]:
    """A random caseload under a random law."""
    return dice().map(lambda thrown: random_caseload(thrown, program_of(law_by(thrown))))
