"""What is known when a person is to find a criterion: facts with their evidence, other findings, the country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.case_file import PERSON
from wellfounded.letters.assessment.draft import Draft
from wellfounded.web.assessment import words
from wellfounded.web.assessment.conclusions import Named, named
from wellfounded.web.assessment.facts import FactShown, is_blank

if TYPE_CHECKING:
    from wellfounded.law.case_file import Slot
    from wellfounded.law.finding import Finding
    from wellfounded.web.assessment.facts import Facts


@dataclass(frozen=True, slots=True)
class Known:
    """`choices` are what a finding can be said to rest on."""

    facts: tuple[FactShown, ...]
    silent: tuple[str, ...]
    findings: tuple[Named, ...]
    choices: tuple[tuple[str, str], ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for name, _title in self.choices)


def known_of(facts: Facts, finding: Finding) -> Known:
    """Everything that the law says should be looked at, with what the record has of it."""
    assessment = facts.assessment
    slots = list(
        dict.fromkeys(slot for name in _considered(facts, finding) for slot in _slots(facts, finding, name=name))
    )
    recorded = [slot for slot in slots if not is_blank(assessment.case.fact(slot))]
    silent = [slot for slot in slots if slot not in recorded]
    others = [
        other
        for name in finding.criterion.considers
        if name not in assessment.law.facts
        for place in (finding.entity, PERSON)
        if (other := assessment.findings.get((name, place))) is not None
    ]
    choices = [(slot[1], _title(facts, slot, seen_from=finding.entity)) for slot in recorded]
    choices += [(fact.id, words.of_law(fact.statement)) for fact in assessment.country_facts(finding)]
    before = finding.human.rests_on if finding.human is not None else ()
    choices += [(name, facts.named(name)) for name in before if facts.named(name) != name]
    return Known(
        facts=tuple(facts.shown(slot, seen_from=finding.entity) for slot in recorded),
        silent=tuple(_title(facts, slot, seen_from=finding.entity) for slot in silent),
        findings=tuple(named(assessment, other, number=facts.shelf.number) for other in others),
        choices=tuple(dict(choices).items()),
    )


def _considered(facts: Facts, finding: Finding) -> list[str]:
    """The facts that whoever finds it looks at; for a rule, those that its own steps name."""
    named_facts = [name for name in finding.criterion.considers if name in facts.assessment.law.facts]
    if named_facts or finding.criterion.evaluative:
        return named_facts
    program = facts.assessment.evaluation.program
    waiting, found = list(program.nodes[finding.node].children), []
    while waiting:
        place = waiting.pop(0)
        node = program.nodes[place]
        if place not in program.criterion_at:
            waiting.extend(node.children)
            slot = program.leaves[node.leaf].slot if not node.children else None
            found += [slot[1]] if slot is not None and slot[1] in facts.assessment.law.facts else []
    return list(dict.fromkeys(found))


def _slots(facts: Facts, finding: Finding, *, name: str) -> tuple[Slot, ...]:
    return Draft(facts.assessment).slots(name, finding.entity)


def _title(facts: Facts, slot: Slot, *, seen_from: str) -> str:
    title, about = words.titled(facts.assessment.law.facts[slot[1]].title), words.about(slot[0], seen_from=seen_from)
    return f"{title} ({about})" if about else title
