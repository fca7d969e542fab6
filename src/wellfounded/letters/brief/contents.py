"""From an assessment and a shelf to a brief: every open or contested criterion with what the shelf holds on it.

Accepted passages come first; suggestions follow and say that nobody accepted them. Nothing here weighs or counts: the
brief shows what there is, what is due for review, and what is missing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.bearing import Direction
from wellfounded.law.case_file import PERSON
from wellfounded.law.finding import Label
from wellfounded.law.rule import names_in
from wellfounded.letters.assessment import wording as assessment_wording
from wellfounded.letters.assessment.labels import label_of
from wellfounded.letters.assessment.outline import criteria_under
from wellfounded.letters.brief import wording
from wellfounded.letters.brief.cited import Cited
from wellfounded.letters.brief.context import BriefView, CriterionView, FactLine
from wellfounded.letters.brief.fact_lines import fact_line
from wellfounded.library.described import ON_INDICATION, described_criterion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wellfounded.evidence.linking.shelf import Held, Pinned, Shelf, Suggested
    from wellfounded.law.assess import Assessment
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.law.finding import Finding
    from wellfounded.letters.brief.context import PassageView
    from wellfounded.letters.brief.wording import Tongue

SUGGESTIONS = 3  # shown for each direction


def brief_of(assessment: Assessment, shelf: Shelf, *, shelf_name: str, tongue: Tongue = wording.ENGLISH) -> BriefView:
    """The brief of a claim from a shelf, in a language. Sources, quotations and texts of the law stay as they are."""
    case, law = assessment.case, f"{assessment.law.profile.id} {assessment.law.profile.version}"
    writer = _Writer(assessment, shelf, tongue=tongue)
    views = [writer.criterion(finding) for finding in open_findings(assessment)]
    told = tuple(view for view in views if _holds_anything(view))
    return BriefView(
        number=case.number,
        title=case.title,
        banner=tongue(assessment_wording.MATERIAL[case.material]),
        head=(
            (
                tongue(wording.HEAD["profile"]),
                f"{tongue.say(assessment.law.profile.title)} · {law}",
            ),
            (tongue(wording.HEAD["known"]), tongue.day(writer.known)),
            (tongue(wording.HEAD["shelf"]), shelf_name),
        ),
        criteria=told,
        bare=tuple(dict.fromkeys(_named(view) for view in views if view not in told)),
        stale=tuple(
            dict.fromkeys(f"{line.statement} ({line.due})" for view in told for line in view.facts if line.due)
        ),
        sources=tuple(writer.cited.names),
    )


def open_findings(assessment: Assessment) -> Iterator[Finding]:
    """The criteria that are open, contradicted or rest on what is contested, and that a conclusion can depend on.

    Exclusion and cessation are asked only on an indication: they appear when something of them is contradicted or
    contested, never because nobody asked. Conclusions themselves are left out: what they rest on is shown.
    """
    reached = criteria_under(assessment, [goal.node for goal in assessment.goals()])
    for key, finding in assessment.findings.items():
        contested = finding.rests_on_contested or finding.label is Label.CONTRADICTED
        wanted = contested or (finding.label is Label.OPEN and finding.criterion.stage not in ON_INDICATION)
        if wanted and key in reached and not finding.criterion.goal:
            yield finding


class _Writer:
    """Writes one brief; what was looked up for a criterion serves every country in which it is asked."""

    def __init__(self, assessment: Assessment, shelf: Shelf, *, tongue: Tongue) -> None:
        self.assessment, self.shelf, self.tongue = assessment, shelf, tongue
        self.known = assessment.case.known or assessment.case.decision
        self.cited = Cited(tongue)
        self._suggested: dict[str, Sequence[Suggested]] = {}
        self._facts_told: set[str] = set()

    def criterion(self, finding: Finding) -> CriterionView:
        criterion = finding.criterion
        countries = frozenset(finding.entity.split(">")) if finding.entity != PERSON else frozenset[str]()
        pinned = self._pinned(finding, criterion.id)
        suggested = [one for one in self._suggestions(finding) if _about(one.held, countries)]
        sides = {side: self._side(side, pinned, suggested=suggested) for side in Direction}
        supports, rebuts = sides[Direction.SUPPORTS], sides[Direction.REBUTS]
        facts = tuple(self.assessment.country_facts(finding))
        fresh = [fact for fact in facts if fact.id not in self._facts_told]
        self._facts_told.update(fact.id for fact in fresh)
        return CriterionView(
            title=self.tongue.say(criterion.title),
            about=self.tongue.about(finding.entity),
            label=self.tongue(label_of(self.assessment, finding).words),
            text=criterion.text,
            supports=supports,
            rebuts=rebuts,
            of_facts=tuple(self._of_facts(finding)),
            facts=tuple(self._fact(fact, criterion=criterion.id) for fact in fresh),
            facts_above=", ".join(fact.id for fact in facts if fact not in fresh),
            missing=tuple(self.tongue(line) for line in _missing(supports, rebuts)),
            place=(criterion.id, finding.entity),
        )

    def _pinned(self, finding: Finding, name: str) -> list[Pinned]:
        """What people tied to it for every case of these countries, or for this very place of this case."""
        countries = frozenset(finding.entity.split(">")) if finding.entity != PERSON else frozenset[str]()
        return [
            one
            for one in self.shelf.pinned(name)
            if (one.entity == finding.entity if one.entity else self._holds(one.held, countries))
        ]

    def _holds(self, held: Held, countries: frozenset[str]) -> bool:
        return _about(held, countries) and self._in_time(held)

    def _of_facts(self, finding: Finding) -> Iterator[PassageView]:
        """What was pinned in this case to a fact that the criterion names, about the same place or the person."""
        criterion = finding.criterion
        known = self.assessment.law.facts
        names = dict.fromkeys((*criterion.considers, *names_in(criterion.rule)))
        for name in (name for name in names if name in known):
            for one in self.shelf.pinned(name):
                if one.entity in {finding.entity, PERSON}:
                    yield self.cited.pinned(one, fact=self.tongue.say(known[name].title))

    def _in_time(self, held: Held) -> bool:
        """Nothing published after the day of the claim's information is shown, but for what was pinned to the case."""
        return held.card.day is None or held.card.day <= self.known

    def _suggestions(self, finding: Finding) -> Sequence[Suggested]:
        name = finding.criterion.id
        if name not in self._suggested:
            self._suggested[name] = self.shelf.suggested(described_criterion(finding.criterion), until=self.known)
        return self._suggested[name]

    def _side(
        self, side: Direction, pinned: Sequence[Pinned], *, suggested: Sequence[Suggested]
    ) -> tuple[PassageView, ...]:
        accepted = (self.cited.pinned(one) for one in pinned if one.direction is side)
        waiting = [one for one in suggested if one.direction is side][:SUGGESTIONS]
        return (*accepted, *(self.cited.suggested(one) for one in waiting))

    def _fact(self, fact: CountryFact, *, criterion: str) -> FactLine:
        pinned = [one for one in self.shelf.pinned(fact.id) if self._in_time(one.held)]
        line = fact_line(fact, self.cited, pinned=pinned, on=self.assessment.case.decision)
        direct = criterion in fact.bears_on
        return replace(line, direction=self.tongue(wording.DIRECTIONS[fact.direction]) if direct else "")


def _about(held: Held, countries: frozenset[str]) -> bool:
    """Whether a passage may speak of these countries: one of no stated country may speak of any."""
    return not countries or not held.card.countries or bool(countries & set(held.card.countries))


def _missing(supports: Sequence[PassageView], rebuts: Sequence[PassageView]) -> Iterator[str]:
    shown = (*supports, *rebuts)
    if not any(one.accepted for one in shown):
        yield wording.NOT_ACCEPTED
    if supports and not rebuts:
        yield wording.ONE_SIDED_FOR
    if rebuts and not supports:
        yield wording.ONE_SIDED_AGAINST
    if len(shown) > 1 and len({one.number for one in shown}) == 1:
        yield wording.SINGLE_SOURCE


def _holds_anything(view: CriterionView) -> bool:
    return bool(view.supports or view.rebuts or view.of_facts or view.facts or view.facts_above)


def _named(view: CriterionView) -> str:
    return f"{view.title} ({view.about})" if view.about else view.title
