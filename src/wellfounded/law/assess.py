"""The assessment of a case: every finding with its law and reasons; a pure function of law, case and date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wellfounded.law.compile import compile_law
from wellfounded.law.criterion import Scope
from wellfounded.law.evaluate import Evaluation, evaluate
from wellfounded.law.exact import settle_by_cases
from wellfounded.law.finding import Finding, findings_of
from wellfounded.law.law import Law, resolve
from wellfounded.law.program import Shape
from wellfounded.law.rule import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wellfounded.law.case_file import Case
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.law.library import LawLibrary

Key = tuple[str, str]  # (criterion, entity)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What follows from a case under a law. It decides nothing: a person does."""

    case: Case
    law: Law
    evaluation: Evaluation
    findings: dict[Key, Finding]
    as_of: date

    def __getitem__(self, key: Key) -> Finding:
        return self.findings[key]

    def goals(self) -> tuple[Finding, ...]:
        """The conclusions: for the person, then for each destination."""
        goals = [finding for finding in self.findings.values() if finding.criterion.goal]
        return tuple(sorted(goals, key=lambda finding: finding.criterion.scope is not Scope.PERSON))

    def country_facts(self, finding: Finding) -> Iterator[CountryFact]:
        """What is known of the finding's country that bears on it, as known on the day of the case."""
        known = self.case.known or self.case.decision
        names = {finding.criterion.id, *finding.criterion.considers, *names_in(finding.criterion.rule)}
        country = finding.entity.partition(">")[0]
        for fact in self.law.library.country_facts:
            if fact.country == country and names & set(fact.bears_on) and fact.known_on(known):
                yield fact


def assess(case: Case, library: LawLibrary, *, profile: str | None = None, as_of: date | None = None) -> Assessment:
    """Assess a case under its profile (or another one), at its decision date (or another one)."""
    day = as_of or case.decision
    case = case if day == case.decision else replace(case, decision=day)
    return assess_under(case, resolve(library, profile or case.profile, claim=case.claim, decision=day))


def assess_under(case: Case, law: Law) -> Assessment:
    """Assess a case under resolved law."""
    program = compile_law(law, Shape.of(case))
    evaluation = evaluate(program, case)
    return Assessment(case, law, evaluation, findings_of(evaluation, settle_by_cases(evaluation)), case.decision)
