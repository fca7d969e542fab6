"""One finding as the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.law.case_file import Direction
from wellfounded.law.program import Op
from wellfounded.letters.assessment import wording
from wellfounded.letters.assessment.context import CountryFactView, FindingView, Label, StandardView
from wellfounded.letters.assessment.labels import flags_of, label_of
from wellfounded.letters.assessment.reasons import reasons_of
from wellfounded.letters.assessment.record import human_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment, Key
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.law.criterion import Criterion
    from wellfounded.law.finding import Finding
    from wellfounded.letters.assessment.draft import Draft


def finding_view(draft: Draft, key: Key) -> FindingView:
    """A finding with its law, its reasons and what is known of the country."""
    assessment = draft.assessment
    finding = assessment[key]
    criterion = finding.criterion
    law = draft.cite(criterion.cite)
    reasons, named = reasons_of(draft, finding)
    here, above = _country_facts(draft, finding, named=named | {key})
    return FindingView(
        number=draft.numbers[key],
        anchor=anchor_of(key),
        title=criterion.title,
        about=draft.about(finding.entity),
        text=criterion.text,
        label=label_of(assessment, finding),
        flags=flags_of(assessment, finding),
        standard=_standard(draft, criterion),
        burden=wording.BURDENS[criterion.burden],
        set_by=assessment.law.set_by(criterion),
        law=law,
        terms=criterion.terms,
        note=" ".join((criterion.note or criterion.untranslatable).split()),
        human=() if criterion.evaluative else human_in_words(draft, finding.human),
        reasons=reasons,
        also=tuple(_also(assessment, finding, named=named)),
        country_facts=here,
        country_facts_above=above,
        brief=any(sentence in reasons.sentences for _, sentence in wording.SILENCE.values()),
    )


def anchor_of(key: Key) -> str:
    """The place of a finding on the page, for links."""
    return f"{key[0]}-{key[1].replace('>', '-')}"


def _standard(draft: Draft, criterion: Criterion) -> StandardView:
    role = draft.assessment.law.standard_of(criterion)
    if role is None:
        return StandardView(wording.NO_STANDARD, "")
    return StandardView(role.standard.title, role.standard.text, draft.cite(role.cite))


def _also(assessment: Assessment, finding: Finding, *, named: frozenset[Key]) -> Iterator[tuple[str, Label]]:
    """The criteria that the rule names but that do not decide here."""
    for key in _named_by_rule(assessment, finding.node):
        if key not in named and (other := assessment.findings.get(key)) is not None:
            yield other.criterion.title, label_of(assessment, other)


def _named_by_rule(assessment: Assessment, top: int) -> list[Key]:
    """The criteria that the rule of the one at `top` names, in its order."""
    program = assessment.evaluation.program
    found: list[Key] = []
    waiting = list(program.nodes[top].children)
    while waiting:
        place = waiting.pop(0)
        if place in program.criterion_at:
            name, entity, _ = program.criterion_at[place]
            found.append((name, entity))
        elif program.nodes[place].op is not Op.LEAF:
            waiting = [*program.nodes[place].children, *waiting]
    return list(dict.fromkeys(found))


def _country_facts(draft: Draft, finding: Finding, *, named: frozenset[Key]) -> tuple[tuple[CountryFactView, ...], str]:
    """What bears on a finding or on what its reasons name, and where the rest of it was shown before."""
    number = draft.numbers[finding.criterion.id, finding.entity]
    shown: list[CountryFactView] = []
    above: list[str] = []
    for fact in _bearing(draft.assessment, named):
        first = draft.country_fact_at.setdefault(fact.id, number)
        if first == number:
            shown.append(_country_fact(draft, fact))
        else:
            above.append(first)
    return tuple(shown), ", ".join(dict.fromkeys(above))


def _bearing(assessment: Assessment, named: frozenset[Key]) -> Iterator[CountryFact]:
    found: dict[str, CountryFact] = {}
    for key in named:
        if (finding := assessment.findings.get(key)) is not None:
            found.update((fact.id, fact) for fact in assessment.country_facts(finding))
    order = {fact.id: place for place, fact in enumerate(assessment.law.library.country_facts)}
    yield from sorted(found.values(), key=lambda fact: order[fact.id])


def _country_fact(draft: Draft, fact: CountryFact) -> CountryFactView:
    published = wording.PUBLISHED.format(day=wording.day(fact.published)) if fact.published else ""
    due = fact.review_after if fact.due_for_review(draft.assessment.case.decision) else None
    return CountryFactView(
        statement=fact.statement,
        about=draft.about(fact.country),
        direction=wording.DIRECTIONS[Direction(fact.direction)],
        dates=", ".join(part for part in (published, wording.period(fact.period_from, fact.period_to)) if part),
        law=draft.cite(fact.cite),
        due=wording.DUE.format(day=wording.day(due)) if due else "",
    )
