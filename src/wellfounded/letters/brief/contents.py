"""From an assessment and a shelf to a brief: every open or contested criterion with what the shelf holds on it.

Accepted passages come first; suggestions follow and say that nobody accepted them. Nothing here weighs or counts: the
brief shows what there is, what is due for review, and what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.linking.shelf import Pinned
from wellfounded.evidence.statements.bearing import Direction
from wellfounded.law.country_name import entity_name
from wellfounded.law.finding import Label
from wellfounded.letters.assessment import wording as assessment_wording
from wellfounded.letters.assessment.labels import label_of
from wellfounded.letters.assessment.outline import criteria_under
from wellfounded.letters.brief import wording
from wellfounded.letters.brief.cited import Cited
from wellfounded.letters.brief.context import BriefView, CriterionView, FactLine
from wellfounded.library.described import ON_INDICATION, described_criterion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from wellfounded.evidence.linking.shelf import Held, Shelf, Suggested
    from wellfounded.law.assess import Assessment
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.law.finding import Finding
    from wellfounded.letters.brief.context import PassageView

SUGGESTIONS = 3  # shown for each direction


def brief_of(assessment: Assessment, shelf: Shelf, *, shelf_name: str) -> BriefView:
    """The brief of a claim from a shelf."""
    case = assessment.case
    known = case.known or case.decision
    writer = _Writer(assessment, shelf, known=known)
    views = [writer.criterion(finding) for finding in open_findings(assessment)]
    told = tuple(view for view in views if view.supports or view.rebuts or view.facts or view.facts_above)
    law = assessment.law
    return BriefView(
        number=case.number,
        title=case.title,
        banner=assessment_wording.MATERIAL[case.material],
        head=(
            (wording.HEAD["profile"], f"{law.profile.title} · {law.profile.id} {law.profile.version}"),
            (wording.HEAD["known"], known.isoformat()),
            (wording.HEAD["shelf"], shelf_name),
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

    def __init__(self, assessment: Assessment, shelf: Shelf, *, known: date) -> None:
        self.assessment, self.shelf, self.known = assessment, shelf, known
        self.cited = Cited()
        self._suggested: dict[str, Sequence[Suggested]] = {}
        self._facts_told: set[str] = set()

    def criterion(self, finding: Finding) -> CriterionView:
        criterion = finding.criterion
        countries = frozenset(finding.entity.split(">")) if finding.entity != "person" else frozenset[str]()
        pinned = [one for one in self.shelf.pinned(criterion.id) if _about(one.held, countries)]
        suggested = [one for one in self._suggestions(finding) if _about(one.held, countries)]
        sides = {side: self._side(side, pinned, suggested=suggested) for side in Direction}
        supports, rebuts = sides[Direction.SUPPORTS], sides[Direction.REBUTS]
        facts = tuple(self.assessment.country_facts(finding))
        fresh = [fact for fact in facts if fact.id not in self._facts_told]
        self._facts_told.update(fact.id for fact in fresh)
        return CriterionView(
            title=criterion.title,
            about=entity_name(finding.entity),
            label=label_of(self.assessment, finding).words,
            text=criterion.text,
            supports=supports,
            rebuts=rebuts,
            facts=tuple(self._fact(fact, criterion=criterion.id) for fact in fresh),
            facts_above=", ".join(fact.id for fact in facts if fact not in fresh),
            missing=tuple(_missing(supports, rebuts)),
        )

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
        carried = tuple(self.cited.pinned(one) for one in self.shelf.pinned(fact.id))
        due = fact.review_after if fact.due_for_review(self.assessment.case.decision) else None
        published = wording.PUBLISHED.format(day=fact.published.isoformat()) if fact.published else ""
        period = assessment_wording.period(fact.period_from, fact.period_to)
        direct = criterion in fact.bears_on
        return FactLine(
            id=fact.id,
            statement=fact.statement,
            direction=wording.DIRECTIONS[fact.direction] if direct else "",
            dates=", ".join(part for part in (published, period) if part),
            law="; ".join(citation.brief for citation in fact.cite),
            due=wording.DUE.format(day=due.isoformat()) if due else "",
            carried_by=carried,
            without="" if carried else wording.NO_PASSAGE,
        )


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


def _named(view: CriterionView) -> str:
    return f"{view.title} ({view.about})" if view.about else view.title
