"""`FACT=VALUE` as the user writes it: which fact of which country, and the record that it would have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wellfounded.law.case_file import (
    PERSON,
    FactRecord,
    FactState,
    FindingWord,
    HumanFinding,
    Put,
)
from wellfounded.law.case_reader import scope_of
from wellfounded.law.catalogue import FactType
from wellfounded.law.criterion import Scope
from wellfounded.law.document import Document
from wellfounded.law.errors import Code, Problem
from wellfounded.law.fact_reader import read_fact
from wellfounded.law.fields import Fields, did_you_mean
from wellfounded.law.whatif import SUPPOSED, with_fact, with_finding

if TYPE_CHECKING:
    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Case, Slot

PUT = Put(reply="supposed")  # what is supposed counts as put, so that its effect is seen


@dataclass(frozen=True, slots=True)
class Supposition:
    """A fact or an evaluative criterion as it would be."""

    slot: Slot
    record: FactRecord | HumanFinding

    def applied(self, case: Case) -> Case:
        """The case if this were so."""
        if isinstance(self.record, HumanFinding):
            return with_finding(case, self.slot, finding=self.record)
        before = case.fact(self.slot) or FactRecord()
        record = replace(before, state=self.record.state, value=self.record.value, act=SUPPOSED, put=before.put or PUT)
        if record.state is FactState.POSSIBLE:
            record = replace(record, benefit_of_doubt=SUPPOSED)
        return with_fact(case, self.slot, record=record)


def read_supposition(text: str, assessment: Assessment, *, problems: list[Problem]) -> Supposition | None:
    """`PRK.is_outside=established`, `stateless=refuted`, `PRK.departure_date=2019-11`; None, with its problem noted."""
    name, sign, value = text.partition("=")
    if not sign or not value.strip():
        message = f"“{text}” is not written as FACT=VALUE."
        problems.append(Problem(Code.WRONG_VALUE, message, "Write it like PRK.is_outside=established.", text))
        return None
    slot = _slot(name.strip(), assessment, problems=problems)
    if slot is None:
        return None
    reader = _finding if slot[1] in assessment.law.criteria else _fact
    record = reader(slot[1], value.strip(), assessment=assessment, problems=problems)
    return None if record is None else Supposition(slot, record)


def _slot(name: str, assessment: Assessment, *, problems: list[Problem]) -> Slot | None:
    """The slot that a name means. Without a country it must be the only one where the fact can stand."""
    entity, dot, item = name.rpartition(".")
    entity = entity.replace("/", ">")
    law = assessment.law
    definition = law.facts.get(item) or law.criteria.get(item)
    if definition is None:
        mend = did_you_mean(item, [*law.facts, *law.criteria]) or "See wellfounded law list --facts."
        problems.append(Problem(Code.UNKNOWN_FACT, f"There is no fact “{item}” in the catalogue.", mend, name))
        return None
    places = _places(assessment.case, definition.scope)
    if dot and entity in places:
        return entity, item
    if not dot and len(places) == 1:
        return places[0], item
    written = ", ".join(f"{place.replace('>', '/')}.{item}" for place in places)
    message = (
        f"“{item}” is about a {definition.scope}; {f'“{entity}” is none of this case' if dot else 'say which one'}."
    )
    mend = f"Write one of: {written}." if places else f"Add a {definition.scope} to the case file first."
    problems.append(Problem(Code.WRONG_SCOPE, message, mend, name))
    return None


def _places(case: Case, scope: Scope) -> list[str]:
    return [PERSON] if scope is Scope.PERSON else [name for name, _ in case.entities() if scope_of(name) is scope]


def _fact(name: str, value: str, *, assessment: Assessment, problems: list[Problem]) -> FactRecord | None:
    definition = assessment.law.facts[name]
    raw: Any = value
    if value not in set(FactState):
        if definition.type is FactType.CHOICES:
            raw = [part.strip() for part in value.split(",")]
        elif definition.type is FactType.QUANTITY:
            raw = _number(value)
    found: list[Problem] = []
    fields = Fields.of(Document("", {}, {}), (), value={name: raw}, problems=found)
    record = read_fact(fields, name, definition=definition)
    problems.extend(replace(problem, file=name, path="") for problem in found)
    return None if found else record


def _number(value: str) -> float | str:
    try:
        return float(value)
    except ValueError:
        return value


def _finding(name: str, value: str, *, assessment: Assessment, problems: list[Problem]) -> HumanFinding | None:
    if not assessment.law.criteria[name].evaluative:
        message = f"“{name}” is decided by a rule; suppose the facts on which it rests."
        mend = f"See them with: wellfounded law show {name}."
        problems.append(Problem(Code.NOT_HUMAN, message, mend, name))
        return None
    if value not in set(FindingWord):
        mend = did_you_mean(value, set(FindingWord)) or f"Write one of: {', '.join(FindingWord)}."
        problems.append(Problem(Code.WRONG_OPTION, f"“{value}” is not what a person may find.", mend, name))
        return None
    return HumanFinding(FindingWord(value), SUPPOSED, PUT)
